"""Find the point that closes a Chinese line whose commas were folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDED = pattern(f",(?<=[{HAN}],) ?(?=[{HAN}])|,(?<=[{HAN}] ,) ?(?=[{HAN}])")
_HAN = pattern(f"[{HAN}]")


def closing_stops(text: str) -> Iterator[Change]:
    """Yield the changes of points at line ends behind Han, with a space before them.

    Only in lines with an ASCII comma between Han and without a Chinese full stop: scientific
    pages use points throughout, with full-width commas.
    """
    end = -1
    while (end := text.find(".", end + 1)) >= 0:
        if text[end + 1 : end + 2] not in ("\n", ""):
            continue
        start = end - text.startswith(" ", end - 1)
        line = text.rfind("\n", 0, end) + 1
        if (
            start > line
            and _HAN.match(text, start - 1)
            and _FOLDED.search(text, line, end)
            and text.find("。", line, end) < 0
        ):
            yield Change(start, end + 1, "。", "stop", "closes a line whose commas were folded")
