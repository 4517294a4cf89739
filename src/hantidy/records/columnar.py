"""Clean the text columns of Arrow files by row group; everything else is copied.

Schema, metadata and row groups are kept. Each cell is a document of its own, and so is each text
in a list or struct. pyarrow is imported only when such a file is met.
"""

from __future__ import annotations

import io
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import IO, Any, NamedTuple, Protocol

from hantidy.decoding import encode
from hantidy.errors import HantidyError
from hantidy.records.field_paths import is_plain, steps_of
from hantidy.records.nested_columns import put_back, rows_of, steps_to_text, text_of
from hantidy.records.settings import Settings
from hantidy.records.tasks import Task
from hantidy.records.text import Found, Outcome, clean_document


class Input(Protocol):
    """The attributes of a `Source` that this module reads."""

    is_standard: bool
    packed: str
    stop: bool
    bytes_read: int

    @property
    def raw(self) -> IO[bytes]: ...


_ROWS = 512
"""Cells in one task."""


class ColumnarError(HantidyError):
    """A file is not of the format, or has no such text column."""


class Cells(NamedTuple):
    """Consecutive texts of a column."""

    texts: list[str | None]
    rows: Sequence[int]
    """The row number of each text."""
    field: str = ""
    """The field that was named."""

    def clean(self, how: Settings) -> Cleaned:
        """Return what becomes of them."""
        found = Found(count=how.count)
        texts: list[str | None] = []
        for found.place, text in zip(self.rows, self.texts, strict=True):
            texts.append(None if text is None else clean_document(how.pipeline, text, found))
        changed = texts != self.texts
        outcome = Outcome(b"", b"", changed, documents=sum(text is not None for text in texts))
        found.tell(outcome)
        if changed:
            # No encoding holds a lone surrogate, should a filter have made one.
            texts = [text if text is None else encode(text).decode() for text in texts]
        return Cleaned(texts if changed else None, outcome)


@dataclass(slots=True)
class Cleaned:
    """The clean texts of `Cells`; None if none changed."""

    texts: list[str | None] | None
    outcome: Outcome


class Column(NamedTuple):
    """A column, and the path to its text if that is nested."""

    name: str
    steps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowGroup:
    """Marks the end of a row group in the row of tasks."""

    table: Any
    columns: tuple[Column, ...]


