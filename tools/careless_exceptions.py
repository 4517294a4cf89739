"""What words and counts alone do not tell: the table beside this file, and how it is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from make_script_characters import dictionary

TABLE = Path(__file__).with_suffix(".tsv")


@cache
def rows(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the rows of one kind, without it."""
    lines = TABLE.read_text("utf-8").splitlines()
    split = [tuple(line.split("\t")) for line in lines if not line.startswith("# ")]
    return tuple(row[1:] for row in split if row[0] == kind)


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return what the rows of one kind hold, one after the other."""
    return tuple(word for (row,) in rows(kind) for word in row.split())


@cache
def characters(kind: str) -> frozenset[str]:
    """Return the characters of the rows of one kind."""
    return frozenset("".join(words(kind)))


@cache
def style() -> frozenset[str]:
    """Return the characters that are a matter of style wherever they stand."""
    return frozenset("".join("".join(row) for row in rows("free")))


@cache
def _never() -> frozenset[tuple[str, str]]:
    """Return what never becomes what: matters of style, and the standard forms of Hong Kong."""
    free = {pair for one, other in rows("free") for pair in ((one, other), (other, one))}
    hong_kong = {
        pair
        for usual, found in dictionary("HKVariants").items()
        for pair in ((usual, found[0]), (found[0], usual))
    }
    return frozenset(free | hong_kong | {(base, other) for base, other in rows("loose")})


@cache
def _unless_clear() -> frozenset[tuple[str, str]]:
    """Return what becomes what only in words where counts are clear."""
    loose = {(other, base) for base, other in rows("loose")}
    return frozenset(
        loose | {pair for one, other in rows("clear") for pair in ((one, other), (other, one))}
    )


def is_style(seen: str, wanted: str) -> bool:
    """Whether to write ``wanted`` for ``seen`` is never more than a matter of style."""
    return (seen, wanted) in _never()


def wants_counts(seen: str, wanted: str) -> bool:
    """Whether ``seen`` becomes ``wanted`` only in a word whose counts are clear."""
    return (seen, wanted) in _unless_clear()
