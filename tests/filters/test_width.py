"""Full-width Latin and digits, half-width kana."""

import time

import pytest

from hantidy import filters

width = filters.get("width")


@pytest.mark.parametrize("mark", "，：；？！（）［］｛｝＂＇＃＄＆＊＝＠＼＾＿｀｜～")
def test_other_full_width_forms_stay(mark):
    """Only letters, digits and what belongs to numbers fold."""
    assert width(f"甲{mark}乙") == f"甲{mark}乙"
    assert width(f"A{mark}B") == f"A{mark}B"


def test_every_letter_and_digit_folds():
    """Each of the 62 has its ASCII form."""
    for wide in [*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B)]:
        assert width(chr(wide)) == chr(wide - 0xFEE0)


def test_commas_of_a_list_stay():
    """A comma folds only before exactly three digits."""
    assert width("１，２，３") == "1，2，3"
    assert width("１，０００，００") == "1，000，00"
    assert width("１，０００") == "1,000"


def test_lone_voice_marks_become_visible_ones():
    """A voice mark that composes with nothing never becomes a combining one."""
    assert width("ｱｱﾞ") == "アア゛"


def test_surrogates_pass():
    """Half characters are none of this filter's business."""
    assert width("\ud800Ａ\udfff") == "\ud800A\udfff"


@pytest.mark.parametrize("piece", ["Ａ", "Ａ，", "１，", "１，０００，", "ｱ", "．", "１．", "，"])
def test_hostile_runs_are_linear(piece):
    """A run as long as a line costs no more than its length."""
    text = piece * (65536 // len(piece))
    started = time.process_time()
    width(text)
    assert time.process_time() - started < 2


def test_what_stands_before_an_address_folds_with_it():
    """In one round: twice is once, without the engine."""
    trace = width.trace("点0０，＋９ｗｗｗ．ａｂ．ｃ")
    assert trace.text == "点00，+9www.ab.c"
    assert {edit.step for edit in trace.edits} == {0}
