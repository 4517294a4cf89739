"""Read and spell integers and decimals in Chinese numerals.

`plain` folds every way of writing a numeral (both scripts, financial and variant characters) to
one spelling; `number` gives its value, only if writing that value gives the same spelling again;
`write` spells an integer. Arithmetic is on `int` and on digit strings, never on floats.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from hantidy import tables
from hantidy.core.lazy import pattern

Style = Literal["hans", "hant", "financial-hans", "financial-hant"]

LONGEST = 40
"""Most characters of a numeral: 9,999,999,999,999,999 has 31."""

DIGITS = "零一二三四五六七八九"
_POWERS = {"亿": 10**8, "万": 10**4, "千": 1000, "百": 100, "十": 10}
_SCALE = {"万": 10**4, "亿": 10**8, "万亿": 10**12}
_ARABIC = str.maketrans(DIGITS, "0123456789")
_POSITIONAL = str.maketrans("0123456789", DIGITS)
_DIGITS = pattern(r"([0-9]+)(?:\.([0-9]+))?")
_PLAIN = pattern(r"([0-9]+(?:\.[0-9]+)?)(万亿|[万亿兆]?)")
_KEPT = pattern("(.*?)(万亿|[万亿兆]|)")
_UNCLEAR = pattern("零零|.零$|[百千][一二三四五六七八九][万亿]")
"""Ambiguous spellings that a loose reading rejects: 一千五万 is 1500万 or 1005万."""
_SHORT = pattern("([百千万亿])([一二三四五六七八九])$")


_TOO_LARGE = 10**16
"""The least value whose spelling is not told apart from another: 一万亿三千亿."""


class Number(NamedTuple):
    """A numeral as Arabic digits and a kept multiplier: 五十三万亿 is 53 and 万亿."""

    digits: str
    word: str = ""

    @property
    def whole(self) -> str | None:
        """The digits with the multiplier multiplied out; None if there is a 兆, which varies."""
        zeros = len(str(_SCALE.get(self.word, 1))) - 1
        head, _, rest = self.digits.partition(".")
        if "兆" in self.word + head:
            return None
        shown = str(int(head + rest[:zeros].ljust(zeros, "0")))
        return f"{shown}.{rest[zeros:]}" if rest[zeros:] else shown


@cache
def characters() -> dict[str, tuple[str, str]]:
    """Return the plain spelling and the kind of every character of numerals."""
    return {row[0]: (row[1], row[2]) for row in tables.rows("numeral_characters")}


@cache
def _plain() -> dict[int, str]:
    return {ord(character): plain for character, (plain, _) in characters().items()}


def plain(text: str) -> str:
    """Return ``text`` in the plain simplified spelling: 貳拾萬 is 二十万, 两 is 二, 〇 is 零."""
    return text.translate(_plain())


def digits(text: str) -> str:
    """Return plain positional digits as Arabic ones: 二零二一 is 2021."""
    return text.translate(_ARABIC)


def write(value: int) -> str:
    """Spell a non-negative integer in the plain spelling: 100015 is 十万零一十五."""
    spelled = _write(value)
    return spelled[1:] if spelled.startswith("一十") else spelled


def _write(value: int) -> str:
    for word, power in _POWERS.items():
        high, low = divmod(value, power)
        if high:
            zero = "零" if 0 < low < power // 10 else ""
            return write(high) + word + zero + (_write(low) if low else "")
    return DIGITS[value]


def read(text: str, *, loose: bool = False) -> int | None:
    """Return the value of an integer in the plain spelling; None if it is malformed.

    ``loose`` also takes 一千二十 for 1020, 一百十五 for 115, 一十五 for 15, an unneeded 零 after
    万 or 亿, and the short forms 四百五 for 450 and 一万三 for 13000: no other reading exists.
    """
    if not 0 < len(text) <= LONGEST or text.strip(DIGITS + "十百千万亿"):
        return None
    if loose and (short := _SHORT.search(text)):
        head = read(text[:-1], loose=True)
        return None if head is None else head + int(digits(short[2])) * _POWERS[short[1]] // 10
    value = _sum(text)
    if value >= _TOO_LARGE:
        return None
    written = write(value)
    if written == text or (
        loose and _bare(written) == _bare(text) and _UNCLEAR.search(text) is None
    ):
        return value
    return None


def is_short(text: str) -> bool:
    """Whether ``text`` omits its last 十 百 千: 四百五, 一万三."""
    return _SHORT.search(text) is not None


def _bare(text: str) -> str:
    return (text if text == "零" else text.replace("零", "")).replace("一十", "十")


def _sum(text: str) -> int:
    """Sum the characters' values; the caller rejects what `write` spells otherwise."""
    for word, power in _POWERS.items():
        high, found, low = text.rpartition(word)
        if found:
            return (_sum(high) or power == _POWERS["十"]) * power + _sum(low)
    return int(digits(text) or 0)


