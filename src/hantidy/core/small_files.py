"""Read small files written by hand, with limits on size and waiting time."""

from __future__ import annotations

import errno
import os
import stat
import time
from os import PathLike

from hantidy.errors import HantidyError

MOST = 1 << 20
"""Most bytes of such a file."""

_PATIENCE = 3.0
"""Seconds to wait for a pipe to get a writer."""
_NAP = 0.02


def read_small(path: str | PathLike[str]) -> bytes:
    """Return the content of the file or pipe at ``path``, `MOST` bytes at most.

    HantidyError says that it holds more, or that nobody writes to the pipe; OSError that it
    cannot be read. A pipe with a writer is read to its end.
    """
    name = os.fspath(path)
    # So that opening a pipe without a writer does not wait for one.
    flags = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(name, os.O_RDONLY | flags)
    parts: list[bytes] = []
    left = MOST + 1
    given_up = time.monotonic() + _PATIENCE
    try:
        is_pipe = stat.S_ISFIFO(os.fstat(descriptor).st_mode)
        while left > 0:
            try:
                data = os.read(descriptor, min(left, 1 << 16))
            except BlockingIOError:
                time.sleep(_NAP)  # it has a writer, who takes his time
                given_up = 0.0
                continue
            if not data and is_pipe and not parts and time.monotonic() < given_up:
                time.sleep(_NAP)
                continue
            if not data:
                break
            parts.append(data)
            left -= len(data)
    except OSError as error:
        raise OSError(error.errno or errno.EIO, error.strerror, name) from error
    finally:
        os.close(descriptor)
    if left <= 0:
        raise HantidyError(f"holds more than {MOST >> 20} MB")
    if is_pipe and not parts and given_up:
        raise HantidyError("is a pipe that nobody writes to")
    return b"".join(parts)
