"""Edits that are not made: words to keep, and decisions against single edits."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hantidy.core.edits import Change, compose
from hantidy.core.spans import NOWHERE, Spans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.core.edits import Piece

__all__ = ["NOTHING", "BlockDecisions", "Decision", "Withheld"]

_SURROGATES = re.compile("[\ud800-\udfff]")
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
        """Whether it holds for some places only, told by the source."""
        return bool(self.left or self.right or self.occurrence)


@dataclass(frozen=True)
class Withheld:
    """What no filter of a pipeline touches; free when empty."""

    words: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.words or self.decisions)

    def __or__(self, other: Withheld) -> Withheld:
        """What either of them says, in one order."""
        return Withheld(
            tuple(sorted({*self.words, *other.words})),
            tuple(sorted({*self.decisions, *other.decisions}, key=repr)),
        )

    def in_document(self, name: str | None) -> Withheld:
        """What holds in the document ``name``: decisions for others are left out."""
        left = tuple(
            replace(each, document=None) for each in self.decisions if each.document in (None, name)
        )
        return Withheld(self.words, left)

    def find_kept(self, text: str) -> Spans:
        """Where the words to keep stand in ``text``."""
        if not self.words:
            return NOWHERE
        if not text.isascii() and _SURROGATES.search(text):
            text = _SURROGATES.sub("\ufffd", text)
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

    def in_block(self, source: str) -> BlockDecisions | None:
        """Begin a block; None where no decision is to be looked up."""
        return BlockDecisions(self._by_edit, source) if self._by_edit else None


NOTHING = Withheld()


class BlockDecisions:
    """The decisions at work on one block, from its source to its last round."""

    def __init__(
        self, by_edit: dict[tuple[str, str, str, str], list[Decision]], source: str
    ) -> None:
        """Take the decisions by what they are about, and the block's ``source``."""
        self._by_edit = by_edit
        self._source = source
        self._filters = {key[0] for key in by_edit}
        self._places = any(each.places for some in by_edit.values() for each in some)
        self._hunks: list[Piece] = []
        self._number = 0
        self._seen: dict[Decision, dict[int, int]] = {}

    def concern(self, name: str) -> bool:
        """Whether the changes of filter ``name`` must be known one by one."""
        return self._places or name in self._filters

    def accepted(self, name: str, text: str, changes: Sequence[Change]) -> list[Change]:
        """``changes`` of ``text`` with those decided against turned to findings.

        Later filters leave such a place as it is: none may make the edit in another way.
        """
        if name not in self._filters:
            return list(changes)
        spans: list[tuple[int, int]] = [(0, 0)] * len(changes)
        if self._places:
            _, spans = compose(self._hunks, text, changes, 0)
        return [
            change._replace(after=text[change.start : change.end], reason=REJECTED, shield=True)
            if self._rejects(name, text, change, span)
            else change
            for change, span in zip(changes, spans, strict=True)
        ]

    def made(self, text: str, changes: Sequence[Change]) -> None:
        """Take notice of the changes that were made of ``text``."""
        if self._places:
            self._hunks, _ = compose(self._hunks, text, changes, self._number)
            self._number += len(changes)

    def _rejects(self, name: str, text: str, change: Change, span: tuple[int, int]) -> bool:
        before = text[change.start : change.end]
        if before == change.after or _SURROGATES.search(before):
            return False  # what comes out must be valid
        some = self._by_edit.get((name, change.rule, before, change.after), ())
        return any(self._holds(each, *span) for each in some)

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
