"""Where the lines of a text begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate


def line_start(text: str, at: int) -> int:
    """Return where the line that contains ``at`` begins."""
    return text.rfind("\n", 0, at) + 1


def line_end(text: str, at: int) -> int:
    """Return where the line that contains ``at`` ends, its line end left out."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def near_in_line(text: str, start: int, end: int, reach: int) -> tuple[int, int]:
    """Return the span of the line around ``[start, end)``, at most ``reach`` on either side."""
    first = max(0, start - reach)
    last = min(len(text), end + reach)
    stop = text.find("\n", end, last)
    return text.rfind("\n", first, start) + 1 or first, last if stop < 0 else stop


def lines_with(found: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line in which ``found``, which reads no line end, matches."""
    end = 0
    while match := found.search(text, end):
        end = line_end(text, match.end())
        yield line_start(text, match.start()), end


def lines_holding(text: str, needle: str) -> Iterator[tuple[int, int]]:
    """Yield the span of each line that holds ``needle``."""
    at = text.find(needle)
    while at >= 0:
        end = line_end(text, at)
        yield line_start(text, at), end
        at = text.find(needle, end)


def line_starts(text: str) -> list[int]:
    """Return where each line begins, and where one behind the last would."""
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


class Places:
    """Line and column of positions in a text, both from 1; the end of a text begins no line."""

    def __init__(self, text: str) -> None:
        """Find where the lines of ``text`` begin."""
        self._starts = line_starts(text)[:-1]
        if len(self._starts) > 1 and self._starts[-1] == len(text):
            self._starts.pop()
        self._length = len(text)

    def __len__(self) -> int:
        """Return how many lines there are."""
        return len(self._starts)

    def of(self, position: int) -> tuple[int, int]:
        """Return the line and the column of ``position``."""
        line = bisect_right(self._starts, position)
        return line, position - self._starts[line - 1] + 1

    def span(self, line: int) -> tuple[int, int]:
        """Return where ``line`` starts and ends, its line end included."""
        end = self._starts[line] if line < len(self._starts) else self._length
        return self._starts[line - 1], end
