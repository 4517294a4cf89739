"""Sorted, disjoint spans of a text, carried along when the text is edited."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence

from hantidy.core.edits import Change

Region = tuple[int, int]
"""Part ``[start, end)`` of a text, in code points."""


class Spans:
    """Immutable spans ``[start, end)`` in code points, sorted and merged where they meet."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[tuple[int, int]] = ()) -> None:
        """Sort and merge ``spans``; empty ones are left out."""
        starts: list[int] = []
        ends: list[int] = []
        for start, end in sorted(spans):
            if start >= end:
                continue
            if ends and start <= ends[-1]:
                ends[-1] = max(ends[-1], end)
            else:
                starts.append(start)
                ends.append(end)
        self._starts = starts
        self._ends = ends

    def __bool__(self) -> bool:
        return bool(self._starts)

    def __len__(self) -> int:
        return len(self._starts)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self._starts, self._ends, strict=True)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Spans) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Spans({list(self)})"

    def __or__(self, other: Spans) -> Spans:
        if not other:
            return self
        return Spans([*self, *other]) if self else other

    def __sub__(self, other: Spans) -> Spans:
        """What ``other`` does not cover."""
        if not other:
            return self
        left: list[tuple[int, int]] = []
        cuts = list(other)
        first = 0
        for start, end in self:
            while first < len(cuts) and cuts[first][1] <= start:
                first += 1
            at, cut = start, first
            while cut < len(cuts) and cuts[cut][0] < end:
                left.append((at, cuts[cut][0]))
                at = cuts[cut][1]
                cut += 1
            left.append((at, end))
        return Spans(left)

    def touches(self, start: int, end: int) -> bool:
        """Whether a change of ``[start, end)`` would change a span or stand inside one."""
        after = bisect_right(self._ends, start)
        return after < len(self._starts) and self._starts[after] < end

    def gaps(self, length: int) -> Iterator[tuple[int, int]]:
        """The stretches of ``[0, length)`` that no span covers, in order, none of them empty."""
        at = 0
        for start, end in self:
            if at < start:
                yield at, start
            at = end
        if at < length:
            yield at, length

    def moved(self, changes: Sequence[Change]) -> Spans:
        """These spans in the text that ``changes`` (sorted, disjoint) make.

        A change wholly inside a span stretches it; one that crosses an edge is left outside.
        """
        if not self._starts or not changes:
            return self
        starts = [change.start for change in changes]
        ends = [change.end for change in changes]
        shift = [0]
        for change in changes:
            shift.append(shift[-1] + len(change.after) - (change.end - change.start))
        moved = []
        for start, end in self:
            before = bisect_left(ends, start) if start else 0
            while before < len(ends) and ends[before] <= start:
                before += 1
            new_start = start + shift[before]
            if before < len(starts) and starts[before] < start:  # crosses the left edge
                new_start = ends[before] + shift[before + 1]
            last = bisect_left(starts, end)
            new_end = end + shift[last]
            if last and ends[last - 1] > end:  # crosses the right edge
                new_end = starts[last - 1] + shift[last - 1]
            moved.append((new_start, new_end))
        return Spans(moved)


NOWHERE = Spans()
