"""Apply a row of filters to one block until nothing changes.

A row is applied again until it has nothing more to do, at most four rounds. Where filters undo
one another, the lines in which they do are given up, and the rest keeps its edits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from hantidy.core.block import Block, Formats
from hantidy.core.edits import Change, Step, splice
from hantidy.core.lines import line_starts
from hantidy.core.rounds import ROUNDS, Plan, rounds
from hantidy.core.surrogates import SURROGATE

_TRIES = 3
"""How often lines are added to those given up, before the whole block is."""

_MARKERS = re.compile(r"[<>`~\-.]")
"""What a line has that opens or closes a fence, front matter, comment or raw element."""


class UnsettledError(Exception):
    """The row reaches no fixpoint on a block; the message says why."""


class _Tried(NamedTuple):
    """The result of one try: a block in which some lines stay as they were."""

    text: str
    given_up: set[int]
    """Numbers of the lines that are as they were."""
    reason: str


def settle(
    plan: Plan,
    block: Block,
    steps: list[Step] | None,
    unsettled: Callable[[str], None],
) -> str:
    """Return the fixpoint of ``block`` under the row; ``steps``, an empty list, gets every step.

    Lines in which the row reaches none stay as they were, and ``unsettled`` is called with the
    reason. UnsettledError where the other lines reach none either.
    """
    text = rounds(plan, block, steps)
    if text is not None and _leaves_open_the_same(plan.formats, block, text):
        return text
    if any(each.replaces_surrogates for each in plan.row) and SURROGATE.search(block.text):
        raise UnsettledError("half a character cannot stay, and no fixpoint is without it")
    return _give_up_lines(plan, block, steps, unsettled)


def _leaves_open_the_same(formats: Formats | None, block: Block, text: str) -> bool:
    """Whether ``text`` leaves the same formats open for the next block as ``block`` does."""
    return (
        formats is None
        or text == block.text
        or formats.carry(block.text, block.carried) == formats.carry(text, block.carried)
    )


def _give_up_lines(
    plan: Plan,
    block: Block,
    steps: list[Step] | None,
    unsettled: Callable[[str], None],
) -> str:
    """Return the block with the disputed lines unchanged.

    The result is a fixpoint: the row changes nothing in it.
    """
    given_up: set[int] = set()
    for _ in range(_TRIES):
        told: list[Step] = []
        tried = _without_disputed(plan, block, told, given_up)
        again = _without_disputed(plan, block.rewritten(tried.text), [], set())
        if again.text == tried.text:
            unsettled(tried.reason)
            if steps is not None:
                line = line_starts(block.text)[min(tried.given_up)]
                finding = Change(line, line, "", "unstable", tried.reason)
                steps[:] = [Step(0, len(plan.row), "pipeline", block.text, (finding,))]
                steps += [step._replace(number=step.number + 1) for step in told if step.changes]
            return tried.text
        given_up = tried.given_up | again.given_up | _lines_that_differ(tried.text, again.text)
    raise UnsettledError(tried.reason)


def _without_disputed(
    plan: Plan,
    block: Block,
    steps: list[Step],
    given_up: set[int],
) -> _Tried:
    """Apply the row to ``block``; restore the lines in which it reaches no fixpoint."""
    text = rounds(plan, block, steps)
    disputed = set(given_up)
    last: Iterable[Step] = steps
    how = "comes to no rest"
    if text is None:
        last = [step for step in steps if step.number >= (ROUNDS - 1) * len(plan.row)]
        disputed |= {line for step in last for line in _changed_lines(step)}
    elif not _leaves_open_the_same(plan.formats, block, text):
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
    if not _leaves_open_the_same(plan.formats, block, text):
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
    """Remove the changes of ``disputed`` lines from ``steps``; return the resulting text."""
    text = source
    for at, step in enumerate(steps):
        if step.text.count("\n") != text.count("\n"):
            raise UnsettledError(reason)  # lines were added or taken away: which are the same?
        begins, begun = line_starts(step.text), line_starts(text)
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


def _lines_that_differ(one: str, two: str) -> set[int]:
    pairs = zip(one.split("\n"), two.split("\n"), strict=False)
    return {number for number, (before, after) in enumerate(pairs) if before != after}
