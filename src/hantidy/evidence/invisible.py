"""Classes of invisible characters and terminal sequences, which `controls` removes.

The functions that find fences and comments skip them, so that a removal changes no answer.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from hantidy.core.lazy import pattern
from hantidy.evidence.ranges import odd_of

HIDING = frozenset(("tag", "selector"))
"""Kinds that may hide text."""

REMOVED = {
    "zero-width": "\u200b\u2060\ufeff\u00ad\u180e\u2061-\u2064",
    "bidi": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f",
    "annotation": "\ufff9-\ufffc",
    "control": "\x00-\x08\x0e-\x1a\x7f\x80-\x84\x86-\x9a\x9c-\x9f",
    "escape": "\x1b\x9b",
}
"""Characters by kind, each kind a part of a character class."""

# CSI, OSC and DCS strings of one line, character-set switches, and the codes of bulletin boards.
ANSI = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\)"
    r"|\x1b[()*+][0-9A-Za-z]"
    r"|\x1b[=>78]"
)

TAGS = "\U000e0000-\U000e007f"
"""Tag characters: an invisible copy of ASCII, used in the flags of regions."""
SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
"""Variation selectors, of which one behind a character is enough."""

_ANY = "".join(REMOVED.values()) + TAGS + SELECTORS
_one = pattern(f"[{_ANY}\u200c\u200d]")
_all = pattern(f"{ANSI}|[{_ANY}\u200c\u200d]")


def _invisible(text: str) -> Iterator[tuple[int, int]]:
    """Yield the matches of `_all`, found by one class of characters first."""
    found = _one.search(text)
    while found:
        whole = _all.match(text, found.start()) or found
        yield whole.span()
        found = _one.search(text, whole.end())


class Seen:
    """A text without its invisible characters, and the mapping of spans back."""

    def __init__(self, text: str) -> None:
        """Take ``text``, with or without invisible characters."""
        self._begins = [0]  # of the stretches that can be seen, in what is left of the text
        self._further = [0]  # how much further on each stands in the whole
        self.text = text
        if _one.search(odd_of(text)) is None:
            return
        pieces = []
        at = length = 0
        for start, end in _invisible(text):
            pieces.append(text[at:start])
            length += start - at
            at = end
            self._begins.append(length)
            self._further.append(at - length)
        if pieces:
            self.text = "".join(pieces) + text[at:]

    def in_whole(self, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Map ``spans`` of the visible text to the whole text."""
        if len(self._begins) == 1:
            return list(spans)
        begins, further = self._begins, self._further
        return [
            (
                start + further[bisect_right(begins, start) - 1],
                end + further[bisect_left(begins, end) - 1] if end else 0,
            )
            for start, end in spans
        ]
