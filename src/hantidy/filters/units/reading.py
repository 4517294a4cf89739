"""Find quantities: a number, a multiplier, and a unit whose name is unambiguous there."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import COMMON_HAN


class Unit(NamedTuple):
    """A row of the table of units."""

    symbol: str
    hans: tuple[str, ...]
    hant: tuple[str, ...]
    reads: tuple[str, ...]
    writes: bool
    dimension: str
    pint: str
    si: str
    stop: str

    def name(self, *, hant: bool) -> str:
        """Return the Chinese name to write."""
        return (self.hant if hant else self.hans)[0]


class Quantity(NamedTuple):
    """A number with its unit in a text."""

    start: int
    end: int
    unit_at: int
    """The start of the unit's name, behind a space if there is one."""
    number: str
    factor: str
    """The multiplier behind the number: 万, 千 …"""
    vague: bool
    """Whether 多 or 余 follows."""
    unit: Unit
    per: Unit | None


@cache
def units() -> tuple[Unit, ...]:
    """Return every unit of the table."""
    return tuple(
        Unit(
            symbol,
            tuple(hans.split()),
            tuple(hant.split()),
            tuple(reads.split()),
            writes == "w",
            dimension,
            pint,
            si,
            stop,
        )
        for symbol, hans, hant, reads, writes, dimension, pint, si, stop, *_ in tables.rows("units")
    )


@cache
def by_name() -> dict[str, Unit]:
    """Return the unit of every Chinese name and symbol, ambiguous ones included."""
    found: dict[str, Unit] = {}
    for unit in units():
        for name in (*unit.hans, *unit.hant, unit.symbol, *unit.reads):
            if name:
                found.setdefault(name, unit)
    return found


@cache
def spelled() -> dict[str, str]:
    """Return the unit characters and what they stand for."""
    return {char: text for char, text, _ in tables.rows("unit_chars")}


_DIGITS = (
    "[0-9](?<![A-Za-z0-9_][0-9])(?<![0-9][.,．][0-9])"
    r"[0-9]*(?:,[0-9]{3}(?![0-9]))*(?:\.[0-9]+)?(?![0-9])"
)
# Written with 十 百 千 万 亿: 三五公里 is a guess and 一米 often a name, so neither is read.
_HANZI = (
    "[一二两兩三四五六七八九十百千万萬](?<![0-9第初几幾数數零〇一二两兩三四五六七八九十百千万萬亿億点點]"
    "[一二两兩三四五六七八九十百千万萬])[零〇一二两兩三四五六七八九十百千万萬亿億]{1,14}?"
)
_FACTORS = "[十百千万萬亿億]{0,3}?"


def _any(names: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(names, key=lambda name: (-len(name), name))))


def _guarded(names: Iterable[str]) -> str:
    """Return a pattern of the names, the longest first, none inside a longer word."""
    parts = []
    for name in sorted(names, key=lambda name: (-len(name), name)):
        stop = by_name()[name].stop
        # 3升至5 goes up, 3升至5升 is a range
        range_or_end = f"(?:(?=[至到][0-9.,]+{name})|(?![{stop}]))" if stop else ""
        parts.append(re.escape(name) + range_or_end)
    return "|".join(parts)


_STRUCTURED = pattern(
    "(?=.*[十百千万萬亿億])(?!.*[一二两兩三四五六七八九]{2})(?!.*[十百千]{2}).+", re.DOTALL
)
"""A number with its powers of ten and no two digits in a row (三五百 is approximate)."""


@cache
def _named() -> tuple[re.Pattern[str], ...]:
    """Return patterns of a number with a unit's Chinese name, those of ``convert`` included."""
    names = {name for unit in units() for name in (*unit.hans, *unit.hant)}
    long = _guarded(name for name in names if len(name) > 1)
    unit = f"{long}|{_guarded(name for name in names if len(name) == 1)}"
    per = f"(?:(?:[/／]每?|每)(?P<per>{unit}))?"
    vague = "(?P<vague>[多余餘]?)"
    # Two searches: one alternation of both takes three times as long as the two of them.
    return (
        re.compile(f"(?P<number>{_DIGITS})(?P<factor>{_FACTORS}){vague} ?(?P<unit>{unit}){per}"),
        re.compile(f"(?P<number>{_HANZI})(?P<factor>){vague}(?P<unit>{long}){per}"),
    )


