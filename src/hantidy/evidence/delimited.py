"""Find the lines that are rows of a delimited table.

Two or more lines with the same number of the same separator and no sentence mark are
(``姓名,年龄,城市``), and so is a line of quoted values. Rows whose cells hold sentences are
believed when a whole column is plain ASCII. Verse is not a table, and neither are long lines
that happen to have as many commas, nor short ones that speak.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from hantidy.core.lazy import pattern
from hantidy.core.spans import Region
from hantidy.evidence.context import is_han

_SEPARATORS = (",", ";", "\t")
_LONGEST_CELL = 24
_MEAN_CELL = 10
_SHORT_CELL = 12
_KEY = 6
_FEW_ROWS = 3
_LONG = 6  # a cell, where two make a line
_LONGEST_ROW = 50  # a cell: longer lines begin no table
_SENTENCE = pattern(r"[。！？；…]|[.!?](?=[ ])|[!?]$")
_QUOTED = pattern(r'"[^"\n]*"')
_QUOTED_ROW = pattern(r'[ \t]*"[^"\n]*"(?:[ ]?[,;\t][ ]?(?:"[^"\n]*"|[\w.%+\-]*))*+[,;]?[ \t]*$')
_VERSE = (5, 7)  # hanzi of a line
_SPEECH = pattern(
    "[了我你您他她们們很都也就还還吗嗎呢吧啊这這那被把让讓]|如果|因[为為]|所以|但是|可以|已[经經]"
    "|是(?!否)|在(?![职職读讀建校线線售])|不(?![限详詳等锈鏽])|的(?<![目标標]的)(?!士)"
)
"""Words of sentences, rare in cells of a table (except 不限 在职 是否 目的)."""
_BRACKETED = pattern(r"\([^()\n]*\)")
_OPTION = pattern(r"[ \t]*-\w, --?\w")
"""A command's option in short and long form, before its description."""
_NUMBER = pattern(r"[+\-]?[0-9][0-9.:/\-]*%?")
_GROUPED = pattern(r"(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
"""A number with commas between thousands."""
_ENTITY = pattern(r"&#?[0-9A-Za-z]{1,32};")


def _is_prose(rows: list[str], table: list[list[str]]) -> bool:
    """Whether short lines with equal separators are sentences: no column is ASCII."""
    columns = list(zip(*table, strict=True))
    if not any(map(str.strip, columns[-1])) and (
        len(columns) == 2 or len({len(cell.strip()) for row in table for cell in row[:-1]}) == 1
    ):
        return True  # lines that end in a comma, of prose or verse
    spaced = {cell.startswith(" ") for row in table for cell in row[1:] if cell}
    if len(spaced) > 1:
        return True  # who writes a table sets every separator alike
    if any(row.count("（") != row.count("）") or row[-1] in "：，、（" for row in rows):
        return True
    if len(rows) > _FEW_ROWS and len(columns) > 2:
        return False  # so many commas, line by line, are no accident
    speaks = _SPEECH.search
    return sum(any(map(speaks, column)) for column in columns) > 1 and 2 * sum(
        any(map(speaks, row)) for row in table
    ) >= len(table)


def _speaks_on(cell: str) -> bool:
    """Whether a sentence ends inside a cell and another begins, as in prose."""
    found = _SENTENCE.search(cell)
    return found is not None and found.end() < len(cell.rstrip())


def _is_table(rows: list[str], separator: str, count: int) -> bool:
    """Whether lines with the same number of one separator are the rows of a table."""
    if len(rows) < 2:
        return _is_single_row(rows[0], separator, count)
    if separator == "\t":
        return count > 1
    table = [row.split(separator) for row in rows]
    sentences = any(map(_SENTENCE.search, rows))
    body = table[1:] if len(table) > 2 else table
    if sentences and any(sum(map(_speaks_on, row)) > 1 for row in table):
        return False
    if count > (1 if sentences else 0) and any(
        all(cell.strip() and cell.isascii() for cell in column)
        for column in zip(*body, strict=True)
    ):
        return True
    cells = [cell.strip() for row in table for cell in row]
    # Two halves of a sentence, line by line.
    halves = count == 1 and len(rows) <= _FEW_ROWS and sum(map(len, cells)) >= _LONG * len(cells)
    verse = all(len(cell) in _VERSE and all(map(is_han, cell)) for cell in cells)
    if sentences or halves or verse or _is_prose(rows, table):
        return False
    longest, mean = max(map(len, cells)), sum(map(len, cells)) / len(cells)
    # Lines that are wrapped by hand have commas anywhere; a table's first column is narrow.
    return (longest <= _LONGEST_CELL and mean <= _MEAN_CELL) or all(
        len(row[0]) <= _KEY for row in table
    )


def _is_single_row(row: str, separator: str, count: int) -> bool:
    """Whether a line at a block's edge is a row: short cells, one of them a bare number."""
    if count < 2 or separator == ";" or len(row) > (_SHORT_CELL + 1) * (count + 1):
        return False
    # No sentence begins with a separator, so there its commas part cells.
    cells = (row if row.startswith(separator) else _GROUPED.sub("0", row)).split(separator)
    return (
        max(map(len, cells)) <= _SHORT_CELL
        and len(cells) > 1
        and any(_NUMBER.fullmatch(cell.strip()) for cell in cells)
        and not _SENTENCE.search(row)
    )


def find_tables(text: str) -> list[Region]:
    """Return the rows of delimited tables, whole lines."""
    separators = [each for each in _SEPARATORS if each in text]
    if not separators:
        return []
    if ";" in separators and "&" in text:  # the semicolon of an entity separates nothing
        text = _ENTITY.sub(lambda entity: "0" * len(entity[0]), text)
    lines = text.split("\n")
    starts = list(accumulate(map(len, lines), initial=0))  # without the line ends before them
    return [span for each in separators for span in _tables_of(lines, starts, each)]


def _tables_of(lines: list[str], starts: list[int], separator: str) -> Iterator[Region]:
    rows: list[str] = []
    counted = first = last = 0  # of the rows: their separators, the numbers of their lines
    for number in [number for number, line in enumerate(lines) if separator in line]:
        row = lines[number]
        if '"' in row:
            if row.count('"') > 2 and _QUOTED_ROW.match(row):
                start = starts[number] + number
                yield start, start + len(row)
            row = _QUOTED.sub("0", row)  # what is quoted does not count
        if "(" in row and separator not in _BRACKETED.sub("", row):
            row = ""  # all its separators are those of arguments: f(a;b)
        count = row.count(separator)
        if rows and (count != counted or number != last + 1):
            # Most lines of prose end here: one row, too long for a row on its own.
            alone = len(rows) == 1 and len(rows[0]) > (_SHORT_CELL + 1) * (counted + 1)
            if not alone and _is_table(rows, separator, counted):
                yield starts[first] + first, starts[last + 1] + last
            rows = []
        if count and (rows or len(row) <= _LONGEST_ROW * (count + 1)) and not _OPTION.match(row):
            if not rows:
                first, counted = number, count
            rows.append(row)
            last = number
    if rows and _is_table(rows, separator, counted):
        yield starts[first] + first, starts[last + 1] + last
