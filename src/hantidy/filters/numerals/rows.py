"""Rules as data: pattern, guards, output and reason.

The examples and counter-examples of a rule stand with it: the tests run them and
`hantidy filters numerals` shows them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from hantidy.core.edits import Change
from hantidy.filters.numerals import guards, parser
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.character_classes import pattern


class Row(NamedTuple):
    """A rule: all numerals of a match are converted, or none."""

    name: str
    pattern: str
    """As `character_classes.pattern` takes it."""
    guards: tuple[str, ...]
    """Names of `guards.GUARDS`; if one holds, the match stays."""
    reason: str
    examples: tuple[tuple[str, str], ...]
    untouched: tuple[str, ...]
    safe: bool = False
    """Whether mode safe has the rule too."""
    unless: tuple[str, ...] = ()
    """Guards as well; if one holds, the next rule is tried."""
    writes: Callable[[re.Match[str]], str | None] | None = None
    """Converts one numeral; None for `value`. If it returns None, the match stays."""
    runs: str = "[〇○零一二三四五六七八九十百千两兩廿卅]+"
    """The pattern of the numerals in a match; empty if ``writes`` converts the match itself."""
    more: str = ""
    """A pattern of what follows a match as part of it, if anything."""
    back: int = 0
    """Most characters of a match before the place where it is looked for."""

    def look(self, text: str, start: int, _: int = 0) -> Found | None:
        """Apply the rule to the text at ``start``; None if its pattern does not match there."""
        for at in range(max(0, start - self.back), start + 1):
            match = pattern(self.pattern).match(text, at)
            if match is not None and match.end() > start:
                break
        else:
            return None
        start, end = match.span()
        if any(guards.GUARDS[name](text, start, end) for name in self.unless):
            return None
        more = pattern(self.more).match(text, end)
        end = more.end() if more else end
        if any(guards.GUARDS[name](text, start, end) for name in self.guards):
            return Found((), end)
        writes = self.writes or value
        numerals = pattern(self.runs).finditer(text, start, end) if self.runs else (match,)
        changes = [(*one.span(), writes(one)) for one in numerals]
        if any(after is None for _, _, after in changes):
            return Found((), end)
        return Found(
            tuple(Change(at, to, after or "", self.name, self.reason) for at, to, after in changes),
            end,
        )


def first_of(*rows: Row) -> Callable[[str, int, int], Found | None]:
    """One rule of several: the first whose pattern matches is applied."""

    def look(text: str, start: int, _: int = 0) -> Found | None:
        for row in rows:
            if (found := row.look(text, start)) is not None:
                return found
        return None

    return look


def written(match: re.Match[str]) -> str | None:
    """Convert a match that is one numeral, perhaps with spaces; its last 万 or 亿 stays."""
    return parser.written("".join(match[0].split()))


def value(numeral: re.Match[str], group: int = 0) -> str:
    """Convert a numeral: its value if it has 十 百 千 or one digit, else digit by digit."""
    plain = parser.plain(numeral[group])
    number = parser.read(plain, loose=True)
    if number is not None and (len(plain) == 1 or any(one in "十百千" for one in plain)):
        return str(number)
    return parser.digits(plain)
