"""The data of the filters: plain sorted files that name their source, read as they stand.

A table opens with lines that begin with ``# ``: what it holds, from what source and version,
under what licence, made by which tool. No logic lives here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from hantidy.errors import UnknownNameError

if TYPE_CHECKING:
    from importlib.machinery import SourceFileLoader

    __loader__: SourceFileLoader

_FOLDER = __file__.removesuffix("__init__.py")


def _read(name: str) -> bytes:
    # The package's own loader reads from a folder and from a zip alike, and importlib.resources
    # takes longer to import than most tables to read.
    for ending in (".tsv", ".txt"):
        try:
            return __loader__.get_data(_FOLDER + name + ending)
        except OSError:
            continue
    raise UnknownNameError(f"there is no table {name!r} in {__name__}")


def body(name: str) -> bytes:
    """Return the body of table ``name`` as it stands: its lines without the head, in UTF-8."""
    whole = _read(name)
    at = 0
    while whole.startswith(b"# ", at):
        at = whole.index(b"\n", at) + 1
    return whole[at:]


def text(name: str) -> str:
    """Return the `body` of table ``name`` as one string."""
    return body(name).decode("utf-8")


def rows(name: str) -> list[list[str]]:
    """Return the rows of table ``name``, each split at its tabs."""
    return [line.split("\t") for line in text(name).split("\n") if line]


@cache
def digest(name: str) -> str:
    """Return a short digest of table ``name``, head included: it changes when the table does."""
    import hashlib  # noqa: PLC0415 - loads a cryptography library, for fingerprints only

    return hashlib.sha256(_read(name)).hexdigest()[:16]
