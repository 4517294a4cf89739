"""Numbers before units and measure words: 一百二十人, 三点五万亿元, 十五至二十天, 三小时二十分钟.

A chain of them, adjacent or joined by 至 到 和 、, is converted as a whole or not at all.
"""

from __future__ import annotations

import re
from itertools import pairwise

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.alone import alone, decimal
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.context_guards import (
    is_decimal,
    is_span_of_years,
    stands,
)
from hantidy.filters.numerals.lexicon import words
from hantidy.filters.numerals.places import is_name, is_person
from hantidy.filters.numerals.reading import Item, chain
from hantidy.filters.numerals.singles import is_single

_CLOSES_SUM = re.compile(r"[整正]|[零壹贰貳贰弍叁參叄肆伍陆陸柒捌玖]{1,2}[角毛分]")


def _is_sum(text: str, start: int, end: int, word: lexicon.Word) -> bool:
    """Whether an amount is written out as in contracts: 伍仟元整, 伍仟元叁角, 五千圆."""
    if word.text[0] in "圆圓":
        return True
    return character_classes.has_financial(text, start, end) and (
        word.text[-1] in "整正" or _CLOSES_SUM.match(text, end + len(word.text)) is not None
    )


_TAIL = re.compile(
    "[一二三四五六七八九][零〇一二三四五六七八九]?(?![零〇一二三四五六七八九十百千万萬亿億点點]|分之)"
)


def _each(text: str, at: int) -> int | None:
    """Return the end of 一斤 in 十块钱一斤, a price per unit; None if there is none at ``at``."""
    if text[at : at + 1] not in ("一", "壹"):
        return None
    word = lexicon.word_at(text, at + 1)
    if word is None or word.many or word.kind not in ("count", "measure"):
        return None
    end = at + 1 + len(word.text)
    return end if end == len(text) or text[end] in words("break") else None


def _ends(text: str, end: int) -> bool:
    """Whether a number without a unit may end at ``end``."""
    return lexicon.word_at(text, end) is None and not character_classes.after_is_open(text, end)


def quantity(text: str, start: int, end: int, *, full: bool) -> Found:
    """Convert all numbers of the chain from ``text[start:end]``, or none."""
    if full and is_person(text, start):
        return Found((), end)
    items, end = chain(text, start, full=full)
    if full and items and items[-1].word is None:
        return alone(text, items, end)
    if not items:
        return Found((), end)
    last = items[-1].word
    if last is None and len(items) == 1:
        return decimal(text, items[0], full=full)
    if last is None or not stands(text, items, full=full):
        return Found((), end)
    if len(items) == 2 and (about := _about(text, *items)) is not None:
        return about
    if len(items) > 1 and any(_is_about(text, one, other) for one, other in pairwise(items)):
        return Found((), end)
    if not all(_turns(text, item, item.word or last, full=full) for item in items):
        return Found((), end)
    changes = [put(item.start, item.end, item.number, "quantity") for item in items]
    return _with_tail(text, items, last, changes, end, full=full)


def _turns(text: str, item: Item, word: lexicon.Word, *, full: bool) -> bool:
    """Whether one number of a chain may be converted."""
    return (
        _counts(text, item, word, full=full)
        and (full or word.kind != "money" or not _is_sum(text, item.start, item.end, word))
        and not lexicon.named(text, item.start, item.after)
    )


def _with_tail(
    text: str,
    items: list[Item],
    last: lexicon.Word,
    changes: list[Change],
    end: int,
    *,
    full: bool,
) -> Found:
    """Add what follows a chain as part of it: 十五斤半, 十块钱一斤, 十二块五."""
    if full and text.startswith("半", end):
        return _half(text, items, changes, end)
    if full and last.kind != "count" and (each := _each(text, end)) is not None:
        changes.append(Change(end, end + 1, "1", "quantity"))
        return Found(tuple(changes), each)
    tail = _TAIL.match(text, end) if last.kind != "count" or last.text in "个個" else None
    if tail is not None and _ends(text, tail.end()):
        # 十二块五, 三十六度五: the part without a word belongs to it; 米2 would be m², 個二 is said
        if not full or last.kind == "count" or (last.text[-1] == "米" and tail[0] in "二三"):
            return Found((), tail.end())
        digits = parser.digits(parser.plain(tail[0]))
        changes.append(Change(end, tail.end(), digits, "quantity"))
        return Found(tuple(changes), tail.end())
    return Found(tuple(changes), end)


def _half(text: str, items: list[Item], changes: list[Change], end: int) -> Found:
    """Convert 十五斤半 to 15.5斤."""
    item, word = items[-1], items[-1].word
    after = text[end + 1 : end + 2]
    if (
        word is None
        or (word.kind == "count" and word.text != "成")
        or len(items) > 1
        or item.number.word
        or "." in item.number.digits
        or word.text in ("月", "日", "号", "號", "时", "時", "分", "年代", "世纪", "世紀")
        or (after and after not in words("half-after"))
    ):
        return Found((), end + 1)
    number = changes[0]._replace(after=item.number.digits + ".5")
    return Found((number, Change(end, end + 1, "", "half")), end + 1)


def _about(text: str, one: Item, other: Item) -> Found | None:
    """Convert 三、五天 and 两、三个 to 3-5天 and 2-3个; None if the digits are a list."""
    low, high = (parser.plain(text[item.start : item.end]) for item in (one, other))
    if (
        one.word is not None
        or other.word is None
        or other.word.text[0] in words("told-apart")
        or text[one.end : other.start] != "、"
        or len(low + high) != _TWO
        or parser.DIGITS.find(high) - parser.DIGITS.find(low) not in (1, 2)
    ):
        return None
    return Found(
        (
            put(one.start, one.end, one.number, "range"),
            Change(one.end, other.start, "-", "range"),
            put(other.start, other.end, other.number, "range"),
        ),
        other.after,
    )


_TWO = 2


def _is_about(text: str, one: Item, other: Item) -> bool:
    """Whether 、 joins two approximate numbers: 十五、六个, 三、四十人."""
    if one.word is not None or text[one.end : other.start] != "、":
        return False
    low, high = (parser.plain(text[item.start : item.end]) for item in (one, other))
    digits = parser.DIGITS
    if len(high) == 1 and len(low) > 1:
        return 0 <= digits.find(low[-1]) == digits.find(high) - 1
    return len(low) == 1 and len(high) > 1 and 0 <= digits.find(low) == digits.find(high[0]) - 1


def _is_span(text: str, item: Item, word: lexicon.Word, *, full: bool) -> bool:
    """Whether ``word``, which begins with 年, counts years; not those of a reign: 民国六十年代."""
    if word.text == "年代":
        return not lexicon.reign_before(text, item.start)
    if word.text == "年度":
        return False  # 九十四年度 is called by its number
    return is_span_of_years(text, item, full=full)


def _counts(text: str, item: Item, word: lexicon.Word, *, full: bool) -> bool:
    """Whether this number may be converted before ``word``."""
    plain = parser.plain(text[item.start : item.end])
    if "点" in plain:
        return is_decimal(text, item, word)
    if (
        len(plain) > 1
        and parser.is_short(plain)
        and word.kind != "money"
        and word.text not in words("short-before")
    ):
        return False  # 一百一个 is a hundred apiece
    if item.structured:
        if not full and not word.safe:
            return False
        if is_name(text, item.start, word, item.after):
            return False
        return word.text[0] != "年" or _is_span(text, item, word, full=full)
    if not full or len(plain) != 1 or plain == "零":
        return False
    return is_single(text, item, word, plain)
