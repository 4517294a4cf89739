"""Changes, edits and traces: what was changed, where and why."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any, NamedTuple


class Change(NamedTuple):
    """A change that a filter asks for: ``text[start:end]`` becomes ``after``.

    A change whose ``after`` equals the text is a finding: it is reported, with its reason.
    """

    start: int
    end: int
    after: str
    rule: str
    reason: str = ""
    shield: bool = False
    """Whether no later filter may change the span, because its damage is undecided."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change that was made, in positions of the document.

    ``before`` is what the filter read and ``at`` where it stood in the text that step read;
    ``start`` and ``end`` are the smallest span of the source that ``before`` comes from.
    Positions count code points.
    """

    filter: str
    rule: str
    step: int
    at: int
    before: str
    after: str
    start: int
    end: int
    reason: str = ""

    @property
    def is_finding(self) -> bool:
        """Whether the text was only reported and stayed as it was."""
        return self.before == self.after


def splice(text: str, changes: Iterable[Change]) -> str:
    """Return ``text`` with ``changes`` (sorted, disjoint) applied."""
    parts = []
    at = 0
    for change in changes:
        parts.append(text[at : change.start])
        parts.append(change.after)
        at = change.end
    parts.append(text[at:])
    return "".join(parts)


def undoing(text: str, changes: Iterable[Change]) -> list[Change]:
    """Return the changes that undo ``changes`` of ``text``, which are sorted and disjoint."""
    undone = []
    shift = 0
    for change in changes:
        start, end = change.start + shift, change.start + shift + len(change.after)
        undone.append(change._replace(start=start, end=end, after=text[change.start : change.end]))
        shift = end - change.end
    return undone


class Hunk(NamedTuple):
    """A span of the source, the span of the clean text it became, and the edits between them."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Trace:
    """A cleaned document with every edit that was made.

    ``edits`` stand in the order they were made; ``hunks`` are disjoint and in the order of the
    text. Positions count code points.
    """

    source: str
    text: str
    edits: tuple[Edit, ...]
    hunks: tuple[Hunk, ...]

    @property
    def findings(self) -> tuple[Edit, ...]:
        """The edits that changed nothing: text that was reported, with the reason why it stays."""
        return tuple(edit for edit in self.edits if edit.is_finding)

    @property
    def counts(self) -> dict[str, int]:
        """How many edits each filter made, findings left out."""
        return dict(Counter(edit.filter for edit in self.edits if not edit.is_finding))

    def to_source(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source that ``[start, end)`` of the clean text comes from.

        A span that cuts a hunk is widened to the whole hunk.
        """
        return _across(
            [(h.clean_start, h.clean_end, h.start, h.end) for h in self.hunks],
            start,
            end,
            len(self.text),
        )

    def to_clean(self, start: int, end: int) -> tuple[int, int]:
        """The span of the clean text that ``[start, end)`` of the source became.

        A span that cuts a hunk is widened to the whole hunk.
        """
        return _across(
            [(h.start, h.end, h.clean_start, h.clean_end) for h in self.hunks],
            start,
            end,
            len(self.source),
        )

    def replay(self) -> str:
        """Make the clean text from the source and the edits alone, step by step."""
        text = self.source
        for _, step in groupby(self.edits, key=lambda edit: edit.step):
            parts: list[str] = []
            at = 0
            for edit in step:
                parts += (text[at : edit.at], edit.after)
                at = edit.at + len(edit.before)
            text = "".join(parts) + text[at:]
        return text

    def to_dicts(self) -> list[dict[str, Any]]:
        """Every edit and finding as plain data, in the order they were made.

        Beside the fields of `Edit`: ``line`` and ``column`` of the source, both from 1, and
        whether it is a ``finding``. What a table (pandas.DataFrame, say) is made of.
        """
        from hantidy.core.lines import Places  # noqa: PLC0415 - seldom asked for

        places = Places(self.source)
        return [
            {
                **dict(zip(("line", "column"), places.of(edit.start), strict=True)),
                **{name: getattr(edit, name) for name in Edit.__slots__},
                "finding": edit.is_finding,
            }
            for edit in self.edits
        ]

    def _repr_html_(self) -> str:
        """What was changed, each in its context, for a notebook."""
        from hantidy.core import notebook  # noqa: PLC0415 - in notebooks only

        rows = []
        for start, end, clean_start, clean_end, edits in self.hunks[: notebook.MOST]:
            shown = notebook.change_in(self.source, start, end, self.text[clean_start:clean_end])
            rules = {f"{each.filter} {each.rule}": each.reason for each in edits}
            rows.append((shown, ", ".join(rules), "; ".join(filter(None, rules.values()))))
        edits_made = sum(self.counts.values())
        said = f"{edits_made:,} edits, {len(self.findings):,} seen and left alone"
        return notebook.table(said, ("text", "rule", "reason"), rows, len(self.hunks))


class Step(NamedTuple):
    """What one filter did to one block in one round."""

    number: int
    place: int
    filter: str
    text: str
    """What the filter read."""
    changes: tuple[Change, ...]

    def without_findings(self) -> Step:
        return self._replace(
            changes=tuple(
                change
                for change in self.changes
                if self.text[change.start : change.end] != change.after
            )
        )


class Tracer:
    """Builds the trace of a document from the steps of its blocks."""

    def __init__(self, source: str) -> None:
        """Start the trace of ``source``."""
        self._source = source
        self._texts: list[str] = []
        self._edits: list[Edit] = []
        self._hunks: list[Hunk] = []
        self._read = self._written = 0  # code points of the blocks so far, before and after
        self._growth = Counter[int]()  # of these blocks, by the number of the step

    def add_block(self, text: str, steps: Iterable[Step]) -> None:
        """Add the next block of the source and its steps."""
        start = self._read
        self._read += len(text)
        pieces: list[Piece] = []
        edits: list[Edit] = []
        growth: dict[int, int] = {}
        for step in steps:
            number, changes = step.number, step.changes
            offset = start + sum(grown for at, grown in self._growth.items() if at < number)
            pieces, spans = compose(pieces, text, changes, len(edits))
            edits += [
                Edit(
                    step.filter,
                    change.rule,
                    number,
                    change.start + offset,
                    text[change.start : change.end],
                    change.after,
                    start + first,
                    start + last,
                    change.reason,
                )
                for change, (first, last) in zip(changes, spans, strict=True)
            ]
            growth[number] = -len(text)
            text = splice(text, changes)
            growth[number] += len(text)
        self._growth.update(growth)
        self._hunks += [
            Hunk(
                piece.start + start,
                piece.end + start,
                piece.clean_start + self._written,
                piece.clean_end + self._written,
                tuple(edits[at] for at in sorted(piece.edits)),
            )
            for piece in pieces
        ]
        self._edits += edits
        self._texts.append(text)
        self._written += len(text)

    def trace(self) -> Trace:
        """Return the trace of all blocks added."""
        edits = sorted(self._edits, key=lambda edit: edit.step)
        return Trace(self._source, "".join(self._texts), tuple(edits), tuple(self._hunks))


class Piece(NamedTuple):
    """A hunk in positions of its block; ``edits`` are numbered in the order they were made."""

    start: int
    end: int
    clean_start: int
    clean_end: int
    edits: frozenset[int]

    def joined(self, other: Piece) -> Piece:
        return Piece(
            min(self.start, other.start),
            max(self.end, other.end),
            min(self.clean_start, other.clean_start),
            max(self.clean_end, other.clean_end),
            self.edits | other.edits,
        )


def compose(
    hunks: list[Piece], text: str, changes: Sequence[Change], first: int
) -> tuple[list[Piece], list[tuple[int, int]]]:
    """Compose ``changes`` of ``text`` with the ``hunks`` that produced it from the source.

    Returns the new hunks and the span of the source that each change comes from. The clean
    positions of ``hunks`` are positions in ``text``. Changes are numbered from ``first``.
    """
    spans = []
    grown: list[
        tuple[Piece, int]
    ] = []  # each edit with the hunks it touches taken in whole, still in places of ``text``
    passed = 0
    shift = 0  # a place in ``text`` behind the hunks passed, less its place in the source
    for number, change in enumerate(changes, first):
        start, end, after = change[:3]
        while passed < len(hunks) and _stands_before(hunks[passed], start, end):
            shift = hunks[passed].clean_end - hunks[passed].end
            passed += 1
        left = (start - shift, start)
        right = (end - shift, end)
        numbers = {number}
        at = passed
        while at < len(hunks) and _touch(hunks[at], start, end):
            hunk = hunks[at]
            if at == passed and hunk.clean_start <= start:
                left = (hunk.start, hunk.clean_start)
            if hunk.clean_end >= end:
                right = (hunk.end, hunk.clean_end)
            else:
                right = (end - (hunk.clean_end - hunk.end), end)
            numbers |= hunk.edits
            at += 1
        spans.append((left[0], right[0]))
        if text[start:end] != after:
            growth = len(after) - (end - start)
            piece = Piece(left[0], right[0], left[1], right[1], frozenset(numbers))
            if grown and _touch(grown[-1][0], piece.clean_start, piece.clean_end):
                last, growth_of_last = grown.pop()
                piece = last.joined(piece)
                growth += growth_of_last
            grown.append((piece, growth))
    return _placed(hunks, grown), spans


def _placed(hunks: list[Piece], grown: list[tuple[Piece, int]]) -> list[Piece]:
    """Put the ``grown`` pieces in place of the hunks they took in, all moved to the new text."""
    taken = frozenset[int]().union(*(piece.edits for piece, _ in grown))
    left = [(hunk, 0) for hunk in hunks if not hunk.edits & taken]
    placed = []
    moved = 0
    for piece, growth in sorted([*left, *grown], key=lambda each: each[0][2:4] + each[0][:2]):
        placed.append(
            piece._replace(
                clean_start=piece.clean_start + moved,
                clean_end=piece.clean_end + moved + growth,
            )
        )
        moved += growth
    return placed


def _stands_before(hunk: Piece, start: int, end: int) -> bool:
    return hunk.clean_end <= start and not hunk.clean_start == hunk.clean_end == start == end


def _touch(hunk: Piece, start: int, end: int) -> bool:
    if start == end == hunk.clean_start == hunk.clean_end:
        return True
    return hunk.clean_start < end and hunk.clean_end > start


def _across(
    spans: list[tuple[int, int, int, int]], start: int, end: int, length: int
) -> tuple[int, int]:
    """Carry ``[start, end)`` across the ``spans``, each from ``[0:2]`` to ``[2:4]``."""
    if not 0 <= start <= end <= length:
        raise ValueError(f"[{start}, {end}) is no span of a text of {length} characters")
    shift = 0
    at = bisect_right([span[1] for span in spans], start)
    while at and spans[at - 1][0] == spans[at - 1][1] == start == end:
        at -= 1  # an empty span where something was taken out asks for what was taken out
    if at:
        shift = spans[at - 1][3] - spans[at - 1][1]
    left, right = start + shift, end + shift
    first = True
    for here, there, low, high in spans[at:]:
        inside = here < end and there > start
        if not inside and not start == end == here == there:
            break
        if first and here <= start:
            left = low
        first = False
        right = high if there >= end else end + high - there
    return left, right
