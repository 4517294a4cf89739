"""Parse Chinese numerals to exact numbers, and write numbers as numerals.

`plain` folds every way of writing a numeral (both scripts, financial and variant characters) to
one spelling; `read` gives its value, only if writing that value gives the same spelling again;
`write` spells an integer. Arithmetic is on `int` and on digit strings, never on floats.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from hantidy import tables

Style = Literal["hans", "hant", "financial-hans", "financial-hant"]

LONGEST = 40
"""Most characters of a numeral: 9,999,999,999,999,999 has 31."""

DIGITS = "零一二三四五六七八九"
_VALUE = {character: value for value, character in enumerate(DIGITS)}
_UNIT = {"十": 10, "百": 100, "千": 1000}
_TEN_THOUSAND, _HUNDRED_MILLION = 10**4, 10**8
_SCALE = {"万": _TEN_THOUSAND, "亿": _HUNDRED_MILLION, "万亿": 10**12}
_LAST = re.compile("(?:万亿|[万亿兆])$")
_UNCLEAR = re.compile("零零|.零$|[百千][一二三四五六七八九][万亿]")
"""Ambiguous spellings that a loose reading rejects: 一千五万 is 1500万 or 1005万."""
_SHORT = re.compile("([百千万亿])([一二三四五六七八九])$")


class Number(NamedTuple):
    """A numeral as Arabic digits and a kept multiplier: 五十三万亿 is 53 and 万亿."""

    digits: str
    word: str = ""


@cache
def characters() -> dict[str, tuple[str, str]]:
    """Return the plain spelling and the kind of every character of numerals."""
    return {row[0]: (row[1], row[2]) for row in tables.rows("numeral-characters")}


@cache
def _plain() -> dict[int, str]:
    return {ord(character): plain for character, (plain, _) in characters().items()}


def plain(text: str) -> str:
    """Return ``text`` in the plain simplified spelling: 貳拾萬 is 二十万, 两 is 二, 〇 is 零."""
    return text.translate(_plain())


def digits(text: str) -> str:
    """Return plain positional digits as Arabic ones: 二零二一 is 2021."""
    return "".join(str(_VALUE[character]) for character in text)


def write(value: int) -> str:
    """Spell a non-negative integer in the plain spelling: 100015 is 十万零一十五."""
    spelled = _write(value)
    return spelled[1:] if spelled.startswith("一十") else spelled


def _write(value: int) -> str:
    if value < _TEN_THOUSAND:
        return _write_small(value)
    base, word = (_HUNDRED_MILLION, "亿") if value >= _HUNDRED_MILLION else (_TEN_THOUSAND, "万")
    high, low = divmod(value, base)
    spelled = write(high) + word
    if low:
        spelled += ("零" if low < base // 10 else "") + _write(low)
    return spelled


def _write_small(value: int) -> str:
    if value == 0:
        return "零"
    spelled: list[str] = []
    zero = False
    for unit, word in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, unit)
        if digit:
            spelled.append(("零" if zero and spelled else "") + DIGITS[digit] + word)
        zero = not digit
    return "".join(spelled)


def spelled(text: str) -> str:
    """Return ``text`` in the plain spelling, Arabic digits spelled: 7万5千 is 七万五千."""
    return re.sub(r"\d{1,15}", lambda one: _write(int(one[0])), plain(text))


def read(text: str, *, loose: bool = False) -> int | None:
    """Return the value of an integer in the plain spelling; None if it is malformed.

    ``loose`` also takes 一千二十 for 1020, 一百十五 for 115, 一十五 for 15, an unneeded 零 after
    万 or 亿, and the short forms 四百五 for 450 and 一万三 for 13000: no other reading exists.
    """
    if not text or len(text) > LONGEST:
        return None
    if loose and (short := _SHORT.search(text)):
        unit = {**_UNIT, "万": _TEN_THOUSAND, "亿": _HUNDRED_MILLION}[short[1]]
        head = read(text[:-1], loose=True)
        return None if head is None else head + _VALUE[short[2]] * unit // 10
    value = _sum(text)
    if value is None:
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


def _sum(text: str) -> int | None:
    """Sum the characters' values; the caller rejects what `write` spells otherwise."""
    for word, scale in (("亿", _HUNDRED_MILLION), ("万", _TEN_THOUSAND)):
        at = text.rfind(word)
        if at >= 0:
            high = _sum(text[:at])
            low = _sum(text[at + 1 :]) if at + 1 < len(text) else 0
            return None if not high or low is None else high * scale + low
    total = digit = 0
    for character in text:
        if character in _UNIT:
            total += (digit or 1) * _UNIT[character]
            digit = 0
        elif character in _VALUE:
            digit = _VALUE[character]
        else:
            return None
    return total + digit


