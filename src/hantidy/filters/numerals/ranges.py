"""Ranges of neighbouring digits and negatives (mode full): 十五六 as 15-16, 负三十二 as -32."""

from __future__ import annotations

import re
from functools import cache

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.alone import summed
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.lexicon import words
from hantidy.filters.numerals.names import is_person
from hantidy.filters.numerals.reading import neighbours, number_at
from hantidy.filters.numerals.whole import whole_line


@cache
def _beside() -> re.Pattern[str]:
    """Return a pattern of two adjacent digits, which every range has."""
    digit = character_classes.CLASS("digit", "two", "f-digit")
    return re.compile(f"[{digit}][{digit}]")


_PAIR = 2


def ranged(text: str, start: int, end: int) -> Found | None:
    """Convert 十五六 to 15-16 and 三四十 to 30-40 before a word; None if it is no range."""
    length = end - start
    if _beside().search(text, start, end) is None:
        return None
    word = lexicon.word_at(text, end)
    if text[end - 1] in "千百兆" and end - start > 2:
        # 十五六千瓦时: the last character begins the unit
        unit = lexicon.word_at(text, end - 1)
        if unit is not None and len(unit.text) > 1:
            word, end = unit, end - 1
    both = neighbours(parser.plain(text[start:end]))
    if both is None:
        return None
    if (
        (word is None and not character_classes.is_line(text, start, end))
        or character_classes.after_is_open(text, end)
        or character_classes.before_is_closed(text, start, full=True)
        or lexicon.named(text, start, end + (len(word.text) if word else 0))
        or is_person(text, start, end)
        or (word is not None and word.text in words("one-date") and length == _PAIR)
        or (start and text[start - 1] in "、至到")
        or (start and word is not None and word.text == "班" and text[start - 1] in "高初大")
    ):
        return Found((), end)
    first, second = both
    # 17万-18万: the word stands with both (GB/T 15835-2011, 5.1.3)
    shown = (
        f"{first.digits}{text[end - len(first.word) : end] if first.word else ''}-{second.digits}"
    )
    return Found((Change(start, end - len(first.word), shown, "range"),), end)


# 负三十二
_ARABIC = re.compile("[0-9]{1,40}")


_PART = re.compile("分[ 　]*之[ 　]*$")
_OF_PARTS = re.compile("[ 　]*分[ 　]*之")


def negative(text: str, at: int) -> Found:
    """Convert the number after the 负 at ``at``, with the sign."""
    if (total := summed(text, at)) is not None:
        return total
    if (at == 0 or text[at - 1] == "\n") and (line := whole_line(text, at)) is not None:
        return line
    if at > 1 and _PART.search(text, max(0, at - 8), at):
        return Found((), at + 1)  # 三分之负一
    if (arabic := _ARABIC.match(text, at + 1)) is not None:
        stays = (at and text[at - 1] in words("not-minus")) or _OF_PARTS.match(text, arabic.end())
        return Found(() if stays else (Change(at, at + 1, "-", "negative"),), arabic.end())
    found = number_at(text, at + 1, full=True)
    if found is None:
        return Found((), at + 1)
    start, end, number, word = found[:4]
    before = text[at - 1] if at else "\n"
    if (
        start != at + 1
        or character_classes.after_is_open(text, end)
        or lexicon.named(text, at, end)
        or text.startswith("次方", end)
        or _is_no_sign(text, at)
        or (word is None and not _may_end(text, end))
        or (word is not None and word.text in words("no-minus"))
    ):
        return Found((), end)
    begin, sign = (at - 1, "±") if before == "正" else (at, "-")
    return Found((Change(begin, end - len(number.word), sign + number.digits, "negative"),), end)


def _is_no_sign(text: str, at: int) -> bool:
    """胜负二, 公正负三: the 负 at ``at`` belongs to the word before."""
    before = text[at - 1 : at]
    if before == "正":
        return text[at - 2 : at - 1] in ("公", "真")
    return before in words("not-minus") and at > 0


def _may_end(text: str, end: int) -> bool:
    """Whether a number without a word may end at ``end``."""
    after = text[end : end + 1]
    return not after or after in words("boundary")
