"""Read and write compressed files by extension; a truncated stream is an error."""

from __future__ import annotations

from collections.abc import Callable
from typing import IO, Any, Protocol

from hantidy.errors import HantidyError

EXTENSIONS = (".gz", ".zst", ".xz", ".bz2")
_ZSTD_LEVEL = 9
_ZSTD_WINDOW = 1 << 27  # what `zstd -d` allows
_ZSTD_LONGEST = 1 << 31  # what `zstd --long=31` writes
_XZ_MEMORY = 1 << 28  # `xz -9` needs a quarter of it
_FED = 1 << 10
"""Compressed bytes of Zstandard and xz that are unpacked at a time: at most 32 MB come out."""
_MEMORY = {
    ".xz": f"unpacking takes more than {_XZ_MEMORY >> 20} MB of memory, as only a trap does; "
    "--unpack-limit 0 unpacks it all the same",
    ".zst": "unpacking needs a window of more than 128 MB; --unpack-limit 0 allows up to 2 GB",
}
UNPACK_LIMIT = 2000
"""Largest ratio of decompression; gzip can do 1,032, and text does 50."""
_UNLIMITED = 1 << 28
"""Bytes that may be decompressed whatever the ratio."""


class BrokenError(HantidyError):
    """A compressed stream is cut off or is not what its name says."""


class Readable(Protocol):
    """Gives bytes; an empty answer is the end."""

    def read(self, size: int, /) -> bytes | None: ...


class Writable(Protocol):
    """Takes all the bytes it is given."""

    def write(self, data: bytes | memoryview, /) -> object: ...
    def close(self) -> None: ...


def compression(name: str) -> str:
    """Return the extension of a compressed file, or nothing."""
    lower = name.lower()
    return next((known for known in EXTENSIONS if lower.endswith(known)), "")


def reader(extension: str, raw: IO[bytes], limit: int = UNPACK_LIMIT) -> Callable[[int], bytes]:
    """Return a function that reads about as many plain bytes of ``raw`` as asked, none at its end.

    It raises BrokenError for data that is truncated or corrupt, and for data that becomes more than
    256 MB and more than ``limit`` times its size; 0 means no limit.
    """
    if not extension:
        return _plain(raw)
    metered = _Metered(raw)
    opened = _opened(extension, metered, limit)
    errors = _errors(extension)
    looked = False
    total = 0

    def read(size: int) -> bytes:
        nonlocal looked, total
        try:
            data = opened.read(size) or b""
            if not looked and not data:
                _must_hold_something(raw)
        except EOFError as error:
            raise BrokenError("the compressed data is cut off: its end is missing") from error
        except errors as error:
            if isinstance(error, OSError) and error.errno is not None:
                raise
            if limit and "memory" in str(error).lower() and extension in _MEMORY:
                raise BrokenError(_MEMORY[extension]) from error
            kind = extension.removeprefix(".")
            raise BrokenError(f"this is not sound {kind} data ({error})") from error
        looked = True
        total += len(data)
        if limit and total > _UNLIMITED and total > limit * metered.count:
            raise BrokenError(
                f"unpacks to more than {limit:,} times its size, as only a trap does; "
                "--unpack-limit 0 unpacks it all the same"
            )
        return data

    return read


class _Metered:
    """A file that counts the bytes read."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw
        self.count = 0

    def read(self, size: int = -1) -> bytes:
        data = self._raw.read(size) or b""
        self.count += len(data)
        return data


def _must_hold_something(raw: IO[bytes]) -> None:
    """Raise EOFError for an empty file, which no compressor writes."""
    if raw.seekable() and not raw.tell():
        raise EOFError


def _plain(raw: IO[bytes]) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        return raw.read(size) or b""

    return read


def _opened(extension: str, raw: Any, limit: int) -> Readable:
    if extension == ".gz":
        import gzip  # noqa: PLC0415 - only for such files

        return gzip.GzipFile(fileobj=raw, mode="rb")
    if extension == ".xz":
        import lzma  # noqa: PLC0415

        memory = _XZ_MEMORY if limit else None
        return _Frames(raw, lambda: lzma.LZMADecompressor(memlimit=memory), padding=b"\0")
    if extension == ".bz2":
        import bz2  # noqa: PLC0415

        return bz2.BZ2File(raw)
    window = _ZSTD_WINDOW if limit else _ZSTD_LONGEST
    unpacker = _zstandard().ZstdDecompressor(max_window_size=window)
    return _Frames(raw, unpacker.decompressobj)


def _errors(extension: str) -> tuple[type[Exception], ...]:
    import lzma  # noqa: PLC0415
    import zlib  # noqa: PLC0415

    own = _zstandard().ZstdError if extension == ".zst" else lzma.LZMAError
    return (zlib.error, own, OSError, ValueError)


def writer(extension: str, raw: IO[bytes]) -> Writable:
    """Return a compressor that writes to ``raw``; closing it leaves ``raw`` open."""
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
    """Writes to a file without compression and leaves it open."""

    def __init__(self, raw: IO[bytes]) -> None:
        self._raw = raw

    def write(self, data: bytes | memoryview) -> None:
        view = memoryview(data)
        while view:
            view = view[self._raw.write(view) or 0 :]

    def close(self) -> None:
        pass


class _Frames:
    """Reads concatenated streams of xz or frames of Zstandard; a truncated last one is an error.

    The readers of lzma and zstandard have no limit of memory, or take a truncated frame for the
    end of the data.
    """

    def __init__(self, raw: Readable, begin: Callable[[], Any], padding: bytes = b"") -> None:
        """Unpack ``raw`` by what ``begin`` returns; ``padding`` may stand between streams."""
        self._raw = raw
        self._begin = begin
        self._padding = padding
        self._frame = begin()
        self._inside = False
        self._rest = b""
        self._ready = memoryview(b"")

    def read(self, size: int) -> bytes:
        parts: list[memoryview] = []
        while size > 0 and self._fill(first=not parts):
            parts.append(self._ready[:size])
            self._ready = self._ready[size:]
            size -= len(parts[-1])
        return b"".join(parts)

    def _fill(self, *, first: bool) -> bool:
        """Unpack until there is something; False at the end. ``first``: nothing was read yet.

        Then a frame that is cut off is an EOFError; otherwise it will be one in the next call.
        """
        while not self._ready:
            data = self._rest or self._raw.read(_FED) or b""
            if not data:
                if self._inside and first:
                    raise EOFError
                return False
            if not self._inside:
                data = data.lstrip(self._padding)
            self._ready = memoryview(self._frame.decompress(data) if data else b"")
            self._inside = bool(data) and not self._frame.eof
            self._rest = self._frame.unused_data if self._frame.eof else b""
            if self._frame.eof:
                self._frame = self._begin()
        return True


def _zstandard() -> Any:
    try:
        import zstandard  # noqa: PLC0415 - an extra
    except ImportError:
        raise BrokenError("to read or write .zst files: pip install 'hantidy[zstd]'") from None
    return zstandard
