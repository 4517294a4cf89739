"""Which parts of a text deserve a look: the lines the gate stops at, of long lines windows.

A line of some length is judged as a whole, since damage mostly takes all of it. Where a page has no
line ends, what lies around the damage is enough.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hantidy.filters.mojibake import gate

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["suspicious"]

_LONG = 1_000
"""A line of more characters is judged in windows."""
_CONTEXT = 80
"""Characters on both sides of what the gate found: some clauses, to tell sound from damaged."""
_LONGEST = 8_000
"""A window without any place to cut it is cut after so many characters."""
_OF_HANGUL = (b"\xea", b"\xeb", b"\xec", b"\xed")
"""What hangul begins with in UTF-8: bytes are found much faster than characters of a kind."""
_STEP = 1_000_000
"""Characters that are looked at as bytes at a time."""


def _gates(text: str) -> Iterator[re.Pattern[str]]:
    if not text.isascii():
        yield gate.gate()
        if _may_hold_hangul(text):
            yield from gate.hangul_gates()


def _may_hold_hangul(text: str) -> bool:
    for at in range(0, len(text), _STEP):
        data = text[at : at + _STEP].encode("utf-8", "surrogatepass")
        if any(lead in data for lead in _OF_HANGUL):
            return True
    return False


def suspicious(text: str) -> list[tuple[int, int]]:
    """Where the lines and parts of lines begin and end that deserve a look."""
    lines: set[tuple[int, int]] = set()
    around: list[tuple[int, int]] = []
    for pattern in _gates(text):
        at = 0
        while match := pattern.search(text, at):
            start, at = match.span()
            if pattern is gate.gate() and not gate.promising(text, match):
                at = start + 1
                continue
            line = _line(text, start)
            if line[1] - line[0] <= _LONG:
                lines.add(line)
                at = max(at, line[1])
            else:
                around.append((max(line[0], start - _CONTEXT), min(line[1], at + _CONTEXT)))
    return sorted([*lines, *_windows(text, around)])


def _line(text: str, at: int) -> tuple[int, int]:
    """Where the line around ``at`` begins and ends; one that is too long is cut somewhat later."""
    first, last = max(0, at - _LONG - 1), min(len(text), at + _LONG + 1)
    start = text.rfind("\n", first, at) + 1 or first
    end = text.find("\n", at, last)
    return start, last if end < 0 else end


def _windows(text: str, around: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Spans as windows, those joined that meet, and those cut that are long."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(around):
        if joined and start <= joined[-1][1]:
            joined[-1] = joined[-1][0], max(end, joined[-1][1])
        else:
            joined.append((start, end))
    for start, end in joined:
        at = start
        while end - at > _LONG:
            cut = _cuts().search(text, at + _LONG // 2, min(end, at + _LONGEST))
            next_at = cut.end() if cut else min(end, at + _LONGEST)
            yield at, next_at
            at = next_at
        yield at, end


@cache
def _cuts() -> re.Pattern[str]:
    """Where a character ends in every codec.

    That is after a mark of ASCII that is no second byte anywhere, or before plain UTF-8.
    """
    of_latin = f"[ã-é][{gate.CONTINUATIONS}]{{2}}"
    return re.compile(f"[\t -/:-?]|(?=(?:{gate.utf8_in_gbk()}){{4}}|(?:{of_latin}){{4}})")
