"""OpenCC behind one door: its answers, for every string, from its own folder."""

import json
import multiprocessing
import sys
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy.errors import UnknownNameError
from hantidy.evidence import opencc


def test_every_configuration_that_opencc_ships_is_known():
    import opencc as library

    assert opencc.names() == tuple(sorted(name[:-5] for name in library.CONFIGS))


@pytest.mark.parametrize("config", opencc.names())
def test_ordinary_text_is_converted_as_opencc_does(config):
    import opencc as library

    text = "皇后的头发里有乾坤，頭髮裏面的軟體程序。\n鼠标和数据库\r\n"
    assert opencc.convert(text, config) == library.OpenCC(config).convert(text)


@pytest.mark.parametrize("config", opencc.names())
def test_nul_and_lone_surrogates_stay_and_nothing_behind_them_is_lost(config):
    left = opencc.convert("头发後面", config)
    right = opencc.convert("裏头", config)
    text = "\0头发後面\0\ud800裏头\udfff\0头发後面\0"
    assert opencc.convert(text, config) == f"\0{left}\0\ud800{right}\udfff\0{left}\0"


def test_a_configuration_in_the_working_folder_replaces_nothing(tmp_path, monkeypatch):
    stage = {"dict": {"type": "inline", "entries": {"后": "錯"}}}
    config = {"name": "wrong", "conversion_chain": [stage]}
    for name in ("s2hkp", "s2hkp.json"):
        (tmp_path / name).write_text(json.dumps(config))
    monkeypatch.chdir(tmp_path)
    opencc._opened.cache_clear()
    assert opencc.convert("皇后在后面", "s2hkp") == "皇后在後面"


def test_an_unknown_configuration_names_the_right_ones():
    with pytest.raises(UnknownNameError, match="s2twp"):
        opencc.convert("字", "s2x")


def test_a_mixed_configuration_without_tables_is_the_shipped_one():
    text = "皇后的头发里有乾坤"
    assert opencc.convert(text, opencc.Mixed("s2tw", ((),), segmented=True)) == opencc.convert(
        text, "s2tw"
    )


def test_threads_share_a_handle():
    opencc._opened.cache_clear()
    answers = []
    work = [
        threading.Thread(target=lambda: answers.append(opencc.convert("头发" * 999, "s2tw")))
        for _ in range(8)
    ]
    for thread in work:
        thread.start()
    for thread in work:
        thread.join()
    assert set(answers) == {"頭髮" * 999}


@pytest.mark.skipif(sys.platform == "win32", reason="no fork there")
@pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
def test_a_forked_child_converts_with_the_handle_of_its_parent():
    opencc.convert("头发", "s2tw")
    with multiprocessing.get_context("fork").Pool(2) as pool:
        assert pool.starmap(opencc.convert, [("头发", "s2tw")] * 4) == ["頭髮"] * 4


@given(st.text(st.characters(codec=None)), st.sampled_from(opencc.names()))
def test_every_string_comes_back(text, config):
    assert isinstance(opencc.convert(text, config), str)


@given(st.lists(st.text("头发展后里面裏後髮\0\ud800\n，")), st.sampled_from(opencc.names()))
def test_lines_do_not_see_each_other(lines, config):
    apart = [opencc.convert(line, config) for line in lines]
    assert opencc.convert("\n".join(lines), config) == "\n".join(apart)


SHORT = (
    "头发里的皇后发展了发条后台",
    "\uf914后面的干部",
    "這個系統的頭發",
    "ABC",
    "",
    "里\0面\ud800头",
)
OURS = (
    opencc.Mixed("s2tw", (("script_hant",), ("script_variants_tw", "script_tw_forms"))),
    opencc.Mixed("tw2sp", (("script_hansp_general",), ("script_hans",)), segmented=True),
    opencc.Own(("careless_clear", "careless_words")),
)


@pytest.mark.parametrize("config", OURS, ids=lambda config: type(config).__name__)
def test_for_a_short_text_a_part_of_our_tables_answers_as_the_whole(config):
    in_part = []
    for text in SHORT:
        opencc._longest[0] = 0
        opencc._opened.cache_clear()
        in_part.append(opencc.convert(text, config))
        assert None not in opencc._opened(config)
    opencc.convert("后" * 1000, config)
    assert None in opencc._opened(config)
    assert [opencc.convert(text, config) for text in SHORT] == in_part


def test_what_is_asked_of_many_short_texts_is_opened_whole():
    opencc._longest[0] = 0
    opencc._opened.cache_clear()
    for text in ("头", "发", "后"):
        opencc.convert(text, OURS[2])
        assert (None in opencc._opened(OURS[2])) == (text == "后")


def test_threads_may_open_parts_at_the_same_time():
    """Another thread opens a part while this one looks through those that are open."""

    class Text(str):
        __slots__ = ()

        def __iter__(self):
            opened[frozenset("面")] = opened[part]
            return super().__iter__()

    opencc._longest[0] = 0
    opencc._opened.cache_clear()
    opencc.convert("头", OURS[2])
    opened = opencc._opened(OURS[2])
    (part,) = opened
    assert opencc.convert(Text("后"), OURS[2]) == opencc.convert("后。" * 1000, OURS[2])[:2]


def test_behind_a_document_all_is_opened_whole():
    opencc._opened.cache_clear()
    opencc.convert("后" * 1000, OURS[2])
    opencc.convert("头", OURS[1])
    assert [*opencc._opened(OURS[1])] == [None]


@pytest.mark.parametrize("config", opencc.names())
def test_what_is_ascii_stays_and_opens_nothing(config):
    import opencc as library

    text = "".join(map(chr, range(32, 127))) + "\nMB GB PM2.5 USB DVD x86"
    assert library.OpenCC(config).convert(text) == text
    opencc._opened.cache_clear()
    assert opencc.convert(text, config) == text
    assert not opencc._opened.cache_info().currsize
