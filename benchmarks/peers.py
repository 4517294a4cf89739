#!/usr/bin/env python3
"""Measure hantidy beside its peers on real text that neither has seen, in turns; print ratios.

    python benchmarks/peers.py --texts FOLDER [--bytes 200000] [--rounds 5]

Needs the extra ``benchmarks``. Each row is one text; a figure is how many times as fast as the
peer ours is: the median of the rounds, with the lowest and the highest. Each call of a round has
a fresh process and goes over each text once (`timing`). A peer that is not installed is left out.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from texts import real_texts
from timing import ratios, turns, version_of

VERSUS = (
    ("web", "ftfy"),
    ("repair", "ftfy"),
    ("width", "NFKC"),
    ("punctuation", "autocorrect"),
    ("spacing", "pangu"),
    ("numerals", "cn2an"),
    ("script:to=tw", "opencc s2tw"),
    ("script:to=tw", "opencc-pyo3"),
    ("script:to=tw", "zhconv-rs"),
    ("script:to=hans", "opencc t2s"),
)


def main() -> None:
    """Print a table, a text a row and a peer a column."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--texts", type=Path, required=True, metavar="FOLDER")
    arguments.add_argument("--bytes", type=int, default=200_000, help="of each text; 0: all")
    arguments.add_argument("--rounds", type=int, default=5)
    given = arguments.parse_args()
    texts = dict(real_texts(given.texts, given.bytes))
    columns: dict[str, list[list[float]]] = {}
    for ours, peer in VERSUS:
        if not (number := version_of(peer)):
            print(f"{peer}: not installed", file=sys.stderr)
            continue
        times = turns((ours, peer), list(texts.values()), given.rounds)
        columns[f"{ours} / {peer} {number}"] = ratios(times[ours], times[peer])
    print(f"| text | {' | '.join(columns)} |")
    print("|---" * (len(columns) + 1) + "|")
    for title, *found in zip(texts, *columns.values(), strict=True):
        row = [f"{statistics.median(each):.2f} ({each[0]:.2f}-{each[-1]:.2f})" for each in found]
        print(f"| {title} | {' | '.join(row)} |")
    for name, each in columns.items():
        medians = [statistics.median(found) for found in each]
        print(f"{name}: median {statistics.median(medians):.2f}, least {min(medians):.2f}")


if __name__ == "__main__":
    main()
