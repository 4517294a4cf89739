"""Find residue inside a line: empty cells of tables, marks of wikis, tags of forums."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start
from hantidy.evidence.characters import COMMON_HAN


class Residue(NamedTuple):
    """A piece of residue, and what replaces it when it is dropped."""

    start: int
    end: int
    code: str
    after: str = ""
    trims: bool = False
    """Whether mode=trim removes it too: empty cells of a row."""
    whole: bool = False
    """Whether it is one or more whole lines."""


_BAR_AT_END = pattern(r"\|[ \t]*$", re.MULTILINE)
_DELIMITER_ROW = pattern(r"^[ \t]*\|?[ \t]*:?-{3,}:?[ \t]*(?:\||$)", re.MULTILINE)
_HAN_OR_MARK = pattern(f"[{COMMON_HAN}。！？；：，、）》】”’」』…]")
_HAN = pattern(f"[{COMMON_HAN}]")


def cells(text: str) -> Iterator[Residue]:
    """Yield empty cells at the end of a flattened row: 约束性 | |||."""
    if "|" not in text or _DELIMITER_ROW.search(text):
        return
    for match in _BAR_AT_END.finditer(text):
        start, end = line_start(text, match.start()), line_end(text, match.start())
        line = text[start:end]
        content = line.rstrip(" \t|")
        tail = line[len(content) :]
        bars = tail.count("|")
        if not content.strip():
            if bars > 2 and "   " not in tail.strip():  # | ||| but no || and no drawing
                yield Residue(start, end, "empty-cells", trims=True, whole=True)
            continue
        inner = content.count("|")
        if content.lstrip()[0] == "|" or tail[0] == "|" or not _HAN.search(content):
            continue  # a row of Markdown, or no row at all
        if bars == 1 and (inner or not _HAN_OR_MARK.match(content[-1])):
            continue  # the bar that ends every row of the table; a pipe at a line's end
        if not inner and tail.strip() == "||":
            continue  # an operator at a line's end
        yield Residue(start + len(content), end, "empty-cells", " |" if inner else "", trims=True)


_ENDS_CLAUSE = frozenset(("", *"，。；、：！？）\n"))
_INDEXED = frozenset("组組表列数數量值项項元素串")
_WIKI = pattern(
    r"\[(?:(?:编辑|編輯|编辑源代码|編輯原始碼)\](?=[ \t]*$)"
    r"|(?<=[^\x00-\x7f]\[)(?:来源请求|來源請求|需要来源|查证请求)\]"
    # 列表[0] and 数组[1]的值 are indices
    r"|(?<=[^\x00-\x40A-Za-z\[]\[)(?P<note>[1-9][0-9]{0,2}|[注註] ?[0-9]{1,2})\]"
    r"(?![(:（：A-Za-z的]))",
    re.MULTILINE,
)


def wiki_marks(text: str) -> Iterator[Residue]:
    """Yield wiki marks: [编辑], and notes like [1] if there are several or one ends a clause."""
    if "[" not in text:
        return
    found = list(_WIKI.finditer(text))
    last = -1
    several = len({match["note"] for match in found} - {None}) > 1
    for match in found:
        start, end = match.span()
        # A note may follow a note; arr[0][1] begins with none, and 数组[1] is an index.
        before, after = text[start - 1 : start], text[end : end + 1]
        note = not match["note"] or (before not in _INDEXED and (several or after in _ENDS_CLAUSE))
        if note and (before != "]" or start == last):
            last = end
            yield Residue(start, end, "wiki")


_BBCODE = pattern(
    r"\[(?P<close>/?)(?P<tag>b|i|u|s|url|img|quote|code|color|size|font|align|list"
    r"|table|tr|td|email|media|attach|hide|backcolor)"
    r"(?:=[^\]\n]{0,200})?\](?!\()",
    re.IGNORECASE,
)
_BRACES = pattern(
    r"\{\{(?:cite|reflist|main|see|infobox"
    r"|stub|refimprove|unreferenced|not|lang|link|noteTA"
    r"|来源|來源|消歧义|消歧義|主条目|主條目)"
    r"[^{}\n]{0,400}\}\}"
    r"|\[\[(?![ \[])(?:[^\[\]|\n]{1,80}\|)?(?P<shown>[^\[\]|\n]{1,80})(?<! )\]\]",
    re.IGNORECASE,
)


def markup(text: str) -> Iterator[Residue]:
    """Yield markup of forums and wikis, [b]…[/b], {{Cite …}}; the text it shows stays."""
    found = []
    if "[/" in text:
        tags = list(_BBCODE.finditer(text))
        opened = {tag["tag"].lower() for tag in tags if not tag["close"]}
        closed = {tag["tag"].lower() for tag in tags if tag["close"]}
        found += [
            Residue(tag.start(), tag.end(), "markup")
            for tag in tags
            if tag["tag"].lower() in opened & closed
        ]
    if "{{" in text or "[[" in text:
        for match in _BRACES.finditer(text):
            shown = match["shown"]
            if shown is None or _HAN.search(shown):
                found.append(Residue(match.start(), match.end(), "markup", shown or ""))
    yield from sorted(found)
