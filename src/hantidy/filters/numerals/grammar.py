"""Which rule knows the numeral that stands here: a gate, then a table of rules for what it lets by.

A candidate is what the gate finds. It goes to the rule of its first character (分之, 第, 负, Ⅲ …)
or, if that is a numeral, to the rules that ask for no other neighbours than it has, in order,
until one of them knows it. Every kind of numeral has its rule in a file of its own; a new one
needs that rule, its line here, and its neighbours in the gate.
"""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from hantidy.filters.numerals import (
    alone,
    amounts,
    character_classes,
    clocks,
    codes,
    dates,
    lexicon,
    measures,
    ordinals,
    parser,
    parts,
    quantities,
    ranges,
    reading,
    spoken,
    symbols,
    whole,
)
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.rows import Row
from hantidy.filters.numerals.rows import look as look_at

if TYPE_CHECKING:
    from collections.abc import Callable

    _Firsts = dict[str, Callable[[str, int], Found]]
    _Look = Callable[[str, int, int], Found | None]

__all__ = ["ROWS", "Grammar", "gate", "grammar"]

ROWS: tuple[Row, ...] = (
    codes.ADDRESS,
    codes.DISCOUNT,
    codes.TRAIN,
    *clocks.ROWS,
    *dates.ROWS,
    measures.ARC,
    measures.MONEY_PART,
    measures.PRODUCT,
    measures.SCORE,
    spoken.SAID,
    symbols.FULL_WIDTH,
    symbols.ROMAN,
    symbols.SUZHOU,
)
"""The rules that are rows of data."""

_SIGNED = "Ⅰ-Ⅿⅰ-ⅿ〡-〩幺廿卅卌"


@cache
def gate(*, full: bool) -> re.Pattern[str]:
    """Where a rule may apply: a character of numerals, and beside it something to go on.

    The pattern begins with one class, so that the search runs at the speed of that class. Its
    group is the rest of a numeral of two characters or more; of others it tells where they begin.
    """
    every = character_classes.every()
    digit = character_classes.CLASS("digit", "f-digit")
    several = f"((?<=[{every}])[{every}]+)"
    structured = f"(?<=[{every}])[点點][{digit}]|(?<=分)[之百]"
    full_width = "(?<=[０-９])(?<![０-９]{2})[０-９]{0,39}[，．][０-９]"
    if not full:
        return re.compile(
            f"[{every}分第０-９](?:(?<=第)[{every}]+|{several}|{structured}|{full_width})"
        )
    alone = character_classes.CLASS("digit", "two") + "十壹贰貳叁肆柒捌玖"
    joins = "月点點时時至到加减減乘除比等、幺"
    not_one = "".join(one for one in alone if one not in "一壹")
    word, one = lexicon.word_starts(joins), lexicon.word_starts(joins, one=True)
    return re.compile(
        f"[{every}分０-９第负負{_SIGNED}](?:{several}|(?<=[{not_one}]){word}|(?<=[一壹])(?:{one}|[年天周週][后後前内內以之])"
        f"|(?m:(?<=^[一壹])){word}|(?<=[伍陆陸参參])[元圆圓]|{structured}"
        f"|(?<=[第负負])[{every}0-9]|{full_width}|(?<=[{_SIGNED}])"
        "|(?<=[0-9][千百亿億万萬])|(?<=[是于於][二三四五六七八九零])(?=[，。；,;\\n]|\\Z)"
        f"|(?<=[{alone}])(?m:(?<=^.)$))"
    )


class Rule(NamedTuple):
    """A rule for numerals, and what must stand beside one for the rule to be asked."""

    look: _Look
    """Asked with the text and where the characters of the numeral begin and end: what it made
    of them (nothing, too), or None if the next rule may know them."""
    before: frozenset[str] | None = None
    """The characters one of which must stand before it; a line's start is a line end."""
    after: frozenset[str] | None = None
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    least: int = 1
    """How many characters it must have."""
    most: int = 10**6

    def asks_for(self, before: str, after: str, length: int) -> bool:
        """Whether a numeral with these neighbours is one to look at."""
        return (
            self.least <= length <= self.most
            and (self.before is None or before in self.before)
            and (self.after is None or after in self.after)
            and before not in self.not_before
            and after not in self.not_after
        )


