"""Render a trace line by line, each change in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from hantidy.core.edits import Edit, Hunk, Trace
from hantidy.core.lines import Places


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a line: unchanged text, or the text before and after a change."""

    before: str
    after: str
    hunk: Hunk | None = None

    @property
    def stayed(self) -> bool:
        """Whether the text is unchanged."""
        return self.hunk is None


@dataclass(slots=True)
class Line:
    """A line (or several, if a change crosses a line end) with its pieces and findings."""

    number: int
    last: int
    pieces: list[Piece] = field(default_factory=list)
    findings: list[Edit] = field(default_factory=list)

    @property
    def edits(self) -> list[Edit]:
        """The edits of the line, in the order they were made."""
        return [
            edit
            for piece in self.pieces
            if piece.hunk
            for edit in piece.hunk.edits
            if not edit.is_finding
        ]


def changed_lines(trace: Trace, *, findings: bool = True) -> Iterator[Line]:
    """Yield the lines of the source where something was changed or, if asked, found."""
    places = Places(trace.source)
    seen: dict[int, list[Edit]] = {}
    if findings:
        for edit in trace.findings:
            seen.setdefault(places.of(edit.start)[0], []).append(edit)
    lines: list[Line] = []
    hunks: list[list[Hunk]] = []
    for hunk in trace.hunks:
        first = places.of(hunk.start)[0]
        last = places.of(max(hunk.start, hunk.end - 1))[0]
        if lines and first <= lines[-1].last:
            lines[-1].last = max(lines[-1].last, last)
            hunks[-1].append(hunk)
        else:
            lines.append(Line(first, last))
            hunks.append([hunk])
    for line, own in zip(lines, hunks, strict=True):
        _fill(line, own, trace, places)
        for number in range(line.number, line.last + 1):
            line.findings += seen.pop(number, [])
    for number, edits in seen.items():
        line = Line(number, number, findings=edits)
        _fill(line, [], trace, places)
        lines.append(line)
    yield from sorted(lines, key=lambda line: line.number)


def _fill(line: Line, hunks: list[Hunk], trace: Trace, places: Places) -> None:
    at = places.span(line.number)[0]
    end = places.span(line.last)[1]
    for hunk in hunks:
        if at < hunk.start:
            same = trace.source[at : hunk.start]
            line.pieces.append(Piece(same, same))
        line.pieces.append(
            Piece(
                trace.source[hunk.start : hunk.end],
                trace.text[hunk.clean_start : hunk.clean_end],
                hunk,
            )
        )
        at = hunk.end
    if at < end:
        same = trace.source[at:end]
        line.pieces.append(Piece(same, same))
