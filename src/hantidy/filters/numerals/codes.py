"""Digits said one by one, spaced numerals, old ones (mode full): 京A零七ZX三F, 幺三五零, 廿三."""

from __future__ import annotations

import re

from hantidy.filters.numerals import parser
from hantidy.filters.numerals.rows import Row, written

_PROVINCES = (
    "京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊"
)
_SAID = str.maketrans("幺洞拐勾点點", "一零七九..")


def _said(match: re.Match[str]) -> str:
    """Convert digits said one by one."""
    return parser.digits(parser.plain(match[0].translate(_SAID)))


PLATE = Row(
    "code",
    f"[{_PROVINCES}][A-Za-z](?:[A-Za-z0-9]|<digit>){{5,6}}(?![A-Za-z0-9]|<digit>)",
    (),
    "a number plate: province, letter, five or six signs (GA 36-2018)",
    (("粤B一三C四六", "粤B13C46"),),
    ("粤B一三C四",),
    writes=_said,
    runs="<digit>+",
    back=7,
)
RADIO = Row(
    "code",
    "(?=<radio>*[洞拐勾])(?=<radio>*幺)<radio>{5,40}+(?!<radio>)",
    (),
    "digits said as on the radio",
    (("呼叫幺八洞洞拐", "呼叫18007"),),
    ("呼叫八洞洞拐勾",),
    writes=_said,
    runs="",
)
DIGITS = Row(
    "digits",
    "(?<!<numeral>)[〇○零一二三四五六七八九幺]{3,40}+(?!<numeral>|[点點](?:<digit>|幺)|[洞拐勾])",
    (),
    "digits said one by one",
    (("尾号四四零七", "尾号4407"), ("幺三九零零零零", "1390000")),
    ("共一二三四五六七八，", "共四四零七，"),
    unless=("not-said",),
    writes=_said,
    runs="",
)
ADDRESS = Row(
    "code",
    "(?:(?!二五[六七八九]|二[六七八九]|[三四五六七八九]<said>{2}|[〇零]<said>)<said>{1,3}(?:[点點](?=<said>)|(?!<said>))){4}(?<![点點])(?![点點十百千万])",
    (),
    "a network address said aloud",
    (("幺九二点幺六八点零点幺", "192.168.0.1"), ("网关一九二点一六八点零点一", "网关192.168.0.1")),
    ("幺九二点幺六八点零", "幺九二点幺六八点零点三百"),
    writes=_said,
    runs="<said>+|[点點]",
)
DISCOUNT = Row(
    "code",
    "(?!<pair>)[一二三四五六七八九]{2}(?=折(?![磨腾騰]))",
    ("closed-number",),
    "a discount said digit by digit",
    (("一律六五折", "一律65折"),),
    ("一律六七折", "几十二五折", "几八五折"),
    writes=_said,
)
TRAIN = Row(
    "code",
    "(?:(?<=[动動高特快直城GCDZTKYSL])<said>{2,5}(?=次)"
    "|(?m:(?<=^[动動特快直城])<said>{2,5}$|(?<=^高)<said>{4,5}$))",
    (),
    "the number of a train",
    (("乘坐高三零五次", "乘坐高305次"), ("G一二三四次列车", "G1234次列车")),
    ("高三二班", "高一二三"),
    writes=_said,
    runs="<said>+",
)
SAID = Row(
    "number",
    "(?:(?<=是)|(?<=等[于於]))[二三四五六七八九零](?=[，。；,;\n]|\\Z)",
    ("equation-before",),
    "the digit that ends a sentence",
    (("次数是六。", "次数是6。"), ("结果等于二，", "结果等于2，")),
    ("十等于二，",),
)
SPACED = Row(
    "spaced",
    "<pointed>{1,40}(?:[ 　]{1,3}<pointed>{1,40}){1,40}",
    ("two-numbers", "closed-number", "open", "spaced-on"),
    "spaces within one number",
    (("共一百 五 十 二人", "共152人"), ("共三千 九百 六十五", "共3965")),
    ("共一百 五十二人", "共三千 九百 六十多", "有数十 五 万人", "共#三千 九百 六十五"),
    writes=written,
    runs="",
)
OLD = Row(
    "number",
    "[廿卅卌]<one>?",
    ("old-closed",),
    "廿, 卅 and 卌 for 二十, 三十 and 四十",
    (("廿三公里", "23公里"), ("卅个", "30个")),
    ("五月廿三、", "廿三日", "卅里铺"),
    writes=written,
    runs="",
)
CALLED = (RADIO, DIGITS)
"""In the order in which they are asked."""
