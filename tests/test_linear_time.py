"""Work grows with the length of the text, on shapes made to make it grow faster.

Calls are counted, which is the same in every run, at n, 2n, 4n and 8n. What happens inside one
call of a pattern or a string method is not seen by that, so the processor's clock is asked too:
the least of several runs; a quadratic rule takes 64 times as long on 8 times the text, and the
bound lies halfway between.
"""

import cProfile
import time

import pytest

import hantidy
from hantidy import filters
from hantidy.pipeline.presets import names as preset_names
from hostile import SHAPES

SHORT = 1_500  # characters
TIMES = 8
BOUND = 22  # for 8 times the text
NOISE = 0.02  # seconds that say nothing

FEW = 250  # characters of the least text whose calls are counted
GROWTH = 8  # from 2n to 8n: between linear (4) and quadratic (16), in equal proportion
FIXED = 3_000  # calls that a text, and the first cut of it into blocks, cost however short

LARGE = 100_000  # bytes
LONGEST = 1.0  # second for them

PRESETS = {
    f"{name} to {to}" if to else name: hantidy.preset(name, to=to)
    for name in preset_names()
    for to in (None, "hans", "tw")
}
FILTERS = {
    **{name: filters.get(name) for name in filters.names() if name != "script"},
    "numerals in full": filters.get("numerals", mode="full"),
    "gloss, aggressive": filters.get("gloss", strictness="aggressive"),
    "spacing that adds": filters.get("spacing", cjk_latin="add"),
    "mojibake, lossy": filters.get("mojibake", lossy=True),
}
ROWS = {**PRESETS, **FILTERS}
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


def calls(call, text):
    """How many functions are called, of ours and of libraries."""
    profile = cProfile.Profile()
    profile.runcall(call, text)
    return sum(entry.callcount for entry in profile.getstats())


def growth(call, shape):
    call(shape(FEW * 8))  # tables are opened on first use
    return [calls(call, shape(FEW * times)) for times in (1, 2, 4, 8)]


def is_bounded(counted):
    """Whether calls grow with the text; what begins at some length may begin at n or 2n."""
    twice, eight_times = counted[1], counted[3]
    return eight_times <= GROWTH * twice + FIXED


@pytest.mark.parametrize("row", ROWS)
def test_calls_grow_with_the_text(row):
    call = ROWS[row]
    grown = {name: growth(call, shape) for name, shape in SHAPES.items()}
    assert {name: counts for name, counts in grown.items() if not is_bounded(counts)} == {}


def test_a_quadratic_row_is_seen():
    def quadratic(text):
        for at in range(len(text)):
            for _ in range(0, at, 100):
                text.startswith("x", at)

    assert not is_bounded(growth(quadratic, SHAPES["bars"]))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("row", EVERY_TIME)
def test_presets_take_linear_time(row, shape):
    assert is_linear(ROWS[row], SHAPES[shape])


@pytest.mark.slow
@pytest.mark.parametrize("row", [name for name in ROWS if name not in EVERY_TIME])
def test_all_rows_take_linear_time(row):
    assert [name for name, shape in SHAPES.items() if not is_linear(ROWS[row], shape)] == []


@pytest.mark.slow
@pytest.mark.parametrize("row", PRESETS)
def test_a_hundred_kilobytes_take_a_second(row):
    call = PRESETS[row]
    call("中")
    taken = {}
    for name, shape in SHAPES.items():
        bytes_each = len(shape(3000).encode("utf-8", "surrogatepass")) / 3000
        taken[name] = seconds(call, shape(int(LARGE / bytes_each)), runs=1)
    assert {name: each for name, each in taken.items() if each > LONGEST} == {}
