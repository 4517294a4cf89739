#!/usr/bin/env python3
"""Measure hantidy beside its peers on real text, in turns in one process; print ratios.

    python benchmarks/peers.py --texts FOLDER [--bytes 200000] [--rounds 5]

Needs the extra ``benchmarks``. Each row is one text; a figure is how many times as fast as the
peer ours is: the median of the rounds, with the lowest and the highest. Ours and the peer take
turns, so that a slow moment of the machine hits both. A peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
import unicodedata
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from typing import TYPE_CHECKING, Any

import hantidy
from hantidy import filters
from texts import real_texts

if TYPE_CHECKING:
    from collections.abc import Callable

    Call = Callable[[str], Any]

PEERS: dict[str, tuple[str, str, Callable[[Any], Call]]] = {
    # Ours against: distribution, module, how it is called.
    "web / ftfy": ("ftfy", "ftfy", lambda m: m.fix_text),
    "repair / ftfy": ("ftfy", "ftfy", lambda m: m.fix_text),
    "width / NFKC": ("", "unicodedata", lambda _: lambda t: unicodedata.normalize("NFKC", t)),
    "punctuation / autocorrect": ("autocorrect-py", "autocorrect_py", lambda m: m.format),
    "spacing / pangu": ("pangu", "pangu", lambda m: m.space_text),
    "numerals / cn2an": ("cn2an", "cn2an", lambda m: m.transform),
    "to=tw / opencc": ("opencc", "opencc", lambda m: m.OpenCC("s2tw").convert),
    "to=tw / opencc-pyo3": ("opencc-pyo3", "opencc_pyo3", lambda m: m.OpenCC("s2tw").convert),
    "to=tw / zhconv-rs": ("zhconv-rs", "zhconv_rs", lambda m: lambda t: m.zhconv(t, "zh-tw")),
    "to=hans / opencc": ("opencc", "opencc", lambda m: m.OpenCC("t2s").convert),
}


def ours(name: str) -> Call:
    """Return what of ours stands before the slash of ``name``."""
    called = name.split(" / ", maxsplit=1)[0]
    if called.startswith("to="):
        return filters.parse(f"script:{called}")
    return hantidy.preset(called) if called in ("web", "repair") else filters.get(called)


def ratios(one: Call, other: Call, text: str, rounds: int) -> list[float]:
    """Return, round by round, the time of ``other`` over the time of ``one``."""
    one(text)
    other(text)
    found = []
    for _ in range(rounds):
        begun = time.process_time()
        one(text)
        between = time.process_time()
        other(text)
        found.append((time.process_time() - between) / max(between - begun, 1e-9))
    return found


def main() -> None:
    """Print a table, a text a row and a peer a column."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--texts", type=Path, required=True, metavar="FOLDER")
    arguments.add_argument("--bytes", type=int, default=200_000, help="of each text; 0: all")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    calls: dict[str, tuple[Call, Call]] = {}
    for name, (distribution, module, call) in PEERS.items():
        try:
            there = import_module(module)
            number = version(distribution) if distribution else unicodedata.unidata_version
        except (ImportError, PackageNotFoundError):
            print(f"{name}: not installed", file=sys.stderr)
            continue
        calls[f"{name} {number}"] = ours(name), call(there)
    medians: dict[str, list[float]] = {name: [] for name in calls}
    print(f"| text | {' | '.join(calls)} |")
    print("|---" * (len(calls) + 1) + "|")
    for title, text in real_texts(given.texts, given.bytes):
        row = []
        for name, (one, other) in calls.items():
            try:
                found = sorted(ratios(one, other, text, given.rounds))
            except Exception as error:  # noqa: BLE001 - a peer may fail on real text; say so
                row.append(type(error).__name__)
                continue
            medians[name].append(statistics.median(found))
            row.append(f"{statistics.median(found):.2f} ({found[0]:.2f}-{found[-1]:.2f})")
        print(f"| {title} | {' | '.join(row)} |", flush=True)
    for name, each in medians.items():
        if each:
            print(f"{name}: median {statistics.median(each):.2f}, least {min(each):.2f}")


if __name__ == "__main__":
    main()
