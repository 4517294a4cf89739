"""百分之八点六 as 8.6%, 千分之三 as 3‰, 三分之一 as 1/3."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hantidy.filters.numerals import character_classes, lexicon, parser, reading
from hantidy.filters.numerals.changing import Found, change
from hantidy.filters.numerals.lexicon import any_of, words
from hantidy.filters.numerals.whole import whole_line

if TYPE_CHECKING:
    from hantidy.core.edits import Change

_SIGNS = {"百": "%", "千": "‰"}
_DIGITS = frozenset("0123456789０１２３４５６７８９")
_ARABIC = re.compile(
    r"(?:[0-9]{1,3}(?:,[0-9]{3}){1,6}|[０-９]{1,3}(?:，[０-９]{3}){1,6}|[0-9０-９]{1,20})(?:[.．][0-9０-９]{1,20})?"
    r"(?![0-9A-Za-z０-９Ａ-Ｚａ-ｚ]|[.,．][0-9０-９]|，(?:[0-9]{3}(?![0-9])|[０-９])|\s*[%％‰])"
)
_TO_ASCII = str.maketrans("０１２３４５６７８９．，", "0123456789.,")


def parts(text: str, at: int, *, full: bool) -> Found:
    """Convert the percentage or fraction whose 分之 is at ``at``."""
    start = at
    every = character_classes.numerals()
    while start and at - start <= parser.LONGEST and text[start - 1] in every:
        start -= 1
    end = at + 2
    if start == at and full:
        while start and at - start <= 9 and text[start - 1] in _DIGITS:
            start -= 1
    if text[at + 1 : at + 2] == "百":
        # 百分百, said for 百分之百
        beside = text[end : end + 1]
        closed = (
            beside.isdigit()
            or (beside and beside in every)
            or (start and text[start - 1].isdigit())
        )
        if full and text[start:at] == "百" and not closed and not lexicon.named(text, start, end):
            return Found((change(text, start, end, "100%", "percentage"),), end)
        return Found((), at + 1)
    if start == at:
        line = whole_line(text, at) if full and start and text[start - 1] in " 　" else None
        return line or Found((), end)
    if at - start == 1 and text[start] in _SIGNS:
        return _percent(text, start, end, full=full)
    return _fraction(text, start, at, full=full)


def _percent(text: str, start: int, at: int, *, full: bool) -> Found:
    before = text[start - 1] if start else ""
    number = _part(text, at, full=full)
    if number is None:
        line = whole_line(text, start) if full and not before else None
        return line or Found((), at)
    shown, end = number
    minus = _MINUS.search(text, max(0, start - 3), start) if full else None
    sign = _SIGNS[text[at - 3]]
    if (minus is None and _is_closed(text, start)) or (
        sign == "‰" and shown == ["1"] and not full  # 千分之一, a fraction among others
    ):
        return Found((), end)
    if minus is not None:
        start, shown = minus.start(), [f"-{one}" for one in shown]
    changes = [_percentage(text, start, end, shown, sign)]
    return _more_parts(text, start, changes, end, full=full)


_MINUS = re.compile("(?<!正)[负負]的?\\Z")


def _is_closed(text: str, start: int) -> bool:
    """Whether 几 or a digit stands before, or 百分之几到."""
    before = text[start - 1 : start]
    return bool(before) and (
        before in "几幾数數好负負正.·"
        or before.isdecimal()
        or (before in words("to") and start > 1 and text[start - 2] in "几幾数數")
    )


def _more_parts(text: str, start: int, changes: list[Change], end: int, *, full: bool) -> Found:
    """Add the other end of a range, 百分之五到八; leave a list unless all of it converts."""
    sign = changes[0].after[-1]
    while text[end : end + 1] in words("to") and end < len(text):
        if text.startswith(any_of("part"), end + 1):
            if _part(text, end + 4, full=full) is None:
                return Found((), end + 4)  # 百分之九十到百分之百
            break
        following = _part(text, end + 1, full=full)
        if following is None:
            if text[end + 1 : end + 2] in character_classes.numerals() and end + 1 < len(text):
                return Found((), end + 1)
            break
        shown, stop = following
        if len(changes) > 1 or lexicon.word_at(text, stop) is not None:
            return Found((), stop)
        changes.append(_percentage(text, end + 1, stop, shown, sign))
        end = stop
    if (
        text[end : end + 1] in words("list")
        and (
            text[end + 1 : end + 2] in character_classes.numerals()
            or text[end + 1 : end + 2] in _DIGITS
        )
        and not text.startswith(any_of("part"), end + 1)
    ):
        # a list goes on: only if each of its members says 百分之 itself
        return Found((), end + 1)
    word = lexicon.word_at(text, end)
    if (word is not None and not text.startswith("等", end)) or lexicon.named(text, start, end):
        return Found((), end)  # 百分之一秒
    return Found(tuple(changes), end)


def short(text: str, start: int) -> Found | None:
    """Convert the number after 百分 without 之, 百分三十; None if there is none."""
    match = character_classes.run().match(text, start)
    number = parser.arabic(parser.plain(match[0]), loose=True) if match else None
    if (
        match is None
        or number is None
        or number.word
        or character_classes.before_is_closed(text, start - 2, full=True)
        or text[start - 3 : start - 2] in tuple(character_classes.every())
        or character_classes.after_is_open(text, match.end())
        or lexicon.word_at(text, match.end()) is not None
    ):
        return None
    end = match.end()
    return Found((change(text, start - 2, end, f"{number.digits}%", "percentage"),), end)


def _percentage(text: str, start: int, end: int, shown: list[str], sign: str) -> Change:
    after = "-".join(one + sign for one in shown)
    return change(text, start, end, after, "range" if len(shown) > 1 else "percentage")


def _part(text: str, at: int, *, full: bool) -> tuple[list[str], int] | None:
    """Return the number after 分之 (two for 五六 if asked) and its end; None if uncertain."""
    if match := _ARABIC.match(text, at):
        end = match.end()
        if (
            character_classes.after_is_open(text, end)
            or (text[end : end + 1] in character_classes.numerals() and end < len(text))
            or character_classes.goes_on_after(text, end)
        ):
            return None
        return [match[0].translate(_TO_ASCII)], end
    match = character_classes.run().match(text, at)
    if match is None or match.end() - at > parser.LONGEST:
        return None
    end = match.end()
    if (
        character_classes.after_is_open(text, end)
        or character_classes.goes_on_after(text, end)
        or text.startswith("分之", end)
    ):
        return None
    plain = parser.plain(match[0])
    if plain == "百" and full:
        return ["100"], end
    number = parser.arabic(plain, loose=full)
    if number is not None and not number.word:
        return [number.digits], end
    if number is not None and full and number.word != "兆" and number.digits.isdecimal():
        return [_digits(number)], end
    if full and (both := reading.neighbours(plain)) is not None:
        return [both[0].digits, both[1].digits], end
    return None


def _fraction(text: str, start: int, at: int, *, full: bool) -> Found:
    match = character_classes.run().match(text, at + 2) or _ARABIC.match(text, at + 2)
    if match is None:
        return Found((), at + 2)
    end = match.end()
    unit = lexicon.word_at(text, end - 1)
    if text[end - 1] in "千百兆" and end - at > 3 and unit is not None and len(unit.text) > 1:
        end -= 1  # 二分之一千克: the last character begins the unit
    below = parser.spelled(text[start:at])
    above = parser.spelled(text[at + 2 : end])
    if (
        not full
        or (below, above) == ("万", "一")  # a saying
        or text.endswith("分之", 0, start)
        or character_classes.after_is_open(text, end)
        or character_classes.before_is_closed(text, start, full=full)
        or lexicon.named(text, start, end)
        or "点" in above
        or (text[end : end + 1].isalnum() and text[end].isascii() and end < len(text))
    ):
        return Found((), end)
    lower = parser.arabic(below, loose=True)
    upper = parser.arabic(above, loose=True)
    if (
        lower is None
        or upper is None
        or upper.word
        or lower.digits == "0"
        or "兆" in lower.digits + upper.digits
    ):
        return Found((), end)
    shown = f"{upper.digits}/{_digits(lower)}"
    if text[start - 1 : start] in "负負" and start:
        return Found((change(text, start - 1, end, f"-{shown}", "fraction"),), end)
    changes = [change(text, start, end, shown, "fraction")]
    if start and text[start - 1] == "又":
        whole = _whole(text, start - 1)
        if whole is None:
            return Found((), end)
        changes.insert(0, whole)
    return Found(tuple(changes), end)


def _whole(text: str, end: int) -> Change | None:
    """Return the change of the whole number before 又; None if there is none."""
    start = end
    while (
        start and end - start < parser.LONGEST and text[start - 1] in character_classes.numerals()
    ):
        start -= 1
    while start and end - start < _LONGEST_ARABIC and text[start - 1] in _DIGITS:
        start -= 1
    number = parser.arabic(parser.spelled(text[start:end]), loose=True)
    if number is None or "兆" in number.digits + number.word:
        return None
    minus = start > 0 and text[start - 1] in "负負"
    digits = _digits(number)
    return change(text, start - minus, end, "-" * minus + digits, "fraction")


_LONGEST_ARABIC = 8


def _digits(number: parser.Number) -> str:
    zeros = {"": 0, "万": 4, "亿": 8, "万亿": 12}.get(number.word)
    return number.digits + ("0" * zeros if zeros else number.word * (zeros is None))
