"""Parts of a sound line that were wrongly decoded."""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import category

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import (
    PAIRS,
    Pair,
    big5_char,
    decode,
    encoded_chars,
    has_second,
)
from hantidy.filters.mojibake.gate import LOST
from hantidy.filters.mojibake.hopes import hopeful
from hantidy.filters.mojibake.readings import Reading, convincing, layer_cost, read_line

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["read_spans"]

_SWITCH = 13.0
"""Bits that the edge of a damaged span costs."""
_EDGE = 3.0
"""What it costs beside a mark, a space or the end of the line, where clauses begin and end."""
_WIDE_UTF8 = 2
_WIDE = 3
"""Fewer characters than these in the middle of a line are no evidence (恂恂, é »)."""
_WORTH = 8.0
"""Bits more for two readers of Chinese, where any two rare hanzi are two others."""
_LONG = 4
"""So many characters are evidence enough to part two that go together (附|加)."""
_TOGETHER = 20
"""Tenths of bits by which a neighbour goes better with what was seen."""
_DEEPER = 14.0
"""Bits that each layer beneath a span must be worth."""

Span = tuple[int, int, str]


def _stream(parts: list[bytes]) -> tuple[bytes, dict[int, int]]:
    """The bytes in one piece, and at which byte each character starts."""
    starts: dict[int, int] = {}
    stream = bytearray()
    for at, part in enumerate(parts):
        starts[len(stream)] = at
        stream += part
    starts[len(stream)] = len(parts)
    return bytes(stream), starts


@cache
def _utf8_units() -> re.Pattern[bytes]:
    r"""Runs of UTF-8 that is not ASCII; \xff (never in UTF-8) and ``?`` are bytes that are gone."""
    more = rb"[\x80-\xbf]"
    unit = rb"(?:[\xc2-\xdf]%b|[\xe0-\xef]%b{2}|[\xf0-\xf4]%b{3})" % (more, more, more)
    between = rb"[\x20-\x3e@-\x7e]{1,60}+(?=[\xc2-\xf4][\x80-\xbf])"
    lossy = rb"(?:[\xe2-\xef]%b(?:[\xff?]|\Z)|[\xe2-\xef][\xff?](?:%b|[\xff?])|[\xff?]%b{2})" % (
        more,
        more,
        more,
    )
    return re.compile(rb"(?:%b)?%b(?:%b|%b|%b)*" % (lossy, unit, unit, lossy, between))


@cache
def _lossy_unit() -> re.Pattern[bytes]:
    return re.compile(
        rb"[\xe2-\xef][\x80-\xbf](?:[\xff?]|\Z)|[\xe2-\xef][\xff?][\x80-\xbf\xff?]"
        rb"|[\xff?][\x80-\xbf]{2}(?=[\xc2-\xf4\xff?]|\Z)"
    )


def _utf8_spans(text: str, pair: Pair, *, guess: bool) -> Iterator[Span]:
    """Spans whose bytes are UTF-8 from the first to the last."""
    parts = encoded_chars(text, pair.read, utf8=True)
    data, starts = _stream(
        [
            b"\xff" if char == LOST else part or b"\x00"
            for char, part in zip(text, parts, strict=True)
        ]
    )
    for match in _utf8_units().finditer(data):
        begin, end = match.span()
        while begin < end and begin not in starts:
            begin = _next_unit(data, begin, end)
        while b"\xd4" < data[begin : begin + 1] < b"\xe0" and data[begin + 2 : end] > b"\xe3":
            if begin + 2 not in starts:
                break
            begin += 2  # a sound hanzi that would be a letter of Armenian, Hebrew, Arabic
        while end > begin and end not in starts:
            end -= 1
            while end > begin and 0x80 <= data[end] < 0xC0:
                end -= 1
        if begin < end:
            after = _guessed(data[begin:end]) if guess else _decode_lossy(data[begin:end])
            if after is not None:
                yield starts[begin], starts[end], after


def _next_unit(data: bytes, begin: int, end: int) -> int:
    begin += 1
    while begin < end and 0x80 <= data[begin] < 0xC0:
        begin += 1
    return begin


