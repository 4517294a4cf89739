"""Which script a text is in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy.evidence import script

HANS = "会议要求各部门认真学习并贯彻落实。"
HANT = "會議要求各部門認真學習並貫徹落實。"
CARELESS = "會議后,領導干部并未松綁,這里只有余款。"
JPAN = "会議では各部門の担当者が説明を行った。"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (HANS, "hans"),
        (HANT, "hant"),
        (CARELESS, "hant"),
        (JPAN, "jpan"),
        ("カタカナ", "jpan"),
        ("", "none"),
        ("abc 123", "none"),
        ("一二三四五,山水中人。", "none"),
        ("会议開始,領导講話", "mixed"),
        ("这部日本漫画《ドラえもん》从六十年代开始连载,影响了许多读者。", "hans"),
        ("這部漫畫《おもひで》從年底開始連載,讀者眾多,風靡亞洲,發行數萬冊。", "hant"),
        ("优の良品是这家店铺的名称", "hans"),
        ("第ー章规定了这个问题", "hans"),
        ("\udc80\x00会议\U0001f600", "hans"),
    ],
)
def test_says_the_script(text, name):
    assert script.name(text) == name
    assert script.count(text).name == name


def test_counts_the_witnesses():
    counted = script.count("这些學校円")
    assert (counted.hans, counted.hant, counted.shinjitai, counted.kana) == (1, 1, 1, 0)


def test_what_both_sides_print_is_no_witness():
    """Kept characters, surnames, and forms current on both sides decide nothing."""
    assert script.name("后里干于范只制并余采系松卧床峰群粽晒霉乾著藉") == "none"


def test_lines_are_named_one_by_one():
    assert script.name_lines(f"{HANS}\n{HANT}\n\n{JPAN}") == ("hans", "hant", "none", "jpan")
    assert script.name_lines(f"{HANS}\n\n{HANS}\x85{HANS}") == ("hans", "none", "hans")
    assert [line.name for line in map(script.count, [HANT, HANS])] == ["hant", "hans"]


def test_classes_are_disjoint():
    hans, hant, shinjitai = map(script.characters, ("hans", "hant", "shinjitai"))
    assert hans
    assert not hans & hant
    assert not shinjitai & (hans | hant)
    assert script.characters("chinese") <= hans | hant


SAMPLES = st.sampled_from([HANS, HANT, CARELESS, JPAN, "\n"])


@given(st.lists(st.one_of(st.text(max_size=20), SAMPLES)))
def test_quick_name_is_the_counted_name(parts):
    text = "".join(parts)
    assert script.name(text) == script.count(text).name
    assert script.name_lines(text) == tuple(
        line.name for line in map(script.count, text.split("\n"))
    )
