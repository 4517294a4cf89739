"""Context guards: whether the surrounding text allows a number."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hantidy.evidence.characters import COMMON_HAN
from hantidy.filters.numerals import character_classes, lexicon
from hantidy.filters.numerals.lexicon import any_of, words
from hantidy.filters.numerals.places import is_document, is_person

if TYPE_CHECKING:
    from hantidy.filters.numerals.reading import Item


@cache
def counting() -> frozenset[str]:
    every = character_classes.CLASS("digit", "two", "unit", "scale", "f-digit", "f-unit", "old")
    return frozenset(every + "几幾半多余餘数數0123456789")


def _is_counted(text: str, at: int) -> bool:
    """Whether a number ends at ``at``."""
    return at > 0 and text[at - 1] in counting() and not is_person(text, at - 1)


def stands(text: str, items: list[Item], *, full: bool) -> bool:
    """Whether the context allows the chain to be a number."""
    start, last = items[0].start, items[-1]
    after = text[last.after : last.after + 1]
    word, kind = (last.word.text, last.word.kind) if last.word else ("", "")
    if character_classes.before_is_closed(text, start, full=full):
        return False
    if after and (after in "几幾多余餘来來" or (after == "半" and not full)):
        return False
    if word in words("ordinal") and _ORDINAL_AFTER.match(text, last.after):
        return False  # 二十八條、第五十六條
    # 三小时二十分钟, 五元三角: a quantity whose first part was not taken in
    return start == 0 or not (
        _led(text, start, word, full=full) or (kind != "count" and not begins(text, start, kind))
    )


def _led(text: str, start: int, word: str, *, full: bool) -> bool:
    """Whether the chain at ``start`` goes on something before it, or is a name with it."""
    before, further = text[start - 1], text[start - 2 : start - 1]
    if before in "个個":
        # 两个一百年: a count of things that are named by a number
        return further in counting() and further not in ("", "一")
    if before == "比":
        return further in counting() and further != ""  # 一比五十公里: the first side stays
    if before == "月" and word in ("日", "号", "號"):
        return True  # 正月十五日
    if before in "高初大中小" and word == "班":
        return True  # 高三十五班
    return (
        before in words("join")
        and goes_on(text, start - 1)
        and not (full and _ORDINAL_BEFORE.search(text, max(0, start - 10), start - 1))
    )


_ORDINAL_AFTER = re.compile("[、及和与與或]第[〇零一二三四五六七八九十百千0-9]")


def goes_on(text: str, at: int, kind: str = "") -> bool:
    """Whether a number ends at ``at``, so that a list began before.

    With ``kind``, the word is one of that kind.
    """
    if at and (
        text[at - 1] in words("saying")
        or (text[at - 1] in words("about") and text[at - 2] in words("saying"))
    ):
        return True
    for begin in range(at - 1, max(0, at - 4), -1):
        if text[begin - 1] in words("saying") or text[begin - 1] in words("about"):
            word = lexicon.word_at(text, begin)
            if word is not None and begin + len(word.text) == at:
                return not kind or word.kind == kind
    return False


def is_numbered(text: str, end: int) -> bool:
    """Whether the numeral that ends at ``end`` has a 第 before it: 第一家."""
    return _NUMBERED.search(text, max(0, end - 8), end) is not None


_NUMBERED = re.compile("第[〇零一二三四五六七八九十百千]+\\Z")
_ORDINAL_BEFORE = re.compile(
    "第[〇零一二三四五六七八九十百千]+[^\\W\\d〇零一二三四五六七八九十百千第]{1,2}\\Z"
)


def begins(text: str, start: int, kind: str) -> bool:
    """Whether no number with a word of ``kind`` ends at ``start``."""
    if kind == "time" and text[start - 1] in "分点點时時刻" and _is_counted(text, start - 1):
        return False
    if text[start - 1] in lexicon.lasts(kind):
        for at in range(start - 1, max(0, start - 4), -1):
            word = lexicon.word_at(text, at)
            if (
                word is not None
                and at + len(word.text) == start
                and word.kind == kind
                and _is_counted(text, at)
            ):
                return False
    return True


_GROWS = re.compile(
    "(?:提高|增高|升高|增长|增長|增大|扩大|擴大|增多|减少|減少|降低|拉长|拉長|延长|延長|放大|缩小|縮小|高达|高達"
    "|只有|仅有|僅有|约有|約有|共有|达到|達到)$"
)


def is_decimal(text: str, item: Item, word: lexicon.Word | None) -> bool:
    """Whether 点 is a decimal point: not in 这一点三个人, not in 下午三点五十."""
    start = item.start
    if text.endswith(any_of("clock-before"), 0, start):
        return False
    if word is not None and word.kind == "count" and not item.number.word and not word.decimal:
        return False
    if text[item.start] in "一壹" and text[item.start + 1] in "点點" and item.start:
        before = text[item.start - 1]
        return (
            before not in words("one-before")
            or _GROWS.search(text, max(0, item.start - 2), item.start) is not None
        )
    return True


_MARKUP = re.compile(
    r"(?:</?[A-Za-z][^<>\n]{0,40}>|[*_\[\]》〉」』”|'\u2019]+|（[^（）\n]{0,20}）|\([^()\n]{0,20}\))\Z"
)
_EARLIER = re.compile(r"[元〇零一二三四五六七八九十廿卅百]{1,4}年")
_FARTHEST = 200


def _bare_end(text: str, start: int) -> int:
    """Return the end of the words before ``start``, markup and brackets skipped."""
    while match := _MARKUP.search(text, max(0, start - 48), start):
        start = match.start()
    return start


def _is_ruler(text: str, at: int, year: int) -> bool:
    """Whether the name of a ruler, reign or calendar ends at ``at``."""
    return at > 0 and (text[at - 1] in words("ruler") or lexicon.reign_before(text, at, year=year))


def reign_earlier(text: str, start: int) -> bool:
    """Whether the line has a year of a reign before: 至十八年 is of that reign too."""
    least = max(0, start - _FARTHEST)
    line = max(text.rfind("\n", least, start) + 1, least)
    return any(
        text[one.start() - 1] in "王公帝宗" or lexicon.reign_before(text, one.start())
        for one in _EARLIER.finditer(text, line, start)
        if one.start()
    )


_DATED = re.compile("十[一二三四五六七八九]?年[一二三四五六七八九十]{1,3}月")
"""A date of the Republic or of a reign."""
_STATUTE = re.compile(
    f"[{COMMON_HAN}]{{1,14}}(?:法|[条條]例|[细細][则則]|[规規][则則]|[办辦]法)第[一二三四五六七八九十百0-9]"
)
"""A statute behind 年 is called by the year of the Republic in which it was made."""
_IN_DATED = frozenset("前后後内內以的来來者限")
"""Characters behind 年 that show a count of years even near dates of a reign."""


def _is_dated(text: str, at: int) -> bool:
    """Whether a date of the Republic or of a reign is near."""
    return _DATED.search(text, max(0, at - _FARTHEST), at + _FARTHEST) is not None


def is_span_of_years(text: str, item: Item, *, full: bool) -> bool:
    """Whether 二十年 is twenty years and not the twentieth year of a reign."""
    after = text[item.end + 1 : item.end + 2]
    start = _bare_end(text, item.start)
    before = text[start - 1] if start else "\n"
    year = int(item.number.digits) if item.number.digits.isdecimal() else 0
    if _is_ruler(text, start, year) or lexicon.is_glossed(text, item.end + 1):
        return False
    if before in words("spanning") or text.startswith(any_of("then"), item.end + 1):
        return True
    if _is_dated(text, item.start) and after not in _IN_DATED:
        return False
    if after and after in words("year-after"):
        return True
    if before in words("year-named-before") or (after and after in words("year-named-after")):
        return False
    if is_document(text, item.after) or _STATUTE.match(text, item.end + 1):
        return False
    if re.match(
        "[正冬腊臘闰閏一二三四五六七八九十]+月|[春夏秋冬]", text[item.after : item.after + 4]
    ):
        return False
    if full and before == "\n" and after in ("", "\n"):
        return True
    return before not in words("break") and not reign_earlier(text, item.start)
