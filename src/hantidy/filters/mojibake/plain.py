"""Know plain text without scoring it, where one pair of codecs made a whole block what it is.

Six common hanzi in a row, or three of UTF-8, are no chance there. What is not plain is scored.
"""

from __future__ import annotations

from functools import cache
from itertools import filterfalse

from hantidy.core import lazy
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import (
    FTFY,
    Pair,
    char_map,
    codes,
    decode,
    second_codes,
    single_byte,
)
from hantidy.filters.mojibake.lost_bytes import bad_place
from hantidy.filters.mojibake.paths import BIG5, MARKS, Span

_COMMON, _ANY = 16.5, 100
"""Bits that a common hanzi costs at most, and any that the model lists."""
_FEWEST, _FEWEST_UTF8 = 6, 3
"""Characters of a reading that are no chance; of UTF-8 less are enough."""
_SHOWN = 0.75
"""How many of them may be shown as other common hanzi."""

_MORE = 3
"""Common hanzi that there must be more for each rare one."""

BOXES = lazy.pattern("[─━│┃┌┐└┘├┤┬┴┼]+|[═║╔╗╚╝╠╣╦╩╬]+|[▀-▟]+")
_LONG_WORD = lazy.pattern(
    "[a-zA-ZÀ-ÖØ-öø-ÿА-џЀ-ЏΆ-ώא-תء-ي]{6}(?:(?<=[a-zß-öø-ÿ]{6})|(?<=[A-ZÀ-ÖØ-Þ]{6})|(?<=[а-џ]{6})|(?<=[Ѐ-Я]{6})"
    "|(?<=[ά-ώ]{6})|(?<=[Ά-Ϋ]{6})|(?<=[א-ת]{6})|(?<=[ء-ي]{6}))"
)
"""Letters as words of an alphabet have them, and bytes of hanzi rarely."""
_INNER_ASCII = lazy.pattern("[^\x00-\x7f][\x00-\x7f]+[^\x00-\x7f]")


@cache
def _common() -> frozenset[str]:
    return bigrams.common(_COMMON) | MARKS


@cache
def _common_or_ascii() -> frozenset[str]:
    return _common().union(map(chr, range(0x20, 0x7F)))


@cache
def _readable() -> frozenset[str]:
    """These, any hanzi that text has, and the full-width forms of ASCII."""
    wide = map(chr, range(0xFF01, 0xFF5F))
    return _common_or_ascii().union(bigrams.common(_ANY), wide)


def is_plain_text(text: str, fewest: int = _FEWEST) -> bool:
    """Whether a text is nothing but ASCII, marks and enough common hanzi to be no chance.

    A rare one or two in a row may be what a lost byte made of others.
    """
    odd = len(text) - len(text.encode("ascii", "ignore"))
    if odd < fewest:
        return False
    if _common_or_ascii().issuperset(text):
        return True
    rest = list(filterfalse(_common_or_ascii().__contains__, text))
    few = odd - (1 + _MORE) * len(rest) >= fewest
    return few and _readable().issuperset(rest) and bad_place(text) < 0


def is_plain(before: str, after: str, pair: Pair) -> bool:
    """Whether ``after``, which a single-byte reader showed as ``before``, is plain text."""
    if pair.true == "utf-8":
        return is_plain_text(after, _FEWEST_UTF8)
    return is_plain_text(after) and not (BOXES.fullmatch(before) or _LONG_WORD.search(before))


def plain_lines(text: str, pair: Pair) -> list[Span]:
    """Return the lines that a double-byte reader shows of plain text."""
    if pair.read in single_byte() or pair.read == FTFY or pair.true == "ascii":
        return []
    two_bytes = pair.true != "utf-8" and pair.read not in {"cp932", "euc-jp"}
    if two_bytes:
        again = text.translate(char_map(pair))
    else:
        again = decode(b"".join(codes(text, pair.read)), pair.true)
    lines, others = text.split("\n"), again.split("\n")
    if len(lines) != len(others):
        return []
    found = []
    at = 0
    for line, other in zip(lines, others, strict=True):
        if line != other and _is_plain_line(line, other, pair):
            found.append(Span(at, at + len(line), other))
        at += len(line) + 1
    return found


def _is_plain_line(line: str, other: str, pair: Pair) -> bool:
    if pair.true == "utf-8":
        return is_plain_text(other, _FEWEST_UTF8) and not _INNER_ASCII.search(line)
    if not is_plain_text(other):
        return False
    shown, common = (sum(map(_common().__contains__, each)) for each in (line, other))
    if shown > _SHOWN * common:
        return False
    if pair.read in BIG5:
        rival = line.translate(char_map(pair._replace(read=BIG5[pair.read])))
        return rival == other or not is_plain_text(rival)
    parts = codes(line, pair.read)
    twins = second_codes(line, pair.read).items()
    swapped = (b"".join([*parts[:at], twin, *parts[at + 1 :]]) for at, twin in twins)
    return not any(_readable().issuperset(decode(data, pair.true)) for data in swapped)
