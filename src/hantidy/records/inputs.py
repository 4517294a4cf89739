"""Find the files to read, in a fixed order."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from hantidy.decoding.binary import HEAD, not_text
from hantidy.errors import HantidyError
from hantidy.records.compressed import compression, reader
from hantidy.records.remote import MARKS, found_elsewhere, is_remote

A_FOLDER = "is a folder; name files, or take all that is in it with -r"

STANDARD = "-"
"""The name that stands for standard input."""

_VERSION_CONTROL = frozenset({".git", ".hg", ".svn", ".bzr", "CVS", "_darcs", ".jj"})
_HEAD = 1 << 20
DONE = ".hantidy-done.jsonl"
"""The file in an output folder that lists finished outputs."""
UNFINISHED = ".hantidy"
"""The suffix of outputs that are not complete."""
_NUL = "holds NUL bytes, so it is not text"
_BINARY_FORMATS = (".parquet", ".arrow", ".feather")


class LeftOut(Protocol):
    """Decides whether a path in a folder is left out."""

    def __call__(self, path: str, *, folder: bool) -> bool: ...


@dataclass(frozen=True, slots=True)
class Input:
    """A file to read, by name; `STANDARD` is standard input."""

    name: str
    found: bool = False
    """Whether it was found in a folder, and not named."""
    root: str = ""
    """The named folder in which it was found."""
    remote: bool = False
    """Whether its name is a URL."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """A path that is not read, with the reason; ``failed`` if that is an error."""

    name: str
    reason: str
    failed: bool = True


def listed(data: bytes) -> list[str]:
    """Return the file names of a list, separated by NUL if it holds one, else by line ends."""
    names = data.split(b"\0" if b"\0" in data else b"\n")
    return [os.fsdecode(name) for name in names if name]


def find_inputs(
    names: Iterable[str],
    *,
    recursive: bool = False,
    nul_is_meant: bool = False,
    backup: str = "",
    left_out: LeftOut | None = None,
    remote: bool = True,
) -> Iterator[Input | Skipped]:
    """Yield the inputs of ``names``; of folders the files in sorted order, if ``recursive``.

    A link is followed if it was named, not if it was found. Found files that are not text
    (`not_text`) are skipped; ``nul_is_meant`` allows NUL bytes. Names that end in ``backup`` are
    backups of another run and never inputs. Paths for which ``left_out`` is true are left out
    without a message. ``remote`` takes names with ``://`` for URLs: one with
    ``*`` is a pattern, and a folder is read if ``recursive``.
    """
    for name in names:
        if name == STANDARD:
            yield Input(name)
        elif remote and is_remote(name):
            yield from _elsewhere(name, recursive=recursive)
        elif os.path.isdir(name):
            if recursive:
                yield from _inside(
                    name, nul_is_meant=nul_is_meant, backup=backup, left_out=left_out
                )
            else:
                yield Skipped(name, A_FOLDER)
        elif backup and name.endswith(backup):
            yield Skipped(name, f"is a backup (its name ends in {backup})", failed=False)
        else:
            yield Input(name)


def _elsewhere(name: str, *, recursive: bool) -> Iterator[Input | Skipped]:
    try:
        folder, found = found_elsewhere(name, recursive=recursive)
    except (OSError, ValueError, HantidyError) as error:
        yield Skipped(name, getattr(error, "strerror", None) or str(error))
        return
    if not found:
        yield Skipped(name, "stands for no file")
    for each in found:
        yield Input(each, found=bool(folder), root=folder, remote=True)


def _inside(
    folder: str, *, nul_is_meant: bool, backup: str, left_out: LeftOut | None
) -> Iterator[Input | Skipped]:
    """Yield the files of ``folder``, without recursion: folders may be nested deeply."""
    waiting: list[str | os.DirEntry[str]] = [folder]
    while waiting:
        at = waiting.pop()
        is_folder = isinstance(at, str) or _is_folder(at)
        if left_out and not isinstance(at, str) and left_out(at.path, folder=is_folder):
            continue
        if isinstance(at, str) or is_folder:
            try:
                with os.scandir(at) as entries:
                    found = sorted(entries, key=lambda entry: os.fsencode(entry.name), reverse=True)
            except OSError as error:
                yield Skipped(os.fspath(at), error.strerror or str(error))
                continue
            waiting += (entry for entry in found if not _is_ours(entry.name, backup))
            continue
        try:
            is_file = stat.S_ISREG(at.stat(follow_symlinks=False).st_mode)
        except OSError as error:
            yield Skipped(at.path, error.strerror or str(error))
            continue
        if is_file:
            reason = _not_text(at.path, nul_is_meant=nul_is_meant)
            yield (
                Skipped(at.path, reason, failed=False)
                if reason
                else Input(at.path, found=True, root=folder)
            )


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir(follow_symlinks=False) and entry.name not in _VERSION_CONTROL
    except OSError:
        return False


def _is_ours(name: str, backup: str) -> bool:
    """Whether this is an incomplete output, the list of finished ones, or a backup."""
    if name in (DONE, MARKS) or (name.startswith(".") and name.endswith(UNFINISHED)):
        return True
    return bool(backup) and name.endswith(backup)


def _not_text(path: str, *, nul_is_meant: bool) -> str:
    """Return why a file is not text, or nothing; a compressed one is judged by its first bytes."""
    if path.lower().endswith(_BINARY_FORMATS):
        return ""
    packed = compression(path)
    try:
        with open(path, "rb", buffering=0) as raw:
            read = reader(packed, raw)
            head = read(_HEAD)
            if reason := not_text(head[:HEAD], nul_is_meant=nul_is_meant):
                return reason
            if nul_is_meant or packed or head[:HEAD].count(b"\0"):  # those have a reason
                return ""
            while head := head[HEAD:] or read(_HEAD):
                if b"\0" in head:
                    return _NUL
                head = b""
    except (OSError, ValueError, HantidyError):
        pass  # whoever reads the file in earnest will tell
    return ""
