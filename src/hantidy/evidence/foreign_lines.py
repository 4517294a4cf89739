"""Find lines that are not Chinese prose: Japanese, Korean, drawn tables."""

from __future__ import annotations

from hantidy.core.lazy import pattern
from hantidy.core.lines import lines_with
from hantidy.core.spans import NOWHERE, Spans
from hantidy.evidence.characters import HAN_RANGE, HANGUL_SYLLABLES, KANA_RANGE
from hantidy.evidence.ranges import count, count_all, more_than, run_of

_KANA_A_HAN = 10  # one kana to so many Han, or more, and the block is Japanese
_KANA_A_LINE = 6  # the same of a line in a block that is Chinese

_HAN = pattern(f"[{HAN_RANGE}]")
_KANA = pattern(f"[{KANA_RANGE}ー]+")
_WORDS = pattern(r"[^\s，。；：！？、（）「」『』《》〈〉“”,;:!?()]{0,40}")


def has_han(text: str) -> bool:
    """Whether there is any Han in ``text``."""
    return not text.isascii() and _HAN.search(text) is not None


def foreign_lines(text: str) -> Spans:
    """Return the spans of Japanese and Korean text.

    Lines with kana, without line ends; of a line with many more Han only the words around the
    kana. The whole text if there is one kana for at most ten Han, or more Hangul than Han.
    """
    letters = count_all(text, f"{KANA_RANGE}{HANGUL_SYLLABLES}")
    if not letters:
        return NOWHERE
    size = len(text)
    kana, some = run_of(KANA_RANGE), count_all(text, KANA_RANGE)
    if not more_than(_HAN, text, 0, size, max(_KANA_A_HAN * some, letters - some - 1)):
        return Spans([(0, size)])
    spans: list[tuple[int, int]] = []
    for start, end in lines_with(kana, text):
        some = count(kana, text, start, end)
        if more_than(_HAN, text, start, end, _KANA_A_LINE * some):
            spans += [
                _words(text, *each.span(), start, end) for each in _KANA.finditer(text, start, end)
            ]
        else:
            spans.append((start, end))
    return Spans(spans)


def _words(text: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    """Return the span of the words around kana, up to a mark or space."""
    before = _WORDS.match(text[first:start][::-1])
    after = _WORDS.match(text, end, last)
    return start - (before.end() if before else 0), after.end() if after else end


def is_row(text: str, start: int, end: int) -> bool:
    """Whether this line is a row of a table drawn with bars: two of them set off by spaces."""
    at = text.find(" | ", start, end)
    return at >= 0 and (text.find(" |", at + 2, end) >= 0 or text.startswith("|", start))


def is_cell(text: str, start: int, end: int) -> bool:
    """Whether this line is a row, or ends in a bar as a flattened cell does.

    In such a cell spaces set apart what were paragraphs.
    """
    return end > start and (text[end - 1] == "|" or is_row(text, start, end))
