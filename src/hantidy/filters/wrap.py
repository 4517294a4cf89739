"""Join Chinese lines that were wrapped at a fixed width, and words split by a space."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from hantidy import tables
from hantidy.core.block import Block, Kind
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start
from hantidy.evidence import bigrams
from hantidy.evidence.characters import COMMON_HAN, HANGUL, KANA, WIDE
from hantidy.evidence.protected import find_code
from hantidy.filters.base import Filter

_HAN = f"\u3007{COMMON_HAN}"
_ENDS = frozenset("。！？!?…|：:")
_MARKS = "，、；：。？！…—）》」』】”’"

# In tenths of a bit: how much likelier a character must be behind another than alone before the
# two count as parts of a word. Pairs that no word holds stay below 20, words begin at 30.
_BOUND = 25
_PART_OF_WORD = 35
_STANDING_ALONE = 30
_MARGIN = 15
_MOST_GAPS = 3
"""A line with more gaps between short pieces was segmented on purpose."""

_SPACED_OUT = pattern(
    f"[{_HAN}](?<![{_HAN}{_MARKS}][{_HAN}])(?: [{_HAN}{_MARKS}]){{4,}}(?![{_HAN}{_MARKS}])"
)
_NOT_SPACED = pattern(f"[{_HAN}]{{2}}|[{_HAN}]  ")
_SHORTEST_SPACED = 8
"""A line of fewer characters, without a mark, is a list or a heading."""

_NARROWEST, _WIDEST = 40, 130
"""Between these columns lies the width that texts are wrapped at; verse is narrower."""
_RAGGED = 3
"""Columns by which a full line may be short: a mark may not begin the next line."""
_LEAST_LINES = 3
_LEAST_BEFORE_BREAK = 10
"""Least characters of a line that ends inside a word."""
_GAP = pattern(f" (?<=[{_HAN}] ) ?(?=[{_HAN}])")
"""One or two spaces between hanzi."""
_PIECE = pattern(f"[{_HAN}]+")
_FOREIGN = pattern(f"[{KANA}{HANGUL}]")
"""Kana and hangul: such lines are not joined."""
_WIDE = pattern(f"[\u2014\u2018-\u201d\u2026{WIDE}]+")
"""Characters two columns wide, in runs."""
_STOP = pattern(r"[。．！？]|[.!?](?=\s|$)")
_BLOCK_START = pattern(
    r"[ \t\u3000]|[-*+>#|=~※●•◆■○□·①-⑳]|[0-9]{1,3}[.．、)）]"
    r"|[（(][0-9一二三四五六七八九十]{1,3}[)）]"
    r"|[一二三四五六七八九十]{1,3}[、.．]|第[0-9一二三四五六七八九十百]{1,5}[章节節条條编編部篇回卷]"
)
"""The beginning of a line that continues no other: item, heading, quotation, row."""
_HEADING = pattern(r"[ \t\u3000]*第[0-9一二三四五六七八九十百]{1,5}[章节節编編部篇] {1,2}$")


@dataclass(frozen=True)
class Wrap(Filter):
    """Joins Chinese lines broken at a fixed width, and words split by a space.

    A space between hanzi goes only where the characters beside it are part of one word and more
    surely so than of their neighbours on either side (为导 向), which the character-pair model
    tells; or where two characters stand alone on their line or behind a chapter's number (目 录);
    or in the cell of a flattened row that the same block writes in one piece elsewhere. Every
    other space stays: headings (第一节 总体要求), names (王 芳), choices (男 女), text cut into
    words.

    A line break goes where the line ends inside a word, or where the block was wrapped: three
    lines or more end at one width of 40 to 130 columns, and this one does so without a full stop.
    Between hanzi nothing is put in its place; between letters a space.

    Never touched: Korean and Japanese lines, code, items, headings, tables, verse, indented
    lines, blank lines. It reads the block. Twice equals once, but for lines that come together
    in one block only when others have been joined.
    """

    name: ClassVar[str] = "wrap"
    kind: ClassVar[Kind] = "repair"
    reads_protected: ClassVar[bool] = True
    tables: ClassVar[tuple[str, ...]] = (*bigrams.TABLES, "meant_spaces")
    examples: ClassVar[tuple[tuple[str, str], ...]] = (
        ("以绿色发展为导 向的路子", "以绿色发展为导向的路子"),
        ("第一节 总体要求", "第一节 总体要求"),
    )

    def changes(self, block: Block) -> Sequence[Change]:
        """Return the changes of spaces inside words and of line breaks made by wrapping."""
        text = block.text
        found = _joined(text) if _GAP.search(text) else []
        if "\n" in text:
            found += _between_lines(text)
        found.sort()
        if not found:
            return ()
        code = find_code(text, block.carried)
        return [change for change in found if not code.touches(change.start, change.end)]


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for which, word in tables.rows("meant_spaces") if which == kind)


def _bound(one: str, two: str) -> int:
    """Return how much likelier ``two`` is behind ``one`` than at the start of a word."""
    return bigrams.step("\n" + two) - bigrams.step(one + two) if one and two else 0


def _in_lines(text: str) -> Iterator[Change]:
    """Yield the spaces that stand inside a word."""
    judged = (-1, -1)
    for gap in _GAP.finditer(text):
        start, end = gap.span()
        line = line_start(text, start), line_end(text, start)
        if line != judged:
            judged = line
            stays = _is_cut_or_foreign(text, *line)
        if stays:
            continue
        left, right = _piece_before(text, start), _piece_after(text, end)
        if "|" in text[slice(*line)]:
            cell = text[line[0] : start - len(left)], text[end + len(right) : line[1]]
            if _is_cell(*cell) and left + right in text:
                yield Change(start, end, "", "cell", f"the page writes {left + right} elsewhere")
        elif _is_split(text, (start, end), line, (left, right)):
            yield Change(start, end, "", "word", f"{left[-1]}{right[0]} is part of one word")


def _joined(text: str) -> list[Change]:
    """Return the removals of spaces inside words, without repetition."""
    found = {change.start: change for change in _in_lines(text)}
    found |= {change.start: change for change in _letter_spaced(text)}
    return list(found.values())


def _letter_spaced(text: str) -> Iterator[Change]:
    """Yield the spaces of letter-spaced lines, as PDF and OCR give them."""
    for found in _SPACED_OUT.finditer(text):
        line = text[line_start(text, found.start()) : line_end(text, found.end())]
        characters = found[0].split()
        marked = any(each in _MARKS for each in characters)
        if (len(characters) < _SHORTEST_SPACED and not marked) or _NOT_SPACED.search(line):
            continue
        for at, each in enumerate(found[0]):
            if each == " ":
                place = found.start() + at
                yield Change(
                    place, place + 1, "", "letter-spaced", "a space behind every character"
                )


def _is_cut_or_foreign(text: str, start: int, end: int) -> bool:
    gaps = sum(1 for _ in _GAP.finditer(text, start, end))
    if gaps > _MOST_GAPS:
        pieces = _PIECE.findall(text, start, end)
        if sum(map(len, pieces)) < 4 * len(pieces):
            return True
    return _FOREIGN.search(text, start, end) is not None


def _piece_before(text: str, end: int) -> str:
    """Return at most four hanzi before ``end``."""
    start = end
    while start > 0 and end - start < 4 and _PIECE.match(text, start - 1, start):
        start -= 1
    return text[start:end]


def _piece_after(text: str, start: int) -> str:
    match = _PIECE.match(text, start, start + 4)
    return match[0] if match else ""


def _is_cell(before: str, after: str) -> bool:
    """Whether a piece is a cell: a bar or a line's end on both sides."""
    return before.rstrip(" ")[-1:] in ("", "|") and after.lstrip(" ")[:1] == "|"


