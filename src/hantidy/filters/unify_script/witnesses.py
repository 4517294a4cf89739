"""Script of a text or line, by characters that prove one (witnesses).

What traditional character sets have as well is none by itself, and what Japanese writes as well
is none for Chinese.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from hantidy.evidence import script
from hantidy.filters.unify_script import context

__all__ = [
    "WITNESSES",
    "Weight",
    "Written",
    "every",
    "first",
    "graded",
    "is_japanese",
    "is_kana",
    "name",
    "prevailing",
    "weigh",
]

PREVAILS = 1.5
"""A script prevails where it has this many times the witnesses of the other."""
WITNESSES = 2
"""Number of different characters that are evidence."""

Written = Literal["hans", "hant"]
Grade = Literal["plain", "not-weak", "no-kanji"]


class Weight(NamedTuple):
    """How many witnesses each script has, as far as that was counted."""

    hans: int
    hant: int

    @property
    def stronger(self) -> Written | None:
        """Which script plainly prevails, if one does."""
        if self.hans == self.hant or max(self) < PREVAILS * min(self):
            return None
        return "hans" if self.hans > self.hant else "hant"


@cache
def graded(grade: Grade) -> re.Pattern[str]:
    """A simplified character that is not *held*, not *weak*, or in no Japanese text either."""
    left_out = script.characters("held" if grade == "plain" else "weak")
    found = script.characters("hans") - left_out
    if grade == "no-kanji":
        found &= script.characters("chinese")
    members = "".join(sorted(found))
    return re.compile(f"[{members}][{members}]*")


def name(text: str) -> script.Name:
    """Name the script of ``text``; what traditional text also has is no witness by itself."""
    if is_kana(text):
        return "jpan"
    weight = weigh(text)
    if max(weight) == 0:
        return "none"
    if min(weight) * script.MIXED < weight.hans:
        return "hans"
    forms = sum(map(len, _forms().findall(text)))
    if forms > 0 and forms > script.count_to("chinese", text, forms):
        return "jpan"
    return "mixed" if min(weight) * script.MIXED >= max(weight) else "hant"


def first(line: str) -> Written | None:
    """Which script the first witness in ``line`` shows."""
    hans, hant = (script.finder(which).search(line) for which in ("hans", "hant"))
    if hans is None or hant is None:
        return None
    return "hans" if hans.start() < hant.start() else "hant"


def is_kana(text: str) -> bool:
    """Whether ``text`` has more kana than characters that Japanese only quotes."""
    kana = sum(map(len, script.finder("kana").findall(text)))
    return kana > 0 and kana > script.count_to("chinese", text, kana)


@cache
def _forms() -> re.Pattern[str]:
    """Characters of Japanese that no traditional text has: shinjitai, simplified forms or not."""
    shared = script.characters("hans") - script.characters("chinese") - script.characters("weak")
    members = "".join(sorted(shared | script.characters("shinjitai")))
    return re.compile(f"[{members}][{members}]*")


def is_japanese(line: str) -> bool:
    """Whether a line is Japanese by its kana, or by its forms where nothing speaks for Chinese."""
    if is_kana(line):
        return True
    patterns = script.finder("chinese"), context.pattern("chinese")
    chinese = any(pattern.search(line) for pattern in patterns)
    return not chinese and _forms().search(line) is not None


def prevailing(text: str) -> Written | None:
    """Which script plainly prevails in ``text``, by its characters or by different ones."""
    if found := weigh(text).stronger:
        return found
    return Weight(*(len(set("".join(every(which, text)))) for which in ("hans", "hant"))).stronger


def every(which: Written, text: str) -> list[str]:
    """Return the runs of witnesses of one script in ``text``."""
    return script.finder(which).findall(text)


@lru_cache(16)
def weigh(text: str) -> Weight:
    """Count the witnesses of both scripts, of one that prevails no more than show that it does."""
    counts = script.count_rarer(text)
    hans, hant = counts["hans"], counts["hant"]
    if hans and not _has(graded("not-weak"), text, WITNESSES):
        hans = sum(map(len, graded("plain").findall(text)))
    return Weight(hans, hant)


def _has(pattern: re.Pattern[str], text: str, different: int) -> bool:
    """Whether ``text`` has so many ``different`` characters of a pattern."""
    seen: set[str] = set()
    for match in pattern.finditer(text):
        seen.update(match[0])
        if len(seen) >= different:
            return True
    return False
