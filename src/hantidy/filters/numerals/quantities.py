"""Numbers before units and measure words: 一百二十人, 三点五万亿元, 十五至二十天, 三小时二十分钟.

A chain of them, joined by 至 到 和 、 or standing side by side as one quantity, turns whole or not
at all.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hantidy.edits import Change
from hantidy.filters.numerals import lexicon, signs, values
from hantidy.filters.numerals.changing import Found, put

__all__ = [
    "Item",
    "chain",
    "may_be_single",
    "neighbours",
    "number_at",
    "quantity",
    "simple",
    "single",
    "turned",
]

_ONE_BEFORE = frozenset("这這那有差早晚快慢好某同每各此哪的了大小多少高低长長短是着著个個一")
_GROWS = (
    "提高",
    "增高",
    "升高",
    "增长",
    "增長",
    "增大",
    "扩大",
    "擴大",
    "增多",
    "减少",
    "減少",
    "降低",
    "拉长",
    "延长",
    "延長",
    "放大",
    "缩小",
    "縮小",
    "高达",
    "只有",
    "仅有",
    "约有",
    "共有",
    "达到",
)
_CLOCK_AFTER = frozenset("分刻钟鐘半整")
_CLOCK_BEFORE = re.compile(
    "(?:上午|下午|中午|晚上|晚間|晚间|早上|早晨|凌晨|清晨|傍晚|夜里|深夜|今晚|昨晚|明早|今早|时间|時間)$"
)
_JOINS = frozenset("至到~～—–－、和与與及或-")
SEPARATORS = "至到~～—–－、和与與及或-"


class Item(NamedTuple):
    """One number of a chain and the word after it."""

    start: int
    end: int
    number: values.Number
    word: lexicon.Word | None
    after: int
    """Where the word ends."""
    structured: bool
    """Whether the numeral shows by 十 百 千 万 亿 or 点 that it is one."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    every = signs.CLASS("digit", "two", "unit", "scale", "f-digit", "f-unit")
    digit = signs.CLASS("digit", "f-digit")
    number = f"[{every}]+(?:[点點][{digit}]+(?:[万萬][亿億]|[万萬亿億兆])?)?"
    return re.compile(number), re.compile(f"[{SEPARATORS}](?=[{every}负負])")


@cache
def _numerals() -> frozenset[str]:
    return frozenset(signs.CLASS("digit", "two", "unit", "scale", "f-digit", "f-unit"))


@cache
def _counting() -> frozenset[str]:
    every = signs.CLASS("digit", "two", "unit", "scale", "f-digit", "f-unit", "old")
    return frozenset(every + "几幾半多余餘数數0123456789")


def _is_counted(text: str, at: int) -> bool:
    """Whether a number ends at ``at``."""
    return at > 0 and text[at - 1] in _counting()


def number_at(
    text: str, start: int, *, full: bool
) -> tuple[int, int, values.Number, lexicon.Word | None, bool] | None:
    """The numeral that begins at ``start`` with the word it stands before.

    Its end is moved back out of a unit (五百千伏 ends before 千伏). None if it is no numeral.
    """
    match = _patterns()[0].match(text, start)
    if match is None:
        return None
    end = match.end()
    if end - start > values.LONGEST:
        return None
    if "点" in match[0] or "點" in match[0]:
        span: tuple[int, int] | None = (start, end)
        if text[end : end + 1] in _CLOCK_AFTER and text[end : end + 1]:
            return None
    else:
        span = signs.cut(text, start, end, full=full)
    if span is None:
        return None
    start, end = span
    word = lexicon.word_at(text, end)
    last = text[end - 1]
    if last in "千百兆" and end - start > 1:
        # 五百千伏: the last character begins the unit
        unit = lexicon.word_at(text, end - 1)
        if unit is not None and len(unit.text) > 1:
            word, end = unit, end - 1
    elif last in "两兩両" and end - start > 1 and text[end - 2] not in "一三":
        word, end = lexicon.word_at(text, end - 1), end - 1
    plain = values.plain(text[start:end])
    number = values.arabic(plain, loose=full)
    if number is None:
        return None
    structured = len(plain) > 1 and any(one in "十百千万亿兆点" for one in plain)
    return start, end, number, word, structured


