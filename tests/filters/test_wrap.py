"""What the fixtures of `wrap` cannot say."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy import filters

BODY = (
    "这一带原来是盐碱滩，春天刮风的时候连路都看不见。后来乡里请来了技术员，一家一家地教大家挖沟排水、"
    "深耕晒垡，三年下来，地里的盐分降了一大半，高粱和棉花都长得齐腰高。外乡人路过，常常停下车来问，"
    "这还是从前那个白茫茫的滩地吗？老人们就笑，说地跟人一样，你待它好，它就待你好。"
) * 3


def wrapped(text, width, end="\n"):
    return end.join(text[i : i + width] for i in range(0, len(text), width))


@given(st.integers(22, 45), st.sampled_from(["\n", "\r\n"]))
def test_wrapped_text_comes_back(width, end):
    """All but a break right behind a full stop, where a paragraph may end."""
    clean = filters.get("wrap")(wrapped(BODY, width, end))
    assert clean.replace("\r", "").replace("\n", "") == BODY
    for line in clean.split(end)[:-1]:
        assert line[-1] in "。？"


@given(st.integers(22, 45))
def test_paragraphs_stay_apart(width):
    """A blank line is never joined over."""
    text = wrapped(BODY, width) + "\n\n" + wrapped(BODY, width)
    assert filters.get("wrap")(text).count("\n\n") == 1


def test_letters_are_joined_as_the_text_joins_them():
    """A break between a letter and a hanzi becomes what the text writes between them."""
    spaced = "这台机器装的是 Debian 系统，平时用来编译 C 语言的程序，也用 Python 写一些小工具，"
    text = wrapped(spaced * 6, 33)
    assert "  " not in filters.get("wrap")(text)


def test_only_spaces_and_breaks_change():
    """Whatever goes is a space or a line end, whatever comes is a space."""
    for edit in filters.get("wrap").trace(wrapped(BODY, 30) + "\n为导 向的").edits:
        assert edit.before.strip(" \n") == ""
        assert edit.after in ("", " ")
        assert edit.rule in ("word", "cell", "line")


@pytest.mark.parametrize(
    "text", ["\ud800 \udfff", "中\ud800 中", "为导\ud800向", "中 \n 中", " ", "\n"]
)
def test_odd_text(text):
    assert filters.get("wrap")(text) == text


@pytest.mark.parametrize(
    "unit",
    ["导 向", "甲 ", "为导 向的高质量发展取得", "甲 乙 | ", "中\n", "中" * 40 + "\n", "|导 向|"],
)
def test_linear(unit):
    made = filters.get("wrap")
    start = time.process_time()
    made(unit * (120_000 // len(unit)))
    assert time.process_time() - start < 5
