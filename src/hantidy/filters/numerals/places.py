"""Names that look like a quantity: 二十家子镇, 九间房乡; 李四 before 百元; 国六条; “四个面向”."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hantidy.evidence.characters import COMMON_HAN
from hantidy.filters.numerals import character_classes
from hantidy.filters.numerals.surroundings import words

if TYPE_CHECKING:
    from hantidy.filters.numerals.lexicon import Word

__all__ = ["is_document", "is_form", "is_label", "is_person", "is_place", "is_policy", "is_slogan"]

_ENDS = frozenset(
    "县縣市区區镇鎮乡鄉村庄莊屯铺鋪店桥橋寺路街巷坪岭嶺沟溝河湖山江海口堡岛島湾灣洲州港峡峽泉井关關渡坡台庙廟塔池潭崖洞冲坝壩堰塘门門树樹松柏槐渠特"
    "嘴埠寨峪洼畈窑窯岗崗岙岘峴梁垣墩圩浜塆垸营營"
)
"""What names of places end with, right after one of `_PLACED`."""


_PLACED = frozenset("家棵枝台臺间間架里门門本")
_FARMS = frozenset("寨屯街市")
_CAMP = frozenset("营營")
_NO_CAMP = frozenset("业業运運销銷利养養收地造")
"""五家营 is a place, 五家营业厅 are offices."""


_NO_PLACES = frozenset("个個名位人次元年月日天")
"""What is counted in 个 is counted: 三个镇; 五家镇 is a name."""


_HINTS = frozenset("子镇鎮乡鄉村屯街社居委")
"""What `_administrative` and the rule after it look for, within four characters."""


@cache
def _administrative() -> re.Pattern[str]:
    """The names of townships, villages and quarters, which end what began like a quantity.

    三十户村民 are people, 三家乡镇企业 are firms, 二十家社区医院 are hospitals.
    """
    committee = "(?:村民|居民)?委员会|(?:村民|居民)?委員會|[村居]委"
    # at once after the measure word
    near = (
        f"[镇鎮](?![上里区區静定痛压])|[乡鄉](?![亲親村镇鎮下土间間里音])"
        f"|村(?![民庄莊子里小道级級办辦史落屯镇鎮寨校口])|村民?(?:{committee})"
        f"|屯(?![子田兵])|(?:街道|社区|社區)(?:办|辦|居|村|{committee}|(?![\\w]))|{committee}"
    )
    # after a name of up to three hanzi: 九间房镇, 四十里城子镇, 三家蒙古族乡
    far = (
        "[^\\W\\d_的了和与與在是有等个個为為及向到从從]{1,3}?"
        f"(?:(?<![乡鄉城村市集])[镇鎮](?![上里区區静定痛压])|族[乡鄉]|(?<![城家老农農故下山水入])[乡鄉](?![亲親村镇鎮下土间間里音])"
        f"|街道(?:办|辦|(?![\\w]))|村?(?:{committee})|社区(?:居|村|{committee}|(?![\\w])))"
    )
    return re.compile(f"{near}|{far}")


def is_person(text: str, start: int) -> bool:
    """Whether the numeral at ``start`` is, or begins with, the end of a name: 李四 before 百元.

    张三 李四 王五 赵六 are names wherever no other word ends before them (扩张三百亩); another
    surname is one behind a mark or a word that a name follows.
    """
    if start == 0 or text[start] not in _GIVEN:
        return False
    before = text[start - 2 : start - 1] if start > 1 else "\n"
    if text[start - 1 : start + 1] in words("person"):
        return before not in words("before-person")
    return text[start - 1] in words("surname") and (
        not before.isalnum() or before in words("before-surname")
    )


_GIVEN = frozenset("三四五六七九")
_DOCUMENT = re.compile(f"[{COMMON_HAN}]{{1,4}}字第")


def is_document(text: str, after: int) -> bool:
    """Whether the number of a document goes on at ``after``: 二十年非字第六號."""
    return _DOCUMENT.match(text, after) is not None


def is_label(text: str, start: int, word: Word, after: int) -> bool:
    """Whether the numeral numbers what stands before it: 註十五, 聲請人十一, 台十人字第九號."""
    return word.kind == "count" and (
        text.endswith(tuple(words("label")), 0, start) or is_document(text, after - len(word.text))
    )


_POLICY_BEFORE = frozenset("新旧舊国國央京津沪滬渝深穗粤粵苏蘇浙闽閩鲁魯皖豫鄂湘川陕陝桂赣贛晋晉")
_POLICY_AFTER = frozenset('，。；：！？、,.;:!?\n（）()”"」』的')


def is_policy(text: str, start: int, after: int) -> bool:
    """Whether a policy is called by its number of 条, articles: 国六条, 新二十条."""
    return (
        start > 0
        and text[start - 1] in _POLICY_BEFORE
        and text[start - 2 : start] not in ("我国", "我國", "全国", "全國", "各国", "各國")
        and (after == len(text) or text[after] in _POLICY_AFTER)
    )


def is_form(text: str, start: int, after: int) -> bool:
    """Whether 年 and 班 make a form of a school of their numbers: 三年二班."""
    if text[after - 1] == "年":
        end = after
        while end - after < _DIGITS and text[end : end + 1] in character_classes.numerals():
            end += 1
        return end > after and text.startswith("班", end)
    return (
        text[after - 1] == "班"
        and start > 1
        and text[start - 1] == "年"
        and text[start - 2] in character_classes.numerals()
    )


_DIGITS = 3
_QUOTED = {"“": "”", "「": "」", "『": "』", "‘": "’", '"': '"'}
_SLOGAN = 12
"""Characters that the rest of a slogan may have."""


def is_slogan(text: str, start: int, after: int) -> bool:
    """Whether a quotation is a name that begins with its number: “四个面向”, “两个屏障”."""
    closing = _QUOTED.get(text[start - 1 : start])
    if closing is None:
        return False
    end = text.find(closing, after, after + _SLOGAN)
    return end > after and text[after:end].strip().isalpha()


_SIDES = frozenset("东東西南北大小前后後上下新老中")
_SIDED = frozenset("家户戶台臺里号號队隊亩畝份顷頃坪间間处處所")


def is_place(text: str, start: int, word: Word, after: int) -> bool:
    """Whether the quantity, whose ``word`` ends at ``after``, is the name of a place."""
    if (
        start
        and text[start - 1] in _SIDES
        and word.text in _SIDED
        and character_classes.is_line(text, start - 1, after)
    ):
        return True  # 大三家, 西八户
    follows = text[after : after + 1]
    if word.text in _PLACED and follows in _ENDS:
        return follows not in _CAMP or text[after + 1 : after + 2] not in _NO_CAMP
    if word.text in ("户", "戶") and follows in _FARMS:
        return True
    if (
        _HINTS.isdisjoint(text[after : after + 4])
        or word.kind not in ("count", "measure")
        or word.text in _NO_PLACES
    ):
        return False
    if follows == "子" and word.text in "家台臺":
        return text[after + 1 : after + 2] not in ("公", "女", "企")
    return _administrative().match(text, after) is not None
