"""Amounts of money as cheques and contracts write them (``to=financial``).

The forms are those of 支付结算办法 (1997), annex 1: 整 after 元 and 角, 零 between 元 and 分 where
角 is missing, 壹 before 拾, no 点. Nothing but money changes.
"""

from __future__ import annotations

import re

from hantidy.filters.numerals import parser
from hantidy.filters.numerals.rows import Row

_NUMBER = (
    r"(?<![0-9A-Za-z０-９._/:：十百千万萬亿億-])(?<![0-9],)(?P<number>(?!0[0-9])"
    r"(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,16})(?:\.[0-9]{1,8})?(?![0-9.])[十百千万萬亿億]{0,2})+)"
    "(?<![百千万萬亿億][1-9])"
)
_ABOUT = (
    "(?P<about>(?=左右|上下|以[上下内內外]|多|余|餘|[/／]|一?[个個次人张張天日月年件]|人民[币幣]))?"
)
"""Before these an amount is no closed one: 每人壹佰元左右."""


def _amount(match: re.Match[str]) -> str | None:
    number = parser.number(match["number"])
    whole, _, cents = ((number and number.whole) or "").partition(".")
    said = ((match["jiao"] or "") + (match["fen"] or "0")).zfill(2)
    minor = (cents.rstrip("0") or said).ljust(2, "0")
    if not whole or match["unread"] or minor[2:] or (cents and said != "00"):
        return None
    jiao, fen = minor[0], minor[1]
    end = match["closed"] or (
        "" if match["about"] is not None else "正" if match["hong_kong"] is not None else "整"
    )
    spelled = parser.spell(whole)
    shown = f"{spelled}{match['yuan'] or '元'}" if whole != "0" or jiao == fen == "0" else ""
    if jiao != "0":
        shown += f"{parser.spell(jiao)}角"
    elif fen != "0" and shown:
        shown += "零"
    shown += f"{parser.spell(fen)}分" if fen != "0" else end
    return spelled and ("人民币" if match["sign"] and match["named"] is None else "") + shown


def _foreign(match: re.Match[str]) -> str | None:
    number = parser.number(match[0])
    whole = number and number.whole
    return parser.spell(whole) if whole and whole.isdecimal() else None


ROWS = (
    Row(
        "amount",
        "(?P<hong_kong>(?<=港)|(?<=港.)|(?<=港..))?(?P<named>(?<=人民[币幣])|(?<=人民[币幣] ))?"
        f"(?:(?P<sign>[¥￥]) ?)?{_NUMBER}(?:(?P<yuan>[元圆圓])(?![素旦首宵件])"
        "(?:(?P<jiao>[0-9])角)?(?:[零0]?(?P<fen>[0-9]{1,2})分(?![钟鐘]))?"
        "(?P<unread>[0-9]+(?:角|分(?![钟鐘])))?)?(?P<closed>[整正])?(?(yuan)|(?(sign)|(?!)))"
        f"(?(sign)(?![-—–~～至到/][0-9¥￥])){_ABOUT}",
        (),
        "parts of one sum of money",
        (
            ("付1005元", "付壹仟零伍元整"),
            ("￥12.05", "人民币壹拾贰元零伍分"),
            ("付100元05分", "付壹佰元零伍分"),
            ("付100元50分", "付壹佰元伍角整"),
            ("付100元5分钟", "付壹佰元整5分钟"),
            ("每人100元左右", "每人壹佰元左右"),
        ),
        ("￥20-30", "付1.234元", "00123元", "付100元3角50分", "￥100元150分"),
        writes=_amount,
        runs="",
        back=2,
    ),
    Row(
        "amount",
        _NUMBER,
        ("no-money",),
        "an amount in another currency",
        (("付100美元", "付壹佰美元"),),
        ("付100分", "付100人", "付1.5美元"),
        writes=_foreign,
        runs="",
    ),
)
"""In the order in which they are asked."""
