"""Decide whether a mark is part of a name, a face, an entity, a call, a list or code."""

from __future__ import annotations

from hantidy.core.lazy import pattern
from hantidy.core.spans import Spans
from hantidy.evidence.context import is_han
from hantidy.filters.punctuation.brackets import Brackets
from hantidy.filters.punctuation.characters import LETTER_OR_DIGIT, behind_han
from hantidy.filters.punctuation.lines import Lines

_NAME_WITH_MARK = pattern(r"(?i:yahoo|joomla|jeopardy|yum)$")
"""Names that end in a mark of their own."""

_JOINED_NAME = pattern(r"(?<=[^\x00-\x7f])[A-Z][A-Za-z]{1,15}$")
"""A Latin word that Han, or another sign outside of ASCII, runs into."""

_NARROW_MARK = pattern("!")

_SERIES = pattern(
    rf" ?({LETTER_OR_DIGIT}{{1,6}}) ?[0-9]{{1,2}}(?:, ?\1 ?[0-9]{{1,2}})*[,;] ?(?:\.\.\.|…)"
)
"""A series of a label with numbers up to points (图 1, 图 2, ...), in ASCII."""

_ENTITY = pattern(
    r"(?:&(?:amp;){0,3}#?[A-Za-z0-9]{1,10}|#[0-9]{2,5}|(?<![A-Za-z])(?:quot|[gl]t|amp))$"
)

_FACE_AFTER = pattern(
    r"[:;](?:[DPpOoSXx]|-[)(DPpOo|/])(?![A-Za-z0-9])|:(?<=[～~!！?？。呀啊呢啦哦吧嘛]:)3(?![\w:.])"
)

_CODE_NAME = pattern(r":(?=[^:]*[a-z]|[+\-][0-9]:)[a-z0-9_+\-]{2,32}:(?!//)")
"""The name of an emoji between colons, ``:smile:``; ``:http:`` before slashes is none."""

# Before a letter that is an answer or a grade, a colon is a colon and no eyes.
_BEFORE_GRADE = frozenset("案选選项項级級为為是型类類组組等")
_SEVERAL = 3  # so many make a habit


class Names:
    """Judges the marks of one text."""

    def __init__(self, text: str, brackets: Brackets, lines: Lines) -> None:
        """Judge ``text``."""
        self._text = text
        self._calls = Spans(brackets.calls)
        self._has_calls = bool(brackets.calls)
        self._has_terms = ";" in text and (text.startswith(";") or "\n;" in text)
        self._lines = lines

    def hold(self, run: str, start: int, end: int) -> bool:
        """Whether the run belongs to a name, a face, an entity, a call or code."""
        text = self._text
        if "::" in run or (self._has_calls and self._calls.touches(start, end)):
            return True
        if self._has_terms and run == ":" and text[self._lines.around(start)[0]] == ";":
            return True  # a term and its meaning in a wiki
        if not text[start - 1].isascii() and not text[end : end + 1].isascii():
            return False  # all that follows has ASCII on one side
        before = text[max(0, start - 24) : start]
        if run[-1] in ":;" and _FACE_AFTER.match(text, end - 1):
            return text[start - 1] not in _BEFORE_GRADE
        return self._belongs(run, before, start, end)

    def _belongs(self, run: str, before: str, start: int, end: int) -> bool:
        """Whether the run is part of the word before it, of a list or of a table."""
        text = self._text
        if run[0] == "!":
            named = run == "!" and _JOINED_NAME.search(before)
            if named and is_han(before[named.start() - 1]) and self._sets_wide_marks():
                return True
            return _NAME_WITH_MARK.search(before) is not None
        if run[0] == ";":
            return _ENTITY.search(before) is not None
        if run[0] in ",:" and self._lines.lists_options(start):
            return True
        if run[0] == ",":
            return bool(_SERIES.match(text, end)) or before.endswith((",...", ", ..."))
        # The columns of a table of roff; a drive before 盘 is a name.
        return (
            text.startswith("T{", end)
            or before.endswith("T}")
            or (run == ":" and (text[end : end + 1] in ("盘", "盤") or self._names_emoji(start)))
        )

    def _sets_wide_marks(self) -> bool:
        """Whether the text has ！ behind Han and never ``!``."""
        return self._text.count("！") >= _SEVERAL and not any(behind_han(_NARROW_MARK, self._text))

    def _names_emoji(self, at: int) -> bool:
        if _CODE_NAME.match(self._text, at):
            return True
        opening = self._text.rfind(":", max(0, at - 34), at)
        return opening >= 0 and _CODE_NAME.fullmatch(self._text, opening, at + 1) is not None
