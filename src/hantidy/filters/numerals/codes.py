"""Numbers said digit by digit to name something (mode full): 京A零七ZX三F, 动三四五六次."""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.filters.numerals import character_classes, parser
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.rows import Row

_DIGITS = "〇○零一二三四五六七八九"
_PROVINCES = (
    "京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊"
)
_RADIO = {"幺": "1", "洞": "0", "拐": "7", "勾": "9", "两": "2", "兩": "2", "点": ".", "點": "."}
_PLATE = pattern(f"[{_PROVINCES}][A-Za-z][A-Za-z0-9{_DIGITS}]{{5,6}}(?![A-Za-z0-9{_DIGITS}])")
"""A number plate: province, letter, five or six letters and digits (GA 36-2018)."""


def plate(text: str, start: int, _: int = 0) -> Found | None:
    """Convert the hanzi digits of the number plate around ``start``; None if there is none."""
    for begin in range(max(0, start - 7), start - 1):
        match = _PLATE.match(text, begin)
        if match is not None and match.end() > start:
            changes = [
                Change(at, at + 1, parser.digits(parser.plain(text[at])), "code")
                for at in range(begin + 2, match.end())
                if text[at] in _DIGITS
            ]
            return Found(tuple(changes), match.end())
    return None


@cache
def _radio() -> re.Pattern[str]:
    return re.compile(f"[{_DIGITS}{'幺洞拐勾两兩'}{character_classes.CLASS('f-digit')}]+")


_LEAST = 5


def radio(text: str, start: int) -> Found | None:
    """Convert radio digits, 幺八五洞幺拐两零; None unless 洞 拐 勾 are among them."""
    match = _radio().match(text, start)
    if match is None or not any(one in match[0] for one in "洞拐勾"):
        return None
    end = match.end()
    if "幺" not in match[0] or not _LEAST <= end - start <= parser.LONGEST:
        return Found((), end)
    return Found((Change(start, end, said(match[0]), "code"),), end)


def said(spelled: str) -> str:
    """Return digits said one by one as Arabic ones."""
    return "".join(_RADIO.get(one) or parser.digits(parser.plain(one)) for one in spelled)


def _said(match: re.Match[str]) -> str:
    return said(match[0])


ADDRESS = Row(
    "code",
    "(?:(?!二五[六七八九]|二[六七八九]|[三四五六七八九]<said>{2}|[〇零]<said>)<said>{1,3}(?:[点點](?=<said>)|(?!<said>))){4}(?<![点點])(?![点點十百千万])",
    (),
    "a network address said aloud",
    (("幺九二点幺六八点零点幺", "192.168.0.1"), ("网关一九二点一六八点零点一", "网关192.168.0.1")),
    ("幺九二点幺六八点零", "幺九二点幺六八点零点三百"),
    writes=_said,
    runs="<said>+|[点點]",
)
DISCOUNT = Row(
    "code",
    "(?!<pair>)[一二三四五六七八九]{2}(?=折(?![磨腾騰]))",
    ("closed-number",),
    "a discount said digit by digit",
    (("一律六五折", "一律65折"),),
    ("一律六七折", "几十二五折", "几八五折"),
    writes=_said,
)
TRAIN = Row(
    "code",
    "(?:(?<=[动動高特快直城GCDZTKYSL])<said>{2,5}(?=次)"
    "|(?m:(?<=^[动動特快直城])<said>{2,5}$|(?<=^高)<said>{4,5}$))",
    (),
    "the number of a train",
    (("乘坐高三零五次", "乘坐高305次"), ("G一二三四次列车", "G1234次列车")),
    ("高三二班", "高一二三"),
    writes=_said,
    runs="<said>+",
)
