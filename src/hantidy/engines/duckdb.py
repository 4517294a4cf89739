"""DuckDB: a scalar function of type arrow. Needs the extra ``duckdb``."""

from __future__ import annotations

from typing import Any

from hantidy.engines.adapters import clean_arrow
from hantidy.pipeline import Pipeline

__all__ = ["register"]


def register(connection: Any, name: str, pipeline: Pipeline) -> None:
    """Give SQL of ``connection`` a function ``name`` from VARCHAR to VARCHAR, NULL kept NULL."""

    def cleaned(texts: Any) -> Any:
        return clean_arrow(pipeline, texts)

    connection.create_function(
        name, cleaned, ["VARCHAR"], "VARCHAR", type="arrow", null_handling="special"
    )
