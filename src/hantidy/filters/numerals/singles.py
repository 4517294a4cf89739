"""Single digits before measure words (mode full): 三个人, but not 三番五次, 三角, 五台县."""

from __future__ import annotations

from hantidy.filters.numerals import character_classes, lexicon
from hantidy.filters.numerals.character_classes import before as stands_before
from hantidy.filters.numerals.context_guards import (
    counting,
    goes_on,
    is_numbered,
)
from hantidy.filters.numerals.guards import RELATIVE
from hantidy.filters.numerals.lexicon import any_of, words
from hantidy.filters.numerals.places import is_name
from hantidy.filters.numerals.reading import Item, number_at

_is_relative = stands_before(RELATIVE)


def _is_span(text: str, word: lexicon.Word, after: int) -> bool:
    """Whether the text is 一年后, where 一 is a number."""
    return word.text in ("年", "天", "周", "週") and text.startswith(any_of("span"), after)


def _goes_with_money(text: str, start: int, word: lexicon.Word) -> bool:
    """Whether ``word`` is part of an amount: 五元三角, not the shape 三角."""
    return (
        word.kind == "money"
        and start > 1
        and text[start - 1] in "元圆圓块塊角毛"
        and text[start - 2] in counting()
    )


def _is_one(text: str, start: int, after: int, word: lexicon.Word, *, joined: bool) -> bool:
    """Whether 一 is a number and not an article (GB/T 15835-2011, 4.2.2)."""
    before = text[start - 1] if start else "\n"
    if not word.one or before in words("one-before"):
        return False
    if _is_relative(text, start, start) and not text.startswith(any_of("span"), after):
        return False
    if word.text in ("块", "塊") and before in "在到同了住走坐聚混站":
        return False  # 在一块 is together
    return word.kind != "count" or joined or character_classes.is_line(text, start, after)


def is_single(text: str, item: Item, word: lexicon.Word, plain: str) -> bool:
    """Whether a single digit is a number before ``word``: not in 三番五次, 三角, 五台县."""
    start, after = item.start, item.after
    before = text[start - 1] if start else "\n"
    follows = (text[after : after + 1] if item.word else "") or "\n"
    joined = (before in words("join") and goes_on(text, start - 1)) or text[
        item.end : item.end + 1
    ] in words("join")
    if (
        word.many
        and not (joined and (before not in words("join") or goes_on(text, start - 1, word.kind)))
        and not _goes_with_money(text, start, word)
        and not (word.text == "度" and text.endswith(any_of("degrees-before"), 0, start))
    ):
        return False  # 三个、五角星
    if plain == "一":
        if _is_span(text, word, after):
            return before not in words("one-before")
        if not _is_one(text, start, after, word, joined=joined):
            return False
    if plain + word.text in words("adverb") or is_name(text, start, word, after):
        return False
    if word.text in ("年", "天", "日", "月", "周", "週"):
        if follows not in words("span-after") and follows not in counting() and not joined:
            return word.text in "天周週" and follows in "有都就没沒才"
        if word.text == "年" and (
            before in words("ruler")
            or lexicon.reign_before(text, start)
            or lexicon.is_glossed(text, after)
        ):
            return False
    if (word.text in "元圆圓" and follows not in words("yuan-after")) or (
        word.text in "块塊" and follows not in words("kuai-after")
    ):
        return False
    return _is_counted(text, start, after, word, joined=joined)


def _is_counted(text: str, start: int, after: int, word: lexicon.Word, *, joined: bool) -> bool:
    """Whether digit and ``word`` are a count and no part of a saying."""
    financial = character_classes.has_financial(text, start, start + 1)
    if financial and word.kind == "count" and not joined:
        return character_classes.is_line(text, start, after)  # 肆成人有德 is no number
    if (word.text == "成" and character_classes.goes_on_after(text, after)) or (
        word.text == "次" and text.startswith(any_of("session"), after)
    ):
        return False  # 七成 六; 人大三次会议 is the third
    # one counts with 两: 二次 is the second, 二人 a saying, 二元 binary; and 一条条 is many
    if (text[start] == "二" and (word.kind == "count" or word.text in words("no-two"))) or (
        text[after : after + 1] == word.text[-1]
    ):
        return False
    return joined or not _is_paired(text, start, after, word)


def _is_paired(text: str, start: int, after: int, word: lexicon.Word) -> bool:
    """Whether a second digit near makes a saying: 三番五次, 一波三折, 五花八门."""
    following = text[after : after + 3]
    if following[:1] == "半":
        pass  # 三年半
    elif following[:1] in words("saying") and following:
        found = number_at(text, after, full=True)
        if found is None or found[3] is None:
            return True
        if word.kind == "count" and found[3].text != word.text:
            return True  # 三杯两盏
    elif not words("saying").isdisjoint(following[1:]) and following[0] not in words("break"):
        beside = after + (1 if following[1] in words("saying") else 2)
        found = number_at(text, beside, full=True)
        if found is None or found[3] is None or following[1] not in words("break"):
            return found is None or found[3] is None
    if start > 1 and text[start - 2] in words("saying") and text[start - 1] not in words("break"):
        left = lexicon.word_at(text, start - 1)
        return not is_numbered(text, start - 1) and (
            left is None or (left.kind == "count" and left.text != word.text)
        )
    return False
