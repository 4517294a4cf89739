"""The named guards of rows: contexts in which a match is left alone."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from hantidy.filters.numerals import character_classes, context_guards, lexicon, parser
from hantidy.filters.numerals.lexicon import any_of, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

NUMERAL = frozenset("〇○零一二三四五六七八九十百千万萬亿億两兩廿卅初")
_LUNAR_AFTER = re.compile(
    "初[一二三四五六七八九十]|[正腊臘冬闰閏][月一二三四五六七八九十]"
    f"|[{''.join(sorted(NUMERAL))}]*月"
)
_STEM_AND_BRANCH = re.compile("[（(]?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]")
_JOINED = re.compile(f"(?:[至到~～—–－-]|——|[、和与與])[{''.join(sorted(NUMERAL))}]")
_WHOLE_YEAR = re.compile("[一二][〇○零一二三四五六七八九]{3}年")
_RUN = re.compile("[一二三四五六七八九十百]+")


def closed(text: str, start: int, _: int = 0) -> bool:
    """A numeral, 月 or a line number precedes."""
    before = text[start - 1 : start]
    return bool(before) and (
        before in NUMERAL
        or before in "月."
        or (before == "年" and not text.endswith(any_of("this-year"), 0, start))
        or character_classes.before_is_closed(text, start, full=True)
    )


def _goes_on(text: str, _: int, end: int) -> bool:
    """A numeral follows, possibly behind 至 or 、, and is not a date itself."""
    last = text[end - 1]
    if last == "月":
        return text[end : end + 1] in NUMERAL and end < len(text)
    return (
        last in "日号號"
        and _JOINED.match(text, end) is not None
        and _WHOLE_YEAR.match(text, end + 1) is None
    )


def _no_month(text: str, start: int, end: int) -> bool:
    """A month without a day may be a count of months or a name."""
    if text[end - 1] not in "月份":
        return False
    after = text[end : end + 1]
    if after and text[end - 1] == "月" and after not in words("month-after"):
        return True
    return start > 0 and (
        text[start - 1] in words("month-count")
        or (text[start] == "一" and is_relative(text, start))
    )


def is_relative(text: str, start: int) -> bool:
    """Whether 前 or 下 makes 一 an article: 前一小时, not 提前一小时."""
    before = text[start - 1 : start]
    return before in words("relative") and text[start - 2 : start] not in ("提前", "元前")


def _of_verse(text: str, start: int, _: int) -> bool:
    """五黄六月, 十七年秋八月, （农历甲辰年）二月."""
    return (
        (start > 0 and text[start - 1] in "春夏秋冬")
        or text.endswith(("年）", "年)"), 0, start)
        or (start > 1 and text[start - 2] in NUMERAL and text[start - 1].isalpha())
    )


def _no_measure(text: str, _: int, end: int) -> bool:
    """No unit of measurement follows."""
    word = lexicon.word_at(text, end)
    return word is None or word.kind != "measure"


def _not_a_number(text: str, start: int, end: int) -> bool:
    """A numeral in the match has no value."""
    return any(parser.number(one[0], True) is None for one in _RUN.finditer(text, start, end))


_TIME_BEFORE = re.compile(
    "(?:[上下中]午|晚上|晚[间間]|早上|早晨|凌晨|清晨|傍晚|夜[里裡间間]|深夜|[今昨明当當]晚|[明今]早|[时時][间間]"
    "|[日号號天至到于於在从從是前后後~～—–-])\\Z"
)


def _is_said(text: str, start: int) -> bool:
    """Whether the text before announces a time of day."""
    return _TIME_BEFORE.search(text, max(0, start - 2), start) is not None


def _clock_closed(text: str, start: int, _: int) -> bool:
    """A date or numeral precedes, and no 上午 or day."""
    if start and text[start - 1] in words("after-day") and _is_said(text, start):
        return False
    return closed(text, start) or lexicon.reign_before(text, start)


def _clock_goes_on(text: str, start: int, end: int) -> bool:
    """八点多, 八点 三十, 两点之间."""
    if text.startswith(("之间", "之間"), end):
        return text[start - 1 : start] not in ("至", "到")
    return text.startswith(any_of("open"), end) or character_classes.goes_on_after(text, end)


def _one_point(text: str, start: int, _: int) -> bool:
    """是一点, 到一点, 对齐零点."""
    return text[start] in "一零〇" and (
        not _is_said(text, start) or text[start - 1] in words("time-preposition")
    )


def _no_time_after(text: str, start: int, end: int) -> bool:
    """三点意见: the text behind shows that points are counted."""
    return end < len(text) and text[end] not in words("time-after") and not _is_said(text, start)


def _unsaid_word(text: str, start: int, end: int) -> bool:
    """三点二十米: a decimal before a unit."""
    return lexicon.word_at(text, end) is not None and not _is_said(text, start)


@cache
def _number_beside() -> re.Pattern[str]:
    letters = "0-9A-Za-z０-９Ａ-Ｚａ-ｚ.．"
    numerals = r"\u2150-\u2188\u2460-\u24ff\u3021-\u3029" + "".join(parser.characters())
    return re.compile(f"[{letters}{numerals}]")


def beside_number(text: str, start: int, end: int) -> bool:
    """A numeral or letter is adjacent."""
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return _number_beside().search(beside) is not None


_ROMAN = re.compile("M*(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def _not_roman(text: str, start: int, end: int) -> bool:
    """Several characters that form no valid Roman numeral; a single one always does."""
    letters = unicodedata.normalize("NFKC", text[start:end]).upper()
    return end - start > 1 and _ROMAN.fullmatch(letters) is None


def _label(text: str, start: int, end: int) -> bool:
    """１．２０２１年 is the label of a heading and a year, and no 1.2021."""
    begins = not text[text.rfind("\n", max(0, start - 9), start) + 1 : start].strip(" 　")
    after = text[end : end + 1]
    return "，" not in text[start:end] and (
        after == "年" or (begins and after not in ("", *"\n%％‰万萬亿億"))
    )


GUARDS: Mapping[str, Callable[[str, int, int], bool]] = {
    "beside-number": beside_number,
    "clock-closed": _clock_closed,
    "clock-goes-on": _clock_goes_on,
    "closed": closed,
    "closed-number": lambda text, start, _: character_classes.before_is_closed(
        text, start, full=True
    ),
    "closed-score": lambda text, start, _: (
        text[start - 1 : start] not in ("以", "成", "为", "為")
        and character_classes.before_is_closed(text, start, full=True)
    ),
    "decimal": lambda text, start, end: (
        not _is_said(text, start) and not {"零", "〇"}.isdisjoint(text[start + 1 : end])
    ),
    "equation-before": lambda text, start, _: (
        text.endswith(("等于", "等於"), 0, start)
        and text[max(0, start - 3)] in character_classes.numerals()
    ),
    "goes-on": _goes_on,
    "label": _label,
    "lunar-before": lambda text, start, _: (
        lexicon.reign_before(text, start)
        or _STEM_AND_BRANCH.fullmatch(text, max(0, start - 2), start) is not None
    ),
    "lunar-after": lambda text, _, end: (
        _LUNAR_AFTER.match(text, end) is not None or lexicon.is_glossed(text, end)
    ),
    "name": lexicon.named,
    "no-measure": _no_measure,
    "no-month": _no_month,
    "no-time-after": _no_time_after,
    "not-a-number": _not_a_number,
    "not-roman": _not_roman,
    "numeral-after": lambda text, _, end: (
        end < len(text) and text[end] in NUMERAL | character_classes.numerals()
    ),
    "of-verse": _of_verse,
    "one-point": _one_point,
    "part-before": lambda text, start, _: (
        start > 1 and text[start - 1] in "分刻" and text[start - 2] in NUMERAL
    ),
    "reign-earlier": lambda text, start, _: context_guards.reign_earlier(text, start),
    "stem-and-branch": lambda text, _, end: _STEM_AND_BRANCH.match(text, end) is not None,
    "unsaid-word": _unsaid_word,
}
"""Each is called with the text and the span of a match; if true, the match stays."""
