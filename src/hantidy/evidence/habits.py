"""Find the lines that follow other habits than Chinese prose: Japanese, rows of tables."""

from __future__ import annotations

import re
from functools import cache

from hantidy.evidence.spans import NOWHERE, Spans

__all__ = ["japanese_lines", "pipe_rows"]


@cache
def _kana() -> re.Pattern[str]:
    return re.compile("[ぁ-ゖァ-ヺ]")


def japanese_lines(text: str) -> Spans:
    """Return the lines with kana in them, line ends left out."""
    kana = _kana()
    found = kana.search(text)
    if found is None:
        return NOWHERE
    spans = []
    while found:
        start = text.rfind("\n", 0, found.start()) + 1
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        spans.append((start, end))
        found = kana.search(text, end)
    return Spans(spans)


def pipe_rows(text: str) -> Spans:
    """Return the lines that are rows of a table drawn with bars: two ``|`` set off by spaces."""
    spans = []
    at = text.find(" | ")
    while at >= 0:
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if text.find(" |", at + 2, end) >= 0 or text.startswith("|", start):
            spans.append((start, end))
        at = text.find(" | ", end)
    return Spans(spans) if spans else NOWHERE
