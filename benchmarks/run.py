#!/usr/bin/env python3
"""Measure filters and presets and print tables of MB/s (of UTF-8, one core).

    python benchmarks/run.py --texts FOLDER [--bytes 300000] [--alone] [NAME ...]
    python benchmarks/run.py [--small] [--size "1 MB"] [NAME ...]

NAME is a filter, ``NAME:option=value``, or a preset. With ``--texts`` the texts of FOLDER
(`texts/fetch.py` gets some) are measured, without NAME by every preset: each whole, as records of
70 and of 700 characters (microseconds a record, median), and what the slowest filters do. With
``--alone`` they are by all that is registered, a row for each. Without FOLDER our own sentences
are: a unit test of speed, no claim about the world's text. Each figure is of one pass over text
that the process has not seen, the best of several fresh processes (`timing`), by the processor's
clock; compare figures of one run only.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hantidy import filters
from hantidy.pipeline.presets import names as preset_names
from texts import NAMES, SIZES, real_texts, text
from timing import best, called, rates, turns

# Filters that do nothing until they are told what to do.
TOLD = {
    "script": ("script:to=hans", "script:to=tw"),
    "numerals": ("numerals", "numerals:mode=full"),
}
RECORDS = (70, 700)  # characters
SLOWEST = 4


def real(names: list[str], texts: dict[str, str], rounds: int) -> None:
    """Print a table of ``texts``: each of ``names``, records, and what the slowest filters do."""
    given, last = list(texts.values()), names[-1]
    row = called(last).filters  # type: ignore[attr-defined]
    each_alone = [each.name for each in row]
    times = turns([*names, *each_alone], given, rounds)
    columns = {f"{name} MB/s": rates(given, times[name]) for name in names}
    for size in RECORDS:
        taken = best(turns([last], given, rounds, size)[last])
        columns[f"{last} µs, {size} characters"] = [1e6 * each for each in taken]
    of_filters = {name: rates(given, times[name]) for name in each_alone}
    print(f"| text | {' | '.join(columns)} | slowest filters of {last}, MB/s |")
    print("|---" * (len(columns) + 2) + "|")
    for at, name in enumerate(texts):
        slowest = sorted((each[at], filter_) for filter_, each in of_filters.items())[:SLOWEST]
        shown = ", ".join(f"{filter_} {speed:,.0f}" for speed, filter_ in slowest)
        print(
            f"| {name} | {' | '.join(f'{each[at]:,.1f}' for each in columns.values())} | {shown} |"
        )


def alone(names: list[str], what: str, texts: dict[str, str], rounds: int) -> None:
    """Print a table of ``texts``, a row for each name."""
    print(f"\n| {what}, MB/s | {' | '.join(texts)} |")
    print("|---" * (len(texts) + 1) + "|")
    given = list(texts.values())
    for name in names:
        found = rates(given, turns([name], given, rounds)[name])
        print(f"| {name} | {' | '.join(f'{each:,.0f}' for each in found)} |", flush=True)


def main() -> None:
    """Print the tables asked for."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("names", nargs="*", metavar="NAME")
    arguments.add_argument("--texts", type=Path, metavar="FOLDER", help="real texts")
    arguments.add_argument("--bytes", type=int, default=300_000, help="of each real text; 0: all")
    arguments.add_argument("--alone", action="store_true", help="a row for each filter")
    arguments.add_argument("--size", choices=SIZES, action="append", help="of our own texts")
    arguments.add_argument("--rounds", type=int, default=3, help="the best of so many")
    arguments.add_argument("--small", action="store_true", help="run everything once, small")
    given = arguments.parse_args()
    rounds = 1 if given.small else given.rounds
    every = [each for name in filters.names() for each in TOLD.get(name, (name,))]
    if given.texts:
        texts = dict(real_texts(given.texts, given.bytes))
        if given.alone:
            alone(given.names or every, "real text", texts, rounds)
        else:
            real(given.names or ["repair", "normal", "web"], texts, rounds)
        return
    for size in ["10 KB"] if given.small else given.size or list(SIZES):
        own = {each: text(each, SIZES[size]) for each in NAMES}
        alone(given.names or [*every, *preset_names()], size, own, rounds)


if __name__ == "__main__":
    main()
