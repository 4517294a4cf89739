"""Hypothesis: the laws that every filter keeps, tried on a filter of your own."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "plugin"))

from hantidy_pictographs import Pictographs

import hantidy
from hantidy.testing import check_filter

hantidy.filters.register(Pictographs)
check_filter(Pictographs, examples=50)
print("Pictographs keeps the laws")
