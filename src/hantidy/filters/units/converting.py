"""Convert quantities with pint: Decimal in, Decimal out, exact where possible."""

from __future__ import annotations

import importlib.util
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from hantidy.core.edits import Change
from hantidy.errors import OptionError
from hantidy.filters.units import reading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.filters.units.reading import Quantity, Unit

_FACTORS = {"十": 1, "百": 2, "千": 3, "万": 4, "萬": 4, "亿": 8, "億": 8}
_EXACT = Context(prec=40, rounding=ROUND_HALF_EVEN)
# pint's factors have 28 digits; what is left behind 15 of them is their rounding, not a value.
_TRUSTED = Context(prec=15, rounding=ROUND_HALF_EVEN)
_MOST_DIGITS = 12
_LONGEST = 24
"""Most digits of a measurement."""
_JOINTS = "-–—~～至到"
# 5 degrees more are not 5 degrees: a difference has no zero to move.
_DIFFERENCES = frozenset("升降差高低幅")


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


@cache
def converter(convert: str) -> Converter:
    """Return the converter for one value of the option."""
    return Converter(convert)


@cache
def _registry() -> Any:
    import pint  # noqa: PLC0415 - an extra, and slow to import

    return pint.UnitRegistry(non_int_type=Decimal)


class Converter:
    """Finds quantities of given units and converts them."""

    def __init__(self, convert: str) -> None:
        """Parse ``convert``; pint is imported with the first quantity."""
        self._pairs = _pairs(convert)

    def changes(self, text: str, *, hant: bool, symbol: bool) -> Iterator[Change]:
        """Yield the converted quantities of ``text``."""
        for symbols in (False, True):
            for quantity in reading.quantities(text, symbols=symbols):
                change = self._change(text, quantity, hant=hant, symbol=symbol or symbols)
                if change is not None:
                    yield change

    def _change(self, text: str, quantity: Quantity, *, hant: bool, symbol: bool) -> Change | None:
        pair = self._pairs.get(quantity.unit)
        if (
            pair is None
            or quantity.per is not None
            or quantity.vague
            or not quantity.number[0].isascii()
        ):
            return None
        written = text[quantity.unit_at : quantity.end]
        if hant and written in quantity.unit.hans and written not in quantity.unit.hant:
            return None  # 斤 in traditional text is 600 g as often as 500 g
        if quantity.unit.dimension == "temperature" and not _DIFFERENCES.isdisjoint(
            text[max(0, quantity.start - 4) : quantity.start]
        ):
            return None
        start = quantity.start
        numbers = [quantity.number]
        joint = text[start - 1 : start]
        if joint and joint in _JOINTS:
            first = _number_before(text, start - 1)
            if first is None:
                return None
            start, number = first
            numbers.insert(0, number)
        told = [_told(number, quantity.factor, pair) for number in numbers]
        if None in told or len({factor for _, factor, _ in filter(None, told)}) > 1:
            return None
        values = [each for each in told if each is not None]
        name = pair.asked or (pair.target.symbol if symbol else pair.target.name(hant=hant))
        space = " " if text[quantity.unit_at - 1] == " " else ""
        after = joint.join(value for value, _, _ in values) + values[0][1] + space + name
        if not after or len(numbers) == 1:
            after = values[0][0] + values[0][1] + space + name
        about = "" if all(exact for _, _, exact in values) else ", rounded"
        before = text[start : quantity.end]
        return Change(start, quantity.end, after, "unit-converted", f"{before} = {after}{about}")


def _number_before(text: str, end: int) -> tuple[int, str] | None:
    """Return the number that ends at ``end``, the start of a range."""
    start = end
    while start > max(0, end - _LONGEST) and (
        text[start - 1].isascii() and (text[start - 1].isdigit() or text[start - 1] in ".,")
    ):
        start -= 1
    number = text[start:end]
    before = text[start - 1 : start]
    if (
        not number
        or not number[0].isdigit()
        or not number[-1].isdigit()
        or (before.isascii() and before.isalnum())
        or before in ("-", "第")
    ):
        return None
    return start, number


def _told(number: str, factor: str, pair: Pair) -> tuple[str, str, bool] | None:
    """Return the converted number, its multiplier (万, 亿), and whether it is exact."""
    digits = number.replace(",", "")
    if len(digits) > _LONGEST:
        return None
    value = Decimal(digits)
    moved = _in_unit(value, pair)
    kept = factor
    if factor and (abs(moved) < 1 or pair.unit.dimension == "temperature"):
        moved = _in_unit(value.scaleb(sum(_FACTORS[each] for each in factor), _EXACT), pair)
        kept = ""
    trusted = _TRUSTED.plus(moved)
    exact = len(_digits(trusted)) <= _MOST_DIGITS
    if not exact:
        trusted = Context(prec=max(4, len(_digits(value)) + 1), rounding=ROUND_HALF_EVEN).plus(
            moved
        )
    shown = f"{trusted.normalize():f}"
    if "," in number:
        shown = f"{trusted.normalize():,f}"
    return shown, kept, exact


def _digits(value: Decimal) -> tuple[int, ...]:
    return value.normalize().as_tuple().digits


def _in_unit(value: Decimal, pair: Pair) -> Decimal:
    registry = _registry()
    if pair.unit.dimension == "temperature":
        return Decimal(registry.Quantity(value, pair.unit.pint).to(pair.target.pint).magnitude)
    # The factor of one: pint multiplies in the order it likes, we in Decimal.
    factor = _factor(pair.unit.pint, pair.target.pint)
    return _EXACT.multiply(value, factor)


@cache
def _factor(unit: str, target: str) -> Decimal:
    registry = _registry()
    return Decimal(
        (1 * registry.parse_expression(unit)).to(registry.parse_expression(target).units).magnitude
    ) / Decimal(registry.parse_expression(target).magnitude)
