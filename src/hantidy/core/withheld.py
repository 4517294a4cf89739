"""Edits that are not made: words to keep, and decisions against single edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from hantidy.core.edits import Change, Piece, compose
from hantidy.core.spans import NOWHERE, Spans
from hantidy.core.surrogates import SURROGATE

KEPT = "a word to keep"
REJECTED = "a decision was made against it"


@dataclass(frozen=True)
class Decision:
    """An edit that is not to be made: ``rule`` of ``filter`` turns no ``before`` into ``after``.

    ``left`` and ``right`` say what stands before and behind it in the block's source, ``document``
    is the name of the only document it holds for, ``occurrence`` counts such edits within a block
    of 256 lines, from 1.
    """

    filter: str
    rule: str
    before: str
    after: str
    left: str = ""
    right: str = ""
    document: str | None = None
    occurrence: int | None = None

    @property
    def places(self) -> bool:
        """Whether it holds only at some positions of the source."""
        return bool(self.left or self.right or self.occurrence)


@dataclass(frozen=True)
class Withheld:
    """The words to keep and the decisions of a pipeline; an empty one costs no time."""

    words: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.decisions)

    def __or__(self, other: Withheld) -> Withheld:
        """Return both together, sorted, so that equal contents are equal."""
        return Withheld(
            tuple(sorted({*self.words, *other.words})),
            tuple(sorted({*self.decisions, *other.decisions}, key=repr)),
        )

    def in_document(self, name: str | None) -> Withheld:
        """Return this for the document ``name``, without the decisions for other documents."""
        left = tuple(
            replace(each, document=None) for each in self.decisions if each.document in (None, name)
        )
        return Withheld(self.words, left)

    def find_kept(self, text: str) -> Spans:
        """Return the spans of the words to keep in ``text``."""
        if not self.words:
            return NOWHERE
        if not text.isascii() and SURROGATE.search(text):
            text = SURROGATE.sub("\ufffd", text)
        found = self._automaton.find_matches_as_indexes(text, overlapping=True)
        return Spans((start, end) for _, start, end in found) if found else NOWHERE

    @cached_property
    def _automaton(self) -> Any:
        """Built on first use, once per process."""
        from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 - only where words are kept

        return AhoCorasick(self.words)

    @cached_property
    def _by_edit(self) -> dict[tuple[str, str, str, str], list[Decision]]:
        found: dict[tuple[str, str, str, str], list[Decision]] = {}
        for each in self.decisions:
            if each.document is None:
                found.setdefault((each.filter, each.rule, each.before, each.after), []).append(each)
        return found

    @cached_property
    def _parts(self) -> dict[tuple[str, str], list[tuple[Decision, int]]]:
        """What an earlier filter may make of an edit decided against: all of it, or one character.

        Each with how far behind the edit's begin it stands.
        """
        found: dict[tuple[str, str], list[tuple[Decision, int]]] = {}
        for each in (each for some in self._by_edit.values() for each in some):
            before, after = each.before, each.after
            parts = {(before, after): 0}
            if len(before) == len(after):
                parts |= {pair: at for at, pair in enumerate(zip(before, after, strict=True))}
            for (one, other), at in parts.items():
                if one != other:
                    found.setdefault((one, other), []).append((each, at))
        return found

    def in_block(self, source: str, row: Sequence[str]) -> BlockDecisions | None:
        """Begin a block of a ``row`` of filters; None where no decision is to be looked up."""
        return BlockDecisions(self._by_edit, self._parts, source, row) if self._by_edit else None


NOTHING = Withheld()


class BlockDecisions:
    """The decisions for one block, from its source to its last round."""

    def __init__(
        self,
        by_edit: dict[tuple[str, str, str, str], list[Decision]],
        parts: dict[tuple[str, str], list[tuple[Decision, int]]],
        source: str,
        row: Sequence[str],
    ) -> None:
        """Take the decisions by what they are about, the block's ``source``, the filters' names."""
        self._by_edit = by_edit
        self._parts = parts
        self._source = source
        self._row = row
        self._places = any(each.places for some in by_edit.values() for each in some)
        self._hunks: list[Piece] = []
        self._number = 0
        self._seen: dict[Decision, dict[int, int]] = {}

    def accepted(self, place: int, text: str, changes: Sequence[Change]) -> list[Change]:
        """``changes`` of ``text`` with those decided against turned to findings.

        They are those of the filter at ``place`` of the row. No other filter may make such an edit
        in its own way: later ones leave the place as it is, earlier ones make no part of it.
        """
        spans: list[tuple[int, int]] = [(0, 0)] * len(changes)
        if self._places:
            _, spans = compose(self._hunks, text, changes, 0)
        return [
            change._replace(after=text[change.start : change.end], reason=REJECTED, shield=True)
            if self._rejects(place, text, change, span)
            else change
            for change, span in zip(changes, spans, strict=True)
        ]

    def made(self, text: str, changes: Sequence[Change]) -> None:
        """Record the ``changes`` that were made in ``text``."""
        if self._places:
            self._hunks, _ = compose(self._hunks, text, changes, self._number)
            self._number += len(changes)

    def _rejects(self, place: int, text: str, change: Change, span: tuple[int, int]) -> bool:
        before = text[change.start : change.end]
        if before == change.after or SURROGATE.search(before):
            return False  # what comes out must be valid
        some = self._by_edit.get((self._row[place], change.rule, before, change.after), ())
        if any(self._holds(each, *span) for each in some):
            return True
        parts = self._parts.get((before, change.after), ())
        later = self._row[place + 1 :]
        return any(
            each.filter in later and self._is_part_of(each, text, change.start - at)
            for each, at in parts
        )

    def _is_part_of(self, decision: Decision, text: str, start: int) -> bool:
        """Whether the edit that ``decision`` is about would begin at ``start`` of ``text``."""
        if start < 0 or not text.startswith(decision.before, start):
            return False
        if not decision.places:
            return True
        end = start + len(decision.before)
        whole = Change(start, end, decision.before, decision.rule)
        _, [span] = compose(self._hunks, text, [whole], 0)
        if decision.occurrence and span[0] not in self._seen.get(decision, ()):
            return False
        return self._holds(decision, *span)

    def _holds(self, decision: Decision, start: int, end: int) -> bool:
        source = self._source
        if not (
            source.startswith(decision.right, end)
            and source.endswith(decision.left, max(0, start - len(decision.left)), start)
        ):
            return False
        if not decision.occurrence:
            return True
        # Later rounds see the same places again, and only those that are left.
        seen = self._seen.setdefault(decision, {})
        return seen.setdefault(start, len(seen) + 1) == decision.occurrence
