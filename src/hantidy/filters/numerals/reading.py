"""Read one number with the word after it, and chains of them: 十五至二十天, 三小时二十分钟."""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.lexicon import any_of, words

_POINT = re.compile("[点點][0-9]")
"""Hanzi and Arabic digits of one decimal, 一百点123: no number."""


_TWO_TENS = re.compile("[两兩]十")
"""Twenty is 二十: 一個兩十五分鐘 is told otherwise."""


class Item(NamedTuple):
    """A number of a chain and the word after it."""

    start: int
    end: int
    number: parser.Number
    word: lexicon.Word | None
    after: int
    """The end of the word."""
    structured: bool
    """Whether the numeral has 十 百 千 万 亿 or 点."""


@cache
def _joined() -> re.Pattern[str]:
    joins = "".join(sorted(words("join")))
    return re.compile(f"[{joins}](?=[{character_classes.every()}负負])(?!.分之)")


@cache
def _structure() -> frozenset[str]:
    """Return the characters of powers of ten and 点, in every spelling."""
    return frozenset(
        one for one, (plain, _) in parser.characters().items() if plain in "十百千万亿兆点"
    )


def number_at(
    text: str, start: int, *, full: bool
) -> tuple[int, int, parser.Number, lexicon.Word | None, bool] | None:
    """Return the numeral at ``start`` and the word after it; None if there is no numeral.

    Its end excludes a character of the unit: 五百千伏 is 五百 and 千伏.
    """
    match = character_classes.run().match(text, start)
    if match is None:
        return None
    end = match.end()
    if end - start > parser.LONGEST or _POINT.match(text, end) or _TWO_TENS.search(match[0]):
        return None
    if "点" in match[0] or "點" in match[0]:
        span: tuple[int, int] | None = (start, end)
        if text[end : end + 1] in words("clock-after") and text[end : end + 1]:
            return None
    else:
        span = _cut(text, start, end, full=full)
    if span is None:
        return None
    start, end = span
    word = lexicon.word_at(text, end)
    last = text[end - 1]
    prefixed = False  # 三千比特 shows by its 千, though the number is 三
    if last in "千百兆" and end - start > 1:
        # 五百千伏: the last character begins the unit
        unit = lexicon.word_at(text, end - 1)
        if unit is not None and len(unit.text) > 1:
            word, end, prefixed = unit, end - 1, last != "百"
    elif last in "两兩両" and end - start > 1 and text[end - 2] not in "一三两兩両":
        word, end = lexicon.word_at(text, end - 1), end - 1
    shown = text[start:end]
    number = parser.number(shown, full)
    if number is None:
        return None
    structured = prefixed or (len(shown) > 1 and not _structure().isdisjoint(shown))
    return start, end, number, word, structured


def _cut(text: str, start: int, end: int, *, full: bool) -> tuple[int, int] | None:
    """Return the span of the numeral in ``text[start:end]`` without parts of other words.

    大陆十万人 has the numeral 十万. None where the characters may be the end of a word, or mix
    plain and financial ones; but 壹百五十二 stands on pages made traditional word by word.
    """
    count = sum(map(character_classes.financial().__contains__, text[start:end]))
    if not count:
        return start, end
    begins = start == 0 or text[start - 1] == "\n"
    doubtful = text[start] in words("financial-end") and not begins
    if _PLAIN.search(text, start, end) is None:
        sound = count > 1 or begins or (full and not doubtful)
    elif doubtful and count == 1:
        return start + 1, end
    else:
        sound = full and not doubtful
    return (start, end) if sound else None


_PLAIN = re.compile("[一二三四五六七八九两兩両十百千]")


def chain(text: str, start: int, *, full: bool) -> tuple[list[Item], int]:
    """Return the chain of numbers from ``start`` and its end; [] if one has no value."""
    items: list[Item] = []
    at = start
    while True:
        found = number_at(text, at, full=full)
        if found is None:
            match = character_classes.run().match(text, at)
            return [], match.end() if match else max(at, start + 1)
        begin, end, number, word, structured = found
        if begin != at and items:
            return [], end
        after = end + len(word.text) if word else end
        items.append(Item(begin, end, number, word, after, structured))
        follows = text[after : after + 1]
        if (
            follows in words("join")
            and text[after + 1 : after + 2] in words("vague")
            and after + 1 < len(text)
        ):
            return [], after + 2  # 二十到几十万元
        if follows in words("join") and _joined().match(text, after) is not None:
            at = after + 1
            continue
        if (
            follows in words("zero")
            and word is not None
            and _joined_by_zero(text, after + 1, full=full)
        ):
            at = after + 1  # 三年零六个月
            continue
        if (
            word is not None
            and word.kind != "count"
            and follows
            and follows in character_classes.numerals()
            and not text.startswith(any_of("part"), after)
        ):
            following = number_at(text, after, full=full)
            if following is not None and text.startswith("分之", following[1]):
                return [], following[1] + 2  # 两块四分之一磅
            if following is None or _goes_with(word, following[3]):
                at = after
                continue
        return items, after


def _joined_by_zero(text: str, at: int, *, full: bool) -> bool:
    """Whether a quantity begins at ``at``, after 零."""
    found = number_at(text, at, full=full)
    return (
        found is not None
        and found[0] == at
        and found[3] is not None
        and not text.startswith("分之", found[1])
    )


def _goes_with(word: lexicon.Word, other: lexicon.Word | None) -> bool:
    """Whether both are parts of one quantity: 五元三角, 十二分三十秒."""
    if other is None:
        return False
    return other.kind == word.kind or (word.text == "分" and other.text in ("秒", "秒钟", "秒鐘"))


_TWO = re.compile("(.*?)([一二三四五六七八九])([二三四五六七八九])([十百千]?)((?:万亿|[万亿])?)")


def neighbours(plain: str) -> tuple[parser.Number, parser.Number] | None:
    """Return both numbers of 十五六 (15, 16), 三四十 (30, 40), 七百三四十 (730, 740), or None.

    Only of consecutive digits: 三五天 may be three or five, or three to five.
    """
    match = _TWO.fullmatch(plain)
    if match is None or "点" in plain:
        return None
    head, low, high, unit, word = match.groups()
    if parser.DIGITS.index(high) - parser.DIGITS.index(low) != 1:
        return None
    numbers = [parser.number(head + digit + unit + word, loose=False) for digit in (low, high)]
    if not unit and not word and head and head[-1] in "百千万":
        # 一万六七 is 16000 or 17000
        numbers = [parser.number(head + digit) for digit in (low, high)]
    first, second = numbers
    if first is None or second is None or first.word != second.word:
        return None
    return first, second
