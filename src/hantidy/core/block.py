"""The text a filter works on, with what is known of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, TypeVar

from hantidy.core.edits import splice
from hantidy.core.spans import NOWHERE, Spans

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hantidy.core.edits import Change

__all__ = ["START", "Block", "Kind"]

START = "start"
"""What the first block of a document is told was left open: nothing, but lines may open."""


Kind = Literal["repair", "style"]
Known = TypeVar("Known")


class Block:
    r"""At most 256 lines of a document, line ends as ``\n``, and the evidence found in them.

    Evidence is read from the block's own text and from nothing else; it is found when first
    asked for and kept as long as the text stays.
    """

    __slots__ = ("_known", "_protected", "carried", "shielded", "text")

    def __init__(self, text: str, carried: str = START, shielded: Spans = NOWHERE) -> None:
        """Take ``text``; ``carried`` says what an earlier block left open (see `protected`)."""
        self.text = text
        self.carried = carried
        self.shielded = shielded
        self._protected: Spans | None = None
        self._known: dict[Any, Any] = {}

    def evidence(self, find: Callable[[str], Known]) -> Known:
        """Call ``find(text)``, at most once for this text."""
        try:
            return self._known[find]  # type: ignore[no-any-return]
        except KeyError:
            found = self._known[find] = find(self.text)
            return found

    @property
    def protected(self) -> Spans:
        """What no style filter may change: URLs, code, markup tags, paths, tables."""
        if self._protected is None:
            from hantidy.evidence.protected import find_protected  # noqa: PLC0415 - only when asked

            self._protected = find_protected(self.text, self.carried)
        return self._protected

    def guarded(self, kind: Kind) -> Spans:
        """What a filter of ``kind`` may not change in this block."""
        return self.protected | self.shielded if kind == "style" else self.shielded

    def edited(self, changes: Sequence[Change]) -> Block:
        """The block that ``changes`` make of this one, its spans carried along."""
        edited = Block(splice(self.text, changes), self.carried)
        if edited.text == self.text:
            edited._known = self._known
        shielded = self.shielded
        if new := [(change.start, change.end) for change in changes if change.shield]:
            shielded |= Spans(new)
        edited.shielded = shielded.moved(changes)
        if self._protected is not None:
            edited._protected = self._protected.moved(changes)
        return edited

    def rewritten(self, text: str) -> Block:
        """The block with other text and no spans to carry along."""
        rewritten = Block(text, self.carried)
        if self._protected is not None:
            rewritten._protected = NOWHERE  # as the changes would have left it
        return rewritten

    def finds_spans_of(self, other: Block) -> bool:
        """Whether what was carried along here is what ``other``, the same text, finds anew."""
        return not self.shielded and self._protected == other.protected

    @property
    def has_spans(self) -> bool:
        """Whether spans are known that an edit must carry along."""
        return bool(self.shielded) or bool(self._protected)
