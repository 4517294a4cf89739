"""Stray spaces beside full-width marks; spaces between Chinese and Latin when asked."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal

from hantidy.core.edits import Change
from hantidy.evidence.context import HAN, han_after, han_before
from hantidy.evidence.language_hints import foreign_lines, is_cell
from hantidy.filters.base import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hantidy.core.block import Block

__all__ = ["Spacing"]

_OPENERS = "（《〈「『【〔［｛"
_CLOSERS = "）》〉」』】〕］｝"
_STOPS = "，。、；：？！"
_QUOTES = "“”‘’"
_LAYOUT = 4  # so many spaces are a column or a blank to fill in


@cache
def _stray() -> re.Pattern[str]:
    side = f"[{HAN}{_OPENERS}{_CLOSERS}{_STOPS}{_QUOTES}]"
    return re.compile(f" (?<={side} ) {{0,{_LAYOUT - 2}}}(?={side})")


@cache
def _gaps() -> re.Pattern[str]:
    """Spaces between Han and a Latin letter or digit."""
    return re.compile(
        f" (?<=[{HAN}] ) {{0,{_LAYOUT - 2}}}(?=[A-Za-z0-9])"
        f"| (?<=[A-Za-z0-9] ) {{0,{_LAYOUT - 2}}}(?=[{HAN}])"
    )


@cache
def _seams() -> re.Pattern[str]:
    """Places where Han and a Latin letter or digit meet."""
    return re.compile(f"(?<=[{HAN}])(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=[{HAN}])")


def _in_chinese(text: str, at: int) -> bool:
    """Whether the nearest letters around a curly quote are Han."""
    nearest = {han_before(text, at), han_after(text, at + 1)}
    return True in nearest and False not in nearest


def _is_stray(text: str, start: int, end: int) -> bool:
    """Whether spaces beside these two characters are no one's intention."""
    left, right = text[start - 1], text[end]
    if (left in _OPENERS or left in "“‘") and (right in _CLOSERS or right in "”’"):
        return False  # a blank to fill in
    beside_mark = False
    for at in (start - 1, end):
        if text[at] in _QUOTES:
            if not _in_chinese(text, at):
                return False
            beside_mark = True
        elif text[at] in _STOPS or text[at] in _OPENERS or text[at] in _CLOSERS:
            beside_mark = True
    return beside_mark


class _Cells:
    """Whether places of a text, asked for in order, lie in cells: every line is looked at once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._end = -1 if "|" in text else len(text)
        self._is_cell = False

    def hold(self, at: int) -> bool:
        if at > self._end:
            end = self._text.find("\n", at)
            self._end = len(self._text) if end < 0 else end
            self._is_cell = is_cell(self._text, self._text.rfind("\n", 0, at) + 1, self._end)
        return self._is_cell


@dataclass(frozen=True)
class Spacing(Filter):
    """Takes out stray spaces between a full-width mark and Han or another mark.

    Only one to three U+0020 within a line; curly quotes count as full width where the nearest
    letter on each side is Han. Spaces between Chinese and Latin are kept, or stripped or added
    when asked.

    Never touched: spaces between hanzi (headings, names), at a line's ends, after markers of
    lists and headings, in rows and cells of a table, blanks to fill in like （ ）, U+3000, lines
    with kana, protected spans. Looks at one line; twice equals once.
    """

    name: ClassVar = "spacing"
    kind: ClassVar = "style"
    examples: ClassVar = (
        ("高度重视 “两个更加” ， 落实 《纲要》", "高度重视“两个更加”，落实《纲要》"),
    )

    cjk_latin: Literal["keep", "strip", "add"] = "keep"

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        changes = list(self._found(text))
        if changes and (foreign := block.evidence(foreign_lines)):
            changes = [each for each in changes if not foreign.touches(each.start, each.end)]
        changes.sort()
        return changes

    def _found(self, text: str) -> Iterator[Change]:
        if " " in text:
            cells = _Cells(text)
            for found in _stray().finditer(text):
                start, end = found.span()
                if _is_stray(text, start, end) and not cells.hold(start):
                    yield Change(start, end, "", "stray-space", "beside a full-width mark")
            if self.cjk_latin == "strip":
                cells = _Cells(text)
                for found in _gaps().finditer(text):
                    if cells.hold(found.start()):
                        continue
                    yield Change(*found.span(), "", "cjk-latin", "between Chinese and Latin")
        if self.cjk_latin == "add":
            for found in _seams().finditer(text):
                yield Change(*found.span(), " ", "cjk-latin", "between Chinese and Latin")
