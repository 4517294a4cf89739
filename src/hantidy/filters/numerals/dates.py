"""Years spelled digit by digit, full dates, months and days, clock times: whole or not at all."""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.guards import NUMERAL, closed
from hantidy.filters.numerals.rows import Row, look, value

__all__ = ["ROWS", "clock", "month", "year"]

_MONTH_AND_DAY = "<month>(?:<to><month>)?月份?(?:<day>(?:<to><day>)?<days>)?"
_MORE = (
    "(?:<join>(?:<year>年)?<month>月<day><days>|(?<=[日号號])<join><day><days>"
    "|(?<=月)<join><month>月份?(?![〇零一二三四五六七八九十百千万两兩初]))*"
)
_AT = (
    "(?:(?<=[日号號])(?:<part-of-day><hour>[时時点點]|<hour>[时時]|<hour>[点點](?=<minute>分))"
    "(?:<minute>分(?:<minute>秒)?|[整钟鐘])?(?![〇零一二三四五六七八九十半多余餘许許期候间間代]))?"
)
_NAMED = ("closed", "lunar-before", "name", "goes-on", "stem-and-branch")

FULL_YEAR = Row(
    "date",
    "(?:<year>(?:[学學]?年)?<join>(?=<year>(?:[学學]?年|<join>)))*"
    f"<year>[学學财財]?年(?:{_MONTH_AND_DAY})?{_MORE}{_AT}",
    (*_NAMED, "lunar-after"),
    "a date of the common calendar",
    (
        ("二〇一八年五月", "2018年5月"),
        ("二〇一六至二〇一九年", "2016至2019年"),
        ("二〇一八年四月六日、五月七日和八日", "2018年4月6日、5月7日和8日"),
        ("二〇二二年九月廿六日十八时零五分", "2022年9月26日18时05分"),
    ),
    ("农历二〇一八年五月", "二〇一八年正月", "二〇一八年五月八", "二〇一八年五月六日和七"),
    safe=True,
)
SHORT_YEAR = Row(
    "date",
    f"<short-year>年<month>月<day>(?:<to><day>)?<days>{_MORE}{_AT}",
    _NAMED,
    "a date of the common calendar",
    (("九六年五月十八日", "96年5月18日"), ("两千零六年三月二日", "2006年3月2日")),
    ("乾隆九六年五月十八日",),
)
SHORT_YEAR_AND_MONTH = Row(
    "date",
    "(?:<digit>{2}(?<!一二)(?<!二三)(?<!三四)(?<!四五)(?<!五六)(?<!六七)(?<!七八)(?<!八九)"
    "|[二两兩]千<short-tail>)年<month>(?:<to><month>)?月份?",
    (*_NAMED, "lunar-after"),
    "a date of the common calendar",
    (("九六年五月", "96年5月"),),
    ("七八年三月", "九六年五月初八"),
)
COMMON_ERA = Row(
    "year",
    "(?:(?<=[公西]元)|(?<=[公西]元前)|(?<=[纪紀]元前))(?![〇○零])<digit>{2,4}(?=年)",
    (),
    "a year of the common era",
    (("公元前二二一年", "公元前221年"), ("纪元前四六年", "纪元前46年")),
    ("公元元年",),
)
ZERO_YEAR = Row(
    "year",
    "[〇○零]<digit>年",
    ("closed", "lunar-before", "lunar-after", "name"),
    "two digits that begin with a zero are the end of a year",
    (("零三年毕业", "03年毕业"),),
    ("零三年腊月",),
)
MONTH = Row(
    "date",
    f"{_MONTH_AND_DAY}{_MORE}{_AT}",
    (*_NAMED, "no-month", "of-verse", "lunar-after"),
    "a month and day of the common calendar",
    (("四月六日开幕", "4月6日开幕"), ("三至五月份", "3至5月份"), ("九月中旬", "9月中旬")),
    ("八月初八", "五月六日甲子", "满六月", "十七年秋八月", "农历四月六日"),
)
ROWS = (FULL_YEAR, COMMON_ERA, SHORT_YEAR, SHORT_YEAR_AND_MONTH, ZERO_YEAR, MONTH)
"""In the order in which they are asked."""


def year(text: str, start: int, *, full: bool) -> Found | None:
    """Turn the year, range of years or date that begins at ``start``; None if none does."""
    for row in ROWS[: -1 if full else 1]:
        found = look(row, text, start)
        if found is not None:
            return found
    return None


def month(text: str, start: int) -> Found | None:
    """Turn 七月二十八日 or 九月份 (mode full); None if no month begins at ``start``."""
    return look(MONTH, text, start)


@cache
def _clock() -> re.Pattern[str]:
    return re.compile(
        "(二十[一二三四]?|十[一二三四五六七八九]?|[零一二三四五六七八九两兩])([点點时時])"
        "(?:([零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[零〇一二三四五六七八九](?=分))(分)?"
        "(?:(?<=分)([零〇][一二三四五六七八九]|[二三四五]?十[一二三四五六七八九]?|[零〇一二三四五六七八九])秒)?"
        "|(半)|([一二两兩三]刻)|整|钟|鐘)?"
    )


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
    match = _clock().match(text, start)
    if match is None:
        return None
    end = match.end()
    hour, minute, second = match[1], match[3], match[5]
    said = _TIME_BEFORE.search(text, max(0, start - 2), start) is not None
    if (closed(text, start) or lexicon.reign_before(text, start)) and not (
        said and text[start - 1] in "上日号號天月"
    ):
        return Found((), end)
    if lexicon.named(text, start, end) or (
        start > 1 and text[start - 1] in "分刻" and text[start - 2] in NUMERAL
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
        if after and (after in NUMERAL or after in character_classes.CLASS("f-digit")):
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
            after in NUMERAL
            or after in "点點"
            or (lexicon.word_at(text, end) is not None and not said)
        )
    ):
        return None
    changes = [Change(match.start(1), match.end(1), value(hour), "clock")]
    if minute is not None:
        changes.append(Change(match.start(3), match.end(3), _clocked(minute), "clock"))
    if second is not None:
        changes.append(Change(match.start(5), match.end(5), _clocked(second), "clock"))
    if match[6] is not None:
        if after and after in "个個天年月数數路":
            return Found((), end)
        changes.append(Change(match.start(6), match.end(6), "30分", "clock"))
    if match[7] is not None:
        changes.append(Change(match.start(7), match.start(7) + 1, value(match[7][0]), "clock"))
    return Found(tuple(changes), end)


def _clocked(shown: str) -> str:
    """Minutes with the zero they are said with: 零五 is 05."""
    plain = parser.plain(shown)
    return parser.digits(plain) if plain[0] == "零" else value(shown)
