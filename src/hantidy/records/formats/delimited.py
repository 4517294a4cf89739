"""CSV and TSV: the cells, by column where columns are named; quotes and separators stay."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from hantidy.records.formats.value import FormatError, Value

_SNIFFED = 16_384  # characters of the head that show the separator
_MARKS = ",;\t|"
"""What may separate cells in CSV, the most usual first."""


def values(text: str, kind: str, fields: tuple[str, ...]) -> list[Value]:
    """Find the cells; with ``fields``, those below these names in the first row.

    A cell that changes is written in quotes where it holds a separator, a quote or a line end. A
    bare cell of TSV that would hold a tab or a line end stays as it is: who reads TSV may know
    nothing of quotes.
    """
    separator = "\t" if kind == "tsv" else _separator(text)
    names: dict[int, str] = {}
    found = []
    for row, column, value in _cells(text, separator, kind):
        if row == 0 and fields:
            names[column] = value.text
        elif row == 1 and column == 0 and fields and not set(fields) & set(names.values()):
            reason = f"no column {' or '.join(fields)}; there are {', '.join(names.values())}"
            raise FormatError(kind, reason, 1)
        if fields and (row == 0 or names.get(column) not in fields):
            continue
        found.append(value)
    return found


def _separator(text: str) -> str:
    """Return the mark that cuts every row into as many cells, else the first row into the most.

    One that leaves quotes to the cells that begin and end with them goes before others.
    """
    whole = len(text) <= _SNIFFED
    return max(_MARKS, key=lambda mark: _likelihood(text[:_SNIFFED], mark, whole=whole))


def _likelihood(head: str, mark: str, *, whole: bool) -> tuple[bool, bool, int]:
    """How well ``mark`` cuts ``head``, which ends in the middle of a row unless it is ``whole``."""
    rows: list[int] = []
    cells = 0
    is_tidy = True
    for quoted, bare, end in _cell(mark).findall(head):
        cells += 1
        is_tidy = is_tidy and not ('"' in bare or (quoted and bare))
        if end != mark:
            if cells > 1 or quoted or bare:
                rows.append(cells)
            cells = 0
    if not whole:
        rows = rows[:-1] or rows
    is_even = len(set(rows)) == 1 and rows[0] > 1
    return is_even and is_tidy, is_even, 0 if is_even or not rows else rows[0]


def _cells(text: str, separator: str, kind: str) -> Iterator[tuple[int, int, Value]]:
    """Yield row, column and value of each cell that holds anything."""

    def write(bare: str, cleaned: str) -> str:
        if kind == "tsv" and any(char in cleaned for char in "\t\n\r"):
            return bare
        if any(char in cleaned for char in (separator, '"', "\n", "\r")):
            return _in_quotes(cleaned)
        return cleaned

    cell = _cell(separator)
    at = row = column = 0
    while at < len(text):
        match = cell.match(text, at)
        assert match is not None
        quoted, bare, end = match.groups()
        if quoted is not None:
            yield row, column, Value(*match.span(1), quoted[1:-1].replace('""', '"'), _in_quotes)
        elif bare.startswith('"'):
            raise FormatError(kind, "a quote that nothing closes", text.count("\n", 0, at) + 1)
        if bare:
            yield row, column, Value(*match.span(2), bare, partial(write, bare))
        row, column = (row, column + 1) if end == separator else (row + 1, 0)
        at = match.end()


def _cell(separator: str) -> re.Pattern[str]:
    """A cell: in quotes, bare, or both; then what ends it."""
    mark = re.escape(separator)
    return re.compile(rf'("(?:[^"]|"")*")?([^{mark}\r\n]*)({mark}|\r?\n|\r|\Z)')


def _in_quotes(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
