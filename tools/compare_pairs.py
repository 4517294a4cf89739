"""List every pair of common words where conversion is worse than OpenCC's.

A pair is two of the commonest words of jieba's dictionary, written together. What a word becomes
alone is right unless the pair is a phrase of its own. Worse is a pair for which hantidy gives
another answer than its own for the two words alone, and OpenCC gives the one of them alone. Pairs
whose words meet in a likelier word across the border are left out, by jieba's counts.

    python tools/compare_pairs.py --words 20000 --to tw     # every pair: hours
    python tools/compare_pairs.py --words 2000              # minutes
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import opencc

from hantidy.filters import get

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SHOWN = 200


def common_words(most: int) -> dict[str, int]:
    """Return the commonest words of jieba's dictionary, with their counts."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in map(str.split, lines)}
    han = [word for word in counts if all("一" <= each <= "鿿" for each in word)]
    return {word: counts[word] for word in sorted(han, key=lambda word: -counts[word])[:most]}


def across(first: str, second: str, counts: dict[str, int]) -> bool:
    """Whether a word that crosses the border is as common as the rarer of the two."""
    least = min(counts[first], counts[second])
    return any(
        counts.get(first[-left:] + second[:right], 0) >= least
        for left in range(1, min(3, len(first)) + 1)
        for right in range(1, min(3, len(second)) + 1)
        if (left, right) != (len(first), len(second)) or first + second in counts
    )


def worse(
    counts: dict[str, int], ours: Callable[[str], str], theirs: Callable[[str], str]
) -> Iterator[tuple[str, str, str, str]]:
    """Yield the two words, what they should be and what hantidy makes of them."""
    words = list(counts)
    alone = dict(zip(words, ours("\n".join(words)).split("\n"), strict=True))
    stock = dict(zip(words, theirs("\n".join(words)).split("\n"), strict=True))
    for first in words:
        pairs = "\n".join(first + second for second in words)
        together = zip(words, ours(pairs).split("\n"), theirs(pairs).split("\n"), strict=True)
        for second, mine, other in together:
            right = alone[first] + alone[second]
            if mine == right or other != stock[first] + stock[second]:
                continue
            if not across(first, second, counts):
                yield first, second, right, mine


def main() -> None:
    """Print the pairs, those of the commonest words first, and how often each form is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=2000)
    parser.add_argument("--to", default="tw", choices=("hant", "tw", "hk"))
    asked = parser.parse_args()
    stock = {"hant": "s2t", "tw": "s2tw", "hk": "s2hk"}[asked.to]
    counts = common_words(asked.words)
    convert = get("script", to=asked.to, source="hans")
    kinds: Counter[str] = Counter()
    for number, (first, second, right, mine) in enumerate(
        worse(counts, convert, opencc.OpenCC(stock).convert)
    ):
        wrong = "".join(a + b for a, b in zip(right, mine, strict=False) if a != b)
        kinds[wrong] += 1
        if number < SHOWN:
            print(f"{first}|{second}: {mine}, not {right}")
    print(sum(kinds.values()), "pairs;", kinds.most_common(30))


if __name__ == "__main__":
    main()
