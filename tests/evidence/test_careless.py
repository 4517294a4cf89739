"""What the table of careless words says, and how it is read."""

import pytest

from hantidy import tables
from hantidy.evidence import careless


def test_every_row_keeps_its_length():
    for seen, after in tables.rows("careless_words"):
        assert len(careless.mended(after, doubts=True)) == len(seen)
        assert careless.mended(after, doubts=False) == seen or after != seen


def test_a_row_in_doubt_tells_what_was_seen():
    for seen, after in tables.rows("careless_words"):
        for slip in careless.slips(after):
            if slip.kind == "doubt":
                assert careless.mended(after, doubts=False)[slip.at] == seen[slip.at]


def test_what_a_row_puts_in_stays():
    after = [careless.mended(after, doubts=True) for _, after in tables.rows("careless_words")]
    assert careless.marked("\n".join(after)).split("\n") == after


def test_words_decide():
    found = careless.marked("先后完成,皇后在這里")
    assert found == f"先{careless.KEPT}後完成,皇后在這{careless.KEPT}裡"
    assert [tuple(slip) for slip in careless.slips(found)] == [(1, "後", "kept"), (9, "裡", "kept")]
    assert careless.mended(found, doubts=False) == "先後完成,皇后在這裡"


def test_no_word_reaches_across_what_is_left_out():
    assert careless.without("先后", [0]) == f"先{careless.KEPT}後"
    assert careless.without("皇后", [0]) == f"皇{careless.KEPT}後"
    assert careless.without("山水", [0]) == "山水"
    assert careless.without("\0后\0", [1]) == "\0后\0"


@pytest.mark.parametrize("text", ["", "abc", "\0", "\ud800后\ud800", "一" * 70_000])
def test_any_text_is_read(text):
    found = careless.marked(text)
    assert len(careless.mended(found, doubts=True)) == len(text)
