"""Convert quantities with pint: Decimal in, Decimal out, exact where possible."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from typing import Any, NamedTuple

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.errors import OptionError
from hantidy.filters.units import reading
from hantidy.filters.units.reading import Quantity, Unit

_FACTORS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)
# pint's factors have 28 digits; what is left behind 15 of them is their rounding, not a value.
_TRUSTED = Context(prec=15, rounding=ROUND_HALF_EVEN)
_MOST_DIGITS = 12
_LONGEST = 24
"""Most characters of a number."""
_RANGE = pattern(r"(?<![A-Za-z0-9第-])([0-9](?:[0-9.,]*[0-9])?)([-–—~～至到])\Z")
"""The start of a range."""
_DIFFERENCE = pattern("[升降差高低幅]")
"""5 degrees more are not 5 degrees: a difference has no zero to move."""


class Pair(NamedTuple):
    """A source unit, a target unit, and the target's name in the option."""

    unit: Unit
    target: Unit
    asked: str


def check(convert: str) -> None:
    """Raise OptionError for an invalid ``convert``."""
    if importlib.util.find_spec("pint") is None:
        raise OptionError("units: convert needs pint: pip install 'hantidy[units]'")
    _pairs(convert)


@cache
def _pairs(convert: str) -> dict[Unit, Pair]:
    known = reading.by_name()
    if convert == "si":
        return {
            unit: Pair(unit, known[unit.si], "")
            for unit in reading.units()
            if unit.si in known and unit.pint
        }
    pairs = {}
    for written in convert.split("+"):
        names = written.split(":")
        if len(names) != 2:
            raise OptionError(f"units: convert is si or FROM:TO (亩:公顷), not {written!r}")
        for name in names:
            if name not in known or not known[name].pint:
                raise OptionError(f"units: convert knows no unit {name!r}")
        unit, target = known[names[0]], known[names[1]]
        if unit.dimension != target.dimension or unit == target:
            raise OptionError(f"units: {names[0]} cannot become {names[1]}")
        pairs[unit] = Pair(unit, target, names[1])
    return pairs


def changes(text: str, convert: str, *, hant: bool, symbol: bool) -> Iterator[Change]:
    """Yield the converted quantities of ``text``; ``symbol`` names all targets by symbols."""
    pairs = _pairs(convert)
    for symbols in (False, True):
        for each in reading.quantities(text, symbols=symbols):
            pair = pairs.get(each.unit)
            if pair is not None and not _stays(text, each, hant=hant):
                change = _change(text, each, pair, hant=hant, symbol=symbol or symbols)
                if change is not None:
                    yield change


def _stays(text: str, quantity: Quantity, *, hant: bool) -> bool:
    """Whether a quantity is per another unit, not told exactly, too long, or a difference."""
    unit, name = quantity.unit, text[quantity.unit_at : quantity.end]
    return (
        quantity.per is not None
        or quantity.vague
        or len(quantity.number) > _LONGEST
        or not quantity.number[0].isascii()
        # 斤 in traditional text is 600 g as often as 500 g
        or (hant and name in unit.hans and name not in unit.hant)
        or (
            unit.dimension == "temperature"
            and _DIFFERENCE.search(text, max(0, quantity.start - 4), quantity.start) is not None
        )
    )


def _change(
    text: str, quantity: Quantity, pair: Pair, *, hant: bool, symbol: bool
) -> Change | None:
    """Convert a quantity, and the start of its range; None if their multipliers differ."""
    start, numbers, joint = quantity.start, [quantity.number], ""
    if begun := _RANGE.search(text, max(0, start - _LONGEST), start):
        start, joint = begun.start(), begun[2]
        numbers.insert(0, begun[1])
    elif text[start - 1 : start] and text[start - 1] in "-–—~～至到":
        return None
    told = [_told(number, quantity.factor, pair) for number in numbers]
    if len({factor for _, factor, _ in told}) > 1:
        return None
    name = pair.asked or (pair.target.symbol if symbol else pair.target.name(hant=hant))
    space = " " if text[quantity.unit_at - 1] == " " else ""
    after = joint.join(value for value, _, _ in told) + told[0][1] + space + name
    about = "" if all(exact for _, _, exact in told) else ", rounded"
    before = text[start : quantity.end]
    return Change(start, quantity.end, after, "unit-converted", f"{before} = {after}{about}")


@cache
def _registry() -> Any:
    import pint  # noqa: PLC0415 - an extra, and slow to import

    return pint.UnitRegistry(non_int_type=Decimal)


def _told(number: str, factor: str, pair: Pair) -> tuple[str, str, bool]:
    """Return the converted number, its multiplier (万, 亿), and whether it is exact."""
    value = Decimal(number.replace(",", ""))
    moved = _in_unit(value, pair)
    if factor and (abs(moved) < 1 or pair.unit.dimension == "temperature"):
        moved = _in_unit(value.scaleb(sum(_FACTORS[each] for each in factor), _EXACT), pair)
        factor = ""
    trusted = _TRUSTED.plus(moved)
    exact = _digits(trusted) <= _MOST_DIGITS
    if not exact:
        rounded = Context(prec=max(4, _digits(value) + 1), rounding=ROUND_HALF_EVEN)
        trusted = rounded.plus(moved)
    return format(trusted.normalize(), ",f" if "," in number else "f"), factor, exact


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


@cache
def _factor(unit: str, target: str) -> Decimal:
    """Return the factor of one: pint multiplies in the order it likes, we in Decimal."""
    one, other = (_registry().parse_expression(each) for each in (unit, target))
    return Decimal((1 * one).to(other.units).magnitude) / Decimal(other.magnitude)


def _in_unit(value: Decimal, pair: Pair) -> Decimal:
    if pair.unit.dimension == "temperature":
        return Decimal(_registry().Quantity(value, pair.unit.pint).to(pair.target.pint).magnitude)
    return _EXACT.multiply(value, _factor(pair.unit.pint, pair.target.pint))
