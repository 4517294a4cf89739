"""Write one output per input into a folder; skip those finished by an earlier run."""

from __future__ import annotations

import hashlib
import json
import os
from typing import TYPE_CHECKING

from hantidy.errors import HantidyError
from hantidy.records.compressed import compression
from hantidy.records.inputs import DONE
from hantidy.records.outputs import NewFile, identity
from hantidy.records.source import COLUMNAR, format_of
from hantidy.records.targets import BOM, Target

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hantidy.records.inputs import Input
    from hantidy.records.source import Source
    from hantidy.records.text import Outcome

__all__ = ["IntoFolder", "common_folder"]


def common_folder(names: Iterable[str]) -> str:
    """Return the deepest folder that holds all files ``names``; their outputs are named from it."""
    folders = [os.path.dirname(os.path.abspath(name)) for name in names]
    return os.path.commonpath(folders) if folders else os.curdir


class IntoFolder(Target):
    """Writes each input to its own file in a folder, whole or not at all.

    An input is finished if its output exists and was made from a file of the same size and time of
    change, by the same ``settings``. `is_done` tells that, so that a second run resumes an
    interrupted one.
    """

    apart = True

    def __init__(self, folder: str, top: str, settings: str, compress: str = "") -> None:
        """Write to ``folder``; files that were named are placed relative to ``top``.

        ``settings`` is a digest of all that the outputs depend on but the inputs. ``compress``
        is zst, gz, none, or empty to keep the compression of each input.
        """
        self._folder = folder
        self._top = top
        self._settings = settings
        self._compress = compress
        self._file: NewFile | None = None
        self._untouched = True
        self._made: dict[str, str] = {}
        """The input of each output of this run."""
        self._done = self._listed()

    def output_of(self, given: Input) -> str:
        """Return the name of the output of an input."""
        name = os.path.relpath(given.name, given.root or self._top)
        if given.remote:
            name = os.path.basename(given.name.rstrip("/"))
        if self._compress and format_of(name) not in COLUMNAR:
            plain = name[: len(name) - len(compression(name))]
            name = plain if self._compress == "none" else f"{plain}.{self._compress}"
        return os.path.join(self._folder, name)

    def is_done(self, given: Input) -> bool:
        """Whether the output of an input exists and was made from its present content."""
        try:
            output = self.output_of(given)
            known = self._done.get(os.path.relpath(output, self._folder))
            return known == [self._key(os.stat(given.name)), os.stat(output).st_size]
        except OSError:
            return False

    def begin(self, source: Source) -> None:
        """Open the output of ``source``."""
        if source.is_standard:
            raise HantidyError("standard input has no name; -o names its output")
        output = self.output_of(source.given)
        before = self._made.setdefault(output, source.name)
        if before != source.name:
            raise HantidyError(f"would become {output}, as {before} did")
        if identity(output) == source.identity:
            raise HantidyError("is its own output; name another folder")
        os.makedirs(os.path.dirname(output) or os.curdir, exist_ok=True)
        self._file = NewFile(output)
        self._untouched = True

    def write(self, source: Source, outcome: Outcome) -> None:
        """Take the next part of ``source``."""
        assert self._file is not None
        if self._untouched and source.decoder.bom:
            self._file.write(BOM)
        self._untouched = False
        self._file.write(outcome.data)

    def end(self, source: Source, *, changed: bool, rejected: int) -> str:
        """Rename the output to its name and list it as finished."""
        del changed, rejected
        assert self._file is not None
        self._file.commit()
        self._file = None
        output = self.output_of(source.given)
        name = os.path.relpath(output, self._folder)
        row = [name, self._key(source.stat), os.stat(output).st_size]
        with open(os.path.join(self._folder, DONE), "ab") as file:
            file.write(json.dumps(row).encode() + b"\n")
        return ""

    def abandon(self, source: Source) -> None:
        """Remove an output that is not finished."""
        del source
        self.discard()

    def discard(self) -> None:
        """Remove incomplete outputs."""
        if self._file is not None:
            self._file.discard()
            self._file = None

    def _key(self, found: os.stat_result) -> str:
        key = f"{self._settings} {found.st_size} {found.st_mtime_ns}"
        return hashlib.sha256(key.encode()).hexdigest()[:24]

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
