"""The order of the rules of numerals: a gate, then a table of rules by their neighbours.

The gate finds candidates. A candidate that begins with 分之, 第, 负, Ⅲ … goes to the rule of that
character. A numeral goes to the rules whose required neighbours it has, in order, until one
matches. Each kind of numeral has a module; a new rule needs its line here, and its neighbours in
the gate.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple

from hantidy.filters.numerals import (
    alone,
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
    symbols,
    whole,
)
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.rows import Row, first_of

if TYPE_CHECKING:
    _Firsts = dict[str, Callable[[str, int], Found]]
    _Look = Callable[[str, int, int], Found | None]

ROWS: tuple[Row, ...] = (
    codes.ADDRESS,
    *codes.CALLED,
    codes.DISCOUNT,
    codes.OLD,
    codes.PLATE,
    codes.SAID,
    codes.SPACED,
    codes.TRAIN,
    *clocks.ROWS,
    *dates.ROWS,
    measures.AMOUNT,
    measures.ARC,
    measures.HALF,
    measures.MIXED,
    measures.MONEY_PART,
    measures.PRODUCT,
    measures.SCORE,
    *parts.ROWS,
    ranges.RANGE,
    *ranges.NEGATIVES,
    symbols.FULL_WIDTH,
    symbols.ROMAN,
    symbols.SUZHOU,
    *whole.ROWS,
)
"""The rules that are rows of data."""

_SIGNED = "Ⅰ-Ⅿⅰ-ⅿ〡-〩幺廿卅卌"


@cache
def gate(*, full: bool) -> re.Pattern[str]:
    """Return the pattern of candidates: a character of numerals with a usable neighbour.

    The pattern begins with one character class, which makes the search fast. Its group is the
    rest of a numeral of two characters or more; of others only the start is matched.
    """
    every = character_classes.every()
    digit = character_classes.CLASS("digit", "f-digit")
    several = f"((?<=[{every}])[{every}]+)"
    structured = f"(?<=[{every}])[点點][{digit}]|(?<=[百千])分之|(?<=[0-9]年[{every}])(?=月)"
    full_width = "(?<=[０-９])(?<![０-９]{2})[０-９]{0,39}[，．][０-９]"
    if not full:
        # what 第 numbers, most of the numerals of statutes, is no candidate
        begun = f"(?<![第{every}].)"
        return re.compile(f"[{every}０-９](?:{begun}{several}|{begun}{structured}|{full_width})")
    alone = character_classes.CLASS("digit", "two") + "十壹贰貳叁肆柒捌玖"
    joins = "月点點时時至到加减減乘除比等、幺"
    not_one = "".join(one for one in alone if one not in "一壹")
    word, one = lexicon.word_starts(joins), lexicon.word_starts(joins, one=True)
    return re.compile(
        f"[{every}分０-９第负負{_SIGNED}](?:{several}|(?<=[{not_one}]){word}|(?<=[一壹])(?:{one}|[年天周週][后後前内內以之])"
        f"|(?m:(?<=^[一壹])){word}|(?<=[伍陆陸参參])[元圆圓]|{structured}"
        f"|(?<=[{every}])分[之百]|(?<=[0-9０-９]分)之|(?<=第)[{every}]|(?<=[负負])[{every}0-9]|{full_width}|(?<=[{_SIGNED}])"
        "|(?<=[0-9][千百亿億万萬])|(?<=[是于於][二三四五六七八九零])(?=[，。；,;\\n]|\\Z)"
        f"|(?m:(?<=^[{every}])(?=[ 　]{{1,3}}[{every}点點分成折个個]|[{alone}]?$)))"
    )


class Rule(NamedTuple):
    """A rule for numerals, with the neighbours that it requires."""

    name: str
    look: _Look
    """Asked with the text and where the characters of the numeral begin and end: what it made
    of them (nothing, too), or None if the next rule may know them."""
    before: str = ""
    """Characters one of which must precede, if any; a line's start counts as a line end."""
    after: str = ""
    least: int = 1
    """Least characters of the numeral."""
    most: int = 10**6
    safe: bool = False
    """Whether mode safe has it too."""

    def asks_for(self, before: str, after: str, length: int) -> bool:
        """Whether the rule applies to a numeral with these neighbours."""
        return (
            self.least <= length <= self.most
            and (not self.before or before in self.before)
            and (not self.after or after in self.after)
        )


class Grammar:
    """The rules of a mode, indexed by the neighbours of a numeral."""

    def __init__(self, firsts: _Firsts, rules: tuple[Rule, ...]) -> None:
        """Take the rules by first character, and those for numerals in order."""
        self._firsts = firsts
        self._rules = rules
        self._beside = frozenset("\n".join(rule.before + rule.after for rule in rules))
        self._known: dict[tuple[str, str, int], tuple[_Look, ...]] = {}

    def look(self, text: str, start: int, end: int) -> Found:
        """Apply the rules at ``start``; ``end`` is the end of a numeral there."""
        first = self._firsts.get(text[start])
        if first is not None:
            return first(text, start)
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        beside = self._beside
        key = (before if before in beside else "?", after if after in beside else "?", end - start)
        looks = self._known.get(key)
        if looks is None:
            # one may have several lines
            asked = dict.fromkeys(rule.look for rule in self._rules if rule.asks_for(*key))
            looks = self._known[key] = tuple(asked)
        for look in looks:
            found = look(text, start, end)
            if found is not None:
                return found
        return Found((), end)


