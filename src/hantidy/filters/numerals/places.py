"""Names of places that begin like a quantity: 二十家子镇, 三十户村, 九间房乡, 五里店."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hantidy.filters.numerals.lexicon import Word

__all__ = ["is_place"]

_ENDS = frozenset(
    "县縣市区區镇鎮乡鄉村庄莊屯铺鋪店桥橋寺路街巷坪岭嶺沟溝河湖山江海口堡岛島湾灣洲州港峡峽泉井关關渡坡台庙廟塔池潭崖洞冲坝壩堰塘门門树樹松柏槐渠特"
)
"""What names of places end with, right after one of `_PLACED`."""


_PLACED = frozenset("家棵枝台臺间間架里门門本")


_NO_PLACES = frozenset("个個名位人次元年月日天")
"""What is counted in 个 is counted: 三个镇; 五家镇 is a name."""


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


def is_place(text: str, word: Word, after: int) -> bool:
    """Whether ``word``, which ends at ``after``, goes on as the name of a place."""
    follows = text[after : after + 1]
    if word.text in _PLACED and follows in _ENDS:
        return True
    if word.kind not in ("count", "measure") or word.text in _NO_PLACES or not follows:
        return False
    if follows == "子" and word.text in "家台臺":
        return text[after + 1 : after + 2] not in ("公", "女", "企")
    return _administrative().match(text, after) is not None
