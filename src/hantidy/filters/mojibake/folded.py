"""What ftfy made of Latin-1 text: letters for bytes that have the form of UTF-8, marks in order.

GBK shown as Latin-1 has such bytes by chance. So a letter may stand for itself or for several
bytes, and a letter with marks for others than its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import permutations
from operator import itemgetter
from unicodedata import combining, normalize

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import LOST, LOST_BYTE, encode_single, shown

_FOLDED, _RARELY, _TWICE = 10, 50, 70
"""Tenths of a bit for bytes that became one letter, and in an unusual way."""
_READERS = ("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1257", "iso8859-2", "mac-roman")
"""The encodings in which ftfy takes letters for UTF-8."""
_MOST = 24
"""Byte strings of a letter that are tried."""
_MOST_MARKS = 4
"""Marks of a letter that are tried in other orders."""
_IN_WORDS = 2
"""Bits that one hanzi must read better than another that is as likely, beside other hanzi."""


@cache
def _letter() -> re.Pattern[str]:
    """A character with its marks."""
    marks = "".join(filter(combining, map(chr, range(0x300, 0x800))))
    return re.compile(f"[^{marks}]?[{marks}]{{1,{_MOST_MARKS}}}|.", re.DOTALL)


def bytes_of(run: str) -> list[tuple[tuple[bytes, int], ...]]:
    """Return what each letter of ``run`` may stand for, with its cost, the cheapest first."""
    found = list(map(_bytes_of_letter, _letter().findall(run)))
    if run.endswith("à"):  # ftfy makes it of Ã before a space
        found[-1] += ((b"\xc3", _FOLDED),)
    return found


@lru_cache(maxsize=1 << 14)
def _bytes_of_letter(letter: str) -> tuple[tuple[bytes, int], ...]:
    found: dict[bytes, int] = {}
    for each in _spellings(letter):
        for data, cost in _in_order(each).items():
            found.setdefault(data, cost)
    return tuple(sorted(found.items(), key=_cost)[:_MOST]) or ((LOST_BYTE, 0),)


_cost = itemgetter(1)


def _spellings(letter: str) -> Iterator[str]:
    """Yield what NFC makes ``letter`` of: with the marks in any order, one of them joined."""
    yield letter
    if letter in _composed():
        yield _composed()[letter]
    if len(letter) == 1 and letter < "\u0100":
        return
    apart = normalize("NFD", letter)
    base, marks = ("", apart) if combining(apart[0]) else (apart[0], apart[1:])
    for first, *rest in permutations(marks) if 0 < len(marks) <= _MOST_MARKS else ():
        for joined in (base + first, normalize("NFC", base + first)):
            if normalize("NFC", spelled := joined + "".join(rest)) == letter:
                yield spelled


@cache
def _composed() -> dict[str, str]:
    """Return characters of two and three bytes by what NFC makes of them."""
    every = map(chr, range(0x340, 0x2130))
    return {after: char for char in every if (after := normalize("NFC", char)) != char}


def _in_order(letter: str) -> dict[bytes, int]:
    found = {b"": 0}
    for char in letter:
        some = _bytes_of_char(char)
        longer = {
            before + data: cost + more
            for before, cost in found.items()
            for data, more in some.items()
        }
        found = dict(sorted(longer.items(), key=_cost)[:_MOST])
    return found


@cache
def _bytes_of_char(char: str) -> dict[bytes, int]:
    """Return its byte, its UTF-8, and the UTF-8 of what ftfy had made of its first bytes before."""
    data = char.encode("utf-8", "ignore")
    if char < "\x80" or char == LOST:
        return {data: 0} if char < LOST else {}
    own = encode_single(char, "cp1252")
    found = {own: 0, data: _FOLDED}
    if own < b"\xc0":
        found[b"\xc2" + own] = _FOLDED
    if len(data) == 2:
        found[data[:1] + b"\xc2" + data[1:]] = 2 * _FOLDED
        if char == "\xa0":
            found[b"\xc2 "] = _FOLDED
    for reader in _READERS if own == LOST_BYTE else ():
        before = [(encode_single(each, "cp1252"), each.encode()) for each in shown(data, reader)]
        once = b"".join(one for one, _ in before)
        found.setdefault(once, _RARELY)
        for at, (_, two) in enumerate(before):
            if len(two) == 2:
                found.setdefault(once[:at] + two + once[at + 1 :], _TWICE)
    return {each: cost for each, cost in found.items() if LOST_BYTE not in each}


def with_doubts(text: str, true: str) -> str:
    """Return what was read, with U+FFFD for each hanzi that is not known if soft hyphens are gone.

    Before a byte of 80 to BF, ftfy drops C2, and crawlers drop AD, the soft hyphen. Both leave the
    first byte of a hanzi: the one with C2 is known if it reads better than the one with AD.
    """
    rivals = _rivals(true)
    padded = f"\n{text}"

    def known(match: re.Match[str]) -> str:
        hanzi, after = match.groups()
        if not b"\x80" <= after.encode(true)[:1] < b"\xc0":
            return hanzi
        before = padded[match.start()]
        enough = _IN_WORDS if (before + after).isalpha() else 0
        more = bigrams.gain(before + rivals[hanzi] + after, before + hanzi + after)
        return hanzi if more > enough else LOST

    return re.sub(f"([{''.join(rivals)}])(?=(.))", known, text)


@cache
def _rivals(true: str) -> dict[str, str]:
    """Return the usual hanzi whose second byte is C2, each with the one that has AD instead."""
    usual = range(0xB0, 0xF8)  # in GB 2312
    return {bytes((first, 0xC2)).decode(true): bytes((first, 0xAD)).decode(true) for first in usual}
