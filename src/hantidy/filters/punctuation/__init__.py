"""Marks of the right width for their context."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from hantidy.edits import Change
from hantidy.evidence.habits import japanese_lines, pipe_rows
from hantidy.filters.base import Filter
from hantidy.filters.punctuation.brackets import judge
from hantidy.filters.punctuation.characters import HAN, WIDE
from hantidy.filters.punctuation.marks import Judge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.evidence.block import Block

__all__ = ["Punctuation"]

_FOLDED = 100  # so many commas between hanzi, and no full-width form at all


@cache
def _full_width() -> re.Pattern[str]:
    return re.compile("[！-～]")


@cache
def _folded_comma() -> re.Pattern[str]:
    return re.compile(f",(?<=[{HAN}],)(?=[{HAN}])")


def marks_were_folded(text: str) -> bool:
    """Whether the marks of a text were folded as a whole: commas, and none of full width."""
    if text.count(",") < _FOLDED or "，" in text or "：" in text or "（" in text:
        return False
    return _full_width().search(text) is None and len(_folded_comma().findall(text)) >= _FOLDED


@dataclass(frozen=True)
class Punctuation(Filter):
    """Gives marks the width of their context.

    Brackets first, both sides of a pair or neither: full width with Han inside or Chinese on
    both sides. Then each run of , ; : ? ! by its two ends: full width before Han or an opener,
    after Han or a closer; one stray space goes with it between Chinese. ? only where something
    is asked; any other between hanzi is a finding.

    Never touched: . and straight quotes, marks between letters and digits (1,000 10:30 a,b),
    calls like f(甲,乙), faces, entities, lines with kana, brackets in rows of a table, protected
    spans; no Chinese mark becomes ASCII unless asked. Looks at one line, and at the block for
    marks folded as a whole.
    """

    name: ClassVar = "punctuation"
    kind: ClassVar = "style"
    examples: ClassVar = (
        ("会议认为,这是关键五年(草案):通过", "会议认为，这是关键五年（草案）：通过"),
        (
            "国内生产总值(GDP),同比增长5%;价格1,000元",
            "国内生产总值（GDP），同比增长5%；价格1,000元",
        ),
    )

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        if "(" not in text and ")" not in text and not any(mark in text for mark in WIDE):
            return ()
        bold = block.evidence(marks_were_folded)
        japanese = block.evidence(japanese_lines)
        brackets = judge(text, lambda: block.evidence(pipe_rows) | japanese, bold=bold)
        changes = [
            Change(at, at + 1, "（" if text[at] == "(" else "）", "bracket", "around Chinese")
            for at in brackets.turning
            if text[at] in "()"
        ]
        changes += Judge(text, brackets, bold=bold).changes()
        if japanese:
            changes = [each for each in changes if not japanese.touches(each.start, each.end)]
        changes.sort()
        return changes
