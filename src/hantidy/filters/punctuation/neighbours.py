"""What stands beside a mark once markup is looked through: code, formulas, links, emphasis."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hantidy.core.lazy import pattern
from hantidy.filters.punctuation.characters import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable

    from hantidy.core.spans import Spans

__all__ = ["Neighbours"]

_EMPHASIS = "*_~"
_LINK = pattern(r"!?\[(?=[^\[\]\n]{1,200}\](?:\(|\[))")


class Neighbours:
    """Tells the kinds beside the runs of one text (see `KINDS`), and ``w`` for code."""

    def __init__(self, text: str, protected: Callable[[], Spans]) -> None:
        """Look in ``text``; its ``protected`` spans are found when they are needed."""
        self._text = text
        self._protected = protected
        self._starts: dict[int, int] | None = None
        self._ends: dict[int, int] = {}

    def _find(self) -> dict[int, int]:
        if self._starts is None:
            self._starts = dict(self._protected())
            self._ends = {end: start for start, end in self._starts.items()}
        return self._starts

    def left(self, at: int) -> tuple[str, int]:
        """The kind of what stands before ``at``, and where it ends."""
        text = self._text
        while at:
            before = text[at - 1]
            if before in _EMPHASIS and text[at - 2 : at - 1] != " ":
                at -= 1
            elif before in "`$>)]}" and self._find() is not None and at in self._ends:
                start = self._ends[at]
                if text[start] != "]" and (before != ">" or text[start] != "<"):
                    return "w", at
                at = start  # a tag, the target of a link
            else:
                return KINDS[before], at
        return "n", 0

    def right(self, at: int) -> tuple[str, int]:
        """The kind of what stands behind ``at``, and where it begins."""
        text = self._text
        while at < len(text):
            after = text[at]
            if after in _EMPHASIS and text[at + 1 : at + 2] != " ":
                at += 1
            elif after in "[!" and (found := _LINK.match(text, at)):
                at = found.end()
            elif after in "`$<\\" and at in self._find():
                end = self._find()[at]
                if after != "<" or text[end - 1] != ">":
                    return "w", at
                at = end
            else:
                return KINDS[after], at
        return "n", at
