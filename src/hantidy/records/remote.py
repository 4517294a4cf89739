"""Names with ``://``: files elsewhere, through fsspec, the extra ``remote``."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Iterator
from typing import IO, Any

from hantidy.errors import HantidyError

MARKS = ".hantidy-done"
"""The folder in a folder elsewhere that tells what is finished there, a file an output."""
_TOLD = (
    "ETag", "etag", "md5Hash", "content_md5", "Content-MD5", "blob_id", "LastModified",
    "Last-Modified", "last_modified", "updated", "modified", "mtime", "created",
)  # fmt: skip
"""What systems call that which tells whether a file has changed."""


class RemoteError(HantidyError):
    """A name with ``://`` cannot be used, and what would be needed for it."""


def is_remote(name: str) -> bool:
    """Whether ``name`` is that of a file elsewhere, and not of one here."""
    return "://" in name


def is_web(name: str) -> bool:
    """Whether ``name`` is that of a page: a web server lists no folders and takes no files."""
    return name.startswith(("http://", "https://"))


def system_of(name: str) -> tuple[Any, str]:
    """Return the file system of ``name`` and its path there.

    RemoteError names the package that is missing.
    """
    try:
        from fsspec.core import url_to_fs  # noqa: PLC0415 - an extra
    except ImportError:
        raise RemoteError("to use names with ://: pip install 'hantidy[remote]'") from None
    try:
        with errors_told():
            found: tuple[Any, str] = url_to_fs(name)
    except ValueError as error:
        raise RemoteError(f"fsspec cannot read it: {error}") from None
    return found


@contextlib.contextmanager
def errors_told() -> Iterator[None]:
    """Make RemoteError of what protocols raise beside OSError; each has errors of its own.

    FileNotFoundError that says a path alone is made to say what is wrong with it.
    """
    try:
        yield
    except FileNotFoundError as error:
        if error.strerror or " " in str(error):
            raise
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(error)) from error
    except (OSError, ValueError, HantidyError):
        raise
    except ImportError as error:  # it names the package that knows the protocol
        raise RemoteError(str(error)) from None
    except Exception as error:
        raise RemoteError(f"{type(error).__name__}: {error}") from error


def open_remote(name: str) -> IO[bytes]:
    """Open the file ``name`` to be read; RemoteError or OSError where that cannot be done."""
    system, path = system_of(name)
    try:
        with errors_told():
            opened: IO[bytes] = system.open(path, "rb")
    except ValueError as error:
        raise RemoteError(f"fsspec cannot read it: {error}") from None
    return opened


def described(opened: IO[bytes]) -> os.stat_result:
    """Return what `os.stat` would of an open remote file: its size, where that is known."""
    size = getattr(opened, "size", None)
    mode = stat.S_IFIFO if size is None else stat.S_IFREG
    return os.stat_result((mode, -id(opened), -1, 1, 0, 0, size or 0, 0, 0, 0))


def stamp(name: str) -> str:
    """Return what changes when the file ``name`` does; nothing where its system tells nothing."""
    system, path = system_of(name)
    with errors_told():
        info = system.info(path)
    told = [f"{key}={info[key]}" for key in _TOLD if info.get(key)]
    return " ".join([str(info.get("size")), *told]) if told else ""


def found_elsewhere(name: str, *, recursive: bool) -> tuple[str, list[str]]:
    """Return the folder that ``name`` stands for, and the names of the files in it, sorted.

    A name with ``*`` stands for the files that match it, counted from the last folder before it;
    a folder, when ``recursive``, for all that is in it. Any other name stands for itself: then the
    folder is empty.
    """
    if is_web(name) or not (recursive or "*" in name):
        return "", [name]
    system, path = system_of(name)
    with errors_told():
        if "*" in path:
            found = [each for each, info in system.glob(path, detail=True).items() if _file(info)]
            folder = path.partition("*")[0].rpartition("/")[0]
        elif system.isdir(path):
            found, folder = system.find(path), path.rstrip("/")
        else:
            return "", [name]
    kept = [each for each in found if MARKS not in each.split("/")]
    return system.unstrip_protocol(folder), sorted(map(system.unstrip_protocol, kept))


def _file(info: dict[str, Any]) -> bool:
    return info.get("type") == "file"
