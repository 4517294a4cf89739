"""Clauses that mix simplified and traditional characters, brought to the script of their text.

Not every simplified character is proof of simplified text. The class *held* has those that
traditional character sets have too: variants, inherited glyphs, characters of names. The class
*weak* has those of them that Taiwan or Hong Kong print. A *held* character moves only beside others
in the block, a *weak* one only beside others in its own clause.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from hantidy import tables
from hantidy.evidence import opencc, script
from hantidy.filters.unify_script import context

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["TABLES", "find", "is_whole", "name"]

TABLES = ("glyph_variants", "script_characters", "script_hant", context.TABLE)
PREVAILS = 1.5
"""A script prevails where it has this many times the witnesses of the other."""
PLAIN = 5
"""So many witnesses of one script, with hardly any of the other, show it whatever is around."""
WITNESSES = 2
"""So many different characters are evidence."""
COMMON = 0xC67E
"""The last of the common characters of Big5."""
WINDOW = 64
"""So far a clause is looked for at once."""
TRADITIONAL = opencc.Mixed("s2tw", ("script_hant",), segmented=False)
"""How a simplified character in a traditional clause is converted."""

Written = Literal["hans", "hant"]
Grade = Literal["plain", "not-weak", "no-kanji"]


class _Clause(NamedTuple):
    start: int
    text: str
    spoken: bool
    """Whether its line is simplified and of the present language, where 著 is no particle."""
    chinese: bool
    """Whether its line has what no Japanese line has."""


class _Weight(NamedTuple):
    hans: int
    hant: int

    @property
    def stronger(self) -> Written | None:
        """Which script plainly prevails, if one does."""
        if self.hans == self.hant or max(self) < PREVAILS * min(self):
            return None
        return "hans" if self.hans > self.hant else "hant"


@cache
def _graded(grade: Grade) -> re.Pattern[str]:
    """A simplified character that is not *held*, not *weak*, or in no Japanese text either."""
    left_out = script.characters("held" if grade == "plain" else "weak")
    found = script.characters("hans") - left_out
    if grade == "no-kanji":
        found &= script.characters("chinese")
    members = "".join(sorted(found))
    return re.compile(f"[{members}][{members}]*")


@cache
def _particle() -> re.Pattern[str]:
    """著 and 於 in simplified text where 着 and 于 belong: particles, and no words of their own."""
    verb, stays, before = map(context.characters, ("verb", "stays", "before_yu"))
    return re.compile(f"[著於](?:(?<=[{verb}]著)(?![{stays}])|(?<=[{before}]於))")


_PARTICLES = {"著": "着", "於": "于"}


@cache
def _author() -> re.Pattern[str]:
    """A clause that names an author: a surname, one or two hanzi, 著."""
    return re.compile(f"[{context.characters('surname')}]..?著")


def is_whole(text: str) -> bool:
    """The gate of simplified text: no traditional character, no particle that needs a look."""
    return script.finder("hant").search(text) is None and _particle().search(text) is None


def name(text: str) -> script.Name:
    """Name the script of ``text``; what traditional text also has is no witness by itself."""
    if _is_kana(text):
        return "jpan"
    weight = _weigh(text)
    if max(weight) == 0:
        return "none"
    if min(weight) * script.MIXED < weight.hans:
        return "hans"
    forms = sum(map(len, _forms().findall(text)))
    if forms > 0 and forms > _at_most("chinese", text, forms):
        return "jpan"
    return "mixed" if min(weight) * script.MIXED >= max(weight) else "hant"


def find(
    text: str, named: script.Name, *, traditional: bool, wholly: bool, japanese: bool
) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield what stands in the wrong script, with its form, rule and reason.

    A line that plainly has the other script keeps it. Only clauses that hold both scripts change:
    a name or a quotation of its own stays. Verse, and a foreign word that the text writes in both
    scripts, stay as well. ``traditional`` tells whether traditional text is brought to one script;
    ``wholly``, whether clauses of the other script change too: then a line has one script;
    ``japanese``, whether forms that Japanese has as well are simplified ones.
    """
    clauses: dict[Written, list[_Clause]] = {"hans": [], "hant": []}
    prevailing = _prevailing(text)
    for start, end in _lines(text, named, prevailing):
        line = text[start:end]
        if (_is_kana(line) if japanese else _is_japanese(line)) or context.is_verse(line):
            continue
        weight = _weigh(line)
        target = prevailing or weight.stronger
        if wholly:
            target = weight.stronger or prevailing or _first(line)
        elif max(weight) >= PLAIN and max(weight) > script.MIXED * min(weight):
            target = weight.stronger
        if target == "hans" or (target and traditional):
            clauses[target] += _mixed(line, start, target, wholly=wholly)
    if not any(clauses.values()) or context.is_older(text):
        return
    for target, changes in (
        ("hans", _to_simplified(clauses["hans"], text)),
        ("hant", _to_traditional(clauses["hant"], japanese=japanese)),
    ):
        for at, form in changes:
            yield at, (form, f"to-{target}", "beside the other script")


