"""Decide which runs of , ; : ? ! become full width, by both ends of a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN
from hantidy.evidence.context import han_after, han_before
from hantidy.filters.punctuation.brackets import Brackets
from hantidy.filters.punctuation.characters import KINDS, NARROW, RULES, WIDE, behind_han
from hantidy.filters.punctuation.lines import Lines, Near
from hantidy.filters.punctuation.names import Names
from hantidy.filters.punctuation.neighbours import left_of, right_of
from hantidy.filters.punctuation.questions import Questions, asks, is_call

_WIDE = str.maketrans(WIDE)
_NEAR = 200  # how far a clause is looked at
_LACUNAE = "□囗"
_YEAR = "[12][0-9]{3}年"
_LABEL = 16  # characters from a bracket to the colon of a label
_SEVERAL = 3  # marks set apart in one block

_FOLDED_COMMAS = pattern(f",(?<=[{HAN}],)(?=[{HAN}])")
"""A comma between two Han, nine of ten marks of a folded page."""


_BEFORE = f"{HAN}{_LACUNAE}”’」』）》〉】〕)*_~`$>\\]"
_AFTER = f"{HAN}{_LACUNAE}“‘「『（《〈【〔(*`$<\\["
_CANDIDATE = pattern(
    f"[{NARROW}](?!(?<=[{HAN}],)[{HAN}])(?<![{NARROW}].)"
    f"(?:(?<=[{_BEFORE}].)|(?=[{NARROW}]*+ ?[{_AFTER}])|(?=[A-Za-z])(?<=[A-Za-z0-9].)"
    f"|(?<=[A-Za-z0-9%].)"
    f"(?=[{NARROW}]*+(?: *$| \\{{#|\\]\\()|[0-9]{{1,2}}[.、]|{_YEAR})"
    f"|(?<=\\(.)|(?=[{NARROW}]*+\\)))"
    f"[{NARROW}]*+",
    re.MULTILINE,
)
"""A run that may turn, but for `_FOLDED_COMMAS`; the mark stands first: it is what is rare."""


@cache
def _line_ends(mark: str) -> re.Pattern[str]:
    mark = re.escape(mark)
    return re.compile(rf"{mark}(?=\n|\Z)")


def folded_commas(text: str) -> list[int]:
    """Return the positions of commas between two Han."""
    return [found.start() for found in _FOLDED_COMMAS.finditer(text)]


_HAN = pattern(f"[{HAN}]")
_HAN_OR_WIDE = pattern(f"[{HAN}，。；：？！、（）]")

_VALUE = pattern(
    r"[+\-~]?[0-9]|[#@][\w]|%(?:[0-9.\-]*[a-z]|[0-9(])|\$(?:[0-9]+\.[0-9]|[1-9][0-9])"
    r"|\{(?: ?\$[A-Za-z]+ ?|-[a-z\-]+ ?|[A-Za-z0-9_]*)\}(?!\})|\{#[\w.\-]+\}"
)
"""What may follow a Chinese mark: a signed number, an amount, a tag, a name, a placeholder."""

_NEXT_ITEM = pattern(f"[0-9]{{1,2}}[.、] ?[{HAN}]")
"""The number of an item, with Chinese behind it."""

_BLANK_END = pattern(r" +(?:$|\{[#.][\w.-]+\} *$)", re.MULTILINE)

_DATED = pattern(_YEAR)
_ABBREVIATION = pattern(r"[A-Z]{2,8}\)")
_MARKUP = pattern(r"`[^`\n]*`|\]\([^()\n]*\)|</?[A-Za-z][^<>\n]*>")
_CLAUSE_MARK = pattern(r"[，。！？；：,!?;:]")
_WORD = pattern("[A-Za-z0-9]+")

_ATTRIBUTE = pattern(r"[a-z]{1,12}=\"")
_APART = pattern(" [,;:] ")
_CODED = pattern(r"[ \t]*[0-9]+: ")  # a number and what it stands for
_PIECE_MARK = pattern(r"[，。！？；：、,!?;:\n“”\"()（）\[\]{}<>]")
"""A separator of pieces of a clause; a point is none (3.11)."""

_LETTERS = pattern(r"^[A-Za-z](?![A-Za-z0-9])|(?<![A-Za-z0-9])[A-Za-z]$")
"""One letter on its own, at the start or at the end of a piece."""

_STATEMENT = pattern(";[A-Za-z_$]")
"""A statement of code behind another."""

_PROPER_NAME = pattern("[A-Z][a-z]{2}")


def turn_commas(text: str) -> tuple[str, int]:
    """Return ``text`` with `folded_commas` in full width, and their number."""
    return _FOLDED_COMMAS.subn("，", text) if "," in text else (text, 0)


class Turn(NamedTuple):
    """A run that becomes full width, with the spaces to remove."""

    start: int
    end: int
    reason: str


class Judge:
    """Judges the runs of one text."""

    def __init__(self, text: str, brackets: Brackets, protected: Near, *, bold: bool) -> None:
        """Judge ``text``; ``protected`` is called only if a rule needs its spans."""
        self.text = text
        self.brackets = brackets
        self.bold = bold
        self.questions = Questions(text)
        self.lines = Lines(text, protected)
        self.names = Names(text, brackets, self.lines)
        self._folded_ends: dict[str, bool] = {}
        self._set_apart: dict[str, bool] = {}

    def changes(self) -> Iterator[Change]:
        """Yield the changes of runs, and the findings."""
        for found in _CANDIDATE.finditer(self.text):
            start, end = found.span()
            beside = self.text[start - 1 : start] + self.text[end : end + 1]
            if beside.isascii() and self.lines.is_ascii(start):
                continue  # code, mostly: nothing there is Chinese
            if change := self._change(start, end):
                yield change

    def _change(self, start: int, end: int) -> Change | None:
        turn = self._turn(start, end)
        if turn is None:
            return None
        text = self.text
        run = text[start:end]
        if self.names.hold(run, start, end):
            return None
        if "?" in run and not self.questions.asks(start, end):
            if run == "?" and KINDS[text[start - 1]] == "h" == KINDS[text[end]]:
                reason = "no question: a character may have been lost here"
                return Change(start, end, run, "lost-character", reason)
            return None
        return Change(turn.start, turn.end, run.translate(_WIDE), RULES[run[0]], turn.reason)

    def _turn(self, start: int, end: int) -> Turn | None:
        """Return how the run turns, by the characters at both ends."""
        text = self.text
        if text[start - 1 : start] == " " or text[end : end + 1] == " ":
            return self._spaced(start, end)
        left, left_end = left_of(text, start)
        right, right_at = right_of(text, end)
        if "q" in (left, right):
            return self._beside_quote(start, end, left, right)
        image = text[end - 1] == "!" and text.startswith("[", end)
        if left in "kz" or image or (left == "n" and not self._goes_on(start, end)):
            return None
        return self._by_kinds(start, end, (left, left_end), (right, right_at))

    def _by_kinds(
        self, start: int, end: int, before: tuple[str, int], after: tuple[str, int]
    ) -> Turn | None:
        """Return how the run turns, by the kinds of both neighbours."""
        (left, left_end), (right, right_at) = before, after
        if left == "(" and left_end - 1 in self.brackets.turning and right in "ad)":
            return Turn(start, end, "behind a bracket of full width")
        if right == ")" and right_at in self.brackets.turning and left in "adx":
            return Turn(start, end, "before a bracket of full width")
        if right == "h" or (right in "o(" and self._opens(right_at, left)):
            return Turn(start, end, "Chinese follows")
        if left in "hc)" and self._is_chinese(left_end - 1, left):
            return self._after_chinese(start, end, right, right_at)
        if left in "adw)" and right == "n":
            return self._at_line_end(start, end)
        between = left in "adw)%" and right in "adw"
        return self._between_words(start, end, left, right) if between else None

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a comma at a line's start closes the Chinese of the line before."""
        return (
            self.text[start] == ","
            and start > 1
            and KINDS[self.text[start - 2]] in "hcad)"
            and KINDS[self.text[end : end + 1]] == "h"
        )

    def _beside_quote(self, start: int, end: int, left: str, right: str) -> Turn | None:
        """Turn a run beside a straight quote: only in a sentence, Chinese on both sides."""
        if left == "h" and self.text[start:end] == ":" and self._in_brackets(start):
            return Turn(start, end, "before a name in brackets of full width")
        if not self.lines.quotes_speech(start):
            return None
        opens = self.text.count('"', self.lines.around(start)[0], end) % 2 == 0
        if left == "h" and right == "q" and (not opens or han_after(self.text, end + 1)):
            return Turn(start, end, "beside quoted Chinese")
        if left == "q" and right in "hn" and opens and self.text[start - 1] == '"':
            return Turn(start, end, "after a quotation")
        return None

    def _in_brackets(self, at: int) -> bool:
        """Whether the nearest bracket before ``at`` opens a pair that turns."""
        opening = self.text.rfind("(", max(0, at - _LABEL), at)
        return opening in self.brackets.turning and self.text.find(")", opening, at) < 0

    def _is_chinese(self, at: int, kind: str) -> bool:
        """Whether the text left of a run is Chinese; a closing mark may be English too."""
        if kind == ")":
            # Where the bracket stays, `f("中文");g()` is code.
            return at in self.brackets.chinese and (
                at in self.brackets.turning or not _STATEMENT.match(self.text, at + 1)
            )
        return kind == "h" or self.text[at] not in "”’" or han_before(self.text, at) is True

    def _after_chinese(self, start: int, end: int, right: str, right_at: int) -> Turn | None:
        text = self.text
        if right in "adlncwm" or _VALUE.match(text, right_at):
            return Turn(start, end, "after Chinese")
        if right in "xz" and not text[right_at].isascii():
            return Turn(start, end, "after Chinese")
        if self.bold and text[start:end] == ":" and right not in ")m" and text[right_at] != "/":
            return Turn(start, end, "after Chinese whose marks were all folded")
        return None

    def _between_words(self, start: int, end: int, left: str, right: str) -> Turn | None:
        """Turn a run between letters or code, in a sentence that is Chinese on both sides."""
        run = self.text[start:end]
        if run in (",", ";"):
            if "w" in (left, right):
                if self.lines.hanzi_outnumber(start) and self._among_chinese(start):
                    return Turn(start, end, "in a Chinese sentence")
            elif left in "ad" and right == "a":
                if self._in_chinese(start) or self._abbreviates(end):
                    return Turn(start, end, "in a Chinese sentence")
            elif left in "a%" and right == "d" and _DATED.match(self.text, end):
                return Turn(start, end, "before a year in Chinese")
            elif run == ";" and right == "d" and _NEXT_ITEM.match(self.text, end):
                return Turn(start, end, "before an item in Chinese")
        return None

    def _abbreviates(self, at: int) -> bool:
        """Whether an abbreviation at ``at`` ends a bracket that turns."""
        found = _ABBREVIATION.match(self.text, at)
        return found is not None and found.end() - 1 in self.brackets.turning

    def _at_line_end(self, start: int, end: int) -> Turn | None:
        """Turn a run at a line's end, behind a Latin word in a Chinese clause."""
        run = self.text[start:end]
        if run in (":", "!", "?") and self._ends_chinese(start, run):
            return Turn(start, end, "at the end of a Chinese line")
        return None

    def _ends_chinese(self, at: int, run: str) -> bool:
        first = max(self.lines.around(at)[0], at - _NEAR)
        clause = _CLAUSE_MARK.split(_MARKUP.sub("", self.text[first:at]))[-1]
        hanzi = len(_HAN.findall(clause))
        if not hanzi:
            return is_call(clause) and run != ":" and self.lines.hanzi_prevail_by_far(at)
        if clause.count('"') % 2:
            return False
        if self.lines.hanzi_outnumber(at) or (run == "?" and asks(clause)):
            return True
        words = len(_WORD.findall(clause))
        if run != ":" and hanzi >= max(_SEVERAL, 3 * words):
            return True
        return hanzi >= words and self._ends_folded(run)

    def _ends_folded(self, run: str) -> bool:
        """Whether lines of the text that end in Han and ``run`` use the ASCII form."""
        if run not in self._folded_ends:
            ends = sum(1 for _ in behind_han(_line_ends(run), self.text))
            self._folded_ends[run] = ends >= _SEVERAL and ends > self.text.count(WIDE[run] + "\n")
        return self._folded_ends[run]

    def _among_chinese(self, at: int) -> bool:
        """Whether the line has Han or a full-width mark on both sides."""
        start, end = self.lines.around(at)
        return all(_HAN_OR_WIDE.search(self.text, *span) for span in ((start, at), (at + 1, end)))

    def _opens(self, at: int, left: str) -> bool:
        """Whether the opening mark at ``at`` encloses or follows Chinese."""
        if left == "h":
            return self.text[at] != "(" or at in self.brackets.mates
        if self.text[at] == "(":
            return at in self.brackets.mates and (left == "c" or at in self.brackets.turning)
        return self.text[at] not in "“‘" or han_after(self.text, at + 1) is True

    def _spaced(self, start: int, end: int) -> Turn | None:
        """Turn a run between Chinese with a space before it, after it or on both sides."""
        text = self.text
        left = KINDS[text[start - 1]] if start else "n"
        last = end + text.startswith(" ", end)
        right, right_at = right_of(text, last)
        if right in "snz" and left != "s" and _BLANK_END.match(text, end):
            left = left_of(text, start)[0]
            if left in "hc":
                return Turn(start, end, "at the end of a Chinese line")
            return self._at_line_end(start, end) if left in "adw)" else None
        opens = right == "o" and (text[right_at] not in "“‘" or han_after(text, right_at + 1))
        if right == "h" or opens:
            return self._spaced_between(start, end, left, last)
        if (
            left == "h"
            and right in "adw"
            and text[start] in ",;!?"
            and not _ATTRIBUTE.match(text, last)
            and self.lines.hanzi_outnumber(start)
        ):
            return Turn(start, last, "after Chinese, with a stray space")
        return None

    def _spaced_between(self, start: int, end: int, left: str, last: int) -> Turn | None:
        """Turn such a run before Chinese that begins at ``last``."""
        text = self.text
        line = self.lines.around(start)
        run = text[start:end]
        first = start
        if left == "s":
            # A mark set apart on both sides may be what is talked of; one of several is not.
            first -= 1
            left = KINDS[text[first - 1 : first]] if first else "n"
            alone = (
                last > end and len(_APART.findall(text, *line)) < 2 and not self._sets_apart(run)
            )
            allowed = "," if alone else ",;:" if left == "h" else ",;"
            if text[first] != " " or run[0] not in allowed:
                return None
        allowed = "hcd%" if run[0] in ",;:" else "hc"
        if first < start and last == end and self.lines.hanzi_prevail_by_far(start):
            allowed += "aq)"
        if left not in allowed or (left == "c" and not self._is_chinese(first - 1, left)):
            return None
        coded = run == ":" and _CODED.match(text, line[0])
        if coded or not self.lines.hanzi_outnumber(start):
            return None
        return Turn(first, last, "between Chinese, with a stray space")

    def _sets_apart(self, run: str) -> bool:
        """Whether the text has several such runs between spaces."""
        if run not in self._set_apart:
            self._set_apart[run] = self.text.count(f" {run} ") >= _SEVERAL
        return self._set_apart[run]

    def _in_chinese(self, at: int) -> bool:
        """Whether the pieces of the clause on both sides of ``at`` hold Han."""
        text = self.text
        before = _PIECE_MARK.split(text[max(0, at - _NEAR) : at])[-1]
        after = _PIECE_MARK.split(text[at + 1 : at + _NEAR], maxsplit=1)[0]
        if not _HAN.search(before) or not _HAN.search(after):
            return False
        if _LETTERS.search(before) and _LETTERS.match(after):
            return False  # A,B and N,N-二甲基: single letters are symbols
        left, right = before.rpartition(" ")[2], after.partition(" ")[0]
        if left.isascii() and right.isascii():
            # Two words of plain ASCII are a list of options, deny,allow, or names: C++,Java.
            return _PROPER_NAME.match(right) is not None
        return True
