"""Fast searches for one range of characters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

__all__ = ["ascii_of", "count", "holds", "is_long", "more_than", "one_range"]

_LONG = 4_000  # characters
_STEP = 100_000  # characters whose matches are held at a time


def one_range(members: str, text: str) -> re.Pattern[str] | regex.Pattern[str]:
    """Return a pattern for one range of characters, suited to the length of ``text``.

    `regex` looks for it many times faster than `re`, but takes a while to import.
    """
    return _quick_range(members) if is_long(text) else _plain_range(members)


def is_long(text: str) -> bool:
    """Whether ``text`` is so long that it pays to import what finds ranges faster."""
    return len(text) > _LONG


@lru_cache(maxsize=4)
def ascii_of(text: str) -> str:
    """Return the ASCII characters of ``text``, joined.

    Whatever ``text`` holds of ASCII this holds too, and in Chinese it is found here many times
    sooner; so what this lacks need not be looked for.
    """
    return text if text.isascii() else text.encode("ascii", "ignore").decode("ascii")


def holds(text: str, *needles: str) -> bool:
    """Whether ``text`` holds one of ``needles``, which are of ASCII.

    One character is found many times sooner than several, so the rarest of each is looked for.
    """
    signs = ascii_of(text)
    return any(
        _rarest(needle) in signs and needle in signs and needle in text for needle in needles
    )


@cache
def _rarest(needle: str) -> str:
    """Return the rarest character of ``needle``."""
    return max(
        needle, key=lambda char: (not char.isalnum(), not char.isspace(), char not in ":,.-/")
    )


def count(found: re.Pattern[str] | regex.Pattern[str], text: str, start: int, end: int) -> int:
    """Count the matches of one character in ``text[start:end]`` without a list of all."""
    if end - start <= _STEP:
        return len(found.findall(text, start, end))
    steps = range(start, end, _STEP)
    return sum(len(found.findall(text, at, min(end, at + _STEP))) for at in steps)


def more_than(
    found: re.Pattern[str] | regex.Pattern[str], text: str, start: int, end: int, least: int
) -> bool:
    """Whether ``text[start:end]`` has more than ``least`` matches; stops as soon as it has."""
    step = min(max(4 * least, 64), _STEP)
    for at in range(start, end, step):
        least -= len(found.findall(text, at, min(end, at + step)))
        if least < 0:
            return True
    return False


@cache
def _plain_range(members: str) -> re.Pattern[str]:
    return re.compile(f"[{members}]")


@cache
def _quick_range(members: str) -> regex.Pattern[str]:
    import regex  # noqa: PLC0415 - only where it gains more than it takes

    return regex.compile(f"[{members}]")
