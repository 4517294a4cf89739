"""Arrow and Parquet: a table in, a table out; the command takes the files."""

import subprocess
import sys
import tempfile
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

import hantidy
from records import CLEAN, RECORDS

pages = pa.Table.from_pylist(RECORDS)
clean = hantidy.MapBatch(hantidy.preset("web"), "text")
print(clean(pages)["text"].to_pylist())
assert clean(pages)["text"].to_pylist() == CLEAN
with tempfile.TemporaryDirectory() as folder:
    source, target = Path(folder, "pages.parquet"), Path(folder, "clean.parquet")
    pq.write_table(pages, source)
    subprocess.run([sys.executable, "-m", "hantidy", "clean", source, "-o", target], check=True)
    assert pq.read_table(target)["text"].to_pylist() == CLEAN
