"""Where mojibake looks: the places that look damaged, and where its small damage begins."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import hantidy
from hantidy import filters
from hantidy.filters.mojibake import _begins_small
from hantidy.filters.mojibake.codecs import high, single_byte
from hantidy.filters.mojibake.search import Undone
from hantidy.filters.mojibake.seeds import NO_SYMBOLS, _shown, narrow_seeds
from hantidy.filters.mojibake.signatures import wide_seeds
from hantidy.filters.mojibake.signs import find_signs

mojibake = filters.get("mojibake")


def test_the_table_has_what_the_readers_of_single_bytes_show():
    every = set().union(*map(high, single_byte()))
    shown, symbols = (re.compile(f"[{chars}]") for chars in _shown())
    assert {*filter(shown.match, map(chr, range(0x10000)))} == every
    usual = re.compile(f"[{NO_SYMBOLS}]")
    assert {*filter(symbols.match, every)} == {char for char in every if not usual.match(char)}


def test_one_character_twice_is_no_place_that_looks_damaged():
    assert not list(wide_seeds("细则见附件。\ue5f9\ue5f9\n"))
    assert list(wide_seeds("细则见附件。\ue5f9\ue6d5\n"))


@pytest.mark.parametrize("damage", ["Ž†–ï", "â€œ", "пїЅ", "é”é"])
def test_letters_in_a_long_text_of_hanzi_look_damaged_as_alone(damage):
    assert len(list(narrow_seeds(damage))) == 1
    assert len(list(narrow_seeds(f"{'春天来了。' * 60}{damage}{'春天来了。' * 60}"))) == 1


@given(
    st.text(
        "漏庐虏鲁路聽茅没锟斤拷烫屯所有权?？(（)shùabC1 \u3000\xa0|>\n中\x85·\ufeff\ufffd",
        max_size=14,
    )
)
@settings(max_examples=500)
@example("版权所有 漏 2008")
@example("缂a(shù)")
def test_small_damage_is_found_where_its_beginning_is(text):
    begins = _begins_small().search(text)
    assert begins or not any(
        mojibake._small(text, Undone([], []), company=company) for company in (False, True)
    )


@pytest.mark.parametrize(
    ("text", "lost"), [("窗?鴃杽盻", 1), ("《?鴃杽盻", 0), ("窗?“鴃杽盻", 0), ("か?鴃杽盻", 0)]
)
def test_a_question_mark_was_a_hanzi_only_between_hanzi(text, lost):
    assert len(find_signs(text, lambda *place: not place)) == lost


def test_characters_of_users_are_shown_by_readers_that_have_them():
    found = [pair.read for seed in wide_seeds("细则见规定。\ue5f9\ue6d5\n") for pair in seed.pairs]
    assert found == ["gb18030"]


@pytest.mark.parametrize(
    "damage",
    [
        "냉ꆹ",
        "ꢧ뭇",
        "䆡澦ꆻ",
        "첊鸚�",
        "굇瓮�",
        "ﾐｧ�",
        "ｻｨｿｪ",
        "�뇵竊�",
        "ㄛ鉬鬕擩鬕",
        "鬕擩鬕﹝",
        "以F좧㎒좥",
        "껧\ue7a1蚐",
    ],
)
def test_short_damage_that_is_not_undone_is_kept_from_later_filters(damage):
    trace = hantidy.preset("web", to="hans").trace(damage)
    assert trace.text == damage
    assert [edit.rule for edit in trace.findings] == ["damage"]
