#!/usr/bin/env python3
"""Say how dense numerals are in the texts that are measured, and how fast they are turned.

    python benchmarks/numerals.py [--size "1 MB"] [FILE ...]

Numerals are runs of their characters; those of 一 alone are told apart, for most are no numbers.
Any FILE of UTF-8 is measured beside our own texts. By jieba's counts of words (0.42.1; newspapers
and novels) there are 23 numerals among 1,000 hanzi, 12 of them 一 alone; numbers of several
characters are seldom words, so there are a few more.
"""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hantidy import filters
from texts import NAMES, SIZES, text
from timing import rates, turns

_NUMERALS = re.compile("[〇零一二三四五六七八九十百千万萬亿億两兩]+")
_HANZI = re.compile("[㐀-鿿]")


def row(name: str, given: str) -> str:
    """Return the line of the table for one text."""
    hanzi = max(len(_HANZI.findall(given)), 1)
    runs = _NUMERALS.findall(given)
    shares = [len(runs), runs.count("一")]
    speeds = []
    for mode in ("safe", "full"):
        called = f"numerals:mode={mode}"
        shares.append(filters.parse(called).trace(given).counts.get("numerals", 0))
        speeds += rates([given], turns([called], [given], 3)[called])
    cells = [f"{1000 * share / hanzi:.1f}" for share in shares] + [f"{one:.0f}" for one in speeds]
    return f"| {name} | {' | '.join(cells)} |"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--size", choices=SIZES, default="1 MB")
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE")
    given = parser.parse_args()
    print("| among 1,000 hanzi | numerals | 一 | changed safe | full | MB/s safe | full |")
    print("|---|---|---|---|---|---|---|")
    for name in NAMES:
        print(row(name, text(name, SIZES[given.size])), flush=True)
    for file in given.files:
        print(row(file.stem, file.read_text(encoding="utf-8")), flush=True)


if __name__ == "__main__":
    main()
