"""Parquet, by row group: text columns are cleaned, all else stays as it was.

Schema, metadata, row groups and compression are kept. Each cell is a document of its own.
pyarrow is met here alone, and only when such a file is.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, NamedTuple, Protocol

from hantidy.decoding import encode
from hantidy.errors import HantidyError
from hantidy.records.text import Found, Outcome, clean_document
from hantidy.records.workers import Task

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.pipeline import Pipeline
    from hantidy.records.text import Settings

__all__ = ["CellWork", "Cells", "Cleaned", "ParquetError", "ParquetFile", "RowGroup"]


class _Input(Protocol):
    """What of a `Source` is asked here."""

    is_standard: bool
    packed: str
    stop: bool
    bytes_read: int

    @property
    def raw(self) -> IO[bytes]: ...


_ROWS = 512
"""So many cells make a task."""


class ParquetError(HantidyError):
    """A file is not Parquet, or cannot be cleaned as it is asked for."""


class Cells(NamedTuple):
    """Consecutive cells of a column."""

    texts: list[str | None]
    row: int = 1
    """The number of the first row."""

    def clean(self, how: Settings) -> Cleaned:
        """Return what becomes of them."""
        return CellWork(how.pipeline, how.count)(self)


@dataclass(slots=True)
class Cleaned:
    """What became of `Cells`: None where nothing changed at all."""

    texts: list[str | None] | None
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class RowGroup:
    """All cells of a row group have been handed out."""

    table: Any
    columns: tuple[str, ...]


@dataclass(frozen=True)
class CellWork:
    """Cleans cells; what it needs travels to other processes with it."""

    pipeline: Pipeline
    count: bool = False

    def __call__(self, cells: Cells) -> Cleaned:
        """Return what becomes of ``cells``."""
        found = Found(count=self.count)
        texts: list[str | None] = []
        for found.place, text in enumerate(cells.texts, cells.row):
            texts.append(None if text is None else clean_document(self.pipeline, text, found))
        changed = texts != cells.texts
        outcome = Outcome(b"", b"", changed, documents=sum(text is not None for text in texts))
        found.tell(outcome)
        if changed:
            # No encoding holds a lone surrogate, should a filter have made one.
            texts = [text if text is None else encode(text).decode() for text in texts]
        return Cleaned(texts if changed else None, outcome)


class ParquetFile:
    """Reads row groups of a source and puts them together again."""

    def __init__(self, source: _Input, fields: tuple[str, ...]) -> None:
        """Open ``source``; ParquetError says what stands in the way."""
        try:
            import pyarrow  # noqa: ICN001, PLC0415 - an extra
            import pyarrow.parquet  # noqa: PLC0415
        except ImportError:
            raise ParquetError("to read Parquet: pip install 'hantidy[arrow]'") from None
        if source.is_standard or source.packed:
            raise ParquetError("Parquet is read from its end: give a plain file, not a pipe")
        self._arrow = pyarrow
        self._parquet = pyarrow.parquet
        try:
            self._file = pyarrow.parquet.ParquetFile(source.raw, pre_buffer=False)
        except pyarrow.ArrowException as error:
            raise ParquetError(f"this is not sound Parquet ({error})") from error
        self._schema = self._file.schema_arrow
        self._columns = self._text_columns(fields)
        self._source = source
        self._pending: list[list[str | None] | None] = []
        self._cells: list[list[str | None]] = []
        self._sink = io.BytesIO()
        self._writer: Any = None

    def _text_columns(self, fields: tuple[str, ...]) -> tuple[str, ...]:
        types = self._arrow.types
        for name in fields:
            if name not in self._schema.names:
                raise ParquetError(
                    f"there is no column {name!r}; its columns are "
                    f"{', '.join(map(repr, self._schema.names))} (--field names one)"
                )
            if self._schema.names.count(name) > 1:
                raise ParquetError(f"two columns are named {name!r}, and which is meant is unclear")
            kind = self._schema.field(name).type
            if types.is_dictionary(kind):
                kind = kind.value_type
            if not (types.is_string(kind) or types.is_large_string(kind)):
                raise ParquetError(f"column {name!r} is {kind}, not text")
        return fields

    def tasks(self) -> Iterator[Task[Cells] | RowGroup]:
        """Yield the cells of each row group, column by column, and then the group."""
        rows = 0
        for index in range(self._file.num_row_groups):
            if self._source.stop:
                return
            try:
                table = self._file.read_row_group(index, use_threads=False)
                for name in self._columns:
                    column = table.column(name)
                    for at in range(0, len(column), _ROWS):
                        texts = column.slice(at, _ROWS).to_pylist()
                        size = sum(len(text) for text in texts if text is not None)
                        self._source.bytes_read += size
                        yield Task(Cells(texts, rows + at + 1), size)
                rows += table.num_rows
            except (self._arrow.ArrowException, UnicodeDecodeError, OSError) as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise  # the disk, not the data
                raise ParquetError(f"row group {index + 1} cannot be read ({error})") from error
            yield RowGroup(table, self._columns)

    def take(self, cells: Cells, cleaned: Cleaned) -> Outcome:
        """Keep cleaned cells until their row group is complete; return what is to be told."""
        self._cells.append(cells.texts)
        self._pending.append(cleaned.texts)
        return cleaned.outcome

    def close_group(self, group: RowGroup, *, write: bool) -> bytes:
        """Put the cells of ``group`` into its table; return the next bytes of the file."""
        table = group.table
        rows = table.num_rows
        per_column = -(-rows // _ROWS)
        for at, name in enumerate(group.columns):
            parts = slice(at * per_column, (at + 1) * per_column)
            if all(part is None for part in self._pending[parts]):
                continue
            texts = [
                text
                for before, after in zip(self._cells[parts], self._pending[parts], strict=True)
                for text in (before if after is None else after)
            ]
            index = self._schema.get_field_index(name)
            field = self._schema.field(index)
            table = table.set_column(index, field, self._arrow.array(texts, type=field.type))
        self._cells.clear()
        self._pending.clear()
        if not write:
            return b""
        self._open().write_table(table, row_group_size=max(1, rows))
        return self._drained()

    def finish(self) -> bytes:
        """Return the end of the file."""
        self._open().close()
        return self._drained()

    def _open(self) -> Any:
        if self._writer is None:
            self._writer = self._parquet.ParquetWriter(
                _Counting(self._sink),
                self._schema,
                compression=self._compression(),
                version="2.6",
            )
        return self._writer

    def _compression(self) -> Any:
        metadata = self._file.metadata
        if not metadata.num_row_groups:
            return "snappy"
        first = metadata.row_group(0)
        columns = [first.column(at) for at in range(first.num_columns)]
        return {
            column.path_in_schema: _CODECS.get(column.compression, column.compression)
            for column in columns
        }

    def _drained(self) -> bytes:
        data = self._sink.getvalue()
        self._sink.seek(0)
        self._sink.truncate()
        return data


_CODECS = {"UNCOMPRESSED": "NONE"}


class _Counting(io.RawIOBase):
    """Takes bytes and knows how many there were, although they are taken away in between."""

    def __init__(self, sink: io.BytesIO) -> None:
        self._sink = sink
        self._count = 0

    def writable(self) -> bool:
        return True

    def write(self, data: Any, /) -> int:
        self._count += self._sink.write(data)
        return len(data)

    def tell(self) -> int:
        return self._count