@lru_cache(8192)
def number(shown: str, loose: bool = True) -> Number | None:
    """Return a numeral in any characters as Arabic digits and its multiplier, or None.

    A whole or decimal multiple of its last 万, 亿 or 兆 keeps that word; 兆, which is 10⁶ here and
    10¹² there, is never multiplied out. 点 parts the decimals, whose zeros all stay. Arabic digits
    in it count as spelled: 7万5千 is 七万五千.
    """
    text = plain(unicodedata.normalize("NFKC", shown).replace(",", ""))
    if arabic := _PLAIN.fullmatch(text):
        return Number(*arabic.groups())
    text = _DIGITS.sub(_spelled, text)
    head, million, tail = text.rpartition("兆")
    if million and tail:
        # 一兆三千亿 is 1兆3000亿, the 兆 standing where it stood
        high, low = number(head, loose), number(tail.removeprefix("零"), loose)
        if high is None or low is None or high.word or "." in high.digits + low.digits:
            return None
        return Number(f"{high.digits}兆{low.digits}", low.word)
    if loose and text.endswith("万万"):  # 四万万 keeps one of them
        count = read(text[:-2], loose=True) or 10**4
        return Number(f"{count}0000", "万") if count < 10**4 else None
    head, word = _KEPT.fullmatch(text).groups()  # type: ignore[union-attr]
    head, point, decimals = head.partition("点")
    if point or word == "兆":
        value = read(head, loose=loose)
        if value is None or decimals.strip(DIGITS) or bool(decimals) != bool(point):
            return None
        return Number(f"{value}{point and '.'}{digits(decimals)}", word)
    value = read(text, loose=loose)
    if value is None:
        return None
    if word and value % _SCALE[word]:  # 一万二千万 and its like
        word = word[-1]
    return Number(str(value // _SCALE.get(word, 1)), word)


def written(shown: str) -> str | None:
    """Return a numeral as Arabic digits and its own multiplier: 三万五千萬 is 35000萬."""
    value = number(shown)
    return value and value.digits + shown[len(shown) - len(value.word) :]


def _spelled(digits: re.Match[str]) -> str:
    decimals = (digits[2] or "").translate(_POSITIONAL)
    return _write(int(digits[1])) + (decimals and "点") + decimals


def spell(number: str, word: str = "") -> str | None:
    """Spell an Arabic number and its multiplier in the plain spelling: 3.5 and 万 is 三点五万.

    None for numbers of 10¹⁶ and more.
    """
    whole, point, decimals = number.partition(".")
    value = int(whole)
    if not point and word in _SCALE:
        value, word = value * _SCALE[word], ""
    if value >= _TOO_LARGE:
        return None
    return write(value) + (point and "点") + decimals.translate(_POSITIONAL) + word


def spell_digits(number: str) -> str:
    """Spell digits one by one: 2021 is 二〇二一."""
    return number.translate(_POSITIONAL).replace("零", "〇")


@cache
def _styled(style: Style) -> dict[int, str]:
    column = {"hans": 1, "hant": 2, "financial-hans": 3, "financial-hant": 4}[style]
    return {ord(row[0]): row[column] for row in tables.rows("numeral_styles")}


def styled(spelled: str, style: Style) -> str:
    """Return a plain spelling in the characters of ``style``; financial ones say 壹拾 for 十."""
    if style.startswith("financial"):
        spelled = re.sub(f"(?<![{DIGITS}])十", "一十", spelled)
    return spelled.translate(_styled(style))