class ColumnarFile:
    """Reads the row groups of a source and writes them with clean texts."""

    format: str
    """The name of the format in messages."""

    def __init__(self, source: Input, fields: tuple[str, ...]) -> None:
        """Open ``source``; raises ColumnarError if it is not of the format or lacks a field."""
        try:
            import pyarrow  # noqa: ICN001, PLC0415 - an extra
        except ImportError:
            raise ColumnarError(f"to read {self.format}: pip install 'hantidy[arrow]'") from None
        if source.is_standard or source.packed:
            raise ColumnarError(
                f"{self.format} is read out of order: give a plain file, not a pipe"
            )
        self._arrow = pyarrow
        try:
            self._schema = self.open(source.raw)
        except pyarrow.ArrowException as error:
            raise ColumnarError(f"this is not sound {self.format} ({error})") from error
        self._columns = tuple(map(self._column, fields))
        self._fields = fields
        self._source = source
        self._pending: list[list[str | None] | None] = []
        self._cells: list[list[str | None]] = []
        self._sink = io.BytesIO()
        self._writer: Any = None

    @abstractmethod
    def open(self, raw: IO[bytes]) -> Any:
        """Open the file and return its schema; pyarrow's error where it is none."""

    @abstractmethod
    def groups(self) -> Iterator[Any]:
        """Yield the row groups as tables."""

    @abstractmethod
    def writer(self, sink: Any, schema: Any) -> Any:
        """Return a writer of tables of the same format to ``sink``."""

    @abstractmethod
    def write(self, writer: Any, table: Any) -> None:
        """Write ``table`` as one row group."""

    def _column(self, field: str) -> Column:
        names = self._schema.names
        name, *below = (field,) if field in names or is_plain(field) else steps_of(field)
        if name not in names:
            raise ColumnarError(
                f"there is no column {name!r}; its columns are "
                f"{', '.join(map(repr, names))} (--field names one)"
            )
        if names.count(name) > 1:
            raise ColumnarError(f"two columns are named {name!r}, and which is meant is unclear")
        kind = self._schema.field(name).type
        steps = steps_to_text(kind, tuple(below))
        if steps is None:
            there = f", and {field!r} leads to no text in it" if below else ", not text"
            raise ColumnarError(f"column {name!r} is {kind}{there}")
        return Column(name, steps)

    def tasks(self) -> Iterator[Task[Cells] | RowGroup]:
        """Yield the texts of each row group, column by column, and then the group."""
        done = 0
        number = 0
        groups = self.groups()
        while not self._source.stop:
            number += 1
            try:
                if (table := next(groups, None)) is None:
                    return
                for column, field in zip(self._columns, self._fields, strict=True):
                    for texts, rows in self._texts(table, column, done):
                        size = sum(len(text) for text in texts if text is not None)
                        self._source.bytes_read += size
                        yield Task(Cells(texts, rows, field), size)
                done += table.num_rows
            except (self._arrow.ArrowException, UnicodeDecodeError, OSError) as error:
                if isinstance(error, OSError) and error.errno is not None:
                    raise  # the disk, not the data
                raise ColumnarError(f"row group {number} cannot be read ({error})") from error
            yield RowGroup(table, self._columns)

    def _texts(
        self, table: Any, column: Column, done: int
    ) -> Iterator[tuple[list[str | None], Sequence[int]]]:
        """Yield the texts of a column of a row group by `_ROWS`, with the row of each."""
        row = done + 1
        for chunk in table.column(column.name).chunks:
            array = text_of(chunk, column.steps)
            rows = rows_of(chunk, column.steps, range(row, row + len(chunk)))
            row += len(chunk)
            for at in range(0, len(array), _ROWS):
                yield array.slice(at, _ROWS).to_pylist(), rows[at : at + _ROWS]

    def take(self, cells: Cells, cleaned: Cleaned) -> Outcome:
        """Keep clean cells until their row group is complete; return their statistics."""
        self._cells.append(cells.texts)
        self._pending.append(cleaned.texts)
        return cleaned.outcome

    def close_group(self, group: RowGroup, *, write: bool) -> bytes:
        """Put the cells of ``group`` into its table; return the next bytes of the file."""
        table = group.table
        parts = zip(self._cells, self._pending, strict=True)
        for column in group.columns:
            index = self._schema.get_field_index(column.name)
            chunks = [self._cleaned(chunk, column, parts) for chunk in table.column(index).chunks]
            kind = self._schema.field(index).type
            whole = self._arrow.chunked_array(chunks, type=kind)
            table = table.set_column(index, self._schema.field(index), whole)
        self._cells.clear()
        self._pending.clear()
        if not write:
            return b""
        self.write(self._open_writer(), table)
        return self._drained()

    def _cleaned(
        self,
        chunk: Any,
        column: Column,
        parts: Iterator[tuple[list[str | None], list[str | None] | None]],
    ) -> Any:
        """Return ``chunk`` with its texts replaced by the next ones of ``parts``."""
        array = text_of(chunk, column.steps)
        taken = [next(parts) for _ in range(0, len(array), _ROWS)]
        if all(after is None for _, after in taken):
            return chunk
        texts = [text for before, after in taken for text in (before if after is None else after)]
        return put_back(chunk, column.steps, self._arrow.array(texts, type=array.type))

    def finish(self) -> bytes:
        """Return the end of the file."""
        self._open_writer().close()
        return self._drained()

    def _open_writer(self) -> Any:
        if self._writer is None:
            self._writer = self.writer(_Counting(self._sink), self._schema)
        return self._writer

    def _drained(self) -> bytes:
        data = self._sink.getvalue()
        self._sink.seek(0)
        self._sink.truncate()
        return data


class _Counting(io.RawIOBase):
    """Receives bytes and keeps their total; they may be taken out in between."""

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
