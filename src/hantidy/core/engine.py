"""Work a row of filters on a document, block by block, until nothing changes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from hantidy.core.block import START, Block, Formats
from hantidy.core.blocks import blocks, blocks_of_chunks, is_one_block
from hantidy.core.edits import Change, Step, Trace, Tracer, splice
from hantidy.core.fixpoint import UnsettledError, settle
from hantidy.core.line_ends import line_ends, returns, strip_line_ends, with_line_ends
from hantidy.core.rounds import ROUNDS, Plan, Row
from hantidy.core.surrogates import SURROGATES, joined
from hantidy.core.withheld import NOTHING, Withheld
from hantidy.errors import TooManyEditsError


def _ignore(reason: str) -> None:
    del reason


class Engine:
    """A row of filters, ready to work on documents.

    ``formats`` finds what is protected, ``withheld`` says which edits are not made. Nothing is
    kept between documents, so threads share it.
    """

    def __init__(self, row: Row, formats: Formats, withheld: Withheld = NOTHING) -> None:
        """Take the filters of ``row`` in their order."""
        self._formats = formats
        self._keep = withheld.find_kept if withheld.words else None
        # A row that never looks at protected spans is told of none.
        looks = any(each.kind == "style" or each.reads_protected for each in row)
        self._plan = Plan(row, formats if looks else None, withheld)
        self._makes_valid = any(each.replaces_surrogates for each in row)

    def clean(self, text: str, unsettled: Callable[[str], None] = _ignore) -> str:
        """Return the document ``text`` as the row leaves it.

        ``unsettled`` is told why lines come back as they came, where some do.
        """
        _must_be_text(text)
        if is_one_block(text):
            return self.work(text, START, None, unsettled) if text else text
        found = self.carried_blocks(blocks(text))
        return "".join([self.work(block, carried, None, unsettled) for block, carried in found])

    def stream(self, chunks: Iterable[str]) -> Iterator[str]:
        """Yield the document that arrives in ``chunks`` as the row leaves it, block by block."""
        for block, carried in self.carried_blocks(blocks_of_chunks(_texts(chunks))):
            yield self.work(block, carried)

    def trace(self, text: str, most: int | None = None) -> Trace:
        """Return the document ``text`` as the row leaves it, with every edit.

        TooManyEditsError where there are more than ``most``, findings counted.
        """
        _must_be_text(text)
        tracer = Tracer(text)
        count = 0
        for block, carried in self.carried_blocks(blocks(text)):
            steps: list[Step] = []
            self.work(block, carried, steps)
            tracer.add_block(block, steps)
            count += sum(len(step.changes) for step in steps)
            if most is not None and count > most:
                raise TooManyEditsError(most)
        return tracer.trace()

    def carrier(self) -> Carrier:
        """Begin a document: what tells of each of its blocks what is open before it."""
        return Carrier(self._plan.formats)

    def carried_blocks(self, found: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield each block of a document with what the blocks before it left open."""
        carrier = self.carrier()
        for block in found:
            yield block, carrier.before(block)

    def work(
        self,
        raw: str,
        carried: str = START,
        steps: list[Step] | None = None,
        unsettled: Callable[[str], None] = _ignore,
    ) -> str:
        """Return one block as the row leaves it; ``steps``, an empty list, is filled.

        The steps tell the same changes in the text with its own line ends. ``unsettled`` is told
        why lines of the block come back as they came, where some do.
        """
        try:
            return self._until_line_ends_rest(raw, carried, steps, unsettled)
        except UnsettledError as error:
            rest: list[Step] = []
            if self._makes_valid and (found := _without_surrogates(raw)):
                worked = self.work(splice(raw, found), carried, rest, unsettled)
            else:
                unsettled(str(error))
                worked = raw
                found = (Change(0, 0, "", "unstable", str(error)),)
        if steps is not None:
            steps[:] = [Step(0, 0, "pipeline", raw, found)]
            steps += [step._replace(number=step.number + 1) for step in rest]
        return worked

    def _until_line_ends_rest(
        self, raw: str, carried: str, steps: list[Step] | None, unsettled: Callable[[str], None]
    ) -> str:
        stride = ROUNDS * len(self._plan.row) + 1
        for again in range(ROUNDS):
            told: list[Step] | None = None if steps is None else []
            worked = self._work(raw, carried, told, unsettled)
            if steps is not None and told:
                steps += [step._replace(number=step.number + again * stride) for step in told]
            if "\r" not in worked or "\r\n" not in worked or returns(worked) <= returns(raw):
                return worked
            raw = worked  # a carriage return has come to stand at a line end, where no rule sees it
        raise UnsettledError("carriage returns keep coming to stand at line ends")

    def _work(
        self, raw: str, carried: str, steps: list[Step] | None, unsettled: Callable[[str], None]
    ) -> str:
        plan = self._plan
        if "\r" not in raw or "\r\n" not in raw:  # one character is found faster than two
            block = Block(raw, carried, formats=self._formats, keep=self._keep)
            return settle(plan, block, steps, unsettled)
        block = Block(strip_line_ends(raw), carried, formats=self._formats, keep=self._keep)
        ends = line_ends(raw)
        if steps is None and len(set(ends)) == 1:
            settled = settle(plan, block, None, unsettled)
            return raw if settled == block.text else settled.replace("\n", ends[0])
        bare: list[Step] = []
        settle(plan, block, bare, unsettled)
        for step in bare:
            written, ends = with_line_ends(step.text, ends, step.changes)
            if steps is not None:
                steps.append(step._replace(text=raw, changes=written))
            raw = splice(raw, written)
        return raw


class Carrier:
    """Tells what the blocks of a document leave open (a fence, a comment …), one after the other.

    Only filters that look at protected spans ask for it, so a row without any carries nothing.
    """

    def __init__(self, formats: Formats | None) -> None:
        """Begin a document; without ``formats`` nothing is carried."""
        self._formats = formats
        self._carried = START
        self._previous: str | None = None

    def before(self, block: str) -> str:
        """What is open before ``block``, the next one."""
        if self._formats is not None:
            if self._previous is not None:
                self._carried = self._formats.carry(strip_line_ends(self._previous), self._carried)
            self._previous = block
        return self._carried


def _without_surrogates(text: str) -> tuple[Change, ...]:
    """The changes that make ``text`` valid: pairs are joined, halves become U+FFFD."""
    return tuple(
        Change(*found.span(), joined(found[0]), "surrogate", "half a character")
        for found in SURROGATES.finditer(text)
    )


def _texts(chunks: Iterable[str]) -> Iterator[str]:
    for chunk in chunks:
        _must_be_text(chunk)
        yield chunk


def _must_be_text(text: object) -> None:
    if not isinstance(text, str):
        raise TypeError(f"a text is a str, not {type(text).__name__}; hantidy.decode reads bytes")
