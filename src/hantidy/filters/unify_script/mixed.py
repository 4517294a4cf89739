"""Convert clauses that mix simplified and traditional characters to the script of their text.

Not every simplified character is evidence of simplified text. Characters of the class *held* are
in traditional character sets too: variants, inherited glyphs, characters of names. The class *weak*
are those of them that Taiwan or Hong Kong print. A *held* character changes only beside others in
the block, a *weak* one only beside others in its own clause.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hantidy import tables
from hantidy.core import lazy
from hantidy.core.spans import Spans
from hantidy.evidence import opencc, script
from hantidy.filters.unify_script import context, misprints, witnesses
from hantidy.filters.unify_script.witnesses import WITNESSES, Written

TABLES = ("glyph_variants", "script_characters", "script_hant", context.TABLE)
PLAIN = 5
"""Witnesses of one script that prove it by themselves, if the other has hardly any."""
COMMON = 0xC67E
"""The last code of the common characters of Big5."""
NEAR = 24
"""Distance in characters at which kana make a clause Japanese."""
_BEYOND_ASCII = lazy.pattern(r"[^\x00-\x7f]")
TRADITIONAL = opencc.Mixed("s2tw", (("script_hant",),))
"""The conversion of simplified characters in a traditional clause."""


class _Clause(NamedTuple):
    """A clause that may change, with evidence of its line."""

    start: int
    text: str
    spoken: bool
    """Whether its line is simplified and of the present language, where 著 is no particle."""


@cache
def _particle() -> re.Pattern[str]:
    """著 and 於 in simplified text where 着 and 于 belong: particles, and no words of their own."""
    verb, stays, before = map(context.characters, ("verb", "stays", "before_yu"))
    return re.compile(f"[著於](?:(?<=[{verb}]著)(?![{stays}])|(?<=[{before}]於))")


_PARTICLES = {"著": "着", "於": "于"}


def _names_author(clause: str) -> bool:
    """Whether a clause is a surname, one or two hanzi and 著."""
    return (
        len(clause) in {3, 4} and clause[-1] == "著" and clause[0] in context.characters("surname")
    )


@cache
def _suspects() -> re.Pattern[str]:
    members = script.characters("hant") | {*_PARTICLES, *misprints.characters()}
    return re.compile(f"[{''.join(sorted(members))}]")


def is_whole(text: str) -> bool:
    """Prefilter for simplified text: no traditional character, particle or misprint in it."""
    hant = script.characters("hant")
    return not any(
        found[0] in hant
        or _particle().match(text, found.start())
        or misprints.pattern().match(text, found.start())
        for found in _suspects().finditer(text)
    )


def find(
    text: str, named: script.Name, *, traditional: bool, wholly: bool, japanese: bool
) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the position of each character in the wrong script, with its form, rule and reason.

    A line that is clearly in the other script stays. Only clauses that hold both scripts change,
    so that names and quotations stay. Verse stays, and a foreign word that the text writes in
    both scripts. ``traditional`` tells whether traditional text is unified; ``wholly``, whether
    clauses wholly in the other script change too; ``japanese``, whether forms that Japanese has
    too count as simplified.
    """
    if witnesses.is_purely_traditional(text):
        return
    clauses: dict[Written, list[_Clause]] = {"hans": [], "hant": []}
    prevailing = witnesses.prevailing(text)
    for start, end in _lines(text, named, prevailing):
        line = text[start:end]
        if context.is_verse(line):
            continue
        if script.is_kana(line) if japanese else witnesses.is_japanese(line):
            continue
        weight = witnesses.weigh(line)
        target = prevailing or weight.stronger
        if wholly:
            target = weight.stronger or prevailing or witnesses.first(line)
        elif max(weight) >= PLAIN and max(weight) > script.MIXED * min(weight):
            target = weight.stronger
        if target == "hans" or (target and traditional):
            clauses[target] += _mixed(line, start, target, wholly=wholly)
    changes: dict[Written, Iterator[tuple[int, str]]] = {
        "hans": _to_simplified(clauses["hans"], text),
        "hant": _to_traditional(clauses["hant"], japanese=japanese),
    }
    found = [(at, form, script_) for script_, each in changes.items() for at, form in each]
    for at, form, script_ in found if found and not context.is_older(text) else ():
        yield at, (form, f"to-{script_}", "beside the other script")


def _lines(text: str, named: script.Name, prevailing: Written | None) -> Iterator[tuple[int, int]]:
    """Yield the spans of lines of ``text`` that may change."""
    pattern, evidence, particle = _suspects(), script.characters("hant"), _particle().match
    if prevailing is None or named == "mixed":
        pattern, evidence = _BEYOND_ASCII, evidence | script.characters("hans")
    elif prevailing == "hant":
        pattern, evidence = script.finder("hans"), witnesses.graded("not-weak")
    end = 0
    while found := pattern.search(text, end):
        at, end = found.span()
        if found[0] in evidence or particle(text, at):
            end = text.find("\n", at) + 1 or len(text)
            yield text.rfind("\n", 0, at) + 1, end


