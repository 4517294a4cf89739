"""Why a repair that reads better may be wrong all the same.

Any bytes can be read as Chinese, and bad Chinese still reads better than the letters and signs that
a wrong reader shows. So text that was Russian, Greek, Korean or Czech must not become hanzi: there
such repairs leave much of the damage as it was, or another codec gives better text.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from hantidy.core.edits import Change, splice
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import SINGLE_BYTES, encoded_chars
from hantidy.filters.mojibake.gate import steep_places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.filters.mojibake.readings import Reading

__all__ = ["believed"]

_MOST_LEFT = 0.3
"""Signs of damage that may be left, for each that is explained."""
_SURE_UTF8 = 4
"""So many wide characters, each behind another, are no accident in UTF-8."""
_PROSE = 11.0
"""Bits a character that text costs at most; what was no Chinese and became hanzi costs 13."""
_DOUBLE_BYTES = ("gb18030", "big5", "cp932", "cp949")
"""Readers of two bytes a character."""
_EAST_ASIAN = ("utf-8", "gb18030", "big5hkscs", "cp932", "euc-jp", "cp949")
_ALPHABETS = ("cp1250", "cp1251", "cp1252", "cp1253", "cp1255", "cp1256", "cp866", "cp874",
              "iso8859-5", "koi8-r", "mac-roman")  # fmt: skip
"""What the bytes may be."""


@cache
def _marks(reader: str) -> re.Pattern[str]:
    """What a reader leaves of damage: the characters that sound text beside it would not hold."""
    if reader == "cp932":
        return re.compile("[｡-ﾟ]")
    if reader == "cp949":
        return re.compile("[가-힣]")
    return re.compile("[\x80-\x9f¡-¦¨ª¬\xad¯²-¶¸-ÖØ-öø-\u1fff\u2020-\u2022\u2030-\u2e7f]")


def believed(line: str, readings: list[Reading]) -> list[Reading]:
    """The ``readings`` of parts of ``line`` that nothing speaks against."""
    sure = [reading for reading in readings if _is_utf8(reading)]
    if sum(max(_wide(reading.after) - 1, 0) for reading in sure) < _SURE_UTF8:
        sure = []
    if sure == readings:
        return readings
    after = splice(line, [Change(*reading[:3], "") for reading in readings])
    readers = {reading.chain[-1].read for reading in readings if reading not in sure}
    explained = all(_explains(line, after, reader) for reader in readers)
    prose = all(_is_prose(reading.after) for reading in readings)
    others = _others(line, readers, prose=prose)
    if not explained or any(bigrams.gain(after, other) > 0 for other in others):
        return sure
    return readings


def _wide(text: str) -> int:
    return sum(char >= "\u2e80" for char in text)


def _is_utf8(reading: Reading) -> bool:
    """Whether a reading may be believed for its bytes alone: few others are valid UTF-8."""
    return reading.chain[-1].read != "latin" and any(pair.true == "utf-8" for pair in reading.chain)


def _is_prose(text: str) -> bool:
    shown = "".join(char for char in text if char > "\x7f")
    return bigrams.cost(shown) <= _PROSE * len(shown)


def _explains(before: str, after: str, reader: str) -> bool:
    """Whether most signs of damage in ``before`` are gone."""
    if reader in {"gb18030", "big5"}:
        found, left = steep_places(before), steep_places(after)
    else:
        marks = Counter(_marks(reader).findall(before))
        found = marks.total()
        left = (marks & Counter(_marks(reader).findall(after))).total()
    return left <= _MOST_LEFT * (found - left)


def _others(line: str, readers: set[str], *, prose: bool) -> Iterator[str]:
    """What the line would be if other codecs had been at work.

    What is ``prose`` already could only be other prose, for the same reader.
    """
    if not prose:
        single = not readers.isdisjoint((*SINGLE_BYTES, "latin"))
        readers = {*(SINGLE_BYTES if single else _DOUBLE_BYTES)}
    for reader in readers - {"latin"}:
        parts = encoded_chars(line, reader)
        for true in _EAST_ASIAN if prose else _EAST_ASIAN + _ALPHABETS:
            if true != reader:
                yield _read_again(line, parts, true)


def _read_again(line: str, parts: list[bytes | None], codec: str) -> str:
    """``line`` with its bytes read in ``codec``, but for characters that have none."""
    read = []
    for known, run in groupby(zip(line, parts, strict=True), lambda both: both[1] is not None):
        if known:
            read.append(b"".join(part for _, part in run if part).decode(codec, "replace"))
        else:
            read += [char for char, _ in run]
    return "".join(read)
