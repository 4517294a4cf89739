#!/usr/bin/env python3
"""Measure filters and presets on named texts and print a table of MB/s (of UTF-8, one core).

    python benchmarks/run.py [--small] [--size "1 MB"] [NAME ...]

NAME is a filter, ``NAME:option=value``, or a preset; without any, all that is registered. Each
figure is the best of several runs by the processor's clock; compare figures of one run only.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING

from hantidy import filters
from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import names as preset_names
from hantidy.pipeline.presets import preset
from texts import NAMES, SIZES, text

if TYPE_CHECKING:
    from collections.abc import Callable

# Filters that do nothing until they are told what to do.
TOLD = {
    "script": ("script:to=hans", "script:to=tw"),
    "numerals": ("numerals", "numerals:mode=full"),
}


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


def measured(name: str) -> Pipeline:
    """Return the pipeline of ``name``, a preset or a written filter."""
    return preset(name) if name in preset_names() else Pipeline([filters.parse(name)])


def main() -> None:
    """Print one table a size."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("names", nargs="*", metavar="NAME")
    arguments.add_argument("--size", choices=SIZES, action="append")
    arguments.add_argument("--small", action="store_true", help="run everything once, small")
    given = arguments.parse_args()
    names = given.names or [
        *(each for name in filters.names() for each in TOLD.get(name, (name,))),
        *preset_names(),
    ]
    sizes = ["10 KB"] if given.small else given.size or list(SIZES)
    seconds = 0.0 if given.small else 0.5
    for size in sizes:
        print(f"\n| {size}, MB/s | {' | '.join(NAMES)} |")
        print("|---" * (len(NAMES) + 1) + "|")
        for name in names:
            pipeline = measured(name)
            rates = [rate(pipeline, text(each, SIZES[size]), seconds) for each in NAMES]
            print(f"| {name} | {' | '.join(f'{r:,.0f}' for r in rates)} |", flush=True)


if __name__ == "__main__":
    main()
