"""Remove invisible, control and bidi characters, terminal sequences, odd spaces, surrogates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.surrogates import joined
from hantidy.evidence.invisible import ANSI, HIDING, REMOVED, SELECTORS, TAGS
from hantidy.evidence.ranges import odd_of
from hantidy.filters.base import Filter

# What goes, by rule; all of it is invisible where it does its work and harmful where it does not.
_REASONS = {
    "zero-width": "shows nothing and splits words",
    "bidi": "turns the order of text",
    "annotation": "marks what is no longer there",
    "control": "a control character",
    "escape": "an escape character that begins no sequence",
    "ansi": "a terminal sequence",
}
_LINE_SEPARATORS = "\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f"
_NEAR = 64  # characters from a direction mark to the letters it may be there for
_SURROGATES = "\ud800-\udfff"
_LONGEST_HIDDEN = 500
"""Most characters of hidden text that a reason spells out."""


_SUSPECTS = f"{''.join(REMOVED.values())}{_LINE_SEPARATORS}{_SPACES}{_SURROGATES}{TAGS}{SELECTORS}"
_suspect = pattern(f"[{_SUSPECTS}]")


_RULES = pattern(
    f"(?P<ansi>{ANSI})|"
    + "".join(
        f"(?P<{name.replace('-', '_')}>[{which}]{'' if name == 'escape' else '+'})|"
        for name, which in REMOVED.items()
    )
    + f"(?P<line_separator>[{_LINE_SEPARATORS}]+)|(?P<space>[{_SPACES}]+)"
    f"|(?P<pair>[\ud800-\udbff][{''.join(REMOVED.values())}]*[\udc00-\udfff])"
    f"|(?P<surrogate>[{_SURROGATES}])"
    "|(?P<flag>(?<=\U0001f3f4)[\U000e0030-\U000e0039\U000e0061-\U000e007a]{3,6}\U000e007f)"
    f"|(?P<tag>[{TAGS}]+)|(?P<selector>[{SELECTORS}]+)"
)


def _shows_any(text: str) -> bool:
    return _suspect.search(odd_of(text)) is not None


def _found(text: str) -> Iterator[re.Match[str]]:
    """Yield the matches of `_RULES`, found by one character class first."""
    search, match = _suspect.search, _RULES.match
    suspect = search(text) if _shows_any(text) else None
    while suspect is not None:
        found = match(text, suspect.start())
        assert found is not None  # there is a rule for every suspect
        yield found
        suspect = search(text, found.end())


_BOUND = pattern(
    r"[\xa0\u202f](?:(?<=[0-9].)(?=[^\W\d_])|(?<=[^\W\d_].)(?=[0-9])"
    r"|(?<=[^\W\d_].)(?=[A-Z]\.)|(?<=[0-9A-Z][.、].)(?=\S)|(?<=[0-9][\xa0\u202f][章节節篇回卷部].)(?=\S))"
)
"""A no-break space between a number and its word, or between both and a title."""
_UNBOUND = pattern(" (?:(?<=[0-9] )(?=[章节節篇回卷部])|(?<=第 )(?=[0-9]))")
_HABIT = 3
"""Occurrences in a block that make a habit of its typography."""
_RIGHT_TO_LEFT = pattern("[\u0590-\u05ff\u0620-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_WITHOUT_SPACES = pattern("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Letters of Thai, Lao, Burmese and Khmer, in which zero-width spaces separate words."""


def _binds_numbers(text: str) -> bool:
    """Whether most numbers of ``text`` have no-break spaces (第 1 章)."""
    bound = len(_BOUND.findall(text))
    return bound >= _HABIT and bound >= len(_UNBOUND.findall(text))


