"""What the fixtures of homoglyphs cannot say."""

import pytest

from hantidy import filters


@pytest.fixture
def mend():
    return filters.get("homoglyphs")


def test_every_edit_says_why(mend):
    traced = mend.trace("ニ、人ロ与Wіndows，—般为二○年")
    rules = [edit.rule for edit in traced.edits]
    assert rules == ["enumerator", "kana-twin", "latin-word", "dash-for-one", "zero"]
    assert all(edit.reason for edit in traced.edits)


@pytest.mark.parametrize("odd", ["\0", "\ud800", "\U00020000", "\n"])
def test_odd_characters_part_words(mend, odd):
    assert mend(f"人ロ{odd}エ业") == f"人口{odd}工业"
    assert mend(f"Wі{odd}ndows") == f"Wі{odd}ndows"


def test_a_chinese_line_may_quote_japanese(mend):
    line = "ニ、这部漫画《おもひで》从去年开始连载，读者众多，风靡亚洲"
    assert mend(line) == "二" + line[1:]


def test_protected_spans_stay(mend):
    assert mend("`人ロ`与人ロ") == "`人ロ`与人口"


def test_a_tie_between_scripts_is_left(mend):
    assert mend("СO与Hе") == "СO与Hе"


@pytest.mark.parametrize(
    "run", ["—" * 65_536, "ロ" * 65_536, "一0" * 30_000, "aа" * 30_000, "a" * 65_000 + "-й"]
)
def test_long_runs_stay_cheap(mend, run):
    assert len(mend(run)) == len(run)
