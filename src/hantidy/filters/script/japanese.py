"""Find the Chinese in lines that have more kana than Chinese characters."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hantidy.core import lazy
from hantidy.evidence import script

_PAIR = lazy.pattern(r"\"[^\"\n]*\"\s*[:：]\s*\"")
"""The beginning of a line of a text and its translation, ``"…": "…"``."""
_SENTENCE_END = re.compile(r"(?<=[。！？])")
_LEAST = 100
"""So many characters of Chinese sentences make a line one that quotes Japanese."""


def holds_chinese(line: str) -> bool:
    """Whether a Japanese ``line`` has a Chinese translation, or stands in Chinese text."""
    if pair := _PAIR.search(line):
        return script.finder("chinese").search(line, pair.end()) is not None
    if len(line) < _LEAST:
        return False
    return sum(len(each) for each, is_chinese in sentences(line) if is_chinese) >= _LEAST


def quotes(line: str) -> bool:
    """Whether a ``line`` is Chinese that quotes so much Japanese that its kana prevail."""
    return _PAIR.search(line) is None and script.is_japanese(line)


def sentences(line: str) -> Iterator[tuple[str, bool]]:
    """Yield each sentence, and whether it has no kana and what Japanese does not write."""
    chinese = script.finder("chinese").search
    for each in _SENTENCE_END.split(line):
        yield each, chinese(each) is not None and not script.has_kana(each)