def _first(line: str) -> Written | None:
    """Which script the first witness in ``line`` shows."""
    hans, hant = (script.finder(which).search(line) for which in ("hans", "hant"))
    if hans is None or hant is None:
        return None
    return "hans" if hans.start() < hant.start() else "hant"


def _is_kana(text: str) -> bool:
    """Whether ``text`` has more kana than characters that Japanese only quotes."""
    kana = sum(map(len, script.finder("kana").findall(text)))
    return kana > 0 and kana > _at_most("chinese", text, kana)


@cache
def _forms() -> re.Pattern[str]:
    """Characters of Japanese that no traditional text has: shinjitai, simplified forms or not."""
    shared = script.characters("hans") - script.characters("chinese") - script.characters("weak")
    members = "".join(sorted(shared | script.characters("shinjitai")))
    return re.compile(f"[{members}][{members}]*")


def _is_japanese(line: str) -> bool:
    """Whether a line is Japanese by its kana, or by its forms where nothing speaks for Chinese."""
    if _is_kana(line):
        return True
    patterns = script.finder("chinese"), context.pattern("chinese")
    chinese = any(pattern.search(line) for pattern in patterns)
    return not chinese and _forms().search(line) is not None


def _lines(text: str, named: script.Name, prevailing: Written | None) -> Iterator[tuple[int, int]]:
    """Yield the lines of ``text`` that may hold what is to change."""
    rarer = _graded("not-weak") if prevailing == "hant" else script.finder("hant")
    patterns = [rarer] if prevailing == "hant" else [rarer, _particle()]
    if prevailing is None or named == "mixed":
        patterns = [script.finder("hans"), script.finder("hant"), _particle()]
    found = dict.fromkeys(patterns, -1)
    at = 0
    while at < len(text):
        for pattern, place in found.items():
            if place < at:  # else it is still ahead
                match = pattern.search(text, at)
                found[pattern] = match.start() if match else len(text)
        first = min(found.values())
        if first == len(text):
            return
        start = text.rfind("\n", 0, first) + 1
        end = text.find("\n", first)
        at = len(text) if end < 0 else end + 1
        yield start, at


def _prevailing(text: str) -> Written | None:
    """Which script plainly prevails in ``text``, by its characters or by different ones."""
    if found := _weigh(text).stronger:
        return found
    return _Weight(*(len(set("".join(_all(which, text)))) for which in ("hans", "hant"))).stronger


def _all(which: Written, text: str) -> list[str]:
    return script.finder(which).findall(text)


@lru_cache(16)
def _weigh(text: str) -> _Weight:
    """Count the witnesses of both scripts, of one that prevails no more than show that it does."""
    rarer: Written = "hant"
    head = text[:_HEAD]
    if sum(map(len, _all("hans", head))) < sum(map(len, _all("hant", head))):
        rarer = "hans"
    few = sum(map(len, _all(rarer, text)))
    many = _at_most("hans" if rarer == "hant" else "hant", text, script.MIXED * (few + 1))
    hans, hant = (few, many) if rarer == "hans" else (many, few)
    if hans and not _has(_graded("not-weak"), text, WITNESSES):
        hans = sum(map(len, _graded("plain").findall(text)))
    return _Weight(hans, hant)


_HEAD = 600


def _at_most(which: Literal["hans", "hant", "chinese"], text: str, most: int) -> int:
    """Count witnesses no further than ``most``, nearly."""
    find_all = script.finder(which).findall
    step = 4 * most + _HEAD
    found = 0
    for at in range(0, len(text), step):
        found += sum(map(len, find_all(text, at, at + step)))
        if found > most:
            break
    return found


def _has(pattern: re.Pattern[str], text: str, different: int) -> bool:
    """Whether ``text`` has so many ``different`` characters of a pattern."""
    seen: set[str] = set()
    for match in pattern.finditer(text):
        seen.update(match[0])
        if len(seen) >= different:
            return True
    return False


