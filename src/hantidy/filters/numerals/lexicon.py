"""The words around a numeral: what it may stand before, and the names that hold one."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from hantidy import tables
from hantidy.filters.numerals.values import characters

__all__ = ["Word", "is_barred", "named", "reign_before", "word_at", "word_firsts"]

LONGEST_NAME = 12


class Word(NamedTuple):
    """A measure word, a unit or a currency after a numeral."""

    text: str
    kind: str
    """count, time, money or measure: words of one kind follow each other in one quantity."""
    safe: bool
    one: bool
    """Whether 一 is a number before it (一吨) and not a manner of speaking (一时)."""
    many: bool
    """Whether it takes numerals of two characters or more only: 三角 is no amount."""
    barred: tuple[str, ...]
    """What may not follow, for it makes a longer word: 气 after 节."""


@cache
def _words() -> dict[str, list[Word]]:
    words: dict[str, Word] = {}
    for row in tables.rows("units"):
        if row[5] == "":
            continue
        barred = tuple(row[8].replace(" ", ""))
        kind = "time" if row[5] == "time" else "measure"
        for name in (row[1] + " " + row[2]).split():
            words[name] = Word(name, kind, safe=True, one=True, many=False, barred=barred)
    for name, kind, mode, barred_ends in tables.rows("measure-words"):
        known = words.get(name)
        words[name] = Word(
            name,
            kind,
            safe=mode.startswith("safe"),
            one="one" in mode or (known is not None and len(name) > 1),
            many="many" in mode,
            barred=tuple(barred_ends.split()) + (known.barred if known else ()),
        )
    found: dict[str, list[Word]] = {}
    for name in sorted(words, key=len, reverse=True):
        found.setdefault(name[0], []).append(words[name])
    return found


@cache
def word_firsts() -> str:
    """Every character that begins one of the words."""
    return "".join(sorted(_words()))


def word_at(text: str, at: int) -> Word | None:
    """The longest word at ``at``; None if none is there, or a longer one that is no measure."""
    for word in _words().get(text[at : at + 1], ()):
        if text.startswith(word.text, at):
            if word.barred and text.startswith(word.barred, at + len(word.text)):
                return None
            return word
    return None


def is_barred(text: str, at: int) -> bool:
    """Whether what begins at ``at`` only looks like a measure word: 集 in 集团."""
    return text[at : at + 1] in _words() and word_at(text, at) is None


@cache
def _names() -> tuple[frozenset[str], dict[str, tuple[int, ...]]]:
    """Every name, and by its first two characters the lengths of the names that begin so."""
    names = frozenset(row[0] for row in tables.rows("numeral-names"))
    lengths: dict[str, set[int]] = {}
    for name in names:
        lengths.setdefault(name[:2], set()).add(len(name))
    return names, {first: tuple(sorted(found)) for first, found in lengths.items()}


def named(text: str, start: int, end: int) -> bool:
    """Whether a known idiom or name takes in part of ``text[start:end]``."""
    names, lengths = _names()
    for at in range(max(0, start - LONGEST_NAME), end):
        for length in lengths.get(text[at : at + 2], ()):
            stop = at + length
            if stop > start and text[at:stop] in names and not _cuts(text, at, stop):
                return True
    return False


def _cuts(text: str, start: int, stop: int) -> bool:
    """Whether a name found at ``text[start:stop]`` begins or ends amid a numeral."""
    numerals = characters()
    return (start > 0 and text[start - 1] in numerals and text[start] in numerals) or (
        stop < len(text) and text[stop - 1] in numerals and text[stop] in numerals
    )


@cache
def _reigns() -> tuple[str, ...]:
    return tuple(row[0] for row in tables.rows("reign-names"))


def reign_before(text: str, at: int) -> bool:
    """Whether the name of a reign, an era or another calendar ends at ``at``."""
    return text.endswith(_reigns(), 0, at)