def _first(*rows: Row) -> Callable[[str, int], Found]:
    """Rows as the rule of their first characters."""
    look = first_of(*rows)
    return lambda text, start: look(text, start, start) or Found((), start + 1)


_TO = "至到~～—–－-"
_LISTED = "、和与與及或"
_SPACE = " 　"
_YEAR = "年学學" + _TO + _LISTED
_SUM = "加减減乘除等于於以比负負得点點"


def _below(text: str, _: int, end: int) -> Found | None:
    """Skip the number before 分之 of parts that stay."""
    return Found((), end) if text.startswith("分之", end) else None


_LINE = first_of(*whole.ROWS)
_NEGATIVE = first_of(*whole.ROWS, parts.FRACTION, *ranges.NEGATIVES)


def _negative(text: str, at: int) -> Found:
    return alone.summed(text, at) or _NEGATIVE(text, at, at) or Found((), at + 1)


def _past_ordinal(text: str, start: int) -> Found:
    """Skip the number behind 第, the most frequent kind in statutes."""
    match = character_classes.run().match(text, start + 1)
    return Found((), match.end() if match else start + 1)


@cache
def grammar(*, full: bool) -> Grammar:
    """Return the rules of mode full or safe."""
    return Grammar(_firsts(full=full), tuple(one for one in rules(full=full) if full or one.safe))


def _firsts(*, full: bool) -> _Firsts:
    """Return the rules by first character."""
    firsts: _Firsts = dict.fromkeys("０１２３４５６７８９", _first(symbols.FULL_WIDTH))
    firsts["第"] = ordinals.ordinal if full else _past_ordinal
    if full:
        firsts |= dict.fromkeys("０１２３４５６７８９", _first(*whole.ROWS, symbols.FULL_WIDTH))
        firsts["分"] = _first(parts.FRACTION)
        firsts["幺"] = _first(codes.ADDRESS, *codes.CALLED)
        firsts |= dict.fromkeys("负負", _negative)
        firsts |= dict.fromkeys("廿卅卌", _first(codes.OLD))
        firsts |= dict.fromkeys("〡〢〣〤〥〦〧〨〩", _first(symbols.SUZHOU))
        firsts |= dict.fromkeys(map(chr, range(0x2160, 0x2180)), _first(symbols.ROMAN))
    return firsts


def rules(*, full: bool) -> tuple[Rule, ...]:
    """Return the rules of numerals in the order in which they are tried."""
    part = first_of(*parts.FULL) if full else parts.SAFE_PERCENT.look
    return (
        Rule("arc", measures.ARC.look, after="度", safe=True),
        Rule("arc", measures.ARC.look, before="度°", after="分", safe=True),
        Rule("line", _LINE, before="\n", after="分"),
        Rule("part", part, after="分", safe=True),
        Rule("part", _below, after="分", safe=True),
        Rule("money", measures.MONEY_PART.look, before="元块塊角毛"),
        Rule("half", measures.HALF.look, after="个個"),
        Rule("product", measures.PRODUCT.look, after="乘×"),
        Rule("score", measures.SCORE.look, after="比"),
        Rule("line", _LINE, before=_SPACE),
        Rule("line", _LINE, after=_SPACE),
        Rule("line", _LINE, before="\n", least=3),
        Rule("line", _LINE, before="\n", after="点點"),
        Rule("plate", codes.PLATE.look, before=string.ascii_letters),
        Rule("train", codes.TRAIN.look, before="动動高特快直城GCDZTKYSL", least=2),
        Rule("part", parts.SHORT.look, before="分", least=2),
        Rule("discount", codes.DISCOUNT.look, after="折", least=2, most=2),
        Rule("address", codes.ADDRESS.look, after="点點幺", least=2, most=3),
        Rule("mixed", measures.MIXED.look, before=string.digits),
        Rule("year", dates.FULL_YEAR.look, after=_YEAR, least=4, most=4, safe=True),
        Rule("year", first_of(*dates.OTHER_YEARS), after="年", least=2),
        Rule("said", codes.SAID.look, before="是于於", most=1),
        Rule("digits", first_of(*codes.CALLED), least=3),
        Rule("digits", first_of(*codes.CALLED), after="幺"),
        Rule("spaced", codes.SPACED.look, after=_SPACE),
        Rule("month", dates.MIXED.look, before="年", after="月", safe=True),
        Rule("month", dates.MONTH.look, after=_TO + "月"),
        Rule("clock", first_of(*clocks.ROWS), after="点點时時"),
        Rule("amount", measures.AMOUNT.look, after="元圆圓"),
        Rule("range", ranges.RANGE.look, least=2, most=parser.LONGEST),
        Rule("sum", alone.summed, before="\n", after=_SUM),
        Rule("quantity", partial(quantities.quantity, full=full), safe=True),
    )
