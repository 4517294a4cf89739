"""Wide seeds: hanzi and their neighbours as readers of two bytes a character show them.

A few patterns, each one class of leading characters with look-arounds after it, stop at little of
sound text. ``tables/signatures.tsv`` has the log-odds of each character under each pair of codecs.
A hit must have a pair in common with its neighbour, then enough evidence in seven characters, then
an exact re-decode that saves bits.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from heapq import merge
from itertools import accumulate, product, repeat
from operator import methodcaller
from typing import NamedTuple

from hantidy import tables
from hantidy.core import lazy
from hantidy.evidence import bigrams
from hantidy.evidence.context import is_one_of
from hantidy.evidence.glosses import common_hanzi
from hantidy.evidence.ranges import odd_of
from hantidy.filters.mojibake.codecs import LOST, NONE, Pair, char_map, codes

_ENOUGH, _ENOUGH_JAPANESE = 13, 8
"""Least log-odds of seven characters; less with a Japanese form among them."""
_SAVED = 12.0
"""Bits that decoding seven characters again must save."""
_AS_COMMON = "euc-jp"
"""The reader that shows common hanzi as such; to others a common one is a gain."""
_SAVED_UNITS, _LOST_BITS = 8.0, 6
"""Bits that UTF-8 must save, and the cost of each invalid byte."""
_AROUND = 2, 5
"""Characters before and from a seed that are read."""

_MORE = range(0x80, 0xC0)
"""Continuation bytes of UTF-8."""
SKIPPED = 6
"""Characters after a seed that are skipped: damage continues."""
_KANA = "ぁ-ヺㄅ-ㄩ"
_PRIVATE = "\ue000-\ue864"
_MORE_PRIVATE = "\ue865-\uf8ff"
"""What GBK has for users, and what else only UTF-16 shows."""
_HAN = "\u3400-\u9fff"
_YI = "\ua000-\uabff"
"""Yi and other letters that UTF-16 shows between hangul."""
TWO_ASCII = "".join(
    f"{chr(high | low)}-{chr(high | last)}"
    for high in (0x2000, *range(0x6100, 0x7B00, 0x100))
    for low, last in ((0x20, 0x20), (0x41, 0x5A), (0x61, 0x7A))
)
"""What UTF-16 shows of two letters or spaces, in a character class."""
FEWEST_ASCII = 6
"""Characters of such a run, fewer of which sound text has by chance."""
_HANGUL = "가-힣"
_HALF = "ｦ-ﾟ"
_NO_HANZI = lazy.pattern(f"[{_YI}{_HANGUL}{_PRIVATE}{_MORE_PRIVATE}{_HALF}]")
_RARE_FORMS = f"{_PRIVATE}{_MORE_PRIVATE}﹐-﹫{_HALF}{LOST}"
_UNSCORED = lazy.pattern(f"[{_RARE_FORMS}]")
"""What no log-odds are known of."""
_NO_CHINESE = lazy.pattern(f"[ㄅ-ㄩ{_YI}{_HANGUL}{_RARE_FORMS}]")
"""What sound Chinese has next to nothing of; beside it, decoding need gain no common hanzi."""


class Seed(NamedTuple):
    """A place that looks damaged."""

    at: int
    pairs: tuple[Pair, ...]
    """The pairs of codecs that show such characters; none known for narrow seeds."""


class _Odds(dict[str, int]):
    """The log-odds of characters under one pair; unlisted ones by their rarity."""

    def __missing__(self, char: str) -> int:
        found = 0
        if "\x80" <= char < "\ue000":
            found = max(-10, min(0, bigrams.alone(char) // 10 - 18))
        self[char] = found
        return found


@cache
def _rows() -> list[list[str]]:
    return tables.rows("signatures")


@cache
def signatures() -> dict[str, tuple[int, str]]:
    """The least log-odds of a signature, and all of them as in a character class, by kind."""
    return {kind: (int(bits), chars) for name, kind, bits, chars in _rows() if name == "signature"}


@cache
def _pairs() -> tuple[Pair, ...]:
    """The pairs that log-odds are known of."""
    pairs = (Pair(true, read) for true, read, *_ in _rows() if true != "signature")
    return tuple(dict.fromkeys(pairs))


@cache
def _odds(pair: Pair) -> _Odds:
    found = _Odds()
    for *of, bits, chars in _rows():
        if of == [*pair]:
            found.update(zip(chars, repeat(int(bits)), strict=False))
    return found


@cache
def _masks() -> dict[str, int]:
    """The pairs that each signature character belongs to, as bits."""
    found: dict[str, int] = {}
    hangul, other = (signatures()[kind][0] for kind in ("hangul", "han"))
    places = {pair: 1 << place for place, pair in enumerate(_pairs())}
    for true, read, bits, chars in _rows():
        if true != "signature" and int(bits) >= min(hangul, other):
            place = places[Pair(true, read)]
            for char in chars:
                if int(bits) >= (hangul if "가" <= char <= "힣" else other):
                    found[char] = found.get(char, 0) | place
    return found


@cache
def _mask_of(*readers: str) -> int:
    return sum(1 << place for place, pair in enumerate(_pairs()) if pair.read in readers)


@cache
def _pairs_of(mask: int) -> tuple[Pair, ...]:
    return tuple(pair for place, pair in enumerate(_pairs()) if mask >> place & 1)


def _utf8_in_gbk(leads: Iterable[int], trails: Iterable[int]) -> str:
    """What two bytes of UTF-8 show in a GBK reader, as in a character class."""
    shown = (bytes(both).decode("gbk", "ignore") for both in product(leads, trails))
    return "".join(char for char in shown if len(char) == 1)


@cache
def _hanzi() -> re.Pattern[str]:
    """Hanzi as double-byte readers show them, beside such."""
    han, japanese, two_ascii = (signatures()[kind][1] for kind in ("han", "japanese", "ascii"))
    first, second = _utf8_in_gbk(range(0xE4, 0xEA), _MORE), _utf8_in_gbk(_MORE, range(0xE4, 0xEA))
    letters = _utf8_in_gbk((0xC2, 0xC3), _MORE)
    beside = f"{_PRIVATE}{_KANA}{_HANGUL}{_HALF}"
    return re.compile(
        f"[{han}{japanese}{first}{letters}{two_ascii}](?:"
        f"[{TWO_ASCII}](?<=[{two_ascii}].)(?P<ascii>[{TWO_ASCII}]{{{FEWEST_ASCII - 2}}})"
        f"|[{second}](?<=[{first}].)(?P<units>.)|[{letters}](?<=[{letters}].)(?P<letters>[{letters}]{{2}})"
        f"|(?=.{{0,2}}(?P<next>[{han}{_PRIVATE}])|[{beside}]|(?<=[{beside}].))"
        f"|[{_HAN}](?<=[{japanese}].)(?P<japanese>)(?<=[{_HAN}]{{2}}..))"
    )


@cache
def _no_hanzi() -> re.Pattern[str]:
    """What else double-byte readers show, without hangul between hangul and ASCII."""
    hangul, other = signatures()["hangul"][1], f"[^\\x00-\\x7f{_HANGUL}]"
    return re.compile(
        f"[{hangul}{_PRIVATE}{_MORE_PRIVATE}{_YI}{_HALF}]"
        f"(?:(?<=[^{_HANGUL}])|(?P<two>(?=.?[{hangul}]))|(?={other})|(?<={other}.))"
    )


_BY_UTF16 = re.compile("(?P<utf16>.)")


def _within(span: str, char: str) -> bool:
    return span[0] <= char <= span[-1]


def _beside_hanzi(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_no_hanzi` beside hanzi or its like.

    As classes of one pattern the neighbours would take 12 ms to compile.
    """
    for match in _no_hanzi().finditer(text):
        at, char = match.start(), match[0]
        before, behind = text[at - 1 : at], text[at + 1 : at + 2]
        shown = han = _within(_HAN, before) or _within(_HAN, behind)
        if _within(_HANGUL, char):
            shown = shown or match["two"] is not None
        elif _within(_HALF, char):
            shown = shown or "｡" <= before <= "ﾟ"
        else:
            near = _within(_PRIVATE, behind) or any(is_one_of(_KANA, x) for x in (before, behind))
            shown = _within(_PRIVATE, char) and (han or near)
            if not shown and (han or _within(_HANGUL, before) or _within(_HANGUL, behind)):
                yield from _BY_UTF16.finditer(text, at, at + 1)
        if shown:
            yield match


