"""The texts of files, one document after the other, for who only looks at them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hantidy.records.field_paths import ITEMS, is_plain, steps_of
from hantidy.records.formats import BY_VALUE, clean_values
from hantidy.records.source import COLUMNAR, Source, columnar_file, format_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hantidy.records.inputs import Input

__all__ = ["texts_of"]

_PIECE = 1 << 20


def texts_of(
    given: Input,
    fields: tuple[str, ...],
    *,
    kind: str = "",
    encoding: str = "auto",
    told: Callable[[str], None] | None = None,
) -> Iterator[tuple[str, bool]]:
    """Yield the texts of an input, each with whether a document begins with it.

    Of records each named field is a document; a text file is one, and comes in pieces of about a
    million characters that end where lines do. ``told`` is called with the encoding. Raises what
    reading raises; a line that is no JSON is passed over.
    """
    source = Source(given, encoding, "replace")
    try:
        kind = kind or format_of(source.name)
        if kind in COLUMNAR:
            for part in columnar_file(kind, source, fields).tasks():
                cells = getattr(getattr(part, "payload", None), "texts", ())
                yield from ((text, True) for text in cells if text is not None)
            return
        if not source.is_standard:
            source.refuse_binary(nul_is_meant=encoding not in ("auto", "per-line"))
        if kind == "jsonl":
            yield from ((text, True) for text in _of_lines(source.chunks(), fields))
        elif kind in BY_VALUE:
            found: list[str] = []
            clean_values(kind, "".join(source.chunks()), _collector(found))
            yield from ((text, True) for text in found)
        else:
            yield from _of_text(source.chunks())
        if told is not None:
            told(source.decoder.encoding)
    finally:
        source.close()


def _collector(found: list[str]) -> Callable[[str], str]:
    def collect(text: str) -> str:
        found.append(text)
        return text

    return collect


def _of_text(chunks: Iterable[str]) -> Iterator[tuple[str, bool]]:
    held: list[str] = []
    size = 0
    begins = True
    for chunk in chunks:
        held.append(chunk)
        size += len(chunk)
        cut = chunk.rfind("\n") + 1
        if size >= _PIECE and cut:
            held[-1] = chunk[:cut]
            yield "".join(held), begins
            begins = False
            held = [chunk[cut:]]
            size = len(held[0])
    if begins or size:
        yield "".join(held), begins


def _of_lines(chunks: Iterable[str], fields: tuple[str, ...]) -> Iterator[str]:
    import msgspec  # noqa: PLC0415 - only such files

    from hantidy.records.text import complete  # noqa: PLC0415

    read = msgspec.json.Decoder().decode
    paths = [(name, () if is_plain(name) else steps_of(name)) for name in fields]
    for part in complete(chunks, "\n"):
        for line in part.split("\n"):
            if not line.strip(" \t\r"):
                continue
            try:
                record = read(line)
            except (msgspec.DecodeError, UnicodeError, RecursionError):
                continue
            if isinstance(record, dict):
                for name, steps in paths:
                    yield from _strings(record.get(name))
                    if steps:
                        yield from _below(record, steps)


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
