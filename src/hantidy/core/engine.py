"""Work a row of filters on a document, block by block, until nothing changes.

A row is applied to a block again until it has nothing more to do, at most four rounds; a block
that does not settle comes back as it came. So whatever comes out is what the row makes of it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from hantidy.core.block import START, Block
from hantidy.core.blocks import LONGEST, blocks, blocks_of_chunks, line_ends, strip_line_ends
from hantidy.core.edits import Change, Trace, Tracer, splice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from hantidy.filters.base import Filter

__all__ = ["Carrier", "carried_blocks", "clean", "stream", "trace", "work"]

ROUNDS = 4
BATCH = 64  # blocks

Row = tuple["Filter", ...]


class _UnsettledError(Exception):
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


def clean(row: Row, text: str, unsettled: Callable[[str], None] | None = None) -> str:
    """Return the document ``text`` as ``row`` leaves it.

    ``unsettled`` is told why a block comes back as it came, where one does.
    """
    _must_be_text(text)
    found = carried_blocks(row, blocks(text))
    if len(row) == 1 and row[0].batches and len(text) > LONGEST and "\r" not in text:
        return "".join(_work_batches(row, found, unsettled))
    return "".join(work(row, block, carried, None, unsettled) for block, carried in found)


def stream(row: Row, chunks: Iterable[str]) -> Iterator[str]:
    """Yield the document that arrives in ``chunks`` as ``row`` leaves it, block by block."""
    for block, carried in carried_blocks(row, blocks_of_chunks(_texts(chunks))):
        yield work(row, block, carried)


def _texts(chunks: Iterable[str]) -> Iterator[str]:
    for chunk in chunks:
        _must_be_text(chunk)
        yield chunk


def trace(row: Row, text: str) -> Trace:
    """Return the document ``text`` as ``row`` leaves it, with every edit."""
    _must_be_text(text)
    tracer = Tracer(text)
    for block, carried in carried_blocks(row, blocks(text)):
        steps: list[Step] = []
        work(row, block, carried, steps)
        tracer.add_block(block, steps)
    return tracer.trace()


def carried_blocks(row: Row, found: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield each block with what the blocks before it left open."""
    carrier = Carrier(row)
    for block in found:
        yield block, carrier.before(block)


class Carrier:
    """Tells what the blocks of a document leave open (a fence, a comment …), one after the other.

    Only filters that look at protected spans ask for it, so a row without any carries nothing.
    """

    def __init__(self, row: Row) -> None:
        """Begin a document that ``row`` is to clean."""
        self._looks = _looks_at_protected(row)
        self._carried = START
        self._previous: str | None = None

    def before(self, block: str) -> str:
        """What is open before ``block``, the next one."""
        if self._looks:
            from hantidy.evidence.protected import carry  # noqa: PLC0415 - only rows that ask

            if self._previous is not None:
                self._carried = carry(strip_line_ends(self._previous), self._carried)
            self._previous = block
        return self._carried


def _looks_at_protected(row: Row) -> bool:
    return any(each.kind == "style" or each.reads_protected for each in row)


def work(
    row: Row,
    raw: str,
    carried: str = START,
    steps: list[Step] | None = None,
    unsettled: Callable[[str], None] | None = None,
) -> str:
    """Return one block as ``row`` leaves it; ``steps`` is filled when it is given.

    The steps tell the same changes in the text with its own line ends. ``unsettled`` is told why
    the block comes back as it came, where it does.
    """
    try:
        return _work_rounds(row, raw, carried, steps)
    except _UnsettledError as error:
        reason = str(error)
        if unsettled is not None:
            unsettled(reason)
        if steps is not None:
            finding = Change(0, 0, "", "unstable", reason)
            steps[:] = [Step(0, 0, "pipeline", raw, (finding,))]
        return raw


def _work_rounds(row: Row, raw: str, carried: str, steps: list[Step] | None) -> str:
    for again in range(ROUNDS):
        told: list[Step] | None = None if steps is None else []
        worked = _work(row, raw, carried, told)
        if steps is not None and told:
            steps += [
                step._replace(number=step.number + again * ROUNDS * len(row)) for step in told
            ]
        if "\r" not in worked or "\r\n" not in worked or _returns(worked) <= _returns(raw):
            return worked
        raw = worked  # a carriage return has come to stand at a line end, where no rule sees it
    raise _UnsettledError("carriage returns keep coming to stand at line ends")


