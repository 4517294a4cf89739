"""Undoes wrong decoding: text whose bytes were read in another codec than they were written in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from hantidy.filters.base import Filter
from hantidy.filters.mojibake.gate import LOST
from hantidy.filters.mojibake.lines import disjoint, repair
from hantidy.filters.mojibake.signs import find_signs
from hantidy.filters.mojibake.slips import find_slips
from hantidy.filters.mojibake.talk import is_spoken_of
from hantidy.filters.mojibake.windows import suspicious

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hantidy.core.block import Block
    from hantidy.core.edits import Change

__all__ = ["Mojibake"]

_MOST_LOST = 0.4
_QUOTABLE = frozenset(("line", "span"))
_QUOTED = "mojibake that the text speaks of"


@dataclass(frozen=True)
class Mojibake(Filter):
    """Gives text that was decoded wrongly back what it was.

    Changes whole lines and parts of lines that read far better when their bytes are taken back:
    UTF-8 read as GBK, Big5, Shift-JIS, EUC-KR, Windows-1252, CP437 or Mac Roman, GBK and Big5
    read as one another or as those, through up to four layers; byte slips of GBK where the bytes
    determine the answer; Latin-1 symbols that GBK shows as hanzi (漏 2008), © that became ``?``.
    Where a byte is gone, U+FFFD stands for its character; with ``lossy``, the character that is
    likeliest there: a guess.

    Never touches sound text: a reading must save many bits under a model of character pairs.
    Mojibake quoted in text about mojibake stays, so do lines of over 40 % U+FFFD, and 烫烫烫.
    What was seen and could not be decided is a finding, shielded from every later filter.

    Twice equals once. It reads one line, and the lines beside it to know what they speak of.
    Latin is decoded by ftfy (`fix_encoding` only).
    """

    name: ClassVar = "mojibake"
    kind: ClassVar = "repair"
    tables: ClassVar = (
        "mojibake",
        "bigrams",
        "kinds",
        "turns",
        "readings",
        "zhuyin",
        "mojibake_talk",
    )
    libraries: ClassVar = ("ftfy",)
    examples: ClassVar = (
        ("浠婂ぉ涓嬮洦", "今天下雨"),
        ("ÎÒÃÇ°®ÖÐ¹ú", "我们爱中国"),
        ("版权所有 漏 2008-2012", "版权所有 © 2008-2012"),
    )
    lossy: bool = False
    """Whether a lost byte may be guessed."""

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        found: list[Change] = []
        for start, end in suspicious(text):
            found += self._in_line(text, start, end, guess=self.lossy)
        slips = find_slips(text, guess=self.lossy)
        signs = find_signs(text, partial(is_spoken_of, text))
        return disjoint(found, slips, signs) if slips or signs else found

    @staticmethod
    def _in_line(text: str, start: int, end: int, *, guess: bool) -> Iterator[Change]:
        line = text[start:end]
        if line.count(LOST) > _MOST_LOST * (len(line) - line.count(" ")):
            return
        for change in repair(line, guess=guess):
            placed = change._replace(start=change.start + start, end=change.end + start)
            if placed.rule in _QUOTABLE and is_spoken_of(text, placed.start, placed.end):
                quoted = text[placed.start : placed.end]
                yield placed._replace(after=quoted, rule="quoted", reason=_QUOTED, shield=True)
            else:
                yield placed