def _spelled_out(hidden: str) -> str:
    """Return the reason for removing invisible characters that encode text.

    A tag encodes the ASCII character of its last seven bits. A variation selector encodes a
    byte: the first 16 are 0 to 15, the others 16 to 255.
    """
    codes = (ord(char) for char in hidden)
    data = bytes(
        code - 0xFE00 if code < 0xFE10 else code - 0xE0000 if code < 0xE0100 else code - 0xE00F0
        for code in codes
    )
    text = data.decode("utf-8", "backslashreplace")
    shown = "".join(char if char.isprintable() else f"\\x{ord(char):02x}" for char in text)
    if len(shown) > _LONGEST_HIDDEN:
        shown = shown[:_LONGEST_HIDDEN] + "…"
    return f"{len(hidden)} invisible characters that spell {shown!r}"


def _near(letters: re.Pattern[str], text: str, start: int, end: int) -> bool:
    return letters.search(text, max(0, start - _NEAR), end + _NEAR) is not None


def _parts_words(text: str, start: int, end: int) -> bool:
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    return text[start] == "\u200b" and _WITHOUT_SPACES.search(beside) is not None


@dataclass(frozen=True)
class Controls(Filter):
    """Takes out what cannot be seen and gives odd spaces their common form.

    Goes: zero-width space, word joiner, U+FEFF anywhere, soft hyphen, invisible operators,
    bidirectional and deprecated format controls, interlinear and object marks, DEL, C0 and C1,
    terminal (ANSI) sequences whole. Becomes a space: VT, FF, FS to US, U+0085, U+2028, U+2029
    (a line end with line_ends=newline), and each no-break or other Unicode space. A high and a
    low surrogate join; any other becomes U+FFFD (surrogates=keep leaves it). Tag characters
    outside emoji flags go, and variation selectors behind the first of a row: both can hide
    text, which the reason spells out.

    Never touched: tab, line ends, lone CR, U+3000, ZWJ, ZWNJ, single variation selectors, tags of
    emoji flags, fillers of Hangul, direction marks near Hebrew or Arabic letters, zero-width
    spaces between words of Thai, Lao, Burmese and Khmer, no-break spaces between numbers and
    their words where the block sets most of its numbers so (第 1 章).
    """

    name: ClassVar = "controls"
    kind: ClassVar = "repair"
    examples: ClassVar = (
        ("开\u200b发\ufeff区", "开发区"),
        ("\x1b[1;31m公告\x1b[m：明日停電", "公告：明日停電"),
        ("第一章\u00a0总则", "第一章 总则"),
    )

    line_ends: Literal["space", "newline"] = "space"
    surrogates: Literal["replace", "keep"] = "replace"

    @property
    def replaces_surrogates(self) -> bool:
        """Whether the output never holds a lone surrogate."""
        return self.surrogates == "replace"

    @property
    def triggers(self) -> str:
        """Whatever a rule begins with."""
        return _SUSPECTS

    def may_change(self, lines: ChangedLines) -> bool:
        return _shows_any(lines.now)

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        changes = []
        for match in _found(text):
            rule = (match.lastgroup or "").replace("_", "-")
            start, end = match.span()
            if rule == "flag" or (rule == "selector" and end - start == 1):
                continue
            if (rule == "bidi" and _near(_RIGHT_TO_LEFT, text, start, end)) or (
                rule == "zero-width" and _parts_words(text, start, end)
            ):
                continue
            if rule in _REASONS:
                changes.append(Change(start, end, "", rule, _REASONS[rule]))
            elif rule in HIDING:
                after = match[0][0] if rule == "selector" else ""
                changes.append(Change(start, end, after, rule, _spelled_out(match[0])))
            elif rule == "space" and not (
                _BOUND.match(text, start) and block.evidence(_binds_numbers)
            ):
                changes.append(Change(start, end, " " * (end - start), rule, "an odd space"))
            elif rule == "line-separator":
                after = ("\n" if self.line_ends == "newline" else " ") * (end - start)
                changes.append(Change(start, end, after, rule, "a line end of another convention"))
            elif rule == "pair":
                after = joined(match[0][0] + match[0][-1])
                changes.append(Change(start, end, after, rule, "two surrogates are one character"))
            elif rule == "surrogate" and self.surrogates == "replace":
                changes.append(Change(start, end, "\ufffd", rule, "half a character"))
        return changes
