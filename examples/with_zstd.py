"""Zstandard: packed files in, packed files out, by the command."""

import subprocess
import sys
import tempfile
from pathlib import Path

import zstandard

from records import CLEAN, RECORDS

lines = "\n".join(record["text"] or "" for record in RECORDS)
with tempfile.TemporaryDirectory() as folder:
    source, target = Path(folder, "pages.txt.zst"), Path(folder, "clean.txt.zst")
    source.write_bytes(zstandard.compress(lines.encode()))
    subprocess.run([sys.executable, "-m", "hantidy", "clean", source, "-o", target], check=True)
    with zstandard.open(target, "rt", encoding="utf-8") as file:
        text = file.read()
print(text)
assert text == "\n".join(text or "" for text in CLEAN)
