"""Make ``tables/bigrams.tsv``, the character-pair model of Chinese, from jieba's word frequencies.

    python tools/make_bigrams.py > src/hantidy/tables/bigrams.tsv

jieba (MIT) gives some 350,000 simplified words with how often each was seen. OpenCC (Apache-2.0)
turns every word traditional as Taiwan and Hong Kong write it and, with less weight, Japanese, so
that one table judges all of them. Within a word pairs are counted; between words the last character
of one and the first of the next are taken as independent, which is what a list of words can tell.

A row says: the character; what it costs to begin a word with it (tenths of a bit); what it costs
that a word ends after it (the same); its followers, each run of them behind the letter of their
cost in whole bits (a = 0, b = 1 …). A pair that is not listed costs the end of the one word plus
the beginning of the other.
"""

from __future__ import annotations

import math
import sys
from collections import Counter
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from operator import add
from pathlib import Path
from string import ascii_lowercase

from opencc import OpenCC

SCRIPTS = ((1.0, ()), (0.5, ("s2twp",)), (0.3, ("s2hk",)), (0.2, ("s2t",)), (0.12, ("s2t", "t2jp")))
"""How much each way of writing weighs, and the OpenCC configurations that lead to it."""

PAIRS = 130_000
"""How many pairs are kept: those that save the most bits, weighed by how often they are met."""

HAN_FOLLOWS = 0.8
"""How often a word is followed by a word and not by a mark, as in running text."""

UNSEEN = 0.06
"""What is kept for pairs inside words that the list does not know."""

DEAREST = 180
"""No character costs more tenths of a bit than this to begin a word with."""


def is_han(word: str) -> bool:
    return all("\u3400" <= char <= "\u9fff" or char >= "\U00020000" for char in word)


def words() -> list[tuple[str, int]]:
    spec = find_spec("jieba")
    if spec is None or spec.origin is None:
        raise SystemExit("jieba is not installed: pip install 'hantidy[tools]'")
    found = []
    for line in Path(spec.origin).with_name("dict.txt").read_text("utf-8").splitlines():
        word, count, _ = line.split(" ")
        if is_han(word):
            found.append((word, int(count)))
    return found


def counted() -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Return how often a character begins a word, ends one, and a pair stands inside one."""
    first: Counter[str] = Counter()
    last: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    known = words()
    for weight, configurations in SCRIPTS:
        lines = "\n".join(word for word, _ in known)
        for configuration in configurations:
            lines = OpenCC(configuration).convert(lines)
        for word, (_, count) in zip(lines.split("\n"), known, strict=True):
            if not is_han(word):
                continue
            seen = weight * (count + 0.1)
            first[word[0]] += seen
            last[word[-1]] += seen
            for pair in map(add, word, word[1:]):
                inside[pair] += seen
    return first, last, inside


def bits(probability: float) -> float:
    return -math.log2(probability)


def main() -> None:
    first, last, inside = counted()
    begins: Counter[str] = Counter()
    before: Counter[str] = Counter()  # how often a character stands before another in a word
    for pair, seen in inside.items():
        before[pair[0]] += seen
        begins[pair[1]] += 0.02 * seen
    begins.update(first)
    total = sum(begins.values())
    begin = {char: min(bits((seen + 0.5) / total), DEAREST / 10) for char, seen in begins.items()}
    end = {
        char: bits(HAN_FOLLOWS * last[char] / (last[char] + before[char] + 1e-9) + UNSEEN)
        for char in begin
    }
    worth = []
    for pair, seen in inside.items():
        one, two = pair
        apart = end[one] + begin[two]
        together = bits((1 - UNSEEN) * seen / (before[one] + last[one]) + 2**-apart)
        if together <= apart - 1:
            worth.append((seen * (apart - together), pair, round(together)))
    worth.sort(reverse=True)
    followers: dict[str, dict[int, list[str]]] = {}
    for _, (one, two), cost in worth[:PAIRS]:
        followers.setdefault(one, {}).setdefault(min(cost, 25), []).append(two)

    today = datetime.now(UTC).date()
    print("# Character pairs of Chinese, simplified and traditional, and what they cost in bits.")
    print(f"# Source: dict.txt of jieba {version('jieba')} (MIT), its words turned traditional by")
    print(f"# OpenCC {version('opencc')} (Apache-2.0). Made by tools/make_bigrams.py, {today}.")
    print("# character, tenths of a bit to begin a word and to end one, followers by whole bits")
    for char in sorted(begin):
        runs = "".join(
            ascii_lowercase[cost] + "".join(sorted(chars))
            for cost, chars in sorted(followers.get(char, {}).items())
        )
        print(char, round(begin[char] * 10), round(end[char] * 10), runs, sep="\t")
    print(f"{len(begin)} characters, {len(worth)} pairs worth keeping", file=sys.stderr)


if __name__ == "__main__":
    main()
