"""Find what reStructuredText takes as it is: titles, targets, files, literal blocks, simple tables.

Markdown shares the rest of its syntax. All of it is told by one block.
"""

from __future__ import annotations

import re
import unicodedata
from functools import partial

from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start
from hantidy.core.spans import Region
from hantidy.evidence.finders import find_all, finder, matches
from hantidy.evidence.ranges import ascii_of

_RULE = "=~^\"'#*+.:_`-"
_UNDERLINE = pattern(rf"\n([{re.escape(_RULE)}])\1{{2,}}[ \t]*(?=\n|$)")

_TARGET = pattern(r"^\.\. _[^:\n]{1,80}:(?=\s)", re.MULTILINE)
"""The beginning of a target, ``.. _安装:``, which a reference names."""

_FILE = pattern(
    r"\.\. (?:\|[^|\n]{1,80}\| )?(?:image|figure|include|literalinclude|math)::[ ]+(\S[^\n]*)"
)
"""A directive that names a file, ``.. image:: 图.png``, or a formula of one line."""

_OPTION = pattern(r"\n[ \t]+:(?:target|file|url):[ ]+(\S[^\n]*)")
"""An option that names a file."""

_INDENT = pattern(r"[ \t]*")
_LITERAL = pattern(r"::\n(?<!:::\n)[ \t]*\n(?=[ \t]*\S)")
_DIRECTIVE = pattern(
    r"\.\. (?:code|code-block|sourcecode|math|raw)::[^\n]*(?:\n[ \t]+:[^\n]*)*"
    r"\n[ \t]*\n(?=[ \t]*\S)"
)
"""Two colons that end a line, or a directive with its options, before an indented block."""

_RULES = pattern(r"^[ \t]*=+(?:[ ]+=+)+[ \t]*$", re.MULTILINE)


def _width(line: str) -> int:
    return sum(1 + (unicodedata.east_asian_width(each) in "WF") for each in line)


def _underlined(text: str) -> list[Region]:
    """Titles of reStructuredText: a rule below them as wide as they are."""
    spans: list[Region] = []
    if not _UNDERLINE.search(ascii_of(text)):
        return spans
    for found in _UNDERLINE.finditer(text):
        start = line_start(text, found.start())
        title = text[start : found.start()].rstrip()
        rule = len(found[0].strip())
        if not title.isascii() and len(title) <= rule <= 2 * len(title) and _width(title) == rule:
            spans.append((start, found.start()))
    return spans


def _literal_blocks(text: str) -> list[Region]:
    """Literal blocks of reStructuredText: what is indented below ``::`` or a directive of code."""
    spans = []
    for begins in (_LITERAL, _DIRECTIVE):
        end = 0
        for found in begins.finditer(text):
            if found.start() < end:
                continue  # inside of the block before
            start = end = found.end()
            indent = _indent(text, line_start(text, found.start()))
            while end < len(text):
                line = line_end(text, end)
                # A line of prose was left out for 。
                if text[end:line].strip(" \t。") and _indent(text, end) <= indent:
                    break
                end = min(line + 1, len(text))
            if end > start:
                spans.append((start, end))
    return spans


def _indent(text: str, at: int) -> int:
    """How many spaces or tabs stand at ``at``."""
    found = _INDENT.match(text, at)
    return len(found[0]) if found else 0


def _simple_tables(text: str) -> list[Region]:
    """Tables of reStructuredText whose columns hang below rules: a wider mark would break them."""
    spans = []
    start = -1
    for found in _RULES.finditer(text):
        if start < 0 or text.find("\n\n", start, found.start()) >= 0:
            start = found.start()
        elif text[found.end() : found.end() + 2] in ("", "\n", "\n\n"):
            spans.append((start, found.end()))
            start = -1
    return spans


_OF_FILES = (finder(":: ", find=matches(_FILE, 1)), finder(": ", find=matches(_OPTION, 1)))
OF_LINES = (finder(".. _", find=matches(_TARGET)),)
"""A finder of targets, each in its line."""
OF_PARAGRAPHS = (finder(*(3 * char for char in _RULE), find=_underlined),)
"""A finder of titles, each with the line below."""
OF_BLOCKS = (
    finder(".. ", find=partial(find_all, _OF_FILES)),
    finder("::\n", ".. code", ".. sourcecode", ".. math", ".. raw", find=_literal_blocks),
    finder("=  =", "= =", find=_simple_tables),
)
"""Finders of names of files, and of what reStructuredText takes as it is over empty lines."""
