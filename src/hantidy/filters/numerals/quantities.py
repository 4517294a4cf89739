"""Numbers before units and measure words: 一百二十人, 三点五万亿元, 十五至二十天, 三小时二十分钟.

A chain of them, joined by 至 到 和 、 or standing side by side as one quantity, turns whole or not
at all.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.alone import alone, decimal
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.context_guards import (
    BREAKS,
    LEADS,
    begins,
    goes_on,
    is_decimal,
    is_span_of_years,
    stands,
)
from hantidy.filters.numerals.places import (
    is_form,
    is_label,
    is_person,
    is_place,
    is_policy,
    is_slogan,
)
from hantidy.filters.numerals.reading import JOINS, Item, chain
from hantidy.filters.numerals.singles import is_counted, is_single, may_be_single
from hantidy.filters.numerals.surroundings import words

__all__ = ["chained", "quantity", "simple", "single", "wordless"]


def quantity(text: str, start: int, *, full: bool) -> Found:
    """Turn the chain of quantities that begins at ``start``, or leave all of it."""
    items, end = chain(text, start, full=full)
    return turned(text, items, end, full=full)


_QUICK_BEFORE = frozenset("月高初大中小个個负負又")


@cache
def _quick_stops() -> frozenset[str]:
    """What may join a quantity to what follows it."""
    return JOINS | character_classes.numerals() | frozenset("半几幾多余餘来來")


def single(text: str, start: int, end: int) -> Found | None:
    """Turn the single digit at ``start`` before a measure word, nothing being joined to it.

    The quick way for the most frequent numerals; None if the slow one must look.
    """
    word = lexicon.word_at(text, end)
    if word is None or (word.many and word.kind != "money"):
        return Found((), end)
    digit, kind = text[start], word.kind
    if digit in "一壹" and (kind == "count" or not may_be_single(text, start)):
        return Found((), end)
    after = end + len(word.text)
    follows = text[after : after + 1]
    if (
        not follows
        or follows in _quick_stops()
        or character_classes.before_is_closed(text, start, full=True)
    ):
        return None
    number = parser.number(digit, False)
    if number is None or number.digits == "0" or character_classes.after_is_open(text, end):
        return Found((), end)
    if kind == "count":
        stays = not is_counted(text, start, after, word) or lexicon.named_run(text, start, end)
    elif text[start - 1] in LEADS or character_classes.has_financial(text, start, end):
        return None
    else:
        item = Item(start, end, number, word, after, structured=False)
        stays = (
            not begins(text, start, kind)
            or not is_single(text, item, word, parser.plain(digit))
            or lexicon.named(text, start, after)
        )
    return Found(() if stays else (put(start, end, number, "quantity"),), after)


def wordless(text: str, _: int, end: int) -> Found | None:
    """Leave a numeral behind which no word begins; None if its last character may begin one."""
    return None if text[end - 1] in _BEGINS_UNIT else Found((), end)


_BEGINS_UNIT = frozenset("千百兆两兩両点點")
_STRUCTURE = frozenset("十百千万萬亿億")


@lru_cache(8192)
def _structured(shown: str) -> parser.Number | None:
    """The value of a numeral that shows by 十 百 千 万 亿 that it is one, and is nothing else."""
    if shown[-1] in _BEGINS_UNIT or _STRUCTURE.isdisjoint(shown):
        return None
    return (
        None
        if character_classes.has_financial(shown, 0, len(shown))
        else parser.number(shown, False)
    )


def simple(text: str, start: int, end: int, *, full: bool) -> Found | None:
    """Turn the plain numeral ``text[start:end]`` before its word, nothing being joined to it.

    The quick way for numerals of two characters and more; None if the slow one must look.
    """
    word = lexicon.word_at(text, end)
    if word is None:
        return None
    after = end + len(word.text)
    follows = text[after : after + 1]
    if not follows or follows in _quick_stops() or not (full or word.safe):
        return None
    if start and _is_joined(text, start, word, full=full):
        return None
    if not full and word.kind == "money" and _is_sum(text, start, end, word):
        return Found((), after)
    number = _structured(text[start:end])
    if number is None:
        return None
    if word.text[0] == "年":
        item = Item(start, end, number, word, after, structured=True)
        if not _is_span(text, item, word, full=full):
            return Found((), after)
    if lexicon.named_run(text, start, end) or _is_name(text, start, word, after):
        return Found((), after)
    return Found((put(start, end, number, "quantity"),), after)


def _is_joined(text: str, start: int, word: lexicon.Word, *, full: bool) -> bool:
    """Whether what stands before ``start`` may be one with the number."""
    before = text[start - 1]
    return (
        before in _QUICK_BEFORE
        or character_classes.before_is_closed(text, start, full=full)
        or (before in JOINS and goes_on(text, start - 1))
        or (word.kind != "count" and not begins(text, start, word.kind))
    )


def _is_name(text: str, start: int, word: lexicon.Word, after: int) -> bool:
    """Whether the quantity is a name, or part of one."""
    return (
        is_place(text, start, word, after)
        or is_label(text, start, word, after)
        or text[start:after] in words("named-quantity")
        or is_slogan(text, start, after)
        or (word.text in ("年", "班") and is_form(text, start, after))
        or is_person(text, start)
        or (word.text in ("条", "條") and is_policy(text, start, after))
        or (word.text in ("条", "條") and start > 0 and text[start - 1] in "东西東")
    )


_CLOSES_SUM = re.compile(r"[整正]|[零壹贰貳贰弍叁參叄肆伍陆陸柒捌玖]{1,2}[角毛分]")


def _is_sum(text: str, start: int, end: int, word: lexicon.Word) -> bool:
    """Whether an amount is written out as in contracts: 伍仟元整, 伍仟元叁角, 五千圆."""
    if word.text[0] in "圆圓":
        return True
    return character_classes.has_financial(text, start, end) and (
        word.text[-1] in "整正" or _CLOSES_SUM.match(text, end + len(word.text)) is not None
    )


_TAIL = re.compile(
    "[一二三四五六七八九][零〇一二三四五六七八九]?(?![零〇一二三四五六七八九十百千万萬亿億点點])"
)


def _each(text: str, at: int) -> int | None:
    """Where 一斤 in 十块钱一斤 ends, so much for each; None if nothing like it begins at ``at``."""
    if text[at : at + 1] not in ("一", "壹"):
        return None
    word = lexicon.word_at(text, at + 1)
    if word is None or word.many or word.kind not in ("count", "measure"):
        return None
    end = at + 1 + len(word.text)
    return end if end == len(text) or text[end] in BREAKS else None


def _ends(text: str, end: int) -> bool:
    """Whether a number may end at ``end``, nothing being counted by it."""
    return lexicon.word_at(text, end) is None and not character_classes.after_is_open(text, end)


def chained(text: str, start: int, end: int) -> Found:
    """Turn what begins with the numeral ``text[start:end]``, before words or alone (mode full)."""
    if end - start == 1 and start and text[start - 1] != "\n" and not may_be_single(text, start):
        return Found((), end)
    if is_person(text, start):
        return Found((), end)
    items, stop = chain(text, start, full=True)
    if items and items[-1].word is None:
        return alone(text, items, stop)
    return turned(text, items, stop, full=True)


def turned(text: str, items: list[Item], end: int, *, full: bool) -> Found:
    """Turn every number of the chain, or none."""
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
    """Whether one number of a chain may turn."""
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
    """Take in what belongs to a chain behind it: 十五斤半, 十块钱一斤, 十二块五."""
    if full and text.startswith("半", end):
        return _half(text, items, changes, end)
    if full and last.kind != "count" and (each := _each(text, end)) is not None:
        changes.append(Change(end, end + 1, "1", "quantity"))
        return Found(tuple(changes), each)
    tail = _TAIL.match(text, end) if last.kind != "count" else None
    if tail is not None and _ends(text, tail.end()):
        # 十二块五, 三十六度五: the part without a word belongs to it; 米2 would be m²
        if not full or (last.text[-1] == "米" and tail[0] in "二三"):
            return Found((), tail.end())
        digits = parser.digits(parser.plain(tail[0]))
        changes.append(Change(end, tail.end(), digits, "quantity"))
        return Found(tuple(changes), tail.end())
    return Found(tuple(changes), end)


_SHORT_BEFORE = frozenset(("人", "斤", "公斤", "亩", "畝", "米"))
_HALF_AFTER = frozenset('过過，。；：！？、,.;:!?\n（）()”"」』 　左的以后後前内內之就才多')


def _half(text: str, items: list[Item], changes: list[Change], end: int) -> Found:
    """Turn 十五斤半 into 15.5斤."""
    item, word = items[-1], items[-1].word
    after = text[end + 1 : end + 2]
    if (
        word is None
        or (word.kind == "count" and word.text != "成")
        or len(items) > 1
        or item.number.word
        or "." in item.number.digits
        or word.text in ("月", "日", "号", "號", "时", "時", "分", "年代", "世纪", "世紀")
        or (after and after not in _HALF_AFTER)
    ):
        return Found((), end + 1)
    number = changes[0]._replace(after=item.number.digits + ".5")
    return Found((number, Change(end, end + 1, "", "half")), end + 1)


_ORDINALS = frozenset("月日号號班楼樓层層点點时時级級类類等期线線版册冊条條款项項章节節角分")
"""What is told apart by number: 三、五月 are two months."""


def _about(text: str, one: Item, other: Item) -> Found | None:
    """三、五天 and 两、三个 as 3-5天 and 2-3个; None if the digits are a list."""
    low, high = (parser.plain(text[item.start : item.end]) for item in (one, other))
    if (
        one.word is not None
        or other.word is None
        or other.word.text[0] in _ORDINALS
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
    """Whether 、 stands between two guesses: 十五、六个, 三、四十人, which no list would say."""
    if one.word is not None or text[one.end : other.start] != "、":
        return False
    low, high = (parser.plain(text[item.start : item.end]) for item in (one, other))
    digits = parser.DIGITS
    if len(high) == 1 and len(low) > 1:
        return 0 <= digits.find(low[-1]) == digits.find(high) - 1
    return len(low) == 1 and len(high) > 1 and 0 <= digits.find(low) == digits.find(high[0]) - 1


def _is_span(text: str, item: Item, word: lexicon.Word, *, full: bool) -> bool:
    """Whether ``word``, which begins with 年, counts years and tells no reign's: 民国六十年代."""
    if word.text == "年代":
        return not lexicon.reign_before(text, item.start)
    return is_span_of_years(text, item, full=full)


def _counts(text: str, item: Item, word: lexicon.Word, *, full: bool) -> bool:
    """Whether this number may turn before ``word``."""
    plain = parser.plain(text[item.start : item.end])
    if "点" in plain:
        return is_decimal(text, item, word)
    if (
        len(plain) > 1
        and parser.is_short(plain)
        and word.kind != "money"
        and word.text not in _SHORT_BEFORE
    ):
        return False  # 一百一个 is a hundred apiece
    if item.structured:
        if not full and not word.safe:
            return False
        if _is_name(text, item.start, word, item.after):
            return False
        return word.text[0] != "年" or _is_span(text, item, word, full=full)
    if not full or len(plain) != 1 or plain == "零":
        return False
    return is_single(text, item, word, plain)
