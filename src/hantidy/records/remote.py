"""Names with ``://``: read through fsspec, the extra ``remote``."""

from __future__ import annotations

import os
import stat
from typing import IO

from hantidy.errors import HantidyError

__all__ = ["RemoteError", "described", "is_remote", "open_remote"]


class RemoteError(HantidyError):
    """A name with ``://`` cannot be read, and what would be needed for it."""


def is_remote(name: str) -> bool:
    """Whether ``name`` is that of a file elsewhere, and not of one here."""
    return "://" in name


def open_remote(name: str) -> IO[bytes]:
    """Open the file ``name`` to be read.

    RemoteError names the package that is missing; OSError says that the file cannot be read.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError:
        raise RemoteError("to read names with ://: pip install 'hantidy[remote]'") from None
    try:
        system, path = url_to_fs(name)
        opened: IO[bytes] = system.open(path, "rb")
    except ImportError as error:  # it names the package that knows the protocol
        raise RemoteError(str(error)) from None
    except ValueError as error:
        raise RemoteError(f"fsspec cannot read it: {error}") from None
    except OSError:
        raise
    except Exception as error:  # each protocol has errors of its own
        raise RemoteError(f"{type(error).__name__}: {error}") from error
    return opened


def described(opened: IO[bytes]) -> os.stat_result:
    """Return what `os.stat` would of an open remote file: its size, where that is known."""
    size = getattr(opened, "size", None)
    mode = stat.S_IFIFO if size is None else stat.S_IFREG
    return os.stat_result((mode, -id(opened), -1, 1, 0, 0, size or 0, 0, 0, 0))
