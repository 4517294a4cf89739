"""Numerals that stand by themselves (mode full): a line, a list, a sum."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.context_guards import is_decimal
from hantidy.filters.numerals.lexicon import any_of, words

if TYPE_CHECKING:
    from hantidy.core.edits import Change
    from hantidy.filters.numerals.reading import Item

_CLOCK = re.compile("(?:[一二三四五六七八九]|二?十[一二三四五六七八九]?)点零[一二三四五六七八九]")


def alone(text: str, items: list[Item], end: int) -> Found:
    """Convert numerals that stand alone: a whole line, or between marks and particles."""
    stop = character_classes.run().match(text, items[0].start)
    after_first = stop.end() if stop else end
    first, last = items[0].start, items[-1].end
    line = character_classes.is_line(text, first, last)
    for item in items:
        plain = parser.plain(text[item.start : item.end])
        if len(plain) == 1 and not (line and (len(items) > 1 or len(text.strip()) == 1)):
            # a single digit is a number where it is all there is; in a line of its own, a heading
            return Found((), end)
        if _CLOCK.fullmatch(plain):
            return Found((), end)  # 十二点零五 is a time of day as well
        if plain in ("十一", "二百五") and not line and not _listed(text, first, last):
            return Found((), end)
    if not line and not _open(text, first, last):
        return decimal(text, items[0], full=True) if len(items) == 1 else Found((), after_first)
    return Found(tuple(put(*item[:3], "number") for item in items), end)


_POINTED = 3
"""Digits behind a 点 that exclude a time of day and an item's number."""


def decimal(text: str, item: Item, *, full: bool) -> Found:
    """Convert a decimal without a unit: 二十点一万, 三点一四一五九 (mode full)."""
    plain = parser.plain(text[item.start : item.end])
    _, point, rest = plain.partition("点")
    after = text[item.end : item.end + 1]
    if (
        not point
        or not (item.number.word or (full and len(rest) >= _POINTED))
        or character_classes.before_is_closed(text, item.start, full=full)
        or character_classes.after_is_open(text, item.end)
        or (after and (after in character_classes.numerals() or after in "点點分刻半〇零"))
        or character_classes.goes_on_after(text, item.end)
        or not is_decimal(text, item, None)
        or lexicon.named(text, item.start, item.end)
    ):
        return Found((), item.end)
    return Found((put(*item[:3], "decimal"),), item.end)


def _open(text: str, start: int, end: int) -> bool:
    """Whether marks or particles stand on both sides of a numeral."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if after == "的" and before in words("put") and not text.startswith("的", start - 1):
        return not character_classes.before_is_closed(text, start, full=True)
    compared = before == "比" and after in words("compared")
    if before in "（(" and after in "）)":
        return False  # （十三） is a label, as （三） is
    if before not in words("before-alone") or not (
        after in words("after-alone")
        or compared
        or text.startswith(any_of("after-alone-word"), end)
    ):
        return False
    if character_classes.before_is_closed(text, start, full=True):
        return False
    if (
        text.endswith(("等于", "等於"), 0, start)
        and text[max(0, start - 3)] in character_classes.numerals()
    ):
        return False  # 三乘四等于十二
    if after in "比乘" and text[end + 1 : end + 2] in character_classes.numerals() | words("vague"):
        return False  # 十六比九: both or none
    if before in "比乘、" and start > 1 and text[start - 2] in character_classes.numerals():
        return False  # 五十二比四十八: what stands before it stayed
    if after in " 　" and character_classes.goes_on_after(text, end):
        return False
    # 有一点三: the point of a decimal only where nothing else can begin
    return not (text[start : start + 2] in ("一点", "一點") and before in "有是得的了")


def _listed(text: str, start: int, end: int) -> bool:
    """Whether marks stand on both sides: not 你个二百五, not 今年十一."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return before in "，。；：,.;:\n 　有" and after in "，。；,.;\n 　"


_SUM = re.compile("[加减減乘除等于於以比负負得]+")


def summed(text: str, start: int, _: int = 0) -> Found | None:
    """Convert the numbers of a line that is an equation or score: 一加二等于三, 七十八比九十六."""
    if start and text[start - 1] != "\n":
        return None
    if text.startswith("比", start + 2) and text[start] in "负負":
        return None  # 负三比一: the team that lost
    found: list[Change] = []
    at = start + 1 if text[start] in "负負" else start
    while True:
        match = character_classes.run().match(text, at)
        if match is None or len(found) > 32:
            return None
        number = parser.number(match[0])
        if number is None:
            return None
        sign = "-" if text[match.start() - 1 : match.start()] in ("负", "負") else ""
        begin = match.start() - len(sign)
        found.append(put(begin, match.end(), number, "sum", sign))
        at = match.end()
        between = _SUM.match(text, at)
        if between is None:
            break
        at = between.end()
    if len(found) < 2 or (at < len(text) and text[at] != "\n"):
        return None
    return Found(tuple(found), at)
