"""How a page uses its characters: table `unify_context` as patterns."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import islice

from hantidy import tables
from hantidy.core import lazy
from hantidy.evidence.characters import HAN_RANGE

TABLE = "unify_context"
CLAUSE = lazy.pattern(f"[0-9A-Za-z{HAN_RANGE}〇]+")
"""A clause: what stands between marks and spaces."""
HANZI = lazy.pattern(f"[{HAN_RANGE}〇]+")
SPARSE = 80
"""A text has a function word of its language in at least every so many characters."""
VERSE = range(4, 8)
"""Lengths of the clauses of verse, where they are equal."""
SHORT = range(3, 7)
"""Lengths of the clauses of verse, where they are not equal."""


_PIECE = 1_000  # characters counted at once


@cache
def characters(kind: str) -> str:
    """Return the characters of one kind of the table."""
    found = [row for which, row in tables.rows(TABLE) if which == kind]
    return (" " if kind == "present" else "").join(found)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return a pattern for one character of a kind."""
    return re.compile(f"[{characters(kind)}]")


@cache
def _present() -> re.Pattern[str]:
    modern, words = characters("modern"), sorted(characters("present").split())
    firsts = "".join(dict.fromkeys(word[0] for word in words))
    rests = "|".join(f"(?<={word[0]}){word[1:]}" for word in words)
    return re.compile(f"[{modern}{firsts}](?:(?<=[{modern}])|{rests})")  # one class is first


@lru_cache(4)
def is_older(text: str) -> bool:
    """Whether ``text`` is of an older language, in which 于 云 后 余 are words of their own.

    It has the particles of that language, or hardly a word of the present one.
    """
    plenty = -(-2 * len(text) // SPARSE)
    modern = _count_modern(text, plenty)
    if modern >= plenty:
        return False
    marks = len(pattern("classical").findall(text))
    if marks * SPARSE > len(text) and marks > modern:
        return True
    enough = -(-len(text) // SPARSE)
    words = islice(_present().finditer(text), enough)
    return len(text) > SPARSE and sum(1 for _ in words) < enough


def _count_modern(text: str, most: int) -> int:
    """Count particles of the present language until there are ``most``; pages hold thousands."""
    find_all = pattern("modern").findall
    found = 0
    for at in range(0, len(text), _PIECE):
        if found >= most:
            break
        found += len(find_all(text, at, at + _PIECE))
    return found


def is_verse(line: str) -> bool:
    """Whether ``line`` is verse: without words of modern prose, in clauses of verse.

    The clauses are of equal length, or they are three or more and all short.
    """
    if pattern("prose").search(line) is not None:
        return False
    lengths = [len(clause) for clause in CLAUSE.findall(line)]
    if len(lengths) < 2:
        return False
    if len(lengths) > 2 and min(lengths) >= SHORT.start and max(lengths) < SHORT.stop:
        return True
    usual = max(set(lengths), key=lengths.count)
    # Four characters are a clause of prose, too.
    least = len(lengths) if usual == VERSE.start else 0.75 * len(lengths)
    return usual in VERSE and lengths.count(usual) >= least
