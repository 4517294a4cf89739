"""Fast searches for one range of characters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN_RANGE

if TYPE_CHECKING:
    from collections.abc import Iterator

_STEP = 100_000  # characters whose matches are held at a time
_USUAL = f"\t\n\r -~\u3000-\u3003\u3005-\u3011\u3014\u3015{HAN_RANGE}—‘’“”…，。！？：；（）"
_USUAL_RUN = pattern(f"[{_USUAL}]+")
"""Printed ASCII, hanzi of the usual ranges and the usual marks; to part a text at it is fast."""
_LONG = 256  # characters of a text that is kept; shorter lines are asked of by the thousand


def odd_of(text: str) -> str:
    """Return the unusual characters of ``text``, each as often as there; all of a short text.

    They are those but printed ASCII, hanzi and the usual marks of Chinese, of which pages are
    full; so what this lacks need not be looked for in ``text``.
    """
    return _odd_of(text) if len(text) > _LONG else text


@lru_cache(maxsize=8)
def _odd_of(text: str) -> str:
    return "".join(_USUAL_RUN.split(text))


@cache
def run_of(members: str) -> re.Pattern[str]:
    """Return a pattern for a run of characters of some ranges."""
    return re.compile(f"[{members}][{members}]*")  # what begins with + is found more slowly


def has_any(text: str, *ranges: str) -> bool:
    """Whether ``text`` holds a character of ``ranges``, all of them unusual (see `odd_of`)."""
    odd = odd_of(text)
    return odd != "" and run_of("".join(ranges)).search(odd) is not None


def count_all(text: str, members: str) -> int:
    """Count the unusual characters of one range in ``text``."""
    return len("".join(run_of(members).findall(odd_of(text))))


def line_numbers(found: re.Pattern[str], text: str) -> Iterator[int]:
    """Yield the numbers, from 0 on, of the lines in which ``found`` matches."""
    number = at = 0
    while match := found.search(text, at):
        number += text.count("\n", at, match.start())
        yield number
        at = text.find("\n", match.end())
        if at < 0:
            return


@lru_cache(maxsize=4)
def ascii_of(text: str) -> str:
    """Return the ASCII characters of ``text``, joined.

    Whatever ``text`` holds of ASCII this holds too, and in Chinese it is found here many times
    sooner; so what this lacks need not be looked for.
    """
    return text if text.isascii() else text.encode("ascii", "ignore").decode("ascii")


def count(found: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Count the characters that ``found``, a pattern of runs, matches in ``text[start:end]``."""
    steps = range(start, end, _STEP)  # of a long line not all matches are held at a time
    return sum(len("".join(found.findall(text, at, min(end, at + _STEP)))) for at in steps)


def more_than(found: re.Pattern[str], text: str, start: int, end: int, least: int) -> bool:
    """Whether ``text[start:end]`` has more than ``least`` such; stops as soon as it has."""
    step = min(max(4 * least, 64), _STEP)
    for at in range(start, end, step):
        least -= len("".join(found.findall(text, at, min(end, at + step))))
        if least < 0:
            return True
    return False
