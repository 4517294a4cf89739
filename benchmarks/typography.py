#!/usr/bin/env python3
"""Measure width, punctuation and spacing together, on a page and on what they make of it.

    python benchmarks/typography.py [FILE]

The second figure is for text with nothing to do. Without a FILE the text is a page of our own
whose marks were folded to ASCII.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from hantidy import Pipeline, filters
from run import rate
from texts import text

_FOLDED = str.maketrans("，；：（）", ",;:()")


def main() -> None:
    """Print two figures, MB/s of UTF-8 on one core, the best of several runs."""
    given = sys.argv[1:]
    if given:
        page = Path(given[0]).read_text(encoding="utf-8")
    else:
        page = text("simplified", 160_000).translate(_FOLDED)
    row = Pipeline([filters.get(name) for name in ("width", "punctuation", "spacing")])
    clean = row(page)
    print(f"{len(row.trace(page).edits)} edits in {len(page.encode()):,} bytes")
    print(f"at work: {rate(row, page, 2):.0f} MB/s")
    print(f"nothing to do: {rate(row, clean, 2):.0f} MB/s")


if __name__ == "__main__":
    main()
