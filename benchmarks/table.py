#!/usr/bin/env python3
"""Print every figure of speed that the project aims at, beside what is wanted, in one run.

    python benchmarks/table.py --texts FOLDER [--bytes 300000] [--megabytes 100]
    python benchmarks/table.py --small

One table for the texts of FOLDER (`texts/fetch.py` gets some): `web` and `normal`, records of 70
and 700 characters, `trace` beside `clean`, `web` beside ftfy, `script` alone beside OpenCC,
``--to tw`` beside `web` and the conversion in series. One for the rest: glossed pages, the start
of the command, the command beside the library, two jobs. Ratios are medians of turns in one
process. Without FOLDER our own texts stand in; ``--small`` runs everything once on little of
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
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

import hantidy
from command import COMMAND, measured
from hantidy import filters
from peers import ratios
from run import rate, record_time
from texts import NAMES, PAGES, real_texts, text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Call = Callable[[str], object]

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
LINES = {
    "plain": ("今天天气很好，我们去公园散步。", 0.16),
    "glossed": ("開發區(qu)(qu)的建(jian)設(she)很好。", 0.20),
    "traditional": ("會議后,領導干部并未離開,還在這里。", 0.20),
    "damaged": ("浠婂ぉ涓嬮洦锛屾槑澶╂櫞銆�", 0.24),
}
"""One line each, and the seconds of processor time that a start may take."""


def peer(module: str, call: Callable[[object], Call]) -> Call | None:
    """Return what to call of a library, None if it is not installed."""
    try:
        return call(import_module(module))
    except ImportError:
        return None


def of_texts(given: list[tuple[str, str]], seconds: float, rounds: int) -> None:
    """Print a row a text, and the medians."""
    web, normal = hantidy.preset("web"), hantidy.preset("normal")
    web_tw, to_tw, to_hans = (
        hantidy.preset("web", to="tw"),
        filters.parse("script:to=tw"),
        filters.parse("script:to=hans"),
    )
    beside: dict[str, tuple[Call, Call | None]] = {
        "trace to clean, time": (web, web.trace),
        "web / ftfy": (web, peer("ftfy", lambda m: m.fix_text)),  # type: ignore[attr-defined]
        "s2tw / OpenCC": (to_tw, peer("opencc", lambda m: m.OpenCC("s2tw").convert)),  # type: ignore[attr-defined]
        "t2s / OpenCC": (to_hans, peer("opencc", lambda m: m.OpenCC("t2s").convert)),  # type: ignore[attr-defined]
        "to=tw / series": (web_tw, lambda each: to_tw(web(each))),
    }
    columns: dict[str, list[float]] = {name: [] for name in WANTED}
    print(f"| text | {' | '.join(WANTED)} |")
    print("|---" * (len(WANTED) + 1) + "|")
    for title, each in given:
        found = {
            "web MB/s": rate(web, each, seconds),
            "normal MB/s": rate(normal, each, seconds),
            "70 characters, µs": record_time(web, each, 70),
            "700 characters, µs": record_time(web, each, 700),
        }
        for name, (one, other) in beside.items():
            if other is not None:
                found[name] = statistics.median(ratios(one, other, each, rounds))
        for name, value in found.items():
            columns[name].append(value)
        print(f"| {title} | {' | '.join(shown(found.get(name)) for name in WANTED)} |", flush=True)
    medians = [shown(statistics.median(each) if each else None) for each in columns.values()]
    print(f"| median | {' | '.join(medians)} |")
    print(f"| least | {' | '.join(shown(min(each, default=None)) for each in columns.values())} |")
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
    best = float("inf")
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
            best = min(best, used.ru_utime + used.ru_stime)
    return best


def others(page: str, megabytes: int, times: int) -> Iterator[tuple[str, float, str]]:
    """Yield what is no figure of one text: its name, the figure, what is wanted."""
    web = hantidy.preset("web")
    for name in NAMES[:2]:
        glossed = text(name, 1_000_000 if times > 1 else 10_000)
        yield f"{name} pages, MB/s", rate(web, glossed, 0.5 * (times > 1)), "20"
    for name, (line, wanted) in LINES.items():
        yield f"start, {name}, s", started(line, times), f"{wanted:.2f}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.txt"
        size = len(page.encode())
        path.write_text(page * max(1, megabytes * 1_000_000 // size), "utf-8")
        large = path.read_text("utf-8")
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
    texts = (
        list(real_texts(given.texts, size))
        if given.texts
        else [(name, text(name, size or 1_000_000)) for name in (*PAGES, "ordinary", "mixed")]
    )
    of_texts(texts, 0.0 if given.small else 0.5, 1 if given.small else given.rounds)
    print("\n| what | found | wanted |\n|---|---|---|")
    for name, found, wanted in others(texts[0][1], megabytes, 1 if given.small else 3):
        print(f"| {name} | {shown(found)} | {wanted} |", flush=True)


if __name__ == "__main__":
    main()
