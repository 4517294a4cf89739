"""What the sentence and block around a find say: verse, classical prose, code, mixed notation."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hantidy import tables
from hantidy.core.spans import Spans
from hantidy.filters.numerals import character_classes

if TYPE_CHECKING:
    from collections.abc import Callable

    from hantidy.core.block import Block
    from hantidy.filters.numerals.changing import Found

__all__ = ["judge", "words"]

_FARTHEST = 120
"""Characters on each side that count as a find's sentence."""
_ENDS = "。！？；!?;\n"
_HAN = re.compile("[一-鿿㐀-䶿]")
_CLAUSE = re.compile("[^，。、；：！？,.;:!?\\s（）()「」“”]+")
_LITERAL = re.compile(
    r"(?:[A-Za-z_][\w.]*[ ]?(?:\(|\[|[=!<>+]?=)|[\w)\]] ?[=!]=|\breturn|\bcase)"
    r"[ ]?[frbu]?(['\"])[^'\"\n]*$"
)
_UNDATED = re.compile(
    "(?<![年〇零一二三四五六七八九十])[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号號]"
)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of one kind of the table of contexts."""
    return frozenset(tables_of_contexts()[kind])


@cache
def tables_of_contexts() -> dict[str, list[str]]:
    """Every kind of context with its words."""
    return {kind: several.split(" ") for kind, several in tables.rows("numeral-contexts")}


@cache
def _any(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, words(kind))))


def _sentence(text: str, start: int, end: int, ends: str = _ENDS) -> tuple[int, int]:
    """Where the sentence around ``text[start:end]`` begins and ends."""
    least, most = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    left = max(text.rfind(one, least, start) for one in ends) + 1
    rights = [at for one in ends if (at := text.find(one, end, most)) >= 0]
    return max(left, least), min(rights, default=most)


def is_verse(shown: str) -> bool:
    """Whether a line is couplets of five or seven hanzi and nothing else."""
    clauses = _CLAUSE.findall(shown)
    return (
        len(clauses) % 2 == 0
        and {len(one) for one in clauses} in ({5}, {7})
        and shown[-1] in "。？！"
        and _is_old(shown)
    )


def _is_old(shown: str) -> bool:
    return _any("modern").search(shown) is None


def is_classical(shown: str) -> bool:
    """Whether a sentence has words of classical Chinese and none of modern ones."""
    if not _is_old(shown):
        return False
    strong = set(_any("classical").findall(shown))
    weak = set(_any("classical-particle").findall(shown))
    hanzi = len(_HAN.findall(shown))
    return bool(strong) and 2 * len(strong) + len(weak) >= max(3, hanzi // 10)


def is_old_block(text: str) -> bool:
    """Whether a block is verse or classical prose: short clauses, no modern words to speak of."""
    if text.count("的") * 100 > len(text):
        return False
    hanzi = len(_HAN.findall(text))
    if hanzi < _ENOUGH:
        return False
    modern = len(_any("modern").findall(text))
    clauses = _CLAUSE.findall(text)
    return modern * 200 < hanzi < 8 * len(clauses) and hanzi * 10 > 7 * len(text.strip())


_ENOUGH = 40


def _is_literal(text: str, start: int) -> bool:
    """Whether a find stands in a string of program code."""
    least = max(0, start - _FARTHEST)
    line = max(text.rfind("\n", least, start) + 1, least)
    return _LITERAL.search(text, line, start) is not None


def judge(block: Block, *, full: bool) -> Callable[[Found], bool]:
    """What tells whether all of a find may change."""
    text = block.text
    spans = Spans(character_classes.is_titled(text)) | block.guarded("style")
    kana = character_classes.has_kana(text)
    old = block.evidence(is_old_block)

    def may(found: Found) -> bool:
        start, end = found.changes[0].start, found.changes[-1].end
        if (kana and character_classes.japanese_near(text, start, end)) or (
            spans and any(spans.touches(one.start, one.end) for one in found.changes)
        ):
            return False
        if old or _is_literal(text, start):
            return False
        sentence = text[slice(*_sentence(text, start, end))]
        line = text[slice(*_sentence(text, start, end, "\n"))]
        if is_verse(line.strip()) or is_classical(sentence):
            return False
        return full or _UNDATED.search(sentence) is None or found.changes[0].rule == "date"

    return may
