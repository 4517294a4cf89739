"""Find the code fences, front matter, comments and raw elements of a block.

These are the only things that may begin in one block of a document and end in a later one.
What is open at the end of a block is told in a word, the only thing that crosses: ``""``
nothing, ``"```"`` a fence (its marker, as long as it was), ``"---"`` front matter, ``"<!--"`` a
comment, ``"<script"`` a raw element; `START` before the first block of a document, where alone
front matter can begin.

The text is one without invisible characters (see `invisible.Seen`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, lru_cache

from hantidy.core.block import START
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end
from hantidy.core.spans import Region
from hantidy.evidence.context import is_han
from hantidy.evidence.formats import MARK
from hantidy.evidence.ranges import ascii_of

_ODD_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_BLANK = rf"[ \t{_ODD_SPACES}]"
_RAW = "script|style|pre|textarea|code|kbd|samp|tt|nowiki|math|svg|syntaxhighlight"
_RAW_TO_THE_END = frozenset({"script", "style", "pre", "textarea"})
_RAW_WITHOUT_WORDS = frozenset({"script", "style", "textarea"})

_TAG = pattern(rf"<(?:!--|(?i:{_RAW})(?=[\s>/]))")
"""What opens a comment or a raw element."""
_FENCES = tuple(pattern(rf"{each * 3}{each}*+(?=[^{each}\n]*$)", re.MULTILINE) for each in "`~")
"""A fence; what stands behind it in its line holds none of its characters."""


_BEFORE_FENCE = pattern(
    rf"(?:{_BLANK}|>|[-*+][ {_ODD_SPACES}]|[0-9０-９]{{1,3}}[.)．][ {_ODD_SPACES}])*"
)
"""What may stand between a line's start and a fence."""
_FENCE_CLOSER = pattern(rf"(?:{_BLANK}|>)*+(`{{3,}}+|~{{3,}}+)(?:{_BLANK}|\r)*$", re.MULTILINE)


@cache
def _raw_closer(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}[ \t\n]*>", re.IGNORECASE)


_FRONT_MATTER = pattern(
    r"---[ \t\r]*\n(?=(?:[ \t\r]*\n|#[^\n]*\n)*[\"'\w][^\n:]{0,80}:(?:[ \t\r\n]|$))"
)
"""The line that opens front matter, before the first key."""
_FRONT_MATTER_END = pattern(r"^(?:---|\.\.\.)[ \t\r]*$", re.MULTILINE)
_NO_FRONT_MATTER = pattern(
    r"^(?![ \t#\-\r\n]|[^\s:][^\n:]{0,80}:(?:[ \t\r\n]|$))[^\n]", re.MULTILINE
)
"""A line that is none of front matter."""


def _end_of(text: str, at: int, opened: str) -> int:
    """Return the end of the format ``opened``, searched from ``at``; -1 if not in this block."""
    if opened[0] in "`~":
        return _end_of_fence(text, at, opened)
    if opened == "<!--":
        end = text.find("-->", at)
        return end if end < 0 else end + 3
    closer = _FRONT_MATTER_END if opened == "---" else _raw_closer(opened[1:])
    found = closer.search(text, at)
    return found.end() if found else -1


def _end_of_fence(text: str, at: int, opened: str) -> int:
    """The same for a fence: only the first of its line can be the one that closes it."""
    if at and text[at - 1] != "\n":
        at = text.find("\n", at) + 1 or len(text)
    while (marker := text.find(opened, at)) >= 0:
        closing = _FENCE_CLOSER.match(text, text.rfind("\n", at, marker) + 1 or at)
        if closing and closing.start(1) <= marker:
            return closing.end()
        at = text.find("\n", marker) + 1 or len(text)
    return -1


_BLANK_PATTERN = pattern(f"{_BLANK}*")


def _begins_line(text: str, at: int, allowed: re.Pattern[str]) -> bool:
    """Whether only ``allowed`` text stands before ``at`` in its line."""
    start = text.rfind("\n", max(0, at - 64), at) + 1
    if not start and at > 64:
        return False
    return start == at or allowed.fullmatch(text, start, at) is not None


