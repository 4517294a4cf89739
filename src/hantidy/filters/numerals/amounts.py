"""Amounts in parts and in mixed notation (mode full): 五元三角 as 5.3元, 3亿5千万 as 35000万."""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.changing import Found


# 三千三百八十元五角八分
@cache
def _money() -> re.Pattern[str]:
    digit = character_classes.CLASS("digit", "two", "f-digit")
    one = f"(?:(?P<jiao>[{digit}])[角毛])?(?:零?(?P<fen>[{digit}])分)?"
    return re.compile(
        f"(?P<yuan>[{character_classes.every()}]+)[元圆圓]零?{one}(?P<end>[整正](?![在个個是数數体體式常确確当當规規])|(?!多))"
    )


def amount(text: str, start: int, _: int = 0) -> Found | None:
    """Convert an amount with 角 and 分 to decimals of 元; None if there is none."""
    match = _money().match(text, start)
    if match is None or not (match["jiao"] or match["fen"]):
        return None
    end = match.end()
    number = parser.number(match["yuan"])
    if number is None or character_classes.before_is_closed(text, start, full=True):
        return None
    digit = {
        name: parser.digits(parser.plain(match[name])) if match[name] else ""
        for name in ("jiao", "fen")
    }
    decimals = (digit["jiao"] or "0") + digit["fen"]
    stop = match.end("yuan")
    last = max(match.end("jiao"), match.end("fen")) + 1
    return Found(
        (
            Change(start, stop, f"{number.whole}.{decimals}", "amount"),
            Change(stop + 1, last, "", "amount"),
        ),
        end,
    )


# 3亿5千万
_MIXED = re.compile(
    "(?<![0-9.,])(?:[1-9][0-9]{0,3}(?:[千百]?(?:[万萬][亿億万萬]|[万萬亿億])|[千百])){1,6}(?:零?[1-9][0-9]{0,2}(?![0-9.,年月日号]))?(?=[^0-9]|$)"
)


def mixed(text: str, start: int) -> Found | None:
    """Convert 3亿5千万 or 5万4千 to one number, from the first 亿 or 万; None if there is none."""
    while start and "0" <= text[start - 1] <= "9":
        start -= 1
    match = _MIXED.match(text, start)
    if match is None:
        return None
    end = match.end()
    parts = re.findall("([0-9]+)([万萬亿億千百]*)", match[0])
    shown = parser.plain(match[0])
    if len(parts) < 2 and not re.search("[千百][万亿]?$|万万$", shown):
        return None
    while (
        text[end - 1] in "千百" and (unit := lexicon.word_at(text, end - 1)) and len(unit.text) > 1
    ):
        return Found((), end)
    number = parser.number(shown)
    if number is None or character_classes.after_is_open(text, end):
        return Found((), end)
    if text[end : end + 1] in character_classes.every() and end < len(text):
        return Found((), end)
    return Found((Change(start, end - len(number.word), number.digits, "mixed"),), end)