class Grammar:
    """The rules of a mode; which of them to ask is known by the neighbours of a numeral."""

    def __init__(self, firsts: _Firsts, rules: tuple[Rule, ...]) -> None:
        """Take the rules by first character, and those for numerals in the order to ask them."""
        self._firsts = firsts
        self._rules = rules
        self._before = _alike([(rule.before, rule.not_before) for rule in rules])
        self._after = _alike([(rule.after, rule.not_after) for rule in rules])
        self._known: dict[tuple[str, str, int], tuple[_Look, ...]] = {}

    def look(self, text: str, start: int, end: int) -> Found:
        """Apply the rule for what stands at ``start``: up to ``end``, if it is a numeral."""
        first = self._firsts.get(text[start])
        if first is not None:
            return first(text, start)
        before = self._before.get(text[start - 1], "") if start else "\n"
        after = self._after.get(text[end], "") if end < len(text) else "\n"
        key = (before, after, end - start)
        try:
            rules = self._known[key]
        except KeyError:
            rules = self._asked(*key)
        for look in rules:
            found = look(text, start, end)
            if found is not None:
                return found
        return Found((), end)

    def _asked(self, before: str, after: str, length: int) -> tuple[_Look, ...]:
        asked = [rule.look for rule in self._rules if rule.asks_for(before, after, length)]
        rules = tuple(dict.fromkeys(asked))  # one may have several lines
        if length <= parser.LONGEST:
            self._known[before, after, length] = rules
        return rules


def _alike(
    sets: list[tuple[frozenset[str] | None, frozenset[str]]],
) -> dict[str, str]:
    """For every character in ``sets`` the least one that is in the same of them."""
    found: dict[tuple[bool, ...], str] = {}
    named = sorted({"\n"}.union(*(wanted or () for wanted, _ in sets), *(not_ for _, not_ in sets)))
    alike = {}
    for one in named:
        inside = tuple(one in each for pair in sets for each in pair if each is not None)
        alike[one] = found.setdefault(inside, one)
    return alike


def _at(look: Callable[[str, int], Found | None]) -> _Look:
    """A rule that finds the end for itself."""
    return lambda text, start, _: look(text, start)


def _clock(text: str, start: int, _: int) -> Found | None:
    found = (look_at(row, text, start) for row in clocks.ROWS)
    return next((one for one in found if one is not None), None)


def _first(row: Row) -> Callable[[str, int], Found]:
    """A row as the rule of its first characters."""
    return lambda text, start: look_at(row, text, start) or Found((), start + 1)


def _row(row: Row) -> _Look:
    """A row as a rule."""
    return lambda text, start, _: look_at(row, text, start)


_TO = frozenset("至到~～—–－-")
_LISTED = frozenset("、和与與及或")
_SPACE = frozenset(" 　")
_LINE = frozenset("\n")
_DIGITS = frozenset("0123456789")
_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_TRAINS = frozenset("动動高特快直城")
_POINT = frozenset("点點")
_YEAR = frozenset("年学學") | _TO | _LISTED
_SUM = frozenset("加减減乘除等于於以比负負得")
_JOINED = frozenset("年月点點时時元圆圓幺加减減乘除等比") | _SPACE | _TO | _LISTED
_SINGLY = frozenset("年元圆圓")
"""Of these, what need not be joined to what follows: a quantity is told by its next character."""
_JOINING = frozenset("是于於") | _LINE | _DIGITS | _TO | _LISTED


def _wordly() -> frozenset[str]:
    """What begins a word or joins a numeral to more."""
    return lexicon.word_firsts() | reading.JOINS | _POINT


def _below(text: str, _: int, end: int) -> Found | None:
    """Leave the number before 分之 to the rule of 分."""
    return Found((), end) if text.startswith("分之", end) else None


def _in_spaced_parts(text: str, start: int, end: int) -> Found | None:
    return whole.whole_line(text, start) if text[end + 1 : end + 2] in (" ", "　") else None


def _short_part(text: str, start: int, _: int) -> Found | None:
    return parts.short(text, start) if text.startswith("百", start - 2) else None


def _mixed(text: str, start: int, end: int) -> Found:
    return amounts.mixed(text, start) or Found((), end)


def _past_ordinal(text: str, start: int) -> Found:
    """Leave the number behind a 第, which is most of the numbers of statutes."""
    match = character_classes.run().match(text, start + 1)
    return Found((), match.end() if match else start + 1)