@lru_cache(4096)
def arabic(text: str, *, loose: bool = False) -> Number | None:
    """Return a numeral in the plain spelling as Arabic digits and its multiplier, or None.

    A whole or decimal multiple of its last 万, 亿 or 兆 keeps that word; 兆, which is 10⁶ here and
    10¹² there, is never multiplied out. 点 parts the decimals, whose zeros all stay.
    """
    head, million, tail = text.rpartition("兆")
    if million and tail:
        # 一兆三千亿 is 1兆3000亿, the 兆 standing where it stood
        high, low = arabic(head, loose=loose), arabic(tail.removeprefix("零"), loose=loose)
        if high is None or low is None or high.word or "." in high.digits + low.digits:
            return None
        return Number(f"{high.digits}兆{low.digits}", low.word)
    if loose and text.endswith("万万"):  # 四万万 keeps one of them
        value = read(text[:-2], loose=True)
        return None if value is None or value >= _TEN_THOUSAND else Number(f"{value}0000", "万")
    whole, point, rest = text.partition("点")
    if point:
        last = _LAST.search(rest)
        word = last[0] if last else ""
        decimals = rest[: len(rest) - len(word)]
        value = read(whole, loose=loose)
        if value is None or not decimals or not all(one in _VALUE for one in decimals):
            return None
        return Number(f"{value}.{digits(decimals)}", word)
    if (last := _LAST.search(text)) is None:
        value = read(text, loose=loose)
        return None if value is None else Number(str(value))
    word = last[0]
    if word == "兆":
        value = read(text[:-1], loose=loose)
        return None if value is None else Number(str(value), word)
    value = read(text, loose=loose)
    if value is None:
        return None
    if value % _SCALE[word]:  # 一万二千万 and its like
        word = word[-1]
    return Number(str(value // _SCALE[word]), word)


@lru_cache(8192)
def number(shown: str, loose: bool) -> Number | None:
    """Return `arabic` of a numeral in any characters."""
    return arabic(plain(shown), loose=loose)


@cache
def _styled(style: Style) -> dict[int, str]:
    column = {"hans": 1, "hant": 2, "financial-hans": 3, "financial-hant": 4}[style]
    return {ord(row[0]): row[column] for row in tables.rows("numeral-styles")}


def spell(number: str, word: str = "", style: Style = "hans") -> str | None:
    """Spell an Arabic number and its multiplier in hanzi: 3.5 and 万 is 三点五万.

    None for numbers of 10¹⁶ and more.
    """
    whole, point, decimals = number.partition(".")
    if word in _SCALE and not point:
        value = int(whole) * _SCALE[word]
        spelled = write(value) if value < 10**16 else ""
        word = ""
    else:
        value = int(whole)
        spelled = write(value) if value < 10**16 else ""
    if not spelled:
        return None
    if style.startswith("financial") and spelled.startswith("十"):
        spelled = "一" + spelled
    if point:
        spelled += "点" + "".join(DIGITS[int(digit)] for digit in decimals)
    return (spelled + word).translate(_styled(style))


def spell_digits(number: str, style: Style = "hans") -> str:
    """Spell digits one by one: 2021 is 二〇二一."""
    spelled = "".join(DIGITS[int(digit)] for digit in number)
    if not style.startswith("financial"):
        spelled = spelled.replace("零", "〇")
    return spelled.translate(_styled(style))


def spell_minus(style: Style) -> str:
    """The word for minus: 负."""
    return "负".translate(_styled(style))


def spell_word(word: str, style: Style) -> str:
    """Spell a word such as 百分之, which is plain in financial text too."""
    return word.translate(_styled("hant" if style.endswith("hant") else "hans"))
