"""Find lines that consist of one numeral (mode full).

Numerals with spaces: 三百 五又三分之一, 五 分之 一, 7万 5千 4百. Digits one by one: 一七二零,
负一七二零点一.
"""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.filters.numerals import character_classes, parser
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.lexicon import words

_LONGEST = 80
_SPACES = re.compile("[ 　]+")
_LEAST = 4
_PARTS = 3
_FULL_WIDTH = {ord("０") + digit: str(digit) for digit in range(10)}


@cache
def _only() -> re.Pattern[str]:
    """A line of numerals, digits and spaces, with 成 or 个百分点 behind them."""
    return re.compile(
        f"(?P<number>[负負]?[{character_classes.every()}点點分之又0-9０-９ 　]+?)"
        "(?P<part>[ 　]*(?:[成折]|[个個][ 　]*百[ 　]*分[ 　]*[点點]))?"
    )


@cache
def _fraction() -> re.Pattern[str]:
    one = "[^分之又负]+"
    return re.compile(f"(?:({one})又)?({one})分之({one})")


_PAIR = pattern("[一二三四五六七八九]{2}")
_POSITIONAL = pattern("([零一二三四五六七八九]{3,})(?:点([零一二三四五六七八九]+))?")


def whole_line(text: str, start: int, _: int = 0) -> Found | None:
    """Convert the line around ``start`` if it is one numeral, else return None."""
    first = text.rfind("\n", max(0, start - _LONGEST), start) + 1
    last = text.find("\n", start, start + _LONGEST)
    if last < 0:
        last = len(text)
    if last - first > _LONGEST:
        return None
    line = text[first:last].strip(" 　")
    first = text.index(line, first)
    match = _only().fullmatch(line)
    if match is None:
        return None
    parts = _SPACES.split(match["number"])
    plain = parser.plain("".join(parts)).translate(_FULL_WIDTH)
    if match["part"] and _SPACES.search(line):
        shown = _of_parts(plain, _SPACES.sub("", match["part"]))
    else:
        shown = None if match["part"] else _read(plain, parts)
    if shown is None:
        return None
    last = first + len(line)
    return Found((Change(first, last, shown, "line"),), last)


def _of_parts(plain: str, part: str) -> str | None:
    """陆 点 五 折 and 九 九 折, where two digits stand for themselves."""
    if part == "折" and _PAIR.fullmatch(plain):
        return parser.digits(plain) + part
    number = parser.number(plain)
    return number and f"{number.digits}{number.word}{part}"


def _read(plain: str, parts: list[str]) -> str | None:
    """Return a plain numeral as Arabic digits; None if its parts may be several numbers."""
    sign = ""
    if plain.startswith("负"):
        sign, plain = "-", plain[1:]
    if match := _POSITIONAL.fullmatch(plain):
        if len(parts) > 1:
            return None
        digits = parser.digits(match[1])
        if len(set(digits)) == 1 or digits in "01234567890":
            return None  # 一二三四 is counting
        if "零" not in plain and not match[2] and len(digits) <= _LEAST:
            return None  # 三三两两
        return sign + digits + ("." + parser.digits(match[2]) if match[2] else "")
    if match := _fraction().fullmatch(plain):
        if match[2] == "百" and not match[1]:
            percent = parser.number(match[3])
            return f"{sign}{percent.digits}%" if percent and not percent.word else None
        numbers = [parser.number(one or "零") for one in match.groups()]
        whole, below, above = (one.whole if one else "" for one in numbers)
        if not (whole and below and above) or below == "0":
            return None
        return sign + (f"{whole}又" if match[1] else "") + f"{above}/{below}"
    number = parser.number(plain)
    if number is None or (len(parts) < _PARTS and not any(one in words("lone") for one in parts)):
        return None  # 一百 二十 may be two numbers
    return sign + number.digits + number.word
