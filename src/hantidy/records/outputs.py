"""Destinations of a result: standard output, a new file, or the source file."""

from __future__ import annotations

import contextlib
import os
import stat
from typing import IO

from hantidy.decoding import encode
from hantidy.records.compressed import Writable, compression, writer
from hantidy.records.descriptors import writer_to
from hantidy.records.inputs import UNFINISHED


class Output:
    """Receives bytes; `commit` makes them final, `discard` removes them."""

    def write(self, data: bytes | memoryview) -> None:
        """Write ``data``."""
        raise NotImplementedError

    def commit(self) -> None:
        """Make what was written final."""

    def discard(self) -> None:
        """Remove what was written, as far as that is possible."""


class Stream(Output):
    """An open stream; each write is unbuffered and complete."""

    def __init__(self, descriptor: int, name: str = "standard output") -> None:
        """Write to the file ``descriptor``, which stays open; ``name`` is for messages."""
        self._descriptor = descriptor
        self._write = writer_to(descriptor)
        self._name = name

    def write(self, data: bytes | memoryview) -> None:
        """Write ``data`` now."""
        view = memoryview(data)
        try:
            while view:
                view = view[self._write(view) :]
        except OSError as error:
            raise _about(error, self._name) from error


class Device(Stream):
    """A file that is written directly: a device, a pipe or a log of errors."""

    def __init__(self, name: str) -> None:
        """Open ``name``, emptied if it is an ordinary file."""
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0)
        super().__init__(os.open(name, flags, 0o666), name)

    def close(self) -> None:
        """Close the file."""
        os.close(self._descriptor)

    commit = close
    discard = close


def _about(error: OSError, name: str) -> OSError:
    """Return ``error`` with the file name that the user gave."""
    return type(error)(error.errno, error.strerror or str(error), name)


class Quarantine:
    """A file for records that could not be read; created with the first one."""

    def __init__(self, name: str, *, raw: bool) -> None:
        """Keep records in ``name``; ``raw`` as `hantidy.decoding.encode` has it."""
        self._name = name
        self._raw = raw
        self._file: Device | None = None
        self.identity = identity(name)

    def keep(self, record: str) -> None:
        """Add ``record``, a line."""
        if self._file is None:
            self._file = Device(self._name)
        self._file.write(encode(record, raw=self._raw) + b"\n")

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._file.close()


class Temporary(Output):
    """Writes a hidden file beside the target and renames it to the target at the end."""

    def __init__(self, target: str, folder: str | None = None) -> None:
        """Write to ``target``, by way of ``folder`` if it is another."""
        self.target = target
        beside, name = os.path.split(target)
        folder = beside if folder is None else folder
        self._path = os.path.join(folder, f".{name[:40]}.{os.urandom(6).hex()}{UNFINISHED}")
        self._raw: IO[bytes] | None = None
        self._writer: Writable | None = None

    def _open(self) -> Writable:
        try:
            # Nobody else may read it before it has the mode of its target.
            self._raw = open(self._path, "xb", buffering=0, opener=_privately)  # noqa: SIM115
        except OSError as error:
            raise _about(error, self.target) from error
        packed = compression(self.target)
        self._writer = writer(packed, self._raw)
        return self._writer

    @property
    def raw(self) -> IO[bytes]:
        """The binary file, for a library that writes its own format."""
        if self._raw is None:
            self._open()
        assert self._raw is not None
        return self._raw

    def write(self, data: bytes | memoryview) -> None:
        """Take ``data``, to be packed as the target's name says."""
        writer = self._writer or self._open()
        try:
            writer.write(data)
        except OSError as error:
            raise _about(error, self.target) from error

    def _close(self) -> None:
        if self._writer is None:
            self._open()
        assert self._writer is not None
        assert self._raw is not None
        try:
            self._writer.close()
            self._raw.close()
        except OSError as error:
            raise _about(error, self.target) from error

    def discard(self) -> None:
        """Take the hidden file away."""
        if self._raw is not None:
            self._raw.close()
        with contextlib.suppress(OSError):
            os.unlink(self._path)


class NewFile(Temporary):
    """A new file that appears only when it is complete."""

    def __init__(self, name: str) -> None:
        """Write to the file ``name``; links are followed, an existing file keeps its mode."""
        super().__init__(os.path.realpath(name))

    def commit(self) -> None:
        """Put the file in its place."""
        self._close()
        try:
            _copy_ownership(os.stat(self.target), self._path)
        except FileNotFoundError:
            os.chmod(self._path, 0o666 & ~_umask())
        os.replace(self._path, self.target)


class Replacement(Temporary):
    """New content for an existing file, which is replaced only when the new one is complete."""

    def __init__(self, name: str, backup: str = "") -> None:
        """Replace the file ``name``; links are followed. ``backup`` is the suffix of a copy."""
        super().__init__(os.path.realpath(name))
        self._backup = backup
        self._before = os.stat(self.target)
        if not stat.S_ISREG(self._before.st_mode):
            raise OSError(None, "not an ordinary file, so it cannot be changed in place", name)
        if not os.access(self.target, os.W_OK):
            raise PermissionError(13, "is read-only", name)

    @property
    def other_names(self) -> str:
        """A message about other hard links, which keep the old content; empty if there are none."""
        others = self._before.st_nlink - 1
        if not others:
            return ""
        return f"had {others} other name{'s' * (others > 1)} (hard links), which keep the old text"

    def commit(self) -> None:
        """Rename the new file to the old name."""
        self._close()
        _copy_ownership(self._before, self._path)
        _copy_attributes(self.target, self._path)
        if self._backup:
            _keep(self.target, self.target + self._backup)
        os.replace(self._path, self.target)


def _privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _umask() -> int:
    mask = os.umask(0o077)
    os.umask(mask)
    return mask


def is_special(name: str) -> bool:
    """Whether ``name`` is a device, pipe or socket, which is written directly."""
    try:
        return not stat.S_ISREG(os.stat(name).st_mode)
    except OSError:
        return False


def _copy_ownership(before: os.stat_result, path: str) -> None:
    if hasattr(os, "chown"):
        now = os.stat(path)
        if (now.st_uid, now.st_gid) != (before.st_uid, before.st_gid):
            with contextlib.suppress(OSError):  # only the superuser may give files away
                os.chown(path, before.st_uid, before.st_gid)
    os.chmod(path, stat.S_IMODE(before.st_mode))


def _copy_attributes(source: str, path: str) -> None:
    """Copy access control lists and other extended attributes where the system allows it."""
    if not hasattr(os, "listxattr"):
        return
    with contextlib.suppress(OSError):
        for name in os.listxattr(source):
            with contextlib.suppress(OSError):
                os.setxattr(path, name, os.getxattr(source, name))


def _keep(path: str, backup: str) -> None:
    """Keep the old file under a second name, as a hard link where that is possible.

    Raises FileExistsError if a file has that name already.
    """
    try:
        try:
            os.link(path, backup)
        except FileExistsError:
            raise
        except OSError:
            import shutil  # noqa: PLC0415 - file systems without hard links

            with open(path, "rb") as old, open(backup, "xb", opener=_privately) as new:
                shutil.copyfileobj(old, new)
            shutil.copystat(path, backup)
    except FileExistsError as error:
        raise FileExistsError(
            error.errno,
            f"left as it is: its backup {os.path.basename(backup)} is there already; "
            "move that away or give another suffix",
            path,
        ) from None


def identity(file: str | int) -> tuple[int, int] | None:
    """Return device and inode of a regular file; None for anything else, or no file."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return (found.st_dev, found.st_ino) if stat.S_ISREG(found.st_mode) else None
