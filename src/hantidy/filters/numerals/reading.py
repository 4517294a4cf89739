"""Read one number with the word after it, and chains of them: 十五至二十天, 三小时二十分钟."""

from __future__ import annotations

from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.cases import Item
from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.lexicon import words

_POINT = pattern("[点點]")
_NO_NUMBER = pattern("[点點][0-9]")
"""Hanzi and Arabic digits of one decimal, 一百点123: no number."""
_TWO_TENS = pattern("[两兩]十")
"""Twenty is 二十: 一個兩十五分鐘 is told otherwise."""


def number_at(text: str, start: int, *, full: bool) -> Item | None:
    """Return the numeral at ``start`` and the word after it; None if there is no numeral.

    Its end excludes a character of the unit: 五百千伏 is 五百 and 千伏.
    """
    match = character_classes.run().match(text, start)
    if match is None or len(match[0]) > parser.LONGEST or _TWO_TENS.search(match[0]):
        return None
    end = match.end()
    pointed = _POINT.search(match[0]) is not None
    if _NO_NUMBER.match(text, end) or (
        pointed and pattern("(?!\\Z)<clock-after>").match(text, end)
    ):
        return None
    span = (start, end) if pointed else _cut(text, start, end, full=full)
    if span is None:
        return None
    start, end = span
    word, prefixed = lexicon.word_at(text, end), False
    if end - start > 1 and (borrowed := _BORROWED.match(text, end - 2)):
        # the last character begins the unit: 五百千伏; 三千比特 shows by its 千, though it is 三
        unit = lexicon.word_at(text, end - 1)
        if borrowed["unit"] is None or (unit is not None and len(unit.text) > 1):
            word, end, prefixed = unit, end - 1, borrowed["unit"] in ("千", "兆")
    shown = text[start:end]
    number = parser.number(shown, full)
    if number is None:
        return None
    structured = prefixed or (len(shown) > 1 and pattern("<structure>").search(shown) is not None)
    return Item(start, end, number, word, end + len(word.text) if word else end, structured)


_BORROWED = pattern("(?s:.)(?P<unit>[千百兆])|[^一三两兩両][两兩両]")


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


_PLAIN = pattern("[一二三四五六七八九两兩両十百千]")


_JOINT = "<join>(?:<vague>|(?!.分之)(?:<numeral>|[负負]))"
"""What joins the next member of a list or range; without a value, as 几十, no chain is."""


def chain(text: str, start: int, *, full: bool) -> tuple[list[Item], int]:
    """Return the chain of numbers from ``start`` and its end; [] if one has no value."""
    items: list[Item] = []
    at: int | None = start
    while at is not None:
        item = number_at(text, at, full=full)
        if item is None or (items and item.start != at):
            match = character_classes.run().match(text, at)
            return [], match.end() if match else max(at, start + 1)
        if items and at == items[-1].after and text.startswith("分之", item.end):
            return [], item.end + len("分之")  # 两块四分之一磅
        items.append(item)
        at = _next(text, item, full=full)
    return items, items[-1].after


def _next(text: str, item: Item, *, full: bool) -> int | None:
    """Return where the next number of a chain begins; None at its end."""
    word, after = item.word, item.after
    if pattern(_JOINT).match(text, after) is not None:
        return after + 1
    if word is None:
        return None
    if text[after : after + 1] in words("zero"):
        joined = number_at(text, after + 1, full=full)  # 三年零六个月
        if joined and joined.start == after + 1 and joined.word:
            return None if text.startswith("分之", joined.end) else after + 1
    if word.kind == "count" or pattern("(?!<part>)<numeral>").match(text, after) is None:
        return None
    # parts of one quantity: 五元三角, 十二分三十秒
    other = number_at(text, after, full=full)
    goes_with = other is None or text.startswith("分之", other.end)
    if other is not None and other.word is not None:
        goes_with |= other.word.kind == word.kind or (
            word.text == "分" and other.word.text in ("秒", "秒钟", "秒鐘")
        )
    return after if goes_with else None
