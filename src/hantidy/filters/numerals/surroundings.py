"""The kind of the surrounding sentence and block: verse, classical prose, code, mixed notation."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from hantidy.core.lazy import pattern
from hantidy.core.spans import Spans
from hantidy.evidence.characters import COMMON_HAN, KANA, KANA_RANGE
from hantidy.evidence.ranges import has_any
from hantidy.filters.numerals import lexicon

if TYPE_CHECKING:
    from collections.abc import Callable

    from hantidy.core.block import Block
    from hantidy.filters.numerals.changing import Found

_FARTHEST = 120
"""Most characters on each side of a match that are read as its sentence."""
_ENOUGH = 24
"""Least hanzi for a decision on classical prose."""
_ENDS = "。！？；!?;\n"
_HAN = re.compile(f"[{COMMON_HAN}]")
_CLAUSE = re.compile("[^，。、；：！？,.;:!?\\s（）()「」“”]+")
_LITERAL = re.compile(
    r"(?:[A-Za-z_][\w.]*[ ]?(?:\(|\[|[=!<>+]?=)|[\w)\]] ?[=!]=|\breturn|\bcase"
    r"|(?m:^)[ \t]*[A-Za-z_][\w.]*(?: -\w+)*(?=[ ]))"
    r"[ ]?[frbu]?(['\"])[^'\"\n]*$"
)
_QUOTE = re.compile("['\"]")
_UNDATED = re.compile(
    "(?<![年〇零一二三四五六七八九十])[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}[日号號]"
)


@cache
def _any(kind: str) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, lexicon.any_of(kind))))


def _sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the sentence around ``text[start:end]``."""
    least, most = max(0, start - _FARTHEST), min(len(text), end + _FARTHEST)
    left = max(text.rfind(one, least, start) for one in _ENDS) + 1
    rights = [at for one in _ENDS if (at := text.find(one, end, most)) >= 0]
    return max(left, least), min(rights, default=most)


def _paragraph(text: str, start: int, end: int) -> str:
    """Return the paragraph around ``text[start:end]``, up to a line without words."""
    least, most = max(0, start - _LONG), min(len(text), end + _LONG)
    shown = text[least:most]
    breaks = [least, *(least + one.end() for one in _BREAK.finditer(shown)), most + 1]
    left = max(one for one in breaks if one <= start)
    right = min(one for one in breaks if one > start)
    return text[left : right - 1].strip()


_LONG = 300
"""Most characters on each side of a match that are read as its paragraph."""
_BREAK = re.compile(r"\n[%~=#*-]*[ 　]*(?=\n)|\n%(?=\n)")


@lru_cache(64)
def is_verse(shown: str) -> bool:
    """Whether a paragraph is verse or classical: short clauses, no modern word or digit."""
    clauses = _CLAUSE.findall(_COLOUR.sub("", shown))
    hanzi = sum(map(len, clauses))
    couplets = {len(one) for one in clauses} in ({5}, {7}) and len(clauses) % 2 == 0
    if couplets and shown[-1] in "。？！":
        return _any("modern").search(shown) is None
    return (
        hanzi >= _ENOUGH
        and hanzi < _MEAN * len(clauses)
        and _NOT_OLD.search("".join(clauses)) is None
        and (_is_old(shown) or _is_quoting(shown, hanzi))
    )


def _is_quoting(shown: str, hanzi: int) -> bool:
    """Whether words of classical Chinese stand in a paragraph, and hardly a modern one (让)."""
    modern = len(_any("modern").findall(shown))
    return modern * _SELDOM < hanzi and len(set(_any("classical").findall(shown))) > 1


_SELDOM = 100
"""Hanzi among which one word may look modern."""


_COLOUR = re.compile("\x1b\\[[0-9;]*m")
_NOT_OLD = re.compile("[0-9A-Za-z０-９]")
_MEAN = 7
"""Mean number of hanzi in a clause of verse and classical prose."""


def _is_old(shown: str) -> bool:
    return _any("modern").search(shown) is None and _any("modern-weak").search(shown) is None


