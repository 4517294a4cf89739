"""Arrow IPC (Feather 2), file or stream, by record batch: written again as what it was.

Python cannot tell how the buffers of a file were compressed: they are written uncompressed, so that
they can be mapped into memory.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, Any

from hantidy.records.columnar import ColumnarFile

_MAGIC = b"ARROW1"


class ArrowFile(ColumnarFile):
    """An Arrow file, or a stream in a file as the library datasets keeps it."""

    format = "Arrow"

    def open(self, raw: IO[bytes]) -> Any:
        """Open the file and return its schema."""
        from pyarrow import ipc  # noqa: PLC0415 - an extra

        self._ipc = ipc
        self._is_file = raw.read(len(_MAGIC)) == _MAGIC
        raw.seek(0)
        self._reader = ipc.open_file(raw) if self._is_file else ipc.open_stream(raw)
        return self._reader.schema

    def groups(self) -> Iterator[Any]:
        """Yield the record batches as tables."""
        if self._is_file:
            count = self._reader.num_record_batches
            batches = map(self._reader.get_batch, range(count))
        else:
            batches = iter(self._reader)
        for batch in batches:
            yield self._arrow.Table.from_batches([batch], self._schema)

    def writer(self, sink: Any, schema: Any) -> Any:
        """Return a writer of a file or a stream, as the input is."""
        make = self._ipc.new_file if self._is_file else self._ipc.new_stream
        return make(sink, schema)

    def write(self, writer: Any, table: Any) -> None:
        """Write ``table`` as one record batch."""
        writer.write_table(table.combine_chunks())
