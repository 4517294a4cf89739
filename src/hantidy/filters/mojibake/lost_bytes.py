"""Decode double-byte text in which bytes are lost or ambiguous.

Everything is decoded in one go. Around a place that reads badly the cheapest way through the bytes
is searched (`ways`): a character that was shown may stand for other bytes, the first or the second
byte of a hanzi may be gone, and the second one may be known, as of a stripped soft hyphen. So the
time is linear in the bytes. A hanzi that lost a byte is U+FFFD: nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import accumulate
from operator import add, sub

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import LOST, decode
from hantidy.filters.mojibake.ways import Others, cheapest_way

_CHUNK = 60
"""Characters of the reader that are decoded at a time."""
_BACK, _ON = 6, 16
"""Characters before and after a bad place that are searched."""
_CALM, _UNREST = 160, 8
"""Tenths of a bit of two characters that read well, and how far back these are looked for."""
_BAD_TWO, _BAD_THREE = 340, 480
"""Tenths of a bit from which on two and three characters in a row are no text."""
_ROW, _BAD_ROW, _RARE_ROW = 5, 780, 650
"""The same for more characters in a row: what follows a lost byte is read wrongly for a while."""
_UNLIKELY, _RARE = 360, 160
"""The same for three and for one, where a character may stand for other bytes."""
_HAN_SIZE, _LIKELY, _LIKELY_HAN = 3, 10, 50
"""Bytes of a hanzi that was none, tenths of a bit that others cost at most to be likely."""
_BESIDE_TWIN = 3
"""Characters on both sides of one with two codes that tell which was meant."""
_TWIN_MARGIN = 2.0
"""Bits that the other code must cost more, or the character is not known."""
_HALVES = re.compile(rb"[\x81-\xfe][\x40-\xfe]|.", re.DOTALL)


def bad_place(text: str) -> int:
    """Return the first position where ``text`` is implausible or has U+FFFD, or -1."""
    steps = bigrams.steps(text)
    lost = text.find(LOST)
    for at, two in enumerate(map(add, steps, steps[1:])):
        if two >= _BAD_TWO and (at + 2 >= len(steps) or two + steps[at + 2] >= _BAD_THREE):
            return at if lost < 0 else min(at, lost)
    return lost


def is_torn(text: str) -> bool:
    """Whether some characters in a row read so badly that a byte must be gone, or one is U+FFFD."""
    return next(scored([text]))[1]


def scored(texts: list[str]) -> Iterator[tuple[float, bool]]:
    """Yield what each text costs in bits, and whether it `is_torn`; all are scored in one go."""
    sums = list(accumulate(bigrams.steps("\n".join(texts)), initial=0))
    bad = [at for at, row in enumerate(map(sub, sums[_ROW:], sums)) if row >= _BAD_ROW]
    start = 0
    for text in texts:
        end = start + len(text)
        first = bisect_left(bad, start) if bad else 0
        torn = first < len(bad) and bad[first] + _ROW <= end
        yield (sums[end] - sums[start]) / 10, torn or LOST in text
        start = end + 1


def mend(parts: list[bytes], true: str, second: Others, *, stripped: bytes) -> str:
    """Decode ``parts``, the bytes of each character that was shown.

    ``second`` has the other bytes that a character may stand for, and their cost, by its place;
    ``stripped`` has the bytes that may be gone as the second one of a hanzi.
    """
    doubt = _unlikely if second else first_doubt if stripped else bad_place
    far, on = bool(second or stripped), _ON // 2 if second else _ON
    folded = max(map(len, parts)) > 1  # a letter that only ftfy makes
    even = [at for at, some in second.items() if _is_even(len(parts[at]), some)]
    out: list[str] = []
    at = 0
    while at < len(parts):
        chunk = parts[at : at + _CHUNK]
        text = decode(b"".join(chunk), true)
        bad = doubt(text)
        place = next(iter(even[bisect_left(even, at) :][:1]), len(parts)) - at
        if place < len(chunk):
            before = len(decode(b"".join(chunk[:place]), true))
            bad = before if bad < 0 else min(bad, before)
        if bad < 0:
            size = (
                len(chunk)
                if at + _CHUNK >= len(parts)
                else _whole(chunk[:-on] if far else chunk, true)
            )
            out.append(decode(b"".join(chunk[:size]), true))
            at += size
            continue
        calm = _calm(text, bad) if far else bad
        first = max(0, _part_of(chunk, text, calm, true) - _BACK)
        while first and decode(b"".join(chunk[:first]), true).endswith(LOST):
            first -= 1
        out.append(decode(b"".join(chunk[:first]), true))
        at += first
        enough = at + _BACK + on
        last = out[-1][-1:] or "\n"
        size, read = cheapest_way(
            parts, at, enough, true, second, before=last, stripped=stripped, folded=folded
        )
        out.append(read)
        at += size
    return "".join(out)


def _is_even(size: int, some: tuple[tuple[bytes, int], ...]) -> bool:
    """Whether others of as many bytes are likely: nothing behind them tells which were meant."""
    most = _LIKELY if size < _HAN_SIZE else _LIKELY_HAN
    return any(len(data) == size and cost <= most for data, cost in some)


def _unlikely(text: str) -> int:
    """Return the first position where ``text`` is less likely than most text is, or -1."""
    steps = [*bigrams.steps(text), 0, 0]
    rows = enumerate(zip(steps, steps[1:], steps[2:], strict=False))
    lost = text.find(LOST)
    rare = next((at for at, row in rows if sum(row) >= _UNLIKELY or row[0] >= _RARE), lost)
    return rare if lost < 0 else min(rare, lost)


def first_doubt(text: str) -> int:
    """Return the first position where ``text`` is implausible or has a rare run, or -1."""
    bad = bad_place(text)
    sums = list(accumulate(bigrams.steps(text), initial=0))
    rare = next((at for at, row in enumerate(map(sub, sums[_ROW:], sums)) if row >= _RARE_ROW), bad)
    return rare if bad < 0 else min(bad, rare)


def _calm(text: str, bad: int) -> int:
    """Return the last position before ``bad`` where ``text`` is plausible."""
    steps = bigrams.steps(text[:bad])
    for at in range(bad, max(0, bad - _UNREST), -1):
        if sum(steps[max(0, at - 2) : at]) <= _CALM:
            return at
    return max(0, bad - _UNREST)


def _part_of(chunk: list[bytes], text: str, bad: int, true: str) -> int:
    """The place in ``chunk`` where the decoded character ``bad`` begins."""
    size = sum(len(char.encode(true, "ignore")) or 1 for char in text[:bad])
    ends = accumulate(map(len, chunk))
    return next((place for place, end in enumerate(ends) if end > size), len(chunk) - 1)


def _whole(chunk: list[bytes], true: str) -> int:
    """Return the most parts of ``chunk`` that end with a whole character."""
    for size in range(len(chunk), max(0, len(chunk) - 6), -1):
        if not decode(b"".join(chunk[:size]), true).endswith(LOST):
            return size
    return len(chunk)


def read_twins(parts: list[bytes], true: str, second: dict[int, bytes]) -> tuple[str, str]:
    """The text with the better code of each character with two, and with U+FFFD if both read well.

    ``parts`` gets the better codes.
    """
    data = bytearray(b"".join(parts))
    ends = [0, *accumulate(map(len, parts))]
    starts = [*(match.start() for match in _HALVES.finditer(data)), len(data)]
    doubtful = []
    for at, other in second.items():
        place = ends[at]
        first = starts[max(0, bisect_right(starts, place) - 1 - _BESIDE_TWIN)]
        last = starts[min(len(starts) - 1, bisect_left(starts, place + 2) + _BESIDE_TWIN)]
        here = bytes(data[first:last])
        there = here[: place - first] + other + here[place - first + len(other) :]
        more = _either_way(there, true) - _either_way(here, true)
        if more < 0:
            data[place : place + len(other)] = parts[at] = other
        if abs(more) < _TWIN_MARGIN:
            doubtful.append(place)
    text = decode(bytes(data), true)
    chars = list(text)
    starts = [match.start() for match in _HALVES.finditer(data)]
    for place in doubtful:
        for at in {bisect_right(starts, place) - 1, bisect_right(starts, place + 1) - 1}:
            chars[at] = LOST
    return text, "".join(chars)


def _either_way(data: bytes, true: str) -> float:
    """What ``data`` costs, which may begin inside of a hanzi where a byte was lost before."""
    return min(total(decode(data, true)), total(decode(data[1:], true)))


def total(text: str) -> float:
    return bigrams.cost(text.replace(LOST, "")) + 13 * text.count(LOST)