def _work_batches(
    row: Row, found: Iterator[tuple[str, str]], unsettled: Callable[[str], None] | None
) -> Iterator[str]:
    """Yield each block as a row of one filter leaves it, which does the first round for many."""
    from hantidy.evidence.protected import carry  # noqa: PLC0415 - only rows that ask

    each = row[0]
    while batch := [Block(raw, carried) for raw, carried in islice(found, BATCH)]:
        for block, rewritten in zip(batch, each.rewrite_batch(batch), strict=True):
            raw, carried = block.text, block.carried
            reasons: list[str] = []
            done = rewritten
            if not (each.stable and (each.keeps_spans or not block.protected)):
                done = work(row, rewritten, carried, None, reasons.append)
            if reasons or not (each.keeps_spans or carry(raw, carried) == carry(done, carried)):
                done = work(row, raw, carried, None, unsettled)  # which tells why
            yield done


def _returns(raw: str) -> int:
    """How many carriage returns belong to line ends."""
    return len("".join(line_ends(raw))) - raw.count("\n")


def _work(row: Row, raw: str, carried: str, steps: list[Step] | None) -> str:
    if "\r" not in raw or "\r\n" not in raw:  # one character is found faster than two
        return _settle(row, raw, carried, steps)
    text = strip_line_ends(raw)
    ends = line_ends(raw)
    if steps is None and len(set(ends)) == 1:
        settled = _settle(row, text, carried, None)
        return raw if settled == text else settled.replace("\n", ends[0])
    bare: list[Step] = []
    _settle(row, text, carried, bare)
    for step in bare:
        written, ends = _with_line_ends(step.text, ends, step.changes)
        if steps is not None:
            steps.append(step._replace(text=raw, changes=written))
        raw = splice(raw, written)
    return raw


def _with_line_ends(
    text: str, ends: list[str], changes: Sequence[Change]
) -> tuple[tuple[Change, ...], list[str]]:
    """Put ``changes`` of ``text`` into the text whose line ends are ``ends``.

    Returns them with the line ends that are left. A line end inside a change keeps its form, one
    that is new has the form of the others where they agree.
    """
    new = ends[0] if len(set(ends)) == 1 else "\n"
    written = []
    kept: list[str] = []
    at = passed = longer = 0  # code points and line ends passed, and what those have more

    def pass_over(until: int) -> int:
        nonlocal at, passed, longer
        for _ in range(text.count("\n", at, until)):
            longer += len(ends[passed]) - 1
            passed += 1
        at = until
        return until + longer

    for change in changes:
        first = passed
        start = pass_over(change.start)
        kept += ends[first:passed]
        first = passed
        end = pass_over(change.end)
        lines = change.after.split("\n")
        forms = (ends[first:passed] + [new] * len(lines))[: len(lines) - 1]
        kept += forms
        after = "".join(map(str.__add__, lines, [*forms, ""]))
        written.append(change._replace(start=start, end=end, after=after))
    return tuple(written), kept + ends[passed:]


def _settle(row: Row, text: str, carried: str, steps: list[Step] | None) -> str:
    source = text
    due = len(row)
    reshaped = False
    block = Block(text, carried)
    for turn in range(ROUNDS):
        last = -1  # the last filter of this round that changed something
        moved = False  # whether protected spans might be found otherwise now
        for index, each in enumerate(row):
            if last < 0 and index >= due:
                break  # the rest of the row has already seen this very text
            edited = _apply(each, block, turn * len(row) + index, index, steps)
            if edited.text != block.text:
                last = index
                moved |= not each.keeps_spans
            block = edited
        text = block.text
        reshaped |= moved
        worked, block = block, Block(text, carried)
        if last < 0:
            break
        due = last + (not row[last].stable)
        if moved and due < len(row) and worked.has_spans and not worked.finds_spans_of(block):
            due = len(row)
        if not due:
            break
    else:
        raise _UnsettledError(f"no rest after {ROUNDS} rounds")
    if reshaped and text != source and _looks_at_protected(row):
        from hantidy.evidence.protected import carry  # noqa: PLC0415 - only rows that ask

        if carry(source, carried) != carry(text, carried):
            # The blocks behind it would be told something else.
            raise _UnsettledError("a fence, front matter or comment would begin or end elsewhere")
    return text


def _apply(each: Filter, block: Block, number: int, place: int, steps: list[Step] | None) -> Block:
    if steps is None and each.rewrites and not block.has_spans:
        # With spans to respect or to carry along, changes are needed.
        text = each.rewrite(block)
        if text == block.text:
            return block
        if text is not None and (each.kind == "repair" or not block.protected):
            return block.rewritten(text)
    changes = each.changes(block) if steps is not None else each.rough_changes(block)
    if changes and (guarded := block.guarded(each.kind)):
        changes = [change for change in changes if not guarded.touches(change.start, change.end)]
    if steps is not None:
        # What was seen and left alone is told once, as the last round saw it.
        for at, step in enumerate(steps):
            if step.place == place:
                steps[at] = step.without_findings()
        if changes:
            steps.append(Step(number, place, each.name, block.text, tuple(changes)))
    return block.edited(changes) if changes else block


def _must_be_text(text: object) -> None:
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}; hantidy.decode reads bytes")
