"""Iterate over the texts of files without writing any."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from hantidy.records.columnar import Cells
from hantidy.records.field_paths import ITEMS, is_plain, steps_of
from hantidy.records.formats import BY_VALUE, UNTOUCHED, values_of
from hantidy.records.inputs import Input
from hantidy.records.source import COLUMNAR, Source, columnar_file, format_of

if TYPE_CHECKING:
    from hantidy.records.columnar import ColumnarFile

_PIECE = 1 << 20


class Document(NamedTuple):
    """A text to look at, or a piece of one."""

    text: str
    begins: bool = True
    """Whether the document begins with it."""
    record: int = 0
    """The line of JSON Lines, the row of a table, the number of a value; 0 in a text file."""
    field: str = ""
    """The field of the record, as it was asked for."""


def texts_of(
    given: Input,
    fields: tuple[str, ...],
    *,
    kind: str = "",
    encoding: str = "auto",
    told: Callable[[str], None] | None = None,
) -> Iterator[Document]:
    """Yield the texts of an input.

    Of records each named field is a document; a text file is one, and comes in pieces of about a
    million characters that end where lines do. What `clean` never changes holds none. ``told`` is
    called with the encoding. Raises what reading raises; a line that is no JSON is passed over.
    """
    source = Source(given, encoding, "replace")
    try:
        kind = kind or format_of(source.name)
        if kind in COLUMNAR:
            yield from _of_columns(columnar_file(kind, source, fields))
            return
        if not source.is_standard:
            source.refuse_binary(nul_is_meant=encoding not in ("auto", "per-line"))
        if kind == "jsonl":
            yield from _of_lines(source.chunks(), fields)
        elif kind in BY_VALUE:
            for record, value in enumerate(values_of(kind, "".join(source.chunks())), 1):
                yield Document(value.text, record=record)
        elif kind not in UNTOUCHED:
            yield from _of_text(source.chunks())
        if told is not None:
            told(source.decoder.encoding)
    finally:
        source.close()


def _of_columns(file: ColumnarFile) -> Iterator[Document]:
    for part in file.tasks():
        cells = getattr(part, "payload", None)
        if isinstance(cells, Cells):
            for record, text in zip(cells.rows, cells.texts, strict=True):
                if text is not None:
                    yield Document(text, True, record, cells.field)


def _of_text(chunks: Iterable[str]) -> Iterator[Document]:
    held: list[str] = []
    size = 0
    begins = True
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        cut = chunk.rfind("\n") + 1
        if size >= _PIECE and cut:
            held[-1] = chunk[:cut]
            yield Document("".join(held), begins)
            begins = False
            held = [chunk[cut:]]
            size = len(held[0])
    if begins or size:
        yield Document("".join(held), begins)


def _of_lines(chunks: Iterable[str], fields: tuple[str, ...]) -> Iterator[Document]:
    import msgspec  # noqa: PLC0415 - only such files

    from hantidy.records.text import complete  # noqa: PLC0415

    read = msgspec.json.Decoder().decode
    paths = [(name, () if is_plain(name) else steps_of(name)) for name in fields]
    number = 0
    for part in complete(chunks, "\n"):
        for line in part.removesuffix("\n").split("\n"):
            number += 1
            if not line.strip(" \t\r"):
                continue
            try:
                record = read(line)
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                continue
            if isinstance(record, dict):
                for name, steps in paths:
                    for text in _strings(record.get(name)):
                        yield Document(text, True, number, name)
                    for text in _below(record, steps) if steps else ():
                        yield Document(text, True, number, name)


def _below(value: Any, steps: tuple[str, ...]) -> Iterator[str]:
    if not steps:
        yield from _strings(value)
    elif steps[0] == ITEMS:
        if isinstance(value, list):
            for item in value:
                yield from _below(item, steps[1:])
    elif isinstance(value, dict):
        yield from _below(value.get(steps[0]), steps[1:])


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        yield from (item for item in value if isinstance(item, str))
