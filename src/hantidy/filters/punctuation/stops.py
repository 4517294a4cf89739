"""Find the point that closes a Chinese line whose commas were folded."""

from __future__ import annotations

from collections.abc import Iterator

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence.context import is_han

_FOLDED = pattern(r"([^\x00-\x7f]) ?, ?(?=([^\x00-\x7f]))")
_STOP = pattern(r"\.(?=\n|\Z)(?:(?<=[^\x00-\x7f].)|(?<=[^\x00-\x7f] .))")
"""A point that ends a line behind what is to be Han, perhaps with a space before it."""


def closing_stops(text: str) -> Iterator[Change]:
    """Yield the changes of points at line ends behind Han, with a space before them.

    Only in lines with an ASCII comma between Han and without a Chinese full stop: scientific
    pages use points throughout, with full-width commas.
    """
    if "," not in text:
        return
    for found in _STOP.finditer(text):
        at = found.start()
        line = text.rfind("\n", 0, at) + 1
        start = at - (text[at - 1] == " ")
        if (
            is_han(text[start - 1])
            and any(is_han(one) and is_han(other) for one, other in _FOLDED.findall(text, line, at))
            and text.find("。", line, at) < 0
        ):
            yield Change(start, at + 1, "。", "stop", "closes a line whose commas were folded")
