"""Telling every edit takes little longer than making them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import hantidy

TEXTS = Path(__file__).parents[1] / "benchmarks" / "texts"


@pytest.mark.parametrize(
    "name", ["simplified", "traditional", "notes_simplified", "notes_traditional", "mixed"]
)
def test_a_trace_takes_twice_as_long_as_a_clean_text_at_most(name):
    web = hantidy.preset("web")
    text = (TEXTS / f"{name}.txt").read_text("utf-8")
    text *= 100_000 // len(text) + 1
    cleaned = traced = float("inf")
    for _ in range(4):  # in turns, and the best of each: a slow moment of the machine hits both
        begun = time.process_time()
        web(text)
        between = time.process_time()
        web.trace(text)
        cleaned = min(cleaned, between - begun)
        traced = min(traced, time.process_time() - between)
    assert traced <= 2 * cleaned
