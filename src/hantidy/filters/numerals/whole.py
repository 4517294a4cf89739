"""Lines that are one numeral (mode full): 一七二零, 三百 五又三分之一, 五 分之 一, 7万 5千 4百."""

from __future__ import annotations

import re

from hantidy.filters.numerals import lexicon, parser, parts
from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.rows import Row, first_of

_PARTS = first_of(parts.PERCENT, parts.FRACTION)
_SEVERAL = 3


def _digits(match: re.Match[str]) -> str:
    shown = parser.digits(parser.plain(match[0]))
    return shown.replace("负", "-").replace("点", ".")


def _spaced(match: re.Match[str]) -> str | None:
    pieces = match["number"].split()
    shown, part = "".join(pieces), "".join((match["part"] or "").split())
    if found := _PARTS(shown, 0, 0):
        return found.changes[0].after if found.changes and not part else None
    if part == "折" and pattern("<one>{2}").fullmatch(shown):
        return parser.digits(shown) + part
    if not part and len(pieces) < _SEVERAL and lexicon.words("lone").isdisjoint(pieces):
        return None  # 一百 二十 may be two numbers
    number = parser.written(shown.lstrip("负負"))
    return number and "-" * (shown[0] in "负負") + number + part


_PIECE = "(?:<numeral>|[点點分之又0-9０-９．])+"
ROWS = (
    Row(
        "line",
        "(?m:^)[负負]?<single>{3,40}(?:[点點]<single>{1,40})?(?=[ 　]*(?m:$))",
        (),
        "a line that is one numeral",
        (("一七二零", "1720"), ("负一七二零点一", "-1720.1")),
        ("一二三四", "三三两两", "五五五五"),
        unless=("counting",),
        writes=_digits,
        runs="",
        back=1,
    ),
    Row(
        "line",
        f"(?m:^)(?=[^ 　\\n]+[ 　]+[^ 　\\n])(?P<number>[负負]?[ 　]*{_PIECE}(?:[ 　]+{_PIECE})*)"
        "(?P<part>[ 　]*(?:[成折]|[个個][ 　]*百[ 　]*分[ 　]*[点點]))?(?=[ 　]*(?m:$))",
        (),
        "a line that is one numeral",
        (("五 分之 一", "1/5"), ("三百 五又三分之一", "350又1/3"), ("八 点 五 折", "8.5折")),
        ("一百 二十", "三 三 成"),
        writes=_spaced,
        runs="",
        back=20,
    ),
)
"""In the order in which they are asked."""
