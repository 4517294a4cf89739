"""Find the Chinese prose inside protected spans, which script conversion converts.

Some protected spans look like code, tables or markup but hold prose: an indented paragraph with
inline code, lines of options, rows with equal numbers of commas, a placeholder in angle brackets, a
formula with words, the text of a template. A link to a place of the same document (``](#…)``,
``href="#…"``, a reference of reStructuredText) and the name of that place are the words of a
heading. All else stays: code, docstrings, strings, comments, URLs, paths, tags with their other
attributes, short cells of a table.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from collections.abc import Set as AbstractSet
from functools import partial
from typing import NamedTuple

from hantidy.core import lazy
from hantidy.core.block import START
from hantidy.core.spans import NOWHERE, Region, Spans
from hantidy.evidence.characters import HAN
from hantidy.evidence.protected import find_protected

_RUN = 7
"""Length of a run of hanzi and Chinese marks that makes a row of a table prose."""
_HAN = lazy.pattern(f"[{HAN}]")
_LINES_OF_CODE = ("```", "~~~", "---", "<", "+++", "\\")
"""What begins a region of several lines that is no table."""
_DOCSTRING = lazy.pattern(r"(?:[^\n]*:[ \t]*\n\s*)?[rRuUbB]{0,2}(?:\"\"\"|''')")
"""The beginning of a docstring, with the line before it."""
_QUOTED = lazy.pattern(r"`+[^`\n]*`+|\"[^\"\n]*\"|'[^'\n]*'|<[A-Za-z/][^<>\n]*>|\]\([^()\n]*\)")
"""Inline code, strings, tags and link targets of a line."""
_MARKUP = lazy.pattern(r"(?:\A|\n)[ ]{0,3}<[A-Za-z!/]")
"""A tag that begins a line: in such a document indented text is no block of code."""
_CODE = lazy.pattern(
    r"[ \t>│|]*(?:#|//|/\*|\*/|--\s|[{}$@;]|>>>|(?:return|if|elif|else|for|while|def|class|import"
    r"|from|try|except|with|yield|raise|print|var|let|const|echo|assert|case|switch|public|private"
    r"|static|int|void|struct|function|func|set|export|sudo|SELECT|INSERT|UPDATE|CREATE|WHERE)\b"
    r"|[\w.\[\]]+[ ]?[-+*/:]?=(?!=))"
)
"""The beginning of a line of code."""
_COMMENT = lazy.pattern(rf"(?:[;{{}})\]\"'\w][ ]*|^[ ]*)(?://|/\*|\#|--)[ ][^\n]*[{HAN}]")
"""A comment behind code."""
_LOOKS = lazy.pattern(r"[A-Za-z_]\(|[{};]\s*$|->|::|&&|\|\||[!=<>]=|<[A-Za-z/]")
"""Other signs of code."""
_PROSE_RUN = lazy.pattern(f"[{HAN}，。、：；！？（）「」《》“”]{{{_RUN}}}")
_MARK = lazy.pattern(f"[{HAN}][，。；：！？、]|[，。；：！？、][{HAN}]")
_OPTION = lazy.pattern(rf"[ \t]*--?[A-Za-z][^{HAN}\n]*[{HAN}]")
_KEYWORDS = lazy.pattern(r";(?:[^;\n]*;){3,}[^;=(){}\n]*")
"""A list of keywords, as in the description of a program."""
_IN_NUMBER = lazy.pattern(r"(?<=[\d\-]),(?=[ ]?[\d\-])")
"""A comma between digits, which separates no cells."""
_IN_BRACKETS = lazy.pattern(r"\([^()\n]*\)")
"""Brackets: what stands in them separates none either."""
_REMARK = lazy.pattern(r"(?<![^\s;{})])(?:/\*((?:[^*\n]|\*(?!/))*+)|(?://|\#|--[ ])([^\n]*+))")
"""A comment in a row of code, whose hanzi are all behind its beginning."""
_ITALICS = lazy.pattern(r"\\,([^\\\n]*+)\\/")
"""A word between two corrections of roff, as in the usage of a program."""
_SEPARATOR = lazy.pattern(r"[,;|\t]")
_SPACED = lazy.pattern(r"[,;](?![ ]|$)")
_CLOSING = lazy.pattern(rf"</([{HAN}][\w ]*)>")
_WORDS = lazy.pattern(rf"/{{0,2}}[{HAN}]+(?:/[{HAN}]+)*/?")
"""Words separated by slashes, in the form of a path (平均數/變異數)."""
_GLUED = lazy.pattern(
    rf"\A([^\s/]*[{HAN}]{{3,}}[的個个由在到於于從从是為为和與与或])(?=/|[A-Za-z][\w-]*/)"
    rf"|(?://[^\s/]+/|\.(?:html?|pdf|php|aspx?))\d{{1,3}}\.([{HAN}].*)\Z"
)
"""A clause before a path, and one behind a URL and the number of a note."""
_PARTS = rf"(?:[^\s/.]*[{HAN}][^\s/.]*|[A-Z]\w*|[a-z](?!\w))"
_LABELS = lazy.pattern(rf"/{_PARTS}(?:/+{_PARTS})+")
_ROW_OF_LABELS = lazy.pattern(
    rf"^/(?=[^\n]*[^\n/]//|(?:[^\s/]+/){{5}}){_PARTS}(?:/+{_PARTS})+$", re.MULTILINE
)
"""Labels separated by slashes: with a double slash, or more parts than a path."""
_ALONE = lazy.pattern(rf"[ \t]*/\*([^*\n]*[{HAN}][^*\n]*)\*/[ \t]*")
"""A comment that is a line by itself, with no code beside it."""
_ASIDE = lazy.pattern(
    rf"[ ]\([ ]?([{HAN}][{HAN}，。、：；！？「」《》“”A-Za-z]{{4,}})[ ]?\)[ \t]*\Z"
)
"""Prose in brackets at the end of a line that is none."""
_OLD_QUOTE = lazy.pattern(r"`+[^`'\n]*'")
"""A quotation that begins with a grave accent and ends with an apostrophe, as in old manuals."""
_SENTENCES = lazy.pattern(rf"(?=.{{40}})[^。]*[{HAN}][^。]*。.*[{HAN}].*")
"""Text with a full stop inside, longer than anything of code that is quoted in a sentence."""
_TARGET = lazy.pattern(
    rf"\]\([ \t]*<?\#.*|\]\([^()\s]+[ ]+[\"']([^\"'\n]+)|\]\(([{HAN}]+[「『“‘][^()\n]+)\)"
)
"""A link to a place of the same document, the title of a link, and words in brackets behind others
that are no target."""
_TAG = lazy.pattern(
    rf"\A<[{HAN}][\w ]*>\Z"
    r"|\bhref=[\"']?(\#[^\"'<>\s]+)|(?<=<a)[ ](?:[^<>]*[ ])?name=[\"']?([^\"'<>\s]+)"
    r"|(?<=<)(?:a|h[1-6]|p|div|span|section|article|li|dt|dd|figure)[ ](?:[^<>]*[ ])?"
    r"id=[\"']?([^\"'<>\s]+)"
)
"""A placeholder; in a tag the fragment it leads to, or the name of a place."""
_NAMED = lazy.pattern(r"\[[^\[\]\n]+\]")
"""The name of a link or note definition."""
_DEFINED = lazy.pattern(r"[ ]{0,3}\[([^\[\]\n]+)\]:[ \t]*(<?\#[^\n]*)?")
"""A definition of a link or note, with its name and the fragment it leads to."""
_PLACE = lazy.pattern(r"\A\.\. _([^:\n]+):")
"""A target of reStructuredText."""
_REFERENCE = lazy.pattern(r"\A`[^`<\n]*(?:<[^/.:`\n]*>)?")
"""A reference of reStructuredText, with the name of its target if that is no address."""
_ARGUMENT = lazy.pattern(r"\|(?:\d+=)?([^|={}\n]*)(?=[|}])")
_LABEL = lazy.pattern(r"\[[a-z]+://[^\s\]]+[ ]([^\]\n]*)")


class _Block(NamedTuple):
    """Facts about a block that decide about its spans."""

    closed: AbstractSet[str]
    """Placeholders that are closed as tags are."""
    lists: bool
    """Whether a line is a row of labels."""


def find_prose(text: str, carried: str, protected: Spans) -> Spans:
    """Return the parts of ``protected``, the spans of a block, whose Chinese is prose.

    ``carried`` is what the document left open before the block: the first span belongs to it.
    """
    found: list[Region] = []
    tells = _Block(
        frozenset(_CLOSING.findall(text)),
        lists="/" in text and _ROW_OF_LABELS.search(text) is not None,
    )
    for start, end in protected:
        if _HAN.search(text, start, end) is None or (not start and carried not in ("", START)):
            continue
        span = text[start:end]
        found += [(start + a, start + b) for a, b in _in_span(span, text, start, end, tells)]
    return Spans(found) if found else NOWHERE


def _in_span(span: str, text: str, start: int, end: int, tells: _Block) -> list[Region]:
    opening = span.lstrip(" \t\ufeff")[:3]
    if "\n" in span:
        stays = opening.startswith(_LINES_OF_CODE) or _DOCSTRING.match(span)
        return [] if stays else _in_rows(span)
    if opening.startswith("`") and (text[end : end + 1] == "_" or text.endswith(":ref:", 0, start)):
        return _parts(_REFERENCE, span)
    if opening[:1] in _INLINE and (found := _INLINE[opening[0]](span)):
        return [] if opening[0] == "<" and span[1:-1] in tells.closed else found
    before = text[max(0, start - 1) : start]
    if glued := _parts(_GLUED, span):
        return glued
    if (
        (_WORDS.fullmatch(span) and (span[0] != "/" or before.strip()))
        or _KEYWORDS.fullmatch(span)
        or (tells.lists and before in ("", "\n") and _LABELS.fullmatch(span))
    ):
        return [(0, len(span))]
    whole = before in ("", "\n") and text[end : end + 1] in ("", "\n")
    return _in_line(span, text, opening[:1]) if whole else []


def _in_line(span: str, text: str, opening: str) -> list[Region]:
    """Find prose in a span that is a whole line of ``text``."""
    if (opening != "<" or _MARKUP.search(text)) and is_prose(span):
        return _around_code(span, 0)
    aside = _ALONE.fullmatch(span) or _ASIDE.search(span)
    return [aside.span(1)] if aside else []


def _in_rows(span: str) -> list[Region]:
    """Take all rows of a table as prose if half of them are.

    In rows of code find comments behind declarations, and words between corrections of roff.
    """
    rows = span.split("\n")
    with_han = [row for row in rows if _HAN.search(row)]
    prose = sum(map(_is_row_of_prose, with_han)) * 2 >= len(with_han)
    found = [] if prose else _parts(_ITALICS, span)
    at = 0
    for row in rows:
        found += _around_code(row, at) if prose else _remark(row, at)
        at += len(row) + 1
    return sorted(found)


def _remark(row: str, at: int) -> list[Region]:
    """Return the comment of a row of code, which begins ``at``, without hanzi before it."""
    remark = _REMARK.search(row)
    if remark is None or _HAN.search(row, 0, remark.start()):
        return []
    start, end = remark.span(remark.lastindex or 0)
    return [(at + start, at + end)]


def _around_code(line: str, at: int) -> list[Region]:
    """Return a line of prose, which begins ``at``, without what is protected in it."""
    bare = line.lstrip(" \t")
    at += len(line) - len(bare)
    inside = find_protected(_IN_NUMBER.sub(".", bare), "")
    return [(at + start, at + end) for start, end in inside.gaps(len(bare))]


def _is_row_of_prose(row: str) -> bool:
    if _OPTION.match(row):
        return True
    left = _QUOTED.sub(" ", row)
    if _CODE.match(left) or _COMMENT.search(row):
        return False
    cells = _IN_BRACKETS.sub("", _IN_NUMBER.sub("", row))
    if row.rstrip().endswith(("。", "！", "？")) or not _SEPARATOR.search(cells):
        return True
    return _PROSE_RUN.search(left) is not None or (is_prose(row) and not _SPACED.search(row))


def is_prose(line: str) -> bool:
    """Whether the Chinese of a ``line`` that looks like code is prose.

    Inline code and strings are passed over; what is left must hold hanzi, more than it holds
    letters where it shows anything of code.
    """
    left = _QUOTED.sub(" ", line)
    hanzi = len(_HAN.findall(left))
    if not hanzi or _CODE.match(left) or _COMMENT.search(line):
        return False
    if _LOOKS.search(left) is None:
        return True
    letters = sum(map(str.isascii, left)) - left.count(" ")
    return hanzi > letters or (hanzi * 2 > letters and _MARK.search(left) is not None)


def _code(span: str) -> list[Region]:
    """Take an old quotation; and what stands between two backticks, if it is whole sentences."""
    if _OLD_QUOTE.match(span):
        return [(0, len(span))]
    bare = span.strip("`")
    if _SENTENCES.fullmatch(_QUOTED.sub(" ", bare)) is None or not is_prose(bare):
        return []
    return _around_code(bare, span.index(bare))


def _formula(span: str) -> list[Region]:
    return _parts(_HAN, span) if span.endswith("$") else []


def _template(span: str) -> list[Region]:
    return _parts(_ARGUMENT, span) if span[:2] == "{{" else []


def _bracket(span: str) -> list[Region]:
    if span.startswith("[[#") or _NAMED.fullmatch(span):
        return [(0, len(span))]
    if defined := _DEFINED.match(span):
        return [defined.span(group) for group in (1, 2) if defined[group]]
    return _parts(_LABEL, span)


def _parts(pattern: re.Pattern[str], span: str) -> list[Region]:
    """Return the groups of ``span`` that ``pattern`` finds; without any, all of a match."""
    return [found.span(found.lastindex or 0) for found in pattern.finditer(span)]


_INLINE: dict[str, Callable[[str], list[Region]]] = {
    "`": _code,
    "$": _formula,
    "{": _template,
    "[": _bracket,
    "<": partial(_parts, _TAG),
    "]": partial(_parts, _TARGET),
    ".": partial(_parts, _PLACE),
}
"""What a span inside a line begins with, and where the prose in it is looked for."""
