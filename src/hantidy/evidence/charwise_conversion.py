"""Slips of character-by-character conversion to traditional, each with the form that belongs there.

A careless converter keeps simplified characters that are traditional too (后 干 里), or takes a
form of another word (係統, 頭發). The table `careless_words` holds the words of a Taiwanese corpus
as such converters write them, with what becomes of them; one pass of OpenCC takes the longest of
them at each place. What it puts in it marks, so that marks are counted and nothing is compared.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from hantidy.evidence import opencc

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = [
    "CLEAR",
    "DOUBT",
    "END",
    "FOLLOWS",
    "KEPT",
    "MISPRINT",
    "OTHER",
    "OVER",
    "TABLES",
    "Kind",
    "Slip",
    "marked",
    "mended",
    "slips",
    "without",
]

TABLES = ("careless_words",)

KEPT = "⨁"
"""Stands before a form for which its simplified character was kept."""
OVER = "⨂"
"""Stands before a character that simplified and traditional text share here."""
OTHER = "⨀"
"""Stands before the form of another word."""
DOUBT = "⨟"
"""Stands before a form that only one opinion wants, and the one that was seen."""
FOLLOWS = "⨄"
"""Stands before a form that is nearly always right, whatever word it stands in."""
MISPRINT = "⨉"
"""Stands before a character for which a font or a converter has one that is never right there."""
CLEAR = "⨭"
"""Stands before a word that is hardly ever written as it was seen: evidence."""
END = "⨮"
"""Stands behind such a word."""

Kind = Literal["kept", "over", "other", "doubt", "follows", "misprint"]
_KINDS: dict[str, Kind] = {
    KEPT: "kept",
    OVER: "over",
    OTHER: "other",
    DOUBT: "doubt",
    FOLLOWS: "follows",
    MISPRINT: "misprint",
}
_WORDS = opencc.Own(*TABLES)


class Slip(NamedTuple):
    """A wrong character that careless conversion left or made."""

    at: int
    best: str
    """What belongs there."""
    kind: Kind
    word: str
    """The word as it should be, where it is hardly ever written as it was seen; else nothing."""


def marked(text: str) -> str:
    """Return ``text`` with the right form inserted after each slip, behind a mark.

    Words of the table decide; a text that has such marks of its own comes back as it is.
    """
    found = opencc.convert(text, _WORDS)
    return text if found != text and _marks().search(text) is not None else found


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_KINDS)}{CLEAR}{END}]")


def mended(found: str, *, doubts: bool) -> str:
    """Return the text that was `marked`, with what belongs in it; ``doubts`` says what of those."""
    kept = r"\1" if doubts else r"\2"
    return _marks().sub("", re.sub(f"{DOUBT}(.)(.)", kept, found, flags=re.DOTALL))


def slips(found: str) -> Iterator[Slip]:
    """Yield what was `marked`, by its place in the text as it was."""
    marks = 0
    word = ""
    for mark in _marks().finditer(found):
        at = mark.end()
        if mark[0] == CLEAR:
            word = _marks().sub("", found[at : found.index(END, at)])
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
