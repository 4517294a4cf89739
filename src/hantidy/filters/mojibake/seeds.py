"""The prefilter: the places of a text that look like wrong decoding, found at the speed of a scan.

*Wide* seeds are hanzi and their neighbours as readers of two bytes a character show them (see
`signatures`). *Narrow* seeds are letters and symbols as no alphabet puts them. A short text with
neither is asked for *labels*, two hanzi alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from hantidy.core import lazy
from hantidy.evidence.ranges import odd_of
from hantidy.filters.mojibake.codecs import Pair
from hantidy.filters.mojibake.signatures import SKIPPED, Seed, is_damage, signatures, wide_seeds

_MOST = 2_000
"""Most seeds of a kind in a block; a block with more is damaged throughout."""
LABELS = Pair("cp950", "gb18030"), Pair("gb18030", "big5")
"""The pairs that a label of two hanzi alone is evidence of."""
_LABEL = 16
"""Characters of a text up to which every such label is looked at."""

_TYPOGRAPHIC = "“”‘’…—·–•™©®°×«»„‚¿¡€£§№\xa0\xad"
"""Symbols that sound text of many languages puts beside letters."""
_LETTERS = "À-ÖØ-öø-ɏ\u0370-\u03ff\u0400-\u04ff\u1e00-\u1eff"
_LATIN = "À-ÖØ-öø-ÿ"
_EUROPEAN_UPPER = "ĂĄĆČĎĐĘĚĹĽŁŃŇŐŔŘŚŞŠŢŤŮŰŹŻŽ"
_EUROPEAN_LOWER = _EUROPEAN_UPPER.lower()
"""The letters of Windows-1250 that Latin-1 lacks."""
_BOXES = "─-▟"
NO_SYMBOLS = f"{_LETTERS}{_TYPOGRAPHIC}{_BOXES}"
"""What single-byte readers show that is no rare symbol, as in a character class."""
_MIXED_BOXES = "╒╓╕╖╘╙╛╜╞╟╡╢╤╥╧╨╪╫"
_RARE_LETTERS = "ƀ-ƟƢ-ƮƱ-ɏɐ-˿\u0300-\u0377\u03d0-\u03ffҊ-ԯ"
_FAR_LETTERS = "\u0530-\u07ff"
"""Letters that GBK in Latin-1 becomes when ftfy takes byte pairs for UTF-8."""


def _shown() -> tuple[str, str]:
    """What readers of single bytes show, and what of it is no letter, box or usual symbol."""
    return signatures()["shown"][1], signatures()["symbol"][1]


@cache
def _narrow() -> re.Pattern[str]:
    every, plain = _shown()
    return re.compile(
        f"[{plain}{_BOXES}{_LATIN}{_EUROPEAN_UPPER}А-ЯЁЂ-Џ\u0391-\u03a9{_TYPOGRAPHIC}{_RARE_LETTERS}]"
        f"(?:(?=[{every}])(?:(?<=[{plain}]{{2}})|(?<=[{every}][{_MIXED_BOXES}])|(?<=[{_LETTERS}][{_LATIN}]))"
        f"|(?<=[{_LETTERS}{_BOXES}{_FAR_LETTERS}][{plain}])|(?<=[{_LETTERS}{plain}][{_BOXES}])"
        f"|(?<=[{_LATIN}])(?:(?<=[{_FAR_LETTERS}].)|(?=[{_FAR_LETTERS}]))"
        f"|(?<=[{_EUROPEAN_LOWER}][{_EUROPEAN_UPPER}])|(?<=[а-џ][А-ЯЁЂ-Џ])|(?<=[\u03ac-\u03ce][\u0391-\u03a9])"
        f"|(?<=[{_LETTERS}][{_TYPOGRAPHIC}])(?=[{_TYPOGRAPHIC}]?[{_LETTERS}{plain}])"
        f"|(?<=[{_RARE_LETTERS}])(?:(?<=[\xa1-\xff].)|(?=[\xa1-\xff])|(?<=[Ͱ-Ͽ])(?=[Ѐ-߿])))"
    )


@cache
def _foreign() -> re.Pattern[str]:
    """What narrow seeds have besides typographic symbols, of which Chinese is full."""
    return re.compile(f"[{_shown()[1]}{_LETTERS}{_BOXES}{_RARE_LETTERS}]")


def narrow_seeds(text: str) -> Iterator[Seed]:
    """Yield the places where a single-byte reader may have been used."""
    odd = odd_of(text)
    if odd is not text and not _foreign().search(odd):
        return
    at = 0
    for match in _narrow().finditer(text):
        if match.start() >= at and (at := _word_end(text, match.start())) <= match.end():
            yield Seed(match.start(), ())
            at = match.end() + SKIPPED


_WORD = lazy.pattern("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+")
_BEGINNING = lazy.pattern("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+\\Z")
"""The part of a word before a place."""
_LONGEST_WORD = 40


def _word_end(text: str, at: int) -> int:
    """Where a word of Latin letters around ``at`` ends, with capitals as words have them; else 0.

    A third of it must be ASCII, something of it if it is small throughout: what readers of single
    bytes show of hanzi has less.
    """
    start = at - len("".join(_BEGINNING.findall(text, max(0, at - _LONGEST_WORD), at)))
    match = _WORD.match(text, start, start + 2 * _LONGEST_WORD)
    word = match[0] if match else ""
    ascii_letters = len(word.encode("ascii", "ignore"))
    small = word.islower() and ascii_letters
    cased = (word[1:].islower() or word.isupper()) and 3 * ascii_letters >= len(word)
    return start + len(word) if small or cased else 0


def seeds(text: str, most: int = _MOST) -> list[Seed]:
    """The places of ``text`` that look damaged, in order, at most so many of each kind."""
    found = sorted(chain(islice(wide_seeds(text), most), islice(narrow_seeds(text), most)))
    return found if found or len(text) > _LABEL else list(_labels(text))


_LABEL_ALONE = lazy.pattern("(?<![^\x00-\x7f])[\u3400-\u9fff]{2}(?![^\x00-\x7f])")


def _labels(text: str) -> Iterator[Seed]:
    """Yield the labels of two hanzi of a short text, which has no more to tell."""
    for match in _LABEL_ALONE.finditer(text):
        if pairs := tuple(pair for pair in LABELS if is_damage(match[0], pair)):
            yield Seed(match.start(), pairs)
