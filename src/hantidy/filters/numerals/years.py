"""二十年 as a span of years, not as a year of a reign or of the Republic."""

from __future__ import annotations

from hantidy.filters.numerals import lexicon
from hantidy.filters.numerals.cases import Case, Cases, Item
from hantidy.filters.numerals.character_classes import around, pattern
from hantidy.filters.numerals.names import DOCUMENT

_MARKUP = pattern(
    r"(?:</?[A-Za-z][^<>\n]{0,40}>|[*_\[\]》〉」』”|'\u2019]+|（[^（）\n]{0,20}）|\([^()\n]{0,20}\))\Z"
)
_EARLIER = pattern(r"[元〇零一二三四五六七八九十廿卅百]{1,4}年")
_DATED = pattern("十[一二三四五六七八九]?年[一二三四五六七八九十]{1,3}月")
"""A date of the Republic or of a reign."""
_STATUTE = (
    "<letter>{1,14}(?:法|[条條]例|[细細][则則]|[规規][则則]|[办辦]法)第[一二三四五六七八九十百0-9]"
)
"""A statute behind 年 is called by the year of the Republic in which it was made."""
_FARTHEST = 200


def bare(text: str, item: Item) -> Item:
    """Return ``item`` from the end of the words before it, markup and brackets skipped, to 年."""
    start = item.start
    while match := _MARKUP.search(text, max(0, start - 48), start):
        start = match.start()
    return item._replace(start=start, after=item.end + 1)


def reign_earlier(text: str, start: int, _: int = 0) -> bool:
    """Whether the line has a year of a reign before: 至十八年 is of that reign too."""
    line, _ = around(text, start, start, "\n", _FARTHEST)
    return any(
        text[one.start() - 1] in "王公帝宗" or lexicon.reign_before(text, one.start())
        for one in _EARLIER.finditer(text, line, start)
        if one.start()
    )


def _is_of_reign(text: str, item: Item) -> bool:
    year = int(item.number.digits) if item.number.digits.isdecimal() else 0
    return lexicon.reign_before(text, item.start, year=year)


def _is_dated(text: str, item: Item) -> bool:
    """Whether a date of the Republic or of a reign is near in the line."""
    return _DATED.search(text, *around(text, item.start, item.start, "\n", _FARTHEST)) is not None


YEARS = Cases(
    Case(False, "民国六十年代", word="年代", test=_is_of_reign),
    Case(True, "六十年代", word="年代"),
    Case(False, "共九十四年度", word="年度"),
    Case(False, "秦王二十年，", before="<=ruler>"),
    Case(False, "康熙二十年，", test=_is_of_reign),
    Case(False, "治乱二十年（1179年）", after="<gloss>"),
    Case(True, "约二十年任期", before="<=spanning>"),
    Case(True, "二十年之后", after="<then>"),
    Case(False, "用七十七年；十年五月", after="(?![前后後内內以的来來者限])", test=_is_dated),
    Case(True, "二十年前", after="<year-after>"),
    Case(False, "自二十年", before="<=year-named-before>"),
    Case(False, "用二十年任", after="<year-named-after>"),
    Case(False, "用二十年非字第六號", after=DOCUMENT),
    Case(False, "用七十七年大眾捷運法第七條", after=_STATUTE),
    Case(False, "用二十年春", after="[正冬腊臘闰閏一二三四五六七八九十]{1,3}月|[春夏秋冬]"),
    Case(True, "二十年", mode="full", before="(?m:^)", after="(?m:$)"),
    Case(False, "，二十年，", before="<=break>"),
    Case(False, "顺治五年举兵，用二十年", test=lambda text, item: reign_earlier(text, item.start)),
)
"""Whether 二十年 is twenty years and not the twentieth year of a reign."""
