"""Parquet, by row group: what `columnar` keeps, and the compression of each column."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from hantidy.records.columnar import ColumnarFile

_CODECS = {"UNCOMPRESSED": "NONE"}


class ParquetFile(ColumnarFile):
    """A Parquet file."""

    format = "Parquet"

    def open(self, raw: IO[bytes]) -> Any:
        """Open the file and return its schema."""
        import pyarrow.parquet  # noqa: PLC0415 - an extra

        self._parquet = pyarrow.parquet
        self._file = pyarrow.parquet.ParquetFile(raw, pre_buffer=False)
        return self._file.schema_arrow

    def groups(self) -> Iterator[Any]:
        """Yield the row groups as tables."""
        for index in range(self._file.num_row_groups):
            yield self._file.read_row_group(index, use_threads=False)

    def writer(self, sink: Any, schema: Any) -> Any:
        """Return a writer that compresses each column as it was."""
        compression = self._compression()
        return self._parquet.ParquetWriter(sink, schema, compression=compression, version="2.6")

    def write(self, writer: Any, table: Any) -> None:
        """Write ``table`` as one row group."""
        writer.write_table(table, row_group_size=max(1, table.num_rows))

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
