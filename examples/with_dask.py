"""Dask: the partitions of a DataFrame are pandas DataFrames."""

import dask.dataframe as dd
import pandas as pd

import hantidy
from records import CLEAN, RECORDS

clean = hantidy.MapBatch(hantidy.preset("web"), "text")
pages = pd.DataFrame(RECORDS)
frame = dd.from_pandas(pages, npartitions=2)
done = frame.map_partitions(clean, meta=pages.head(0)).compute(scheduler="threads")
texts = [text if isinstance(text, str) else None for text in done.sort_values("id")["text"]]
print(texts)
assert texts == CLEAN
