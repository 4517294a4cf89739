"""Write one output per input into a folder; skip those finished by an earlier run."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable
from typing import Protocol

from hantidy.errors import HantidyError
from hantidy.records.compressed import compression
from hantidy.records.inputs import DONE, Input
from hantidy.records.outputs import NewFile, Output, identity
from hantidy.records.remote import is_remote, stamp
from hantidy.records.source import COLUMNAR, Source, format_of
from hantidy.records.targets import Apart


def common_folder(names: Iterable[str]) -> str:
    """Return the deepest folder that holds all files ``names``; their outputs are named from it."""
    folders = [os.path.dirname(os.path.abspath(name)) for name in names]
    return os.path.commonpath(folders) if folders else os.curdir


class _Folder(Protocol):
    """A folder of outputs, each by its name in it."""

    def path_of(self, name: str) -> str: ...
    def opened(self, name: str) -> Output: ...
    def holds(self, name: str, key: str) -> bool: ...
    def note(self, name: str, key: str) -> None: ...


class _LocalFolder:
    """A folder of outputs here, with a list of those that are finished."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._done = self._listed()

    def path_of(self, name: str) -> str:
        """Return the path of the output ``name``."""
        return os.path.join(self._folder, name)

    def opened(self, name: str) -> NewFile:
        """Return the output ``name``, to be written."""
        path = self.path_of(name)
        os.makedirs(os.path.dirname(path) or os.curdir, exist_ok=True)
        return NewFile(path)

    def holds(self, name: str, key: str) -> bool:
        """Whether the output ``name`` was finished under ``key`` and is there yet."""
        try:
            return self._done.get(name) == [key, os.stat(self.path_of(name)).st_size]
        except OSError:
            return False

    def note(self, name: str, key: str) -> None:
        """Note that the output ``name`` is finished."""
        row = [name, key, os.stat(self.path_of(name)).st_size]
        with open(os.path.join(self._folder, DONE), "ab") as file:
            file.write(json.dumps(row).encode() + b"\n")

    def _listed(self) -> dict[str, list[object]]:
        done = {}
        try:
            with open(os.path.join(self._folder, DONE), "rb") as file:
                lines = file.read().split(b"\n")
        except FileNotFoundError:
            return {}
        for line in lines:
            try:
                name, key, size = json.loads(line)
            except ValueError:
                continue  # a run was stopped while it wrote
            done[name] = [key, size]
        return done


class IntoFolder(Apart):
    """Writes each input to its own file in a folder, whole or not at all.

    An input is finished if its output exists and was made from a file of the same size and time of
    change, by the same ``settings``. `is_done` tells that, so that a second run resumes an
    interrupted one. The file system of a remote input tells whether it has changed; without
    such information the input is never finished.
    """

    def __init__(self, folder: str, top: str, settings: str, compress: str = "") -> None:
        """Write to ``folder``; files that were named are placed relative to ``top``.

        ``settings`` is a digest of all that the outputs depend on but the inputs. ``compress``
        is zst, gz, none, or empty to keep the compression of each input.
        """
        super().__init__()
        self._folder = _folder(folder)
        self._top = top
        self._settings = settings
        self._compress = compress
        self._stamp = ""
        self._made: dict[str, str] = {}
        """The input of each output of this run."""

    def name_of(self, given: Input) -> str:
        """Return the name of the output of an input, counted from the folder."""
        name = os.path.relpath(given.name, given.root or self._top)
        if given.remote and not given.root:
            name = os.path.basename(given.name.rstrip("/"))
        if name.split(os.sep)[0] == os.pardir:
            raise HantidyError(f"would be written outside of the folder, as {name}")
        if self._compress and format_of(name) not in COLUMNAR:
            plain = name[: len(name) - len(compression(name))]
            name = plain if self._compress == "none" else f"{plain}.{self._compress}"
        return name

    def is_done(self, given: Input) -> bool:
        """Whether the output of an input exists and was made from its present content."""
        try:
            now = stamp(given.name) if given.remote else _stamp(os.stat(given.name))
            name = self.name_of(given)
        except (OSError, ValueError, HantidyError):
            return False  # whoever reads the file in earnest will tell
        return bool(now) and self._folder.holds(name, self._key(now))

    def opened(self, source: Source) -> Output:
        """Open the output of ``source``."""
        if source.is_standard:
            raise HantidyError("standard input has no name; -o names its output")
        name = self.name_of(source.given)
        output = self._folder.path_of(name)
        before = self._made.setdefault(output, source.name)
        if before != source.name:
            raise HantidyError(f"would become {output}, as {before} did")
        if output == source.name or identity(output) == source.identity:
            raise HantidyError("is its own output; name another folder")
        self._stamp = stamp(source.name) if source.given.remote else _stamp(source.stat)
        return self._folder.opened(name)

    def end(self, source: Source, *, changed: bool, rejected: int) -> str:
        """Rename the output to its name and list it as finished."""
        self.commit()
        self._folder.note(self.name_of(source.given), self._key(self._stamp))
        return ""

    def _key(self, now: str) -> str:
        return hashlib.sha256(f"{self._settings} {now}".encode()).hexdigest()[:24]


def _stamp(found: os.stat_result) -> str:
    return f"{found.st_size} {found.st_mtime_ns}"


def _folder(name: str) -> _Folder:
    if not is_remote(name):
        return _LocalFolder(name)
    from hantidy.records.remote_outputs import RemoteFolder  # noqa: PLC0415 - rarely asked for

    return RemoteFolder(name)
