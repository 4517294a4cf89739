"""Years spelled digit by digit, full dates, months and days, clock times: whole or not at all."""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.changing import Found

__all__ = ["clock", "month", "year"]

_DIGIT = "〇○零一二三四五六七八九"
_YEAR = f"[一二][{_DIGIT}]{{3}}"
_MONTH = "(?:十[一二]?|[一二三四五六七八九])"
_DAY = "(?:三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九])"
_DAYS = "[日号號]"
_TO = "[至到~～—–－-]"
_NUMERAL = "〇○零一二三四五六七八九十百千万萬亿億两兩廿卅初"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    tail = f"({_MONTH})(?:({_TO})({_MONTH}))?月份?(?:({_DAY})(?:({_TO})({_DAY}))?{_DAYS})?"
    return {
        "year": re.compile(f"({_YEAR})年(?:{tail})?"),
        "loose-year": re.compile(
            f"((?:[一二][{_DIGIT}]{{3}}|[{_DIGIT}]{{2,3}}|[二两兩]千(?:零?[一二三四五六七八九]|零?[一二]?十[一二三四五六七八九]?)?))年{tail}"
        ),
        "years": re.compile(
            f"({_YEAR})(?:学年|學年|年)?(?:{_TO}|——|[、和与與及或])(?={_YEAR}(?:年|学年|學年|{_TO}|[、和与與及或]))"
        ),
        "common": re.compile(f"[{_DIGIT}]{{2,4}}(?=年)"),
        "short": re.compile(f"[〇○零][{_DIGIT}](?=年)"),
        "bare-year": re.compile(f"({_YEAR})(?=年|学年|學年)"),
        "month": re.compile(tail),
        "more-months": re.compile(f"(?:{_TO}|[、和与與及])({_MONTH})月份?(?![{_NUMERAL}])"),
        "more-day": re.compile(f"(?:{_TO}|[、和与與及])({_MONTH})月({_DAY}){_DAYS}"),
        "day": re.compile(f"({_DAY}){_DAYS}"),
        "clock": re.compile(
            "(二十[一二三四]?|十[一二三四五六七八九]?|[零一二三四五六七八九两兩])([点點时時])"
            "(?:([零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[零〇一二三四五六七八九](?=分))(分)?"
            "(?:(?<=分)([零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[零〇一二三四五六七八九])秒)?"
            "|(半)|([一二两兩三]刻)|整|钟|鐘)?"
        ),
    }


_LUNAR = (
    "农历",
    "農曆",
    "阴历",
    "陰曆",
    "夏历",
    "夏曆",
    "旧历",
    "舊曆",
    "古历",
    "古曆",
    "民国",
    "民國",
    "佛历",
    "佛曆",
    "农",
    "藏历",
    "藏曆",
)
_LUNAR_LASTS = frozenset(name[-1] for name in _LUNAR)
_LUNAR_AFTER = re.compile(f"[正腊臘冬闰閏][月一二三四五六七八九十]|[{_NUMERAL}]*月")


def _number(text: str) -> str:
    plain = parser.plain(text)
    value = parser.read(plain, loose=True)
    if value is not None and (len(plain) == 1 or any(one in "十千" for one in plain)):
        return str(value)
    return parser.digits(plain)


_THIS_YEAR = tuple(f"{one}年" for one in "今去明前后後每本当當同次翌来來历歷")


def _closed(text: str, start: int, *, full: bool) -> bool:
    """Whether the numeral at ``start`` belongs to what stands before it, another calendar too."""
    if start == 0:
        return False
    before = text[start - 1]
    return (
        before in _NUMERAL
        or before in "月."
        or (before == "年" and not text.endswith(_THIS_YEAR, 0, start))
        or character_classes.before_is_closed(text, start, full=full)
        or (before in _LUNAR_LASTS and text.endswith(_LUNAR, 0, start))
        or lexicon.reign_before(text, start)
    )


def _groups(match: re.Match[str], which: tuple[int, ...]) -> list[Change]:
    """Changes of the numerals in these groups of ``match``."""
    changes = []
    for group in which:
        if match[group] is None:
            continue
        shown = _number(match[group])
        changes.append(Change(match.start(group), match.end(group), shown, "date"))
    return changes


_COMMON = ("公元", "西元", "公元前", "西元前")


