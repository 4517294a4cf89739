"""Write an Arabic number in place of a numeral, in as small a change as possible."""

from __future__ import annotations

from typing import NamedTuple

from hantidy.core.edits import Change
from hantidy.filters.numerals.parser import Number

REASONS = {
    "amount": "parts of one sum of money",
    "circled": "a circled number",
    "clock": "a time of day",
    "code": "a number said digit by digit",
    "date": "a date of the common calendar",
    "decimal": "decimals that can be nothing else",
    "digits": "digits said one by one",
    "fraction": "a fraction",
    "full-width": "a full-width number with its marks",
    "half": "a half behind its unit",
    "line": "a line that is one numeral",
    "mixed": "digits and 千 百 万 亿 in one number",
    "negative": "a number after 负 or 正负",
    "number": "a number that stands alone",
    "ordinal": "a number after 第",
    "percentage": "parts of 100, 1000 or 10000",
    "quantity": "before a measure word, unit or currency",
    "range": "neighbouring digits are a range",
    "roman": "a Roman numeral",
    "spaced": "spaces within one number",
    "sum": "a line that is a sum",
    "suzhou": "Suzhou numerals",
    "year": "a year spelled digit by digit",
}


class Found(NamedTuple):
    """The changes of a rule, and the end of the text that it consumed."""

    changes: tuple[Change, ...]
    end: int


def finished(text: str, change: Change) -> Change:
    """Leave out what both texts of a change begin and end with, and give the reason of its rule.

    A number is never cut: 3千 becomes 3000, whose first digit is part of the change.
    """
    start, end, after, rule, reason = change[:5]
    while start < end and after and text[start] == after[0] and not after[0].isdigit():
        start, after = start + 1, after[1:]
    while start < end and after and text[end - 1] == after[-1] and not after[-1].isdigit():
        end, after = end - 1, after[:-1]
    return Change(start, end, after, rule, reason or REASONS[rule])


def put(start: int, end: int, number: Number, rule: str, sign: str = "") -> Change:
    """Change the numeral ``[start, end)`` into ``number``, which keeps a last 万 or 亿."""
    digits, word = number
    return Change(start, end - len(word), sign + digits, rule, REASONS[rule])
