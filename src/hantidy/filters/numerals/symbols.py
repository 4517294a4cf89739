"""Numerals that are single characters or full-width: １２，３４５, ①, Ⅲ, 〡〢〣."""

from __future__ import annotations

import re
import unicodedata

from hantidy.core.edits import Change
from hantidy.evidence.ranges import has_any
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.guards import beside_number
from hantidy.filters.numerals.rows import Row

FULL_WIDTH = Row(
    "full-width",
    "(?<![，．.,/A-Za-z0-9０-９])(?!０[０-９，])"
    "(?:[０-９]{1,3}(?:，[０-９]{3})+(?:．[０-９]+)?|[０-９]+．[０-９]+)(?![，．.]?[０-９]|\\.?[0-9])",
    ("label",),
    "a full-width number with its marks",
    (("共１２，３４５人", "共12,345人"), ("长３．５米", "长3.5米")),
    ("１２，３４", "v１．２．３", "３．２０２０年总结"),
    safe=True,
    writes=lambda match: unicodedata.normalize("NFKC", match[0]),
    runs="",
)


def _roman_value(match: re.Match[str]) -> str:
    digits = [int(unicodedata.numeric(one)) for one in match[0]]
    following = [*digits[1:], 0]
    return str(
        sum(-one if one < other else one for one, other in zip(digits, following, strict=True))
    )


ROMAN = Row(
    "roman",
    "[Ⅰ-Ⅿⅰ-ⅿ]{1,8}(?![Ⅰ-Ⅿⅰ-ⅿ])",
    ("beside-number", "not-roman"),
    "a Roman numeral",
    (("第Ⅲ期", "第3期"), ("共ⅩⅣ节", "共14节")),
    ("ⅠⅩⅩ", "ⅢＡ"),
    writes=_roman_value,
    runs="",
)


_SUZHOU = {ord("〇"): "0"} | {0x3020 + digit: str(digit) for digit in range(1, 10)}
SUZHOU = Row(
    "suzhou",
    "(?=〇*[〡-〩])[〇〡-〩]{1,20}(?![〇〡-〩])",
    ("beside-number",),
    "Suzhou numerals",
    (("货号〢〥〇〨", "货号2508"),),
    ("〢〥百", "三〢〥"),
    writes=lambda match: match[0].translate(_SUZHOU),
    runs="",
)
_CIRCLED = pattern("[①-⑳㉑-㉟㊱-㊿]")


def circled(text: str) -> list[Found]:
    """Convert ① to 1 in lines where no result would touch another number."""
    found: list[Found] = []
    if not has_any(text, "①-⑳", "㉑-㊿"):
        return found
    line_end = -1
    for match in _CIRCLED.finditer(text):
        if match.start() >= line_end:
            line_end = text.find("\n", match.start())
            line_end = len(text) if line_end < 0 else line_end
            every = list(_CIRCLED.finditer(text, match.start(), line_end))
            if all(not beside_number(text, *one.span()) for one in every):
                found.append(
                    Found(
                        tuple(
                            Change(*one.span(), str(int(unicodedata.numeric(one[0]))), "circled")
                            for one in every
                        ),
                        line_end,
                    )
                )
    return found
