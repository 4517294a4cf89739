"""Whether it is worth while to look for damaged parts of a line, asked before the long search.

Two codecs of two bytes a hanzi cut the same bytes in the same way: every character of the one is a
character of the other, or none. So the best part of a line is found without trying every place,
and pages of rare hanzi, which look damaged to the gate, are let go.
"""

from __future__ import annotations

from functools import cache

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import Pair, decode, encoded_chars

__all__ = ["hopeful"]

_LEAST = 190
_LEAST_HANGUL = 130
"""Tenths of a bit that the best part must save, somewhat less than what is asked of it later."""
_PROSE = 125
"""Tenths of a bit that a character of the reading may cost: prose costs 90, rare hanzi 170."""
_STRICT = 8
"""How much that counts beside what is saved: of 1,500 damaged clauses it let none go."""
_DOUBLE = frozenset(("gb18030", "big5", "cp932", "cp949"))
_NONE = "\x00"
"""Stands for what is no character; it is dear."""


class _Again(dict[str, str]):
    """What every character of one codec is in another: found once, then known."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair = pair

    def __missing__(self, char: str) -> str:
        (data,) = encoded_chars(char, self._pair.read)
        read = decode(data, self._pair.true) if data and len(data) < 3 else None
        found = self[char] = read if read and len(read) == 1 else _NONE
        return found


_again = cache(_Again)


def hopeful(text: str, pair: Pair) -> bool:
    """Whether some part of ``text`` may have been read wrongly by ``pair``."""
    if pair.read not in _DOUBLE - {"cp932"} or pair.true not in _DOUBLE:
        return True
    if "€" in text or "\x80" in text or "\xff" in text:  # single bytes among the double ones
        return True
    read = "".join(map(_again(pair).__getitem__, text))
    best = so_far = 0
    for before, after, cost, cost_again in zip(
        text, read, bigrams.steps(text), bigrams.steps(read), strict=True
    ):
        so_far += cost - cost_again
        if before != after:
            so_far += _STRICT * (_PROSE - cost_again)
        if so_far < 0:
            so_far = 0
        elif so_far > best:
            best = so_far
    return best >= (_LEAST_HANGUL if pair.read == "cp949" else _LEAST)
