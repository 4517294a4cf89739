"""What stands beside a mark, as one letter a character."""

from __future__ import annotations

__all__ = ["KINDS", "WIDE"]

WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}


class _Kinds(dict[str, str]):
    """The kind of each character, found once.

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
_RANGES = {
    "h": ("㐀鿿", "々々", "〇〇", "豈龎", "\U00020000\U000323af"),
    "l": ("①⓿", "❶➓", "Ⅰⅿ", "⒈⒛", "㈠㉃", "㊀㊰"),
    "k": ("\u1100\u11ff", "\u3130\u318f", "가힣"),
}


def _kind(character: str) -> str:
    if not character:
        return "n"
    for kind, members in _MEMBERS.items():
        if character in members:
            return kind
    for kind, ranges in _RANGES.items():
        if any(each[0] <= character <= each[1] for each in ranges):
            return kind
    if character.isspace():
        return "s"
    if character.isdecimal():
        return "d"
    return "a" if character.isalpha() or character == "_" else "x"


KINDS = _Kinds()