@cache
def grammar(*, full: bool) -> Grammar:
    """The rules of mode full or safe."""
    return _full() if full else _safe()


def _safe() -> Grammar:
    firsts: _Firsts = dict.fromkeys("０１２３４５６７８９", _first(symbols.FULL_WIDTH))
    firsts["分"] = partial(parts.parts, full=False)
    firsts["第"] = _past_ordinal
    return Grammar(
        firsts,
        (
            Rule(_row(measures.ARC), after=frozenset("度")),
            Rule(_row(measures.ARC), before=frozenset("度°"), after=frozenset("分")),
            Rule(_below, after=frozenset("分")),
            Rule(
                partial(quantities.simple, full=False),
                not_after=_JOINED - _SINGLY,
                least=2,
                most=parser.LONGEST,
            ),
            Rule(_at(partial(dates.year, full=False)), after=_YEAR, least=4),
            Rule(quantities.wordless, not_after=_wordly(), least=2, most=parser.LONGEST),
            Rule(_at(partial(quantities.quantity, full=False))),
        ),
    )


def _full() -> Grammar:
    firsts: _Firsts = dict.fromkeys("０１２３４５６７８９", _first(symbols.FULL_WIDTH))
    firsts |= {
        "分": partial(parts.parts, full=True),
        "第": ordinals.ordinal,
        "负": ranges.negative,
        "負": ranges.negative,
        "幺": lambda text, start: spoken.said_one(text, start) or Found((), start + 1),
    }
    firsts |= dict.fromkeys("廿卅卌", spoken.old)
    firsts |= dict.fromkeys("〡〢〣〤〥〦〧〨〩", _first(symbols.SUZHOU))
    firsts |= dict.fromkeys(map(chr, range(0x2160, 0x2180)), _first(symbols.ROMAN))
    whole_line = _at(whole.whole_line)
    return Grammar(
        firsts,
        (
            Rule(_row(measures.ARC), after=frozenset("度")),
            Rule(_row(measures.ARC), before=frozenset("度°"), after=frozenset("分")),
            Rule(_below, after=frozenset("分")),
            Rule(
                partial(quantities.simple, full=True),
                not_after=_JOINED - _SINGLY,
                least=2,
                most=parser.LONGEST,
            ),
            Rule(_row(measures.MONEY_PART), before=frozenset("元块塊角毛")),
            Rule(_row(measures.PRODUCT), after=frozenset("乘×")),
            Rule(_row(measures.SCORE), after=frozenset("比")),
            Rule(whole_line, before=_SPACE),
            Rule(whole_line, after=_SPACE),
            Rule(whole_line, before=_LINE, least=3),
            Rule(_in_spaced_parts, after=frozenset("分")),
            Rule(_at(codes.plate), before=_LETTERS),
            Rule(_row(codes.TRAIN), before=_TRAINS, least=2),
            Rule(_short_part, before=frozenset("分"), least=2),
            Rule(
                _row(codes.DISCOUNT),
                after=frozenset("折"),
                not_before=_LETTERS | _TRAINS,
                least=2,
                most=2,
            ),
            Rule(
                _row(codes.ADDRESS),
                after=_POINT | {"幺"},
                not_before=_LETTERS | _TRAINS,
                least=2,
                most=3,
            ),
            Rule(quantities.single, not_before=_JOINING, not_after=_JOINED - _SINGLY, most=1),
            Rule(_mixed, before=_DIGITS),
            Rule(_at(partial(dates.year, full=True)), after=_YEAR, least=2),
            Rule(_row(spoken.SAID), before=frozenset("是于於"), most=1),
            Rule(_at(spoken.phone), least=3),
            Rule(_at(spoken.phone), after=frozenset("幺")),
            Rule(_at(spoken.spaced), after=_SPACE),
            Rule(_at(dates.month), after=_TO | {"月"}),
            Rule(_clock, after=frozenset("点點时時")),
            Rule(_at(amounts.amount), after=frozenset("元圆圓")),
            Rule(
                quantities.wordless,
                not_before=alone.BEFORE,
                not_after=_wordly(),
                least=2,
                most=parser.LONGEST,
            ),
            Rule(ranges.ranged, least=2, most=parser.LONGEST),
            Rule(_at(alone.summed), before=_LINE, after=_SUM | _POINT),
            Rule(quantities.chained),
        ),
    )
