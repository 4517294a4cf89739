"""Time grows with the length of the text, on shapes made to make it grow faster.

The processor's clock is asked, the least of several runs; a quadratic rule takes 64 times as long
on 8 times the text, and the bound lies halfway between.
"""

import time

import pytest

import hantidy
from hantidy import filters
from hostile import SHAPES

SHORT = 1_500  # characters
TIMES = 8
BOUND = 22  # for 8 times the text
NOISE = 0.02  # seconds that say nothing

ROWS = {
    "normal": hantidy.preset("normal"),
    "web to tw": hantidy.preset("web", to="tw"),
    **{name: filters.get(name) for name in filters.names() if name != "script"},
    "numerals in full": filters.get("numerals", mode="full"),
}
EVERY_TIME = ("normal", "web to tw")


def seconds(call, text, runs=3):
    taken = []
    for _ in range(runs):
        start = time.process_time()
        call(text)
        taken.append(time.process_time() - start)
        if taken[-1] > 1:
            break
    return min(taken)


def is_linear(call, shape):
    call(shape(SHORT))  # tables are opened on first use
    long = seconds(call, shape(SHORT * TIMES))
    return long < NOISE or long < BOUND * max(seconds(call, shape(SHORT)), NOISE / TIMES)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("row", EVERY_TIME)
def test_presets_take_linear_time(row, shape):
    assert is_linear(ROWS[row], SHAPES[shape])


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("row", [name for name in ROWS if name not in EVERY_TIME])
def test_filters_take_linear_time(row, shape):
    assert is_linear(ROWS[row], SHAPES[shape])
