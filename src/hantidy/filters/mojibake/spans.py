"""Find the spans that one pair of codecs may have damaged, with their original text.

UTF-8 is found by the form of its bytes. Double-byte text in a single-byte reader is runs of that
reader's characters. Pairs of two double-byte codecs are in ``paths.py``. Nothing is judged here.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from operator import methodcaller

from hantidy.core import lazy
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import (
    FTFY,
    LOST,
    LOST_BYTE,
    Pair,
    codes,
    decode,
    double_byte,
    encode_single,
    high,
    second_codes,
)
from hantidy.filters.mojibake.folded import bytes_of, with_doubts
from hantidy.filters.mojibake.lost_bytes import (
    bad_place,
    is_torn,
    mend,
    read_twins,
    scored,
    total,
)
from hantidy.filters.mojibake.paths import MARKS, Span, blanked, find_paths
from hantidy.filters.mojibake.signatures import FEWEST_ASCII, TWO_ASCII

_DEAR = 150
"""Cost in tenths of a bit from which a character is less likely than a sound mark."""
_LONG_RUN = 4
"""Characters from which on a run may have lost a byte."""
_COMPANY = 8
"""Runs from which on none has lost a byte if none shows it."""
_HOPELESS = 17
"""Bits a character from which on a reading is no text that lost a byte here and there."""


_MORE = rb"[\x80-\xbf]"
_UNIT = (
    rb"(?:[\xc2-\xdf]%b|[\xe1-\xec\xee\xef]%b{2}|\xe0[\xa0-\xbf]%b|\xed[\x80-\x9f]%b"
    rb"|\xf0[\x90-\xbf]%b{2}|[\xf1-\xf3]%b{3}|\xf4[\x80-\x8f]%b{2}"
    rb"|\xed[\xa0-\xaf]%b\xed[\xb0-\xbf]%b)" % ((_MORE,) * 9)
)
_BROKEN = (
    rb"(?:[\xe2-\xef]%b(?!%b)[\xff?]?|[\xe2-\xef][\xff?]%b|[\xe2-\xef](?!%b)\xff{0,2}"
    rb"|[\xff?]%b{2}|%b{1,2}(?=[\xe2-\xef]))" % ((_MORE,) * 6)
)
_UTF8 = lazy.pattern(
    rb"(?:%b)?%b(?:%b|%b|[\x20-\x3e@-\x7e]{1,12}(?=%b))*" % (_BROKEN, _UNIT, _UNIT, _BROKEN, _UNIT)
)
_TWO_ASCII = lazy.pattern(f"[{TWO_ASCII}]{{{FEWEST_ASCII},}}")
_WHOLE_UNIT = lazy.pattern(_UNIT)
_BESIDE_LOST = lazy.pattern(rb"[\x80-\xfe]{0,2}\xff+[\x80-\xfe]{0,2}")
_HARD = lazy.pattern(rb"[\xed\xff]")
"""What may begin half of a surrogate pair, and what is lost."""
_ASCII_BYTES = bytes(range(0x80))
_UNITS, _STRAY = 3, 5
"""The characters of UTF-8 that are evidence, and how many bytes there must be for a stray one."""
_PIECES = lazy.pattern(rb"(%b|[\x00-\x7e])|(%b)|." % (_UNIT, _BROKEN), re.DOTALL)
_SPACED = lazy.pattern(rb"[\xe2-\xef](?:\x20%b|%b\x20|\x20\x20)(?!%b)" % ((_MORE,) * 3))


def find_spans(
    text: str, pair: Pair, *, known: bool, mended: bool = True, guess: bool = False
) -> Iterator[Span]:
    """Yield the spans of ``text`` that ``pair``, perhaps ``known``, may have damaged, in order.

    ``mended`` searches for lost bytes; ``guess`` puts the likeliest hanzi where UTF-8 lost one.
    """
    single = pair.read not in double_byte()
    if pair.true == "utf-8":
        find = _utf8_single if single else _utf8_double
        return find(text, pair.read, guess=guess)
    if pair.true == "ascii":
        return _ascii_runs(text, pair.read)
    if single or pair.read in {"cp932", "euc-jp"}:
        return _runs(text, pair, mended=mended)
    return find_paths(text, pair, known=known)


def is_utf8(data: bytes) -> bool:
    """Whether nearly all bytes beyond ASCII are UTF-8, which other codecs rarely yield."""
    high = len(data.translate(None, _ASCII_BYTES))
    if not _HARD.search(data):  # then the decoder finds the same units
        stray = len(data) - len(data.decode("utf-8", "ignore").encode())
        if _STRAY * stray > high:
            return False
    rest, units = _WHOLE_UNIT.subn(b"", data)
    stray = len(_BESIDE_LOST.sub(b"", rest).translate(None, _ASCII_BYTES))
    return units >= _UNITS and _STRAY * stray <= high


def _ascii_runs(text: str, reader: str) -> Iterator[Span]:
    """Yield the runs in which every character is two ASCII characters."""
    for match in _TWO_ASCII.finditer(text):
        yield Span(*match.span(), decode(b"".join(codes(match[0], reader)), "ascii"))


def _read_utf8(data: bytes, *, guess: bool) -> str:
    """Decode UTF-8; a character that lost a byte is U+FFFD, or with ``guess`` the likeliest."""
    text = decode(data, "utf-8").removeprefix("\ufeff")
    if LOST not in text:
        return text
    if not guess:
        lost = LOST.encode()
        whole = b"".join(m[1] or lost for m in _PIECES.finditer(data))
        return decode(whole, "utf-8").removeprefix("\ufeff")
    text = ""
    for match in _PIECES.finditer(data):
        if match[1]:
            text += decode(match[1], "utf-8")
            continue
        following = decode(data[match.end() : match.end() + 3], "utf-8")[:1].replace(LOST, "")
        before = text[-1:] or "\n"
        text += min(
            _filled(match[0]),
            key=lambda char: sum(bigrams.steps(before + char + following)[1:]),
        )
    return text


def _filled(unit: bytes) -> list[str]:
    """Return the hanzi of three bytes that ``unit`` may have been."""
    known = unit.replace(b"?", LOST_BYTE)
    if 0x80 <= known[0] < 0xC0:  # the last bytes of a hanzi
        known = known.rjust(3, LOST_BYTE)
    known = known.ljust(3, LOST_BYTE)
    more: Iterable[int] = range(0x80, 0xC0)
    first, second, third = (
        every if byte == LOST_BYTE[0] else (byte,)
        for byte, every in zip(known, (range(0xE3, 0xEA), more, more), strict=False)
    )
    made = (
        bytes((one, two, three)).decode("utf-8", "ignore")
        for one in first
        for two in second
        for three in third
    )
    return [char for char in made if char] or [LOST]


def _utf8_single(text: str, reader: str, *, guess: bool) -> Iterator[Span]:
    data = encode_single(text, reader)
    if b" " in data:  # a no-break space that became a space
        data = _SPACED.sub(lambda match: match[0].replace(b" ", b"\xa0"), data)
    for match in _UTF8.finditer(data):
        start, end = match.span()
        while text[start] in MARKS and 0x80 <= data[start] < 0xC0:
            start += 1  # a sound mark before the damage
        yield Span(start, end, _read_utf8(data[start:end], guess=guess))


def _utf8_double(text: str, reader: str, *, guess: bool) -> Iterator[Span]:
    parts = codes(text, reader)
    data = b"".join(parts)
    if not _UTF8.search(data):
        return
    ends = [0, *accumulate(map(len, parts))]
    for match in _UTF8.finditer(data):
        first, last = match.span()
        first = _first_of(text, data, ends, first, last)
        cut = bisect_left(ends, last)
        if ends[cut] != last and text[cut - 1] in MARKS:
            last = ends[cut - 1]  # the hanzi before a sound mark lost its last byte
        while last > first and ends[bisect_left(ends, last)] != last:
            last -= 1
            while last > first and 0x80 <= data[last] < 0xC0:
                last -= 1
        if first < last:
            start, end = bisect_left(ends, first), bisect_left(ends, last)
            if guess:
                yield Span(start, end, _read_utf8(data[first:last], guess=True))
            else:
                yield from _keep_marks(text, start, end, data[first:last], ends)


def _first_of(text: str, data: bytes, ends: list[int], first: int, last: int) -> int:
    """The first byte of a match that begins both a character shown and one of UTF-8."""
    start = bisect_left(ends, first)
    while first < last and ends[start] != first:
        first += 1
        while first < last and 0x80 <= data[first] < 0xC0:
            first += 1
        start = bisect_left(ends, first)
    while b"\xd4" < data[first : first + 1] < b"\xe0" and data[first + 2 : last] > b"\xe3":
        if ends[start + 1] != first + 2:
            break
        first += 2  # a sound hanzi that would be a letter of Armenian, Hebrew or Arabic
        start += 1
    while start < len(text) and text[start] in MARKS and 0x80 <= data[first] < 0xC0:
        first, start = ends[start + 1], start + 1  # a sound mark before the damage
    return first


def _keep_marks(text: str, start: int, end: int, data: bytes, ends: list[int]) -> Iterator[Span]:
    """The span, cut before a sound mark that would become half of a rare hanzi."""
    after = _read_utf8(data, guess=False)
    if MARKS.isdisjoint(text[start:end]):
        yield Span(start, end, after)
        return
    steps = bigrams.steps(after)
    sizes = list(
        accumulate((len(char.encode()) if char != LOST else 0 for char in after), initial=0)
    )
    if sizes[-1] != len(data):
        yield Span(start, end, after)
        return
    for place in range(start, end):
        if text[place] in MARKS:
            offset = ends[place] - ends[start]
            inside = bisect_left(sizes, offset + 1) - 1
            swallowed = (
                sizes[inside] < offset and sizes[inside + 1] >= ends[place + 1] - ends[start]
            )
            if swallowed and steps[inside] > _DEAR:
                yield Span(start, place, after[:inside] + LOST)
                return
    yield Span(start, end, after)


@cache
def _run_of(reader: str) -> re.Pattern[str]:
    """What two bytes a hanzi look like in a reader that shows most bytes one by one."""
    if reader == FTFY:
        return re.compile("[^\x00-\x7f]+(?:[;@-~][^\x00-\x7f]+)*[@-~]?")
    if reader in {"cp932", "euc-jp"}:
        return re.compile("[^\x00-\x7f\u3000]+(?:[@-~][^\x00-\x7f\u3000]+)*[@-~]?")
    shown = "".join(map(re.escape, sorted(high(reader))))
    return re.compile(f"(?:[{shown}][@-~{shown}])+[{shown}]*")


def _runs(text: str, pair: Pair, *, mended: bool) -> Iterator[Span]:
    read = _read_folded if pair.read == FTFY else _read_single
    if pair.read in double_byte():
        read = _read_double
        whole = list(_whole_lines(text, pair, mended=mended))
        yield from whole
        text = blanked(text, whole, " ")
    places = [match.span() for match in _run_of(pair.read).finditer(text)]
    for (start, end), (after, cost) in zip(
        places, read(text, places, pair, mended=mended), strict=True
    ):
        if after.endswith(LOST) and text[end - 1] < "\x80":
            yield Span(start, end - 1, after[:-1])
        elif pair.true in _BIG5 and (mark := _torn_mark(after[-1:], text, end, pair.true)):
            yield Span(start, end + 1, after[:-1] + LOST + mark)
        else:
            yield Span(start, end, after, cost)


def _read_single(
    text: str, places: list[tuple[int, int]], pair: Pair, *, mended: bool
) -> Iterator[tuple[str, float | None]]:
    """Yield what the runs at ``places`` were, and what it costs; all are scored in one go."""
    data = encode_single(text, pair.read)
    afters = [decode(data[start:end], pair.true) for start, end in places]
    if len(places) >= _COMPANY and not any(map(_has_lost, afters)):
        yield from ((after, None) for after in afters)
        return
    for (start, end), after, (cost, torn) in zip(places, afters, scored(afters), strict=True):
        if not torn:
            yield after, cost
        elif end - start < _LONG_RUN:
            yield after, None
        else:
            run = text[start:end]
            yield _read_torn(run, after, data[start:end], pair, mended=mended), None


def _read_double(
    text: str, places: list[tuple[int, int]], pair: Pair, *, mended: bool
) -> Iterator[tuple[str, float | None]]:
    for start, end in places:
        yield _read_run(text[start:end], pair, mended=mended), None


def _read_folded(
    text: str, places: list[tuple[int, int]], pair: Pair, *, mended: bool
) -> Iterator[tuple[str, float | None]]:
    """Yield the runs that ftfy had in its hands: what their letters stand for is searched."""
    may_be_stripped = "\xad" not in text
    for start, end in places:
        some = bytes_of(text[start:end])
        parts = [first for (first, _), *_ in some]
        if not mended:
            yield decode(b"".join(parts), pair.true), None
            continue
        second = {at: others[1:] for at, others in enumerate(some) if len(others) > 1}
        after = mend(parts, pair.true, second, stripped=b"")
        yield with_doubts(after, pair.true) if may_be_stripped else after, None


_BIG5 = ("cp950", "big5hkscs")
_ORPHAN = lazy.pattern("[A-I](?![A-Za-z0-9])")


def _torn_mark(last: str, text: str, at: int, true: str) -> str:
    """The mark whose first byte ends the ``last`` hanzi, which then lost a byte of its own.

    A1 and a letter are a mark of Big5; a lone letter behind a hanzi that ends in A1 is no chance.
    """
    if not _ORPHAN.match(text, at) or last.encode(true, "ignore")[1:] != b"\xa1":
        return ""
    return decode(b"\xa1" + text[at].encode(), true)


def _whole_lines(text: str, pair: Pair, *, mended: bool) -> Iterator[Span]:
    """The lines that are text as a whole: what is between runs need not be ASCII."""
    at = 0
    for line in text.split("\n"):
        if not line.isascii():
            after = _read_run(line, pair, mended=mended)
            if LOST not in after and bad_place(after) < 0:
                yield Span(at, at + len(line), after)
        at += len(line) + 1


def _read_run(run: str, pair: Pair, *, mended: bool) -> str:
    """Decode a run of a reader that shows some bytes alike, or two bytes as one character."""
    parts = codes(run, pair.read)
    second = second_codes(run, pair.read)
    if second:
        text, sure = read_twins(parts, pair.true, second)
    else:
        text = sure = decode(b"".join(parts), pair.true)
    if len(run) < _LONG_RUN or not is_torn(text):
        return sure
    if not mended or total(text) > _HOPELESS * len(text):
        return text
    again = mend(parts, pair.true, {}, stripped=_strips(pair.read))
    return again if total(again) < total(text) else text


def _read_torn(run: str, text: str, data: bytes, pair: Pair, *, mended: bool) -> str:
    """Decode a run of a single-byte reader that reads badly as ``text``."""
    # A window, or what was cut, may begin inside of a hanzi.
    readings = [text, LOST + decode(data[1:], pair.true)]
    if not mended:
        return min(readings, key=total)
    if all(total(each) > _HOPELESS * len(each) for each in readings):
        return text
    again = mend(codes(run, pair.read), pair.true, {}, stripped=_strips(pair.read))
    return again if total(again) < total(text) else text


_has_lost = methodcaller("__contains__", LOST)


def _strips(reader: str) -> bytes:
    """Return the bytes that are often stripped: soft hyphens by crawlers."""
    return b"\xad" if reader not in double_byte() and "\xad" in high(reader) else b""
