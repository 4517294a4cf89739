"""Which traditional form a character takes where it stands, by the words around it.

One simplified character often stands for several traditional ones (后: 後 and 后). The witnesses
are the words of a Taiwanese corpus with their counts (table `traditional_words`): every way to
cut a stretch of hanzi into words votes, by the product of its words' shares, for the forms those
words have. What OpenCC writes for the same word is the second, independent opinion.

`suspects` is the quick look, by pairs of characters; `judge` the slow one.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from hantidy import tables
from hantidy.evidence.han import COMMON_HAN

__all__ = ["TABLES", "Verdict", "judge", "kept", "suspects"]

TABLES = ("glyph_variants", "traditional_forms", "traditional_words", "wrong_company")

REACH = 5
"""So many characters on either side have a say."""
LONGEST = 4
"""The longest word of the table."""
NEGLIGIBLE = 1e-6
"""Ways to cut with a smaller share of all have no vote."""
LEAST = 0.2
"""The count of a character that is no word of the table."""
OFTEN = 0.75
"""One with a larger share is suspect only in the wrong company."""
SELDOM = 0.2
"""A simplified character with a smaller share among its forms is suspect by itself."""


class Verdict(NamedTuple):
    """What the words around a character say of its form."""

    seen: float
    """The share of all ways to read the place that have the form that was seen."""
    best: str
    """The form that most ways of reading have."""
    share: float
    """Their share."""
    agreed: float
    """The share of the ways that have it in a word that OpenCC writes so too."""
    simplified: str
    """The simplified character that the forms share."""


class _Forms(NamedTuple):
    contested: dict[str, str]
    """Each form of a character that has several, and the simplified character they share."""
    sure: dict[str, str]
    """What never stands in traditional text and has but one form there."""
    alone: frozenset[str]
    """What is suspect by itself: those, and what seldom stands there beside its other forms."""
    some: frozenset[str]
    """Those that often do."""


@cache
def _variants() -> dict[str, str]:
    return {rare: common for common, rare in tables.rows("glyph_variants")}


@cache
def _forms() -> _Forms:
    contested: dict[str, str] = {}
    sure = {}
    rare: set[str] = set()
    some: set[str] = set()
    for character, *written in tables.rows("traditional_forms"):
        counts = {form[0]: int(form[1:]) for form in written}
        plausible = [form for form, count in counts.items() if count] or list(counts)
        if len(plausible) == 1:
            if plausible != [character]:
                sure[character] = plausible[0]
            continue
        contested |= dict.fromkeys(plausible, character)
        contested[character] = character
        share = counts.get(character, 0) / max(1, sum(counts.values()))
        if share < OFTEN:
            (rare if share < SELDOM else some).add(character)
    for variant, common in _variants().items():
        if common in contested and variant not in sure:
            contested.setdefault(variant, contested[common])
    return _Forms(contested, sure, frozenset(rare | sure.keys()), frozenset(some))


@cache
def _wrong_pairs() -> tuple[frozenset[str], frozenset[str]]:
    """Pairs whose first character is in the wrong form, and pairs whose second is."""
    first = set()
    second = set()
    for form, after, *before in tables.rows("wrong_company"):
        first |= {form + each for each in after}
        second |= {each + form for each in "".join(before)}
    return frozenset(first), frozenset(second)


@cache
def _pattern() -> re.Pattern[str]:
    forms = _forms()
    paired = forms.some | {row[0] for row in tables.rows("wrong_company")}
    which = {c for c in forms.contested | forms.sure if c in forms.alone or c in paired}
    # A set within the first plane is searched ten times faster, and no form beyond it is common.
    return re.compile(f"[{''.join(sorted(c for c in which if c <= COMMON_HAN[-1]))}]")


@cache
def kept() -> frozenset[str]:
    """Return the simplified characters that careless conversion may have kept."""
    forms = _forms()
    return frozenset(forms.contested.values()) | forms.sure.keys()


def suspects(text: str) -> tuple[list[int], list[int]]:
    """Where ``text``, read as traditional, has a form that pairs of characters speak against.

    The second list are the places where a form that simplified text kept may stand or not.
    """
    _, _, alone, some = _forms()
    first, second = _wrong_pairs()
    found = []
    open_to_doubt = []
    for match in _pattern().finditer(text):
        at = match.start()
        seen = match[0]
        after, before = text[at : at + 2], text[at - 1 : at + 1]
        if seen in alone or after in first or before in second:
            found.append(at)
        elif seen in some:
            open_to_doubt.append(at)
    return found, open_to_doubt


class _Words(NamedTuple):
    counts: dict[str, float]
    """Simplified spelling, and how often the word occurs."""
    total: float
    """How many words that is."""
    forms: dict[str, list[tuple[str, int, bool]]]
    """Simplified spelling, and its traditional ones: count, and whether OpenCC agrees."""


@cache
def _simplify() -> dict[int, str]:
    """What `str.translate` needs to spell a traditional word in simplified characters."""
    table: dict[int, str] = {}
    guesses: dict[int, str] = {}
    for character, *written in tables.rows("traditional_forms"):
        for form in written:
            if form[0] != character:
                (table if form[1:] != "0" else guesses)[ord(form[0])] = character
    for character, *_ in tables.rows("traditional_forms"):
        table.pop(ord(character), None)
    return guesses | table


@cache
def _words() -> _Words:
    text = tables.text("traditional_words")
    counts: dict[str, float] = {}
    forms: dict[str, list[tuple[str, int, bool]]] = {}
    for key, row in zip(text.translate(_simplify()).splitlines(), text.splitlines(), strict=True):
        form, written, *opinion = row.split("\t")
        word = key[: len(form)]
        count = int(written)
        if not opinion:
            counts[word] = count
        elif word in forms:
            counts[word] += count
            forms[word].append((form, count, opinion[0] == "="))
        else:
            counts[word] = count
            forms[word] = [(form, count, opinion[0] == "=")]
    return _Words(counts, sum(counts.values()), forms)


_STRETCH = re.compile(f"[{COMMON_HAN}]*")


def judge(text: str, at: int) -> Verdict | None:
    """Say which form the character at ``at`` takes in traditional text; None if it has but one."""
    first = at - REACH if at > REACH else 0
    return _judge(text[first : at + REACH + 1], at - first)


@lru_cache(maxsize=1 << 14)
def _judge(around: str, at: int) -> Verdict | None:
    forms = _forms()
    seen = around[at]
    if seen in forms.sure:
        return Verdict(0.0, forms.sure[seen], 1.0, 1.0, seen)
    if seen not in forms.contested:
        return None
    before = _STRETCH.match(around[:at][::-1])
    after = _STRETCH.match(around, at)
    reach = before.end() if before else 0
    stretch = around[at - reach : after.end() if after else at + 1]
    votes = _votes(stretch.translate(_simplify()), reach)
    best = max(votes, key=lambda form: votes[form][0])
    share, agreed = votes[best]
    in_doubt = votes.get(_variants().get(seen, seen), (0.0, 0.0))[0]
    return Verdict(in_doubt, best, share, agreed, forms.contested[seen])


def _votes(stretch: str, at: int) -> dict[str, tuple[float, float]]:
    """Share of each form of the character at ``at`` over all ways to cut ``stretch`` in words."""
    counts, _, forms = _words()
    weights = _weights(stretch, at)
    whole = sum(weight for _, _, weight in weights)
    votes: dict[str, tuple[float, float]] = {}
    for word, place, weight in weights:
        if weight < NEGLIGIBLE * whole:
            continue
        found = forms.get(word)
        if found is None:
            found = [(word, 1, False)]
            each = weight / whole
        else:
            each = weight / whole / counts[word]
        for form, count, agrees in found:
            so_far, agreed = votes.get(form[place], (0.0, 0.0))
            here = each * count
            votes[form[place]] = (so_far + here, agreed + here * agrees)
    return votes


def _weights(stretch: str, at: int) -> list[tuple[str, int, float]]:
    """Return the words that hold ``at``: each, its place of ``at``, and all ways to cut with it."""
    counts, total, _ = _words()
    count_of = counts.get
    unit = 1 / total
    size = len(stretch)
    # The sum of all ways to cut what follows each place after `at` …
    since = [0.0] * size + [1.0]
    for start in range(size - 1, at, -1):
        ways = count_of(stretch[start], LEAST) * since[start + 1]
        for end in range(start + 2, min(start + LONGEST, size) + 1):
            count = count_of(stretch[start:end])
            if count:
                ways += count * since[end]
        since[start] = ways * unit
    # … and of what comes before; the words that hold `at` join them.
    until = [1.0] + [0.0] * at
    weights = []
    for start in range(at + 1):
        before = until[start] * unit
        for end in range(start + 1, min(start + LONGEST, size) + 1):
            word = stretch[start:end]
            count = count_of(word, LEAST if end == start + 1 else 0)
            if count and end <= at:
                until[end] += before * count
            elif count:
                weights.append((word, at - start, before * count * since[end]))
    return weights
