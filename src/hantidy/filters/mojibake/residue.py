"""Damage that is recognized but not undone: findings, shielded from every later filter.

If a later filter removed half of a hanzi (a C1 control, a soft hyphen), the damage could never be
undone.
"""

from __future__ import annotations

from collections.abc import Iterator

from hantidy.core import lazy
from hantidy.evidence.ranges import has_any
from hantidy.filters.mojibake.signatures import Seed, is_damage

_FAR = 200
"""Characters of a run on both sides of a seed."""
_FEWEST, _FEWEST_WIDE = 3, 2
"""Odd characters that a run of letters and symbols must have, and a run of hanzi."""

_WIDE_BEFORE = lazy.pattern("[^\x00-\x7f，。！？；：、“”《》（）\u3000]*\\Z")
_WIDE_AFTER = lazy.pattern("[^\x00-\x7f，。！？；：、“”《》（）\u3000]*")
_NARROW_BEFORE = lazy.pattern("[^\x00-\x20\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef]*\\Z")
_NARROW_AFTER = lazy.pattern("[^\x00-\x20\u2e80-\ud7ff\uf900-\ufaff\ufe30-\uffef]*")
_SYMBOL = lazy.pattern("[\x80-\xbf\xd7\xf7\u2013-\u2bff]")
_ODD = lazy.pattern("[^\x00-\x7f]")


CONTROLS = "\x80-\x9f"
_CONTROL = lazy.pattern(
    f"[{CONTROLS}](?<=[\u3400-\u9fff].)(?:(?<!\x85)(?=[\u3400-\u9fff])|·(?=[\u3400-\u9fff]))"
)


def find_controls(text: str) -> Iterator[tuple[int, int]]:
    """Yield the C1 controls between two hanzi, which are halves of one and must stay.

    U+0085 alone is a line end; with a middle dot behind it, it is none.
    """
    if has_any(text, CONTROLS):
        for match in _CONTROL.finditer(text):
            yield match.span()


def find_residue(text: str, left: list[Seed]) -> Iterator[tuple[int, int, str]]:
    """Yield the runs of damage around ``left``, the unexplained seeds, with a description.

    One seed in sound text is rarely damage. So the whole run must save bits when it is read again,
    or hold a second seed; letters and symbols must be mixed, or be many.
    """
    at = 0
    for place, seed in enumerate(left):
        if seed.at < at:
            continue
        first = max(at, seed.at - _FAR)
        last = min(len(text), seed.at + _FAR)
        wide = bool(seed.pairs)
        before = (_WIDE_BEFORE if wide else _NARROW_BEFORE).search(text, first, seed.at)
        after = (_WIDE_AFTER if wide else _NARROW_AFTER).match(text, seed.at, last)
        start = before.start() if before else seed.at
        end = max(after.end() if after else 0, seed.at + 1)
        run = text[start:end]
        again = place + 1 < len(left) and left[place + 1].at < end
        if wide:
            if len(set(run)) < _FEWEST_WIDE or not (again or is_damage(run, seed.pairs[0])):
                continue
        elif len(_ODD.findall(run)) < _FEWEST or not (again or _SYMBOL.search(run)):
            continue
        at = end
        yield start, end, str(seed.pairs[0]) if wide else "bytes read one by one"
