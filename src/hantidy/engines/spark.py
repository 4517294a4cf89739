"""Spark: a batch function for ``mapInArrow``, and a function for SQL and columns.

``frame.mapInArrow(MapBatch(pipeline, "text"), frame.schema)`` needs no more than MapBatch.
Needs the extra ``spark`` and Java 17.
"""

from __future__ import annotations

from typing import Any

from hantidy.pipeline import Pipeline

__all__ = ["column_function", "register"]


def column_function(pipeline: Pipeline) -> Any:
    """Return a pandas UDF from a text column to a text column, null kept null."""
    import pandas as pd  # noqa: PLC0415 - an extra
    from pyspark.sql.functions import pandas_udf  # noqa: PLC0415 - an extra

    def cleaned(texts: pd.Series) -> pd.Series:
        return pd.Series(pipeline.batch(texts.tolist()), index=texts.index, dtype=object)

    # Spark reads what the function takes and gives from its annotations.
    cleaned.__annotations__ = {"texts": pd.Series, "return": pd.Series}
    return pandas_udf(cleaned, "string")


def register(session: Any, name: str, pipeline: Pipeline) -> Any:
    """Give the function to SQL as ``name``; returns it, for use on columns."""
    return session.udf.register(name, column_function(pipeline))
