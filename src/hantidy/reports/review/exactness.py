"""Find the rejections that the page can apply by itself, because a run gives the same text.

A rejected edit changes the text that later filters read, and so their edits. So each kind and each
group of edits is rejected once in each of its blocks, and the result is compared with what the page
would show. Blocks are independent, so that one rejection in each of several blocks is exact too. Of
two in one block nothing is known.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from hantidy.core.blocks import blocks
from hantidy.core.edits import Edit, Hunk, Trace
from hantidy.pipeline import Pipeline

if TYPE_CHECKING:
    from hantidy.reports.review.groups import Groups

MOST = 3_000_000
"""Most characters that are cleaned again; the rest counts as not exact."""


class _Block(NamedTuple):
    """A block of the source, the format open before it, and its edits."""

    start: int
    text: str
    carried: str
    hunks: list[Hunk]
    edits: list[Edit]


def exact_rejections(
    trace: Trace, groups: Groups, pipeline: Pipeline | None
) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the kinds and the groups, by block, whose rejection is exact."""
    exact_kinds: dict[int, list[int]] = defaultdict(list)
    exact_groups: dict[int, list[int]] = defaultdict(list)
    if pipeline is None:
        return exact_kinds, exact_groups
    left = MOST
    for number, block in enumerate(_blocks(trace, pipeline)):
        for found, numbered, decision in (
            (exact_kinds, groups.kind_of, groups.decision_of_kind),
            (exact_groups, groups.group_of, groups.decision_of_group),
        ):
            for each, edits in _by(numbered, block.edits).items():
                left -= len(block.text)
                if left < 0:
                    return exact_kinds, exact_groups
                shown = _shown(trace, block, set(map(id, edits)))
                without = pipeline.excepting([decision(each)]).engine
                if shown == without.work(block.text, block.carried):
                    found[number].append(each)
    return exact_kinds, exact_groups


def _by(numbered: Callable[[Edit], int], edits: list[Edit]) -> dict[int, list[Edit]]:
    found: dict[int, list[Edit]] = defaultdict(list)
    for edit in edits:
        found[numbered(edit)].append(edit)
    return found


def _blocks(trace: Trace, pipeline: Pipeline) -> list[_Block]:
    """Return the blocks with edits; a hunk is within one block."""
    found: list[_Block] = []
    hunks = iter([*trace.hunks, None])
    hunk = next(hunks)
    at = 0
    for text, carried in pipeline.engine.carried_blocks(blocks(trace.source)):
        end = at + len(text)
        own: list[Hunk] = []
        while hunk is not None and (hunk.end <= end if hunk.end > at else hunk.start < end):
            own.append(hunk)
            hunk = next(hunks)
        edits = [edit for each in own for edit in each.edits if not edit.is_finding]
        found.append(_Block(at, text, carried, own, edits))
        at = end
    return found


def _shown(trace: Trace, block: _Block, rejected: set[int]) -> str | None:
    """Return the block as the page shows it; None if a hunk is rejected in part."""
    parts: list[str] = []
    at = block.start
    for hunk in block.hunks:
        parts.append(trace.source[at : hunk.start])
        given_up = {id(edit) in rejected for edit in hunk.edits if not edit.is_finding}
        if len(given_up) > 1:
            return None
        kept = trace.text[hunk.clean_start : hunk.clean_end]
        parts.append(trace.source[hunk.start : hunk.end] if given_up == {True} else kept)
        at = hunk.end
    parts.append(trace.source[at : block.start + len(block.text)])
    return "".join(parts)
