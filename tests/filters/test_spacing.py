"""Stray spaces beside full-width marks."""

import time

import pytest

from hantidy import filters

spacing = filters.get("spacing")


@pytest.mark.parametrize("width", [4, 8, 40])
def test_wide_gaps_are_layout(width):
    """Four spaces and more are a column or a blank."""
    text = f"甲方：{' ' * width}乙方："
    assert spacing(text) == text


def test_both_options_at_once_are_one():
    """Adding what is there already, or stripping what is not, changes nothing."""
    assert filters.get("spacing", cjk_latin="add")("用 C 写") == "用 C 写"
    assert filters.get("spacing", cjk_latin="strip")("用C写") == "用C写"


@pytest.mark.parametrize("piece", [" ", "， ", "“ ", "中 ", " | "])
def test_hostile_spaces_are_linear(piece):
    """A line of nothing but gaps costs no more than its length."""
    text = piece * (65536 // len(piece))
    started = time.process_time()
    spacing(text)
    assert time.process_time() - started < 2


def test_long_words_are_linear_where_spaces_are_added():
    """The search for names with underscores reads a word without one once."""
    text = "字" * 65536
    started = time.process_time()
    filters.get("spacing", cjk_latin="add")(text)
    assert time.process_time() - started < 2