@cache
def _symbols() -> tuple[re.Pattern[str], ...]:
    """Return a pattern of a number with an unambiguous symbol."""
    symbol = _any(name for unit in units() for name in unit.reads)
    return (
        re.compile(
            f"(?P<number>{_DIGITS})(?P<factor>{_FACTORS})(?P<vague>[多余餘]?) ?(?P<unit>{symbol})"
            rf"(?:/(?P<per>{symbol}))?(?![A-Za-z0-9_²³^·*/%°℃'′])"
        ),
    )


_NOT_QUANTITIES = pattern(r"[2-6]g|[3-7]s|3m")
"""Generations of networks and models of phones, not grams and seconds: 5g, 4s, 3m."""
_HAN = pattern(f"[{COMMON_HAN}]")
_HAN_BEFORE = pattern(f"[{COMMON_HAN}][^A-Za-z{COMMON_HAN}\n]{{0,12}}$")


def _among_hanzi(text: str, start: int, end: int) -> bool:
    """Whether the nearest letter before is a hanzi, or the next character is one."""
    after = text[end : end + 2].lstrip(" ")[:1]
    return bool(_HAN.match(after)) or bool(_HAN_BEFORE.search(text[max(0, start - 13) : start]))


def quantities(
    text: str, *, symbols: bool, fits: Callable[[Quantity], bool] = lambda _: True
) -> Iterator[Quantity]:
    """Yield the quantities of ``text`` whose unit is a Chinese name, or a symbol if ``symbols``.

    Adjacent quantities (1小时30分钟) are yielded together or, if one is not understood (1米75)
    or does not fit, not at all.
    """
    patterns, readable = (_symbols(), _symbol) if symbols else (_named(), _name)
    matches = [match for pattern in patterns for match in pattern.finditer(text)]
    row: list[Quantity | None] = []
    end = 0
    for match in (*sorted(matches, key=re.Match.start), None):
        if match is None or match.start() != end:
            yield from filter(None, row if all(row) and not _DIGIT.match(text, end) else ())
            row = []
        if match is not None:
            quantity, end = _quantity(match), match.end()
            row.append(quantity if readable(text, match) and fits(quantity) else None)


_DIGIT = pattern("[0-9]")


_MAY_BEGIN = pattern(
    # %10s is a format, $5 a name or money, \\5 a reference, 第5 an ordinal, A-5 a name
    r"(?<![第%$\\#])(?<![A-Za-z][-－])"
    # 5分30秒, a length in 尺 and 寸, a degree and its minutes: parts of another number
    "(?<![0-9零〇一二两兩三四五六七八九十半][分时時点點度尺斤丈])"
)


def _name(text: str, match: re.Match[str]) -> bool:
    """Whether the name behind a number is its unit, by its context."""
    number, after = match["number"], text[match.end() : match.end() + 1]
    return (
        _MAY_BEGIN.match(text, match.start()) is not None
        and not (after and after in "/／每·•半")
        and (number[0].isascii() or bool(_STRUCTURED.fullmatch(number)))
    )


def _symbol(text: str, match: re.Match[str]) -> bool:
    """Whether the letters behind a number are a unit in Chinese text."""
    return (
        _MAY_BEGIN.match(text, match.start()) is not None
        and not _NOT_QUANTITIES.fullmatch(match[0])
        and _among_hanzi(text, match.start(), match.end())
    )


def _quantity(match: re.Match[str]) -> Quantity:
    units_by_name = by_name()
    return Quantity(
        match.start(),
        match.end(),
        match.start("unit"),
        match["number"],
        match["factor"],
        bool(match["vague"]),
        units_by_name[match["unit"]],
        units_by_name[match["per"]] if match["per"] else None,
    )
