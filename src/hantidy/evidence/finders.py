"""Tables of finders of spans, each run where the text holds a sign of its kind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from hantidy.core.spans import Region
from hantidy.evidence.ranges import ascii_of

Signs = tuple[tuple[str, str], ...]
"""Strings of ASCII, each behind its rarest character, which is found many times sooner."""


class Finder(NamedTuple):
    """A function that finds the spans of one kind."""

    signs: Signs
    """Strings of which every text with such a span holds one."""
    find: Callable[[str], Iterable[Region]]


def finder(*signs: str, find: Callable[[str], Iterable[Region]]) -> Finder:
    """Return a `Finder` for texts with one of ``signs``, strings of ASCII; without, for all."""
    return Finder(signs_of(*signs), find)


def signs_of(*strings: str) -> Signs:
    """Return ``strings`` as signs; without any, one that every text holds."""
    return tuple((_rarest(each), each) for each in strings) or (("", ""),)


def _rarest(sign: str) -> str:
    """Return the rarest character of ``sign``."""
    return max(sign, key=lambda char: (not char.isalnum(), not char.isspace(), char not in ":,.-/"))


def may_hold(ascii_signs: str, signs: Signs) -> bool:
    """Whether a text, whose characters of ASCII are ``ascii_signs``, may hold one of ``signs``."""
    for rare, sign in signs:  # noqa: SIM110 - a generator takes longer than the search
        if rare in ascii_signs and sign in ascii_signs:
            return True
    return False


def matches(found: re.Pattern[str], group: int = 0) -> Callable[[str], Iterable[Region]]:
    """Return what finds the spans of a ``group`` of all matches of ``found``."""
    return lambda text: (match.span(group) for match in found.finditer(text))


def behind_line_ends(found: re.Pattern[str]) -> Callable[[str], Iterable[Region]]:
    """Return what finds the matches of ``found``, without the line end it begins with.

    The start of a text counts as behind one. A pattern that begins with a character is looked for
    many times faster than one with ^.
    """
    return lambda text: ((match.start(), match.end() - 1) for match in found.finditer("\n" + text))


def find_all(finders: Iterable[Finder], text: str) -> list[Region]:
    """Return the spans that the ``finders`` find in ``text``."""
    spans: list[Region] = []
    ascii_signs = ascii_of(text)
    for signs, find in finders:
        if may_hold(ascii_signs, signs):
            spans += find(text)
    return spans
