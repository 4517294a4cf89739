"""Numbers said digit by digit to name something (mode full): 京A零七ZX三F, 动三四五六次."""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, parser
from hantidy.filters.numerals.changing import Found

__all__ = ["address", "discount", "plate", "radio", "train"]

_DIGITS = "〇○零一二三四五六七八九"
_PROVINCES = (
    "京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊"
)
_RADIO = {"幺": "1", "洞": "0", "拐": "7", "勾": "9", "两": "2", "兩": "2"}
_SAID = _DIGITS + "幺"
_BYTE = 255


@cache
def _plate() -> re.Pattern[str]:
    """A number plate: province, letter, five or six letters and digits (GA 36-2018)."""
    return re.compile(f"[{_PROVINCES}][A-Za-z][A-Za-z0-9{_DIGITS}]{{5,6}}(?![A-Za-z0-9{_DIGITS}])")


def plate(text: str, start: int) -> Found | None:
    """Turn the hanzi digits of the number plate around ``start``; None if there is none."""
    for begin in range(max(0, start - 7), start - 1):
        match = _plate().match(text, begin)
        if match is not None and match.end() > start:
            changes = [
                Change(at, at + 1, parser.digits(parser.plain(text[at])), "code")
                for at in range(begin + 2, match.end())
                if text[at] in _DIGITS
            ]
            return Found(tuple(changes), match.end())
    return None


@cache
def _address() -> re.Pattern[str]:
    one = f"[{_DIGITS}幺]{{1,3}}"
    return re.compile(f"{one}(?:[点點]{one}){{3}}(?![{_DIGITS}幺点點])")


def address(text: str, start: int) -> Found | None:
    """Turn a network address said aloud, 幺二七点零点零点幺; None if none begins here."""
    match = _address().match(text, start) if text[start] in _SAID else None
    if match is None:
        return None
    parts = [_said(one) for one in re.split("[点點]", match[0])]
    if any(int(one) > _BYTE or (len(one) > 1 and one[0] == "0") for one in parts):
        return Found((), match.end())
    return Found((Change(start, match.end(), ".".join(parts), "code"),), match.end())


@cache
def _radio() -> re.Pattern[str]:
    return re.compile(f"[{_DIGITS}{''.join(_RADIO)}{character_classes.CLASS('f-digit')}]+")


_LEAST = 5


def radio(text: str, start: int) -> Found | None:
    """Turn digits said as over the radio, 幺八五洞幺拐两零; None if 洞 拐 勾 are not among them."""
    match = _radio().match(text, start)
    if match is None or not any(one in match[0] for one in "洞拐勾"):
        return None
    end = match.end()
    if "幺" not in match[0] or not _LEAST <= end - start <= parser.LONGEST:
        return Found((), end)
    return Found((Change(start, end, _said(match[0]), "code"),), end)


def _said(spelled: str) -> str:
    return "".join(_RADIO.get(one) or parser.digits(parser.plain(one)) for one in spelled)


_DISCOUNT = re.compile("[一二三四五六七八九]{2}折(?![磨腾騰])")


def discount(text: str, start: int) -> Found | None:
    """Turn 七五折 into 75折; None if it is none. 七八折 is about so much."""
    match = _DISCOUNT.match(text, start)
    if match is None:
        return None
    end = match.end() - 1
    shown = parser.digits(text[start:end])
    if int(shown[1]) - int(shown[0]) == 1 or character_classes.before_is_closed(
        text, start, full=True
    ):
        return Found((), match.end())
    return Found((Change(start, end, shown, "code"),), match.end())


_TRAIN = re.compile(f"(?<=[动動高特快直城])[{_DIGITS}幺]{{2,5}}")
_SURE = 4


def train(text: str, start: int) -> Found | None:
    """Turn the number of a train, before 次 or alone in its line; None if it is none."""
    match = _TRAIN.match(text, start)
    if match is None:
        return None
    end = match.end()
    if not text.startswith("次", end):
        # 高一二三 are three forms of a school
        if not character_classes.is_line(text, start - 1, end):
            return None
        if text[start - 1] == "高" and len(match[0]) < _SURE:
            return None
    return Found((Change(start, end, _said(match[0]), "code"),), end)
