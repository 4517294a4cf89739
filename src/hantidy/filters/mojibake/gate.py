"""Evidence shared by byte slips and single damaged symbols."""

from __future__ import annotations

from functools import cache

from hantidy.filters.mojibake.lost_bytes import bad_place
from hantidy.filters.mojibake.signatures import has_units

SYMBOLS = {"漏": "©", "庐": "®", "掳": "°", "虏": "²", "鲁": "³", "卤": "±", "脳": "×", "碌": "µ",
           "路": "·"}  # fmt: skip
"""What the two bytes of UTF-8 of a Latin-1 symbol show in a GBK reader."""

TONED = "a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿɡê"
"""The letters of pinyin, inside a character class."""


@cache
def LATIN_LETTERS() -> dict[str, str]:  # noqa: N802
    """The hanzi that a GBK reader shows for the UTF-8 of Latin-1 letters."""
    letters = [chr(code) for code in range(0xC0, 0x100) if code not in (0xD7, 0xF7)]
    return {letter.encode().decode("gb18030"): letter for letter in letters}


def steep(text: str) -> bool:
    """Whether adjacent characters cost more than words do, or have the form of UTF-8."""
    return bad_place(text) >= 0 or has_units(text)
