"""Whether a text speaks of damaged text, so that damage in it may be quoted.

Words about damage, and the names of charsets in prose, are talk. A declaration of a charset is
not: every page has one, damaged or sound.
"""

from __future__ import annotations

import re
from functools import cache

from hantidy import tables

_BESIDE = 200
"""Characters before and after, in the line beside, that may tell what is spoken of."""
_LONGEST = 2_000
"""Characters of the line itself that are looked at on both sides."""


@cache
def _talk() -> re.Pattern[str]:
    """A declaration (to be passed over) or a word of talk."""
    rows = tables.rows("mojibake_talk")
    declared = "|".join(pattern for kind, pattern in rows if kind == "declaration")
    words = "|".join(pattern for kind, pattern in rows if kind == "word")
    return re.compile(f"(?i:(?P<declaration>{declared})|(?P<word>{words}))")


def has_talk(text: str) -> bool:
    """Whether a text may have a word of talk anywhere; else `is_spoken_of` is false."""
    lower = text.lower()
    return any(part in lower for part in _parts())


@cache
def _parts() -> tuple[str, ...]:
    """What is part of the words of talk, each of which has one."""
    return tuple(part for kind, part in tables.rows("mojibake_talk") if kind == "part")


def is_spoken_of(text: str, start: int, end: int) -> bool:
    """Whether the text around ``[start, end)`` speaks of damage.

    That is the rest of its line, and the lines beside it unless it is most of its line.
    """
    first = max(text.rfind("\n", 0, start) + 1, start - _LONGEST)
    last = text.find("\n", end, end + _LONGEST)
    last = min(len(text), end + _LONGEST) if last < 0 else last
    if _speaks(text, first, start) or _speaks(text, end, last):
        return True
    if last - first <= 2 * (end - start):
        return False
    before = text.rfind("\n", 0, max(0, first - 1)) + 1
    after = text.find("\n", last + 1)
    return _speaks(text, max(before, first - _BESIDE), first) or _speaks(
        text, last, min(last + _BESIDE, len(text) if after < 0 else after)
    )


def _speaks(text: str, start: int, end: int) -> bool:
    return any(match["word"] for match in _talk().finditer(text, start, end))
