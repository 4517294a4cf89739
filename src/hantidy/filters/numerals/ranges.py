"""Ranges of neighbouring digits and negatives (mode full): 十五六 as 15-16, 负三十二 as -32."""

from __future__ import annotations

import re

from hantidy.filters.numerals import parser
from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.rows import Row

_PAIR = (
    "((?:(?![零〇])<numeral>*?[十百千万萬亿億零〇])?)(<pair>)([十百千]?(?:[万萬]?[亿億]|[万萬])?)"
)


def either(shown: str) -> str | None:
    """Return both numbers of 十五六 (15-16), 三四十 (30-40), 七百三四十 (730-740), or None.

    Only of consecutive digits: 三五天 may be three or five, or three to five. The multiplier
    stands with both: 17万-18万 (GB/T 15835-2011, 5.1.3).
    """
    match = pattern(_PAIR).fullmatch(shown)
    if match is None:
        return None
    head, digits, rest = match.groups()
    numbers = [parser.written(head + digit + rest) for digit in digits]
    return "-".join(one or "" for one in numbers) if all(numbers) else None


def _either(match: re.Match[str]) -> str | None:
    return either(match[0])


RANGE = Row(
    "range",
    f"{_PAIR}<edge>",
    ("unmeasured", "closed-number", "name", "person", "pair-named"),
    "neighbouring digits are a range",
    (("年约十五六岁", "年约15-16岁"), ("三四十人", "30-40人"), ("有十七八万人", "有17万-18万人")),
    (
        "恰好十五六，",
        "十五六多人",
        "几十五六人",
        "李三四十人",
        "七八月",
        "三至五六人",
        "高七八班",
        "烟村四五家",
    ),
    writes=_either,
    runs="",
)


def _negative(match: re.Match[str]) -> str | None:
    number = parser.written(match["number"])
    return number and ("±" if match["both"] else "-") + number


NEGATIVE = Row(
    "negative",
    "(?<!分之)(?:(?<![公真])(?P<both>正))?[负負](?P<number><run><edge>)(?!分之)",
    ("no-sign", "name", "no-minus"),
    "a number after 负 or 正负",
    (("气温负三十二度", "气温-32度"), ("误差为正负五", "误差为±5")),
    ("胜负三十", "公正负三", "负三十多", "负一楼", "负二次方", "负三十儿", "负二项式"),
    writes=_negative,
    runs="",
    back=1,
)
MINUS = Row(
    "negative",
    "(?<!分之)[负負](?=[0-9]{1,40}(?![0-9]|[ 　]*分[ 　]*之))",
    ("no-sign",),
    "a number after 负 or 正负",
    (("气温负3度", "气温-3度"),),
    ("胜负5次", "负3分之负七"),
    writes=lambda _: "-",
    runs="",
)
NEGATIVES = (MINUS, NEGATIVE)
