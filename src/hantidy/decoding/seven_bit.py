"""The encodings of seven bits, told by their escapes: HZ and ISO-2022."""

from __future__ import annotations

import re

from hantidy.decoding.charsets import Reader, charset
from hantidy.decoding.damage import Damage
from hantidy.decoding.deciding import Guess
from hantidy.evidence import bigrams

__all__ = ["escapes"]

_HZ = re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
_ISO2022 = re.compile(rb"\x1b(?:\$\)C|\$[@B]|\$\(D|\([IJ])")


def escapes(line: bytes) -> Guess | None:
    """Return which encoding of seven bits ``line`` is in, if any: HZ or ISO-2022."""
    if found := _ISO2022.search(line):
        name = "iso2022_kr" if found[0].endswith(b"C") else "iso2022_jp"
        damage = Damage()
        Reader(charset(name), "replace", damage).read(line)
        return None if damage else Guess(name, 0.95)
    if _HZ.search(line):
        damage = Damage()
        text = Reader(charset("hz"), "replace", damage).read(line)
        seems = line.decode("ascii", "replace")
        if not damage and _is_chinese(_HZ.findall(line)) and bigrams.gain(seems, text) > 0:
            return Guess("hz", 0.95)
    return None


def _is_chinese(parts: list[bytes]) -> bool:
    """Whether each of ``parts`` of HZ holds hanzi, common ones for the most part, and marks."""
    for part in parts:
        rows = part[2:-2:2]
        common = sum(0x30 <= row <= 0x57 for row in rows)
        rare = sum(row > 0x57 for row in rows)
        if common < 2 or rare > common or any(0x23 < row < 0x30 for row in rows):
            return False
    return True
