"""Jupyter notebooks: the sources of Markdown cells; code and outputs are never touched."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from hantidy.records.formats import json_document
from hantidy.records.formats.value import FormatError, Value
from hantidy.records.jsonl import written


def values(text: str, kind: str, fields: tuple[str, ...]) -> list[Value]:
    """Find the source of each Markdown cell as one text, however many strings hold it."""
    json_document.check(text, kind)
    notebook = json.loads(text)
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    if not isinstance(cells, list):
        raise FormatError(kind, "no list of cells", 1)
    wanted = [
        cell["source"]
        for cell in cells
        if isinstance(cell, dict) and cell.get("cell_type") == "markdown" and cell.get("source")
    ]
    return list(_placed(text, wanted))


def _placed(text: str, wanted: list[Any]) -> Iterator[Value]:
    """Find where the sources stand: they come in the order of the cells."""
    found = _sources(text)
    for source in wanted:
        for spans in found:
            pieces = [json.loads(text[start:end]) for start, end in spans]
            if pieces == ([source] if isinstance(source, str) else source):
                yield from _value(text, spans, pieces)
                break


def _sources(text: str) -> Iterator[list[tuple[int, int]]]:
    """Yield the strings that each member "source" holds."""
    spans: list[tuple[int, int]] | None = None
    for start, end, is_key in json_document.strings(text):
        if is_key:
            if spans:
                yield spans
            spans = [] if text[start:end] == '"source"' else None
        elif spans is not None:
            spans.append((start, end))
    if spans:
        yield spans


def _value(text: str, spans: list[tuple[int, int]], pieces: list[str]) -> Iterator[Value]:
    """A source written as a string a line is one value; otherwise each string is one."""
    said = "".join(pieces)
    if len(spans) == 1 or _lines(said) != pieces:
        for (start, end), piece in zip(spans, pieces, strict=True):
            yield Value(start, end, piece, written)
        return
    between = [text[end:start] for (_, end), (start, _) in pairwise(spans)]

    def write(cleaned: str) -> str:
        lines = [written(line) for line in _lines(cleaned)]
        gaps = between if len(lines) == len(pieces) else [between[0]] * (len(lines) - 1)
        return "".join(map(str.__add__, lines, [*gaps, ""]))

    yield Value(spans[0][0], spans[-1][1], said, write)


def _lines(text: str) -> list[str]:
    """The lines of ``text``, each with its end; an empty last line is none."""
    lines = [line + "\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    return lines if lines[-1] or len(lines) == 1 else lines[:-1]
