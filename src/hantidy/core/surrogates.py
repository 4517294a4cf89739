"""Lone surrogates: code points that text in Python may hold and UTF-8 may not."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character of an astral plane."""
SURROGATES = re.compile("[\ud800-\udfff]+")


def joined(halves: str) -> str:
    """Return ``halves`` with pairs joined to their character; any other becomes U+FFFD."""
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
