"""DuckDB: a function in SQL."""

import duckdb
import pyarrow as pa

import hantidy
from hantidy.engines.duckdb import register
from records import CLEAN, RECORDS

connection = duckdb.connect()
register(connection, "hantidy", hantidy.preset("web"))
pages = pa.Table.from_pylist(RECORDS)
rows = connection.sql("SELECT hantidy(text) FROM pages ORDER BY id").fetchall()
print(rows)
assert [text for (text,) in rows] == CLEAN