def _mixed(line: str, start: int, target: Written, *, wholly: bool) -> list[_Clause]:
    """Return the clauses of ``line`` that are partly in the ``target`` script, or not at all.

    ``wholly`` takes those that are not as well. A clause with a particle alone joins others.
    """
    chinese = context.pattern("chinese").search(line) is not None
    own = script.finder("hant")
    if target == "hans":
        own = _graded("not-weak" if chinese else "no-kanji")
    chinese = chinese or script.finder("chinese").search(line) is not None
    other = script.finder("hant" if target == "hans" else "hans")
    spoken = target == "hans" and context.pattern("spoken").search(line) is not None
    sought = [other, _particle()] if spoken else [other]
    found, alone = [], []
    for begin, end in _clauses_with(line, sought):
        held = line[begin:end]
        if script.finder("shinjitai").search(held) is not None:
            continue
        one = _Clause(start + begin, held, spoken, chinese)
        if wholly or own.search(held) is not None:
            found.append(one)
        elif other.search(held) is None:
            alone.append(one)
    return found + alone if found else []


def _clauses_with(line: str, patterns: list[re.Pattern[str]]) -> Iterator[tuple[int, int]]:
    """Yield the clauses of ``line`` in which one of ``patterns`` finds something."""
    hits = sorted(match.start() for each in patterns for match in each.finditer(line))
    end = 0
    for at in hits:
        if at >= end:
            begin = at
            while begin > end and (around := line[max(end, begin - WINDOW) : begin]):
                breaks = [match.end() for match in context.BREAK.finditer(around)]
                begin -= len(around) - (breaks[-1] if breaks else 0)
                if breaks:
                    break
            match = context.BREAK.search(line, at)
            end = match.start() if match else len(line)
            yield begin, end


def _to_simplified(clauses: list[_Clause], text: str) -> Iterator[tuple[int, str]]:
    """Yield the traditional characters of the clauses with their simplified forms.

    What changes beside one changes with it, as its word does (彷彿: 仿佛).
    """
    hant = script.finder("hant")
    words = {match[0] for clause in clauses for match in hant.finditer(clause.text)}
    if len(words) == 1 and _is_cited(next(iter(words)), text):
        return
    # A glyph variant alone is an old form that somebody cites.
    if not set("".join(words)) - _glyphs():
        words = set()
    if words:
        joined = "\n".join(clause.text for clause in clauses)  # where every phrase ends
        converted = opencc.convert(joined, "t2s").split("\n")
        for clause, after in zip(clauses, converted, strict=True):
            for at, form in _simplified(clause.text, after):
                yield clause.start + at, form
    for clause in clauses:
        for match in _particle().finditer(clause.text) if clause.spoken else ():
            if _author().fullmatch(clause.text) is None:
                yield clause.start + match.start(), _PARTICLES[match[0]]


@cache
def _glyphs() -> frozenset[str]:
    return frozenset(rare for _, rare in tables.rows("glyph_variants"))


def _is_cited(word: str, text: str) -> bool:
    """Whether the one traditional word of ``text`` stands in it in both scripts."""
    return (
        len(word) >= WITNESSES
        and text.count(word) >= WITNESSES
        and opencc.convert(word, "t2s") in text
    )


def _simplified(clause: str, converted: str) -> Iterator[tuple[int, str]]:
    if len(converted) == len(clause):
        for run in script.finder("hant").finditer(clause):
            start, end = run.span()
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
    """Whether a character is one of names, or its simplified form is one that few can type."""
    try:
        simplified.encode("gb2312")
        code = int.from_bytes(traditional.encode("big5"), "big")
    except UnicodeEncodeError:
        return True
    return code > COMMON


def _to_traditional(clauses: list[_Clause], *, japanese: bool) -> Iterator[tuple[int, str]]:
    """Yield the simplified characters of the clauses with their traditional forms."""
    chinese = script.characters("hans" if japanese else "chinese")
    sought = [(clause, _held(clause, chinese)) for clause in clauses]
    witnesses = {c for _, held in sought for c in held} - script.characters("weak")
    firm = frozenset[str]()
    if len(witnesses) >= WITNESSES and not witnesses.isdisjoint(chinese):
        often = Counter(c for clause, held in sought for c in clause.text if c in held)
        firm = frozenset(c for c in witnesses if c in chinese or often[c] >= WITNESSES)
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


def _held(clause: _Clause, chinese: frozenset[str]) -> set[str]:
    """Return the simplified characters of a clause; Japanese ones only in a Chinese line."""
    found = set("".join(_all("hans", clause.text)))
    return found if clause.chinese else found & chinese


def _moved(held: set[str], chinese: frozenset[str], firm: frozenset[str]) -> set[str]:
    """Return which simplified characters of a clause move: those that are ``firm`` in the block.

    Others move beside what nobody but Chinese has, if the block has some or no traditional set
    holds that. A name of a Japanese in a Chinese text has neither.
    """
    plain = (held & chinese) - script.characters("held")
    if len(plain) >= WITNESSES:
        return held
    if firm and held & firm & chinese:
        return held - script.characters("weak")
    return held & firm or (held - script.characters("held") if plain else set())
