"""The smallest runs in which a converted text differs from its source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import compress, pairwise
from operator import ne
from typing import NamedTuple

_FARTHEST = 12  # a phrase and its conversion differ in no more characters than this


class Run(NamedTuple):
    """``before[start:end]`` became ``after``."""

    start: int
    end: int
    after: str


def between(before: str, after: str, at: int = 0) -> list[Run]:
    r"""Return the runs that turn ``before``, which begins at ``at``, into ``after``.

    A conversion keeps lines, so that they are compared in pairs.
    """
    runs: list[Run] = []
    for old, new in zip(before.split("\n"), after.split("\n"), strict=True):
        if old != new:
            same = _side_by_side(old, new, at) if len(old) == len(new) else None
            runs += _in_step(old, new, at) if same is None else same
        at += len(old) + 1
    return runs


def moved(before: str, after: str, places: Iterable[int]) -> Iterator[int]:
    """Yield where the ``places`` of ``before``, in order, are in ``after``.

    Inside a run each character has its own place if none was added or taken away.
    """
    runs = between(before, after)
    runs.reverse()
    shift = 0
    for place in places:
        while runs and runs[-1].end <= place:
            start, end, new = runs.pop()
            shift += len(new) - (end - start)
        at = place
        if runs and runs[-1].start < place:
            start, end, new = runs[-1]
            at = place if end - start == len(new) else start + len(new)
        yield at + shift


def _side_by_side(old: str, new: str, at: int) -> list[Run] | None:
    """Compare character by character; None if too many differ."""
    places = list(compress(range(len(old)), map(ne, old, new)))
    if len(places) * 4 > len(old) * 3 and len(old) > _FARTHEST:
        return None
    starts = [place for last, place in pairwise([-2, *places]) if place > last + 1]
    ends = [last + 1 for last, place in pairwise([*places, len(old) + 1]) if place > last + 1]
    return [
        Run(at + start, at + end, new[start:end]) for start, end in zip(starts, ends, strict=True)
    ]


def _in_step(old: str, new: str, at: int) -> list[Run]:
    """Compare both from the left; at a difference find the nearest place where they agree."""
    tail = 0
    shorter = min(len(old), len(new))
    while tail < shorter and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    last_old, last_new = len(old) - tail, len(new) - tail
    runs = []
    i = j = 0
    while i < last_old or j < last_new:
        if i < last_old and j < last_new and old[i] == new[j]:
            i += 1
            j += 1
            continue
        further_i, further_j = _meeting(old, new, i, j)
        if further_i > last_old or further_j > last_new:
            further_i, further_j = last_old, last_new
        runs.append(Run(at + i, at + further_i, new[j:further_j]))
        i, j = further_i, further_j
    return runs


def _meeting(old: str, new: str, i: int, j: int) -> tuple[int, int]:
    """Return the nearest places after ``i`` and ``j`` where ``old`` and ``new`` agree.

    One equal character is enough at the same distance from both; otherwise two, or one that is
    no hanzi or joins words.
    """
    for far in range(1, _FARTHEST):
        if old[i + far : i + far + 1] == new[j + far : j + far + 1]:
            return i + far, j + far
        for near in range(far - 1, -1, -1):
            if _agree(old, new, i + far, j + near):
                return i + far, j + near
            if _agree(old, new, i + near, j + far):
                return i + near, j + far
    return len(old) + 1, len(new) + 1


def _agree(old: str, new: str, i: int, j: int) -> bool:
    two = old[i : i + 2]
    if two[:1] != new[j : j + 1]:
        return False
    return (len(two) == 2 and two == new[j : j + 2]) or two[:1] in "的了和在是，。、；：！？ "
