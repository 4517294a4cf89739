"""Whether characters are Han: one of them, or the nearest on either side of a position."""

from __future__ import annotations

import re
from functools import cache, lru_cache, partial

from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN

_NEAR = 16  # how far a letter is looked for
_LETTER = pattern(r"[^\W\d_]")


@lru_cache(maxsize=1 << 15)
def is_one_of(members: str, character: str) -> bool:
    """Whether ``members``, the inside of a class without escapes, hold ``character``.

    Python 3.11 compiles a class of Han in a millisecond, so patterns of rare use look for any
    character outside of ASCII, and leave the rest to this.
    """
    return any(first <= character <= (last or first) for first, last in _ranges(members))


@cache
def _ranges(members: str) -> list[tuple[str, str]]:
    return re.findall("(.)(?:-(.))?", members)


is_han = partial(is_one_of, HAN)
"""Tells whether a character is Han; ``""`` is not."""


def han_before(text: str, at: int) -> bool | None:
    """Whether the nearest letter before ``at`` in its line is Han; None if there is none near."""
    found = _LETTER.search(text[max(0, at - _NEAR) : at].rpartition("\n")[2][::-1])
    return None if found is None else is_han(found[0])


def han_after(text: str, at: int) -> bool | None:
    """Whether the nearest letter from ``at`` on in its line is Han; None if there is none near."""
    found = _LETTER.search(text[at : at + _NEAR].partition("\n")[0])
    return None if found is None else is_han(found[0])
