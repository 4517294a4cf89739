"""Years spelled digit by digit, full dates, months and days, as rows."""

from __future__ import annotations

from hantidy.filters.numerals.rows import Row

_MONTH_AND_DAY = "<month>(?:<until><month>)?月份?(?:<day>(?:<until><day>)?<days>)?"
_MORE = (
    "(?:<and>(?:<year>年)?<month>月<day><days>|(?<=[日号號])<and><day><days>"
    "|(?<=月)<and><month>月份?(?![〇零一二三四五六七八九十百千万两兩初]))*(?:(?<=[日号號])<time>)?"
)
_NAMED = ("closed", "lunar-before", "name", "goes-on", "stem-and-branch")

FULL_YEAR = Row(
    "date",
    "(?:<year>(?:[学學]?年)?<and>(?=<year>(?:[学學]?年|<and>)))*"
    f"<year>[学學财財]?年(?:{_MONTH_AND_DAY})?",
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
    more=_MORE,
)
SHORT_YEAR = Row(
    "date",
    "<short-year>年<month>月<day>(?:<until><day>)?<days>",
    _NAMED,
    "a date of the common calendar",
    (("九六年五月十八日", "96年5月18日"), ("两千零六年三月二日", "2006年3月2日")),
    ("乾隆九六年五月十八日",),
    more=_MORE,
)
SHORT_YEAR_AND_MONTH = Row(
    "date",
    "(?:<digit>{2}(?<!一二)(?<!二三)(?<!三四)(?<!四五)(?<!五六)(?<!六七)(?<!七八)(?<!八九)"
    "|[二两兩]千<short-tail>)年<month>(?:<until><month>)?月份?",
    (*_NAMED, "lunar-after"),
    "a date of the common calendar",
    (("九六年五月", "96年5月"),),
    ("七八年三月", "九六年五月初八", "乾隆九六年五月", "九六年五月闰月"),
)
MIXED = Row(
    "date",
    "(?<=[0-9]{2}年)<month>月<day>(?:<until><day>)?<days>",
    ("name", "goes-on", "stem-and-branch", "lunar-after"),
    "a date that begins in Arabic digits",
    (
        ("2023年十二月三日", "2023年12月3日"),
        ("23年十二月三日二十三时五十九分", "23年12月3日23时59分"),
    ),
    (
        "1644年三月十九日",
        "23年十二月三日",
        "2023年五月八日初八",
        "2023年五月八日甲子",
        "2023年五月八日和九",
        "2023年十月三日游",
    ),
    safe=True,
    unless=("short-year",),
    more=_MORE,
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
    ("closed", "lunar-before", "lunar-after"),
    "two digits that begin with a zero are the end of a year",
    (("零三年毕业", "03年毕业"),),
    ("零三年腊月", "光绪零三年", "二月零三年"),
)
MONTH = Row(
    "date",
    _MONTH_AND_DAY,
    (*_NAMED, "no-month", "of-verse", "lunar-after", "reign-earlier"),
    "a month and day of the common calendar",
    (("四月六日开幕", "4月6日开幕"), ("三至五月份", "3至5月份"), ("九月中旬", "9月中旬")),
    (
        "八月初八",
        "五月六日甲子",
        "满六月",
        "十七年秋八月",
        "农历四月六日",
        "五月六日初八",
        "四月六日（1644年5月11日）",
        "顺治五年举兵，四月六日反正",
    ),
    more=_MORE,
)
OTHER_YEARS = (COMMON_ERA, SHORT_YEAR, SHORT_YEAR_AND_MONTH, ZERO_YEAR)
"""In the order in which they are asked."""
ROWS = (FULL_YEAR, *OTHER_YEARS, MIXED, MONTH)
