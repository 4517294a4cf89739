"""What one codec of two bytes a hanzi shows of another: the cheapest way through each line.

Two such codecs cut the same bytes in the same way, so every character of the one is one of the
other or none: the path tells what is sound and what is damaged. Nothing is judged here.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import Any, NamedTuple

from hantidy.evidence import bigrams
from hantidy.evidence.context import is_one_of
from hantidy.filters.mojibake.codecs import LOST, NONE, Pair, char_map, codes
from hantidy.filters.mojibake.lost_bytes import mend

MARKS = frozenset("，。、：；？！“”‘’（）《》〈〉「」『』【】…—～·")
_WHOLE_LINE = 160
"""Tenths of a bit that a line must save to be taken whole, and what its characters may cost."""
_PROSE = 110
_SWITCH, _SWITCH_KNOWN, _SWITCH_EDGE = 110, 90, 20
"""Tenths of a bit to go from sound to damaged: in a line, where the pair is known, at a mark."""
_IMPOSSIBLE = 1 << 30
_BESIDE = 3
"""Characters from a span within which residue of damage belongs to it."""
_LONG_LINE = 4
"""Characters from which on a line may have lost a byte."""


class Span(NamedTuple):
    """``text[start:end]`` may have been ``after``."""

    start: int
    end: int
    after: str
    cost: float | None = None
    """What ``after`` costs in bits without its U+FFFD; None if that is not known yet."""


def replaced(text: str, places: Iterable[tuple[int, int, str]]) -> str:
    """Return ``text`` with another text from each start to each end, in order."""
    parts: list[str] = []
    at = 0
    for start, end, after in places:
        parts += (text[at:start], after)
        at = end
    return "".join(parts) + text[at:]


def blanked(text: str, places: Iterable[tuple[Any, ...]], filler: str) -> str:
    """Return ``text``, as long, with ``filler`` in ``places``, which begin with start and end."""
    return replaced(text, ((start, end, filler * (end - start)) for start, end, *_ in places))


def disjoint(ranked: Iterable[Any]) -> list[Any]:
    """Return what overlaps nothing before it, sorted; each has a ``start`` and an ``end``."""
    starts: list[int] = []
    chosen: list[Any] = []
    for one in ranked:
        place = bisect_right(starts, one.start)
        if place and chosen[place - 1].end > one.start:
            continue
        if place < len(chosen) and chosen[place].start < one.end:
            continue
        starts.insert(place, one.start)
        chosen.insert(place, one)
    return chosen


def find_paths(text: str, pair: Pair, *, known: bool) -> Iterator[Span]:
    """The stretches of ``text`` that one codec of two bytes a hanzi shows of another."""
    again = _read_again(text, pair)
    found: list[tuple[int, str, str]] = []
    at = 0
    for line, other in zip(text.split("\n"), again.split("\n"), strict=True):
        if line != other and not line.isascii():
            found.append((at, line, other))
        at += len(line) + 1
    costs = bigrams.block_steps("\n".join(map(itemgetter(1), found)))
    costs_again = bigrams.block_steps("\n".join(map(itemgetter(2), found)))
    first = 0
    for at, line, other in found:
        if LOST in line and len(line) > _LONG_LINE and pair.read != "utf-16-le":
            read = mend(codes(line, pair.read), pair.true, {}, stripped=b"")
            yield Span(at, at + len(line), read)
        end = first + len(line)
        here, there = costs[first:end], costs_again[first:end]
        whole = _whole_line(line, other, sum(here), sum(there), known=known)
        for start, stop, read, cost in (
            [whole] if whole is not None else _path(line, other, here, there, known=known)
        ):
            yield Span(at + start, at + stop, read, cost)
        first = end + 1


BIG5 = {"big5": "big5hkscs", "big5hkscs": "big5"}
"""The readers that show some bytes with each other's characters."""


def _read_again(text: str, pair: Pair) -> str:
    """Every character as ``pair`` has it, or as the other Big5 if that reads better."""
    again = text.translate(char_map(pair))
    if pair.read not in BIG5:
        return again
    other = text.translate(char_map(pair._replace(read=BIG5[pair.read])))
    both = zip(again.split("\n"), other.split("\n"), strict=True)
    differ = [lines for lines in both if lines[0] != lines[1]]
    mine, theirs = (bigrams.cost("\n".join(map(itemgetter(each), differ))) for each in (0, 1))
    return again if mine <= theirs else other


def _whole_line(line: str, again: str, before: int, after: int, *, known: bool) -> Span | None:
    """The line as a whole, if it costs ``before`` and its other reading far less, ``after``."""
    if before - after <= _WHOLE_LINE:
        return None
    lost = again.count(NONE)
    if not lost and after <= _PROSE * len(again):
        return Span(0, len(line), again, after / 10)
    if known and lost < len(line) / 5 and after - 200 * lost <= 120 * len(again):
        return Span(0, len(line), "".join(map(_kept, line, again)))
    return None


def _path(
    line: str, again: str, here: Sequence[int], there: Sequence[int], *, known: bool
) -> Iterator[Span]:
    """The damaged parts of a line on the cheapest way through it and its other reading.

    ``here`` and ``there`` are what the characters of both cost.
    """
    switch = _SWITCH_KNOWN if known else _SWITCH
    sound, damaged = 0, _IMPOSSIBLE
    ways: list[tuple[bool, bool]] = []  # whether sound, and damaged, come from damaged
    before = beside = "\n"
    for char, other, cost, cost_again in zip(line, again, here, there, strict=True):
        edge = _SWITCH_EDGE if before < "\x80" or before in MARKS or beside in MARKS else switch
        leave, stay = damaged + edge, damaged
        ways.append((leave < sound, stay <= sound + edge))
        sound, damaged = (
            min(sound, leave) + cost,
            _IMPOSSIBLE if other == NONE else min(stay, sound + edge) + cost_again,
        )
        before, beside = char, other
    in_damage = damaged + _SWITCH_EDGE < sound
    end = len(line)
    found: list[Span] = []
    for at in range(len(line) - 1, -1, -1):
        came = ways[at][in_damage]
        if in_damage and not came:
            found.append(Span(at, end, again[at:end]))
        elif came and not in_damage:
            end = at
        in_damage = came
    for span in reversed(found):
        yield _widened(span, line, again)


_RESIDUE = "\u0370-\u04ff\u2460-\u27bf\u3041-\u312f\uac00-\ud7a3\ue000-\uf8ff"
"""What readers of two bytes show beside hanzi, and Chinese text has not."""


def _widened(span: Span, line: str, again: str) -> Span:
    """Return the span widened by adjacent characters that can only be damage."""
    start, end = span.start, span.end
    at = start - 1
    while at >= max(0, start - _BESIDE) and again[at] >= "\u3400":
        if is_one_of(_RESIDUE, line[at]):
            start = at
        at -= 1
    at = end
    while at < min(len(line), end + _BESIDE) and again[at] >= "\u3400":
        if is_one_of(_RESIDUE, line[at]):
            end = at + 1
        at += 1
    return Span(start, end, again[start:end])


def _kept(char: str, other: str) -> str:
    """Return the other reading of a character, or the character."""
    return char if other == NONE else other
