"""What is to change in a line that looks damaged."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from hantidy.core.edits import Change, splice
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import Pair
from hantidy.filters.mojibake.doubts import believed
from hantidy.filters.mojibake.gate import rare_han, steep, utf8_in_gbk
from hantidy.filters.mojibake.latin import fixed
from hantidy.filters.mojibake.readings import Reading, read_line
from hantidy.filters.mojibake.spans import read_spans

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["disjoint", "repair"]

_LATIN = frozenset(("cp1252", "mac-roman", "cp437"))


@cache
def _signals() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    """What readers leave behind, so that only those are asked that may have been at work."""
    rare = rare_han()
    return (
        (
            re.compile(f"[{rare}][{rare}€\ue000-\uf8ff\ufffd?]|[\ue000-\ue864]|{utf8_in_gbk()}"),
            ("gb18030", "big5"),
        ),
        (re.compile("[｡-ﾟ]"), ("cp932",)),
        (re.compile("[가-힣]"), ("cp949",)),
        (re.compile("[\x80-\xff]"), ("cp1252",)),
        (re.compile("[‰ÂÊÁËÈ„Ô‚√]"), ("mac-roman",)),
        (re.compile("[ΣσµτΦΘπ∩Γ├┬]"), ("cp437",)),
    )


def _readers(line: str) -> tuple[str, ...]:
    """The readers that may have been at work."""
    names: tuple[str, ...] = ()
    for pattern, found in _signals():
        if pattern.search(line) and (found[0] != "gb18030" or steep(line)):
            names += found
    return names


def repair(line: str, *, guess: bool) -> list[Change]:
    """The changes of one line, sorted and disjoint."""
    readers = _readers(line)
    return disjoint(list(_decoded(line, readers, guess=guess))) if readers else []


def disjoint(*ranked: list[Change]) -> list[Change]:
    """The changes that stay in nobody's way, those of the first list before the others."""
    taken: list[Change] = []
    for changes in ranked:
        starts = [change.start for change in taken]
        kept = []
        for change in sorted(changes):
            at = bisect_right(starts, change.start)
            clear = not at or taken[at - 1].end <= change.start
            if clear and (at == len(taken) or change.end <= taken[at].start):
                kept.append(change)
        taken = sorted(
            taken
            + [
                change
                for place, change in enumerate(kept)
                if not place or kept[place - 1].end <= change.start
            ]
        )
    return taken


def _readings(line: str, readers: tuple[str, ...], *, guess: bool) -> list[Reading]:
    """What the line or parts of it were: the whole, unless that spoils a part that is sound."""
    whole = read_line(line)
    if whole is not None and not steep(whole.after):
        return [whole]
    parts = read_spans(line, readers, guess=guess)
    if whole is not None:
        put_right = splice(line, [Change(*part[:3], "") for part in parts])
        return parts if parts and bigrams.gain(whole.after, put_right) > 0 else [whole]
    if not parts and not _LATIN.isdisjoint(readers):
        after = fixed(line)
        if after is not None and bigrams.gain(line, after) > 0:
            return [Reading(0, len(line), after, (Pair("utf-8", "latin"),))]
    return parts


def _decoded(line: str, readers: tuple[str, ...], *, guess: bool) -> Iterator[Change]:
    for reading in believed(line, _readings(line, readers, guess=guess)):
        start, end, after = _trimmed(line, reading)
        rule = "line" if end - start == len(line) else "span"
        yield Change(start, end, after, rule, reading.reason)


def _trimmed(line: str, reading: Reading) -> tuple[int, int, str]:
    """The reading without what it leaves as it was at both ends."""
    start, end, after = reading.start, reading.end, reading.after
    while start < end and after and line[start] == after[0]:
        start, after = start + 1, after[1:]
    while end > start and after and line[end - 1] == after[-1]:
        end, after = end - 1, after[:-1]
    return start, end, after
