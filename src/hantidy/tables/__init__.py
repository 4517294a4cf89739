"""The data of the filters: plain sorted files that name their source, read as they stand.

A table opens with lines that begin with ``# ``: what it holds, from what source and version,
under what licence, made by which tool. No logic lives here.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from hantidy.errors import UnknownNameError

__all__ = ["digest", "rows", "text"]


def _read(name: str) -> bytes:
    for ending in (".tsv", ".txt"):
        table = files(__name__).joinpath(name + ending)
        if table.is_file():
            return table.read_bytes()
    raise UnknownNameError(f"there is no table {name!r} in {__name__}")


def text(name: str) -> str:
    """Return the body of table ``name``: its lines without the head, as one string."""
    whole = _read(name).decode("utf-8")
    at = 0
    while whole.startswith("#", at):
        at = whole.index("\n", at) + 1
    return whole[at:]


def rows(name: str) -> list[list[str]]:
    """Return the rows of table ``name``, each split at its tabs."""
    return [line.split("\t") for line in text(name).split("\n") if line]


@cache
def digest(name: str) -> str:
    """Return a short digest of table ``name``, head included: it changes when the table does."""
    return hashlib.sha256(_read(name)).hexdigest()[:16]
