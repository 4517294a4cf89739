"""Classify a text for conversion: its region, its field, whether it is classical."""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import NamedTuple

from hantidy import tables
from hantidy.evidence import script
from hantidy.filters.script.words import longest_of

_CANTONESE = "唔嘅喺啲哋冇佢咗㗎噉"
"""Characters that Mandarin does not use."""


class Kind(NamedTuple):
    """Properties of a text besides its script."""

    cantonese: bool = False
    """Whether it is written Cantonese, which has its own words."""
    technical: bool = False
    """Whether words with a general sense too are meant as words of computing."""
    tells_zhu: bool = False
    """Whether 著 and 着 are distinguished."""


PLAIN = Kind()


def kind_of(text: str, to: str) -> Kind:
    """Return the properties of ``text`` that matter for the target ``to``."""
    return Kind(
        cantonese=to not in ("hans", "hansp") and is_cantonese(text),
        technical=to in ("twp", "hansp") and is_technical(text, to),
        tells_zhu=to in ("hans", "hansp", "hk") and tells_zhu(text),
    )


def is_cantonese(text: str) -> bool:
    """Whether ``text`` is written Cantonese: in every 70 characters one that Mandarin lacks."""
    return sum(map(text.count, _CANTONESE)) * 70 > len(text)


@cache
def _technical_words(region: str) -> re.Pattern[str]:
    words = (word for where, word in tables.rows("technical_words") if where == region)
    return re.compile(longest_of(words))


def is_technical(text: str, to: str) -> bool:
    """Whether ``text`` is on computing: in every 150 characters a word that only such text has."""
    words = _technical_words("tw" if to == "hansp" else "cn")
    wanted = len(text) // 150 + 1
    return sum(1 for _ in islice(words.finditer(text), wanted)) == wanted


def tells_zhu(text: str) -> bool:
    """Whether traditional ``text`` has 着 beside 著, as Hong Kong and the mainland print them."""
    return (
        "着" in text
        and text.count("着") >= text.count("著")
        and script.finder("hans").search(text) is None
    )
