"""Which files to read, and in which order."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hantidy.records.compressed import compression, reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["A_FOLDER", "STANDARD", "UNFINISHED", "Input", "Skipped", "find_inputs", "listed"]

A_FOLDER = "is a folder; name files, or take all that is in it with 'hantidy clean -r'"

STANDARD = "-"
"""The name of standard input."""

_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", "CVS", "_darcs", ".jj"})
_HEAD = 1 << 20
UNFINISHED = ".hantidy"
"""What the names of outputs end in until they are complete."""
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_BINARY_FORMATS = (".parquet",)


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, by name; `STANDARD` is standard input."""

    name: str
    found: bool = False
    """Whether a recursive run found it; otherwise somebody named it."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is not read, and why; ``failed`` when that is an error."""

    name: str
    reason: str
    failed: bool = True


def listed(data: bytes) -> list[str]:
    """Return the file names of a list: ended by NUL if there is one in it, else by line ends."""
    names = data.split(b"\0" if b"\0" in data else b"\n")
    return [os.fsdecode(name) for name in names if name]


def find_inputs(
    names: Iterable[str], *, recursive: bool = False, null_data: bool = False
) -> Iterator[Input | Skipped]:
    """Yield the inputs that ``names`` stand for: folders, when asked, in sorted order.

    Links are followed where they are named, never where they are found. Found files that hold
    NUL bytes are not text and are skipped, unless NUL ends the records.
    """
    for name in names:
        if name == STANDARD:
            yield Input(name)
        elif os.path.isdir(name):
            if recursive:
                yield from _inside(name, null_data=null_data)
            else:
                yield Skipped(name, A_FOLDER)
        else:
            yield Input(name)


def _inside(folder: str, *, null_data: bool) -> Iterator[Input | Skipped]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(entries, key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        yield Skipped(folder, error.strerror or str(error))
        return
    for entry in found:
        if entry.name.endswith(UNFINISHED) and entry.name.startswith("."):
            continue  # an output of ours, or of another run, that is not done yet
        try:
            mode = entry.stat(follow_symlinks=False).st_mode
        except OSError as error:
            yield Skipped(entry.path, error.strerror or str(error))
            continue
        if stat.S_ISDIR(mode):
            if entry.name not in _VERSION_CONTROL:
                yield from _inside(entry.path, null_data=null_data)
        elif stat.S_ISREG(mode):
            if not null_data and _holds_nul(entry.path):
                yield Skipped(entry.path, "holds NUL bytes, so it is not text", failed=False)
            else:
                yield Input(entry.path, found=True)


def _holds_nul(path: str) -> bool:
    """Whether there is a NUL byte in the file; of a compressed one, in its first megabyte."""
    if path.lower().endswith(_BINARY_FORMATS):
        return False
    packed = compression(path)
    try:
        with open(path, "rb", buffering=0) as raw:
            read = reader(packed, raw)
            head = read(_HEAD)
            if head.startswith(_WIDE_MARKS):
                return False
            while head:
                if b"\0" in head:
                    return True
                if packed:
                    break
                head = read(_HEAD)
    except (OSError, ValueError):
        pass  # whoever reads the file in earnest will tell
    return False