def _mixed(line: str, start: int, target: Written, *, wholly: bool) -> list[_Clause]:
    """Return the clauses of ``line`` that hold characters of both scripts.

    ``wholly`` adds those without any of the ``target`` script. A clause whose only evidence is a
    particle counts only beside others.
    """
    chinese = context.pattern("chinese").search(line) is not None
    own = script.characters("hant")
    if target == "hans":
        own = witnesses.graded("not-weak" if chinese else "no-kanji")
    other = script.finder("hant" if target == "hans" else "hans")
    spoken = target == "hans" and context.pattern("spoken").search(line) is not None
    sought = [other, _particle()] if spoken else [other]
    found, alone = [], []
    for begin, end in _clauses_with(line, sought):
        held = line[begin:end]
        if script.finder("shinjitai").search(held) is not None:
            continue
        if target == "hant" and script.finder("kana").search(
            line, max(0, begin - NEAR), end + NEAR
        ):
            continue  # Japanese that is cited
        one = _Clause(start + begin, held, spoken)
        if wholly or not own.isdisjoint(held):
            found.append(one)
        elif other.search(held) is None:
            alone.append(one)
    return found + alone if found else []


def _clauses_with(line: str, patterns: list[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """Yield the clauses of ``line`` in which one of ``patterns`` finds something."""
    end = 0
    for hit in sorted(match.start() for each in patterns for match in each.finditer(line)):
        if hit >= end and (rest := context.CLAUSE.match(line, hit)):
            before = context.CLAUSE.match(line[end:hit][::-1])
            end = rest.end()
            yield hit - (before.end() if before else 0), end


def _to_simplified(clauses: list[_Clause], text: str) -> Iterator[tuple[int, str]]:
    """Yield the traditional characters of the clauses with their simplified forms.

    A neighbour changes with it if its word does (彷彿: 仿佛).
    """
    words = {clause.text[slice(*run)] for clause in clauses for run in _traditional(clause.text)}
    if len(words) == 1 and _is_cited(next(iter(words)), text):
        return
    # A glyph variant alone is an old form that somebody cites.
    if words and not _glyphs().issuperset("".join(words)):
        joined = "\n".join(clause.text for clause in clauses)  # where every phrase ends
        converted = opencc.convert(joined, "t2s").split("\n")
        for clause, after in zip(clauses, converted, strict=True):
            for at, form in _simplified(clause.text, after):
                yield clause.start + at, form
    for clause in clauses:
        for match in _particle().finditer(clause.text) if clause.spoken else ():
            if not _names_author(clause.text):
                yield clause.start + match.start(), _PARTICLES[match[0]]


@cache
def _glyphs() -> frozenset[str]:
    return frozenset(rare for _, rare in tables.rows("glyph_variants"))


def _is_cited(word: str, text: str) -> bool:
    """Whether ``text`` has its only traditional word in both scripts."""
    return (
        len(word) >= WITNESSES
        and text.count(word) >= WITNESSES
        and opencc.convert(word, "t2s") in text
    )


def _traditional(clause: str) -> list[tuple[int, int]]:
    """Return the runs of traditional characters of ``clause``."""
    places = [match.span() for match in script.finder("hant").finditer(clause)]
    return list(Spans(places))


def _simplified(clause: str, converted: str) -> Iterator[tuple[int, str]]:
    if len(converted) == len(clause):
        for run in _traditional(clause):
            start, end = run
            while start and converted[start - 1] != clause[start - 1]:
                start -= 1
            while end < len(clause) and converted[end] != clause[end]:
                end += 1
            yield from (
                (at, converted[at])
                for at in range(start, end)
                if clause[at] != converted[at]
                and (end - start > 1 or not _is_rare(clause[at], converted[at]))
            )


def _is_rare(traditional: str, simplified: str) -> bool:
    """Whether a character is used in names, or its simplified form is rare."""
    try:
        simplified.encode("gb2312")
        code = int.from_bytes(traditional.encode("big5"), "big")
    except UnicodeEncodeError:
        return True
    return code > COMMON


def _to_traditional(clauses: list[_Clause], *, japanese: bool) -> Iterator[tuple[int, str]]:
    """Yield the simplified characters of the clauses with their traditional forms."""
    chinese = script.characters("hans" if japanese else "chinese")
    sought = [(clause, {*witnesses.every("hans", clause.text)}) for clause in clauses]
    evidence = {c for _, held in sought for c in held} - script.characters("weak")
    firm = frozenset[str]()
    if len(evidence) >= WITNESSES and not evidence.isdisjoint(chinese):
        often = Counter(c for clause, held in sought for c in clause.text if c in held)
        firm = frozenset(c for c in evidence if c in chinese or often[c] >= WITNESSES)
    moving = [(clause, found) for clause, held in sought if (found := _moved(held, chinese, firm))]
    if not moving:
        return
    joined = "\n".join(clause.text for clause, _ in moving)
    converted = opencc.convert(joined, TRADITIONAL).split("\n")
    for (clause, found), after in zip(moving, converted, strict=True):
        if len(after) == len(clause.text):
            for at, (seen, form) in enumerate(zip(clause.text, after, strict=True), clause.start):
                if seen != form and seen in found:
                    yield at, form


def _moved(held: set[str], chinese: frozenset[str], firm: frozenset[str]) -> set[str]:
    """Return the simplified characters of a clause that change: those ``firm`` in the block.

    Others change beside a character that only Chinese has, if the block has more of those or no
    traditional set holds it. A Japanese name in a Chinese text has neither.
    """
    plain = (held & chinese) - script.characters("held")
    if len(plain) >= WITNESSES:
        return held
    if firm and held & firm & chinese:
        return held - script.characters("weak")
    return held & firm or (held - script.characters("held") if plain else set())
