"""Decision lists: the first case that holds says whether a number turns or stays."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.lexicon import Word
from hantidy.filters.numerals.parser import Number

_Look = re.Pattern[str] | None


class Item(NamedTuple):
    """A number of a chain and the word after it."""

    start: int
    end: int
    number: Number
    word: Word | None
    after: int
    """The end of the word."""
    structured: bool
    """Whether the numeral has 十 百 千 万 亿 or 点."""


class Case(NamedTuple):
    """One line of a decision list. All parts that it names must hold."""

    turns: bool
    """What is decided: whether the number turns."""
    example: str
    """A text that turns or stays for this case."""
    word: str = ""
    """A pattern of the whole measure word."""
    kind: str = ""
    """The kinds that the measure word may be of."""
    before: str = ""
    """A pattern looked at where the number begins."""
    after: str = ""
    """A pattern looked at where the measure word ends."""
    test: Callable[[str, Item], bool] | None = None
    mode: str = ""
    """The one mode that has the case."""

    def is_for(self, word: Word | None, mode: str) -> bool:
        """Whether the case can hold before this measure word."""
        if self.mode not in ("", mode) or (word is None and (self.word or self.kind)):
            return False
        return word is None or (
            (not self.word or pattern(self.word).fullmatch(word.text) is not None)
            and (not self.kind or word.kind in self.kind.split())
        )


class Cases:
    """A decision list. If no case holds, the number turns."""

    def __init__(self, *cases: Case) -> None:
        """Take the cases in order."""
        self.cases = cases
        self._known: dict[tuple[str, bool], list[tuple[Case, _Look, _Look]]] = {}

    def turns(self, text: str, item: Item, *, full: bool) -> bool:
        """Decide about ``item``."""
        key = (item.word.text if item.word else "", full)
        if key not in self._known:
            mode = "full" if full else "safe"
            self._known[key] = [
                (
                    case,
                    pattern(case.before) if case.before else None,
                    pattern(case.after) if case.after else None,
                )
                for case in self.cases
                if case.is_for(item.word, mode)
            ]
        for case, before, after in self._known[key]:
            if (
                (before is None or before.match(text, item.start))
                and (after is None or after.match(text, item.after))
                and (case.test is None or case.test(text, item))
            ):
                return case.turns
        return True


CLOSED = (
    Case(False, "周五十人", before="<closed>"),
    Case(False, "负五十人", mode="safe", before="(?<=[负負又])|(?<=<plain>乘)"),
)
"""The word before includes the number."""
