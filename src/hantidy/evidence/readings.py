"""Parse a bracket as a reading and compare it with the hanzi before it.

Tones are not compared: the right letters with another tone are a reading all the same. Letters
are compared on a normalised copy (full-width, decomposed, look-alike and broken letters).
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import BOPOMOFO

_TONES = frozenset("\u0300\u0301\u0304\u0306\u030c")  # the breve often stands for the caron
_DIAERESIS = pattern("([uU][\u0300-\u0307\u0309-\u036f]*)\u0308|[uU]:|ü|Ü")
_CIRCUMFLEX = "\u0302"
_SPACING_TONE = pattern("(?<=[A-Za-züÜ])(?:[`´ˊˋˇˉ^¯]|'$)")
"""A tone written behind its letter; an apostrophe only at the end, elsewhere it parts syllables."""
_LOOK_ALIKE = str.maketrans({
    "ɡ": "g", "ɑ": "a", "α": "a", "ı": "i", "ŋ": "ng",
    "а": "a", "е": "e", "і": "i", "о": "o", "р": "p", "с": "c", "у": "y", "х": "x", "һ": "h",
    "А": "A", "Е": "E", "О": "O", "Р": "P", "С": "C", "Х": "X", "Н": "H", "М": "M", "В": "B",
    "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "·": "'", "‐": "-", "–": "-", "、": "/",
    "\n": " ", "\t": " ", "\u3000": " ",
})  # fmt: skip
_SPELT = pattern(r"[A-Za-z][A-Za-z0-5' /,;|\-]*")
_DIGIT_IN_PLACE = pattern(r"[0-9]")
_TONE_DIGIT = pattern(r"(?<=[A-Za-z])[0-5](?![0-9])")
_ZHUYIN = pattern(f"[{BOPOMOFO}ˊˇˋˉ˙ \n\u3000/]+")
_ZHUYIN_SYLLABLE = pattern(f"[{BOPOMOFO}]+")


_FOREIGN = pattern(r"[bcdfjklpqstwxyz](?:(?=[bcdfgjklmnpqrstwxyz ]|\Z)|(?<![csz])h)")
"""A consonant that no Mandarin syllable has there: before another one, or last."""


class Spelling(NamedTuple):
    """The Mandarin syllables of a bracket, without tones (v for ü)."""

    alternatives: tuple[tuple[str, ...], ...]
    """Readings offered side by side (qū/ōu), each in pieces that are written apart."""
    toned: bool
    lower: bool
    letters: int


@cache
def _hanzi_by_syllable() -> dict[str, str]:
    by_syllable: dict[str, str] = dict(tables.rows("readings"))
    for initial in "ln":  # 略 is written lüe and lue
        by_syllable[f"{initial}ue"] = by_syllable[f"{initial}ve"]
    return by_syllable


@cache
def _pinyin_by_zhuyin() -> dict[str, str]:
    return dict(tables.rows("zhuyin"))


def is_syllable(spelt: Spelling) -> bool:
    """Whether ``spelt`` is one Mandarin syllable, of whatever hanzi."""
    return len(spelt.alternatives) == len(spelt.alternatives[0]) == 1 and (
        spelt.alternatives[0][0] in _hanzi_by_syllable()
    )


def is_foreign(content: str) -> bool:
    """Whether ``content``, in ASCII, is plainly a word of another language, no reading."""
    return content.isascii() and _FOREIGN.search(content.lower()) is not None


@lru_cache(maxsize=1 << 14)
def spelling(content: str) -> Spelling | None:
    """Parse the inside of a bracket; None if it spells no Mandarin."""
    if _ZHUYIN.fullmatch(content):
        return _zhuyin_spelling(content)
    content = _SPACING_TONE.sub("\u0301", content)
    letters = unicodedata.normalize("NFKD", content).translate(_LOOK_ALIKE).strip()
    letters = _DIAERESIS.sub(lambda match: (match[1] or "u")[1:] + "v", letters)
    marks = {c for c in letters if c > "\u02ff" and unicodedata.combining(c)}
    if marks - _TONES - {_CIRCUMFLEX}:
        return None
    bare = "".join(c for c in letters if c not in marks) if marks else letters
    if not _SPELT.fullmatch(bare):
        return None
    toned = not marks.isdisjoint(_TONES)
    if _DIGIT_IN_PLACE.search(bare):
        toned = True
        bare = _TONE_DIGIT.sub(" ", bare)
        if _DIGIT_IN_PLACE.search(bare):
            return None
    lower = bare.lower()
    alternatives = tuple(
        tuple(re.sub("(?<=[jqxy])v", "u", piece) for piece in re.findall("[a-z]+", part))
        for part in re.split("[/,;|]", lower)
    )
    if not all(alternatives):
        return None
    return Spelling(alternatives, toned, bare == lower, sum(map(str.isalpha, bare)))


def _zhuyin_spelling(content: str) -> Spelling | None:
    by_zhuyin = _pinyin_by_zhuyin()
    alternatives = []
    for part in content.split("/"):
        pieces = tuple(by_zhuyin.get(piece, "") for piece in _ZHUYIN_SYLLABLE.findall(part))
        if not pieces or not all(pieces):
            return None
        alternatives.append(pieces)
    return Spelling(tuple(alternatives), toned=True, lower=True, letters=len(content))


def glossed(hanzi: str, spelt: Spelling) -> int:
    """Return how many of the last characters of ``hanzi`` are read as ``spelt``; 0 if none are.

    Of readings offered side by side each must hold.
    """
    counts = [_glossed(hanzi, pieces) for pieces in spelt.alternatives]
    return max(counts) if all(counts) else 0


def _glossed(hanzi: str, pieces: tuple[str, ...]) -> int:
    by_syllable = _hanzi_by_syllable()

    def back(piece: int, rest: str, at: int) -> int:
        """Match ``rest`` and the pieces before it with ``hanzi[:at]``, from the end."""
        if not rest:
            return at if not piece else back(piece - 1, pieces[piece - 1], at)
        if not at:
            return -1
        for size in range(min(6, len(rest)), 0, -1):
            syllable = rest[-size:]
            if hanzi[at - 1] in by_syllable.get(syllable, ""):
                left = back(piece, rest[:-size], at - 1)
                if left >= 0:
                    return left
            # 花 may be read huar though the 儿 is not written.
            if syllable[-1] == "r" and size > 2 and (
                hanzi[at - 1] in by_syllable.get(syllable[:-1], "")
            ):  # fmt: skip
                left = back(piece, rest[:-size], at - 1)
                if left >= 0:
                    return left
        return -1

    left = back(len(pieces) - 1, pieces[-1], len(hanzi))
    return len(hanzi) - left if left >= 0 else 0
