"""Quantities of parts and products as rows: 三十九度五十四分, 十乘二十毫米, 三个半小时."""

from __future__ import annotations

import re

from hantidy.filters.numerals import parser
from hantidy.filters.numerals.rows import Row, value, written

ARC = Row(
    "quantity",
    "(?:(?<=[0-9]度)|(?<=[0-9]°)|<number>度)<number>分(?!之|[钟鐘])(?:<number>秒)?",
    ("closed-number", "not-a-number"),
    "degrees and minutes are one quantity",
    (
        ("北纬四十七度三十二分", "北纬47度32分"),
        ("东经八十七度五分六秒", "东经87度5分6秒"),
        ("东经87度五十分", "东经87度50分"),
    ),
    ("北纬几十度三十分", "北纬几五十度三十分", "北纬十十度三十分"),
    safe=True,
)
MONEY_PART = Row(
    "quantity",
    "(?:(?<=[0-9][元块塊])<one>[角毛](?:<one>分)?|(?<=[0-9][角毛])<one>分)(?![之一二三四五六七八九十])",
    (),
    "parts of one sum of money",
    (("收费50元6角三分", "收费50元6角3分"), ("收费50元六角三分", "收费50元6角3分")),
    ("收费50元六角三分之一",),
)
PRODUCT = Row(
    "quantity",
    "<number>(?:[乘×]<number>)+",
    ("closed-number", "not-a-number"),
    "factors before a unit",
    (("铁板五乘十二厘米", "铁板5乘12厘米"),),
    ("铁板五乘十二", "铁板五乘十几厘米", "铁板几五乘十二厘米", "铁板三四五乘十二厘米"),
    unless=("no-measure",),
)
SCORE = Row(
    "number",
    "(?:(?<=[以成为為])<number>|十<one>?|<one>十<one>?)比<number>(?![〇零一二三四五六七八九十百千万萬点點几幾多余餘倍])",
    ("closed-score", "not-a-number"),
    "both sides of a score",
    (
        ("战成十八比七", "战成18比7"),
        ("主队以十八比七胜出", "主队以18比7胜出"),
        ("打成三比三", "打成3比3"),
    ),
    ("输了，负三比一", "二十比几", "五六比七", "以十八比十十，"),
)


HALF = Row(
    "half",
    "(<number>|[两兩])([个個])半(?=小时|小時|钟头|鐘頭|月(?!球)|世纪|世紀|星期|学期|學期|学年|學年)",
    ("closed-number",),
    "a half between its measure word and its unit",
    (("历时三个半小时", "历时3.5个小时"), ("两个半月后", "2.5个月后")),
    ("三个半圆", "几十个半小时"),
    unless=("not-a-number",),
    writes=lambda match: f"{value(match, 1)}.5{match[2]}",
    runs="",
)


def _amount(match: re.Match[str]) -> str | None:
    number = parser.number(match["yuan"])
    jiao, fen = (parser.digits(parser.plain(match[name] or "")) for name in ("jiao", "fen"))
    if number is None or number.whole is None:
        return None
    return f"{number.whole}.{jiao or 0}{fen}{match['rest']}"


AMOUNT = Row(
    "amount",
    "(?P<yuan><numeral>+)(?P<rest>[元圆圓])零?(?=<single>[角毛分])"
    "(?:(?P<jiao><single>)[角毛])?+(?:零?(?P<fen><single>)(?:分|(?<=[角毛].)(?=<boundary>)))?+"
    "(?!多|<numeral>+<boundary>)",
    ("closed-number",),
    "parts of one sum of money",
    (
        ("收费五元三角", "收费5.3元"),
        ("三十元零五分", "30.05元"),
        ("五元三角整", "5.3元整"),
        ("五元三角五，", "5.35元，"),
    ),
    ("收费几十元五角", "收费五元三角多", "收费五元三角五十，"),
    writes=_amount,
    runs="",
)
_PART = "[1-9][0-9]{0,3}(?:[千百]?(?:[万萬][亿億万萬]|[万萬亿億])|[千百])"
MIXED = Row(
    "mixed",
    f"(?<![0-9.,])(?:(?:{_PART}){{1,5}}(?:{_PART}|零?[1-9][0-9]{{0,2}}(?![0-9.,年月日号]))"
    "|[1-9][0-9]{0,3}(?:[千百][万萬亿億]?|[万萬]{2}))(?![0-9])",
    ("unit-begun", "open", "numeral-after"),
    "digits and 千 百 万 亿 in one number",
    (("约3亿5千万元", "约35000万元"), ("5万4千人", "54000人"), ("3千人", "3000人")),
    ("3千克", "5万4千多人", "5万3十人"),
    writes=written,
    runs="",
    back=4,
)
