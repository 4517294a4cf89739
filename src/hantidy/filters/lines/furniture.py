"""Find page furniture: fields, copyright, navigation, toolbars, disclaimers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.filters.lines.residue import Residue

# Furniture is short: nothing longer is judged, but for the disclaimers.
_LONGEST = 160
_LONGEST_VALUE = 30
_LONGEST_NAME = 4
_LONGEST_DISCLAIMER = 600
_DISCLAIMER_LINES = 6
_FIELDS = ("date", "source", "read", "editor", "weak")
_PART = pattern(r"(?<![?P])<([a-z-]+)>")


_SHORT_LINE = pattern(rf"^[^\n。！？]{{1,{_LONGEST}}}[。！]?$", re.MULTILINE)


@cache
def _words(kind: str) -> tuple[str, ...]:
    return tuple(word for which, word in tables.rows("furniture") if which == kind)


def _candidates(text: str) -> list[re.Match[str]]:
    """Return the short lines of at most one sentence that hold one of the words.

    Most text has few short lines, so that the search for words is short.
    """
    short = list(_SHORT_LINE.finditer(text))
    fields = [line for line in short if ":" in line[0] or "：" in line[0]]
    found = {*_holding("field", fields), *_holding("line", short)}
    return sorted(found, key=re.Match.start)


def _holding(kind: str, lines: list[re.Match[str]]) -> Iterator[re.Match[str]]:
    """Yield a line of ``lines`` for each word of this kind that it holds."""
    joined = "\n".join(line[0] for line in lines)
    ends = list(accumulate(line.end() - line.start() + 1 for line in lines))
    held = set(joined)
    for word in _words(kind):
        if not held.issuperset(word):
            continue  # most words have a character that is not there: no need to look for the word
        at = joined.find(word)
        while at >= 0:
            number = bisect_right(ends, at)
            yield lines[number]
            at = joined.find(word, ends[number])


_PADDING = " \t\u3000-*·•●■◆【】[]（）()>|丨/,，;；"


@cache
def _patterns(kind: str) -> dict[str, str]:
    """The patterns of a kind by their names: rows of one name are alternatives."""
    found: dict[str, str] = {}
    parts = found if kind == "part" else _patterns("part")
    for of, name, source in tables.rows("furniture_rules"):
        if of == kind:
            whole = _PART.sub(lambda part: f"(?:{parts[part[1]]})", source)
            found[name] = f"{found[name]}|{whole}" if name in found else whole
    return found


def _part(name: str) -> re.Pattern[str]:
    """The compiled pattern of a part."""
    return re.compile(_patterns("part")[name])


@cache
def _line_rule(source: str) -> re.Pattern[str]:
    """Compile a rule, which may begin behind bullets or brackets."""
    return re.compile(
        rf"[ \t\u3000\-*·•●■◆【\[（(>|]{{0,8}}(?:{source})", re.IGNORECASE | re.MULTILINE
    )


_FIELD = pattern(
    lambda: (
        r"(?:^|(?<=[\s\u3000|丨/,，;；【\[（(\-]))(?:"
        + "|".join(f"(?P<{kind}>{_patterns('part')[kind]})" for kind in _FIELDS)
        + ")[ ]?[:：]"
    )
)
"""The name of a field with its colon, at the line's start or behind a separator."""


def _is_meta(line: str) -> bool:
    """Whether a line is nothing but fields of a page: 來源:未知 日期:2017-08-03 點擊:次."""
    # Either the date stands bare before the fields, or the first field begins the line.
    if not _line_rule(_patterns("part")["fields"]).match(line):
        return False
    fields = list(_FIELD.finditer(line))
    before = line[: fields[0].start()].strip(_PADDING) if fields else "?"
    if before and not _part("bare-date").fullmatch(before):
        return False
    ends = [*(field.start() for field in fields[1:]), len(line)]
    kinds = {field.lastgroup or "" for field in fields}
    if len(fields) == 1 and not before:
        (kind,) = kinds
        alone = line[fields[0].start() :].rstrip(_PADDING)
        sure = _patterns("alone").get(kind)
        return sure is not None and re.fullmatch(sure, alone) is not None
    values = [
        line[field.end() : stop].strip(_PADDING) for field, stop in zip(fields, ends, strict=True)
    ]
    if kinds == {"weak"}:  # 编辑：某某 审核：某某, but no author with his time
        return all(len(value) <= _LONGEST_NAME for value in values) and all(
            _part("office").match(field[0]) for field in fields
        )
    return all(len(value) <= _LONGEST_VALUE for value in values)


_DISCLAIMER = pattern(
    lambda: (
        rf"^[ \t\u3000*【\[]{{0,6}}{_patterns('part')['disclaimer']}[】\]]?"
        rf"(?:\s?[:：][^\n]{{0,{_LONGEST_DISCLAIMER}}}"
        rf"|[ \t]*(?:\n(?=[^\n]*(?:{_patterns('part')['of-site']}))[^\n]{{1,400}})"
        rf"{{1,{_DISCLAIMER_LINES}}})$"
    ),
    re.MULTILINE,
)
"""A notice that says what it is, with its text behind a colon or in the next lines."""


def furniture(text: str) -> Iterator[Residue]:
    """Yield the lines that are furniture as a whole."""
    for candidate in _candidates(text):
        start, end = candidate.span()
        code = "meta" if _is_meta(text[start:end]) else ""
        if not code:
            rules = _patterns("rule").items()
            code = next(
                (name for name, rule in rules if _line_rule(rule).match(text, start, end)), ""
            )
        if code:
            yield Residue(start, end, code, whole=True)


def disclaimers(text: str) -> Iterator[Residue]:
    if "声明" in text or "聲明" in text:
        for match in _DISCLAIMER.finditer(text):
            yield Residue(match.start(), match.end(), "disclaimer", whole=True)
