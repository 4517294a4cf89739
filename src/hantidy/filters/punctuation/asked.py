"""Punctuation options: stops, ellipses, dashes, repeats, a region's style."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import HAN

_BESIDE = f"{HAN}”’」』）》〉】，。！？；：、"

_TO_ASCII = {
    "，": ",",
    "、": ",",
    "。": ".",
    "；": ";",
    "：": ":",
    "？": "?",
    "！": "!",
    "（": "(",
    "）": ")",
    "“": '"',
    "”": '"',
    "‘": "'",
    "’": "'",
    "【": "[",
    "】": "]",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "～": "~",
    "…": "...",
    "—": "-",
    "·": "-",
    "‧": "-",
}
_INTERPUNCTS = "·‧・•⋅∙"
_STOP = pattern(
    rf"\.(?<=[{HAN}”’」』）》〉】]\.)"
    rf"(?:(?=[{HAN}“‘「『（《〈【])|(?=[”’」』）]?$)| (?=[{HAN}]))",
    re.MULTILINE,
)
"""A point after Chinese, before Chinese or at the end of a line."""


_POINTS = r"(?:\.{3,}|。{3,}|…+|・{3,}|·{3,})"
_ELLIPSIS = pattern(
    rf"(?<=[{_BESIDE}]){_POINTS}(?![.。…・·])|(?<![.。…・·A-Za-z0-9]){_POINTS}(?=[{HAN}“‘「『（《])"
)
_DASH = pattern(
    rf"(?<=[{_BESIDE}])(?:--+|—+|─+|－－+)(?=[{HAN}“‘「『（《〈【A-Za-z0-9])"
    rf"|(?<=[A-Za-z0-9])(?:--+|——+|──+|－－+)(?=[{HAN}“‘「『（《〈【])"
)
_REPEAT = pattern(r"([，、；：。！？])\1+")
_CHINESE_MARKS = pattern(f"[{''.join(_TO_ASCII)}]")
_INTERPUNCT = pattern(f"(?<=[{HAN}])[{_INTERPUNCTS}](?=[{HAN}])")


def stops(text: str) -> Iterator[Change]:
    """Yield the points that are Chinese full stops."""
    if "." in text:
        for found in _STOP.finditer(text):
            yield Change(*found.span(), "。", "stop", "after Chinese")


def _told(
    sought: re.Pattern[str], after: str, rule: str, reason: str
) -> Callable[[str], Iterator[Change]]:
    def find(text: str) -> Iterator[Change]:
        for found in sought.finditer(text):
            if found[0] != after:
                yield Change(*found.span(), after, rule, reason)

    return find


ellipses = _told(_ELLIPSIS, "……", "ellipsis", "six points in Chinese")
"""Yield the runs of points that are an ellipsis."""

dashes = _told(_DASH, "——", "dash", "two wide in Chinese")
"""Yield the runs of hyphens and dashes that are a dash."""


def repeats(text: str) -> Iterator[Change]:
    """Yield the reductions of repeated marks to one."""
    for found in _REPEAT.finditer(text):
        yield Change(found.start() + 1, found.end(), "", "repeat", "the same mark again")


def interpuncts(text: str, mark: str) -> Iterator[Change]:
    """Yield the changes of interpuncts in foreign names to the region's ``mark``."""
    for found in _INTERPUNCT.finditer(text):
        if found[0] != mark:
            yield Change(*found.span(), mark, "interpunct", "the style asked for")


def in_ascii(text: str) -> Iterator[Change]:
    """Yield the changes of Chinese marks to their ASCII forms."""
    for found in _CHINESE_MARKS.finditer(text):
        yield Change(*found.span(), _TO_ASCII[found[0]], "ascii", "the style asked for")