_ASCII: tuple[Pair, ...] = (Pair("ascii", "utf-16-le"),)
_UTF16 = tuple(Pair(true, "utf-16-le") for true in ("gb18030", "big5", "utf-8", "utf-16-be"))


def wide_seeds(text: str) -> Iterator[Seed]:
    """Yield the places where a double-byte reader may have been used."""
    hits: Iterable[re.Match[str]] = _hanzi().finditer(text)
    if _NO_HANZI.search(odd_of(text)):
        hits = merge(hits, _beside_hanzi(text), key=methodcaller("start"))
    at = 0
    for match in hits:
        if match.start() >= at and (pairs := _pairs_at(text, match)):
            yield Seed(match.start(), pairs)
            at = match.end() + SKIPPED


def _pairs_at(text: str, match: re.Match[str]) -> tuple[Pair, ...]:
    """The pairs that a hit is evidence of."""
    start, kind = match.start(), match.lastgroup
    if kind == "letters" or (kind == "units" and has_units(text[start : start + 3])):
        return (Pair("utf-8", "gb18030"),)
    if kind == "ascii":
        return _ASCII
    before, after = _AROUND
    window = text[max(0, start - before) : start].rjust(before) + text[start : start + after]
    masks = _masks()
    damaged = kind == "next" or _NO_CHINESE.search(window)
    mask = masks.get(text[start], -1 if damaged else 0)
    if kind == "next":
        mask &= masks.get(match["next"], -1)
    elif kind == "japanese":
        mask = _mask_of("euc-jp")
    elif _within(_PRIVATE, text[start]) and _common(window):
        mask = _mask_of("gb18030", "cp932")  # as these alone have characters of users
    elif damaged and kind != "two" and text[start + 1 : start + 2] > _HAN:  # no Korean word
        mask = -1
    twice = text[start] < "｡" and text[start] == text[start + 1 : start + 2]
    if not mask or twice:  # is no more than once
        return ()
    if kind == "utf16":
        return tuple(pair for pair in _UTF16 if is_damage(window.strip(), pair))
    return _promising(window, mask, _ENOUGH_JAPANESE if kind == "japanese" else _ENOUGH)


