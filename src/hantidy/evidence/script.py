"""Script of a text: simplified, traditional, mixed, Japanese, or none that shows.

The witnesses are characters only one script has (table `script_characters`, from OpenCC's
dictionaries). Characters that careless conversion leaves alone (后 里 干 …) are in no set, so
a page made traditional character by character is still traditional. Kana decide Japanese,
unless characters that no Japanese line has outnumber them: a Chinese line that quotes a title.

`name` is the quick answer (a search that finds nothing costs little), `count` the full one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Literal, NamedTuple

from hantidy import tables
from hantidy.evidence.characters import KANA, KANA_AND_MARKS
from hantidy.evidence.ranges import has_any, odd_of

Name = Literal["hans", "hant", "mixed", "jpan", "none"]
Class = Literal["hans", "hant", "shinjitai", "chinese", "held", "weak"]
Written = Literal["hans", "hant"]

_KANA_RANGES = (KANA_AND_MARKS, "ｦ-ﾝ")

HEAD = 600
"""So much of a text tells which script is the rarer one."""

LEAST = 64
"""Characters that are counted at once to begin with."""

MIXED = 5
"""A text is mixed when the weaker script has a witness for this many of the stronger's."""


class Script(NamedTuple):
    """The script of a text and the number of characters that show it."""

    name: Name
    hans: int
    """Characters that only simplified text has (Japanese has some of them)."""
    hant: int
    """Characters that only traditional text has (Japanese has some of them)."""
    shinjitai: int
    """Characters that only Japanese has."""
    kana: int


@cache
def characters(which: Class) -> frozenset[str]:
    """Return the characters of one class of the table."""
    rows = tables.rows("script_characters")
    return frozenset("".join(row for kind, row in rows if kind == which))


@cache
def finder(which: Class | Literal["kana"]) -> re.Pattern[str]:
    """Return a pattern for a character of one class; as a gate it passes 400 MB/s."""
    return re.compile(f"[{KANA if which == 'kana' else ''.join(sorted(characters(which)))}]")


@cache
def _finders() -> tuple[Callable[[str], list[str]], ...]:
    classes: tuple[Class | Literal["kana"], ...]
    classes = ("hans", "hant", "shinjitai", "kana", "chinese")
    return tuple(finder(which).findall for which in classes)


def _decide(hans: int, hant: int, kana: int, chinese: int) -> Name:
    if kana > chinese:
        return "jpan"
    if not hans and not hant:
        return "jpan" if kana else "none"
    if min(hans, hant) * MIXED >= max(hans, hant):
        return "mixed"
    return "hans" if hans > hant else "hant"


def count(text: str) -> Script:
    """Count the witnesses of each script in ``text`` and name its script."""
    find_hans, find_hant, find_shinjitai, find_kana, find_chinese = _finders()
    hans = len(find_hans(text))
    hant = len(find_hant(text))
    kana = len(find_kana(text))
    chinese = len(find_chinese(text)) if kana else 0
    shinjitai = len(find_shinjitai(text))
    return Script(_decide(hans, hant, kana, chinese), hans, hant, shinjitai, kana)


def has_kana(text: str) -> bool:
    """Whether there is any kana in ``text``; that there is none is found in no time."""
    return has_any(text, *_KANA_RANGES) and finder("kana").search(text) is not None


def is_kana(text: str) -> bool:
    """Whether ``text`` has more kana than characters that are only Chinese."""
    kana = len(finder("kana").findall(odd_of(text)))
    return kana > 0 and kana > count_to("chinese", text, kana)


def name(text: str) -> Name:
    """Name the script of ``text``: `count(text).name`, counted no further than needed."""
    kana = has_kana(text)
    if kana and is_kana(text):
        return "jpan"
    hant = finder("hant").search(text)
    if finder("hans").search(text) is None:
        return "hant" if hant else "jpan" if kana else "none"
    return _decide(**count_rarer(text), kana=0, chinese=0) if hant else "hans"


def is_japanese(text: str) -> bool:
    """Whether the `name` of ``text`` is ``"jpan"``, which takes no count of its scripts."""
    return has_kana(text) and (
        is_kana(text) or not (finder("hans").search(text) or finder("hant").search(text))
    )


def count_rarer(text: str) -> dict[Written, int]:
    """Count witnesses of both scripts, of the commoner one only until it plainly prevails."""
    both: tuple[tuple[Written, Written], ...] = (("hans", "hant"), ("hant", "hans"))
    for none, other in both:
        if finder(none).search(text) is None:
            return {none: 0, other: count_to(other, text, MIXED)}
    head = text[:HEAD]
    rarer: Written = "hant"
    if count_to("hans", head, HEAD) < count_to("hant", head, HEAD):
        rarer = "hans"
    few = count_to(rarer, text, len(text))
    many = count_to("hans" if rarer == "hant" else "hant", text, MIXED * (few + 1))
    return {"hans": few, "hant": many} if rarer == "hans" else {"hans": many, "hant": few}


def count_to(which: Class, text: str, most: int) -> int:
    """Count witnesses until there are more than ``most``."""
    find_all = finder(which).findall
    found = at = 0
    step = 4 * most + LEAST
    while at < len(text) and found <= most:
        found += len(find_all(text, at, at + step))
        at += step
        step = min(2 * step, 4 * most + HEAD)
    return found


def name_lines(text: str) -> tuple[Name, ...]:
    r"""Name the script of each line of ``text`` (lines end at ``\n`` only)."""
    lines = text.split("\n")
    if finder("kana").search(text) is None:
        pure: tuple[tuple[Written, Written], ...] = (("hans", "hant"), ("hant", "hans"))
        for which, other in pure:
            if finder(other).search(text) is None:  # one kind at most in the whole text
                seen = finder(which).search
                return tuple(which if seen(line) else "none" for line in lines)
    return tuple(map(name, lines))
