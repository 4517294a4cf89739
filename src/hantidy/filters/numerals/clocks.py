"""Times of day as rows (mode full): 八点三十分, 下午三点零五, 八点半."""

from __future__ import annotations

import re

from hantidy.filters.numerals.rows import Row, value

_REASON = "a time of day"
_STAYS = ("clock-closed", "name", "part-before")


def _half(part: re.Match[str]) -> str:
    return "30分" if part[0][0] == "半" else value(part)


ROWS = (
    Row(
        "clock",
        "<hour>[点點时時]<minute>分(?:<minute>秒)?",
        _STAYS,
        _REASON,
        (("八点四十六分发车", "8点46分发车"), ("九时零五分十秒", "9时05分10秒")),
        ("差五分八点四十分",),
    ),
    Row(
        "clock",
        "<hour>[点點](?:[一二两兩三]刻|[整钟鐘])",
        _STAYS,
        _REASON,
        (("上午八点整", "上午8点整"), ("八点一刻", "8点1刻")),
        ("差五分八点整",),
    ),
    Row(
        "half",
        "<hour>[点點]半(?:[钟鐘](?![头頭]))?(?![个個天年月数數路钟鐘]|小[时時])",
        _STAYS,
        _REASON,
        (("早上七点半", "早上7点30分"), ("早上七点半钟", "早上7点30分")),
        ("差五分七点半", "历时三点半小时", "历时三点半钟头"),
        writes=_half,
        runs="[〇○零一二三四五六七八九十两兩]+|半[钟鐘]?",
    ),
    Row(
        "clock",
        "<hour>[点點](?:[零〇]<one>|[二三四五]?十<one>?)(?![分〇零一二三四五六七八九十百千万点點])",
        _STAYS,
        _REASON,
        (("下午两点零五出发", "下午2点05出发"), ("下午六点二十见", "下午6点20见")),
        ("差五分六点二十见",),
        unless=("decimal", "unsaid-word"),
    ),
    Row(
        "clock",
        "<hour>[点點]",
        (*_STAYS, "clock-goes-on", "one-point", "no-time-after"),
        _REASON,
        (("早上八点出门", "早上8点出门"), ("等到十一点", "等到11点")),
        ("早上八点多", "两点之间", "这一点，", "有三点意见", "早上八点 三十"),
        unless=("numeral-after",),
    ),
)
"""In the order in which they are asked."""