@lru_cache(maxsize=20_000)
def _promising(window: str, mask: int, enough: int) -> tuple[Pair, ...]:
    """Return the pairs of ``mask`` for which seven characters are evidence."""
    window = max(window.split("\n"), key=len)  # of its own line
    unscored = _UNSCORED.search(window, _AROUND[0], _AROUND[0] + 2)
    return tuple(
        pair
        for pair in _pairs_of(mask)
        if (unscored or _is_evidence(window, _odds(pair), enough)) and is_damage(window, pair)
    )


def _is_evidence(window: str, odds: _Odds, enough: int) -> bool:
    """Whether neighbours are; others speak against a pair, and are looked at if need be."""
    most = sum([bits for char in window if (bits := odds.get(char, 0)) > 0])
    return most >= enough and _sum_of(map(odds.__getitem__, window)) >= enough


def _sum_of(values: Iterable[int]) -> int:
    """The largest sum of neighbours."""
    return max(accumulate(values, lambda so_far, value: max(so_far + value, 0), initial=0))


_TWO_UNITS = re.compile(
    rb"[\xe3-\xe9\xef][\x80-\xbf]{2}[\xe3-\xe9\xef][\x80-\xbf]|[\x80-\xbf][\xe3-\xe9\xef][\x80-\xbf]{2}[\xe3-\xe9\xef]"
)


def is_damage(window: str, pair: Pair) -> bool:
    """Whether decoding ``window`` again saves bits, or its bytes have the form of UTF-8."""
    if pair.true == "ascii":
        return True
    if pair.true == "utf-8":
        return has_units(window, pair.read)
    true = "cp950" if pair.true == "big5" else pair.true
    if pair.read == "cp932":
        data = b"".join(codes(window, pair.read))
        again = [data[skip:].decode(true, "replace") for skip in (0, 1)]
    else:
        again = [window.translate(char_map(Pair(true, pair.read)))]
    common = _common(window) + (pair.read != _AS_COMMON)
    return any(
        text.count(NONE) + text.count(LOST) < max(3, len(text) / 4)
        and (_common(text) >= common or _NO_CHINESE.search(window))
        and bigrams.cost(window) - bigrams.cost(text) >= _SAVED
        for text in again
    )


def _common(text: str) -> int:
    """Return how many hanzi are common; to count them takes less than to score pairs."""
    return sum(map(common_hanzi().__contains__, text))


def has_units(text: str, reader: str = "gb18030") -> bool:
    """Whether the bytes of some characters are two hanzi of UTF-8, and save bits as such."""
    data = b"".join(codes(text, reader))
    if not _TWO_UNITS.search(data):
        return False
    again = data.decode("utf-8", "replace")
    saved = bigrams.cost(text) - bigrams.cost(again.replace(LOST, ""))
    return saved - _LOST_BITS * again.count(LOST) >= _SAVED_UNITS
