"""Numerals that are single characters or full-width: １２，３４５, ①, Ⅲ, 〡〢〣."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from hantidy.core.edits import Change
from hantidy.evidence.language_hints import has_any
from hantidy.filters.numerals import parser
from hantidy.filters.numerals.changing import Found

__all__ = ["circled", "full_width", "pattern_full_width", "roman", "suzhou"]

_TO_ASCII = {ord("０") + digit: str(digit) for digit in range(10)} | {
    ord("，"): ",",
    ord("．"): ".",
}


@cache
def pattern_full_width() -> re.Pattern[str]:
    """Full-width digits with marks between them, ASCII digits too where `width` came before."""
    return re.compile("[０-９]+(?:[，．][０-９]+)+")


def _is_label(text: str, start: int, after: str) -> bool:
    """Whether ． may end the label of a heading: １．２０２１年 is no 1.2021."""
    begins = not text[text.rfind("\n", max(0, start - 9), start) + 1 : start].strip(" 　")
    return after == "年" or (begins and after not in ("", *"\n%％‰万萬亿億"))


_GROUPED = re.compile("[０-９]{1,3}(?:，[０-９]{3})+(?:．[０-９]+)?")
_DECIMAL = re.compile("[０-９]+．[０-９]+")


def full_width(text: str, start: int) -> Found:
    """Turn a number in full-width digits whose marks part well-formed groups."""
    match = pattern_full_width().match(text, start)
    if match is None:
        return Found((), start + 1)
    end = match.end()
    before = text[start - 1] if start else ""
    after = text[end : end + 1]
    if before and (
        before in "，．.,/" or before.isdigit() or (before.isascii() and before.isalnum())
    ):
        return Found((), end)
    if after and (after.isdigit() or (after in "．." and text[end + 1 : end + 2].isdigit())):
        return Found((), end)
    number = match[0]
    if not (_GROUPED.fullmatch(number) or _DECIMAL.fullmatch(number)):
        return Found((), end)
    if number[0] == "０" and number[1] != "．":
        return Found((), end)
    if "，" not in number and _is_label(text, start, after):
        return Found((), end)
    return Found((Change(start, end, number.translate(_TO_ASCII), "full-width"),), end)


@cache
def _beside() -> re.Pattern[str]:
    letters = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ.．"
    numerals = r"\u2150-\u2188\u2460-\u24ff\u3021-\u3029" + "".join(parser.characters())
    return re.compile(f"[{letters}{numerals}]")


def _alone(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` would run into no numeral or letter beside it."""
    return not (
        (start and _beside().match(text[start - 1]))
        or (end < len(text) and _beside().match(text[end]))
    )


def circled(text: str) -> list[Found]:
    """Turn ① into 1 in every line where none would run into another number."""
    found: list[Found] = []
    if not has_any(text, "①-⑳", "㉑-㊿"):
        return found
    line_end = -1
    for match in _CIRCLED.finditer(text):
        if match.start() >= line_end:
            line_end = text.find("\n", match.start())
            line_end = len(text) if line_end < 0 else line_end
            every = list(_CIRCLED.finditer(text, match.start(), line_end))
            if all(_alone(text, *one.span()) for one in every):
                found.append(
                    Found(
                        tuple(
                            Change(*one.span(), str(int(unicodedata.numeric(one[0]))), "circled")
                            for one in every
                        ),
                        line_end,
                    )
                )
    return found


_CIRCLED = re.compile("[①-⑳㉑-㉟㊱-㊿]")
_ROMAN = re.compile("[Ⅰ-Ⅿⅰ-ⅿ]+")


def roman(text: str, start: int) -> Found:
    """Turn a Roman numeral in characters of its own: Ⅲ is 3, ⅩⅤ is 15."""
    match = _ROMAN.match(text, start)
    if match is None:
        return Found((), start + 1)
    end = match.end()
    if end - start > 8 or not _alone(text, start, end):
        return Found((), end)
    digits = [int(unicodedata.numeric(one)) for one in match[0]]
    value = sum(
        -one if any(one < later for later in digits[at + 1 : at + 2]) else one
        for at, one in enumerate(digits)
    )
    if len(digits) > 1 and _roman_of(value) != unicodedata.normalize("NFKC", match[0]).upper():
        return Found((), end)
    return Found((Change(start, end, str(value), "roman"),), end)


def _roman_of(value: int) -> str:
    spelled = ""
    for one, letters in (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
        (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ):  # fmt: skip
        while value >= one:
            spelled += letters
            value -= one
    return spelled


_SUZHOU = re.compile("[〇〡-〩]*[〡-〩][〇〡-〩]*")


def suzhou(text: str, start: int) -> Found:
    """Turn Suzhou numerals written digit by digit: 〡〢〣 is 123."""
    match = _SUZHOU.match(text, start)
    if match is None:
        return Found((), start + 1)
    end = match.end()
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    if (
        end - start > 20
        or not _alone(text, start, end)
        or any(one in "〸〹〺十百千万萬一二三〇" for one in beside)
    ):
        return Found((), end)
    shown = "".join("0" if one == "〇" else str(ord(one) - 0x3020) for one in match[0])
    return Found((Change(start, end, shown, "suzhou"),), end)
