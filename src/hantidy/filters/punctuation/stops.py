"""Find the point that closes a Chinese line whose commas were folded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["closing_stops"]

_FOLDED = pattern(f",(?<=[{HAN}],) ?(?=[{HAN}])|,(?<=[{HAN}] ,) ?(?=[{HAN}])")
_HAN = pattern(f"[{HAN}]")


def closing_stops(text: str) -> Iterator[Change]:
    """Yield the points at the ends of lines behind Han, one space before them too.

    Only where a comma of the line stands in ASCII between Han and no full stop of Chinese does:
    pages of science set points throughout, beside commas of full width.
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
