"""Tell which filters of a row a short text concerns, by the characters they look for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property

from hantidy.core.lazy import pattern

SHORT = 2_000
"""Most characters of a text for which filters are chosen; a longer one has most triggers."""

_PRINTABLE = "".join(map(chr, range(0x20, 0x7F)))
"""Characters that many texts are full of; each is found sooner by itself than in a class."""

_BEYOND = "\U00010000-\U0010ffff"
_BEYOND_RANGE = pattern(f"(?<!-)[{_BEYOND}]-[{_BEYOND}]")
"""A range of characters beyond 16 bits; each one of a class costs a step for every character."""


class Triggers:
    """The filters of a row by the characters without which each leaves a text as it is.

    Sets of filters are integers: the filter at place ``n`` of the row is the bit ``1 << n``.
    """

    def __init__(self, classes: Sequence[str | None]) -> None:
        """Take the character class of each filter, without brackets; None for one without."""
        self._always = sum(1 << n for n, each in enumerate(classes) if each is None)
        some = {1 << n: pattern(f"[{each}]") for n, each in enumerate(classes) if each}
        self._asking = _Asking(some)
        every = "|".join(f"[{_widened(each)}]" for each in filter(None, classes))
        self._others = pattern(f"(?:{every})(?<![ -~])") if some else None

    def asked(self, text: str) -> int:
        """Return the filters that may find something in ``text``; all of them if it is long."""
        if len(text) > SHORT:
            return -1
        asked = self._always
        if self._others:
            signs = text.encode("ascii", "ignore").decode()  # of Chinese not much is left
            for char, bits in self._printable:
                if char in signs:
                    asked |= bits
            for char in self._others.findall(text):
                asked |= self._asking[char]
        return asked

    @cached_property
    def _printable(self) -> list[tuple[str, int]]:
        return [(char, bits) for char in _PRINTABLE if (bits := self._asking[char])]


def _widened(each: str) -> str:
    """The class, with one range for all beyond 16 bits: which filters look for one is told then."""
    return each if each[0] == "^" else _BEYOND_RANGE.sub(_BEYOND, each)


class _Asking(dict[str, int]):
    """The filters that look for each character, found when first asked for."""

    def __init__(self, classes: dict[int, re.Pattern[str]]) -> None:
        super().__init__()
        self._classes = classes

    def __missing__(self, char: str) -> int:
        found = self[char] = sum(bit for bit, each in self._classes.items() if each.match(char))
        return found
