"""An input stream that counts, decompresses and decodes."""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from hantidy.decoding import Decoder
from hantidy.decoding.binary import HEAD, not_text
from hantidy.errors import HantidyError
from hantidy.records.compressed import UNPACK_LIMIT, compression, reader
from hantidy.records.formats import EXTENSIONS
from hantidy.records.inputs import STANDARD, Input
from hantidy.records.remote import described, open_remote

if TYPE_CHECKING:
    from hantidy.records.columnar import ColumnarFile

CHUNK = 1 << 18
COLUMNAR = {"parquet": "Parquet", "arrow": "Arrow"}
"""The Arrow formats, each with its name in messages."""
_FORMATS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".arrow": "arrow",
    ".feather": "arrow",
    **EXTENSIONS,
}


def format_of(name: str) -> str:
    """Return the format of the extension of ``name``; text if it has none."""
    plain = name.lower()
    plain = plain.removesuffix(compression(plain))
    return next((kind for end, kind in _FORMATS.items() if plain.endswith(end)), "text")


def columnar_file(kind: str, source: Source, fields: tuple[str, ...]) -> ColumnarFile:
    """Open ``source`` as a file of the columnar format ``kind``."""
    if kind == "parquet":
        from hantidy.records.parquet import ParquetFile  # noqa: PLC0415 - only such files

        return ParquetFile(source, fields)
    from hantidy.records.arrow_ipc import ArrowFile  # noqa: PLC0415 - only such files

    return ArrowFile(source, fields)


class Source:
    """An open input; reading a chunk may raise."""

    def __init__(
        self,
        given: Input,
        encoding: str,
        errors: str,
        *,
        null_data: bool = False,
        unpack_limit: int = UNPACK_LIMIT,
    ) -> None:
        """Open ``given``; OSError where that cannot be done."""
        self.given = given
        self.name = given.name
        self.is_standard = given.name == STANDARD
        self.decoder = Decoder(encoding, errors, null_data=null_data)
        self._errors = errors
        self._raw: IO[bytes]
        if self.is_standard:
            self._raw = open(0, "rb", buffering=0, closefd=False)  # noqa: SIM115
        elif given.remote:
            self._raw = open_remote(given.name)
        else:
            self._raw = open(given.name, "rb", buffering=0)  # noqa: SIM115
        self.stat = described(self._raw) if given.remote else os.fstat(self._raw.fileno())
        self.size = self.stat.st_size if stat.S_ISREG(self.stat.st_mode) else None
        self.packed = "" if self.is_standard else compression(given.name)
        self._read = reader(self.packed, self._raw, unpack_limit)
        self.bytes_read = 0
        """Plain bytes, after unpacking."""
        self.note = ""
        """The message about this input at its end."""
        self.records = 0
        """Documents that were cleaned so far."""
        self._ahead = b""
        self.columnar: ColumnarFile | None = None
        """The file as columns, if it has any."""
        self.stop = False
        """Set to end reading early."""

    @property
    def raw(self) -> IO[bytes]:
        """The binary file, for a library that reads its own format."""
        return self._raw

    @property
    def identity(self) -> tuple[int, int]:
        """Device and inode of the file."""
        return self.stat.st_dev, self.stat.st_ino

    @property
    def position(self) -> int:
        """The number of bytes of the file that were read."""
        if self.size is None or not self.packed:
            return self.bytes_read
        return self._raw.tell()

    @property
    def recoded(self) -> bool:
        """Whether unchanged text is written in other bytes than it was read (another encoding)."""
        decoder = self.decoder
        return decoder.encoding not in ("utf-8", "ascii") or (
            (decoder.damage.count > 0 or decoder.damage.mended) and self._errors != "raw"
        )

    def refuse_binary(self, *, nul_is_meant: bool) -> None:
        """Raise HantidyError if the first bytes are binary."""
        self._ahead = self._read(CHUNK)
        if reason := not_text(self._ahead[:HEAD], nul_is_meant=nul_is_meant):
            raise HantidyError(reason)

    def chunks(self) -> Iterator[str]:
        """Yield the decoded text of the input in chunks."""
        decode = self.decoder.decode
        while not self.stop:
            data, self._ahead = self._ahead or self._read(CHUNK), b""
            text = decode(data, final=not data)
            self.bytes_read += len(data)
            if text:
                yield text
            if not data:
                break

    def close(self) -> None:
        """Close the file."""
        with contextlib.suppress(OSError):
            self._raw.close()