def is_classical(shown: str) -> bool:
    """Whether a sentence has words of classical Chinese and none of modern Chinese."""
    if not _is_old(shown):
        return False
    strong = set(_any("classical").findall(shown))
    weak = set(_any("classical-particle").findall(shown))
    hanzi = len(_HAN.findall(shown))
    return bool(strong) and 2 * len(strong) + len(weak) >= max(3, hanzi // 10)


def is_old_block(text: str) -> bool:
    """Whether a block is verse or classical prose: short clauses, hardly a modern word."""
    if text.count("的") * 100 > len(text):
        return False
    hanzi = len(_HAN.findall(text))
    if hanzi < 2 * _ENOUGH:
        return False
    modern = len(_any("modern").findall(text))
    clauses = _CLAUSE.findall(text)
    return modern * _SELDOM < hanzi < 8 * len(clauses) and hanzi * 10 > 7 * len(text.strip())


_SIGNED = pattern("(?:--|——|―)(?:[ 　]|\x1b\\[[0-9;]*m)*[^\\s《]{0,24}《")
"""The writer and title below a quotation: —— 杜甫《春望》."""


def _is_signed(text: str, end: int) -> bool:
    """Whether a later line of the paragraph names author and title."""
    line = text.find("\n", end, end + _LONG)
    while line >= 0:
        following = text.find("\n", line + 1, end + _LONG)
        shown = text[line + 1 : following if following >= 0 else end + _LONG]
        bare = _COLOUR.sub("", shown).strip(" 　")
        if not bare or bare == "%":
            return False
        if _SIGNED.match(bare):
            return True
        line = following
    return False


def _is_old_around(text: str, start: int, end: int, line: tuple[int, int]) -> bool:
    """Whether a match is in verse or classical prose."""
    shown = text[slice(*line)]
    if is_verse(shown.strip()) or (_is_old(shown) and is_verse(_paragraph(text, start, end))):
        return True
    if _any("classical").search(text, *line) is None:
        return False
    sentence = text[slice(*_sentence(text, start, end))]
    return is_classical(sentence) or (_is_old(sentence) and is_classical(shown))


def _line(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span of the line around ``text[start:end]``, at most a window of it."""
    least, most = max(0, start - _LONG), end + _LONG
    right = text.find("\n", end, most)
    return max(text.rfind("\n", least, start) + 1, least), most if right < 0 else right


_KANA = re.compile(f"[{KANA}]")
_TITLE = re.compile(
    r"(?:《[^》\n]{0,200}》|〈[^〉\n]{0,200}〉)"
    r"(?:[所中裡里有]{0,2}[云曰載载記记]{0,2}[：:，,]?(?:“[^”\n]{0,300}”|[「『][^」』\n]{0,300}[」』]))?"
)


def _titles(text: str) -> list[tuple[int, int]]:
    """Return the spans of titles (《》, 〈〉), each with the quotation behind it."""
    if "《" not in text and "〈" not in text:
        return []
    return [match.span() for match in _TITLE.finditer(text)]


def _is_japanese(text: str, start: int, end: int) -> bool:
    """Whether kana are near in the line: 十五日に is Japanese."""
    left = max(text.rfind("\n", max(start - 20, 0), start) + 1, start - 20, 0)
    right = text.find("\n", end, end + 20)
    return _KANA.search(text, left, end + 20 if right < 0 else right) is not None


def judge(block: Block, *, full: bool) -> Callable[[Found], bool]:
    """Return a function that decides whether the match of a rule may change."""
    text = block.text
    spans = Spans(_titles(text)) | block.guarded("style")
    kana = has_any(text, KANA_RANGE) and _KANA.search(text) is not None
    old = block.evidence(is_old_block)
    signed = _SIGNED.search(text) is not None

    def may(found: Found) -> bool:
        start, end = found.changes[0].start, found.changes[-1].end
        if (kana and _is_japanese(text, start, end)) or (
            spans and any(spans.touches(one.start, one.end) for one in found.changes)
        ):
            return False
        line = _line(text, start, end)
        if old or (signed and _is_signed(text, end)) or _is_old_around(text, start, end, line):
            return False
        if _QUOTE.search(text, line[0], start) and _LITERAL.search(text, line[0], start):
            return False
        if full or found.changes[0].rule == "date" or _UNDATED.search(text, *line) is None:
            return True
        return _UNDATED.search(text[slice(*_sentence(text, start, end))]) is None

    return may
