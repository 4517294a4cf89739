"""Adapters to batches: read their text columns, put others in.

No engine is imported here; what is handed in has been imported by whoever made it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from hantidy.engines import report as reports
from hantidy.pipeline import Pipeline

Cells = list[Any]
Report = dict[str, Any] | None
_Worked = tuple[dict[str, Cells], list[Report] | None]


@dataclass(frozen=True)
class Job:
    """What is to be done with a batch."""

    pipeline: Pipeline
    columns: tuple[str, ...]
    into: tuple[str, ...]
    report: str | None = None


def mapper_of(batch: Any) -> Callable[[Any, Job], Any] | None:
    """Return what cleans a pyarrow, pandas or polars table; None of anything else."""
    kind = type(batch)
    return _MAPPERS.get((kind.__module__.partition(".")[0], kind.__name__))


def clean_cells(pipeline: Pipeline, cells: Iterable[Any], column: str) -> Cells:
    """Return every cell clean; missing ones stay, anything else is a TypeError."""
    try:
        return pipeline.batch(cells)
    except TypeError as error:
        raise TypeError(f"column {column!r} does not hold text: {error}") from error


def _worked(job: Job, read: Callable[[str], Iterable[Any]]) -> _Worked:
    """Clean the columns that ``read`` gives: the texts by target, and the report of each row."""
    texts: dict[str, Cells] = {}
    told: list[list[Report]] = []
    for column, target in zip(job.columns, job.into, strict=True):
        cells = list(read(column))
        if job.report is None:
            texts[target] = clean_cells(job.pipeline, cells, column)
        else:
            texts[target], made = _reported(job.pipeline, cells, column)
            told.append(made)
    rows = list(starmap(_merged, zip(*told, strict=True))) if told else None
    return texts, rows


def _merged(*row: Report) -> Report:
    return reports.merged(list(row))


def _reported(pipeline: Pipeline, cells: Cells, column: str) -> tuple[Cells, list[Report]]:
    texts: Cells = []
    made: list[Report] = []
    for cell in cells:
        if isinstance(cell, str):
            text, told = reports.report(pipeline, cell)
            texts.append(text)
            made.append(told)
        else:
            texts += clean_cells(pipeline, [cell], column)
            made.append(None)
    return texts, made


def _missing(column: str, there: Iterable[str]) -> KeyError:
    return KeyError(f"no column {column!r}; the columns are {', '.join(map(str, there))}")


def _only(column: str, names: Iterable[str]) -> None:
    """Raise KeyError unless one of ``names`` is ``column``, ValueError if several are."""
    there = list(names)
    if column not in there:
        raise _missing(column, there)
    if there.count(column) > 1:
        raise ValueError(f"{there.count(column)} columns are named {column!r}; rename them apart")


def mapped_dict(batch: Mapping[str, Any], job: Job) -> dict[str, Any]:
    """Return a dict of columns with those of ``job`` clean.

    Of a lazy mapping (Hugging Face) only what was written comes back, which its engine merges:
    reading the other columns would decode them for nothing.
    """

    def read(column: str) -> Iterable[Any]:
        try:
            cells = batch[column]
        except KeyError:
            raise _missing(column, batch) from None
        if isinstance(cells, str) or not hasattr(cells, "__len__"):
            raise TypeError(
                f"column {column!r} is one {type(cells).__name__}, not a list of texts; "
                "map with batches (batched=True)"
            )
        return cells.tolist() if hasattr(cells, "tolist") else cells  # type: ignore[no-any-return]

    texts, rows = _worked(job, read)
    made: dict[str, Any] = dict(batch) if isinstance(batch, dict) else {}
    for column, target in zip(job.columns, job.into, strict=True):
        made[target] = _like(batch[column], texts[target])
    if job.report is not None and rows is not None:
        made[job.report] = rows
    return made


def _like(column: Any, cells: Cells) -> Any:
    """``cells`` as numpy holds them if ``column`` is numpy's, else as a list."""
    if type(column).__module__ != "numpy":
        return cells
    import numpy as np  # noqa: PLC0415 - only where numpy handed the batch in

    made: Any = np.empty(len(cells), dtype=object)
    made[:] = cells
    return made


