"""Single digits before measure words (mode full): 三个人, but not 三番五次, 三角, 五台县."""

from __future__ import annotations

from hantidy.filters.numerals import character_classes, lexicon
from hantidy.filters.numerals.context_guards import (
    BREAKS,
    ONE_BEFORE,
    RULER,
    SAYING,
    counting,
    goes_on,
)
from hantidy.filters.numerals.guards import is_relative
from hantidy.filters.numerals.places import (
    is_form,
    is_label,
    is_person,
    is_place,
    is_policy,
    is_slogan,
)
from hantidy.filters.numerals.reading import JOINS, Item, number_at
from hantidy.filters.numerals.surroundings import words

__all__ = ["is_single"]


_SESSIONS = ("会议", "會議", "全会", "全會", "全体", "全體", "大会", "大會", "代表大", "党代会")
_SPAN_AFTER = frozenset(
    '半又大后後前来來内內间間以的了里裡中多，。；：！？、,.;:!?\n（）()”"」』 　至到'
)


_SPANS = ("后", "後", "前", "内", "內", "以内", "以內", "之内", "之內", "以上", "之后", "之後")


def _is_span(text: str, word: lexicon.Word, after: int) -> bool:
    """Whether 一年后, a year later, stands here: there 一 is a number."""
    return word.text in ("年", "天", "周", "週") and text.startswith(_SPANS, after)


_MONEY_AFTER = dict.fromkeys("元圆圓", _SPAN_AFTER | set("人钱錢整正")) | dict.fromkeys(
    "块塊", BREAKS | set("钱錢一二三四五六七八九")
)
"""What may follow a sum of one digit: 三元 begins names, 三块 counts stones."""


def _goes_with_money(text: str, start: int, word: lexicon.Word) -> bool:
    """三角 is a shape, 五元三角 is money, 块八毛 leaves out its 一."""
    return (
        word.kind == "money"
        and start > 1
        and text[start - 1] in "元圆圓块塊角毛"
        and text[start - 2] in counting()
    )


def _is_one(text: str, start: int, after: int, word: lexicon.Word, *, joined: bool) -> bool:
    """Whether 一 is a number: an article before it is one (GB/T 15835-2011, 4.2.2)."""
    before = text[start - 1] if start else "\n"
    if not word.one or before in ONE_BEFORE:
        return False
    if is_relative(text, start) and not text.startswith(_SPANS, after):
        return False
    if word.text in ("块", "塊") and before in "在到同了住走坐聚混站":
        return False  # 在一块 is together
    return word.kind != "count" or joined or character_classes.is_line(text, start, after)


def is_single(text: str, item: Item, word: lexicon.Word, plain: str) -> bool:
    """Whether a single digit is a number before ``word``: not in 三番五次, 三角, 五台县."""
    start, after = item.start, item.after
    before = text[start - 1] if start else "\n"
    follows = (text[after : after + 1] if item.word else "") or "\n"
    joined = (before in JOINS and goes_on(text, start - 1)) or text[
        item.end : item.end + 1
    ] in JOINS
    if word.many and not joined and not _goes_with_money(text, start, word):
        return False
    if plain == "一":
        if _is_span(text, word, after):
            return before not in ONE_BEFORE
        if not _is_one(text, start, after, word, joined=joined):
            return False
    if word.text in ("年", "班") and is_form(text, start, after):
        return False
    if word.text in ("年", "天", "日", "月", "周", "週"):
        if follows not in _SPAN_AFTER and follows not in counting() and not joined:
            return (
                word.text in "天周週"
                and follows in "有都就没沒才"
                and plain + word.text not in words("adverb")
            )
        if word.text == "年" and (before in RULER or lexicon.reign_before(text, start)):
            return False
    if follows not in _MONEY_AFTER.get(word.text, follows):
        return False
    return is_counted(text, start, after, word, joined=joined)


def is_counted(
    text: str, start: int, after: int, word: lexicon.Word, *, joined: bool = False
) -> bool:
    """Whether nothing beside the digit at ``start`` and its ``word`` makes a name of them."""
    name, digit = word.text, text[start]
    follows = text[after : after + 1]
    if (
        digit + name in words("adverb")
        or is_place(text, start, word, after)
        or is_label(text, start, word, after)
        or is_person(text, start)
    ):
        return False
    if name == "成" and character_classes.goes_on_after(text, after):
        return False  # 七成 六
    if (
        word.kind == "count"
        and not joined
        and character_classes.has_financial(text, start, start + 1)
    ):
        return character_classes.is_line(text, start, after)  # 肆成人有德 is no number
    if name == "次" and text.startswith(_SESSIONS, after):
        return False  # 人大三次会议 is the third
    if is_slogan(text, start, after) or (name in ("条", "條") and is_policy(text, start, after)):
        return False
    # one counts with 两: 二次 is the second, 二人 a saying, 二元 binary; and 一条条 is many
    if text[start] == "二" and (word.kind == "count" or name in _NO_TWO):
        return False
    if follows == name[-1]:
        return False
    return joined or not _is_paired(text, start, after, word)


_NO_TWO = frozenset("年天日周週元")


def _is_paired(text: str, start: int, after: int, word: lexicon.Word) -> bool:
    """Whether another digit close by makes a saying of both: 三番五次, 一波三折, 五花八门."""
    following = text[after : after + 3]
    if following[:1] == "半":
        pass  # 三年半
    elif following[:1] in SAYING and following:
        found = number_at(text, after, full=True)
        if found is None or found[3] is None:
            return True
        if word.kind == "count" and found[3].text != word.text:
            return True  # 三杯两盏
    elif not SAYING.isdisjoint(following[1:]) and following[0] not in BREAKS:
        beside = after + (1 if following[1] in SAYING else 2)
        found = number_at(text, beside, full=True)
        if found is None or found[3] is None or following[1] not in BREAKS:
            return found is None or found[3] is None
    if start > 1 and text[start - 2] in SAYING and text[start - 1] not in BREAKS:
        left = lexicon.word_at(text, start - 1)
        return left is None or (left.kind == "count" and left.text != word.text)
    return False
