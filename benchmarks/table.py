#!/usr/bin/env python3
"""Print every figure of speed that the project aims at, beside what is wanted, in one run.

    python benchmarks/table.py --texts FOLDER [--bytes 300000] [--megabytes 100]
    python benchmarks/table.py --small

One table for the texts of FOLDER (`texts/fetch.py` gets some): `web` and `normal`, records of 70
and 700 characters, `trace` beside `clean`, `web` beside ftfy, `script` alone beside OpenCC,
``--to tw`` beside `web` and the conversion in series. One for the rest: glossed pages, the start
of the command, the command beside the library, two jobs. Each figure of a text is of one pass over
what its process has not seen, the best of several fresh ones, a ratio the median of their turns
(`timing`). Without FOLDER our own texts stand in; ``--small`` runs everything once on little of
them. Peers that are not installed are left out.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import chain
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

import hantidy
from command import COMMAND, measured
from run import RECORDS
from texts import NAMES, PAGES, real_texts, text
from timing import best, rates, ratios, turns, version_of

if TYPE_CHECKING:
    from collections.abc import Iterator

WANTED = {
    "web MB/s": "10 to 35",
    "normal MB/s": "10",
    "70 characters, µs": "25",
    "700 characters, µs": "90",
    "trace to clean, time": "2 at most",
    "web / ftfy": "7, none under 4",
    "s2tw / OpenCC": "1.0, Markdown 0.4",
    "t2s / OpenCC": "0.75",
    "to=tw / series": "0.8",
}
RATIOS = {
    # How many times as fast the first is as the second.
    "trace to clean, time": ("web", "trace of web"),
    "web / ftfy": ("web", "ftfy"),
    "s2tw / OpenCC": ("script:to=tw", "opencc s2tw"),
    "t2s / OpenCC": ("script:to=hans", "opencc t2s"),
    "to=tw / series": ("web --to tw", "web, then script:to=tw"),
}
CALLS = tuple(dict.fromkeys(("web", "normal", *chain(*RATIOS.values()))))
LINES = {
    "plain": ("今天天气很好，我们去公园散步。", 0.16),
    "glossed": ("開發區(qu)(qu)的建(jian)設(she)很好。", 0.20),
    "traditional": ("會議后,領導干部并未離開,還在這里。", 0.20),
    "damaged": ("浠婂ぉ涓嬮洦锛屾槑澶╂櫞銆�", 0.24),
}
"""One line each, and the seconds of processor time that a start may take."""


def of_texts(texts: dict[str, str], rounds: int) -> None:
    """Print a row a text, and the medians."""
    given = list(texts.values())
    times = turns([name for name in CALLS if version_of(name)], given, rounds)
    columns = {f"{name} MB/s": rates(given, times[name]) for name in ("web", "normal")}
    for size in RECORDS:
        taken = best(turns(["web"], given, rounds, size)["web"])
        columns[f"{size} characters, µs"] = [1e6 * each for each in taken]
    for name, (one, other) in RATIOS.items():
        if other in times:
            of_rounds = ratios(times[one], times[other])
            columns[name] = [statistics.median(each) for each in of_rounds]
    print(f"| text | {' | '.join(WANTED)} |")
    print("|---" * (len(WANTED) + 1) + "|")
    for at, title in enumerate(texts):
        row = [columns[name][at] if name in columns else None for name in WANTED]
        print(f"| {title} | {' | '.join(map(shown, row))} |")
    found = [columns.get(name) for name in WANTED]
    medians = [shown(statistics.median(each) if each else None) for each in found]
    print(f"| median | {' | '.join(medians)} |")
    print(f"| least | {' | '.join(shown(min(each) if each else None) for each in found)} |")
    print(f"| wanted | {' | '.join(WANTED.values())} |")


def shown(value: float | None) -> str:
    """Return a figure with as many places as say something."""
    if value is None:
        return "–"
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def started(line: str, times: int) -> float:
    """Return the least seconds of processor time that the command takes for one line.

    Its modules are compiled to bytecode, as those of an installed package are.
    """
    least = float("inf")
    with tempfile.TemporaryDirectory() as bytecode:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": bytecode}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        for _ in range(times + 1):  # the first one compiles
            process = subprocess.Popen(
                [*COMMAND],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                text=True,
                env=environment,
            )
            assert process.stdin is not None
            process.stdin.write(line + "\n")
            process.stdin.close()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            least = min(least, used.ru_utime + used.ru_stime)
    return least


def others(page: str, megabytes: int, times: int) -> Iterator[tuple[str, float, str]]:
    """Yield what is no figure of one text: its name, the figure, what is wanted."""
    glossed = [text(name, 1_000_000 if times > 1 else 10_000) for name in NAMES[:2]]
    speeds = rates(glossed, turns(["web"], glossed, times)["web"])
    for name, found in zip(NAMES[:2], speeds, strict=True):
        yield f"{name} pages, MB/s", found, "20"
    for name, (line, wanted) in LINES.items():
        yield f"start, {name}, s", started(line, times), f"{wanted:.2f}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        size = len(page.encode())
        path.write_text(page * max(1, megabytes * 1_000_000 // size), "utf-8")
        large, web = path.read_text("utf-8"), hantidy.preset("web")
        begun = time.process_time()
        web(large)
        library = time.process_time() - begun
        alone = measured(path, ["-j", "1"])
        both = measured(path, ["-j", "2"])
    yield "command beside library, work", library / alone[0], "0.85"
    yield "two jobs beside one, clock", alone[1] / both[1], "1.8, on two idle cores"


def main() -> None:
    """Print the two tables."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--texts", type=Path, metavar="FOLDER", help="real texts")
    arguments.add_argument("--bytes", type=int, default=300_000, help="of each text; 0: all")
    arguments.add_argument("--megabytes", type=int, default=100, help="of the large file")
    arguments.add_argument("--rounds", type=int, default=3, help="turns of a ratio")
    arguments.add_argument("--small", action="store_true", help="run everything once, small")
    given = arguments.parse_args()
    size, megabytes = (10_000, 1) if given.small else (given.bytes, given.megabytes)
    rounds = 1 if given.small else given.rounds
    texts = dict(
        real_texts(given.texts, size)
        if given.texts
        else [(name, text(name, size or 1_000_000)) for name in (*PAGES, "ordinary", "mixed")]
    )
    of_texts(texts, rounds)
    print("\n| what | found | wanted |\n|---|---|---|")
    for name, found, wanted in others(next(iter(texts.values())), megabytes, rounds):
        print(f"| {name} | {shown(found)} | {wanted} |", flush=True)


if __name__ == "__main__":
    main()