def year(text: str, start: int, *, full: bool) -> Found | None:
    """Turn the year, range of years or date that begins at ``start``; None if none does."""
    patterns = _patterns()
    match = None
    if text[start] in "一二":
        if patterns["years"].match(text, start) is not None:
            return _years(text, start, full=full)
        match = patterns["year"].match(text, start)
    if match is None and full:
        if start and text[start - 1] in "元前" and text.endswith(_COMMON, 0, start):
            return _common_era(text, start)
        match = patterns["loose-year"].match(text, start)
        if match is None:
            return _short(text, start)
        if match[5] is None and (_is_pair(match[1]) or len(match[1]) == 3):
            return Found((), match.end())
    if match is None:
        return None
    end = match.end()
    changes = _groups(match, (1, 2, 4, 5, 7))
    if _closed(text, start, full=full) or lexicon.named(text, start, end):
        return Found((), end)
    if match[2] is None:
        if _LUNAR_AFTER.match(text, end):
            return Found((), end)
    elif match[5] is None and text[end : end + 1] in _NUMERAL and end < len(text):
        return Found((), end)
    if match[5] is not None and text[end - 1] in "日号號":
        return _until(text, changes, end)
    while match[2] is not None and match[5] is None:
        more = patterns["more-months"].match(text, end)
        if more is None:
            break
        changes += _groups(more, (1,))
        end = more.end()
    if match[2] is not None and match[5] is None:
        more = patterns["more-day"].match(text, end)
        if more is not None:
            changes += _groups(more, (1, 2))
            end = more.end()
    return Found(tuple(changes), end)


def _common_era(text: str, start: int) -> Found | None:
    match = _patterns()["common"].match(text, start)
    if match is None or match[0][0] in "〇○零":
        return None
    shown = parser.digits(parser.plain(match[0]))
    return Found((Change(start, match.end(), shown, "year"),), match.end())


def _short(text: str, start: int) -> Found | None:
    """零五年 as 05年: two digits that begin with a zero can be nothing else."""
    match = _patterns()["short"].match(text, start)
    if match is None:
        return None
    if _closed(text, start, full=True) or _LUNAR_AFTER.match(text, match.end() + 1):
        return Found((), match.end())
    shown = parser.digits(parser.plain(match[0]))
    return Found((Change(start, match.end(), shown, "year"),), match.end())


def _is_pair(shown: str) -> bool:
    """Whether 七八 may be seven or eight and not 78."""
    plain = parser.plain(shown)
    return len(plain) == 2 and "零" not in plain and _next(plain)


def _next(plain: str) -> bool:
    return plain[1] in parser.DIGITS and parser.DIGITS.find(plain[1]) - parser.DIGITS.find(
        plain[0]
    ) in (1, 2)


def _until(text: str, changes: list[Change], end: int) -> Found:
    """Take in 至三十日 or 至八月一日 after a date, or leave the date too."""
    while re.match(f"(?:{_TO}|[、和与與])[{_NUMERAL}]", text[end : end + 2]):
        for name, which in (("month", (1, 3, 4, 6)), ("day", (1,))):
            match = _patterns()[name].match(text, end + 1)
            if match is not None and (name == "day" or match[4] is not None):
                changes += _groups(match, which)
                end = match.end()
                break
        else:
            if _patterns()["year"].match(text, end + 1):
                break  # a date of its own
            return Found((), end)
    return Found(tuple(changes), end)


def _years(text: str, start: int, *, full: bool) -> Found:
    patterns = _patterns()
    changes = []
    at = start
    while (match := patterns["years"].match(text, at)) is not None:
        changes.append(Change(at, match.end(1), parser.digits(parser.plain(match[1])), "year"))
        at = match.end()
    match = patterns["bare-year"].match(text, at)
    if match is None or _closed(text, start, full=full):
        return Found((), at)
    tail = patterns["year"].match(text, at)
    if tail is not None and tail[2] is not None:
        last = _after_years(text, tail)
        if not last.changes:
            return Found((), tail.end())
        return Found((*changes, *last.changes), last.end)
    end = match.end()
    if _LUNAR_AFTER.match(text, end + 1):
        return Found((), end + 1)
    changes.append(Change(at, end, parser.digits(parser.plain(match[1])), "year"))
    return Found(tuple(changes), end)


def _after_years(text: str, match: re.Match[str]) -> Found:
    """The last date of a range of years: 二〇二一年至二〇二五年三月."""
    end = match.end()
    if match[5] is None and text[end : end + 1] in _NUMERAL and end < len(text):
        return Found((), end)
    return Found(tuple(_groups(match, (1, 2, 4, 5, 7))), end)


