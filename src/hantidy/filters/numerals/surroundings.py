"""The kind of the surrounding sentence and block: verse, classical prose, code, mixed notation."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from hantidy.core.block import Block
from hantidy.evidence.characters import HAN_RANGE, KANA, KANA_RANGE
from hantidy.evidence.ranges import count, has_any
from hantidy.filters.numerals import lexicon
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.character_classes import around, pattern

_ENOUGH = 24
"""Least hanzi for a decision on classical prose."""
_SELDOM = 100
"""Hanzi among which one word may look modern."""
_MEAN = 7
"""Mean number of hanzi in a clause of verse and classical prose."""
_LONG = 300
"""Most characters on each side of a match that are read as its line and paragraph."""
_HANZI = pattern(f"[{HAN_RANGE}]+")  # compiled three times as fast with +, found nearly as fast
_CLAUSE = pattern("[^，。、；：！？,.;:!?\\s（）()「」“”]+")
_COLOUR = pattern("\x1b\\[[0-9;]*m")
_NOT_OLD = pattern("[0-9A-Za-z０-９]")
_BREAK = pattern(r"\n[%~=#*-]*[ 　]*(?=\n)|\n%(?=\n)")
"""A line without words."""
_SIGNED = pattern(
    "\n(?:[ 　]|\x1b\\[[0-9;]*m)*(?:--|——|―)(?:[ 　]|\x1b\\[[0-9;]*m)*[^\\s《]{0,24}《"
)
"""The writer and title below a quotation: —— 杜甫《春望》."""
_KANA = pattern(f"[{KANA}]")
_TITLE = pattern(
    r"(?:《[^》\n]{0,200}》|〈[^〉\n]{0,200}〉)"
    r"(?:[所中裡里有]{0,2}[云曰載载記记]{0,2}[：:，,]?(?:“[^”\n]{0,300}”|[「『][^」』\n]{0,300}[」』]))?"
)
"""A title with the quotation behind it."""
_LITERAL = pattern(
    r"(?:[A-Za-z_][\w.]*[ ]?(?:\(|\[|[=!<>+]?=)|[\w)\]] ?[=!]=|\breturn|\bcase"
    r"|(?m:^)[ \t]*[A-Za-z_][\w.]*(?: -\w+)*(?=[ ]))"
    r"[ ]?[frbu]?(['\"])[^'\"\n]*$"
)
_QUOTE = pattern("['\"]")
_UNDATED = pattern(
    "(?<![年〇零一二三四五六七八九十])[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号號]"
)


@cache
def _any(kind: str) -> re.Pattern[str]:
    # Alternatives of literals: a class among them would make a search slow.
    return re.compile("|".join(map(re.escape, lexicon.any_of(kind))))


def _hanzi(text: str) -> int:
    return count(_HANZI, text, 0, len(text))


def _paragraph(text: str, start: int, end: int) -> str:
    """Return the paragraph around ``text[start:end]``, up to a line without words."""
    left, right = text[max(0, start - _LONG) : start], text[end : end + _LONG]
    return (_BREAK.split(left)[-1] + text[start:end] + _BREAK.split(right)[0]).strip()


def _is_old(shown: str) -> bool:
    return _any("modern").search(shown) is None and _any("modern-weak").search(shown) is None


@lru_cache(64)
def is_verse(shown: str) -> bool:
    """Whether a paragraph is verse or classical: short clauses, hardly a modern word, no digit."""
    modern = len(_any("modern").findall(shown))
    if modern * _SELDOM >= len(shown):
        return False
    shown = _COLOUR.sub("", shown)
    lengths = [len(one) for one in _CLAUSE.findall(shown)]
    if set(lengths) in ({5}, {7}) and len(lengths) % 2 == 0 and shown[-1] in "。？！":
        return not modern
    hanzi = sum(lengths)
    return (
        _ENOUGH <= hanzi < _MEAN * len(lengths)
        and _NOT_OLD.search(shown) is None
        # or words of classical Chinese stand in it, and hardly a modern one (让)
        and (
            _is_old(shown)
            or (modern * _SELDOM < hanzi and len(set(_any("classical").findall(shown))) > 1)
        )
    )


def is_classical(shown: str) -> bool:
    """Whether a sentence has words of classical Chinese and none of modern Chinese."""
    strong = set(_any("classical").findall(shown))
    if not strong or not _is_old(shown):
        return False
    weak = set(_any("classical-particle").findall(shown))
    return 2 * len(strong) + len(weak) >= max(3, _hanzi(shown) // 10)


def is_old_block(text: str) -> bool:
    """Whether a block is verse or classical prose: short clauses, hardly a modern word."""
    if text.count("的") * 100 > len(text):
        return False
    hanzi = _hanzi(text)
    modern = len(_any("modern").findall(text))
    return (
        hanzi >= 2 * _ENOUGH
        and modern * _SELDOM < hanzi < (_MEAN + 1) * len(_CLAUSE.findall(text))
        and hanzi * 10 > 7 * len(text.strip())
    )


def _is_old_around(text: str, start: int, end: int, shown: str) -> bool:
    """Whether a match is in verse or classical prose, in the line ``shown``."""
    if is_verse(shown.strip()) or (_is_old(shown) and is_verse(_paragraph(text, start, end))):
        return True
    if _any("classical").search(shown) is None:
        return False
    sentence = text[slice(*around(text, start, end, "。！？；!?;\n", 120))]
    return is_classical(sentence) or (_is_old(sentence) and is_classical(shown))


def judge(block: Block, *, full: bool) -> Callable[[Found], bool]:
    """Return a function that decides whether the match of a rule may change."""
    text = block.text
    spans = block.guarded("style")
    kana = has_any(text, KANA_RANGE) and _KANA.search(text) is not None
    old = block.evidence(is_old_block)
    signed = _SIGNED.search(text) is not None

    def may(found: Found) -> bool:
        start, end = found.changes[0].start, found.changes[-1].end
        left, right = around(text, start, end, "\n", _LONG)
        shown = text[left:right]
        if (
            old
            or (spans and any(spans.touches(one.start, one.end) for one in found.changes))
            or (kana and _KANA.search(text, max(left, start - 20), min(right, end + 20)))
            or (signed and _SIGNED.search(_BREAK.split(text[end : end + _LONG])[0]))
            or _is_titled(text, found, left, right)
            or _is_old_around(text, start, end, shown)
            or (_QUOTE.search(text, left, start) and _LITERAL.search(text, left, start))
        ):
            return False
        if full or found.changes[0].rule == "date" or _UNDATED.search(shown) is None:
            return True
        sentence = around(text, start, end, "。！？；!?;\n", 120)
        return _UNDATED.search(text[slice(*sentence)]) is None

    return may


def _is_titled(text: str, found: Found, left: int, right: int) -> bool:
    """Whether a change is in a title of the line ``text[left:right]``."""
    if text.find("《", left, right) < 0 and text.find("〈", left, right) < 0:
        return False
    return any(
        change.start < title.end() and title.start() < change.end
        for title in _TITLE.finditer(text, left, min(len(text), right + _LONG))
        for change in found.changes
    )
