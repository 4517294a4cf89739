"""The kind of text (Han or not) on either side of a position."""

from __future__ import annotations

from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN

_NEAR = 16  # how far a letter is looked for
_LETTER = pattern(r"[^\W\d_]")
_HAN = pattern(f"[{HAN}]")


def han_before(text: str, at: int) -> bool | None:
    """Whether the nearest letter before ``at`` in its line is Han; None if there is none near."""
    found = _LETTER.search(text[max(0, at - _NEAR) : at].rpartition("\n")[2][::-1])
    return None if found is None else _HAN.match(found[0]) is not None


def han_after(text: str, at: int) -> bool | None:
    """Whether the nearest letter from ``at`` on in its line is Han; None if there is none near."""
    found = _LETTER.search(text[at : at + _NEAR].partition("\n")[0])
    return None if found is None else _HAN.match(found[0]) is not None