def _mapped_arrow(batch: Any, job: Job) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    table = batch
    if job.report is not None:

        def read(column: str) -> Iterable[Any]:
            return _text_column(batch, column).to_pylist()  # type: ignore[no-any-return]

        texts, rows = _worked(job, read)
    for column, target in zip(job.columns, job.into, strict=True):
        old = _text_column(batch, column)
        if job.report is None:
            new = clean_arrow(job.pipeline, old, column)
        else:
            new = pa.array(texts[target], type=_decoded(old.type))
        field = batch.schema.field(column).with_name(target).with_type(new.type)
        table = _with_column(table, field, new)
    if job.report is not None:
        kinds = {int: pa.int64(), float: pa.float64()}
        fields = reports.fields(job.pipeline).items()
        struct = pa.struct([pa.field(name, kinds[kind]) for name, kind in fields])
        table = _with_column(table, pa.field(job.report, struct), pa.array(rows, type=struct))
    return table


def _decoded(kind: Any) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _text_column(batch: Any, column: str) -> Any:
    import pyarrow as pa  # noqa: PLC0415 - an extra

    _only(column, batch.schema.names)
    cells = batch.column(batch.schema.get_field_index(column))
    kind = _decoded(cells.type)
    tests = ("is_string", "is_large_string", "is_string_view", "is_null")
    if not any(getattr(pa.types, test)(kind) for test in tests if hasattr(pa.types, test)):
        raise TypeError(f"column {column!r} holds {cells.type}, not text")
    return cells


def clean_arrow(pipeline: Pipeline, cells: Any, column: str = "text") -> Any:
    """Return an Arrow array or chunked array of text clean, its type kept.

    Of a dictionary-encoded one each value is cleaned once.
    """
    import pyarrow as pa  # noqa: PLC0415 - an extra

    if isinstance(cells, pa.ChunkedArray):
        chunks = [clean_arrow(pipeline, chunk, column) for chunk in cells.chunks]
        return pa.chunked_array(chunks, type=cells.type)
    if pa.types.is_dictionary(cells.type):
        values = clean_arrow(pipeline, cells.dictionary, column)
        return pa.DictionaryArray.from_arrays(cells.indices, values, ordered=cells.type.ordered)
    return pa.array(clean_cells(pipeline, cells.to_pylist(), column), type=cells.type)


def _with_column(table: Any, field: Any, cells: Any) -> Any:
    at = table.schema.get_field_index(field.name)
    if at < 0:
        return table.append_column(field, cells)
    return table.set_column(at, field, cells)


def _mapped_pandas(batch: Any, job: Job) -> Any:
    import pandas as pd  # noqa: PLC0415 - an extra

    def read(column: str) -> Iterable[Any]:
        _only(column, batch.columns)
        return batch[column].tolist()  # type: ignore[no-any-return]

    texts, rows = _worked(job, read)
    made = batch.copy(deep=False)
    for column, target in zip(job.columns, job.into, strict=True):
        kind = batch[column].dtype
        made[target] = pd.Series(
            texts[target],
            index=batch.index,
            dtype="category" if isinstance(kind, pd.CategoricalDtype) else kind,
        )
    if job.report is not None and rows is not None:
        made[job.report] = pd.Series(rows, index=batch.index, dtype=object)
    return made


def _mapped_polars(batch: Any, job: Job) -> Any:
    import polars as pl  # noqa: PLC0415 - an extra

    def read(column: str) -> Iterable[Any]:
        if column not in batch.columns:
            raise _missing(column, batch.columns)
        kind = batch.schema[column]
        if kind not in (pl.String, pl.Categorical, pl.Enum, pl.Null):
            raise TypeError(f"column {column!r} holds {kind}, not text")
        return batch[column].to_list()  # type: ignore[no-any-return]

    texts, rows = _worked(job, read)
    new = []
    for column, target in zip(job.columns, job.into, strict=True):
        kind = batch.schema[column]
        kept = kind if kind in (pl.Categorical, pl.Null) else pl.String
        new.append(pl.Series(target, texts[target], dtype=kept))
    if job.report is not None and rows is not None:
        kinds = {int: pl.Int64, float: pl.Float64}
        fields = reports.fields(job.pipeline).items()
        struct = pl.Struct({name: kinds[kind] for name, kind in fields})
        new.append(pl.Series(job.report, rows, dtype=struct))
    return batch.with_columns(new)


_MAPPERS: dict[tuple[str, str], Callable[[Any, Job], Any]] = {
    ("pyarrow", "Table"): _mapped_arrow,
    ("pyarrow", "RecordBatch"): _mapped_arrow,
    ("pandas", "DataFrame"): _mapped_pandas,
    ("polars", "DataFrame"): _mapped_polars,
}
