"""Prefilter of a text: the lines in which a protected span may stand, without the plain prose.

Plain prose has no character that opens, closes or separates, so that it can only be inside a span
that begins before it and ends behind it. Where most lines are prose, the rest is searched much
faster.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from hantidy.core.lazy import pattern
from hantidy.core.lines import line_starts
from hantidy.evidence.ranges import ascii_of, line_numbers

_SIGN = pattern("[:-~/,$\"'\\t]")
_BEGINNING = 16  # lines with a sign: if the most are so far, the most will be
_PROSE = "。\n"  # stands for lines of prose
_PROSE_AND_EMPTY = "\n。\n"  # a tag goes on over the former and not over the latter
_EMPTY_LINE = pattern(r"\n[ \t]*\n")


class Sifted:
    """The lines of a text that are no plain prose, joined, with a mark in each gap."""

    def __init__(self, text: str) -> None:
        """Select the lines of ``text``; if most are not plain prose, all of them."""
        self.whole = text
        starts = _lines_with_signs(text)
        self.text = text if starts is None else ""
        # Where stretches begin here, and how much further on in the whole text.
        self._begins = [0]
        self._further = [0]
        if starts:
            self._keep(starts)

    def _keep(self, starts: Iterable[int]) -> None:
        text = self.whole
        parts: list[str] = []
        length = end = 0
        for start in starts:
            if start > end:
                over_empty = end and _EMPTY_LINE.search(text, end - 1, start)
                parts.append(_PROSE_AND_EMPTY if over_empty else _PROSE)
                length += len(parts[-1])
                self._begins.append(length)
                self._further.append(start - length)
            end = text.find("\n", start) + 1 or len(text)
            parts.append(text[start:end])
            length += end - start
        if end < len(text):
            parts.append(_PROSE)
        self.text = "".join(parts)

    def in_whole(self, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
        """Map ``spans`` of the sifted text to the whole text."""
        if self.text is self.whole:
            yield from spans
            return
        begins, further = self._begins, self._further
        for start, end in spans:
            yield (
                start + further[bisect_right(begins, start) - 1] if start else 0,
                end + further[bisect_right(begins, end) - 1]
                if end < len(self.text)
                else len(self.whole),
            )


def _lines_with_signs(text: str) -> list[int] | None:
    """Return the starts of the lines that are no plain prose; None if most lines are such."""
    signs = ascii_of(text)  # of Chinese not much is left
    most = signs.count("\n") // 2 + 1
    numbers: list[int] = []
    for number in line_numbers(_SIGN, signs):
        numbers.append(number)
        if len(numbers) > most or (len(numbers) == _BEGINNING and number < 2 * _BEGINNING):
            return None
    starts = line_starts(text) if numbers else []
    return [starts[number] for number in numbers]
