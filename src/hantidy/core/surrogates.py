"""Lone surrogates: code points that text in Python may hold and UTF-8 may not."""

from __future__ import annotations

import re

SURROGATE = re.compile("[\ud800-\udfff]")
"""Half of a character of an astral plane."""