def _is_split(
    text: str, gap: tuple[int, int], line: tuple[int, int], pieces: tuple[str, str]
) -> bool:
    left, right = pieces
    across = _bound(left[-1], right[0])
    if len(left) == len(right) == 1:
        # Both stand alone: 目 录 on its line or behind 第一章; elsewhere a list or a name.
        before, after = text[line[0] : gap[0] - 1], text[gap[1] + 1 : line[1]]
        return (
            across >= _STANDING_ALONE
            and left + right not in _words("choice")
            and not after.strip()
            and (not before.strip() or _HEADING.match(before) is not None)
        )
    if len(left) == 1 and (
        # 春 夏 秋冬: one in a row of its kind; 高 兴国: a name set out to the width of three
        text[gap[0] - 2 : gap[0] - 1] == " " or (left in _words("surname") and len(right) == 2)
    ):
        return False
    if len(right) == 1 and text[gap[1] + 1 : gap[1] + 2] == " ":
        return False
    beside = [_bound(left[-2:-1], left[-1]), _bound(right[0], right[1:2])]
    return across >= _PART_OF_WORD and across >= _MARGIN + sum(
        bound for bound in beside if bound >= _BOUND
    )


def _width(line: str) -> int:
    return len(line) + sum(map(len, _WIDE.findall(line)))


