"""The guards that rows name: what stands beside a match and leaves it alone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hantidy.filters.numerals import character_classes, lexicon, parser

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["GUARDS", "NUMERAL", "closed"]

NUMERAL = frozenset("〇○零一二三四五六七八九十百千万萬亿億两兩廿卅初")
_THIS_YEAR = tuple(f"{one}年" for one in "今去明前后後每本当當同次翌来來历歷")
_LUNAR_AFTER = re.compile(
    "初[一二三四五六七八九十]|[正腊臘冬闰閏][月一二三四五六七八九十]"
    f"|[{''.join(sorted(NUMERAL))}]*月"
)
_STEM_AND_BRANCH = re.compile("[（(]?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]")
_JOINED = re.compile(f"(?:[至到~～—–－-]|——|[、和与與])[{''.join(sorted(NUMERAL))}]")
_WHOLE_YEAR = re.compile("[一二][〇○零一二三四五六七八九]{3}年")
_RUN = re.compile("[一二三四五六七八九十百]+")
_SEASONS = "春夏秋冬"
_OTHER_YEAR = ("年）", "年)")
_SPANS = frozenset("个個连連经經历歷近约約数數整满滿闰閏")
_MONTH_AFTER = frozenset(
    '份初底末中上下旬前后後间間以里裡内內的在起开開召举舉至到，。；：！？、,.;:!?\n（）()”"」』 　'
)


def closed(text: str, start: int, _: int = 0) -> bool:
    """Another numeral, 月 or the number of a line stands before."""
    before = text[start - 1 : start]
    return bool(before) and (
        before in NUMERAL
        or before in "月."
        or (before == "年" and not text.endswith(_THIS_YEAR, 0, start))
        or character_classes.before_is_closed(text, start, full=True)
    )


def _goes_on(text: str, _: int, end: int) -> bool:
    """Another numeral, or one behind 至 or 、 that is no date of its own, follows."""
    last = text[end - 1]
    if last == "月":
        return text[end : end + 1] in NUMERAL and end < len(text)
    return (
        last in "日号號"
        and _JOINED.match(text, end) is not None
        and _WHOLE_YEAR.match(text, end + 1) is None
    )


def _no_month(text: str, start: int, end: int) -> bool:
    """A month without a day stands where it may be a count of months or a name."""
    if text[end - 1] not in "月份":
        return False
    after = text[end : end + 1]
    if after and text[end - 1] == "月" and after not in _MONTH_AFTER:
        return True
    return text[start - 1 : start] in _SPANS and start > 0


def _of_verse(text: str, start: int, _: int) -> bool:
    """五黄六月, 十七年秋八月, （农历甲辰年）二月."""
    return (
        (start > 0 and text[start - 1] in _SEASONS)
        or text.endswith(_OTHER_YEAR, 0, start)
        or (start > 1 and text[start - 2] in NUMERAL and text[start - 1].isalpha())
    )


def _no_measure(text: str, _: int, end: int) -> bool:
    """No unit of measurement follows."""
    word = lexicon.word_at(text, end)
    return word is None or word.kind != "measure"


def _not_a_number(text: str, start: int, end: int) -> bool:
    """A numeral in the match has no value."""
    return any(parser.number(one[0], True) is None for one in _RUN.finditer(text, start, end))


GUARDS: Mapping[str, Callable[[str, int, int], bool]] = {
    "closed": closed,
    "closed-number": lambda text, start, _: character_classes.before_is_closed(
        text, start, full=True
    ),
    "goes-on": _goes_on,
    "lunar-before": lambda text, start, _: lexicon.reign_before(text, start),
    "lunar-after": lambda text, _, end: _LUNAR_AFTER.match(text, end) is not None,
    "name": lexicon.named,
    "no-measure": _no_measure,
    "no-month": _no_month,
    "not-a-number": _not_a_number,
    "of-verse": _of_verse,
    "stem-and-branch": lambda text, _, end: _STEM_AND_BRANCH.match(text, end) is not None,
}
"""Each is asked with the text and the span of a match; if it holds, the match stays."""
