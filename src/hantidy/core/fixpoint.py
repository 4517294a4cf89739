"""Apply a row of filters to one block until nothing changes.

A row is applied again until it has nothing more to do, at most four rounds. Where filters undo
one another, the lines in which they do are given up, and the rest keeps its edits.
"""

from __future__ import annotations

import re
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple, Protocol

from hantidy.core.edits import Change, splice
from hantidy.errors import ChangesError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from hantidy.core.block import Block, Formats, Kind
    from hantidy.core.spans import Spans

__all__ = ["Row", "Rules", "Step", "UnsettledError", "settle"]

ROUNDS = 4
_TRIES = 3
"""How often lines are added to those given up, before the whole block is."""

_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKERS = re.compile(r"[<>`~\-.]")
"""What a line has that opens or closes a fence, front matter, comment or raw element."""


class Rules(Protocol):
    """What the engine knows of a filter."""

    @property
    def name(self) -> str: ...
    @property
    def kind(self) -> Kind: ...
    @property
    def reads_protected(self) -> bool: ...
    @property
    def idempotent(self) -> bool: ...
    @property
    def rewrites(self) -> bool: ...
    @property
    def replaces_surrogates(self) -> bool: ...
    def guarded(self, block: Block) -> Spans: ...
    def changes(self, block: Block) -> Sequence[Change]: ...
    def rewrite(self, block: Block) -> str | None: ...


Row = tuple[Rules, ...]


class UnsettledError(Exception):
    """A block cannot be given as the row would leave it; the message says why."""


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


class _Tried(NamedTuple):
    """What came of a block, some of its lines given up."""

    text: str
    given_up: set[int]
    """Numbers of the lines that are as they were."""
    reason: str


def settle(
    row: Row,
    block: Block,
    formats: Formats | None,
    steps: list[Step] | None,
    unsettled: Callable[[str], None],
) -> str:
    """Return the text of ``block`` as ``row`` leaves it; ``steps`` is filled when it is given.

    ``unsettled`` is told why lines were given up, where some were. UnsettledError where not even
    the other lines come to rest.
    """
    told: list[Step] | None = None if steps is None else []
    text = _rounds(row, block, told)
    if text is not None and _leaves_open_the_same(block, text, formats):
        if steps is not None and told is not None:
            steps += told
        return text
    if any(each.replaces_surrogates for each in row) and _SURROGATE.search(block.text):
        raise UnsettledError  # what comes back must be valid
    return _give_up_lines(row, block, formats, steps, unsettled)


def _leaves_open_the_same(block: Block, text: str, formats: Formats | None) -> bool:
    """Whether the blocks behind ``block`` are told the same if it becomes ``text``."""
    return (
        formats is None
        or text == block.text
        or formats.carry(block.text, block.carried) == formats.carry(text, block.carried)
    )


def _rounds(row: Row, block: Block, steps: list[Step] | None) -> str | None:
    """The text of ``block`` once ``row`` changes nothing in it; None if it goes on and on."""
    due = len(row)  # the filters from here on have read this very text
    shielded = block.shielded
    for turn in range(ROUNDS):
        block = block.rewritten(block.text)  # what was shielded is found again
        last = -1  # the last filter of this round that changed something
        for index, each in enumerate(row):
            if last < 0 and index >= due and block.shielded == shielded:
                break
            edited = _apply(each, block, turn * len(row) + index, index, steps)
            if edited.text != block.text:
                last = index
            block = edited
        if last < 0:
            return block.text
        due = last + (not row[last].idempotent)
        if not due:
            return block.text
        shielded = block.shielded
    return None


def _apply(each: Rules, block: Block, number: int, place: int, steps: list[Step] | None) -> Block:
    if steps is None and each.rewrites and not block.shielded:
        text = each.rewrite(block)
        if text is not None:
            return block if text == block.text else block.rewritten(text)
    changes = each.changes(block)
    if changes:
        _check(each, block.text, changes)
        if guarded := each.guarded(block):
            changes = [
                change
                for change in changes
                if not guarded.touches(change.start, change.end)
                or _SURROGATE.search(block.text, change.start, change.end)
            ]
    if steps is not None:
        # What was seen and left alone is told once, as the last round saw it.
        for at, step in enumerate(steps):
            if step.place == place:
                steps[at] = step.without_findings()
        if changes:
            steps.append(Step(number, place, each.name, block.text, tuple(changes)))
    return block.edited(changes) if changes else block


