"""Characters that simplified script writes in one way and Taiwan in several, with their forms."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import careless_exceptions
from hantidy import tables
from hantidy.evidence import script
from make_script_characters import dictionary
from taiwanese_words import common, forms

REAL = 0.03
"""Forms with a smaller share are looked for only in common words."""
UNUSUAL = frozenset("麪")
"""Glyph variants that Taiwan does not print: words with them are not looked for."""
ENOUGH = 100
"""So often a character must be counted to tell that it is nearly always wrong."""
FOLLOWS = 0.05
"""It is where it has no larger share among its forms."""
OFTEN = 0.75
"""Kept by itself, a character is suspect if it has a smaller share among its forms."""


@cache
def members() -> dict[str, tuple[str, ...]]:
    """Return all forms of each contested character that a traditional page may show, sorted."""
    variants = defaultdict(set)
    for usual, rare in tables.rows("glyph_variants"):
        variants[usual].add(rare)
    hans = script.characters("hans")
    found = {}
    for character, counts in forms().items():
        plausible = [form for form, count in counts.items() if count] or list(counts)
        if len(plausible) < 2 or careless_exceptions.style().issuperset(plausible):
            continue
        every = {character, *plausible}.union(*(variants[form] for form in plausible))
        found[character] = tuple(sorted(every - hans))
    return found


@cache
def fold() -> dict[int, str]:
    """What `str.translate` needs to write the simplified character for each contested form."""
    return {ord(form): simple for simple, every in members().items() for form in every}


@cache
def certain() -> dict[str, str]:
    """Return what traditional text hardly has, and has but one form there."""
    variants = {rare for _, rare in tables.rows("glyph_variants")}
    left_alone = script.characters("hans") | variants | careless_exceptions.style()
    found = {}
    for character, counts in forms().items():
        plausible = [form for form, count in counts.items() if count] or list(counts)
        if len(plausible) == 1 and plausible != [character] and character not in left_alone:
            found[character] = plausible[0]
    return found


@cache
def follows(seen: str) -> bool:
    """Whether ``seen``, kept by itself, is nearly always another form's on a careless page."""
    if seen in careless_exceptions.characters("follows") | careless_exceptions.characters("in-few"):
        return True
    if seen in careless_exceptions.characters("never-follows") or seen in _hong_kong():
        return False
    counts = forms().get(seen)
    if counts is None:
        return False
    total = counts.total()
    return total >= ENOUGH and counts[seen] <= FOLLOWS * total


@cache
def _hong_kong() -> frozenset[str]:
    return frozenset("".join("".join(found) for found in dictionary("HKVariants").values()))


@cache
def suspect(simple: str) -> bool:
    """Whether a kept character is suspect by itself."""
    counts = forms()[simple]
    return simple in members()[simple] and counts[simple] < OFTEN * max(1, counts.total())


def suspects(simple: str) -> tuple[bool, ...]:
    """Which forms of a character are suspect by themselves."""
    kept = suspect(simple)
    few = careless_exceptions.characters("in-few")
    return tuple(form in few or (kept and form == simple) for form in members()[simple])


@cache
def real(simple: str) -> tuple[bool, ...]:
    """Which forms of a character careless pages show, or right ones that are not rare."""
    taiwanese = {character: found[0] for character, found in dictionary("TWVariants").items()}
    first = dictionary("STCharacters").get(simple, [simple])[0]
    converted = {simple, taiwanese.get(first, first)} - UNUSUAL
    counts = forms()[simple]
    least = REAL * counts.total()
    return tuple(
        form in converted or (form not in UNUSUAL and counts[common(form)] >= max(1, least))
        for form in members()[simple]
    )
