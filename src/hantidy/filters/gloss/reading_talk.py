"""Find text that is about readings; glosses in it are its subject and stay.

A sentence that speaks of a reading covers itself and the sentences beside it. A heading, a
question or the first line of a list that does covers what follows, up to the next paragraph of
plain prose. A line of English that cites hanzi is about them as well.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start, near_in_line
from hantidy.core.spans import Spans
from hantidy.evidence.characters import BOPOMOFO, HAN_RANGE, LATIN, MARKED_LATIN

_LONGEST_HEADING = 40
"""Characters of a heading or question; a longer line is prose, judged by its sentences."""
_PROSE = 40
"""Characters from which a line with a full stop is a paragraph of prose."""
_NEAR = 200
"""Characters on both sides, in its line, that tell in which language a bracket stands."""
_ENGLISH = 3
"""Latin letters to a hanzi from which a line is no Chinese."""
_A_SENTENCE = 12
"""Latin letters that make one."""

_ENDS = pattern("[。！？!?\n]")
_STOPS = pattern("[。！？]")
_LIST_ITEM = pattern(r"[ \t\u3000]*(?:[0-9一二三四五六七八九十]{1,3}[.、．)）]|[-*•●·（(])")
_BRACKET = pattern(r"[(（\[［【][^()（）\[\]［］【】\n]*[)）\]］】]")
_GLOSS = pattern(f"[(（\\[［【][^()（）\n{HAN_RANGE}]*[a-z{MARKED_LATIN}{BOPOMOFO}][)）\\]］】]")
_LATIN = pattern(f"[{LATIN}]")
_HAN = pattern(f"[{HAN_RANGE}]")
_WORDS_IN_A_ROW = (
    pattern(f" (?<=[A-Za-z]{{2}} )(?:[ ,]?[A-Za-z]{{2}}|[{HAN_RANGE}])"),
    pattern(",(?<=[A-Za-z]{2},)[ ,]?[A-Za-z]{2}"),
)
"""What parts a Latin word from another or from hanzi; one character is found much faster than two.
"""


@cache
def _talk(reach: str) -> re.Pattern[str]:
    """Pattern of the words of one reach; it begins with one class, so the search is fast."""
    rows = [(first, rest) for name, first, rest in tables.rows("reading_talk") if name == reach]
    every = "".join(first for first, _ in rows)
    rests = "|".join(f"(?<=[{first}]){rest}" for first, rest in rows)
    return pattern(f"[{every}](?:{rests})")


def find_reading_talk(text: str) -> Spans:
    """The spans of ``text`` that are about readings."""
    found = [match.start() for match in _talk("sentence").finditer(text)]
    return Spans([*_sentences(text, found), *_lists(text)])


def _sentences(text: str, places: list[int]) -> list[tuple[int, int]]:
    """Yield the sentence of each position with its neighbours in the same line."""
    if not places:
        return []
    ends = [match.end() for match in _ENDS.finditer(text)]
    bounds = [0, *ends, len(text)]
    spans = []
    for place in places:
        after = bisect_left(bounds, place + 1)
        start = max(bounds[max(0, after - 2)], line_start(text, place))
        end = min(bounds[min(len(bounds) - 1, after + 1)], line_end(text, place))
        spans.append((start, end))
    return spans


def _lists(text: str) -> list[tuple[int, int]]:
    """From each heading about readings up to the next paragraph of prose."""
    spans = []
    done = 0
    for match in _talk("heading").finditer(text):
        if match.start() < done:
            continue
        start = line_start(text, match.start())
        end = done = line_end(text, match.start())
        if end - start > _LONGEST_HEADING or _GLOSS.search(text, start, end):
            continue  # prose, or a sentence that gives its own examples
        while end < len(text):
            following = line_end(text, end + 1)
            if _is_prose(text, end + 1, following):
                break
            end = done = following
        spans.append((start, end))
    return spans


def _is_prose(text: str, start: int, end: int) -> bool:
    return (
        end - start >= _PROSE
        and _STOPS.search(text, start, end) is not None
        and _LIST_ITEM.match(text, start, end) is None
    )


def may_be_english(text: str) -> bool:
    """Prefilter of `is_english`: whether Latin words stand in a row or beside hanzi."""
    return any(each.search(text) for each in _WORDS_IN_A_ROW)


def is_english(text: str, at: int) -> bool:
    """Whether the line around ``at`` is written in Latin letters, brackets left out."""
    near = _BRACKET.sub("", text[slice(*near_in_line(text, at, at, _NEAR))])
    letters = len(_LATIN.findall(near))
    return letters >= _A_SENTENCE and letters >= _ENGLISH * len(_HAN.findall(near))
