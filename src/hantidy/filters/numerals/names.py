"""Names that look like a quantity: 二十家子镇, 九间房乡; 李四 before 百元; 国六条; “四个面向”."""

from __future__ import annotations

from hantidy.filters.numerals import lexicon
from hantidy.filters.numerals.cases import Case, Cases
from hantidy.filters.numerals.character_classes import before
from hantidy.filters.numerals.lexicon import words

_COMMITTEE = "(?:村民|居民)?委员会|(?:村民|居民)?委員會|[村居]委"
_TOWNSHIP = (
    # at once after the measure word; 三十户村民, 三家乡镇企业 and 二十家社区医院 are quantities
    f"[镇鎮](?!<no-town>)|[乡鄉](?!<no-rural>)"
    f"|村(?![民庄莊子里小道级級办辦史落屯镇鎮寨校口])|村民?(?:{_COMMITTEE})"
    f"|屯(?![子田兵])|(?:街道|社区|社區)(?:办|辦|居|村|{_COMMITTEE}|(?![\\w]))|{_COMMITTEE}"
    # after a name of up to three hanzi: 九间房镇, 四十里城子镇, 三家蒙古族乡
    "|[^\\W\\d_的了和与與在是有等个個为為及向到从從]{1,3}?"
    f"(?:(?<![乡鄉城村市集])[镇鎮](?!<no-town>)|族[乡鄉]|(?<![城家老农農故下山水入])[乡鄉](?!<no-rural>)"
    f"|街道(?:办|辦|(?![\\w]))|村?(?:{_COMMITTEE})|社区(?:居|村|{_COMMITTEE}|(?![\\w])))"
)
"""The end of the name of a township, village or quarter."""

PERSON = (
    # 张三 李四 王五 赵六, unless their surname ends another word: 扩张三百亩
    "(?=<given>)(?:(?=.<=person>)(?<!<before-person>.)"
    # after other surnames a mark or a word that a name follows
    "|(?!.<=person>)(?:(?<![^\\W_].)|(?<=<before-surname>.))<=surname>"
    "|(?:(?<![^\\W_]..)|(?<=<before-surname>..))<=surname-two>)"
)
"""The end of a name, with which the numeral begins: 李四 before 百元."""
DOCUMENT = "<letter>{1,4}字第"
"""A document number: 二十年非字第六號."""

NAMES = Cases(
    Case(False, "大三家", word="<sided>", before="<=side>(?<=(?m:^).)", after="(?m:$)"),
    Case(False, "住在五家营", word="<placed>", after="(?!<camp>)<place-end>|<camp>(?!<no-camp>)"),
    Case(False, "住在三户街", word="[户戶]", after="<farm>"),
    Case(False, "住在三家子", word="[家台臺]", after="子(?![公女企])"),
    Case(
        False,
        "九间房镇",
        word="(?!<no-place>).*|..+",
        kind="count measure",
        after=f"(?=.{{0,3}}<place-hint>)(?:{_TOWNSHIP})",
    ),
    Case(False, "註十五個", kind="count", before="<=label>|<=called>"),
    Case(False, "台十二人字第九號", kind="count", after="<letter>{0,3}字第"),
    Case(
        False,
        "在四处逛",
        test=lambda text, item: text[item.start : item.after] in words("named-quantity"),
    ),
    Case(
        False,
        "“四个面向”",
        before='(?<=[“「『‘"])',
        after='\\s*<letter>{1,11}\\s*[”」』’"]',
    ),
    Case(False, "三年二班", word="年", after="<numeral>{1,3}班"),
    Case(False, "初三年十二班", word="班", before="(?<=<numeral>年)"),
    Case(False, "李四百元", before=PERSON),
    Case(
        False,
        "国六条",
        word="[条條]",
        before="<=policy-before>(?<![我全各][国國])",
        after="<policy-after>",
    ),
    Case(False, "东三条", word="[条條]", before="(?<=[东西東])"),
    Case(False, "一亩三分地", test=lambda text, item: lexicon.named(text, item.start, item.after)),
)
"""A quantity that is a name, or part of one."""

is_person = before(PERSON)
