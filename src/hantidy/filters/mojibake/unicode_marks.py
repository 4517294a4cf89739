"""Byte order marks and U+FFFD of UTF-8 in wrong readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from hantidy.core.edits import Change
from hantidy.evidence.ranges import has_any
from hantidy.filters.mojibake.codecs import LOST, Pair, shown, single_byte

_BOM = "\ufeff".encode()
GBK_MARK = _BOM[:2].decode("gbk")
"""The hanzi that GBK shows for the first two bytes of the mark."""
BEGINS = f"{GBK_MARK}\x80-\u200f\u2020-\u2dff"
"""What these begin with, in ranges without the usual quotes and dashes, as in a class."""
_GBK = Pair("utf-8", "gb18030")
_TRAILS = (*range(0x40, 0x5B), *range(0x5D, 0x7F))
"""ASCII that may be the second byte of a hanzi of GBK."""


@cache
def _readings(data: bytes) -> dict[str, Pair]:
    """What readers of single bytes show for ``data``, each with the first such reader."""
    found: dict[str, Pair] = {}
    for reader in single_byte():
        found.setdefault(shown(data, reader), Pair("utf-8", reader))
    return found


@cache
def _torn() -> dict[str, str]:
    """The hanzi of the last byte of the mark and an ASCII character, by that character."""
    both = {chr(trail): bytes((_BOM[2], trail)).decode("gbk", "ignore") for trail in _TRAILS}
    return {hanzi: trail for trail, hanzi in both.items() if len(hanzi) == 1}


@cache
def _firsts() -> str:
    """What these begin with in readers of single bytes, as in a character class."""
    return "".join(sorted({text[0] for text in (*_readings(_BOM), *_readings(LOST.encode()))}))


@cache
def _pattern() -> re.Pattern[str]:
    """A class of first characters, then what decides."""
    rest = "|".join(re.escape(text[1:]) for text in (*_readings(_BOM), *_readings(LOST.encode())))
    return re.compile(
        f"[{_firsts()}{GBK_MARK}](?:(?<={GBK_MARK})[{''.join(_torn())}{LOST}?]|(?:{rest}))"
    )


def find_unicode_marks(text: str) -> Iterator[Change]:
    """Yield the removals of byte order marks at line starts, and the repairs of U+FFFD."""
    if GBK_MARK not in text and not has_any(text, _firsts()):
        return
    for match in _pattern().finditer(text):
        start, end = match.span()
        found = match[0]
        if pair := _readings(LOST.encode()).get(found):
            yield Change(start, end, LOST, "replacement", f"U+FFFD in {pair}")
        elif not start or text[start - 1] == "\n":
            pair = _readings(_BOM).get(found, _GBK)
            after = _torn().get(found[-1], "") if pair is _GBK else ""
            yield Change(start, end, after, "byte-order-mark", f"a byte order mark in {pair}")
