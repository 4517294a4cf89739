"""Remove stray spaces beside full-width marks; space Chinese and Latin when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.lines import line_end, line_start
from hantidy.core.spans import Spans
from hantidy.evidence.characters import HAN, LATIN
from hantidy.evidence.context import han_after, han_before, is_han
from hantidy.evidence.foreign_lines import foreign_lines, is_cell
from hantidy.filters.base import Filter

_OPENERS = "（《〈「『【〔［｛"
_CLOSERS = "）》〉」』】〕］｝"
_STOPS = "，。、；：？！"
_QUOTES = "“”‘’"
_LAYOUT = 4  # so many spaces are a column or a blank to fill in


_FULL = f"{_OPENERS}{_CLOSERS}{_STOPS}{_QUOTES}"
_MORE = f" {{0,{_LAYOUT - 2}}}"
_NO_ASCII = r"[^\x00-\x7f]"
_STRAY = pattern(
    f" (?<={_NO_ASCII} )(?:(?<=[{_FULL}] ){_MORE}(?={_NO_ASCII})|{_MORE}(?=[{_FULL}]))"
)
"""Spaces between a full-width mark and what is not ASCII: to be Han or another mark."""

_GAPS = pattern(f" (?<=[{HAN}] ){_MORE}(?=[{LATIN}0-9])| (?<=[{LATIN}0-9] ){_MORE}(?=[{HAN}])")
"""Spaces between Han and a Latin letter or digit."""

_SEAMS = pattern(
    f"(?<=[{HAN}])(?=[{LATIN}0-9])|(?<=[{LATIN}0-9])(?=[{HAN}])"
    f"|(?<=[0-9][%‰])(?=[{HAN}])|(?<=[{LATIN}][+#])(?=[{HAN}])|(?<=[{LATIN}]\\+\\+)(?=[{HAN}])"
)
"""Places where Han and a Latin letter or digit, or a sign that belongs to one, meet."""

_JOINED = pattern(r"[#@](?<![\w&/][#@])[^\s，。；：！？、#@]+|(?<![\w\-])[\w\-]*\w_[\w\-]+")
"""Hashtags, names behind @ and names with underscores: a space would break them."""

_GAP = pattern(" +")
_INSET = pattern(
    rf" (?<={_NO_ASCII} ) *[《“「『（][^《》“”「」『』（）\n]{{1,40}}[》”」』）] +(?={_NO_ASCII})"
)
"""Quoted words with spaces on both sides; inside a sentence, if they are between Han."""


def _in_chinese(text: str, at: int) -> bool:
    """Whether the nearest letters around a curly quote are Han."""
    nearest = {han_before(text, at), han_after(text, at + 1)}
    return True in nearest and False not in nearest


def _is_stray(text: str, start: int, end: int) -> bool | None:
    """Whether spaces between these two characters are stray; None if the line decides.

    Beside a stop or inside brackets they are stray. Outside brackets they may set apart a number,
    a label, a time, a speaker or a column.
    """
    left, right = text[start - 1], text[end]
    if not all(each in _FULL or is_han(each) for each in (left, right)):
        return False
    opens, closes = left in _OPENERS or left in "“‘", right in _CLOSERS or right in "”’"
    if opens and closes:
        return False  # a blank to fill in
    for at in (start - 1, end):
        if text[at] in _QUOTES and not _in_chinese(text, at):
            return False
    if left in _STOPS or right in _STOPS or opens or closes:
        return True
    return None if right in _OPENERS + "“‘" or left in _CLOSERS + "”’" else False


def _mean_nothing(text: str, start: int, end: int) -> bool:
    """Whether the spaces of a line mean nothing: some are beside stops, or around quoted words.

    Not if some are between Han: there they set words apart.
    """
    beside_stops = False
    for found in _GAP.finditer(text, start, end):
        first, last = found.span()
        left, right = text[first - 1 : first] or "\n", text[last : last + 1] or "\n"
        if is_han(left) and is_han(right):
            return False
        if left in _STOPS:
            beside_stops |= last - first > 1 or right in f"{_OPENERS}“‘" or is_han(right)
        elif right in _STOPS and last - first < _LAYOUT - 1:
            beside_stops |= (
                left in f"{_CLOSERS}”’" or is_han(left) or (left.isascii() and left.isalnum())
            )
    return beside_stops or (
        any(text.find(stop, start, end) >= 0 for stop in _STOPS)
        and any(
            is_han(text[found.start() - 1]) and is_han(text[found.end()])
            for found in _INSET.finditer(text, start, end)
        )
    )


class _Lines:
    """Asks the same of the line of each place, once a line; places come in order."""

    def __init__(self, text: str, ask: Callable[[str, int, int], bool]) -> None:
        self._text = text
        self._ask = ask
        self._end = -1
        self._answer = False

    def __call__(self, at: int) -> bool:
        if at > self._end:
            self._end = line_end(self._text, at)
            self._answer = self._ask(self._text, line_start(self._text, at), self._end)
        return self._answer


@dataclass(frozen=True)
class Spacing(Filter):
    """Takes out stray spaces between a full-width mark and Han or another mark.

    Only one to three U+0020 within a line; curly quotes count as full width where the nearest
    letter on each side is Han. Outside of brackets and quotes they go only in a line that has
    such spaces beside sentence marks, or on both sides of a quoted word in a sentence. Spaces
    between Chinese and Latin are kept, or stripped or added when asked; not inside #tags, @names
    and names_with_underscores.

    Never touched: spaces between hanzi (headings, names), before 《 “ （ behind a number, label,
    time or speaker, at a line's ends, after markers of
    lists and headings, in rows and cells of a table, blanks to fill in like （ ）, U+3000, lines
    with kana, protected spans. Looks at one line; twice equals once.
    """

    name: ClassVar = "spacing"
    kind: ClassVar = "style"
    examples: ClassVar = (
        ("高度重视 “两个更加” ， 落实 《纲要》", "高度重视“两个更加”，落实《纲要》"),
    )

    cjk_latin: Literal["keep", "strip", "add"] = "keep"

    @property
    def triggers(self) -> str | None:
        """The space; None where Chinese and Latin are set apart or joined."""
        return " " if self.cjk_latin == "keep" else None

    def may_change(self, lines: ChangedLines) -> bool:
        return self.finds(lines.now)

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        changes = list(self._found(text))
        if changes and (foreign := block.evidence(foreign_lines)):
            changes = [each for each in changes if not foreign.touches(each.start, each.end)]
        changes.sort()
        return changes

    def _found(self, text: str) -> Iterator[Change]:
        may_be_cell = "|" in text
        if " " in text:
            in_cell, mean_nothing = _Lines(text, is_cell), _Lines(text, _mean_nothing)
            for found in _STRAY.finditer(text):
                start, end = found.span()
                stray = _is_stray(text, start, end)
                if stray is None:
                    stray = mean_nothing(start)
                if stray and not (may_be_cell and in_cell(start)):
                    yield Change(start, end, "", "stray-space", "beside a full-width mark")
        if self.cjk_latin != "keep":
            in_cell = _Lines(text, is_cell)
            if self.cjk_latin == "strip":
                places, after = _GAPS, ""
            else:
                places, after = _SEAMS, " "
                joined = Spans(each.span() for each in _JOINED.finditer(text))
            for found in places.finditer(text):
                start, end = found.span()
                if (may_be_cell and in_cell(start)) or (after and joined.touches(start, end)):
                    continue
                yield Change(start, end, after, "cjk-latin", "between Chinese and Latin")
