"""Find formats that span lines: docstrings, comments, diffs, INI, calendars.

The format that is open at the end of a block is passed to the next one as a word that begins with
`MARK` (see `regions`). Formats of one or a few lines are in `format_lines`.
"""

from __future__ import annotations

import re
from functools import lru_cache

from hantidy.core.block import START
from hantidy.core.lazy import pattern
from hantidy.evidence.format_lines import line_end
from hantidy.evidence.ranges import holds

MARK = "="
"""The first character of the word for an open format."""

_MARKUP = "=markup"

Region = tuple[int, int]

_HUNK = pattern(r"@@ -(?<=^@@ -)\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@[^\n]*\n?", re.MULTILINE)
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
    r"\[(?<=^\[)(?!\d+\])[^\[\]\n:]{1,60}\][ \t\r]*\n(?=(?:[;#][^\n]*\n)*[^\s=\[\n][^=\n]{0,60}=)",
    re.MULTILINE,
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


def _hunk_end(text: str, at: int, old: int, new: int) -> tuple[int, int, int]:
    """Return the end of the hunk whose body begins at ``at``, and how many lines it lacks."""
    while (old > 0 or new > 0) and at < len(text):
        first = text[at]
        if first not in " +-\\\n":
            return at, 0, 0
        old -= first in " -\n"
        new -= first in " +\n"
        at = min(line_end(text, at) + 1, len(text))
    return at, max(old, 0), max(new, 0)


def _diffs(text: str, carried: str) -> tuple[list[Region], str]:
    """Find hunks with their headers, which give the number of lines."""
    spans: list[Region] = []
    at = 0
    if carried.startswith("=@@"):
        old, new = map(int, carried[3:].split(","))
        at, old, new = _hunk_end(text, 0, old, new)
        spans.append((0, at))
        if old or new:
            return spans, f"=@@{old},{new}"
    if not holds(text, "@@ -"):
        return spans, ""
    while found := _HUNK.search(text, at):
        start = found.start()
        while start > at:
            line = text.rfind("\n", 0, start - 1) + 1
            if not _DIFF_HEAD.match(text, line):
                break
            start = line
        at, old, new = _hunk_end(text, found.end(), int(found[1] or 1), int(found[2] or 1))
        spans.append((start, at))
        if old or new:
            return spans, f"=@@{old},{new}"
    return spans, ""


class _Kind:
    """A format that runs from an opener to the string that closes it."""

    def __init__(
        self,
        mark: str,
        trigger: str,
        opener: re.Pattern[str],
        stranger: re.Pattern[str] | None = None,
    ) -> None:
        """Make a kind; ``trigger`` is part of an opener, ``stranger`` ends what it cannot be in."""
        self.mark = mark
        self.trigger = trigger
        self.opener = opener
        self.stranger = stranger

    def closer(self, opener: re.Match[str]) -> str:
        """Return the string that closes ``opener``."""
        if self.mark == "=END:":
            return f"END:{opener[1]}"
        return "*/" if self.mark == "=*/" else opener[1]

    def find(self, text: str, carried: str) -> tuple[list[Region], str]:
        """Return the regions, and the format that is open at the end."""
        spans: list[Region] = []
        at = 0
        if carried.startswith(self.mark):
            closer = carried[1:]
            at, closed = self._end(text, 0, closer)
            spans.append((0, at))
            if not closed:
                return spans, carried
        if not holds(text, self.trigger):
            return spans, ""
        behind = "\n" + text
        while found := self.opener.search(behind, at):
            closer = self.closer(found)
            at, closed = self._end(text, found.end() - 1, closer)
            spans.append((found.start(), at))
            if not closed:
                return spans, MARK + closer
        return spans, ""

    def _end(self, text: str, at: int, closer: str) -> tuple[int, bool]:
        """Return the end of the open format, and whether its closer or a foreign line ends it."""
        end = text.find(closer, at)
        if end >= 0:
            return end + len(closer), True
        if self.stranger and (found := self.stranger.search(text, at)):
            return found.start(), True
        return len(text), False


_KINDS = (
    _Kind("=END:", "BEGIN:", _OBJECT, pattern(r"\n(?=\r?\n)")),
    _Kind('="""', '"""', _DOCSTRING),
    _Kind("='''", "'''", _DOCSTRING),
    _Kind("=*/", "/*", _COMMENT, pattern(r"\n(?![ \t]*\*)(?=[^\n])")),
)


def _sections(text: str, carried: str) -> tuple[list[Region], str]:
    """Find INI sections: a name in brackets and entries, with empty lines between."""
    spans: list[Region] = []
    at = 0
    if carried == "=ini":
        at = _entries_end(text, 0)
        spans.append((0, at))
        if at == len(text):
            return spans, carried
    if not holds(text, "]\n", "] \n"):
        return spans, ""
    while found := _SECTION.search(text, at):
        at = _entries_end(text, found.end())
        spans.append((found.start(), at))
        if at == len(text):
            return spans, "=ini"
    return spans, ""


def _entries_end(text: str, at: int) -> int:
    end = at
    while at < len(text):
        if text[at] != "\n":
            if not _ENTRY.match(text, at) or (end < at and not _ENTRY_APART.match(text, at)):
                return end
            end = min(line_end(text, at) + 1, len(text))
        at = line_end(text, at) + 1
    return len(text)


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
    for find in (*(kind.find for kind in _KINDS), _diffs, _sections):
        some, opened = find(text, carried)
        spans += some
        still = still or opened
    in_document = carried == _MARKUP or ("<" in text and _DOCUMENT.search(text) is not None)
    if not still and in_document and "</html>" not in text:
        still = _MARKUP
    return tuple(spans), still
