"""fsspec: from one folder named with ``://`` into another, by the command."""

import subprocess
import sys
import tempfile
from pathlib import Path

from records import CLEAN, RECORDS

with tempfile.TemporaryDirectory() as folder:
    crawl, clean = Path(folder, "crawl"), Path(folder, "clean")
    crawl.mkdir()
    for record in RECORDS:
        (crawl / f"{record['id']}.txt").write_text(record["text"] or "", encoding="utf-8")
    call = ["clean", "-r", crawl.as_uri(), "--output-dir", clean.as_uri(), "--stats"]
    subprocess.run([sys.executable, "-m", "hantidy", *call], check=True)
    texts = [path.read_text("utf-8") for path in sorted(clean.glob("*.txt"))]
    print(texts)
    assert texts == [text or "" for text in CLEAN]
