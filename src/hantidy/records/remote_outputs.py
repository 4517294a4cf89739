"""Outputs elsewhere: a file, and a folder of outputs, named with ``://``."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from typing import Any

from hantidy.errors import HantidyError
from hantidy.records.inputs import UNFINISHED
from hantidy.records.outputs import Temporary
from hantidy.records.remote import MARKS, RemoteError, errors_told, is_web, system_of

_AT_ONCE = frozenset(
    {"s3", "s3a", "gs", "gcs", "az", "abfs", "abfss", "oss", "obs", "cos", "hf", "memory"}
)
"""Protocols of stores in which an object appears whole or not at all."""


class RemoteFile(Temporary):
    """A file elsewhere that appears, whole, when all is done; until then it is kept here.

    Into a store of objects it is put as it is. Elsewhere it is put beside its place under a hidden
    name, and moved.
    """

    def __init__(self, name: str) -> None:
        """Write to ``name``; RemoteError where nothing can be written."""
        self._system, self._there = _taking_files(name)
        super().__init__(name, tempfile.gettempdir())

    def commit(self) -> None:
        """Put the file in its place."""
        self._close()
        try:
            with errors_told():
                self._put()
        except (OSError, ValueError, HantidyError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise OSError(getattr(error, "errno", None), reason, self.target) from error
        finally:
            self.discard()

    def _put(self) -> None:
        system, there = self._system, self._there
        protocols = {system.protocol} if isinstance(system.protocol, str) else {*system.protocol}
        if protocols & _AT_ONCE:
            system.put_file(self._path, there)
            return
        folder, _, name = there.rpartition("/")
        beside = f"{folder}/.{name[:40]}.{os.urandom(6).hex()}{UNFINISHED}"
        system.makedirs(folder, exist_ok=True)
        try:
            system.put_file(self._path, beside)
            system.mv(beside, there)
        except BaseException:
            with contextlib.suppress(Exception):
                system.rm_file(beside)
            raise


class RemoteFolder:
    """A folder of outputs elsewhere; what is finished is told there, in a small file an output.

    So several machines may write to it, each its own outputs.
    """

    def __init__(self, folder: str) -> None:
        """Write to ``folder``; RemoteError where nothing can be written."""
        self._folder = folder.rstrip("/")
        self._system, self._there = _taking_files(self._folder)

    def path_of(self, name: str) -> str:
        """Return the whole name of the output ``name``."""
        return f"{self._folder}/{name}"

    def opened(self, name: str) -> RemoteFile:
        """Return the output ``name``, to be written."""
        return RemoteFile(self.path_of(name))

    def holds(self, name: str, key: str) -> bool:
        """Whether the output ``name`` was finished under ``key`` and is there yet.

        RemoteError where the system cannot be asked at all.
        """
        try:
            with errors_told():
                found = self._system.cat_file(f"{self._there}/{_mark(name)}")
            return bool(json.loads(found) == [key, self._size(name)])
        except (OSError, ValueError):
            return False

    def note(self, name: str, key: str) -> None:
        """Note that the output ``name`` is finished."""
        mark = RemoteFile(self.path_of(_mark(name)))
        mark.write(json.dumps([key, self._size(name)]).encode())
        mark.commit()

    def _size(self, name: str) -> Any:
        with errors_told():
            return self._system.info(f"{self._there}/{name}")["size"]


def _mark(name: str) -> str:
    return f"{MARKS}/{name}.json"


def _taking_files(name: str) -> tuple[Any, str]:
    """Return the file system of ``name`` and its path there, unless it takes no files."""
    if is_web(name):
        raise RemoteError(f"{name}: a web server takes no files; name a bucket or a folder")
    return system_of(name)
