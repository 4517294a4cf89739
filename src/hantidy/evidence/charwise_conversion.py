"""What careless conversion wrote in a traditional text, and what belongs there.

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
    "DOUBT",
    "KEPT",
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

Kind = Literal["kept", "over", "other", "doubt"]
_KINDS: dict[str, Kind] = {KEPT: "kept", OVER: "over", OTHER: "other", DOUBT: "doubt"}
_WORDS = opencc.Own(*TABLES)


class Slip(NamedTuple):
    """A character that careless conversion left or made."""

    at: int
    best: str
    """What belongs there."""
    kind: Kind


def marked(text: str) -> str:
    """Return ``text`` with what belongs in it, each after its mark.

    Words of the table decide; a text that has such marks of its own comes back as it is.
    """
    found = opencc.convert(text, _WORDS)
    return text if found != text and any(mark in text for mark in _KINDS) else found


@cache
def _marks() -> re.Pattern[str]:
    return re.compile(f"[{''.join(_KINDS)}]")


def mended(found: str, *, doubts: bool) -> str:
    """Return the text that was `marked`, with what belongs in it; ``doubts`` says what of those."""
    if DOUBT in found:
        sure, *rest = found.split(DOUBT)
        if doubts:
            found = "".join((sure, *(part[0] + part[2:] for part in rest)))
        else:
            found = "".join((sure, *(part[1:] for part in rest)))
    return found.replace(KEPT, "").replace(OVER, "").replace(OTHER, "")


def slips(found: str) -> Iterator[Slip]:
    """Yield what was `marked`, by its place in the text as it was."""
    marks = 0
    for mark in _marks().finditer(found):
        at = mark.end()
        yield Slip(at - 1 - marks, found[at], _KINDS[mark[0]])
        marks += 1 + (mark[0] == DOUBT)


def without(text: str, places: list[int]) -> str:
    """Return ``text`` `marked` but for some ``places``, which no word reaches across."""
    characters = list(text)
    for at in places:
        characters[at] = "\0"
    blotted = "".join(characters)
    found = marked(blotted)
    if found == blotted:
        return text
    pieces = found.split("\0")
    kept = [text[at] for at, character in enumerate(characters) if character == "\0"]
    return "".join(part for pair in zip(pieces, [*kept, ""], strict=True) for part in pair)
