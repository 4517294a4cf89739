"""Write units of measurement in one notation."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal

from hantidy.core.block import Block, Kind
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.spans import Spans
from hantidy.evidence import script
from hantidy.evidence.ranges import odd_of
from hantidy.filters.base import Filter
from hantidy.filters.units import reading
from hantidy.filters.units.reading import Quantity

_NUMBER = pattern("[0-9十百千万萬]")
"""A character that every number which a unit may follow holds."""
_MICRO = pattern(r"µ(?:(?<=[0-9]µ)|(?<=[0-9] µ))(?=[AFGHJLNPSVWgls]|mol|m(?![a-z]))")
"""A micro sign between a number and a unit's letter; elsewhere it is a letter."""


@dataclass(frozen=True)
class Units(Filter):
    """Spells out unit characters (㎡, ㎞, ℃); units in symbols or hanzi, or converted, when asked.

    Characters of the CJK compatibility block (U+3300 to U+33FF) and the letterlike ℃ ℉ and
    their kind always become the letters they stand for, superscripts kept: ㎡ is m².
    ``style=keep``, the default, leaves all other notation as it is, for 5公里 and 5 km are both
    sound. ``style=symbol`` writes symbols for Chinese names (5公里 → 5km), ``style=hanzi`` names
    for symbols among hanzi (25°C → 25摄氏度), in the script of the block. ``convert`` changes the
    value too, through pint: ``亩:公顷`` (several joined by ``+``), or ``si`` for every market and
    imperial unit.

    A unit is read only after a number: Arabic, or written with 十 百 千 万 before a name of two
    characters or more. A ratio (300公斤/亩) or a row of quantities (1米75) turns whole or not at
    all. Never touched: ordinals, clock times, 升级, 米粉, 5G, names without a number, units
    that have no symbol (亩, 斤). Names and symbols come from CLDR and GB 3100-1993; the table
    tells which. Twice equals once. It looks a few characters around a number, and at the
    block for its script.
    """

    name: ClassVar[str] = "units"
    kind: ClassVar[Kind] = "style"
    tables: ClassVar[tuple[str, ...]] = ("script_characters", "unit_chars", "units")
    examples: ClassVar[tuple[tuple[str, str], ...]] = (
        ("占地120㎡，距城区8㎞。", "占地120m²，距城区8km。"),
        ("最高气温35℃", "最高气温35°C"),
    )

    style: Literal["keep", "symbol", "hanzi"] = "keep"
    convert: str | None = None

    def __post_init__(self) -> None:
        """Check the options; ``convert`` needs known units of one kind, and the extra ``units``."""
        super().__post_init__()
        if self.convert is not None:
            from hantidy.filters.units import converting  # noqa: PLC0415 - only when asked

            converting.check(self.convert)
            object.__setattr__(self, "libraries", ("pint",))  # for the fingerprint

    def changes(self, block: Block) -> Sequence[Change]:
        """Return the changes of unit characters, and of quantities as the options ask."""
        text = block.text
        found = list(_characters(text)) if _char().search(odd_of(text)) else []
        if (self.style == "keep" and self.convert is None) or not _NUMBER.search(text):
            return found
        hant = block.evidence(script.name) == "hant"
        if self.convert is not None:
            from hantidy.filters.units import converting  # noqa: PLC0415 - only when asked

            symbol = self.style == "symbol"
            converted = converting.changes(text, self.convert, hant=hant, symbol=symbol)
            found = _beside(found, converted)
        if self.style == "symbol":
            found = _beside(found, _in_symbols(text))
        elif self.style == "hanzi":
            found = _beside(found, _in_hanzi(text, hant=hant))
        return found


@cache
def _char() -> re.Pattern[str]:
    return re.compile(f"[{''.join(reading.spelled())}µ]")


def _characters(text: str) -> Iterator[Change]:
    """Yield the spelled-out unit characters, unless two numbers would merge (1㏡ is not 12日)."""
    spelled = reading.spelled()
    for match in _char().finditer(text):
        start, end = match.span()
        if match[0] == "µ":
            if _MICRO.match(text, start):
                yield Change(
                    start, end, "μ", "micro-sign", "the micro sign of a unit is the letter μ"
                )
            continue
        after = spelled[match[0]]
        before = text[start - 1 : start]
        if (after[0].isdecimal() and before.isdecimal()) or (
            after[-1].isdecimal() and text[end : end + 1].isdecimal()
        ):
            yield Change(start, end, match[0], "unit-character", "two numbers would run together")
        else:
            yield Change(
                start, end, after, "unit-character", f"{match[0]} is one character for {after}"
            )


def _in_symbols(text: str) -> Iterator[Change]:
    """Yield symbols for Chinese names, and one form of each symbol (km2 → km²)."""
    for symbols, rule in ((False, "unit-symbol"), (True, "unit-form")):
        for each in reading.quantities(text, symbols=symbols, fits=_has_symbol):
            change = _written(
                text, each, each.unit.symbol, each.per.symbol if each.per else "", rule
            )
            # three hundred is no number before a symbol: 三百km² would be half
            if each.number[0].isascii() and change.after != text[change.start : change.end]:
                yield change


def _has_symbol(quantity: Quantity) -> bool:
    return quantity.unit.writes and (quantity.per is None or quantity.per.writes)


def _in_hanzi(text: str, *, hant: bool) -> Iterator[Change]:
    """Yield Chinese names for symbols among hanzi."""
    for each in reading.quantities(text, symbols=True):
        per = each.per.name(hant=hant) if each.per else ""
        name = each.unit.name(hant=hant)
        scale = name.removesuffix("度")
        if name != scale and _scaled(scale).search(text, max(0, each.start - 8), each.start):
            name = "度"  # 华氏95°F
        yield _written(text, each, name, per, "unit-hanzi")


@cache
def _scaled(scale: str) -> re.Pattern[str]:
    """The name of a scale before its degrees: 华氏温度为零下5."""
    return re.compile(f"{scale}(?:[温溫]度)?[是为為]?(?:零下|[负負−-])?\\Z")


def _written(text: str, quantity: Quantity, unit: str, per: str, rule: str) -> Change:
    """Return the change of a unit's name; a name in hanzi follows its number without a space."""
    start = quantity.unit_at
    after = f"{unit}/{per}" if per else unit
    if rule == "unit-hanzi" and text[start - 1] == " ":
        start -= 1
    before = text[start : quantity.end]
    return Change(start, quantity.end, after, rule, f"{before.strip()} behind a number is {after}")


def _beside(first: Iterable[Change], second: Iterable[Change]) -> list[Change]:
    """Merge both rows of changes; those of the second that touch the first are dropped."""
    kept = list(first)
    spans = Spans((change.start, change.end) for change in kept)
    return sorted([*kept, *(each for each in second if not spans.touches(each.start, each.end))])
