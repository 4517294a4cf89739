"""第十二条 as 第12条 (mode full)."""

from __future__ import annotations

import re

from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.lexicon import any_of, words
from hantidy.filters.numerals.reading import number_at

# 第 before a numeral


_PLANS = re.compile(
    "个(?:五|十|六|百)|個(?:五|十|百)|[次]?(?:世界|中日|国内|國內|革命|工业|工業|全国|全國|产业|產業|战|戰|鸦片|鴉片|长征)|[届屆](?:中央|全国|全國|人大|人民|中共|[一二三四五六七八九十]+中)|人民|[军軍师師团團连連路街巷大中国國世产產感方者时時只纵縱书書夫手线線]"
)


_NEXT = re.compile("第[^一壹]")
"""Another ordinal, which decides for 第二 in 第二及第三人."""


def ordinal(text: str, at: int) -> Found:
    """Convert the number after 第, and a chain 第一章第三节 as a whole or not at all."""
    changes, end = _one(text, at)
    word = lexicon.word_at(text, end)
    after = end + (len(word.text) if word else 1)
    if text.startswith("小", end):
        after += 1
    if not text.startswith("第", after) or after == end:
        return Found(changes, end)
    rest = ordinal(text, after)
    return Found(changes + rest.changes if changes and rest.changes else (), rest.end)


def _one(text: str, at: int) -> Found:
    match = character_classes.run().match(text, at + 1)
    if match is None:
        return Found((), at + 1)
    start, end = match.span()
    number = parser.number(match[0])
    if number is None or _stays(text, at, start, end):
        return Found((), end)
    after = text[end : end + 1]
    single = end - start == 1
    if single and after in words("ordinal-join") and _NEXT.match(text, end + 1):
        rest = ordinal(text, end + 1)  # 第一至第二十名
        if not rest.changes:
            return Found((), end)
        return Found((put(start, end, number, "ordinal"), *rest.changes), rest.end)
    joined = (
        after in words("ordinal-join") and text[end + 1 : end + 2] in character_classes.numerals()
    )
    if not _is_ordinal(text, end, single=single and (match[0] in "一壹" or not joined)):
        return Found((), end)
    if joined:
        following = number_at(text, end + 1, full=True)
        if following is None or following[3] is None:
            return Found((), end + 1)
        second = put(following[0], following[1], following[2], "ordinal")
        return Found((put(start, end, number, "ordinal"), second), following[1])
    return Found((put(start, end, number, "ordinal"),), end)


def _stays(text: str, at: int, start: int, end: int) -> bool:
    """Whether ``text[at:end]`` is a name, a plan, or a number that goes on."""
    return (
        not {"点", "點"}.isdisjoint(text[start:end])
        or character_classes.after_is_open(text, end)
        or _PLANS.match(text, end) is not None
        or lexicon.named(text, at, end + 1)
    )


def _is_ordinal(text: str, end: int, *, single: bool) -> bool:
    """Whether a word that takes ordinals follows; behind 第十二 a boundary is enough."""
    after = text[end : end + 1]
    if not after or after in words("boundary"):
        return not single
    if after == "小" and text[end + 1 : end + 2] in words("small"):
        after = text[end + 1]
    if text.startswith("次", end) and text.startswith(any_of("session"), end + 1):
        return False  # 第十三届全国人大第五次会议
    return after == "第" or (
        after in words("ordinal")
        and (not lexicon.is_barred(text, end) or text.startswith(("部分", "部份"), end))
    )
