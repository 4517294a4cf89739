"""Subtitles and lyrics: what is said; times, numbers, settings and styles are never touched."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hantidy.core import lazy
from hantidy.records.formats.value import Value

_TIMED = lazy.pattern(r"^[ \t]*(?:\d+:)?\d+:\d+[.,]\d+[ \t]+-->.*$", re.MULTILINE)
_CUE_END = lazy.pattern(r"\r?\n(?:[ \t]*\r?\n|\Z)|\Z")
_SAID_IN_LYRICS = lazy.pattern(r"^((?:\[\d+:\d+(?:[.:]\d+)?\][ \t]*)+)([^\r\n]+)", re.MULTILINE)
_DIALOGUE = lazy.pattern(r"^Dialogue:(?:[^,\r\n]*,){9}([^\r\n]+)", re.MULTILINE)
_TAG_OR_BREAK = lazy.pattern(r"(?:\{[^}\r\n]*\}|\\[Nnh])+")


def values(text: str, kind: str, fields: tuple[str, ...]) -> list[Value]:
    """Find what is said in each cue; the lines of a cue are one text."""
    return list(_FOUND[kind](text))


def _cues(text: str) -> Iterator[Value]:
    for timed in _TIMED.finditer(text):
        start = timed.end() + 1
        end = _CUE_END.search(text, timed.end())
        assert end is not None
        if start < end.start():
            yield _lines(text, start, end.start())


def _lines(text: str, start: int, end: int) -> Value:
    """A value of whole lines: a blank line in it would end the cue, so none is written."""
    said = text[start:end]

    def write(cleaned: str) -> str:
        return said if re.search(r"\n[ \t]*\r?(?:\n|\Z)|\A[ \t]*\Z", cleaned) else cleaned

    return Value(start, end, said, write)


def _lyrics(text: str) -> Iterator[Value]:
    for line in _SAID_IN_LYRICS.finditer(text):
        yield Value(line.start(2), line.end(2), line[2])


def _dialogue(text: str) -> Iterator[Value]:
    """Between override tags and line breaks: these stay where they are."""
    for line in _DIALOGUE.finditer(text):
        at, end = line.span(1)
        for tag in _TAG_OR_BREAK.finditer(text, at, end):
            if at < tag.start():
                yield Value(at, tag.start(), text[at : tag.start()])
            at = tag.end()
        if at < end:
            yield Value(at, end, text[at:end])


_FOUND: dict[str, Callable[[str], Iterator[Value]]] = {
    "srt": _cues,
    "vtt": _cues,
    "lrc": _lyrics,
    "ass": _dialogue,
}
