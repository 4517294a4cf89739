"""List the pairs of common words where conversion is worse than OpenCC's.

A pair is two of the commonest words of jieba's dictionary, written together. What a word becomes
alone is right unless the pair is a phrase of its own. Worse is a pair for which hantidy gives
another answer than its own for the two words alone, and OpenCC gives the one of them alone. Pairs
whose words meet in a likelier word across the border are left out, by jieba's counts.

Only a phrase of a dictionary that lies across the border changes what the words are alone, so only
the pairs with one are converted: of 20,000 words they are all the pairs that can differ.

    python tools/compare_pairs.py --words 20000 --to tw     # about five minutes
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import opencc

from hantidy import tables
from hantidy.filters import get
from make_script_characters import dictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

DICTIONARIES = ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
TABLES = ("script_hant", "script_tw_forms", "script_hk_forms")
BATCH = 100_000


def common_words(most: int) -> dict[str, int]:
    """Return the commonest words of jieba's dictionary, with their counts."""
    lines = Path(jieba.__file__).with_name("dict.txt").read_text("utf-8").splitlines()
    counts = {word: int(count) for word, count, *_ in map(str.split, lines)}
    han = [word for word in counts if all("一" <= each <= "鿿" for each in word)]
    return {word: counts[word] for word in sorted(han, key=lambda word: -counts[word])[:most]}


def phrases() -> set[str]:
    """Return every phrase that either converter looks for."""
    found = {row[0] for table in TABLES for row in tables.rows(table)}
    return found.union(*map(dictionary, DICTIONARIES))


def pairs(words: Iterable[str], phrases: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs across whose border a phrase lies; some more than once."""
    starts: dict[str, list[str]] = defaultdict(list)
    ends: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for length in range(1, len(word) + 1):
            starts[word[:length]].append(word)
            ends[word[-length:]].append(word)
    for phrase in phrases:
        for at in range(1, len(phrase)):
            for first in ends.get(phrase[:at], ()):
                yield from ((first, second) for second in starts.get(phrase[at:], ()))


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
    every = iter(pairs(words, phrases()))
    seen: set[tuple[str, str]] = set()
    while batch := list(dict.fromkeys(islice(every, BATCH))):
        joined = "\n".join(map("".join, batch))
        done = zip(batch, ours(joined).split("\n"), theirs(joined).split("\n"), strict=True)
        for (first, second), mine, other in done:
            right = alone[first] + alone[second]
            if mine == right or other != stock[first] + stock[second]:
                continue
            if (first, second) not in seen and not across(first, second, counts):
                seen.add((first, second))
                yield first, second, right, mine


def main() -> None:
    """Print the pairs, those of the commonest words first, and how often each form is wrong."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--to", default="tw", choices=("hant", "tw", "hk"))
    parser.add_argument("--shown", type=int, default=200)
    asked = parser.parse_args()
    stock = {"hant": "s2t", "tw": "s2tw", "hk": "s2hk"}[asked.to]
    counts = common_words(asked.words)
    convert = get("script", to=asked.to, source="hans")
    found = list(worse(counts, convert, opencc.OpenCC(stock).convert))
    found.sort(key=lambda row: -counts[row[0]] * counts[row[1]])
    for first, second, right, mine in found[: asked.shown]:
        print(f"{first}|{second}: {mine}, not {right}")
    kinds = Counter(
        "".join(a + b for a, b in zip(right, mine, strict=False) if a != b)
        for _, _, right, mine in found
    )
    print(len(found), "pairs;", kinds.most_common(30))


if __name__ == "__main__":
    main()
