"""Marks of the width of their context."""

import time

import pytest

import hantidy
from hantidy import filters

punctuation = filters.get("punctuation")


def test_a_lost_character_is_a_finding():
    """A question mark between hanzi that asks nothing is seen and left."""
    trace = punctuation.trace("朱镕?说")
    assert trace.text == "朱镕?说"
    assert [(edit.rule, edit.before) for edit in trace.edits if edit.is_finding] == [
        ("lost-character", "?")
    ]


def test_a_pair_changes_both_sides_or_neither():
    """Whatever stands around, no pair is left with one side of each width."""
    for before in ["", "中", "a", "A", " ", "，", "]", "1", "한"]:
        for inside in ["中", "a", "1", "^", "A中", ""]:
            for after in ["", "中", "a", " ", "，", ",中", "한", "="]:
                clean = punctuation(f"{before}({inside}){after}")
                assert ("(" in clean) == (")" in clean)
                assert ("（" in clean) == ("）" in clean)


def test_brackets_that_lost_their_words_turn_in_a_folded_page():
    """Elsewhere, and behind a word for brackets, they are shown."""
    folded = "".join(f"第{i}句话说得很长很长,后面还有一句。\n" for i in range(120))
    turned = folded.replace(",", "，")
    emptied = '他去了大学()教书,住在《山城》("")里写的地方'
    shown = "写一对括号()就行"
    after = '他去了大学（）教书，住在《山城》（""）里写的地方'
    assert punctuation(folded + emptied) == turned + after
    assert punctuation(folded + shown) == turned + shown
    assert punctuation(emptied) == emptied.replace(",", "，")


def test_marks_folded_as_a_whole_are_evidence():
    """Where hundreds of commas were folded, a colon before a straight quote was a colon."""
    folded = "甲乙,丙丁\n" * 120
    page = '他说:"好"。总产值(GDP)\n' + "".join(
        f"第{i}句话说得很长很长,后面还有一句。\n" for i in range(120)
    )
    assert punctuation(page).startswith('他说："好"。总产值（GDP）\n')
    assert punctuation('他说:"好"') == '他说:"好"'
    assert punctuation(folded) == folded
    assert punctuation(f"(GDP)\n{page}").startswith("(GDP)\n他说：")


@pytest.mark.parametrize(
    "piece", [*"(),;:?!", "中,", "a,", "中?", "(中", "中)", "()", "a(", "(,", ", 中", "A:", "&a;"]
)
def test_hostile_runs_are_linear(piece):
    """A line of nothing but marks costs no more than its length."""
    text = piece * (65536 // len(piece))
    started = time.process_time()
    punctuation(text)
    assert time.process_time() - started < 3


def test_an_address_that_width_made_is_no_latin_of_its_line():
    """The first round counts its letters as such; the second must not go by them."""
    line = "到时看 http：／／ｅｘａｍｐｌｅ．ｃｏｍ／ａｂｃ 好的 ,意思是这样"
    text = "\n".join(["这一行没有什么可以改的"] * 9 + [line])
    assert hantidy.clean(text).endswith("好的，意思是这样")
    clean = hantidy.clean(text)
    assert hantidy.clean(clean) == clean