_MONTH_AFTER = frozenset(
    '份初中底末上下旬前后後间間以里裡内內的在起开開召举舉至到，。；：！？、,.;:!?\n（）()”"」』 　'
)


def month(text: str, start: int) -> Found | None:
    """Turn 七月二十八日 or 九月份 (mode full); None if no month begins at ``start``."""
    match = _patterns()["month"].match(text, start)
    if match is None:
        return None
    end = match.end()
    if match[4] is None:
        after = text[end : end + 1]
        if after and after not in _MONTH_AFTER:
            return Found((), end)
        if start and text[start - 1] in "个個连連经經历歷近约約数數整满滿闰閏":
            return Found((), end)
    if _closed(text, start, full=True) or lexicon.named(text, start, end):
        return Found((), end)
    if start and (text[start - 1] in "春夏秋冬" or text.endswith(("年）", "年)"), 0, start)):
        return Found((), end)  # 十七年秋八月, （农历甲辰年）二月十日
    if start > 1 and text[start - 2] in _NUMERAL and text[start - 1].isalpha():
        return Found((), end)  # 五黄六月
    changes = _groups(match, (1, 3, 4, 6))
    if match[4] is not None:
        return _until(text, changes, end)
    return Found(tuple(changes), end)


_TIME_BEFORE = re.compile(
    "(?:上午|下午|中午|晚上|晚间|晚間|早上|早晨|凌晨|清晨|傍晚|夜里|夜裡|深夜|夜间|今晚|昨晚|明晚|明早|今早|当晚|當晚|时间|時間|[日号號天]|[至到于於在从從是前后後~～—–-])$"
)
_NO_CLOCK = ("多", "余", "餘", "来")
_BETWEEN = ("之间", "之間")
_NO_TIME = frozenset("至到于於在从從是前后後")
_TIME_AFTER = frozenset(
    "，。；：！？、,.;:!?\n）)”」的前后後左右多之以到至~～—–- 　开開起出登吃回下上"
)


def clock(text: str, start: int) -> Found | None:
    """Turn 八点三十分 or 八点半 (mode full); None if no time begins at ``start``."""
    match = _patterns()["clock"].match(text, start)
    if match is None:
        return None
    end = match.end()
    hour, minute, second = match[1], match[3], match[5]
    said = _TIME_BEFORE.search(text, max(0, start - 2), start) is not None
    if _closed(text, start, full=True) and not (said and text[start - 1] in "上日号號天月"):
        return Found((), end)
    if lexicon.named(text, start, end) or (
        start > 1 and text[start - 1] in "分刻" and text[start - 2] in _NUMERAL
    ):
        return Found((), end)  # 差五分八点
    if match[2] in "时時" and (minute is None or match[4] is None):
        return None
    if minute is not None and match[4] is None and minute[0] in "零〇" and not said:
        return None  # 三点零五 is 3.05 as well
    bare = end == match.end(2)
    after = text[end : end + 1]
    if bare:
        if character_classes.goes_on_after(text, end) or text.startswith(_NO_CLOCK, end):
            return Found((), end)
        if text.startswith(_BETWEEN, end) and not (start and text[start - 1] in "至到"):
            return Found((), end)  # 两点之间
        if after and after in _NUMERAL + character_classes.CLASS("f-digit"):
            return None
        if hour == "一" and (not said or text[start - 1] in _NO_TIME):
            return Found((), end)  # 是一点, 到一点
        if not said and after and after not in _TIME_AFTER:
            return Found((), end)
    elif (
        minute is not None
        and match[4] is None
        and after
        and (
            after in _NUMERAL
            or after in "点點"
            or (lexicon.word_at(text, end) is not None and not said)
        )
    ):
        return None
    changes = [Change(match.start(1), match.end(1), _number(hour), "clock")]
    if minute is not None:
        changes.append(Change(match.start(3), match.end(3), _clocked(minute), "clock"))
    if second is not None:
        changes.append(Change(match.start(5), match.end(5), _clocked(second), "clock"))
    if match[6] is not None:
        if after and after in "个個天年月数數路":
            return Found((), end)
        changes.append(Change(match.start(6), match.end(6), "30分", "clock"))
    if match[7] is not None:
        changes.append(Change(match.start(7), match.start(7) + 1, _number(match[7][0]), "clock"))
    return Found(tuple(changes), end)


def _clocked(shown: str) -> str:
    """Minutes with the zero they are said with: 零五 is 05."""
    plain = parser.plain(shown)
    return parser.digits(plain) if plain[0] == "零" else _number(shown)