class _InlineCode:
    """Whether a place is inside inline code; each line is looked at once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.line = (-1, -1)
        self.spans: list[Region] = []

    def covers(self, at: int) -> bool:
        if "`" not in self.text:
            return False
        if not self.line[0] <= at < self.line[1]:
            start = self.text.rfind("\n", 0, at) + 1
            end = self.text.find("\n", at)
            self.line = (start, len(self.text) if end < 0 else end)
            self.spans = code_spans(self.text, *self.line)
        before = bisect_right(self.spans, (at, len(self.text)))
        return bool(before) and at < self.spans[before - 1][1]


_BACKTICKS = pattern("`++")


def code_spans(text: str, start: int, end: int) -> list[Region]:
    """Inline code in one line: a run of backticks up to the next run of the same length."""
    runs = [found.span() for found in _BACKTICKS.finditer(text, start, end)]
    if len(runs) < 2:
        return []
    mates: list[int] = [0] * len(runs)
    latest: dict[int, int] = {}
    for number in range(len(runs) - 1, -1, -1):
        length = runs[number][1] - runs[number][0]
        mates[number] = latest.get(length, 0)
        latest[length] = number
    spans = []
    number = 0
    while number < len(runs):
        if mate := mates[number]:
            spans.append((runs[number][0], runs[mate][1]))
            number = mate
        number += 1
    return spans


_LANGUAGE = pattern(rf"{_BLANK}*[A-Za-z][\w+-]*(?:{_BLANK}|\r)*")
"""What stands behind a fence of tildes that is no ornament."""


def _runs_on(text: str, start: int, opened: str) -> bool:
    """Whether a format that its block does not close continues in the next block."""
    if opened[0] == "`":
        return True
    if opened[0] == "~":  # a row of tildes is more often an ornament
        info = start + len(opened), line_end(text, start)
        return _LANGUAGE.fullmatch(text, *info) is not None
    # A tag in the middle of a line is being talked of.
    return (opened == "<!--" or opened[1:] in _RAW_TO_THE_END) and _begins_line(
        text, start, _BLANK_PATTERN
    )


_HEADING = pattern(r"[ ]{0,3}#{1,6}[ ]")
_NO_ASCII_BEFORE = pattern(r"([^\x00-\x7f])`?[ ]?$")
_NO_ASCII_AFTER = pattern(r"[ ]?`?([^\x00-\x7f])")


def _in_sentence(found: re.Match[str] | None, marks: str) -> bool:
    """Whether the character found beside a tag is Han or one of these or the usual ``marks``."""
    return found is not None and (found[1] in f"、，。；：{marks}" or is_han(found[1]))


def _is_talked_of(text: str, start: int, name: str) -> bool:
    """Whether the tag at ``start`` is mentioned in a heading or a Chinese sentence.

    It is none if its element closes in the line; one that may hold words alone, as ``<code>``,
    may close anywhere in the paragraph.
    """
    line, end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    end = len(text) if end < 0 else end
    tag = text.find(">", start, end) + 1
    if not tag:
        return False
    in_heading = _HEADING.match(text, line, start) is not None
    in_sentence = _in_sentence(_NO_ASCII_AFTER.match(text, tag, end), "）”」") and (
        _in_sentence(_NO_ASCII_BEFORE.search(text, line, start), "（“「")
        or (name in _RAW_WITHOUT_WORDS and not text[line:start].strip(" \t*+-"))
    )
    if not in_heading and not in_sentence:
        return False
    if name not in _RAW_TO_THE_END and not in_heading:
        end = text.find("\n\n", start)
        end = len(text) if end < 0 else end
    return _raw_closer(name).search(text, tag, end) is None


def _open_front_matter(text: str) -> tuple[int, bool]:
    """Where front matter at the start of ``text`` ends (0 if there is none), whether closed."""
    if not (found := _FRONT_MATTER.match(text)):
        return 0, False
    if closed := _FRONT_MATTER_END.search(text, found.end()):
        return closed.end(), True
    # Front matter that nothing closes is believed only as long as all looks like it.
    return (0, False) if _NO_FRONT_MATTER.search(text, found.end()) else (len(text), False)


@lru_cache(maxsize=4)
def find_regions(text: str, carried: str) -> tuple[tuple[Region, ...], str]:
    """Return the regions of ``text`` in order, and the format that is open at its end."""
    at = 0
    regions: list[Region] = []
    if carried == START:
        at, closed = _open_front_matter(text)
        if at:
            regions.append((0, at))
            if not closed:
                return tuple(regions), "---"
    elif carried and carried[0] != MARK:
        at = _end_of(text, 0, carried)
        if at < 0:
            return ((0, len(text)),), carried
        regions.append((0, at))
    still = _find_openers(text, at, regions)
    return tuple(regions), still


class _Openers:
    """What opens a region of a text; the next of each kind is kept until it is passed."""

    def __init__(self, text: str) -> None:
        self._text = text
        kinds = ((_TAG, "<"), *zip(_FENCES, ("```", "~~~"), strict=True))
        self._next: dict[re.Pattern[str], Region | None] = {
            kind: (-1, -1) for kind, sign in kinds if sign in ascii_of(text)
        }

    def after(self, at: int) -> Region | None:
        """Return the first that begins at or after ``at``."""
        for kind, place in self._next.items():
            if place and place[0] < at:
                found = kind.search(self._text, at)
                self._next[kind] = found.span() if found else None
        return min(filter(None, self._next.values()), default=None)


def _find_openers(text: str, at: int, regions: list[Region]) -> str:
    """Add the regions that open at or after ``at``; return what is open at the end."""
    openers = _Openers(text)
    inline = _InlineCode(text)
    unclosed: set[str] = set()
    while found := openers.after(at):
        start, at = found
        opened = text[start:at].lower()
        if opened[0] == "<":
            name = opened[1:]
            if inline.covers(start) or (name != "!--" and _is_talked_of(text, start, name)):
                continue
        elif opened not in unclosed and not _begins_line(text, start, _BEFORE_FENCE):
            continue
        else:
            at = line_end(text, at)
        if opened in unclosed:
            continue
        end = _end_of(text, at, opened)
        if end >= 0:
            regions.append((start, end))
            at = end
        elif _runs_on(text, start, opened):
            regions.append((start, len(text)))
            return opened
        else:
            unclosed.add(opened)
    return ""
