"""The characters of numerals as classes for patterns, and what may stand beside one."""

from __future__ import annotations

import re
import string
from functools import cache

from hantidy.evidence.characters import KANA, KANA_RANGE
from hantidy.evidence.ranges import has_any
from hantidy.filters.numerals.lexicon import words
from hantidy.filters.numerals.parser import characters


@cache
def CLASS(*kinds: str) -> str:  # noqa: N802 - a constant in all but the time it is made
    """Return the characters of these kinds as a class of a pattern, without its brackets."""
    return "".join(sorted(one for one, (_, kind) in characters().items() if kind in kinds))


@cache
def every() -> str:
    """Return the characters of numerals with units as a class, without its brackets."""
    return CLASS("digit", "two", "unit", "scale", "f-digit", "f-unit")


@cache
def numerals() -> frozenset[str]:
    """Return the characters of `every` as a set."""
    return frozenset(every())


@cache
def run() -> re.Pattern[str]:
    """Return a pattern of a numeral with decimals and a multiplier (万, 亿)."""
    digit = CLASS("digit", "f-digit")
    return re.compile(f"[{every()}]+(?:[点點][{digit}]+(?:[万萬][亿億]|[万萬亿億兆])?)?")


def is_line(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a whole line."""
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


# What stands before a numeral and makes it part of something else.
_ALNUM = string.ascii_letters + string.digits
_STOP_BEFORE = frozenset(
    "第初老廿卅卌几幾点點.．·/／-－+＋#＃№$￥¥€£@＠:：%％"
    + _ALNUM
    + "".join(chr(ord(one) + 0xFEE0) for one in _ALNUM)
)
_STOP_ENDS = ("星期", "礼拜", "禮拜", "周", "週")
_PLAIN = frozenset("零〇一二三四五六七八九十百千万萬亿億")
_ROUND = frozenset("几幾数數多余餘来來上成好")
"""Characters that make a following 十 百 千 万 approximate: 数十, 上百."""
_NOT_ROUND = ("以上", "最多", "至多", "很多", "许多", "許多")
_ONE_STOPS = frozenset("统統唯专專之同万萬第初逐任另某单單划劃不")
"""Characters that form a word with a following 一: 统一, 唯一, 之一, 万一."""
_KANA = re.compile(f"[{KANA}]")
_MAY_CLOSE = (
    _STOP_BEFORE
    | _ROUND
    | _ONE_STOPS
    | _PLAIN
    | {end[-1] for end in _STOP_ENDS}
    | set("负負又之乘来來 　")
)


def before_is_closed(text: str, start: int, *, full: bool) -> bool:
    """Whether the word before ``start`` includes the numeral that begins there."""
    if start == 0:
        return False
    before = text[start - 1]
    if before not in _MAY_CLOSE:
        return False
    if before in _PLAIN or _after_numeral(text, start, before, full=full):
        return True
    if before in _STOP_BEFORE and before not in ":：":
        return True
    if text.endswith(_STOP_ENDS, 0, start) or (not full and before in "负負又"):
        return True
    first = text[start]
    if before in _ROUND and first in "十百千万萬亿億拾佰仟":
        return not text.endswith(_NOT_ROUND, 0, start)
    return first in "一壹" and before in _ONE_STOPS


def _after_numeral(text: str, start: int, before: str, *, full: bool) -> bool:
    """Whether ``before`` joins the numeral to another: 十多二十, 一之十八号, 7：二十, 四点 五."""
    if before in " 　":
        return goes_on_before(text, start)
    further = text[start - 2] if start > 1 else ""
    if before in ":：":
        return further in _PLAIN or further.isdecimal()
    return further in _PLAIN and (before in "多余餘之来來" or (before == "乘" and not full))


_SPACES = 4
"""Most spaces within one numeral (百分之五 十)."""


def goes_on_before(text: str, start: int) -> bool:
    """Whether a numeral ends before the spaces that end at ``start``: 四点 五个百分点."""
    at = start
    while at and start - at <= _SPACES and text[at - 1] in " 　":
        at -= 1
    return 0 < at < start and (text[at - 1] in numerals() or text[at - 1] in "点點之又")


def goes_on_after(text: str, end: int) -> bool:
    """Whether a numeral goes on behind spaces: 百分之五 十."""
    at = end
    while at - end <= _SPACES and text[at : at + 1] in (" ", "　"):
        at += 1
    if at == end or at == len(text) or text[at + 1 : at + 3] == "分之":
        return False
    return text[at] in numerals() or text[at] in "点點又多余餘几幾"


def after_is_open(text: str, end: int) -> bool:
    """Whether 多 几 余 来 follow, which make the number approximate."""
    return text[end : end + 1] in words("open") and end < len(text)


@cache
def _financial() -> frozenset[str]:
    return frozenset(CLASS("f-digit", "f-unit"))


def has_financial(text: str, start: int, end: int) -> bool:
    """Whether a financial character stands in ``text[start:end]``."""
    return not _financial().isdisjoint(text[start:end])


def cut(text: str, start: int, end: int, *, full: bool = False) -> tuple[int, int] | None:
    """Return the span of the numeral in ``text[start:end]`` without parts of other words.

    大陆十万人 has the numeral 十万. None for a run that mixes plain and financial characters.
    """
    if not has_financial(text, start, end):
        return start, end
    run = text[start:end]
    kinds = [characters()[one][1] for one in run]
    financial = [kind.startswith("f-") for kind in kinds]
    plain = [
        kind in ("two", "unit") or one in "一二三四五六七八九"
        for one, kind in zip(run, kinds, strict=True)
    ]
    if not any(plain):
        # 陆万 alone may be the end of 大陆: financial numerals show themselves by 拾 佰 仟
        clear = financial.count(True) > 1 or _begins_line(text, start)
        return (start, end) if clear or (full and run[0] not in words("financial-end")) else None
    if (
        run[0] in words("financial-end")
        and financial.count(True) == 1
        and not _begins_line(text, start)
    ):
        return start + 1, end
    if full and (run[0] not in words("financial-end") or _begins_line(text, start)):
        return start, end  # 壹百五十二: 壹 for 一 on pages made traditional word by word
    return None


def _begins_line(text: str, start: int) -> bool:
    return start == 0 or text[start - 1] == "\n"


def is_titled(text: str) -> list[tuple[int, int]]:
    """Return the spans of titles (《》, 〈〉), each with the quotation behind it."""
    if "《" not in text and "〈" not in text:
        return []
    return [match.span() for match in _TITLE.finditer(text)]


_TITLE = re.compile(
    r"(?:《[^》\n]{0,200}》|〈[^〉\n]{0,200}〉)"
    r"(?:[所中裡里有]{0,2}[云曰載载記记]{0,2}[：:，,]?(?:“[^”\n]{0,300}”|[「『][^」』\n]{0,300}[」』]))?"
)


def japanese_near(text: str, start: int, end: int) -> bool:
    """Whether kana are near in the line: 十五日に is Japanese."""
    left = max(start - 20, 0)
    left = max(text.rfind("\n", left, start) + 1, left)
    right = text.find("\n", end, end + 20)
    return _KANA.search(text, left, end + 20 if right < 0 else right) is not None


def has_kana(text: str) -> bool:
    """Whether ``text`` has kana."""
    return has_any(text, KANA_RANGE) and _KANA.search(text) is not None