def _between_lines(text: str) -> Iterator[Change]:
    """Yield the line breaks made by a fixed width."""
    lines = text.split("\n")
    widths = [
        _width(line) if _NARROWEST // 2 - _RAGGED <= len(line) <= _WIDEST else 2 * len(line)
        for line in lines
    ]
    full = _full_width(widths, lines)
    spaced: bool | None = None
    at = 0
    for number, line in enumerate(lines[:-1]):
        end = at + len(line)
        at = end + 1
        after = lines[number + 1]
        if not line or not after or len(line) < _LEAST_BEFORE_BREAK:
            continue
        wrapped = full - _RAGGED <= widths[number] <= full
        if not (wrapped or _ends_in_word(line, after)):
            continue
        if not _may_join(line, after):
            continue
        if spaced is None:
            spaced = _spaces_letters(text)
        joint = _joint(line[-1], after[0], spaced=spaced)
        if joint is not None:
            reason = (
                f"lines are wrapped at {full} columns" if wrapped else "the line ends inside a word"
            )
            yield Change(end, end + 1, joint, "line", reason)


def _full_width(widths: list[int], lines: list[str]) -> int:
    """Return the width in columns at which ``lines`` were wrapped; 0 if they were not.

    The evidence is lines that end inside a sentence: three at least within a column or two,
    hardly any longer, and a full stop in every six, which headlines of one length lack.
    """
    counts = Counter(
        width
        for width, line in zip(widths, lines, strict=True)
        if _NARROWEST <= width <= _WIDEST and line.rstrip("”」』）’)")[-1:] not in _ENDS
    )
    longest = max(counts, default=0)
    longer = sum(1 for width in widths if width > longest)
    if not longest or longer * 20 > len(lines):
        return 0
    near = sum(counts[width] for width in range(longest - _RAGGED, longest + 1))
    stops = sum(len(_STOP.findall(line)) for line in lines)
    return longest if near >= _LEAST_LINES and stops * 6 >= near else 0


def _ends_in_word(line: str, after: str) -> bool:
    """Whether a break inside a word is likelier than one beside a word."""
    if not _PIECE.match(line[-1]) or not _PIECE.match(after[0]) or len(after) < 2:
        return False
    across = _bound(line[-1], after[0])
    if across < _PART_OF_WORD:
        return False
    beside = [_bound(line[-2], line[-1]), _bound(after[0], after[1])]
    return across >= 2 * _MARGIN + sum(bound for bound in beside if bound >= _BOUND)


def _may_join(line: str, after: str) -> bool:
    return not (
        _BLOCK_START.match(after)
        or line[:1] in "#|>"
        or line.rstrip("”」』）’)")[-1:] in _ENDS
        or " | " in line
        or " | " in after
        or _FOREIGN.search(line)
        or _FOREIGN.search(after)
    ) and bool(_PIECE.search(line) and _PIECE.search(after))


def _joint(last: str, first: str, *, spaced: bool) -> str | None:
    """Return what joins the two characters; None if the break stays."""
    chinese = [
        bool(_PIECE.match(char)) or char in _MARKS + "“‘（《「『【" for char in (last, first)
    ]
    if all(chinese):
        return ""
    if not last.isalnum() or not first.isalnum():
        return None
    if not any(chinese):
        return (
            " "
            if last.isascii() and first.isascii() and last.isalpha() and first.isalpha()
            else None
        )
    return " " if spaced else ""


def _spaces_letters(text: str) -> bool:
    """Whether this text puts spaces between letters and hanzi."""
    spaced = len(re.findall(f"[A-Za-z0-9] [{_HAN}]|[{_HAN}] [A-Za-z0-9]", text))
    close = len(re.findall(f"[A-Za-z0-9][{_HAN}]|[{_HAN}][A-Za-z0-9]", text))
    return spaced > close
