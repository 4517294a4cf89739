#!/usr/bin/env python3
"""Measure filters and presets and print tables of MB/s (of UTF-8, one core).

    python benchmarks/run.py --texts FOLDER [--bytes 300000] [--alone] [NAME ...]
    python benchmarks/run.py [--small] [--size "1 MB"] [NAME ...]

NAME is a filter, ``NAME:option=value``, or a preset. With ``--texts`` the texts of FOLDER
(`texts/fetch.py` gets some) are measured, without NAME by every preset: each whole, as records of
70 and of 700 characters (microseconds a record, median), and what the slowest filters do. With
``--alone`` they are by all that is registered, a row for each. Without FOLDER our own sentences
are: a unit test of speed, no claim about the world's text. Each figure is the best of several runs
by the processor's clock; compare figures of one run only.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

from hantidy import filters
from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import names as preset_names
from hantidy.pipeline.presets import preset
from texts import NAMES, SIZES, real_texts, text

if TYPE_CHECKING:
    from collections.abc import Callable

# Filters that do nothing until they are told what to do.
TOLD = {
    "script": ("script:to=hans", "script:to=tw"),
    "numerals": ("numerals", "numerals:mode=full"),
}
RECORDS = (70, 700)  # characters
SLOWEST = 4


def rate(call: Callable[[str], object], given: str, seconds: float) -> float:
    """Return the best MB/s of ``call(given)`` in about ``seconds``."""
    size = len(given.encode()) / 1e6
    call(given)  # what is loaded at first use is not measured
    best = float("inf")
    end = time.perf_counter() + seconds
    runs = 0
    while runs < (3 if seconds else 1) or time.perf_counter() < end:
        start = time.process_time()
        call(given)
        best = min(best, time.process_time() - start)
        runs += 1
    return size / max(best, 1e-6)


def record_time(call: Callable[[str], object], given: str, size: int) -> float:
    """Return the median microseconds of ``call`` on one record of about ``size`` characters."""
    records: list[str] = []
    held = ""
    for line in given.split("\n"):
        held += line + "\n"
        if len(held) >= size:
            records.append(held)
            held = ""
    taken = []
    for record in records[:500]:
        call(record)
        start = time.perf_counter()
        call(record)
        taken.append(time.perf_counter() - start)
    return 1e6 * statistics.median(taken) if taken else float("nan")


def measured(name: str) -> Pipeline:
    """Return the pipeline of ``name``, a preset or a written filter."""
    return preset(name) if name in preset_names() else Pipeline([filters.parse(name)])


def real(names: list[str], folder: Path, size: int, seconds: float) -> None:
    """Print a table of the texts in ``folder``, at most ``size`` bytes of each."""
    pipelines = {name: measured(name) for name in names}
    head = [f"{name} MB/s" for name in names]
    head += [f"{names[-1]} µs, {each} characters" for each in RECORDS]
    print(f"| text | {' | '.join(head)} | slowest filters of {names[-1]}, MB/s |")
    print("|---" * (len(head) + 2) + "|")
    for name, given in real_texts(folder, size):
        row = [f"{rate(each, given, seconds):,.1f}" for each in pipelines.values()]
        last = pipelines[names[-1]]
        row += [f"{record_time(last, given, each):,.0f}" for each in RECORDS]
        each_alone = sorted((rate(each, given, 0), each.name) for each in last.filters)
        slowest = ", ".join(f"{filter_} {speed:,.0f}" for speed, filter_ in each_alone[:SLOWEST])
        print(f"| {name} | {' | '.join(row)} | {slowest} |", flush=True)


def alone(names: list[str], what: str, texts: dict[str, str], seconds: float) -> None:
    """Print a table of ``texts``, a row for each name."""
    print(f"\n| {what}, MB/s | {' | '.join(texts)} |")
    print("|---" * (len(texts) + 1) + "|")
    for name in names:
        pipeline = measured(name)
        rates = [rate(pipeline, each, seconds) for each in texts.values()]
        print(f"| {name} | {' | '.join(f'{r:,.0f}' for r in rates)} |", flush=True)


def main() -> None:
    """Print the tables asked for."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("names", nargs="*", metavar="NAME")
    arguments.add_argument("--texts", type=Path, metavar="FOLDER", help="real texts")
    arguments.add_argument("--bytes", type=int, default=300_000, help="of each real text; 0: all")
    arguments.add_argument("--alone", action="store_true", help="a row for each filter")
    arguments.add_argument("--size", choices=SIZES, action="append", help="of our own texts")
    arguments.add_argument("--small", action="store_true", help="run everything once, small")
    given = arguments.parse_args()
    seconds = 0.0 if given.small else 0.5
    every = [each for name in filters.names() for each in TOLD.get(name, (name,))]
    if given.texts and given.alone:
        texts = dict(real_texts(given.texts, given.bytes))
        alone(given.names or every, "real text", texts, seconds)
        return
    if given.texts:
        real(given.names or ["repair", "normal", "web"], given.texts, given.bytes, seconds)
        return
    for size in ["10 KB"] if given.small else given.size or list(SIZES):
        own = {each: text(each, SIZES[size]) for each in NAMES}
        alone(given.names or [*every, *preset_names()], size, own, seconds)


if __name__ == "__main__":
    main()
