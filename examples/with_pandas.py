"""pandas: a frame in, a frame out."""

import pandas as pd

import hantidy
from records import CLEAN, RECORDS

clean = hantidy.MapBatch(hantidy.preset("web"), "text", into="clean", report="cleaning")
frame = clean(pd.DataFrame(RECORDS))
print(frame)
assert [text if isinstance(text, str) else None for text in frame["clean"]] == CLEAN
assert frame["cleaning"][0]["edits_gloss"] == 5
