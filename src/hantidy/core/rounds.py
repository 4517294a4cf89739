"""Apply a row of filters to a block, round after round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Protocol

from hantidy.core.block import Block, Formats, Kind
from hantidy.core.changed_lines import ChangedLines, changed_lines
from hantidy.core.edits import Change, Step
from hantidy.core.spans import Spans
from hantidy.core.surrogates import SURROGATE
from hantidy.core.triggers import SHORT, Triggers
from hantidy.core.withheld import KEPT, BlockDecisions, Withheld
from hantidy.errors import ChangesError

ROUNDS = 4


class AnyFilter(Protocol):
    """The part of a filter that the engine uses."""

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
    def rewrites_guarded(self) -> bool: ...
    @property
    def replaces_surrogates(self) -> bool: ...
    @property
    def triggers(self) -> str | None: ...
    @property
    def guards_otherwise(self) -> bool: ...
    def guarded(self, block: Block) -> Spans: ...
    def changes(self, block: Block) -> Sequence[Change]: ...
    def rewrite(self, block: Block) -> str | Sequence[Change] | None: ...
    def may_change(self, lines: ChangedLines) -> bool: ...


Row = tuple[AnyFilter, ...]


class Plan:
    """What documents go through."""

    def __init__(self, row: Row, formats: Formats | None, withheld: Withheld) -> None:
        """Take the filters of ``row`` in their order, and what is ``withheld`` from them.

        ``formats`` tells each block what is open before it; None where no filter asks.
        """
        self.row = row
        self.formats = formats
        self._withheld = withheld or None
        # What was held back may look otherwise beside what was not.
        self.rests = [each.idempotent and not withheld for each in row]
        self.triggers = Triggers([each.triggers for each in row])

    def decisions(self, source: str) -> BlockDecisions | None:
        """Begin a block; None where no decision is to be looked up."""
        if self._withheld is None:
            return None
        return self._withheld.in_block(source, [each.name for each in self.row])


def rounds(plan: Plan, block: Block, steps: list[Step] | None) -> str | None:
    """Return the fixpoint of ``block`` under the row; None if `ROUNDS` rounds reach none.

    ``steps``, where given, receives every step.
    """
    row, rests = plan.row, plan.rests
    decisions = plan.decisions(block.text)
    asked = plan.triggers.asked(block.text)
    work = _Work(row, decisions, steps)
    due = len(row)  # the filters from here on have read this very text
    worked = block
    memory = _Memory(row)
    traced = False  # whether the spans of a round can be compared with those found at its end
    for turn in range(ROUNDS):
        worked, block = block, block.afresh() if turn else block
        # What shields is to be found anew, and once found is no evidence for the filters behind;
        # what guards may have moved otherwise than it is found.
        comparable, traced = traced, True
        # To compare the lines of a short text takes longer than to read it again.
        knows = (
            len(block.text) > SHORT
            and comparable
            and not worked.shielded
            and block.guards_as(worked)
        )
        last = -1  # the last filter of this round that changed something
        for index in range(len(row)):
            if not asked >> index & 1:
                continue
            if knows and not block.shielded and memory.rules_out(index, block.text):
                continue
            if last < 0 and index >= due and comparable and block.guards_as(worked):
                break
            read = block
            block = work.apply(turn, index, read)
            if block.text != read.text:
                # Spans that may have moved were dropped: nothing is left to compare.
                traced &= last < 0 or block.has_guarded or not read.has_guarded
                last = index
                asked = plan.triggers.asked(block.text)
            memory.read[index] = (block.text if rests[index] else read.text, block.text)
        if last < 0:
            return block.text
        due = last + (not rests[last])
        if not due:
            return block.text
    return None


class _Memory:
    """What each filter of a row made of one block, so that it need not be asked of it again."""

    def __init__(self, row: Row) -> None:
        self._row = row
        self.read = [("", "")] * len(row)
        """What each filter read, and what it made of it: the same where its work rests."""
        self._found: dict[tuple[str, str, str], ChangedLines | None] = {}

    def rules_out(self, index: int, text: str) -> bool:
        """Whether a filter has nothing to change in ``text``, by the lines new to it."""
        key = (*self.read[index], text)
        if key not in self._found:
            self._found[key] = changed_lines(*key)
        lines = self._found[key]
        return lines is not None and not (lines.now and self._row[index].may_change(lines))


class _Work(NamedTuple):
    """A row, the decisions and the steps of one block."""

    row: Row
    decisions: BlockDecisions | None
    steps: list[Step] | None

    def apply(self, turn: int, place: int, block: Block) -> Block:
        """Apply the filter at ``place`` of the row, as a step of round ``turn``."""
        each = self.row[place]
        if self.steps is None and each.rewrites and block.is_free and self.decisions is None:
            rewritten = each.rewrite(block)
            if isinstance(rewritten, str):
                return block if rewritten == block.text else block.rewritten(rewritten)
            if rewritten is not None:
                return self.make(turn, place, block, rewritten)
        return self.make(turn, place, block, each.changes(block))

    def make(self, turn: int, place: int, block: Block, changes: Sequence[Change]) -> Block:
        """Make the ``changes`` that the filter at ``place`` wants, as far as they are allowed."""
        row, decisions, steps = self
        each, text = row[place], block.text
        if changes:
            _check(each, text, changes)
            places = [change[:2] for change in changes]
            own = each.guards_otherwise
            if guarded := each.guarded(block) if own else block.guarded(each.kind, places):
                changes = _allowed(block, changes, guarded)
            if decisions is not None:
                changes = decisions.accepted(place, text, changes)
                decisions.made(text, changes)
        if steps is not None:
            _tell(steps, Step(turn * len(row) + place, place, each.name, text, tuple(changes)))
        if not changes:
            return block
        edited = block.edited(changes)
        if each.rewrites and each.rewrites_guarded:
            # Found anew as behind `rewrite`, which cannot tell where spans have moved to.
            return block.rewritten(edited.text, edited.shielded)
        return edited


def _tell(steps: list[Step], step: Step) -> None:
    """Add ``step``. Of the findings of a filter only those of the last round are kept."""
    for at, before in enumerate(steps):
        if before.place == step.place:
            steps[at] = before.without_findings()
    if step.changes:
        steps.append(step)


def _allowed(block: Block, changes: Sequence[Change], guarded: Spans) -> list[Change]:
    """Drop the changes that touch ``guarded``; one that touches a word to keep is a finding."""
    text, kept = block.text, block.kept
    allowed = []
    dropped = []
    for change in changes:
        start, end = change.start, change.end
        if not guarded.touches(start, end) or SURROGATE.search(text, start, end):
            allowed.append(change)
        elif kept.touches(start, end):
            allowed.append(change._replace(after=text[start:end], reason=KEPT, shield=False))
        else:
            dropped.append(change)
    if dropped:
        block.drop(dropped, guarded)
    return allowed


def _check(each: AnyFilter, text: str, changes: Sequence[Change]) -> None:
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