def chain(text: str, start: int, *, full: bool) -> tuple[list[Item], int]:
    """Every number joined to the one at ``start``, and where the chain ends; [] if one is none."""
    items: list[Item] = []
    at = start
    while True:
        if len(items) > 64:
            return [], at
        found = number_at(text, at, full=full)
        if found is None:
            match = _patterns()[0].match(text, at)
            return [], match.end() if match else max(at, start + 1)
        begin, end, number, word, structured = found
        if begin != at and items:
            return [], end
        after = end + len(word.text) if word else end
        items.append(Item(begin, end, number, word, after, structured))
        follows = text[after : after + 1]
        if follows in _JOINS and _patterns()[1].match(text, after) is not None:
            at = after + 1
            continue
        if word is not None and word.kind != "count" and follows and follows in _numerals():
            following = number_at(text, after, full=full)
            if following is None or (following[3] is not None and following[3].kind == word.kind):
                at = after
                continue
        return items, after


def quantity(text: str, start: int, *, full: bool) -> Found:
    """Turn the chain of quantities that begins at ``start``, or leave all of it."""
    items, end = chain(text, start, full=full)
    return turned(text, items, end, full=full)


def single(text: str, start: int) -> Found | None:
    """Turn the single digit at ``start`` before a measure word, nothing being joined to it.

    The quick way for the most frequent numerals; None if the slow one must look.
    """
    end = start + 1
    word = lexicon.word_at(text, end)
    if word is None or (word.many and word.kind != "money"):
        return Found((), end)
    after = end + len(word.text)
    follows = text[after : after + 1]
    if word.kind != "count" or text[start] in "一壹" or not follows or follows in _QUICK_STOPS:
        return None
    if follows in _numerals() or signs.before_is_closed(text, start, full=True):
        return None
    number = values.arabic(values.plain(text[start]))
    if number is None:
        return Found((), end)
    item = Item(start, end, number, word, after, structured=False)
    if not _counts(text, item, word, full=True) or lexicon.named(text, start, end):
        return Found((), end)
    return Found((put(start, end, number, "quantity"),), after)


_BEGINS_UNIT = frozenset("千百兆两兩両点點")


def simple(text: str, start: int, end: int, *, full: bool) -> Found | None:
    """Turn the plain numeral ``text[start:end]`` before its word, nothing being joined to it.

    The quick way for numerals of two characters and more; None if the slow one must look.
    """
    word = lexicon.word_at(text, end)
    if word is None or text[end - 1] in _BEGINS_UNIT or word.text[0] == "年":
        return None
    after = end + len(word.text)
    follows = text[after : after + 1]
    if not follows or follows in _QUICK_STOPS or follows in _numerals():
        return None
    number = values.arabic(values.plain(text[start:end]))
    if number is None or not (full or word.safe) or signs.has_financial(text, start, end):
        return None
    before = text[start - 1] if start else "\n"
    if before in _QUICK_BEFORE or signs.before_is_closed(text, start, full=full):
        return None
    if word.kind != "count" and start and not _begins(text, start, word.kind):
        return None
    if not any(one in "十百千万萬亿億" for one in text[start:end]):
        return None
    if (word.text in _PLACED and follows in _PLACE) or lexicon.named(text, start, end):
        return Found((), after)
    return Found((put(start, end, number, "quantity"),), after)


_QUICK_BEFORE = _JOINS | frozenset("个個负負又")
_QUICK_STOPS = _JOINS | frozenset("半几幾多余餘来來")


