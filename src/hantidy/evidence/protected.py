"""Find what no style filter may change.

URLs, mail addresses, link targets, paths, inline and fenced code, indented code, markup tags
with their attributes, comments, front matter, delimited tables, LaTeX. Each is looked for only
where its trigger occurs, and all of it in time that grows with the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from hantidy.core.block import START
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start, lines_holding
from hantidy.core.spans import NOWHERE, Region, Spans
from hantidy.core.triggers import SHORT
from hantidy.evidence import format_lines, restructured_text
from hantidy.evidence.candidate_lines import Sifted
from hantidy.evidence.characters import HAN
from hantidy.evidence.delimited import find_tables
from hantidy.evidence.finders import Finder, behind_line_ends, find_all, finder, matches
from hantidy.evidence.format_lines import find_references
from hantidy.evidence.formats import MARK, find_formats
from hantidy.evidence.indented_code import find_indented_code
from hantidy.evidence.invisible import Seen
from hantidy.evidence.links import LABELS, LINKS
from hantidy.evidence.ranges import ascii_of
from hantidy.evidence.regions import code_spans, find_regions

_ticked = pattern(r"`[^`\n]*`")
_OPENS_TAG = r"<(?=[A-Za-z]|![\x00-\x7f]|[/?][A-Za-z>])"
_TAG = pattern(
    rf"{_OPENS_TAG}(?:[^<>\"'\n]*+>"
    r"|(?:[^<>\"'，。；：！？\n]|\n(?![ \t]*\n)|\"[^\"]*+\"|'[^']*+')*+>)"
)
"""A markup tag, its attributes too, over line ends but not over an empty line or a sentence."""
_LOOSE_TAG = pattern(rf"{_OPENS_TAG}[^<>\n]*+>")
"""A tag with a stray quote in it, in one line."""
_OTHER_TAG = pattern(
    r"</?(?=[^\x00-\x7f])\w[\w:.\-]{0,40}"
    r"(?:\s{1,8}[\w:.\-]{1,40}\s?=\s?(?:\"[^\"<\n]*\"|'[^'<\n]*'))*+\s{0,8}/?>"
)
"""A tag whose name is no ASCII word, with nothing but attributes in it."""
_STATEMENT = pattern(
    r"\n[ \t]*+(?=[acdfiIsS])(?:(?:(?:async[ ])?def|class|function|func|fn)[ ]"
    r"(?:[A-Za-z_]\w*[ ]?\(|\w+\([^\n]*?\)[ ]*(?=[:{;\n]|->|\Z))[^\n]*"
    r"|(?:SELECT|select|INSERT|insert)[ ][^\n]*?[ ](?:FROM|from|VALUES|values)\b"
    r"[^\n。！？]*(?=\n|\Z))"
)
"""A line that defines or asks, as in Python, JavaScript or SQL, behind the line before it."""
_STATEMENTS = (
    "def ",
    "class ",
    "function ",
    "func ",
    "fn ",
    " FROM",
    " from",
    " VALUES",
    " values",
)
_ASSIGNMENT = pattern(
    r"^[ \t]*(?:\w+[ ])?\w[\w.]*(?:\[[^\]\n]*\])?[ ][-+*/]?=[ ]"
    r"(?=[\"'\[{(]|[\w.]+\()[^\n。！？]*$",
    re.MULTILINE,
)
"""A line that assigns a call or a literal."""


def _assignments(text: str) -> list[Region]:
    lines = lines_holding(text, "= ")
    return [found.span() for line in lines if (found := _ASSIGNMENT.match(text, *line))]


_MATH_ENVIRONMENTS = (
    "equation|align|gather|multline|eqnarray|math|displaymath"
    "|verbatim|lstlisting|minted|tikzpicture"
)
_LATEX = pattern(
    rf"\\begin\{{(?P<env>(?:{_MATH_ENVIRONMENTS})\*?)\}}"
    r"|\\\[(?:[^\n\\]|\\(?![\[\]]))*+\\\]|\\\((?:[^\n\\]|\\(?![()]))*+\\\)"
    r"|\\(?:begin|end|cite[a-z]*|[a-z]*ref|label|includegraphics|usepackage|documentclass|input"
    r"|include|url|href|bibliography[a-z]*|addbibresource|bibitem|newcommand|renewcommand|def"
    r"|setmainfont|set[a-zA-Z]*font|newenvironment|verb|lstinputlisting|hypersetup|geometry|vspace"
    r"|hspace)\*?(?:\[[^\[\]\n]*\]|\{[^{}\n]*\})++"
    r"|\\(?!u[0-9A-Fa-f]{4})[A-Za-z]++\*?(?:\[[^\[\]\n]*\])*+"  # \u4f60 is an escape
)
"""Commands, and whole what is in the brackets of those that take names and files."""
_DOLLARS = pattern(r"\$\$[^$]+\$\$|\$(?![\s$])([^$\n]{1,400}+)(?<!\s)\$(?![0-9$])")
_MATH = pattern(r"[\\^_={}<>]|^[\x00-\x7f]+$")
_VARIABLES = pattern(f"[{HAN}].*\\$[A-Za-z_(]$")
"""What stands between two names of variables in a sentence, and the first letter of the latter."""
_NO_FORMULA = pattern(r"`|\n[ \t]*\n")
_BRACES = pattern(
    r"\{\{[^{}\n]{0,400}+\}\}|\{%[^{}%\n]{0,400}+%\}|\$\{[^{}\n]{0,200}+\}|\[\[[^\[\]|\n]{1,200}+"
)
"""Templates and wiki braces, ``{{…}}``, ``{%…%}``, ``${…}``, and targets in ``[[…]]``."""
_FIELDS = pattern(
    r"\n(?:(?:Dialogue|Comment):(?:[^,\n]*,){9}|(?:Style|Format):[^\n]*"
    r"|\[[a-z]{2,6}:[^\]\n]*\]"
    r"|\[\^[^\]\n]{1,40}\]:|:[^:\n]{1,40}:(?=[ ]))"
)
"""What comes before the text in a subtitle of ASS, a tag of a lyric, a field of a list.

    ``Dialogue: …``, ``[ar:…]`` and ``:作者: ``."""


def inline_code(text: str) -> list[Region]:
    """Inline code: in each line, runs of backticks up to the next run of the same length."""
    if "``" not in text:
        return [found.span() for found in _ticked.finditer(text)]
    spans: list[Region] = []
    at = end = 0
    while (at := text.find("``", end)) >= 0:
        start = line_start(text, at)
        spans += [found.span() for found in _ticked.finditer(text, end, start)]
        end = line_end(text, at)
        if "`" in text[start:at] or "`" in text[at:end].lstrip("`"):  # no fence
            spans += code_spans(text, start, end)
    return spans + [found.span() for found in _ticked.finditer(text, end)]


def _tags(text: str) -> list[Region]:
    spans = [found.span() for found in _TAG.finditer(text)]
    if "<![CDATA[" in text:
        spans += [found.span() for found in re.finditer(r"<!\[CDATA\[|\]\]>", text)]
    spans += [found.span() for found in _OTHER_TAG.finditer(text)]
    if '"' in text or "'" in text:
        spans += [found.span() for found in _LOOSE_TAG.finditer(text)]
    return spans


def _formulas(text: str) -> list[Region]:
    spans: list[Region] = []
    if "\\" in text:
        ends: dict[str, int] = {}  # where each environment ends next; -1 if nowhere
        for found in _LATEX.finditer(text):
            start, end = found.span()
            if env := found["env"]:
                closing = f"\\end{{{env}}}"
                closed = ends.get(env, 0)
                if 0 <= closed < end:
                    closed = ends[env] = text.find(closing, end)
                if closed >= 0:
                    end = closed + len(closing)
            spans.append((start, end))
    if "$" in text:
        spans += [
            found.span()
            for found in _DOLLARS.finditer(text)
            if (
                _MATH.search(found[1])
                and not _VARIABLES.search(found[0] + text[found.end() : found.end() + 1])
                if found[1]
                else not _NO_FORMULA.search(found[0])
            )
        ]
    return spans


_seen = lru_cache(maxsize=4)(Seen)


def find_code(text: str, carried: str) -> Spans:
    """Return the fences, front matter, comments and raw elements of one block."""
    seen = _seen(text)
    return Spans(seen.in_whole(find_regions(seen.text, carried)[0]))


_OF_LINES = (
    *LINKS,
    finder("`", find=inline_code),
    finder(*_STATEMENTS, find=behind_line_ends(_STATEMENT)),
    finder("= ", find=_assignments),
    finder("{{", "{%", "${", "[[", find=matches(_BRACES)),
    finder(":", find=behind_line_ends(_FIELDS)),
)
_OF_PARAGRAPHS = (finder(find=find_tables),)
_OF_BLOCKS = (*LABELS, finder("<", find=_tags), finder("\\", "$", find=_formulas))
"""Finders of spans that no line of plain prose contains, by what tells of them.

