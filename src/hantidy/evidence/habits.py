"""Find the lines that follow the habits of another language than Chinese."""

from __future__ import annotations

import re
from functools import cache

from hantidy.evidence.spans import NOWHERE, Spans

__all__ = ["japanese_lines"]


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
