"""Script of a text or line, by characters that prove one (witnesses).

A character that traditional character sets have too is no witness by itself. One that Japanese
has too is no witness for Chinese.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Literal, NamedTuple

from hantidy.evidence import script
from hantidy.evidence.characters import KANA
from hantidy.filters.unify_script import context

PREVAILS = 1.5
"""A script prevails where it has this many times the witnesses of the other."""
WITNESSES = 2
"""Number of different characters that are evidence."""

Written = Literal["hans", "hant"]
Grade = Literal["plain", "not-weak", "no-kanji"]


class Weight(NamedTuple):
    """The number of witnesses of each script, possibly cut short."""

    hans: int
    hant: int

    @property
    def stronger(self) -> Written | None:
        """The script that clearly prevails, or None."""
        if self.hans == self.hant or max(self) < PREVAILS * min(self):
            return None
        return "hans" if self.hans > self.hant else "hant"


@cache
def graded(grade: Grade) -> frozenset[str]:
    """Simplified characters by grade: not *held*, not *weak*, or not Japanese either."""
    left_out = script.characters("held" if grade == "plain" else "weak")
    found = script.characters("hans") - left_out
    return found & script.characters("chinese") if grade == "no-kanji" else found


def name(text: str) -> script.Name:
    """Return the script of ``text``; mixed, too, where its characters show none."""
    if is_purely_traditional(text):
        return "hant" if script.finder("hant").search(text) else "none"
    if script.is_kana(text):
        return "jpan"
    weight = weigh(text)
    if min(weight) * script.MIXED < weight.hans:
        return "hans"
    forms = len(_forms().findall(text))
    if forms > 0 and forms > script.count_to("chinese", text, forms):
        return "jpan"
    return "mixed" if min(weight) * script.MIXED >= max(weight) else "hant"


@cache
def _others() -> re.Pattern[str]:
    members = script.characters("hans") | script.characters("shinjitai")
    return re.compile(f"[{''.join(sorted(members))}{KANA}]")


@lru_cache(4)
def is_purely_traditional(text: str) -> bool:
    """Whether ``text`` holds no simplified or Japanese character."""
    return _others().search(text) is None


def first(line: str) -> Written | None:
    """Return the script of the first witness in ``line``."""
    hans, hant = (script.finder(which).search(line) for which in ("hans", "hant"))
    if hans is None or hant is None:
        return None
    return "hans" if hans.start() < hant.start() else "hant"


@cache
def _forms() -> re.Pattern[str]:
    """Japanese characters that no traditional text has: shinjitai, simplified or not."""
    shared = script.characters("hans") - script.characters("chinese") - script.characters("weak")
    members = "".join(sorted(shared | script.characters("shinjitai")))
    return re.compile(f"[{members}]")


def is_japanese(line: str) -> bool:
    """Whether a line is Japanese: by kana, or by its forms if nothing is Chinese."""
    if script.is_kana(line):
        return True
    patterns = script.finder("chinese"), context.pattern("chinese")
    chinese = any(pattern.search(line) for pattern in patterns)
    return not chinese and _forms().search(line) is not None


def prevailing(text: str) -> Written | None:
    """Return the script that clearly prevails, by all witnesses or by different ones."""
    if found := weigh(text).stronger:
        return found
    return Weight(*(len({*every(which, text)}) for which in ("hans", "hant"))).stronger


def every(which: Written, text: str) -> list[str]:
    """Return the witnesses of one script in ``text``."""
    return script.finder(which).findall(text)


@lru_cache(16)
def weigh(text: str) -> Weight:
    """Count the witnesses of both scripts; of a prevailing one only as many as prove it."""
    counts = script.count_rarer(text)
    hans, hant = counts["hans"], counts["hant"]
    if hans and not _has(graded("not-weak"), text, WITNESSES):
        hans = sum(map(graded("plain").__contains__, every("hans", text)))
    return Weight(hans, hant)


def _has(evidence: frozenset[str], text: str, different: int) -> bool:
    """Whether a text has at least ``different`` distinct simplified characters of ``evidence``."""
    seen: set[str] = set()
    for match in script.finder("hans").finditer(text):
        if match[0] in evidence:
            seen.add(match[0])
            if len(seen) >= different:
                return True
    return False