def may_be_single(text: str, start: int) -> bool:
    """Whether the single character at ``start`` may be a number: the quick answer for most 一."""
    follows = text[start + 1 : start + 2]
    if follows in SEPARATORS or (
        follows in ("点", "點") and text[start + 2 : start + 3] in _numerals()
    ):
        return True
    word = lexicon.word_at(text, start + 1)
    if word is None or (word.many and word.kind != "money"):
        return False
    if text[start] not in "一壹":
        return True
    return word.one and (word.kind != "count" or _is_line(text, start, start + 1 + len(word.text)))


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is all its line holds."""
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


def turned(text: str, items: list[Item], end: int, *, full: bool) -> Found:
    """Turn every number of the chain, or none."""
    if not items:
        return Found((), end)
    last = items[-1].word
    if last is None or not _stands(text, items, full=full):
        return Found((), end)
    changes = []
    half = full and text.startswith("半", end)
    for item in items:
        word = item.word or last
        if not _counts(text, item, word, full=full):
            return Found((), end)
        if lexicon.named(text, item.start, item.after):
            return Found((), end)
        changes.append(put(item.start, item.end, item.number, "quantity"))
    if half:
        return _half(text, items, changes, end)
    return Found(tuple(changes), end)


_HALF_AFTER = frozenset('，。；：！？、,.;:!?\n（）()”"」』 　左的以后後前内內之就才多')


def _half(text: str, items: list[Item], changes: list[Change], end: int) -> Found:
    """Turn 十五斤半 into 15.5斤."""
    item, word = items[-1], items[-1].word
    after = text[end + 1 : end + 2]
    if (
        word is None
        or word.kind == "count"
        or len(items) > 1
        or item.number.word
        or "." in item.number.digits
        or word.text in ("月", "日", "号", "號", "时", "時", "分", "年代", "世纪", "世紀")
        or (after and after not in _HALF_AFTER)
    ):
        return Found((), end + 1)
    number = changes[0]._replace(after=item.number.digits + ".5")
    return Found((number, Change(end, end + 1, "", "quantity")), end + 1)


def _stands(text: str, items: list[Item], *, full: bool) -> bool:
    """Whether what stands around the chain lets it be one."""
    first, last = items[0], items[-1]
    if signs.before_is_closed(text, first.start, full=full):
        return False
    after = text[last.after : last.after + 1]
    if after and (after in "几幾多余餘来來" or (after == "半" and not full)):
        return False
    # 三小时二十分钟, 五元三角: a quantity whose first part was not taken in
    if text[max(0, first.start - 1) : first.start] in ("个", "個") and first.start > 1:
        # 两个一百年: a count of things that are named by a number
        counted = text[first.start - 2]
        if counted in _counting() and counted != "一":
            return False
    if first.start and text[first.start - 1] in SEPARATORS and _goes_on(text, first.start - 1):
        return False
    kind = last.word.kind if last.word else ""
    return kind == "count" or not first.start or _begins(text, first.start, kind)


def _goes_on(text: str, at: int) -> bool:
    """Whether a hanzi number, or one with its word, ends at ``at``: a list that began before."""
    if at and text[at - 1] in _digits_of_sayings():
        return True
    for length in (1, 2, 3):
        begin = at - length
        if begin < 1:
            break
        if text[begin - 1] in _digits_of_sayings():
            word = lexicon.word_at(text, begin)
            if word is not None and len(word.text) == length:
                return True
    return False


def _begins(text: str, start: int, kind: str) -> bool:
    """Whether no number with a word of ``kind`` stands right before ``start``."""
    if kind == "time" and text[start - 1] in "分点點时時刻" and _is_counted(text, start - 1):
        return False
    if text[start - 1] in lexicon.lasts(kind):
        for length in (1, 2, 3):
            at = start - length
            if at < 1:
                break
            word = lexicon.word_at(text, at)
            if (
                word is not None
                and len(word.text) == length
                and word.kind == kind
                and _is_counted(text, at)
            ):
                return False
    return True


def _counts(text: str, item: Item, word: lexicon.Word, *, full: bool) -> bool:
    """Whether this number may turn before ``word``."""
    if item.number.word == "" and signs.after_is_open(text, item.end):
        return False
    plain = values.plain(text[item.start : item.end])
    if "点" in plain:
        return _is_decimal(text, item, word)
    if item.structured:
        if not full and not word.safe:
            return False
        if word.text in _PLACED and text[item.after : item.after + 1] in _PLACE:
            return item.after == len(text)
        if word.text[0] == "年" and word.text != "年代":
            return _is_span_of_years(text, item, full=full)
        return True
    if not full or len(plain) != 1 or plain == "零":
        return False
    return _is_single(text, item, word, plain)


_SPAN_AFTER = frozenset(
    '大后後前来來内內间間以的了里裡中多，。；：！？、,.;:!?\n（）()”"」』 　至到'
)
_PLACE = frozenset(
    "县縣市区區镇鎮乡鄉村庄莊屯铺鋪店桥橋寺路街巷坪岭嶺沟溝河湖山江海口堡岛島湾灣洲州港峡峽泉井关關渡坡台庙廟塔池潭崖洞冲坝壩堰塘门門树樹松柏槐渠特"
)
_PLACED = frozenset("家棵枝台臺间間架里门門本")


def _is_single(text: str, item: Item, word: lexicon.Word, plain: str) -> bool:
    """Whether a single digit is a number before ``word``: not in 三番五次, 三角, 五台县."""
    start, after = item.start, item.after
    before = text[start - 1] if start else "\n"
    follows = text[after : after + 1] or "\n"
    joined = before in SEPARATORS or text[item.end : item.end + 1] in _JOINS
    if word.many and not joined and not (word.kind == "money" and before in "元圆圓块塊角毛"):
        return False
    if plain == "一" and (
        not word.one
        or before in _ONE_BEFORE
        # 一个 is an article before it is a number (GB/T 15835-2011, 4.2.2)
        or (word.kind == "count" and not joined and not _is_line(text, start, after))
    ):
        return False
    if word.kind == "time" and word.text in ("年", "天", "日", "月", "周"):
        if follows not in _SPAN_AFTER and follows not in _counting() and not joined:
            return word.text in "天周" and follows in "有都就没沒才"
        if word.text == "年" and before in _RULER:
            return False
    if (
        word.text in ("元", "圆", "圓")
        and follows not in _SPAN_AFTER
        and follows not in "人钱錢整正"
    ):
        return False
    if (
        word.text in ("块", "塊")
        and follows not in _BREAKS
        and follows not in "钱錢一二三四五六七八九"
    ):
        return False
    if word.text in _PLACED and follows in _PLACE:
        return False
    # one counts with 两: 二次 is the second, 二人 a saying; and 一条条 is many
    if text[start] == "二" and (word.kind == "count" or word.text in ("年", "天", "日", "周")):
        return False
    if text.startswith(word.text[-1], after):
        return False
    return joined or not _is_paired(text, item, word)


def _is_paired(text: str, item: Item, word: lexicon.Word) -> bool:
    """Whether another digit close by makes a saying of both: 三番五次, 一波三折, 五花八门."""
    start, after = item.start, item.after
    following = text[after : after + 3]
    digits = _digits_of_sayings()
    if following[:1] in digits and following:
        found = number_at(text, after, full=True)
        if found is None or found[3] is None:
            return True
        if word.kind == "count" and found[3].text != word.text:
            return True  # 三杯两盏
    elif any(one in digits for one in following[1:3]) and following[0] not in _BREAKS:
        beside = after + (1 if following[1] in digits else 2)
        found = number_at(text, beside, full=True)
        if found is None or found[3] is None or following[1] not in _BREAKS:
            return found is None or found[3] is None
    if start > 1 and text[start - 2] in digits and text[start - 1] not in _BREAKS:
        left = lexicon.word_at(text, start - 1)
        return left is None or (left.kind == "count" and left.text != word.text)
    return False


@cache
def _digits_of_sayings() -> frozenset[str]:
    return frozenset("一二三四五六七八九十百千万两兩半")


def _is_decimal(text: str, item: Item, word: lexicon.Word) -> bool:
    """Whether 点 parts decimals here: not in 这一点三个人, not in 下午三点五十."""
    if _CLOCK_BEFORE.search(text, max(0, item.start - 4), item.start):
        return False
    if (
        word.kind == "count"
        and not item.number.word
        and word.text
        not in (
            "倍",
            "个百分点",
            "個百分點",
            "岁",
            "歲",
            "个小时",
            "個小時",
            "个月",
            "個月",
            "级",
            "級",
            "折",
            "成",
            "人次",
        )
    ):
        return False
    if text[item.start] in "一壹" and text[item.start + 1] in "点點" and item.start:
        before = text[item.start - 1]
        return before not in _ONE_BEFORE or text.endswith(_GROWS, 0, item.start)
    return True


_YEAR_AFTER = frozenset("后後前来來内內间間以之的多里裡中")
_BREAKS = frozenset('，。；：！？、,.;:!?\n（）()“”"「」『』 　')
_RULER = frozenset("公王帝宗祖皇后历曆元号號国國和治正成")


def _is_span_of_years(text: str, item: Item, *, full: bool) -> bool:
    """Whether 二十年 is twenty years and not the twentieth year of a reign."""
    after = text[item.end + 1 : item.end + 2]
    before = text[item.start - 1] if item.start else "\n"
    if after in _YEAR_AFTER and after:
        return before not in _RULER and not lexicon.reign_before(text, item.start)
    if re.match(
        "[正冬腊臘闰閏一二三四五六七八九十]+月|[春夏秋冬]", text[item.after : item.after + 4]
    ):
        return False
    if full and before == "\n" and after in ("", "\n"):
        return True
    return (
        before not in _BREAKS
        and before not in _RULER
        and not lexicon.reign_before(text, item.start)
    )


_TWO = re.compile("(.*?)([一二三四五六七八九])([二三四五六七八九])([十百千]?)((?:万亿|[万亿])?)")


def neighbours(plain: str) -> tuple[values.Number, values.Number] | None:
    """十五六 as 15 and 16, 三四十 as 30 and 40, 七百三四十 as 730 and 740: None if it is neither.

    Only digits that follow each other: 三五天 may be three or five, or three to five.
    """
    match = _TWO.fullmatch(plain)
    if match is None or "点" in plain:
        return None
    head, low, high, unit, word = match.groups()
    if values.DIGITS.index(high) - values.DIGITS.index(low) != 1:
        return None
    if head and not (head[-1] in "十百千万" or head.endswith("零")):
        return None
    numbers = [values.arabic(head + digit + unit + word) for digit in (low, high)]
    first, second = numbers
    if first is None or second is None or first.word != second.word:
        return None
    return first, second
