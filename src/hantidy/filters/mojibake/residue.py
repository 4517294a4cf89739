"""Damage that was seen and not undone: findings, shielded whole from every later filter.

A later filter that took out half of a hanzi, a C1 control or a soft hyphen, would make it
impossible for anybody to undo the damage.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hantidy.core import lazy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.filters.mojibake.signatures import Seed

__all__ = ["find_residue"]

_FAR = 200
"""Characters of a run on both sides of a seed."""
_FEWEST = 3
"""Odd characters that a run of letters and symbols must have."""

_WIDE_BEFORE = lazy.pattern("[^\x00-\x7f，。！？；：、“”《》（）\u3000]*\\Z")
_WIDE_AFTER = lazy.pattern("[^\x00-\x7f，。！？；：、“”《》（）\u3000]*")
_NARROW_BEFORE = lazy.pattern("[^\x00-\x20\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef]*\\Z")
_NARROW_AFTER = lazy.pattern("[^\x00-\x20\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef]*")
_ODD = lazy.pattern("[^\x00-\x7f]")


def find_residue(text: str, left: list[Seed]) -> Iterator[tuple[int, int, str]]:
    """The runs of damage around ``left``, the seeds that nothing explained: where, and what."""
    at = 0
    for seed in left:
        if seed.at < at:
            continue
        first = max(at, seed.at - _FAR)
        last = min(len(text), seed.at + _FAR)
        wide = bool(seed.pairs)
        before = (_WIDE_BEFORE if wide else _NARROW_BEFORE).search(text, first, seed.at)
        after = (_WIDE_AFTER if wide else _NARROW_AFTER).match(text, seed.at, last)
        start = before.start() if before else seed.at
        end = after.end() if after else seed.at + 1
        if not wide and len(_ODD.findall(text, start, end)) < _FEWEST:
            continue
        at = max(end, seed.at + 1)
        yield start, at, seed.pairs[0].__str__() if wide else "bytes read one by one"
