"""MapBatch: one callable for every engine that works on batches of columns."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hantidy.engines import adapters
from hantidy.pipeline import Pipeline


@dataclass(frozen=True, init=False)
class MapBatch(adapters.Job):
    """Clean the text columns of a batch, whatever holds the batch.

    Takes a dict of lists or numpy arrays, a pyarrow Table or RecordBatch, a pandas or polars
    DataFrame, or an iterator of any of those, and returns a new one of the same type; the batch
    itself is not changed. Every cell is a document of its own; missing values stay missing.

    ``columns`` names the text columns; ``into`` names as many for the clean text, None
    overwrites. ``report`` names a column for numbers to filter on: edits by filter, findings,
    script counts, gloss density, damage (see `hantidy.engines.report`).

    A missing column is a KeyError, a column that is not text a TypeError. Immutable, hashable,
    picklable: it pickles to its configuration and the fingerprint of all its output depends on,
    so that an engine's cache holds as long as the answers do.
    """

    def __init__(
        self,
        pipeline: Pipeline,
        columns: str | Sequence[str],
        into: str | Sequence[str] | None = None,
        report: str | None = None,
    ) -> None:
        """Settle what is cleaned and where it goes."""
        if not isinstance(pipeline, Pipeline):
            raise TypeError(
                f"MapBatch needs a Pipeline, not {type(pipeline).__name__}; "
                "hantidy.preset(name) and hantidy.load(path) make one"
            )
        names = _names(columns)
        targets = names if into is None else _names(into)
        if len(targets) != len(names):
            raise ValueError(f"into names {len(targets)} columns for the {len(names)} to clean")
        written = [*targets, *([] if report is None else [report])]
        for name in written:
            if written.count(name) > 1:
                raise ValueError(f"two things cannot both be written to column {name!r}")
        if report in names:
            raise ValueError(f"the report would take the place of the text in column {report!r}")
        object.__setattr__(self, "pipeline", pipeline)
        object.__setattr__(self, "columns", names)
        object.__setattr__(self, "into", targets)
        object.__setattr__(self, "report", report)

    def __reduce__(self) -> tuple[Any, ...]:
        parts = (self.pipeline, self.columns, self.into, self.report)
        return _unpickled, (*parts, self.fingerprint)

    @property
    def fingerprint(self) -> str:
        """The fingerprint of the pipeline: it changes whenever the output may."""
        return self.pipeline.fingerprint

    def __call__(self, batch: Any) -> Any:
        """Return ``batch`` with its text clean."""
        mapped = adapters.mapper_of(batch)
        if mapped is not None:
            return mapped(batch, self)
        if isinstance(batch, Iterator):
            return map(self, batch)
        if isinstance(batch, str | bytes) or not isinstance(batch, Mapping):
            raise TypeError(
                "a batch is a dict of lists, a pyarrow Table or RecordBatch, a pandas or polars "
                f"DataFrame, or an iterator of those, not {type(batch).__name__}"
            )
        return adapters.mapped_dict(batch, self)


def _names(given: str | Sequence[str]) -> tuple[str, ...]:
    if not isinstance(given, Iterable):
        raise TypeError(f"columns is a name or a list of names, not {type(given).__name__}")
    names = (given,) if isinstance(given, str) else tuple(given)
    if not names or not all(isinstance(name, str) and name for name in names):
        raise ValueError("columns is a name or a list of names")
    return names


def _unpickled(
    pipeline: Pipeline,
    columns: tuple[str, ...],
    into: tuple[str, ...],
    report: str | None,
    fingerprint: str,
) -> MapBatch:
    made = MapBatch(pipeline, columns, into, report)
    if made.fingerprint != fingerprint:
        warnings.warn(
            "this pipeline was pickled under other versions of hantidy, Unicode or the libraries "
            "it calls, and may give other text here; install the same versions on every machine",
            stacklevel=2,
        )
    return made