def _decode_lossy(data: bytes) -> str | None:
    """UTF-8 in which a character that lost a byte is U+FFFD."""
    return decode(data, "utf-8") or decode(_lossy_unit().sub(LOST.encode(), data), "utf-8")


def _guessed(data: bytes) -> str | None:
    """The same with the likeliest character for each that lost a byte."""
    text = ""
    at = 0
    for match in _lossy_unit().finditer(data):
        sound = decode(data[at : match.start()], "utf-8")
        if sound is None:
            return None
        text += sound
        at = match.end()
        following = data[at : at + 3].decode("utf-8", "ignore")[:1]
        before = text[-1:] or "\n"
        _, best = min(
            (sum(bigrams.steps(before + char + following)[1:]), char) for char in _filled(match[0])
        )
        text += best
    rest = decode(data[at:], "utf-8")
    return None if rest is None else text + rest


def _filled(unit: bytes) -> list[str]:
    """The characters of three bytes that ``unit`` may have been."""
    more = range(0x80, 0xC0)
    gone = (0xFF, 0x3F)
    first = range(0xE3, 0xEA) if unit[0] in gone else unit[:1]
    second = more if unit[1] in gone else unit[1:2]
    third = more if len(unit) < 3 or unit[2] in gone else unit[2:3]
    made = (
        bytes((one, two, three)).decode("utf-8", "ignore")
        for one in first
        for two in second
        for three in third
    )
    return [char for char in made if char] or [LOST]


class _State(NamedTuple):
    """The cheapest way to read the bytes up to here as damaged."""

    cost: int
    start: int
    """The character of the line where the damage begins."""
    char: str
    """The last character read; none at the beginning."""
    before: _State | None


def _read(state: _State) -> str:
    """What was read up to ``state``."""
    chars = []
    at: _State | None = state
    while at is not None:
        chars.append(at.char)
        at = at.before
    return "".join(reversed(chars))


class _Path:
    """The cheapest path through a line, sound here and damaged there (Viterbi's algorithm)."""

    def __init__(self, text: str, pair: Pair, *, second: bool) -> None:
        parts = encoded_chars(text, pair.read, second=second)
        self._text = text
        self._codec = pair.true
        self._data, self._starts = _stream([part or b"\xff" for part in parts])
        self._steps = bigrams.steps(text)
        self._switches = _switches(text)
        self._sound = [0] * (len(text) + 1)
        self._closed: list[_State | None] = [None] * (len(text) + 1)
        self._damaged: dict[int, _State] = {}

    def spans(self) -> Iterator[Span]:
        """The damaged spans of the path, in order."""
        for byte in range(len(self._data) + 1):
            here = self._damaged.pop(byte, None)
            if (at := self._starts.get(byte)) is not None:
                here = self._at_character(at, here)
            if here is not None and byte < len(self._data):
                self._go_on(byte, here)
        found = []
        at = len(self._text)
        while at > 0:
            if (state := self._closed[at]) is not None:
                found.append((state.start, at, _read(state)))
                at = state.start
            else:
                at -= 1
        yield from reversed(found)

    def _at_character(self, at: int, here: _State | None) -> _State | None:
        """Close or open a damaged span where a character ends, whichever is cheaper."""
        switch = self._switches[at]
        cost = self._sound[at]
        step = self._steps[at] if at < len(self._text) else 0
        if here is not None and here.char:
            closed = here.cost + switch
            # What follows is read after what was put right, not after what was shown.
            after_closed = bigrams.steps(here.char + self._text[at])[1] if step else 0
            if closed + after_closed < cost + step:
                cost, step = closed, after_closed
                self._closed[at] = here
        if at < len(self._text):
            self._sound[at + 1] = cost + step
            if self._text[at] > "\x7f" and (here is None or cost + switch < here.cost):
                return _State(cost + switch, at, "", None)
        return here

    def _go_on(self, byte: int, here: _State) -> None:
        char, size = _unit(self._data, byte, self._codec)
        if char is None:
            return
        before = here.char or self._text[here.start - 1 : here.start] or "\n"
        cost = here.cost + bigrams.steps(before + char)[1]
        known = self._damaged.get(byte + size)
        if known is None or cost < known.cost:
            self._damaged[byte + size] = _State(cost, here.start, char, here if here.char else None)


