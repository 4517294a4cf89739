"""What the table of careless words says, and how it is read."""

import pytest

from hantidy import tables
from hantidy.evidence import charwise_conversion

ROWS = [row for name in charwise_conversion.TABLES for row in tables.rows(name)]


def test_every_row_keeps_its_length():
    for seen, after in ROWS:
        assert len(charwise_conversion.mended(after, doubts=True)) == len(seen)
        assert charwise_conversion.mended(after, doubts=False) == seen or after != seen


def test_a_row_in_doubt_tells_what_was_seen():
    for seen, after in ROWS:
        for slip in charwise_conversion.slips(after):
            if slip.kind == "doubt":
                assert charwise_conversion.mended(after, doubts=False)[slip.at] == seen[slip.at]


def test_what_a_row_puts_in_stays():
    after = [charwise_conversion.mended(after, doubts=True) for _, after in ROWS]
    assert charwise_conversion.marked("\n".join(after)).split("\n") == after


@pytest.mark.parametrize("around", ["{}", "在{}裡", "後{}"])
def test_evidence_is_told_as_it_is_marked(around):
    for seen, _ in ROWS:
        text = around.format(seen)
        marked = charwise_conversion.CLEAR in charwise_conversion.marked(text)
        assert charwise_conversion.has_evidence(text) >= marked
    assert not charwise_conversion.has_evidence(around.format("先後完成"))
    assert charwise_conversion.has_evidence(around.format("作業係統"))
    assert charwise_conversion.has_evidence("\ud800")


def test_words_decide():
    found = charwise_conversion.marked("先后完成,皇后在這里,并列")
    assert [tuple(slip) for slip in charwise_conversion.slips(found)] == [
        (1, "後", "kept", "先後"),
        (9, "裡", "kept", "這裡"),
        (11, "並", "kept", "並列"),
    ]
    assert charwise_conversion.mended(found, doubts=False) == "先後完成,皇后在這裡,並列"


def test_characters_by_themselves_follow_and_misprints_are_told():
    kinds = [(slip.kind, slip.word) for slip in map_slips("離開后,他說什幺")]
    assert kinds == [("follows", ""), ("misprint", "什麼")]


def map_slips(text):
    return list(charwise_conversion.slips(charwise_conversion.marked(text)))


def test_no_word_reaches_across_what_is_left_out():
    assert charwise_conversion.without("先后", [0]) == f"先{charwise_conversion.FOLLOWS}後"
    assert charwise_conversion.without("皇后", [0]) == f"皇{charwise_conversion.FOLLOWS}後"
    assert charwise_conversion.without("山水", [0]) == "山水"
    assert charwise_conversion.without("\0后\0", [1]) == "\0后\0"


@pytest.mark.parametrize("text", ["", "abc", "\0", "\ud800后\ud800", "一" * 70_000])
def test_any_text_is_read(text):
    found = charwise_conversion.marked(text)
    assert len(charwise_conversion.mended(found, doubts=True)) == len(text)
