"""Compressed files, known by their extension. A stream that is cut off is an error."""

from __future__ import annotations

from typing import IO, TYPE_CHECKING, Any, Protocol

from hantidy.errors import HantidyError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["EXTENSIONS", "BrokenError", "Readable", "Writable", "compression", "reader", "writer"]

EXTENSIONS = (".gz", ".zst", ".xz", ".bz2")
_ZSTD_LEVEL = 9
_ZSTD_WINDOW = 1 << 31  # what `zstd --long=31` writes


class BrokenError(HantidyError):
    """A compressed stream is cut off or is not what its name says."""


class Readable(Protocol):
    """What gives bytes: an empty answer is the end."""

    def read(self, size: int, /) -> bytes | None: ...


class Writable(Protocol):
    """What takes bytes, all of them."""

    def write(self, data: bytes | memoryview, /) -> object: ...
    def close(self) -> None: ...


def compression(name: str) -> str:
    """Return the extension that says how the file is compressed, or nothing."""
    lower = name.lower()
    return next((known for known in EXTENSIONS if lower.endswith(known)), "")


def reader(extension: str, raw: IO[bytes]) -> Callable[[int], bytes]:
    """Return a function that reads up to so many plain bytes of ``raw``."""
    if not extension:
        return _plain(raw)
    opened = _opened(extension, raw)
    errors = _errors()
    looked = False

    def read(size: int) -> bytes:
        nonlocal looked
        try:
            data = opened.read(size) or b""
            if not looked and not data:
                _must_hold_something(raw)
        except EOFError as error:
            raise BrokenError("the compressed data is cut off: its end is missing") from error
        except errors as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            kind = extension.removeprefix(".")
            raise BrokenError(f"this is not sound {kind} data ({error})") from error
        looked = True
        return data

    return read


def _must_hold_something(raw: IO[bytes]) -> None:
    """Even nothing, compressed, is something; libraries take an empty file for nothing."""
    if raw.seekable() and not raw.tell():
        raise EOFError


def _plain(raw: IO[bytes]) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        return raw.read(size) or b""

    return read


def _opened(extension: str, raw: IO[bytes]) -> Readable:
    if extension == ".gz":
        import gzip  # noqa: PLC0415 - only for such files

        return gzip.GzipFile(fileobj=raw, mode="rb")
    if extension == ".xz":
        import lzma  # noqa: PLC0415

        return lzma.LZMAFile(raw)
    if extension == ".bz2":
        import bz2  # noqa: PLC0415

        return bz2.BZ2File(raw)
    return _Zstandard(raw)


def _errors() -> tuple[type[Exception], ...]:
    import lzma  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    return (zlib.error, lzma.LZMAError, OSError, ValueError)


def writer(extension: str, raw: IO[bytes]) -> Writable:
    """Return what compresses into ``raw``; closing it finishes the data and leaves ``raw`` open."""
    if extension == ".gz":
        import gzip  # noqa: PLC0415

        # No name and no time inside: the same text gives the same bytes.
        return gzip.GzipFile(filename="", fileobj=raw, mode="wb", compresslevel=6, mtime=0)
    if extension == ".xz":
        import lzma  # noqa: PLC0415

        return lzma.LZMAFile(raw, "wb")
    if extension == ".bz2":
        import bz2  # noqa: PLC0415

        return bz2.BZ2File(raw, "wb")
    if extension == ".zst":
        compressor = _zstandard().ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True)
        written: Writable = compressor.stream_writer(raw, closefd=False)
        return written
    return _Open(raw)


class _Open:
    """Writes through, every byte, and leaves the file open."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw

    def write(self, data: bytes | memoryview) -> None:
        view = memoryview(data)
        while view:
            view = view[self._raw.write(view) or 0 :]

    def close(self) -> None:
        pass


class _Zstandard:
    """Reads Zstandard frames one after the other and knows whether the last one ended.

    python-zstandard's own reader takes a cut-off frame for the end of the data.
    """

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self._zstandard = _zstandard()
        self._frame = self._new_frame()
        self._inside = False
        self._rest = b""

    def _new_frame(self) -> Any:
        return self._zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW).decompressobj()

    def read(self, size: int) -> bytes:
        while True:
            data = self._rest or self._raw.read(min(size, 1 << 16)) or b""
            self._rest = b""
            if not data:
                if self._inside:
                    raise EOFError
                return b""
            try:
                plain = self._frame.decompress(data)
            except self._zstandard.ZstdError as error:
                raise ValueError(str(error)) from error
            self._inside = not self._frame.eof
            if not self._inside:
                self._rest = self._frame.unused_data
                self._frame = self._new_frame()
            if plain:
                return bytes(plain)


def _zstandard() -> Any:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError:
        raise BrokenError("to read or write .zst files: pip install 'hantidy[zstd]'") from None
    return zstandard
