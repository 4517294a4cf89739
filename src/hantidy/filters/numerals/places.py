"""Names that look like a quantity: 二十家子镇, 九间房乡; 李四 before 百元; 国六条; “四个面向”."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hantidy.evidence.characters import COMMON_HAN
from hantidy.filters.numerals import character_classes
from hantidy.filters.numerals.lexicon import any_of, words

if TYPE_CHECKING:
    from hantidy.filters.numerals.lexicon import Word


@cache
def _administrative() -> re.Pattern[str]:
    """Return a pattern of the end of names of townships, villages and quarters.

    三十户村民, 三家乡镇企业 and 二十家社区医院 are quantities.
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
    """Whether the numeral at ``start`` begins with the end of a name: 李四 before 百元.

    张三 李四 王五 赵六 are names unless their surname ends another word (扩张三百亩). Other
    surnames need a mark or a word before them that a name follows.
    """
    if start == 0 or text[start] not in words("given"):
        return False
    before = text[start - 2 : start - 1] if start > 1 else "\n"
    if text[start - 1 : start + 1] in words("person"):
        return before not in words("before-person")
    surname = 1 if text[start - 1] in words("surname") else 2
    if surname == 2 and not text.endswith(any_of("surname-two"), 0, start):
        return False
    before = text[start - surname - 1] if start > surname else "\n"
    return not before.isalnum() or before in words("before-surname")


_DOCUMENT = re.compile(f"[{COMMON_HAN}]{{1,4}}字第")


def is_document(text: str, after: int) -> bool:
    """Whether the numeral is part of a document number: 二十年非字第六號."""
    return _DOCUMENT.match(text, after) is not None


def _is_label(text: str, start: int, word: Word, after: int) -> bool:
    """Whether the numeral is the number of the word before: 註十五, 聲請人十一, 台十人字第九號."""
    return word.kind == "count" and (
        text.endswith(any_of("label") + any_of("called"), 0, start)
        or is_document(text, after - len(word.text))
    )


def _is_policy(text: str, start: int, after: int) -> bool:
    """Whether a policy is named by its number of articles: 国六条, 新二十条."""
    return (
        start > 0
        and text[start - 1] in words("policy-before")
        and text[start - 2 : start] not in ("我国", "我國", "全国", "全國", "各国", "各國")
        and (after == len(text) or text[after] in words("policy-after"))
    )


def _is_form(text: str, start: int, after: int) -> bool:
    """Whether 年 and 班 name a school class: 三年二班."""
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
"""Most characters of the rest of a slogan."""


def _is_slogan(text: str, start: int, after: int) -> bool:
    """Whether a quotation is a name that begins with its number: “四个面向”, “两个屏障”."""
    closing = _QUOTED.get(text[start - 1 : start])
    if closing is None:
        return False
    end = text.find(closing, after, after + _SLOGAN)
    return end > after and text[after:end].strip().isalpha()


def is_place(text: str, start: int, word: Word, after: int) -> bool:
    """Whether the quantity, which ends at ``after``, is the name of a place."""
    if (
        start
        and text[start - 1] in words("side")
        and word.text in words("sided")
        and character_classes.is_line(text, start - 1, after)
    ):
        return True  # 大三家, 西八户
    follows = text[after : after + 1]
    if word.text in words("placed") and follows in words("place-end"):
        return follows not in words("camp") or text[after + 1 : after + 2] not in words("no-camp")
    if word.text in ("户", "戶") and follows in words("farm"):
        return True
    if (
        words("place-hint").isdisjoint(text[after : after + 4])
        or word.kind not in ("count", "measure")
        or word.text in words("no-place")
    ):
        return False
    if follows == "子" and word.text in "家台臺":
        return text[after + 1 : after + 2] not in ("公", "女", "企")
    return _administrative().match(text, after) is not None


def is_name(text: str, start: int, word: Word, after: int) -> bool:
    """Whether the quantity is a name, or part of one."""
    return (
        is_place(text, start, word, after)
        or _is_label(text, start, word, after)
        or text[start:after] in words("named-quantity")
        or _is_slogan(text, start, after)
        or (word.text in ("年", "班") and _is_form(text, start, after))
        or is_person(text, start)
        or (
            word.text in ("条", "條")
            and (_is_policy(text, start, after) or (start > 0 and text[start - 1] in "东西東"))
        )
    )
