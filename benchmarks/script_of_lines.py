#!/usr/bin/env python3
"""Print how many lines of texts whose script is known are detected as what they are.

    python benchmarks/script_of_lines.py [NAME=FILE ...]

NAME is hans, hant or jpan. Lines of at least 20 hanzi count (Japanese ones with kana). Each
traditional text is tried twice: as it is, and made careless, character by character.
"""

from __future__ import annotations

import re
import sys
from collections import Counter
from pathlib import Path

from hantidy.evidence import script
from versus_unify import OURS, simplified

TEXTS = Path(__file__).parent / "texts"
HAN = re.compile("[㐀-鿿]")


def lines(path: str, name: str) -> list[str]:
    """Return the lines that count."""
    found = Path(path).read_text("utf-8").split("\n")
    long_enough = [line for line in found if len(HAN.findall(line)) >= 20]
    if name == "jpan":
        return [line for line in long_enough if script.finder("kana").search(line)]
    return long_enough


def show(title: str, name: str, given: list[str]) -> None:
    """Print one row."""
    answers = Counter(script.name(line) for line in given)
    right = 100 * answers[name] / max(1, len(given))
    others = ", ".join(f"{other} {n}" for other, n in answers.most_common() if other != name)
    print(f"| {title} | {name} | {len(given)} | {right:.2f} % | {others} |", flush=True)


def main() -> None:
    """Print the table."""
    ours = [f"hans={TEXTS / 'simplified.txt'}", f"hant={TEXTS / 'traditional.txt'}"]
    ours += [f"hant={path}" for path in OURS]
    print("| text | script | lines | right | others |\n" + "|---" * 5 + "|")
    for given in sys.argv[1:] or ours:
        name, _, path = given.partition("=")
        found = lines(path, name)
        show(Path(path).name, name, found)
        if name == "hant":
            show(f"{Path(path).name}, careless", name, [simplified(line, "kept") for line in found])


if __name__ == "__main__":
    main()
