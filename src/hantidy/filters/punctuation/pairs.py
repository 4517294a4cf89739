"""Find the pairs of brackets in the lines of a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN, LATIN, MARKED_LATIN
from hantidy.evidence.context import is_han
from hantidy.evidence.foreign_lines import is_row
from hantidy.filters.punctuation.characters import KINDS, LETTER_OR_DIGIT, NARROW

_FACE_EYES = frozenset(":;")


class _Open:
    """An open bracket, and the kinds of characters inside it."""

    __slots__ = ("at", "han", "name")

    def __init__(self, at: int) -> None:
        self.at = at
        self.han = False
        self.name = False


class Pair(NamedTuple):
    start: int
    end: int
    """Where the closing bracket stands."""
    han: bool
    """Whether Han is inside."""
    name: bool
    """Whether a letter or digit is inside."""
    stays: bool
    """Whether it stands in a row of a table or in an entry of a list of readings."""
    ends_line: bool


_BRACKETS = pattern("[()（）]")
_NUMBER = "(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})"


_WORD = rf"[{LATIN}0-9][{LATIN}0-9\u0300-\u036f ]*+"
STAYING = pattern(
    rf"\((?:[A-Z]\)(?:[”』」】)…:：>→.]|[。？！?!]?(?:\n|\Z))"
    rf"|(?:19|20)[0-9]{{2}}\){LETTER_OR_DIGIT}{{1,8}}[0-9]{{1,6}}号"
    rf"|(?:[0-9]{{2,3}}|[一二三四五六七八九十]{{1,3}})\){LETTER_OR_DIGIT}{{0,8}}字第)"
)
"""The access key of a menu item; the year or class in a case or document number."""

_BRACKETS_OR_PLAIN = pattern(
    rf"\((?<=[^\x00-\x7f]\(){_WORD}\)(?:(?=[^\x00-\x7f])|(?P<row>(?:\({_WORD}\))++))"
    rf"|（(?<=[^\x00-\x7f]（){_WORD}）|[()（）]"
)
"""Pairs that are plain if Han is before them, and before Han or a mark; or one bracket.

Plain is a word or number behind Han, and either Han or a mark of full width behind it, so that
the pair turns; or another such pair, and then none of the row does; or its brackets are of
full width already. Glossed pages have thousands of them. The key of a menu's
item and the year of a case's number are not plain.
"""


_HAN = pattern(f"[{HAN}]")


_LETTER = pattern(r"[^\W_]")

_ENTRY = pattern(rf"(\w{{1,6}})\((?![A-Za-z]*\))[A-Za-z{MARKED_LATIN}]{{1,7}}\)(\w{{1,6}})")
"""An entry of a list of readings: a word with the toned reading of a hanzi, 亳(Bó)州."""
_LONGEST_ENTRY = 21


_IDLE_CALL = r"(?<=[A-Za-z_].)(?!(?:19|20)[0-9]{2})[ \"-'*+\-.-9<->@-~]*\)"
_MATTERS = pattern(
    rf"[()（）](?:(?<=[（）])"
    rf"|(?<=\()(?:(?<![\] \t].)(?!{_IDLE_CALL})|(?<=[{NARROW}] .)|\?|{_NUMBER}\))"
    rf"|(?<=\))(?: ?[{NARROW}]|[*_~<\]]"
    rf"|(?:[-_ ]?[A-Za-z0-9_\-]{{0,8}}|{LETTER_OR_DIGIT}{{0,6}})\.[A-Za-z]))"
)
"""Of a line, what a pair that matters has; most pairs are links, calls and remarks set apart.