def _switches(text: str) -> list[int]:
    """What it costs to go from sound to damaged or back, at each place of ``text``."""
    edges = [True, *(char < "\x7f" or category(char)[0] in "PZ" for char in text), True]
    return [round(10 * (_EDGE if any(both) else _SWITCH)) for both in pairwise(edges)]


def _unit(data: bytes, at: int, codec: str) -> tuple[str | None, int]:
    """The character of ``codec`` at a byte, and how many bytes it has."""
    if data[at] < 0x80:
        return chr(data[at]), 1
    piece = data[at : at + 2]
    if codec == "gb18030" and piece[1:] and 0x30 <= piece[1] <= 0x39:
        return decode(data[at : at + 4], "gb18030"), 4
    if codec == "big5":
        return big5_char(piece), 2
    if codec == "cp932" and 0xA1 <= data[at] < 0xE0:
        return decode(piece[:1], codec), 1
    char = decode(piece, codec) if len(piece) == 2 else None
    return char if char is not None and len(char) == 1 else None, 2


def _candidates(text: str, pair: Pair, *, guess: bool) -> Iterator[Span]:
    if pair.true == "utf-8":
        yield from _utf8_spans(text, pair, guess=guess)
        return
    if not hopeful(text, pair):
        return
    yield from _Path(text, pair, second=False).spans()
    if has_second(text, pair.read):
        yield from _Path(text, pair, second=True).spans()


class _Judged(NamedTuple):
    """What a span is worth in bits; ``sure`` if it is evidence by itself."""

    worth: float
    sure: bool
    pair: Pair
    reading: Reading


def _judged(text: str, pair: Pair, span: Span) -> _Judged | None:
    """A reading of one span and what it is worth; None if it is no evidence."""
    start, end, after = span
    before = text[start:end]
    utf8 = pair.true == "utf-8"
    wide = sum(char >= "\u2000" and char != LOST for char in after)
    if before == after or before.isascii() or not wide:
        return None
    if wide < _LONG and _parts_word(text, start, end, after):
        return None
    sure = wide >= (_WIDE_UTF8 if utf8 else _WIDE)
    chain: tuple[Pair, ...] = (pair,)
    worth = -layer_cost(pair, after)
    codec = pair.true
    deeper = read_line(after) if sure else None
    if deeper is not None:
        worth -= _DEEPER * len(deeper.chain)
        after, chain, codec = deeper.after, (*deeper.chain, *chain), "utf-8" if utf8 else "gb18030"
    worth += bigrams.gain(before, after)
    least = 0 if utf8 or pair.read in {"cp1252", "cp949"} else _WORTH
    if worth <= least or not convincing(before, after, codec):
        return None
    return _Judged(worth, sure, pair, Reading(start, end, after, chain))


def _parts_word(text: str, start: int, end: int, after: str) -> bool:
    """Whether the first or last character of a span belongs to the word beside it."""
    beside = [(text[start - 1 : start + 1], text[start - 1 : start] + after[0])] if start else []
    if end < len(text):
        beside.append((text[end - 1 : end + 1], after[-1] + text[end]))
    return any(bigrams.steps(seen)[1] + _TOGETHER < bigrams.steps(read)[1] for seen, read in beside)


def read_spans(text: str, readers: tuple[str, ...], *, guess: bool) -> list[Reading]:
    """Readings of parts of ``text``, the rest of it being sound; disjoint, in order.

    ``readers`` are the codecs that are worth a try; ``guess`` fills in lost bytes.
    """
    found = [
        judged
        for pair in PAIRS
        if pair.read in readers
        for span in _candidates(text, pair, guess=guess)
        if (judged := _judged(text, pair, span)) is not None
    ]
    found.sort(key=lambda each: (not each.sure, -each.worth))
    chosen: list[Reading] = []
    at_work: set[Pair] = set()
    for judged in found:
        reading = judged.reading
        if not judged.sure and judged.pair not in at_work:
            continue  # One character alone is believed where others came the same way.
        if all(reading.end <= other.start or other.end <= reading.start for other in chosen):
            chosen.append(reading)
            at_work.add(judged.pair)
    return sorted(chosen)
