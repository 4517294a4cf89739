"""Find readings without brackets: behind each hanzi (春chūn眠mián), or on a line of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start
from hantidy.evidence.characters import BOPOMOFO, HAN_RANGE, LATIN
from hantidy.evidence.readings import glossed, spelling

_ENOUGH = 3
"""Least readings close together."""
_CLOSE = 12
"""Most characters from one reading to the next."""
_SYLLABLE = "[a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿê]{1,7}"
_BEHIND = pattern(f"[{HAN_RANGE}][ \u3000]?(?P<reading>{_SYLLABLE})(?![{LATIN}0-9])")
_ZHUYIN_BEHIND = pattern(f"[{HAN_RANGE}](?P<reading>˙?[{BOPOMOFO}]{{1,3}}[ˊˇˋ˙]?)")
_BETWEEN = " ,.，。、？！；：;?!\u3000"
_READING_LINE = pattern(
    rf"(?:^|(?<=\n))[ \t\u3000]*{_SYLLABLE}(?:[{_BETWEEN}]+{_SYLLABLE})*[{_BETWEEN}]*(?=\n|\Z)"
)
_SPELT = pattern(_SYLLABLE)
_HANZI = pattern(f"[{HAN_RANGE}]")


class _Found(NamedTuple):
    start: int
    end: int
    reading: str


def find_bare(text: str) -> Iterator[Change]:
    """Yield the removals of bare readings, which have a tone and fit the hanzi before them.

    A line of readings goes if an adjacent line has as many hanzi, each with that reading; its
    line end stays.
    """
    for finder in (_BEHIND, _ZHUYIN_BEHIND):
        close: list[_Found] = []
        for found in _behind(text, finder):
            if close and found.start - close[-1].end > _CLOSE:
                yield from _taken_out(close)
                close = []
            close.append(found)
        yield from _taken_out(close)
    for match in _READING_LINE.finditer(text):
        read = [spelling(each) for each in _SPELT.findall(match[0])]
        if len(read) < _ENOUGH or not all(read) or not any(each.toned for each in read if each):
            continue
        start, end = match.span()
        before, behind = max(0, start - 1), end + 1
        for line in ((line_start(text, before), before), (behind, line_end(text, behind))):
            beside = text[slice(*line)]
            hanzi = _HANZI.findall(beside)
            if len(hanzi) == len(read) and all(
                spelt and glossed(han, spelt) for han, spelt in zip(hanzi, read, strict=True)
            ):
                why = f"how the line beside it is read: {beside.strip()}"
                yield Change(start, end, "", "bare-line", why)
                break


def _behind(text: str, finder: re.Pattern[str]) -> Iterator[_Found]:
    for match in finder.finditer(text):
        spelt = spelling(match["reading"])
        if spelt is not None and spelt.toned and glossed(match[0][0], spelt) == 1:
            yield _Found(match.start() + 1, match.end(), match["reading"])


def _taken_out(close: list[_Found]) -> Iterator[Change]:
    if len(close) >= _ENOUGH:
        for start, end, reading in close:
            yield Change(start, end, "", "bare", f"{reading} is how it is read")
