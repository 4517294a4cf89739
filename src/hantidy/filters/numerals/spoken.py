"""Digits said one by one, spaced numerals, old ones (mode full): 幺三五零, 一百 五 十 二, 廿三."""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.cases import Item
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.codes import ADDRESS, radio
from hantidy.filters.numerals.guards import is_called
from hantidy.filters.numerals.names import NAMES
from hantidy.filters.numerals.rows import Row

# 幺三五零幺二三四五六七
_PHONE = pattern("[〇○零一二三四五六七八九幺]+")


_LEAST = 7


def said_one(text: str, at: int) -> Found | None:
    """Convert the digits around the 幺 at ``at``; None if they are none."""
    start = at
    while start and at - start < parser.LONGEST and _PHONE.match(text[start - 1]):
        start -= 1
    return ADDRESS.look(text, start) or phone(text, start)


def phone(text: str, start: int, _: int = 0) -> Found | None:
    """Convert digits said one by one; None if there are none."""
    match = _PHONE.match(text, start)
    if match is None:
        return None
    end = match.end()
    length = end - start
    if length > parser.LONGEST:
        return Found((), end)
    if (code := radio(text, start)) is not None:
        return code
    if length < 3:
        return None
    if text.startswith(("点", "點"), end) and _PHONE.match(text, end + 1):
        return Found((), end) if "幺" in match[0] else None
    said = "幺" in match[0] or is_called(text, start)
    beside = text[start - 1 : start] + text[end : end + 1] if start else text[end : end + 1]
    if any(one in character_classes.every() for one in beside) or not (said or length >= _LEAST):
        return None
    shown = parser.digits(parser.plain(match[0].replace("幺", "一")))
    if not said and (len(set(shown)) == 1 or shown in "01234567890"):
        return None  # 一二三四五六七 is counting
    return Found((Change(start, end, shown, "digits"),), end)


SAID = Row(
    "number",
    "(?:(?<=是)|(?<=等[于於]))[二三四五六七八九零](?=[，。；,;\n]|\\Z)",
    ("equation-before",),
    "the digit that ends a sentence",
    (("次数是六。", "次数是6。"), ("结果等于二，", "结果等于2，")),
    ("十等于二，",),
)


# 十三斤, 一百 五 十 二
@cache
def _spaced() -> re.Pattern[str]:
    every = character_classes.every() + "点點"
    return re.compile(f"[{every}]{{1,40}}(?:[ 　]{{1,3}}[{every}]{{1,40}}){{1,40}}")


_PARTS = 2
"""More parts than these, in falling powers of ten, are one number: 三千 九百 六十五."""
_LONE = re.compile("(?:^|[ 　])[十百千万萬亿億点點](?:[ 　]|$)")


def spaced(text: str, start: int, _: int = 0) -> Found | None:
    """Convert a numeral with spaces (一百 五 十 二) or leave it; None if it has no spaces."""
    match = _spaced().match(text, start)
    if match is None:
        return None
    end = match.end()
    several = len(match[0].split()) > _PARTS
    if end - start > parser.LONGEST or not (several or _LONE.search(match[0])):
        return Found((), end)
    number = parser.number(match[0].replace(" ", "").replace("　", ""))
    if (
        number is None
        or character_classes.before_is_closed(text, start, full=True)
        or character_classes.after_is_open(text, end)
        or character_classes.goes_on_after(text, end)
    ):
        return Found((), end)
    whole = parser.Number(number.digits)
    return Found((put(start, end - len(number.word), whole, "spaced"),), end)


def old(text: str, start: int) -> Found:
    """Convert 廿三 to 23 and 卅 to 30 before a measure word, but not lunar days."""
    end = start + (2 if text[start + 1 : start + 2] in "一二三四五六七八九" else 1)
    end = min(end, len(text))
    word = lexicon.word_at(text, end)
    before = text[start - 1] if start else "\n"
    number = parser.number(text[start:end])
    if number is not None and character_classes.is_line(text, start, end):
        return Found((put(start, end, number, "number"),), end)
    if (
        number is None
        or word is None
        or text[end + len(word.text) : end + len(word.text) + 1] in character_classes.numerals()
        or not NAMES.turns(
            text, Item(start, end, number, word, end + len(word.text), True), full=True
        )
        or word.text in ("日", "号", "號", "天")
        or before in "月五"
        or before in character_classes.every()
        or character_classes.before_is_closed(text, start, full=True)
        or lexicon.named(text, start, end)
    ):
        return Found((), end)
    return Found((put(start, end, number, "number"),), end)
