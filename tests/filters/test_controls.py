"""What fixtures cannot write down: surrogates, bare control characters, options."""

import pytest

from hantidy import filters
from hantidy.errors import OptionError

controls = filters.get("controls")


def test_surrogates_join_in_pairs_only():
    """A high and a low one are a character, any other is half of one."""
    assert controls("\ud83d\ude00") == "😀"
    assert controls("\ude00\ud83d") == "��"
    assert controls("a\ud83d\ud83d\ude00b\udc80") == "a�😀b�"


def test_surrogates_can_be_kept():
    """Pairs join all the same."""
    keep = filters.get("controls", surrogates="keep")
    assert keep("\ud83d\ude00\ud800") == "😀\ud800"


def test_pairs_that_a_control_character_held_apart():
    """Taking out what stands between makes a pair, which the next round joins."""
    assert controls("\ud83d\u200b\ude00") == "😀"


def test_null_and_all_of_c0_and_c1():
    """Only tab, line end and lone carriage return are left of the controls."""
    text = "".join(map(chr, [*range(32), *range(127, 160)]))
    assert controls(text).replace(" ", "") == "\t\n\r"


def test_an_unfinished_sequence_loses_only_its_escape():
    """The text behind a stray escape character stays."""
    assert controls("\x1b警告") == "警告"
    assert controls("\x1b[31") == "[31"


def test_line_ends_option_is_checked():
    with pytest.raises(OptionError, match="line_ends is space or newline"):
        filters.get("controls", line_ends="crlf")


def test_hidden_text_is_spelled_out():
    """In tags it is ASCII, in variation selectors bytes of UTF-8; never raw in a reason."""
    tags = "".join(chr(0xE0000 + ord(char)) for char in "Say \x1bno")
    (edit,) = controls.trace(f"甲{tags}乙").edits
    assert (edit.rule, edit.after) == ("tag", "")
    assert "Say \\\\x1bno" in edit.reason
    selectors = "".join(
        chr(0xFE00 + byte if byte < 16 else 0xE00F0 + byte) for byte in "悄悄话\n".encode()
    )
    (edit,) = controls.trace(f"甲{selectors}乙").edits
    assert (edit.rule, edit.after) == ("selector", selectors[0])
    assert "悄悄话" in edit.reason
    assert edit.reason.isprintable()
