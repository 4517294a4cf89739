"""The marks that become full width, and one letter for the kind of each neighbour."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hantidy.evidence.characters import HAN, HANGUL
from hantidy.evidence.context import is_han, is_one_of

_MARKS = (
    (",", "，", "comma"),
    (";", "；", "semicolon"),
    (":", "：", "colon"),
    ("?", "？", "question"),
    ("!", "！", "exclamation"),
)
WIDE = {mark: wide for mark, wide, _ in _MARKS}
"""The marks that may turn, each with its full-width form."""
NARROW = "".join(WIDE)
"""These marks, as part of a character class."""
LETTER_OR_DIGIT = r"[^\W\x00-\x7f]"
"""One outside of ASCII: a class that is compiled fifty times sooner than that of Han."""
RULES = {mark: rule for mark, _, rule in _MARKS}
"""The rule of the edits of each mark."""


class _Kinds(dict[str, str]):
    """Maps a character to the letter of its kind, with a cache.

    h Han, o opener, c closer, ( and ), a letter, d digit, % percent, l label, m full-width mark,
    s space, n line end (or none), q straight quote, k Hangul, z a sign no sentence ends with,
    x anything else.
    """

    def __missing__(self, character: str) -> str:
        kind = self[character] = _kind(character)
        return kind


_MEMBERS = {
    "o": "“‘「『（《〈【〔",
    "c": "”’」』）》〉】〕",
    "m": "，；：？！、。…—～·",
    "(": "(",
    ")": ")",
    "%": "%％‰℃°",
    "q": "\"'",
    "n": "\n",
    "z": "=<&|\\{[",
}
_CLASSES = {"h": HAN, "l": "①-⓿❶-➓Ⅰ-ⅿ⒈-⒛㈠-㉃㊀-㊰", "k": HANGUL}


def _kind(character: str) -> str:
    if not character:
        return "n"
    for kind, members in _MEMBERS.items():
        if character in members:
            return kind
    for kind, members in _CLASSES.items():
        if is_one_of(members, character):
            return kind
    if character.isspace():
        return "s"
    if character.isdecimal():
        return "d"
    return "a" if character.isalpha() or character == "_" else "x"


KINDS = _Kinds()


def behind_han(found: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of ``found`` in ``text`` that stand behind Han."""
    return (each for each in found.finditer(text) if is_han(text[each.start() - 1 : each.start()]))
