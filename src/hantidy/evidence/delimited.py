"""Find the lines that are rows of a delimited table.

Two or more lines with the same number of the same separator and no sentence mark are
(``姓名,年龄,城市``), and so is a line of quoted values. Rows whose cells hold sentences are
believed when a whole column is plain ASCII. Verse is not a table, and neither are long lines
that happen to have as many commas.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["find_tables"]

Region = tuple[int, int]

_SEPARATORS = (",", ";", "\t")
_LONGEST_CELL = 24
_MEAN_CELL = 10
_SHORT_CELL = 12
_LONGEST_ROW = 400  # a cell: longer lines begin no table


@cache
def _sentence() -> re.Pattern[str]:
    return re.compile(r"[。！？；…]|[.!?](?=[ ])|[!?]$")


@cache
def _quoted() -> re.Pattern[str]:
    return re.compile(r'"[^"\n]*"')


@cache
def _quoted_row() -> re.Pattern[str]:
    return re.compile(r'[ \t]*"[^"\n]*"(?:[ ]?[,;\t][ ]?(?:"[^"\n]*"|[\w.%+\-]*))*+[,;]?[ \t]*$')


@cache
def _verse() -> re.Pattern[str]:
    return re.compile(r"[㐀-鿿]{5}|[㐀-鿿]{7}")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"[+\-]?[0-9][0-9.:/\-]*%?")


@cache
def _entity() -> re.Pattern[str]:
    return re.compile(r"&#?[0-9A-Za-z]{1,32};")


class _Run:
    """Lines one after another with the same number of one separator."""

    def __init__(self, separator: str, count: int) -> None:
        self.separator = separator
        self.count = count
        self.start = self.end = 0
        self.rows: list[str] = []

    def is_table(self) -> bool:
        if len(self.rows) < 2:
            return self._is_single_row(self.rows[0])
        rows = [row.split(self.separator) for row in self.rows]
        if self.separator == "\t":
            return self.count > 1
        sentences = any(map(_sentence().search, self.rows))
        body = rows[1:] if len(rows) > 2 else rows
        if self.count > (1 if sentences else 0) and any(
            all(cell.strip() and cell.isascii() for cell in column)
            for column in zip(*body, strict=True)
        ):
            return True
        cells = [cell.strip() for row in rows for cell in row]
        return not (
            sentences
            or max(map(len, cells)) > _LONGEST_CELL
            or sum(map(len, cells)) > _MEAN_CELL * len(cells)
            or all(map(_verse().fullmatch, cells))
        )

    def _is_single_row(self, row: str) -> bool:
        """A row left alone at a block's edge: short cells, one of them a bare number."""
        if self.count < 2 or self.separator == ";":
            return False
        if len(row) > (_SHORT_CELL + 1) * (self.count + 1):
            return False
        cells = row.split(self.separator)
        return (
            max(map(len, cells)) <= _SHORT_CELL
            and any(_number().fullmatch(cell.strip()) for cell in cells)
            and not _sentence().search(row)
        )


def find_tables(text: str) -> list[Region]:
    """The rows of delimited tables, whole lines."""
    spans: list[Region] = []
    for separator in _SEPARATORS:
        if separator in text:
            spans += _tables_of(text, separator)
    return spans


def _tables_of(text: str, separator: str) -> list[Region]:
    spans: list[Region] = []
    run: _Run | None = None
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        count = line.count(separator)
        if count and '"' in line:
            if _quoted_row().match(line) and line.count('"') > 2:
                spans.append((start, end))
            line = _quoted().sub("0", line)  # noqa: PLW2901 - what is quoted does not count
            count = line.count(separator)
        if count and separator == ";" and "&" in line:
            line = _entity().sub("0", line)  # noqa: PLW2901 - its semicolon separates nothing
            count = line.count(separator)
        if run and count != run.count:
            if run.is_table():
                spans.append((run.start, run.end))
            run = None
        if count and (run or len(line) <= _LONGEST_ROW * (count + 1)):
            if run is None:
                run = _Run(separator, count)
                run.start = start
            run.rows.append(line)
            run.end = end
        start = end + 1
    if run and run.is_table():
        spans.append((run.start, run.end))
    return spans
