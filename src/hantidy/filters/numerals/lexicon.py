"""The words around numerals: measure words, and names that contain a numeral."""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from hantidy import tables
from hantidy.filters.numerals.parser import characters


@cache
def _contexts() -> dict[str, frozenset[str]]:
    blanks = {"\\n": "\n", "\\s": " ", "\\u3000": "\u3000"}
    prefixed = frozenset(name for name in _words() if name[0] in "千百兆" and len(name) > 1)
    return {"prefixed": prefixed} | {
        row[0]: frozenset(blanks.get(one, one) for one in row[1].split(" "))
        for row in tables.rows("numeral_contexts")
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
    for name, kind, mode, barred_ends in tables.rows("measure_words"):
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
    single = "".join(sorted({start for start in starts if len(start) == 1} | set(more)))
    longer = groupby(sorted(start for start in starts if start[0] not in single), itemgetter(0))
    ways = (f"|{first}[{''.join(start[1] for start in several)}]" for first, several in longer)
    return f"(?:[{re.escape(single)}]{''.join(ways)})"


def _longest(text: str, at: int) -> Word | None:
    """Return the longest word at ``at``, even if it is part of a longer one."""
    words = _by_start()
    for word in words.get(text[at : at + 2], ()) or words.get(text[at : at + 1], ()):
        if text.startswith(word[0], at):
            return word
    return None


def is_barred(text: str, at: int) -> bool:
    """Whether the text at ``at`` begins a longer word: 集 in 集团."""
    word = _longest(text, at)
    return word is not None and text.startswith(word.barred, at + len(word.text))


def word_at(text: str, at: int) -> Word | None:
    """Return the longest word at ``at``; None if it is part of a longer one, or none."""
    word = _longest(text, at)
    barred = word is not None and word[6] and text.startswith(word[6], at + len(word[0]))
    return None if barred else word


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
    for row in tables.rows("numeral_names"):
        name = row[0]
        for match in _run().finditer(name):
            start, end = match.span()
            key = name[start : end + 1] if end < len(name) else name[max(0, start - 1) : end]
            found.setdefault(key, {}).setdefault(end, []).append(name)
    return {
        key: tuple((end, tuple(names)) for end, names in places.items())
        for key, places in found.items()
    }


def named(text: str, start: int, end: int) -> bool:
    """Whether an idiom or name includes a whole numeral of ``text[start:end]``."""
    names, run = _names(), _run()
    at = start
    while (match := run.search(text, at, end)) is not None:
        begin = match.start()
        whole = run.match(text, begin) or match
        at = whole.end()
        for key in (text[begin : at + 1], text[max(0, begin - 1) : at]):
            for place, several in names.get(key, ()):
                if at >= place and text.startswith(several, at - place):
                    return True
    return False


@cache
def _reigns() -> dict[str, int]:
    """Return the names of reigns, each with its last year (0: any)."""
    return {name: int(last or 0) for name, last in tables.rows("reign_names")}


_LONGEST = 6
"""Most characters of the name of a reign."""


def reign_before(text: str, at: int, _: int = 0, year: int = 1) -> bool:
    """Whether the name of a reign, an era or another calendar ends at ``at``.

    A name that is a word too (和平, 普通, 永安) counts only before a year of that reign.
    """
    lasts = (_reigns().get(text[at - length : at]) for length in range(2, min(at, _LONGEST) + 1))
    return any(last is not None and (not last or year <= last) for last in lasts)
