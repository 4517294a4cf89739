"""Characters that simplified script writes in one way and Taiwan in several, with their forms."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from hantidy import tables
from hantidy.evidence import script
from make_script_characters import dictionary
from taiwanese_words import common, forms

STYLE = frozenset("了瞭闲閑閒雇僱升昇陞毁毀燬")
"""Characters whose forms are a matter of style in Taiwan: never touched."""
REAL = 0.03
"""Forms with a smaller share are looked for only in common words."""
UNUSUAL = frozenset("麪")
"""Glyph variants that Taiwan does not print: words with them are not looked for."""
IN_FEW = frozenset("闆韆鬍彆癥")
"""Forms that stand in a few words only (老闆 鞦韆 鬍鬚 彆扭 癥結), and in no name."""
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
        if len(plausible) < 2 or STYLE & {character, *plausible}:
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
    left_alone = script.characters("hans") | variants | STYLE
    found = {}
    for character, counts in forms().items():
        plausible = [form for form, count in counts.items() if count] or list(counts)
        if len(plausible) == 1 and plausible != [character] and character not in left_alone:
            found[character] = plausible[0]
    return found


@cache
def suspect(simple: str) -> bool:
    """Whether a kept character is suspect by itself."""
    counts = forms()[simple]
    return simple in members()[simple] and counts[simple] < OFTEN * max(1, counts.total())


def suspects(simple: str) -> tuple[bool, ...]:
    """Which forms of a character are suspect by themselves."""
    kept = suspect(simple)
    return tuple(form in IN_FEW or (kept and form == simple) for form in members()[simple])


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
