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

from texts import text
from timing import called, rates, turns

_FOLDED = str.maketrans("，；：（）", ",;:()")


def main() -> None:
    """Print two figures, MB/s of UTF-8 on one core, the best of several processes."""
    given = sys.argv[1:]
    if given:
        page = Path(given[0]).read_text(encoding="utf-8")
    else:
        page = text("simplified", 160_000).translate(_FOLDED)
    name = "width punctuation spacing"
    row = called(name)
    both = [page, row(page)]
    print(f"{len(row.trace(page).edits)} edits in {len(page.encode()):,} bytes")
    at_work, idle = rates(both, turns([name], both, 5)[name])
    print(f"at work: {at_work:.0f} MB/s")
    print(f"nothing to do: {idle:.0f} MB/s")


if __name__ == "__main__":
    main()
