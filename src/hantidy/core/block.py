"""The block: the text a filter works on, with its evidence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Literal, Protocol, TypeVar

from hantidy.core.edits import Change, splice, undoing
from hantidy.core.lines import line_end, line_start
from hantidy.core.spans import NOWHERE, Region, Spans

START = "start"
"""What the first block of a document is told was left open: nothing, but lines may open."""


Kind = Literal["repair", "style"]
Known = TypeVar("Known")


class Formats(Protocol):
    """Finder of formats: code, markup, links, tables."""

    def find_protected(self, text: str, carried: str) -> Spans:
        """Return the spans of a block that no style filter may change."""

    def find_near(self, text: str, carried: str, places: Sequence[Region], *, whole: bool) -> Spans:
        """Return those in the lines of ``places``, which are sorted, and perhaps others.

        Unless the ``whole`` lines matter, one span at each place is enough.
        """

    def carry(self, text: str, carried: str) -> str:
        """Return what a block leaves open for the next one (a fence, a comment …)."""


class Block:
    r"""At most 256 lines of a document, line ends as ``\n``, and the evidence found in them.

    Evidence is read from the block's own text and from nothing else; it is found when first
    asked for and kept as long as the text stays.
    """

    __slots__ = (
        "_dropped",
        "_formats",
        "_is_asked",
        "_keep",
        "_kept",
        "_known",
        "_masked",
        "_origin",
        "_protected",
        "carried",
        "shielded",
        "text",
    )

    def __init__(
        self,
        text: str,
        carried: str = START,
        shielded: Spans = NOWHERE,
        formats: Formats | None = None,
        keep: Callable[[str], Spans] | None = None,
    ) -> None:
        """Take ``text``; ``carried`` says what an earlier block left open.

        ``formats`` finds what is protected, ``keep`` the words to keep; without them, nothing is.
        """
        self.text = text
        self.carried = carried
        self.shielded = shielded
        self._formats = formats
        self._keep = keep
        self._kept: Spans | None = None
        self._protected: Spans | None = None
        self._dropped = NOWHERE
        # Once protected spans are asked for, they are those of this text until the round ends.
        self._is_asked = False
        self._origin: tuple[Block, Sequence[Change]] | None = None
        self._known: dict[Any, Any] = {}
        self._masked: str | None = None

    def evidence(self, find: Callable[[str], Known]) -> Known:
        """Call ``find(masked)``, at most once for this text."""
        try:
            return self._known[find]  # type: ignore[no-any-return]
        except KeyError:
            found = self._known[find] = find(self.masked)
            return found

    def assume(self, find: Callable[[str], Known], known: Known) -> None:
        """Give ``known`` as the answer to ``find``, without asking."""
        self._known[find] = known

    @property
    def masked(self) -> str:
        """The text with held spans as U+FFFD, because they are no evidence."""
        if self.is_free:
            return self.text
        held = self.held
        if self._masked is None:
            pieces: list[str] = []
            at = 0
            for start, end in held:
                pieces += (self.text[at:start], re.sub(r"[^\n]", "\ufffd", self.text[start:end]))
                at = end
            self._masked = "".join(pieces) + self.text[at:]
        return self._masked

    @property
    def protected(self) -> Spans:
        """The spans that no style filter may change: URLs, code, markup tags, paths, tables."""
        if self._protected is None:
            formats = self._formats
            if formats is None:
                self._protected = NOWHERE
            elif self._origin is None:
                self._protected = formats.find_protected(self.text, self.carried)
            else:
                before, changes = self._origin
                self._protected = before.protected.moved(changes)
        return self._protected

    @property
    def kept(self) -> Spans:
        """The spans of the words to keep."""
        if self._keep is None:
            return NOWHERE
        if self._kept is None:
            self._kept = self._keep(self.text)
        return self._kept

    @property
    def is_free(self) -> bool:
        """Whether no span is held."""
        if self.shielded is NOWHERE and self._keep is None:  # the usual case, at no cost
            return True
        return not self.shielded and not self.kept

    @property
    def held(self) -> Spans:
        """The spans that no filter may change: shielded spans and words to keep."""
        return self.shielded | self.kept

    def near(self, places: Sequence[Region]) -> Spans:
        """Return the `protected` spans in the lines of ``places``, sorted, and perhaps others."""
        # Evidence of an earlier text is compared as a whole when the next round finds it anew.
        return self.find_near(places, whole=True) if self._origin is None else self.protected

    def find_near(self, places: Sequence[Region], *, whole: bool) -> Spans:
        """Return the same; unless the ``whole`` lines matter, one span at each place is enough."""
        if self._protected is not None or self._formats is None:
            return self.protected
        self._is_asked = True
        if self._origin is None:
            return self._formats.find_near(self.text, self.carried, places, whole=whole)
        before, changes = self._origin
        lines = Spans((line_start(self.text, at), line_end(self.text, end)) for at, end in places)
        back = lines.moved(undoing(before.text, changes))
        return before.find_near(list(back), whole=True).moved(changes)

    def guarded(self, kind: Kind, places: Sequence[Region] | None = None) -> Spans:
        """Return the spans that a filter of ``kind`` may not change.

        One at each of ``places``, which are sorted, is enough where these are given.
        """
        if kind != "style":
            return self.held
        return (
            self.protected if places is None else self.find_near(places, whole=False)
        ) | self.held

    def drop(self, changes: Sequence[Change], guarded: Spans) -> None:
        """Remember that ``changes`` are not made because they touch ``guarded`` spans."""
        wanted = Spans(change[:2] for change in changes)
        self._dropped |= wanted - (wanted - guarded)
        if any(change.start == change.end for change in changes):
            _ = self.protected  # what lies between two characters is no span

    def edited(self, changes: Sequence[Change]) -> Block:
        """The block that ``changes`` make of this one, its spans carried along."""
        shielded = self.shielded
        if new := [(change.start, change.end) for change in changes if change.shield]:
            shielded |= Spans(new)
        protected = None if self._protected is None else self._protected.moved(changes)
        edited = self.rewritten(splice(self.text, changes), shielded.moved(changes), protected)
        edited._dropped = self._dropped.moved(changes)  # noqa: SLF001 - of the same class
        if self._is_asked:
            edited._is_asked, edited._origin = True, (self, changes)  # noqa: SLF001
        return edited

    def rewritten(
        self, text: str, shielded: Spans = NOWHERE, protected: Spans | None = None
    ) -> Block:
        """The block with other text, and what is ``shielded`` and ``protected`` in it.

        Without the latter it is found anew, unless nothing was. What is known of the text is
        kept if it is the same.
        """
        rewritten = Block(text, self.carried, shielded, self._formats, self._keep)
        rewritten._protected = protected if self._protected else self._protected
        if text == self.text:
            rewritten._protected = self._protected
            rewritten._dropped = self._dropped
            rewritten._kept = self._kept
            if shielded == self.shielded:
                rewritten._known = self._known
        return rewritten

    def afresh(self) -> Block:
        """Return the block for a new round: nothing shielded, protected spans found again."""
        fresh = Block(self.text, self.carried, NOWHERE, self._formats, self._keep)
        fresh._kept = self._kept
        fresh._dropped = self._dropped
        if not self.shielded:
            fresh._known = self._known
        return fresh

    @property
    def has_guarded(self) -> bool:
        """Whether guarded spans, found in this text or moved with its edits, made a difference."""
        return self._protected is not None or bool(self._dropped)

    def guards_as(self, other: Block) -> bool:
        """Whether what is guarded is as in ``other``, which has the same text.

        That is all that was dropped there, and all spans if some filter read them.
        """
        return (
            self.shielded == other.shielded
            and (other._protected is None or self.protected == other._protected)
            and not (
                other._dropped and other._dropped - self.guarded("style", list(other._dropped))
            )
        )
