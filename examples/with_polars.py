"""Polars: an expression, eager, lazy and streaming."""

import polars as pl

import hantidy.engines.polars  # noqa: F401 - gives expressions the name .hantidy
from records import CLEAN, RECORDS

cleaned = pl.col("text").hantidy.clean("web").alias("clean")
frame = pl.DataFrame(RECORDS).lazy().with_columns(cleaned).collect(engine="streaming")
print(frame)
assert frame["clean"].to_list() == CLEAN
