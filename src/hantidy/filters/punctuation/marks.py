"""Which runs of , ; : ? ! become full width: a run is judged by its two ends, and turns whole."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hantidy.core.edits import Change
from hantidy.core.spans import Spans
from hantidy.evidence.context import HAN, han_after, han_before
from hantidy.evidence.ranges import count
from hantidy.filters.punctuation.characters import KINDS, WIDE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from hantidy.filters.punctuation.brackets import Brackets

__all__ = ["Judge", "folded_commas", "turn_commas"]

_RULES = {",": "comma", ";": "semicolon", ":": "colon", "?": "question", "!": "exclamation"}
_WIDE = str.maketrans(WIDE)
_NEAR = 200  # how far a clause is looked at


@cache
def _folded_commas() -> re.Pattern[str]:
    """A comma between two Han: nine of ten marks of a page are such."""
    return re.compile(f",(?<=[{HAN}],)(?=[{HAN}])")


@cache
def _candidates(mark: str) -> re.Pattern[str]:
    """A run that begins with ``mark`` and may turn. The mark stands first: it is what is rare."""
    every = "".join(WIDE)
    before = f"{HAN}”’」』）》〉】〕)"
    after = f"{HAN}“‘「『（《〈【〔("
    between_han = f"(?!(?<=[{HAN}],)[{HAN}])" if mark == "," else ""
    mark = re.escape(mark)
    return re.compile(
        f"{mark}{between_han}(?<![{every}]{mark})"
        f"(?:(?<=[{before}]{mark})|(?=[{every}]*+ ?[{after}])|(?=[A-Za-z])(?<=[A-Za-z0-9]{mark}))"
        f"[{every}]*+"
    )


def folded_commas(text: str) -> list[int]:
    """Where a comma stands alone between two Han."""
    if "," not in text:
        return []
    return [found.start() for found in _folded_commas().finditer(text)]


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


@cache
def _latin() -> re.Pattern[str]:
    return re.compile("[A-Za-z]")


@cache
def _asking() -> re.Pattern[str]:
    return re.compile(
        "[吗嗎呢什甚谁誰哪怎孰]|(?<![那这這])[么麼]$|[嘛吧]$|(?<!任)(?<![几幾])[何](?!况|況)|[几幾](?![乎何])"
        "|否(?![则則定认認])|多少|多[久长長远遠大高]|(.)[不没沒]\\1"
    )


@cache
def _clause_mark() -> re.Pattern[str]:
    return re.compile(r"[，。！？；：、,.!?;:\n“”\"()（）]")


@cache
def _piece_mark() -> re.Pattern[str]:
    """What ends a piece of a clause; a point does not: 3.11."""
    return re.compile(r"[，。！？；：、,!?;:\n“”\"()（）\[\]{}<>]")


@cache
def _name_with_mark() -> re.Pattern[str]:
    """Names that end in a mark of their own."""
    return re.compile(r"(?i:yahoo|joomla|jeopardy|yum)$")


@cache
def _letters() -> re.Pattern[str]:
    """One letter on its own, at the start or at the end of a piece."""
    return re.compile(r"^[A-Za-z](?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Za-z]$")


@cache
def _proper_name() -> re.Pattern[str]:
    return re.compile("[A-Z][a-z]{2}")


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(r"&(?:amp;){0,3}#?[A-Za-z0-9]{1,10}$")


@cache
def _face_after() -> re.Pattern[str]:
    return re.compile(r"[:;](?:[DPpOoSXx]|-[)(DPpOo|/])(?![A-Za-z0-9])")


@cache
def _code_name() -> re.Pattern[str]:
    """The name of an emoji between colons, ``:smile:``; ``:http:`` before slashes is none."""
    return re.compile(r":[a-z0-9_+\-]{2,32}:(?!//)")


# Before a letter that is an answer or a grade, a colon is a colon and no eyes.
_BEFORE_GRADE = frozenset("案选選项項级級为為是型类類组組等")


def turn_commas(text: str) -> tuple[str, int]:
    """Return ``text`` with those commas of full width, and how many there were."""
    return _folded_commas().subn("，", text) if "," in text else (text, 0)


class Turn(NamedTuple):
    """A run that becomes full width, with the spaces that go."""

    start: int
    end: int
    reason: str


class Judge:
    """Judges the runs of one text."""

    def __init__(
        self, text: str, brackets: Brackets, protected: Callable[[], Spans], *, bold: bool
    ) -> None:
        """Judge ``text``; its ``protected`` spans are seldom asked for."""
        self.text = text
        self.protected = protected
        self.brackets = brackets
        self.bold = bold
        self.calls = Spans(brackets.calls)
        self._has_calls = bool(brackets.calls)
        self._line = (-1, -1)
        self._hanzi_prevail = False

    def changes(self) -> Iterator[Change]:
        """Yield a change for each run that turns, and what is only seen."""
        for mark in WIDE:
            if mark in self.text:
                for found in _candidates(mark).finditer(self.text):
                    if change := self._change(*found.span()):
                        yield change

    def _change(self, start: int, end: int) -> Change | None:
        turn = self._turn(start, end)
        if turn is None:
            return None
        text = self.text
        run = text[start:end]
        if self._stays(run, start, end):
            return None
        if "?" in run and not self._asks(start, end):
            if run == "?" and KINDS[text[start - 1]] == "h" == KINDS[text[end]]:
                reason = "no question: a character may have been lost here"
                return Change(start, end, run, "lost-character", reason)
            return None
        return Change(turn.start, turn.end, run.translate(_WIDE), _RULES[run[0]], turn.reason)

    def _turn(self, start: int, end: int) -> Turn | None:
        """What becomes of the run, by its two ends alone."""
        left = KINDS[self.text[start - 1 : start]] if start else "n"
        right = KINDS[self.text[end : end + 1]]
        if "s" in (left, right):
            return self._spaced(start, end, left)
        if left not in "nqkz":
            if right == "h" or (right in "o(" and self._opens(end, left)):
                return Turn(start, end, "Chinese follows")
            if left in "hc)" and self._is_chinese(start - 1, left):
                return self._after_chinese(start, end, right)
            if left in "ad" and right == "a" and self.text[start:end] in ",;":
                return self._between_letters(start, end)
        return None

    def _is_chinese(self, at: int, kind: str) -> bool:
        """Whether what stands left of a run is Chinese: a closer may be English as well."""
        if kind == ")":
            return at in self.brackets.chinese
        return kind == "h" or self.text[at] not in "”’" or han_before(self.text, at) is True

    def _after_chinese(self, start: int, end: int, right: str) -> Turn | None:
        if right in "adlnc":
            return Turn(start, end, "after Chinese")
        if (
            self.bold
            and self.text[start:end] == ":"
            and right not in ")m"
            and self.text[end] != "/"
        ):
            return Turn(start, end, "after Chinese whose marks were all folded")
        return None

    def _between_letters(self, start: int, end: int) -> Turn | None:
        """Between letters only a sentence that is Chinese on both sides tells."""
        return Turn(start, end, "in a Chinese sentence") if self._in_chinese(start) else None

    def _opens(self, at: int, left: str) -> bool:
        """Whether the opener at ``at`` opens something Chinese, or follows it."""
        if left == "h":
            return self.text[at] != "(" or at in self.brackets.mates
        if self.text[at] == "(":
            return at in self.brackets.mates and (left == "c" or at in self.brackets.turning)
        return self.text[at] not in "“‘" or han_after(self.text, at + 1) is True

    def _spaced(self, start: int, end: int, left: str) -> Turn | None:
        """One space before the run, after it or on both sides, between Chinese."""
        text = self.text
        last = end + text.startswith(" ", end)
        right = KINDS[text[last : last + 1]]
        if right not in "ho":
            return None
        if right == "o" and text[last] in "“‘" and not han_after(text, last + 1):
            return None
        first = start
        if left == "s":
            # A mark set apart on both sides may be what is talked of; a comma never is.
            first -= 1
            left = KINDS[text[first - 1 : first]] if first else "n"
            if text[first] != " " or text[start] not in (",;:" if left == "h" else ",;"):
                return None
        allowed = "hcd%" if text[start] in ",;:" else "hc"
        if left not in allowed or (left == "c" and not self._is_chinese(first - 1, left)):
            return None
        if not self._hanzi_outnumber(start):
            return None
        return Turn(first, last, "between Chinese, with a stray space")

    def _hanzi_outnumber(self, at: int) -> bool:
        """Whether the line has more hanzi than Latin letters, URLs and code left out."""
        if not self._line[0] <= at < self._line[1]:
            start = self.text.rfind("\n", 0, at) + 1
            end = self.text.find("\n", at)
            end = len(self.text) if end < 0 else end
            self._line = (start, end)
            self._hanzi_prevail = self._balance(start, end) > 0
            if not self._hanzi_prevail:
                hidden = [span for span in self.protected() if span[0] < end and span[1] > start]
                balance = self._balance(start, end) - sum(
                    self._balance(max(first, start), min(last, end)) for first, last in hidden
                )
                self._hanzi_prevail = balance > 0
        return self._hanzi_prevail

    def _balance(self, start: int, end: int) -> int:
        """How many more hanzi than Latin letters there are."""
        hanzi = count(_han(), self.text, start, end)
        return hanzi - count(_latin(), self.text, start, end)

    def _in_chinese(self, at: int) -> bool:
        """Whether the pieces of the clause on both sides of ``at`` hold Han."""
        text = self.text
        before = _piece_mark().split(text[max(0, at - _NEAR) : at])[-1]
        after = _piece_mark().split(text[at + 1 : at + _NEAR], maxsplit=1)[0]
        if not _han().search(before) or not _han().search(after):
            return False
        if _letters().search(before) and _letters().match(after):
            return False  # A,B and N,N-二甲基: single letters are symbols
        left, right = before.rpartition(" ")[2], after.partition(" ")[0]
        if left.isascii() and right.isascii():
            # Two words of plain ASCII are a list of options, deny,allow, or names: C++,Java.
            return _proper_name().match(right) is not None
        return True

    def _asks(self, start: int, end: int) -> bool:
        """Whether a question mark closes a line or a clause that asks."""
        if KINDS[self.text[end : end + 1]] == "n":
            return True
        before = self.text[max(0, start - 40) : start].rstrip(" ")
        clause = _clause_mark().split(before)[-1]
        return _asking().search(clause) is not None

    def _stays(self, run: str, start: int, end: int) -> bool:
        """Whether the run belongs to a name, a face, an entity, a call or code."""
        text = self.text
        if "::" in run or (self._has_calls and self.calls.touches(start, end)):
            return True
        if not text[start - 1].isascii() and not text[end : end + 1].isascii():
            return False  # all that follows has ASCII on one side
        before = text[max(0, start - 24) : start]
        if run[0] == "!":
            return _name_with_mark().search(before) is not None
        if run[0] == ";" and _entity().search(before):
            return True
        if run == ":" and text[end : end + 1] in ("盘", "盤"):
            return True  # C:盘
        face = run in (":", ";") and _face_after().match(text, start) is not None
        return (face and text[start - 1] not in _BEFORE_GRADE) or (
            run == ":" and self._names_emoji(start)
        )

    def _names_emoji(self, at: int) -> bool:
        if _code_name().match(self.text, at):
            return True
        opening = self.text.rfind(":", max(0, at - 34), at)
        return opening >= 0 and _code_name().fullmatch(self.text, opening, at + 1) is not None