Their line by itself, the lines between two empty ones, or any line of the block.
"""

_BESIDE_PROSE_OF_LINES = (*format_lines.OF_LINES, *restructured_text.OF_LINES)
_BESIDE_PROSE_OF_PARAGRAPHS = (
    finder("    ", "\t", find=find_indented_code),
    *format_lines.OF_PARAGRAPHS,
    *restructured_text.OF_PARAGRAPHS,
)
_BESIDE_PROSE_OF_BLOCKS = (*format_lines.OF_BLOCKS, *restructured_text.OF_BLOCKS)
"""Finders of spans that such lines may belong to."""

_IN_PROSE = (*_OF_LINES, *_OF_PARAGRAPHS, *_OF_BLOCKS)
_BESIDE_PROSE = (
    *_BESIDE_PROSE_OF_LINES,
    *_BESIDE_PROSE_OF_PARAGRAPHS,
    *_BESIDE_PROSE_OF_BLOCKS,
)


@lru_cache(maxsize=4)
def find_protected(text: str, carried: str) -> Spans:
    """Return the spans of one block that no style filter may change.

    ``carried`` is what the document left open before this block: what `carry` gave for the
    block before it, `START` for the first. What is invisible in ``text`` is looked through.
    """
    seen = _seen(text)
    if _is_plain(seen.text, carried):
        spans = find_tables(seen.text) + find_references(seen.text)
    else:
        spans = _find(seen.text, carried, _IN_PROSE, _BESIDE_PROSE)
    return Spans(seen.in_whole(spans)) if spans else NOWHERE


def find_near(text: str, carried: str, places: Sequence[Region], *, whole: bool) -> Spans:
    """Return the spans of `find_protected` in the lines of ``places``, and perhaps others.

    ``places`` are sorted. Unless the ``whole`` lines matter, one span at each place is enough.
    """
    seen = _seen(text)
    if seen.text is not text or _is_plain(text, carried):
        return find_protected(text, carried)
    spans = NOWHERE
    for around, find in ((_lines, _of_lines), (_paragraph, _of_paragraphs)):
        found: list[Region] = []
        start = end = -1
        for place in places:
            if place[1] >= end:
                start, end = around(text, *place)
                found += [(start + first, start + last) for first, last in find(text[start:end])]
        spans |= Spans(found)
        if not whole and all(spans.touches(*place) for place in places):
            return spans
    return spans | _of_block(text, carried)


@lru_cache(maxsize=4)
def _of_block(text: str, carried: str) -> Spans:
    """Return the spans that may depend on any line of a block."""
    return Spans(_find(text, carried, _OF_BLOCKS, _BESIDE_PROSE_OF_BLOCKS))


_BEHIND = 200  # characters that are read as soon as the next place is told from this one


def _of_lines(lines: str) -> list[Region]:
    return find_all((*_OF_LINES, *_BESIDE_PROSE_OF_LINES), lines)


@lru_cache(maxsize=4)
def _of_paragraphs(paragraphs: str) -> list[Region]:
    return find_all((*_OF_PARAGRAPHS, *_BESIDE_PROSE_OF_PARAGRAPHS), paragraphs)


def _lines(text: str, start: int, end: int) -> Region:
    """Return the lines of a place, with their line ends, and some behind them."""
    return line_start(text, start), line_end(text, end + _BEHIND) + 1


def _paragraph(text: str, start: int, end: int) -> Region:
    """Return the lines around a place up to empty ones, and those before them."""
    empty = text.rfind("\n\n", 0, line_start(text, start))
    first = len(text[:empty].rstrip("\n")) if empty >= 0 else 0
    last = text.find("\n\n", line_end(text, end))
    return first, len(text) if last < 0 else last


_NO_PLAIN = pattern(r"[^0-9A-Za-z ,()!?.~%\n\-]")
_PLAIN_SIGNS = pattern(
    lambda: "|".join(
        re.escape(sign)
        for each in (*_IN_PROSE, *_BESIDE_PROSE)
        for _, sign in each.signs
        if sign and not _NO_PLAIN.search(sign)
    )
)
"""The signs of spans that consist of nothing else."""


def _is_plain(text: str, carried: str) -> bool:
    """Whether ``text``, a short one, may hold only tables and references, and leaves nothing open.

    Its ASCII is words, numbers, commas, brackets and ends of sentences; most short texts are such.
    """
    return (
        len(text) <= SHORT
        and carried in ("", START)
        and not _NO_PLAIN.search(ascii_of(text))
        and not _PLAIN_SIGNS.search(text)
    )


def _find(
    text: str, carried: str, in_prose: Iterable[Finder], beside_prose: Iterable[Finder]
) -> list[Region]:
    """Return what these finders find in a text without invisible characters, and its formats.

    ``in_prose`` find spans that no line of plain prose contains.
    """
    if carried == "---" or (carried == START and "---" in text[:64]):
        # Every line of front matter counts.
        spans = [*find_regions(text, carried)[0], *find_all(in_prose, text)]
    else:
        sifted = Sifted(text)
        spans = []
        if sifted.text or carried not in ("", START):
            found = [*find_regions(sifted.text, carried)[0], *find_all(in_prose, sifted.text)]
            spans += sifted.in_whole(found)
    return [*spans, *find_formats(text, carried)[0], *find_all(beside_prose, text)]


_may_run_on = pattern(r"<(?i:!--|script|style|pre|textarea)")


@lru_cache(maxsize=4)
def carry(text: str, carried: str) -> str:
    """Return the format that ``text``, one block, leaves open for the next; ``""`` if none.

    Depends on the text as it is in the source, not on what any filter made of it: what is
    invisible in it, inside a marker too, is looked through.
    """
    text = _seen(text).text
    if _is_plain(text, carried):
        return ""
    outside = carried in ("", START) or carried[0] == MARK  # no fence or comment is open
    begins_with_rule = carried == START and "---" in text[:8]
    if outside and not begins_with_rule and not _may_open(text):
        return find_formats(text, carried)[1]
    return find_regions(text, carried)[1] or find_formats(text, carried)[1]


def _may_open(text: str) -> bool:
    """Whether ``text`` contains the opener of a format that may continue in the next block."""
    signs = ascii_of(text)
    return "```" in signs or "~~~" in signs or _may_run_on.search(signs) is not None
