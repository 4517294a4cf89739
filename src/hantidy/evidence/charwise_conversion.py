"""Errors of character-by-character conversion to traditional, each with the right form.

A careless converter keeps simplified characters that are traditional too (后 干 里), or takes a
form of another word (係統, 頭發). The tables `careless_clear` and `careless_words` hold the words
of a Taiwanese corpus as such converters write them, with their corrections; one pass of OpenCC
finds the longest at each place. Corrections carry marks, so that marks are counted and no texts
are compared.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.evidence import opencc

_EVIDENCE = "careless_clear"
TABLES = (_EVIDENCE, "careless_words")

KEPT = "⨁"
"""Mark before the right form, where the simplified character was kept."""
OVER = "⨂"
"""Mark before a character that was converted but should stay."""
OTHER = "⨀"
"""Mark before the right form, where that of another word was taken."""
DOUBT = "⨟"
"""Mark before a form that only one opinion asks for, and before the text's own."""
FOLLOWS = "⨄"
"""Mark before a form that is nearly always right, in any word."""
MISPRINT = "⨉"
"""Mark before the right form, where a font or converter has a misprint."""
CLEAR = "⨭"
"""Mark before a word in a spelling that hardly anybody uses: evidence."""
END = "⨮"
"""Mark behind such a word."""

Kind = Literal["kept", "over", "other", "doubt", "follows", "misprint"]
_KINDS: dict[str, Kind] = {
    KEPT: "kept",
    OVER: "over",
    OTHER: "other",
    DOUBT: "doubt",
    FOLLOWS: "follows",
    MISPRINT: "misprint",
}
_MARKS = pattern(f"[{''.join(_KINDS)}{CLEAR}{END}]")
_WORDS = opencc.Own(TABLES)
RARE = 3000
"""A careless page has a clear wrong word in at least every so many characters."""


class Slip(NamedTuple):
    """A wrong character that careless conversion left or made."""

    at: int
    best: str
    """The right character."""
    kind: Kind
    word: str
    """The right word, if its spelling in the text is hardly used; else empty."""


@cache
def _evidence() -> tuple[Any, dict[str, str]]:
    from ahocorasick_rs import AhoCorasick  # noqa: PLC0415 - only where text is traditional

    words = dict(tables.rows(_EVIDENCE))
    return AhoCorasick(list(words)), words


def has_evidence(text: str) -> bool:
    """Whether enough words of ``text`` are in a spelling that hardly anybody uses.

    Enough are `RARE` for its length, or one misprint. With fewer no page is careless; that takes
    a fifth of the time to tell, and OpenCC stays closed.
    """
    automaton, words = _evidence()
    try:
        found = automaton.find_matches_as_strings(text, overlapping=True)
    except UnicodeEncodeError:  # a lone surrogate
        return True
    marked = "".join(map(words.__getitem__, found))
    return MISPRINT in marked or sum(map(marked.count, _KINDS)) * RARE >= max(1, len(text))


def marked(text: str) -> str:
    """Return ``text`` with the right form inserted after each slip, behind a mark.

    A text that holds such marks itself is returned unchanged.
    """
    found = opencc.convert(text, _WORDS)
    return text if found != text and _MARKS.search(text) is not None else found


def mended(found: str, *, doubts: bool) -> str:
    """Return a `marked` text with its corrections; ``doubts`` includes doubtful ones."""
    kept = r"\1" if doubts else r"\2"
    return _MARKS.sub("", re.sub(f"{DOUBT}(.)(.)", kept, found, flags=re.DOTALL))


def slips(found: str) -> Iterator[Slip]:
    """Yield the slips of a `marked` text, by position in the original text."""
    marks = 0
    word = ""
    for mark in _MARKS.finditer(found):
        at = mark.end()
        if mark[0] == CLEAR:
            word = _MARKS.sub("", found[at : found.index(END, at)])
        elif mark[0] == END:
            word = ""
        else:
            yield Slip(at - 1 - marks, found[at], _KINDS[mark[0]], word)
        marks += 1 + (mark[0] == DOUBT)


def without(text: str, places: list[int]) -> str:
    """Return ``text`` `marked` except at ``places``; no word crosses them."""
    pieces: list[str] = []
    last = 0
    for at in sorted(set(places)):
        pieces += (text[last:at], "\0")
        last = at + 1
    blotted = "".join(pieces) + text[last:]
    found = marked(blotted)
    if found == blotted:
        return text
    kept = [text[match.start()] for match in re.finditer("\0", blotted)]
    marked_pieces = found.split("\0")
    return "".join(part for pair in zip(marked_pieces, [*kept, ""], strict=True) for part in pair)
