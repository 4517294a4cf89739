"""How the characters of a page are used: table `unify_context` as patterns."""

from __future__ import annotations

import re
from functools import cache

from hantidy import tables

__all__ = ["CLAUSE", "TABLE", "characters", "is_verse", "pattern"]

TABLE = "unify_context"
CLAUSE = re.compile("[0-9A-Za-z㐀-鿿〇]+")
"""What stands between marks and spaces."""
VERSE = range(4, 8)
"""The lengths of clauses that verse has."""


@cache
def characters(kind: str) -> str:
    """Return the characters of one kind of the table."""
    return "".join(row for which, row in tables.rows(TABLE) if which == kind)


@cache
def pattern(kind: str) -> re.Pattern[str]:
    """Return a pattern for one character of a kind."""
    return re.compile(f"[{characters(kind)}]")


def is_verse(line: str) -> bool:
    """Whether ``line`` has clauses of one length, as verse does, and no word of modern prose."""
    lengths = [len(clause) for clause in CLAUSE.findall(line)]
    if len(lengths) < 2:
        return False
    usual = max(set(lengths), key=lengths.count)
    # Four characters are a clause of prose, too.
    least = len(lengths) if usual == min(VERSE) else 0.75 * len(lengths)
    return (
        usual in VERSE and lengths.count(usual) >= least and pattern("prose").search(line) is None
    )
