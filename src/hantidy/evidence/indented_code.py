"""Find indented lines that are code, by how each begins and what is in it."""

from __future__ import annotations

from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start
from hantidy.core.spans import Region
from hantidy.evidence.characters import HAN
from hantidy.evidence.context import is_han
from hantidy.evidence.finders import behind_line_ends

_INDENTED = behind_line_ends(pattern(r"\n(?:[ ]{4}|[ ]{0,3}\t)[^\n]*"))
"""A line that is indented, behind the end of the one before it."""


_HAN = pattern(f"[{HAN}]")
_BEGINS_CODE = pattern(
    r"#(?!\S+#)|//|/\*|--\s|<[A-Za-z/!?]|[{}@;]|\$(?![0-9])|>>>"
    r"|\"[^\"\n]*\"[ ]*(?::|,?[ ]*$)|'[^'\n]*'[ ]*(?::|,?[ ]*$)"
    r"|(?:return|if|elif|else|for|while|def|class|import|from|try|except|with|yield|raise|print"
    r"|var|let|const|echo|assert|case|switch|end|public|private|static|int|void|function|func"
    r"|begin|set|export|sudo|SELECT|INSERT|UPDATE|CREATE|WHERE)\b"
)
"""The beginning of a line of code."""
_LOOKS_LIKE_CODE = pattern(r"[={}]|[A-Za-z_]\(|;$|->|::|\\|\|\|?|&&")
"""Other signs of it."""
_DOUBTFUL = pattern(r"(?:--|@|[A-Za-z]+)[ ]?([^\x00-\x7f])")
"""A comment or the name of an author, a decorator or a name, a keyword that is talked of."""


def _is_code(line: str) -> bool | None:
    """Whether an indented line is code, not an indented paragraph or a nested list.

    None if that depends on the lines around it.
    """
    if line.isascii():
        return True
    line = line.strip()
    looks = _LOOKS_LIKE_CODE.search(line) is not None
    if _BEGINS_CODE.match(line):
        found = None if looks or line.endswith(":") else _DOUBTFUL.match(line)
        is_doubtful = found is not None and (found[1] in "《「“" or is_han(found[1]))
        return None if is_doubtful else True
    if line.endswith((");", "):", "{", "}")) or _HAN.search(line) is None:
        return True
    if not looks:
        return False
    hanzi = len(_HAN.findall(line))
    return hanzi < sum(map(len, line.split())) - hanzi


def find_indented_code(text: str) -> list[Region]:
    """Return the indented lines that are code."""
    spans: list[Region] = []
    doubtful: list[Region] = []
    for start, end in [*_INDENTED(text), (len(text) + 1, 0)]:
        is_code = end > 0 and _is_code(text[start:end])
        if doubtful and (is_code is not None or start != doubtful[-1][1] + 1):
            spans += doubtful if _borders_on_code(text, doubtful) else []
            doubtful = []
        if is_code is None:
            doubtful.append((start, end))
        elif is_code:
            spans.append((start, end))
    return spans


def _borders_on_code(text: str, lines: list[Region]) -> bool:
    """Whether the line before or after these ``lines`` shows that it is code."""
    start, end = lines[0][0] - 1, lines[-1][1] + 1
    beside = (
        text[line_start(text, max(start, 0)) : max(start, 0)],
        text[end : line_end(text, end)],
    )
    return any(
        _BEGINS_CODE.match(line.strip()) or _LOOKS_LIKE_CODE.search(line)
        for line in beside
        if line.strip()
    )
