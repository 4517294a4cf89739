"""The rules of numerals that are rows of data: their examples, and what they leave alone."""

import pytest

from hantidy.filters import get
from hantidy.filters.numerals import cheque, verbalize
from hantidy.filters.numerals.grammar import ROWS
from hantidy.filters.numerals.guards import GUARDS

MODES = {True: get("numerals"), False: get("numerals", mode="full", informal=True)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.examples[0][0])
def test_examples(row):
    """Every rule turns its examples, by itself, and leaves its counter-examples."""
    filter_ = MODES[row.safe]
    if row.name == "range":
        filter_ = filter_.replace(approximate="range")
    for text, clean in row.examples:
        assert filter_(text) == clean
        assert {edit.reason for edit in filter_.trace(text).edits} == {row.reason}
    for text in row.untouched:
        assert filter_(text) == text
    assert row.untouched


SPELLED = [(row, "hanzi") for row in verbalize.ROWS] + [(row, "financial") for row in cheque.ROWS]


@pytest.mark.parametrize(("row", "to"), SPELLED, ids=lambda one: str(one)[:40])
def test_spelled_examples(row, to):
    filter_ = get("numerals", mode="full", to=to)
    for text, clean in row.examples:
        assert filter_(text) == clean
        assert {edit.reason for edit in filter_.trace(text).edits} == {row.reason}
    for text in row.untouched:
        assert filter_(text) == text


def test_every_guard_is_used():
    rows = [*ROWS, *verbalize.ROWS, *cheque.ROWS]
    used = {name for row in rows for name in row.guards + row.unless}
    assert used | {"of-more"} == set(GUARDS)