Such a pair is not behind the text of a link or a space, nor a call without a mark or Han, or it
numbers an item, is a group of a regular expression, part of the name of a file, or beside a mark;
or a bracket is of full width.
"""


def find_pairs(text: str, plain: Plain) -> Iterator[Pair]:
    """Yield the pairs of ``text`` in lines with an ASCII bracket; plain ones go to ``plain``.

    Lines in which no pair turns, is a call or stands beside a mark are left out, as are those of
    ASCII alone, mostly code.
    """
    has_bars = "|" in text
    for start, end in _lines_with_brackets(text):
        if text[start:end].isascii() or _MATTERS.search(text, start, end) is None:
            continue
        stay = has_bars and is_row(text, start, end)
        if end - start <= _LONGEST_ENTRY and not stay:
            entry = _ENTRY.fullmatch(text, start, end)
            stay = entry is not None and all(map(is_han, entry[1] + entry[2]))
        yield from _pairs(text, start, end, plain, stay=stay)


def _lines_with_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines with an ASCII bracket, which alone may have a pair."""
    length = len(text)
    opening = closing = -1
    end = 0
    while True:
        if opening < end:
            opening = text.find("(", end)
            opening = length if opening < 0 else opening
        if closing < end:
            closing = text.find(")", end)
            closing = length if closing < 0 else closing
        at = min(opening, closing)
        if at == length:
            return
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = length if end < 0 else end
        yield start, end


class Plain:
    """Positions of plain pairs: those that turn, and those that stay."""

    def __init__(self) -> None:
        self.turning: list[int] = []
        self.staying: list[int] = []
        self.first: list[tuple[int, int]] = []
        """Pairs behind Han that stay: the first of each row, and those in tables."""

    def add(self, found: re.Match[str], *, stay: bool) -> None:
        """Add one pair, or a row of them."""
        start, end = found.span()
        if found.start("row") < 0:
            if stay or found[0][0] == "（":
                self.first.append((start, end - 1))
                self.staying += (start, end - 1)
            else:
                self.turning += (start, end - 1)
            return
        text = found.string
        self.first.append((start, found.start("row") - 1))
        while start < end:
            closing = text.index(")", start)
            self.staying += (start, closing)
            start = closing + 1


def _pairs(text: str, start: int, end: int, plain: Plain, *, stay: bool) -> Iterator[Pair]:
    """Yield the pairs that open and close in one line; plain ones go to ``plain``.

    The content of a pair includes the plain pairs inside it.
    """
    stack: list[_Open] = []
    at = start
    han, letter = _HAN, _LETTER
    for place in _brackets(text, start, end, plain, stay=stay):
        if stack:
            top = stack[-1]
            top.han = top.han or han.search(text, at, place) is not None
            top.name = top.name or letter.search(text, at, place) is not None
        at = place + 1
        if text[place] in "(（":
            stack.append(_Open(place))
        elif stack:
            top = stack.pop()
            if _is_face(text, top.at, place):
                continue
            yield Pair(top.at, place, top.han, top.name, stay, at == end)
            if stack:
                stack[-1].han |= top.han
                stack[-1].name |= top.name


def _brackets(text: str, start: int, end: int, plain: Plain, *, stay: bool) -> Iterator[int]:
    """Yield the places of the brackets in a line; plain pairs go to ``plain``."""
    # Behind a point a plain pair may be a call: obj.方法(a).
    brackets = _BRACKETS if text.find(".", start, end) >= 0 else _BRACKETS_OR_PLAIN
    for found in brackets.finditer(text, start, end):
        place, after = found.span()
        if after - place == 1:
            yield place
        elif is_han(text[place - 1]) and (
            text[place] == "（"
            or (
                (found.start("row") >= 0 or KINDS[text[after]] in "hmc")
                and not STAYING.match(text, place)
            )
        ):
            plain.add(found, stay=stay)
        else:
            yield from (each.start() for each in _BRACKETS.finditer(text, place, after))


def _is_face(text: str, start: int, end: int) -> bool:
    """Whether the brackets are two faces, ``:( … :)``, and no pair."""
    return text[start - 1 : start] in _FACE_EYES and text[end - 1 : end] in _FACE_EYES
