"""百分之八点六 as 8.6%, 千分之三 as 3‰, 三分之一 as 1/3, as rows."""

from __future__ import annotations

import re
import unicodedata

from hantidy.filters.numerals import parser
from hantidy.filters.numerals.ranges import either
from hantidy.filters.numerals.rows import Row

_SIGNS = {"百": "%", "千": "‰"}
_ENDS = "(?!<open>|分之|又<numeral>+分之|<spaced-on>)"
"""What may not follow: the number would be approximate, or go on."""
_ARABIC = (
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[０-９]{1,3}(?:，[０-９]{3}){1,6}|[0-9０-９]{1,20})(?:[.．][0-9０-９]{1,20})?"
    r"(?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ]|[.,，．][0-9０-９]|，(?:[0-9]{3}(?![0-9])|[０-９])|\s*[%％‰])"
)
_PART = f"(?>{_ARABIC}(?!<numeral>)|<run>){_ENDS}"
_STAYS = ("part-closed", "part-goes-on", "word")


def _value(shown: str) -> str | None:
    """Return the digits of a part, in which Arabic ones keep their commas."""
    if shown[0].isdecimal():
        return unicodedata.normalize("NFKC", shown)
    number = parser.number("一百" if shown == "百" else shown)
    return number and (number.whole if number.word else number.digits)


def _percent(match: re.Match[str]) -> str | None:
    values = [_value(match[name]) for name in ("low", "high") if match[name]]
    minus, sign = "-" if match["minus"] else "", _SIGNS[match["of"]]
    parts = (match["to"] or "").join(f"{one}{sign}" for one in values)
    return minus + parts if all(values) else None


PERCENT = Row(
    "percentage",
    f"(?P<minus>(?:(?<!正)[负負]的?)?)(?P<of>[百千])分之(?P<low>{_PART})"
    f"(?:(?P<to><to>)(?:(?P=of)分之)?(?P<high>{_PART}))?",
    _STAYS,
    "parts of 100 or 1000",
    (
        ("增长负百分之三", "增长-3%"),
        ("负的百分之三", "-3%"),
        ("百分之百的努力", "100%的努力"),
        ("千分之一的误差", "1‰的误差"),
    ),
    ("正负百分之三", "千分之一秒", "百分之三又二分之一的人"),
    writes=_percent,
    runs="",
    back=2,
)
SAFE_PERCENT = PERCENT._replace(
    guards=(*_STAYS, "said-part"),
    examples=(
        ("增长百分之六点五", "增长6.5%"),
        ("百分之三至六", "3%至6%"),
        ("降到千分之七", "降到7‰"),
    ),
    untouched=(
        "百分之百的努力",
        "百分之几到百分之三十",
        "百分之六十多",
        "百分之七、八的人",
        "百分之三到四到六",
        "拿出百分之四十分给别人",
        "百分之三又二分之一的人",
    ),
    safe=True,
    back=0,
)
WHOLE = Row(
    "percentage",
    f"百分百(?![0-9]|<numeral>){_ENDS}",
    ("part-closed", "part-goes-on"),
    "all of 100 parts",
    (("百分百投入", "100%投入"),),
    ("三百分百", "百分百多", "几百分百", "百分百、五十"),
    writes=lambda _: "100%",
    runs="",
)
SHORT = Row(
    "percentage",
    "(?<!<numeral>)百分(?P<low>(?>[〇零一二三四五六七八九十百点點]+))(?!<numeral>|<open>)",
    ("closed-number", "word"),
    "parts of 100, said without 之",
    (("只有百分四十", "只有40%"),),
    ("百分四十分", "百分四十多"),
    writes=lambda match: _value(match["low"]) and f"{_value(match['low'])}%",
    runs="",
    back=2,
)


def _either(match: re.Match[str]) -> str | None:
    sign, both = _SIGNS[match["of"]], either(match["low"])
    return both and both.replace("-", f"{sign}-") + sign


EITHER = Row(
    "range",
    f"(?P<of>[百千])分之(?P<low>[一二三四五六七八九十百千零]*?<pair>[十百千]?)(?!<numeral>|[点點]){_ENDS}",
    _STAYS,
    "neighbouring digits are a range",
    (("百分之三四的家庭", "3%-4%的家庭"),),
    ("百分之三四五的家庭", "几百分之三四", "百分之三四、五的人", "百分之三四秒"),
    writes=_either,
    runs="",
)


def _fraction(match: re.Match[str]) -> str | None:
    above, *others = (
        parser.number(match[name]) for name in ("above", "below", "whole") if match[name]
    )
    below, *whole = (other and other.whole for other in others)
    if above is None or above.word or "." in above.digits:
        return None
    if below in (None, "0") or whole in ([None], ["0"]):
        return None
    mixed = f"{whole[0]}又" if whole else ""
    return f"{'-' if match['minus'] else ''}{mixed}{above.digits}/{below}"


_MIXED = "(?:<numeral>|[0-9０-９])+"
FRACTION = Row(
    "fraction",
    "(?<!<numeral>|[0-9０-９.又])(?<!分之)(?P<minus>[负負]?)(?![百千]分之|[万萬]分之[一1](?!<numeral>|[0-9]))"
    f"(?:(?P<whole>{_MIXED})又)?(?P<below>{_MIXED})分之(?P<above>(?><numeral>+<edge>)|{_ARABIC})(?![0-9A-Za-z点點]|<open>)",
    ("closed-number",),
    "a fraction",
    (
        ("五分之三的人", "3/5的人"),
        ("三又五分之二倍", "3又2/5倍"),
        ("约负四分之一", "约-1/4"),
    ),
    ("万分之一", "十五分之几", "五分之二多", "几十分之一"),
    writes=_fraction,
    runs="",
    back=12,
)
FULL = (WHOLE, EITHER, PERCENT, FRACTION)
"""The rules of mode full, in the order in which they are asked."""
ROWS = (SAFE_PERCENT, *FULL, SHORT)
