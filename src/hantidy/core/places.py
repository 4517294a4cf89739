"""Line and column of positions in a text."""

from __future__ import annotations

from bisect import bisect_right


class Places:
    """Line and column of positions in a text, both from 1."""

    def __init__(self, text: str) -> None:
        """Find where the lines of ``text`` start."""
        self._starts = [0]
        at = text.find("\n")
        while at >= 0:
            self._starts.append(at + 1)
            at = text.find("\n", at + 1)
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
