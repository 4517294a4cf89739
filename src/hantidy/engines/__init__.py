"""MapBatch and one adapter per engine: Arrow, pandas, polars, Spark and more."""

from hantidy.engines.batch import MapBatch

__all__ = ["MapBatch"]