def _check(each: Rules, text: str, changes: Sequence[Change]) -> None:
    """Raise ChangesError where ``changes`` are unsorted, overlap, or leave the text."""
    at = 0
    for change in changes:
        if not at <= change.start <= change.end:
            raise ChangesError(
                f"filter {each.name!r}, rule {change.rule!r}: the change of "
                f"[{change.start}, {change.end}) begins before {at}, where the change before it "
                "ends; changes must be sorted and disjoint"
            )
        at = change.end
    if at > len(text):
        raise ChangesError(
            f"filter {each.name!r}, rule {changes[-1].rule!r}: the change of "
            f"[{changes[-1].start}, {at}) leaves the text, which has {len(text)} characters"
        )


def _give_up_lines(
    row: Row,
    block: Block,
    formats: Formats | None,
    steps: list[Step] | None,
    unsettled: Callable[[str], None],
) -> str:
    """Return the block with the lines as they were in which the row does not come to rest.

    The result must return itself when it is worked again.
    """
    given_up: set[int] = set()
    for _ in range(_TRIES):
        told: list[Step] = []
        tried = _without_disputed(row, block, formats, told, given_up)
        again = _without_disputed(row, block.rewritten(tried.text), formats, [], set())
        if again.text == tried.text:
            unsettled(tried.reason)
            if steps is not None:
                line = _line_starts(block.text)[min(tried.given_up)]
                finding = Change(line, line, "", "unstable", tried.reason)
                steps.append(Step(0, len(row), "pipeline", block.text, (finding,)))
                steps += [step._replace(number=step.number + 1) for step in told if step.changes]
            return tried.text
        given_up = tried.given_up | again.given_up | _lines_that_differ(tried.text, again.text)
    raise UnsettledError(tried.reason)


def _without_disputed(
    row: Row, block: Block, formats: Formats | None, steps: list[Step], given_up: set[int]
) -> _Tried:
    """Work ``block``, and put its own lines where the row comes to no rest."""
    text = _rounds(row, block, steps)
    disputed = set(given_up)
    last: Iterable[Step] = steps
    how = "comes to no rest"
    if text is None:
        last = [step for step in steps if step.number >= (ROUNDS - 1) * len(row)]
        disputed |= {line for step in last for line in _changed_lines(step)}
    elif not _leaves_open_the_same(block, text, formats):
        how = "would open or close a fence, front matter, comment or raw element"
        lines = zip(block.text.split("\n"), text.split("\n"), strict=False)
        disputed |= {
            number
            for number, (before, after) in enumerate(lines)
            if before != after and _MARKERS.search(before + after)
        }
    if not disputed:
        return _Tried(block.text if text is None else text, disputed, "")
    names = [step.filter for step in last if not disputed.isdisjoint(_changed_lines(step))]
    names = list(dict.fromkeys(names))
    if len(names) > 1 and text is None:
        how = "undo each other"
    reason = f"{' and '.join(names) or 'the row'} {how}; {_shown(disputed)}"
    text = _drop_lines(block.text, steps, disputed, reason)
    if not _leaves_open_the_same(block, text, formats):
        raise UnsettledError(reason)
    return _Tried(text, disputed, reason)


def _shown(lines: set[int]) -> str:
    if len(lines) == 1:
        return f"line {min(lines) + 1} of the block stays as it was"
    return f"{len(lines)} lines of the block, from line {min(lines) + 1} on, stay as they were"


def _changed_lines(step: Step) -> set[int]:
    """The numbers of the lines in which ``step`` changed something."""
    lines: set[int] = set()
    at = number = 0
    for change in step.changes:
        number += step.text.count("\n", at, change.start)
        at = change.start
        if step.text[change.start : change.end] != change.after:
            lines.update(range(number, number + 1 + step.text.count("\n", at, change.end)))
    return lines


def _drop_lines(source: str, steps: list[Step], disputed: set[int], reason: str) -> str:
    """Take the changes of ``disputed`` lines out of ``steps``; return the text they then make."""
    text = source
    for at, step in enumerate(steps):
        if step.text.count("\n") != text.count("\n"):
            raise UnsettledError(reason)  # lines were added or taken away: which are the same?
        begins, begun = _line_starts(step.text), _line_starts(text)
        kept = []
        number = place = 0
        for change in step.changes:
            number += step.text.count("\n", place, change.start)
            place = change.start
            more = step.text.count("\n", place, change.end)
            if disputed.isdisjoint(range(number, number + more + 1)):
                moved = begun[number] - begins[number]
                # A change over several lines that are all kept moves as one.
                kept.append(change._replace(start=place + moved, end=change.end + moved))
        steps[at] = step._replace(text=text, changes=tuple(kept))
        text = splice(text, kept)
    return text


def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))]


def _lines_that_differ(one: str, two: str) -> set[int]:
    pairs = zip(one.split("\n"), two.split("\n"), strict=False)
    return {number for number, (before, after) in enumerate(pairs) if before != after}
