"""Parse ruby elements of HTML: base texts and their readings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hantidy.core.lazy import pattern
from hantidy.evidence.ranges import ascii_of

_LONGEST = 2_000  # characters of an element; a longer one is left alone
_LONGEST_BASE = 32  # hanzi that are annotated as a whole


class Ruby(NamedTuple):
    """One element, ``[start, end)`` of the text."""

    start: int
    end: int
    bases: tuple[tuple[int, int], ...]
    """Where the annotated text stands, blanks around it left out."""
    pairs: tuple[tuple[str, str], ...]
    """Annotated text and its annotation."""


_OPENING = pattern(r"<ruby\b[^<>]*>", re.IGNORECASE)
_TAG = pattern(r"<(/?)(\w+)\b[^<>]*>")


def has_ruby(text: str) -> bool:
    """Whether a ruby element may stand in ``text``."""
    return "<" in text and _OPENING.search(ascii_of(text)) is not None


def find_ruby(text: str) -> Iterator[Ruby]:
    """Yield the complete elements of ``text`` that hold nothing but ruby."""
    if "<" not in text:
        return
    at = 0
    while opening := _OPENING.search(text, at):
        at = opening.end()
        if found := _read(text, opening):
            at = found.end
            yield found


def _read(text: str, opening: re.Match[str]) -> Ruby | None:
    bases: list[tuple[int, int]] = []
    readings: list[str] = []
    place = "base"  # where the text between tags belongs
    at = opening.end()
    for tag in _TAG.finditer(text, at, opening.end() + _LONGEST):
        between = text[at : tag.start()]
        if between.strip():
            if place == "base":
                start = at + len(between) - len(between.lstrip())
                bases.append((start, start + len(between.strip())))
            elif place == "rt":
                readings.append(between.strip())
        at = tag.end()
        closes, name = tag[1], tag[2].lower()
        if name == "ruby":
            if not closes:
                return None
            return _paired(text, opening.start(), at, bases, readings)
        if name not in ("rb", "rt", "rtc", "rp"):
            return None
        place = "base" if closes or name in ("rb", "rtc") else name
    return None


def _paired(
    text: str, start: int, end: int, bases: list[tuple[int, int]], readings: list[str]
) -> Ruby | None:
    words = [text[a:b] for a, b in bases]
    if len(words) != len(readings):
        words, readings = ["".join(words)], [" ".join(readings)]
    if not bases or max(map(len, words)) > _LONGEST_BASE:
        return None
    return Ruby(start, end, tuple(bases), tuple(zip(words, readings, strict=True)))
