"""Polars: ``pl.col("text").hantidy.clean("web")``, there once this module is imported.

    import hantidy.engines.polars

Works in eager and lazy frames and in the streaming engine. Needs the extra ``polars``.
"""

from __future__ import annotations

import polars as pl

from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import preset

__all__ = ["HanTidy"]


@pl.api.register_expr_namespace("hantidy")
class HanTidy:
    """Expressions on a column of text; each cell is a document of its own, null stays null."""

    def __init__(self, column: pl.Expr) -> None:
        """Take the column."""
        self._column = column

    def clean(self, pipeline: str | Pipeline = "web", to: str | None = None) -> pl.Expr:
        """Return the text clean, by a preset's name (and ``to``, a script) or a pipeline."""
        row = preset(pipeline, to) if isinstance(pipeline, str) else pipeline

        def cleaned(series: pl.Series) -> pl.Series:
            if series.dtype not in (pl.String, pl.Null):
                raise TypeError(f"column {series.name!r} holds {series.dtype}, not text")
            return pl.Series(series.name, row.batch(series.to_list()), dtype=pl.String)

        return self._column.map_batches(cleaned, return_dtype=pl.String, is_elementwise=True)
