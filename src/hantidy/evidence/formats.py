"""Find formats that span lines: docstrings, comments, diffs, INI, calendars.

The format that is open at the end of a block is passed to the next one as a word that begins with
`MARK` (see `regions`). Formats of one or a few lines are in `format_lines`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import NamedTuple

from hantidy.core.block import START
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start
from hantidy.core.spans import Region
from hantidy.evidence.finders import Signs, may_hold, signs_of
from hantidy.evidence.ranges import ascii_of

MARK = "="
"""The first character of the word for an open format."""

_MARKUP = "=markup"

_HUNK = pattern(r"\n@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@[^\n]*\n?")
_DIFF_HEAD = pattern(r"(?:diff|index|---|\+\+\+|new file|deleted file|rename|similarity|Index:)")
# Openers begin with the line end before them, which is found sooner than ^ is.
_OBJECT = pattern(r"\nBEGIN:(V[A-Z]+|STANDARD|DAYLIGHT)[ \t\r]*\n(?=[A-Z][A-Z0-9-]*[;:])")
_DOCSTRING = pattern(
    r"\n[ \t]*(?:(?:async )?def|class)\b[^\n]*:[ \t]*\n\s*[rRuUbB]{0,2}(\"\"\"|''')"
)
_MODULE = pattern(r"(?:#[^\n]*\n)*[rRuU]?(\"\"\"|''')")
_MODULE_GOES_ON = pattern(r"\n(?:import|from|def|class) \w")
_COMMENT = pattern(r"\n[ \t]*/\*(?=[^\n]*(?:\*/|\n[ \t]*\*))")
_SECTION = pattern(
    r"\n\[(?!\d+\])[^\[\]\n:]{1,60}\][ \t\r]*\n(?=(?:[;#][^\n]*\n)*[^\s=\[\n][^=\n]{0,60}=)"
)
_ENTRY = pattern(
    r"(?:[^\s=:\[，。；：！？][^=:\n，。；：！？]{0,60}[=:]|[;#]|\[[^\]\n]{1,60}\][ \t\r]*$)",
    re.MULTILINE,
)
_ENTRY_APART = pattern(r"(?:[^\n=，。；：！？]{1,60}=|[\w.-]{1,60}[ ]?[=:](?<=[!-~][=:])|[;#\[])")
"""An entry behind an empty line: a colon after Han is one of prose."""

_HEXO = pattern(
    r"(?:(?:[A-Za-z_][\w\-]*:(?:[ ][^\n]*)?|[ \t#][^\n]*|-[ ][^\n]*)\n){2,60}"
    r"---[ \t]*(?:\n|$)"
)


_DOCUMENT = pattern(
    r"<(?:!DOCTYPE (?:html|[a-z]+ (?:PUBLIC|SYSTEM))|\?xml |html[ >])", re.IGNORECASE
)
_CLOSING_TAG = pattern(r"</[A-Za-z][\w.:-]*>")
_TAGS_OF_MARKUP = 6  # closing tags in one block

_RECORD = pattern(
    r"[ \t]*(?:[{\[][ \t]*(?:[{\[\"]|$)|\"(?:[^\"\\\n]|\\.){0,2000}\"[ \t]*(?::|,[ \t]*(?:\"|$)|$)"
    r"|(?:-[ ]+)?[^\s:#][^:\n]{0,40}:[ ]+[\"'][^\n]*[\"'][ \t]*$)",
    re.MULTILINE,
)


def is_markup(text: str, carried: str) -> bool:
    """Whether a block belongs to a document in HTML or XML: a doctype or its tags show it."""
    return carried == _MARKUP or (
        "<" in text
        and (
            _DOCUMENT.search(text) is not None or len(_CLOSING_TAG.findall(text)) >= _TAGS_OF_MARKUP
        )
    )


def is_record(line: str) -> bool:
    """Whether a line holds quoted strings of JSON, YAML or CSV, which a bare quote would end."""
    return _RECORD.match(line) is not None


End = Callable[[str, int, str], tuple[int, str]]
"""Return the end of a format that is open at a position, and what is open there; "" if nothing."""


class _Kind(NamedTuple):
    """A format of several lines, which a block may leave open."""

    mark: str
    """What the word for it begins with, behind `MARK`."""
    signs: Signs
    """Strings, one of which is part of every opener."""
    opener: re.Pattern[str]
    """Begins with the line end before it, which is found sooner than ^ is."""
    word: Callable[[re.Match[str]], str]
    """Return the word for what an opener opens."""
    end: End
    begin: Callable[[str, int, int], int] = lambda _text, _least, start: start
    """Return where the format begins whose opener is at a position, from another one on."""

    def find(self, text: str, carried: str) -> tuple[list[Region], str]:
        """Return the regions, and the format that is open at the end."""
        spans: list[Region] = []
        at = 0
        still = carried[1:] if carried.startswith(MARK + self.mark) else ""
        if still:
            at, still = self.end(text, 0, still)
            spans.append((0, at))
        behind = "\n" + text if not still else ""
        while not still and (found := self.opener.search(behind, at)):
            start = self.begin(text, at, found.start())
            at, still = self.end(text, found.end() - 1, self.word(found))
            spans.append((start, at))
        return spans, still and MARK + still


def _closed(stranger: re.Pattern[str] | None = None) -> End:
    """Return the `End` of formats that a string closes; ``stranger`` matches what ends them too."""

    def end_of(text: str, at: int, closer: str) -> tuple[int, str]:
        end = text.find(closer, at)
        if end >= 0:
            return end + len(closer), ""
        if stranger and (found := stranger.search(text, at)):
            return found.start(), ""
        return len(text), closer

    return end_of


def _hunk_end(text: str, at: int, lines: str) -> tuple[int, str]:
    """Return the end of a hunk; ``lines`` are those it lacks of both sides, ``@@3,4``."""
    old, new = map(int, lines[2:].split(","))
    while (old > 0 or new > 0) and at < len(text):
        first = text[at]
        if first not in " +-\\\n":
            return at, ""
        old -= first in " -\n"
        new -= first in " +\n"
        at = min(line_end(text, at) + 1, len(text))
    return at, f"@@{max(old, 0)},{max(new, 0)}" if old > 0 or new > 0 else ""


def _hunk_begin(text: str, least: int, start: int) -> int:
    """Return where the headers before a hunk begin."""
    while start > least and _DIFF_HEAD.match(text, line := line_start(text, start - 1)):
        start = line
    return start


def _entries_end(text: str, at: int, word: str) -> tuple[int, str]:
    """Return the end of the entries of an INI section, with empty lines between."""
    end = at
    while at < len(text):
        if text[at] != "\n":
            if not _ENTRY.match(text, at) or (end < at and not _ENTRY_APART.match(text, at)):
                return end, ""
            end = min(line_end(text, at) + 1, len(text))
        at = line_end(text, at) + 1
    return len(text), word


_KINDS = (
    _Kind(
        "END:",
        signs_of("BEGIN:"),
        _OBJECT,
        lambda found: f"END:{found[1]}",
        _closed(pattern(r"\n(?=\r?\n)")),
    ),
    _Kind('"""', signs_of('"""'), _DOCSTRING, lambda found: found[1], _closed()),
    _Kind("'''", signs_of("'''"), _DOCSTRING, lambda found: found[1], _closed()),
    _Kind(
        "*/",
        signs_of("/*"),
        _COMMENT,
        lambda _: "*/",
        _closed(pattern(r"\n(?![ \t]*\*)(?=[^\n])")),
    ),
    _Kind(
        "@@",
        signs_of("@@ -"),
        _HUNK,
        lambda found: f"@@{found[1] or 1},{found[2] or 1}",
        _hunk_end,
        _hunk_begin,
    ),
    _Kind("ini", signs_of("]\n", "] \n"), _SECTION, lambda _: "ini", _entries_end),
)


@lru_cache(maxsize=4)
def find_formats(text: str, carried: str) -> tuple[tuple[Region, ...], str]:
    """Return the regions of ``text`` in a known format, and the format open at its end.

    ``carried`` is the format that the block before left open.
    """
    spans: list[Region] = []
    still = ""
    if carried == START and (found := _HEXO.match(text)):
        spans.append(found.span())
    if carried == START and (found := _MODULE.match(text)) and _MODULE_GOES_ON.search(text):
        spans.append((0, max(text.find(found[1], found.end()), found.end())))
    ascii_signs = ascii_of(text)
    for kind in _KINDS:
        if carried.startswith(MARK + kind.mark) or may_hold(ascii_signs, kind.signs):
            some, opened = kind.find(text, carried)
            spans += some
            still = still or opened
    in_document = carried == _MARKUP or ("<" in text and _DOCUMENT.search(text) is not None)
    if not still and in_document and "</html>" not in text:
        still = _MARKUP
    return tuple(spans), still
