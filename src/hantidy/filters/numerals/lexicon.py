"""The words around numerals: measure words, and names that contain a numeral."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hantidy import tables
from hantidy.filters.numerals.parser import characters


@cache
def _contexts() -> dict[str, frozenset[str]]:
    blanks = {"\\n": "\n", "\\s": " ", "\\u3000": "\u3000"}
    prefixed = frozenset(name for name in _words() if name[0] in "千百兆" and len(name) > 1)
    return {"prefixed": prefixed} | {
        row[0]: frozenset(blanks.get(one, one) for one in row[1].split(" "))
        for row in tables.rows("numeral-contexts")
    }


def words(kind: str) -> frozenset[str]:
    """Return the words of a kind of the table of contexts, or the units that are ``prefixed``."""
    return _contexts()[kind]


@cache
def any_of(kind: str) -> tuple[str, ...]:
    """Return the words of a kind for `str.startswith` and `str.endswith`."""
    return tuple(sorted(words(kind)))


class Word(NamedTuple):
    """A measure word, a unit or a currency after a numeral."""

    text: str
    kind: str
    """count, time, money or measure: words of one kind follow each other in one quantity."""
    safe: bool
    one: bool
    """Whether 一 is a number before it (一吨) and not part of a word (一时)."""
    many: bool
    """Whether its numerals have two characters or more: 三角 is no amount."""
    decimal: bool
    """Whether decimals are usual before it, though it only counts: 倍, 个百分点."""
    barred: tuple[str, ...]
    """What may not follow because it makes a longer word: 气 after 节."""


@cache
def _words() -> dict[str, Word]:
    words: dict[str, Word] = {}
    for row in tables.rows("units"):
        barred = tuple(row[8].replace(" ", ""))
        kind = "time" if row[5] == "time" else "measure"
        for name in (row[1] + " " + row[2]).split():
            words[name] = Word(
                name, kind, safe=True, one=True, many=False, decimal=True, barred=barred
            )
    for name, kind, mode, barred_ends in tables.rows("measure-words"):
        known = words.get(name)
        words[name] = Word(
            name,
            kind,
            safe=mode.startswith("safe"),
            one="one" in mode or (known is not None and len(name) > 1),
            many="many" in mode,
            decimal="decimal" in mode,
            barred=tuple(barred_ends.split()) + (known.barred if known else ()),
        )
    return words


@cache
def _by_start() -> dict[str, tuple[Word, ...]]:
    """Return the words by their first one or two characters, the longest first.

    Every character that begins a word has an entry, empty if it is no word itself.
    """
    words = _words()
    found: dict[str, list[Word]] = {name[0]: [] for name in words}
    for name in sorted(words, key=len, reverse=True):
        found.setdefault(name[:2], []).append(words[name])
    return {
        start: tuple(several if len(start) == 1 else several + found[start[0]])
        for start, several in found.items()
    }


@cache
def lasts(kind: str) -> frozenset[str]:
    """Return the last characters of the words of a kind."""
    return frozenset(name[-1] for name, word in _words().items() if word.kind == kind)


@cache
def word_starts(more: str = "", *, one: bool = False) -> str:
    """Return a pattern of the first characters of words, and of the characters ``more``.

    Of a word of one character, that one; of others the first two. ``one`` selects the words
    before which 一 is a number.
    """
    starts = {
        name[:2]
        for name, word in _words().items()
        if not one or (word.one and word.kind != "count")
    }
    single = {start for start in starts if len(start) == 1} | set(more)
    seconds: dict[str, str] = {}
    for start in sorted(start for start in starts if len(start) > 1):
        if start[0] not in single:
            seconds[start[0]] = seconds.get(start[0], "") + re.escape(start[1])
    longer = "".join(f"|{re.escape(first)}[{each}]" for first, each in seconds.items())
    return f"(?:[{re.escape(''.join(sorted(single)))}]{longer})"


def word_at(text: str, at: int) -> Word | None:
    """Return the longest word at ``at``; None if it is part of a longer one, or none."""
    words = _by_start()
    for word in words.get(text[at : at + 2], ()) or words.get(text[at : at + 1], ()):
        name, barred = word[0], word[6]
        if text.startswith(name, at):
            return None if barred and text.startswith(barred, at + len(name)) else word
    return None


def is_barred(text: str, at: int) -> bool:
    """Whether the text at ``at`` begins a longer word: 集 in 集团."""
    words = _by_start()
    for word in words.get(text[at : at + 2], ()) or words.get(text[at : at + 1], ()):
        if text.startswith(word[0], at):
            return text.startswith(word[6], at + len(word[0]))
    return False


@cache
def _run() -> re.Pattern[str]:
    kinds = {"digit", "two", "unit", "scale", "f-digit", "f-unit"}
    every = "".join(one for one, (_, kind) in characters().items() if kind in kinds)
    return re.compile(f"[{every}]+")


@cache
def _names() -> dict[str, tuple[tuple[int, tuple[str, ...]], ...]]:
    """Index the names by a numeral in them and the next character (the one before at a name's end).

    Names in which the numeral ends at the same place are grouped, with that place.
    """
    found: dict[str, dict[int, list[str]]] = {}
    for row in tables.rows("numeral-names"):
        name = row[0]
        for match in _run().finditer(name):
            start, end = match.span()
            key = name[start : end + 1] if end < len(name) else name[max(0, start - 1) : end]
            found.setdefault(key, {}).setdefault(end, []).append(name)
    return {
        key: tuple((end, tuple(names)) for end, names in places.items())
        for key, places in found.items()
    }


@cache
def _named_runs() -> frozenset[str]:
    """Return every numeral that is part of a name."""
    return frozenset(
        match[0] for row in tables.rows("numeral-names") for match in _run().finditer(row[0])
    )


def named_run(text: str, start: int, end: int) -> bool:
    """Whether an idiom or name includes the run of numerals ``text[start:end]``."""
    if text[start:end] not in _named_runs():
        return False
    names = _names()
    for key in (text[start : end + 1], text[start - 1 : end] if start else text[:end]):
        if key in names:
            for place, several in names[key]:
                if end >= place and text.startswith(several, end - place):
                    return True
    return False


def named(text: str, start: int, end: int) -> bool:
    """Whether an idiom or name includes a whole numeral of ``text[start:end]``."""
    for match in _run().finditer(text, start, end):
        begin, at = match.span()
        if at == end:
            at = _run().match(text, begin).end()  # type: ignore[union-attr]
        if named_run(text, begin, at):
            return True
    return False


_GLOSS = re.compile("[（(](?:[公西]元|[公西][历曆]|即|约|約)?前?[0-9]{2,4}(?:年|[）)])")


def is_glossed(text: str, at: int) -> bool:
    """Whether a year of the common era follows in brackets: 治承三年（1179年）."""
    return _GLOSS.match(text, at) is not None


@cache
def _reigns() -> dict[str, int]:
    """Return the names of reigns, each with its last year (0: any)."""
    return {name: int(last or 0) for name, last in tables.rows("reign-names")}


@cache
def _reign_ends() -> tuple[frozenset[str], int]:
    return frozenset(name[-1] for name in _reigns()), max(map(len, _reigns()))


def reign_before(text: str, at: int, _: int = 0, year: int = 1) -> bool:
    """Whether the name of a reign, an era or another calendar ends at ``at``.

    A name that is a word too (和平, 普通, 永安) counts only before a year of that reign.
    """
    lasts, longest = _reign_ends()
    if not at or text[at - 1] not in lasts:
        return False
    reigns = _reigns()
    return any(
        not reigns[name] or year <= reigns[name]
        for length in range(2, longest + 1)
        if (name := text[max(0, at - length) : at]) in reigns
    )
