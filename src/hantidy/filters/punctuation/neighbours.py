"""Find the neighbours of a mark, looking through code, formulas, links and emphasis."""

from __future__ import annotations

from hantidy.core.lazy import pattern
from hantidy.filters.punctuation.characters import KINDS

_EMPHASIS = "*_~"
_LINK = pattern(r"!?\[(?=[^\[\]\n]{1,200}\](?:\(|\[))")
_TARGET = pattern(r"\]\([^()\n]*\)")
_TAG = pattern(r"</?[A-Za-z][^<>\n]{0,200}>")
_FORMULA = pattern(r"\$(?=\S)[^$\n]{1,80}(?<=\S)\$(?!\w)")
_FORMULA_END = pattern(r"\$(?=\S)[^$\n]{1,80}(?<=\S)\$$")
_MARKUP = {"[": _LINK, "!": _LINK, "]": _TARGET, "<": _TAG}
"""Patterns of markup that is skipped, by the first character."""
_LONGEST = 300  # characters of a tag or target


def left_of(text: str, at: int) -> tuple[str, int]:
    """Return the kind of the character before ``at`` (see `KINDS`; ``w`` is code), and its end.

    Emphasis, tags and link targets are skipped.
    """
    while at:
        before = text[at - 1]
        if before in _EMPHASIS and text[at - 2 : at - 1] != " ":
            at -= 1
        elif before == "`" or (before == "$" and _FORMULA_END.search(text, max(0, at - 90), at)):
            return "w", at
        elif before in ">)":
            opener, markup = ("<", _TAG) if before == ">" else ("](", _TARGET)
            start = text.rfind(opener, max(0, at - _LONGEST), at)
            if start < 0 or not markup.fullmatch(text, start, at):
                return KINDS[before], at
            at = start
        else:
            return KINDS[before], at
    return "n", 0


def right_of(text: str, at: int) -> tuple[str, int]:
    """Return the kind of the character behind ``at``, and its start."""
    while at < len(text):
        after = text[at]
        if after in _EMPHASIS and text[at + 1 : at + 2] != " ":
            at += 1
        elif after == "`" or (after == "$" and _FORMULA.match(text, at)):
            return "w", at
        elif after in _MARKUP and (found := _MARKUP[after].match(text, at)):
            at = found.end()
        else:
            return KINDS[after], at
    return "n", at
