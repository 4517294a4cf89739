"""What the fixtures of unify-script cannot say."""

import pytest

import hantidy
from hantidy import errors, filters
from hantidy.core.changed_lines import ChangedLines
from hantidy.evidence import surnames
from hantidy.filters.unify_script import witnesses

CARELESS = "會議后,領導干部并未離開,關于這里的規定先后公布。\n"


@pytest.fixture
def unify():
    return filters.get("unify-script")


def test_one_slip_is_no_careless_page(unify):
    assert unify("會議后再說。") == "會議后再說。"
    assert unify("會議后再說,這里見。") == "會議後再說,這裡見。"
    assert unify("在這里說,這里見。") == "在這里說,這里見。"


def test_as_many_right_forms_as_slips_make_no_careless_page(unify):
    page = "會議后再說,這里見。以後於此,並無製造。"
    assert unify(page) == page


def test_the_flag_is_of_the_block(unify):
    """A page of 256 lines is judged by itself; the next block by itself."""
    right = "然後於此處並排製造範本。\n" * 256
    assert unify(right + CARELESS) != right + CARELESS
    assert unify(CARELESS + right[:-1]).startswith(CARELESS)


def test_strict_changes_only_what_both_opinions_want(unify):
    strict = unify.replace(strictness="strict")
    assert strict(CARELESS) == unify(CARELESS)
    traced = unify.trace(CARELESS)
    assert {edit.rule for edit in traced.edits} == {"kept-form"}
    assert all(edit.reason for edit in traced.edits)


def test_the_traditional_half_can_be_skipped(unify):
    skipping = unify.replace(traditional=False)
    assert skipping(CARELESS) == CARELESS
    assert skipping("他们坐著看电视。") == "他们坐着看电视。"


def test_a_preset_to_simplified_skips_it():
    row = hantidy.preset("web", "hans").filters
    assert [each.traditional for each in row if each.name == "unify-script"] == [False]
    assert hantidy.clean(CARELESS, to="hans") == (
        "会议后，领导干部并未离开，关于这里的规定先后公布。\n"
    )


def test_the_repair_preset_wants_both_opinions():
    row = hantidy.preset("repair").filters
    assert [each.strictness for each in row if each.name == "unify-script"] == ["strict"]


@pytest.mark.parametrize("odd", ["\0", "\ud800", "\udc80\udfff", "\U00020000", "\ue000", "é"])
def test_odd_characters_part_clauses_and_stay(unify, odd):
    mended = unify(f"會議后{odd}領導干部{odd}并{odd}未離開")
    assert mended == f"會議後{odd}領導幹部{odd}並{odd}未離開"
    assert unify(f"这個问题{odd}还没有解決") == f"这个问题{odd}还没有解决"


def test_protected_spans_stay(unify):
    text = "會議后請看 https://example.org/這里/后 以及`先后`,領導干部并未離開。"
    mended = unify(text)
    assert "https://example.org/這里/后" in mended
    assert "`先后`" in mended
    assert "領導幹部並未離開" in mended


@pytest.mark.parametrize("run", ["后" * 70_000, "一" * 65_536, "后干里" * 20_000, "这個" * 30_000])
def test_long_runs_stay_cheap(unify, run):
    assert len(unify(run)) == len(run)


def test_options_are_checked():
    with pytest.raises(errors.OptionError, match="strict or balanced"):
        filters.get("unify-script", strictness="loose")


def test_surnames_need_their_context():
    assert surnames.is_surname("于先生", 0)
    assert surnames.is_surname("記者余明", 2)
    assert surnames.is_surname("張教授與范先生", 4)
    assert not surnames.is_surname("關于先生", 1)
    assert not surnames.is_surname("余款已付", 0)
    assert not surnames.is_surname("由于某人說", 1)
    assert surnames.is_surname("被告于某說", 2)
    assert not surnames.is_surname("後", 0)
    assert sorted(surnames.places("于先生與余款,記者余明說")) == [0, 9]


def test_what_only_one_opinion_wants_has_a_rule_of_its_own(unify):
    page = "會議后,領導干部并未離開,還有兩只大象。"
    assert {edit.rule for edit in unify.trace(page).edits} == {"kept-form", "likely-form"}


@pytest.mark.parametrize("mark", "⨁⨂⨀⨟")
def test_marks_of_the_table_are_no_text(unify, mark):
    """A page that holds a mark of the table's own is left alone, not cut."""
    assert unify(CARELESS + mark) == CARELESS + mark
    assert unify(CARELESS.replace("會", mark)) == CARELESS.replace("會", mark)


def test_surnames_stay_beside_marks_and_nul(unify):
    page = "于先生\0會議后,領導干部并未離開,關于范教授。"
    assert unify(page) == "于先生\0會議後,領導幹部並未離開,關於范教授。"
    assert unify.trace(page).text == unify(page)


def test_text_that_shows_no_script_stays(unify):
    """著 alone is no witness, so neither text nor edits judge such a page."""
    page = "看著先后,干部余下,后里。"
    assert unify(page) == unify.trace(page).text == page


@pytest.mark.parametrize(("text", "name"), [("", "none"), ("abc 著后", "none"), ("说话", "hans")])
def test_a_text_without_witnesses_has_no_script(text, name):
    assert witnesses.name(text) == name


def test_a_careless_page_is_mended_around_protected_spans(unify):
    page = "會議后看 `先后` 和 https://example.org/后,領導干部并未離開。"
    assert unify(page) == unify.trace(page).text
    assert unify(page) == "會議後看 `先后` 和 https://example.org/后,領導幹部並未離開。"


@pytest.mark.parametrize(
    "page",
    [
        "干鬆盛\n<pre>檯農鬆信",
        "里/u/后来錶製于後來\n進門橋頭并离开后来\n開烫烫烫",
        ",\n,紮手\n后划干乾幹",
    ],
)
def test_what_is_protected_does_not_speak_as_if_it_had_changed(unify, page):
    """A second run would see it as it was, and change more."""
    once = unify(page)
    assert unify(once) == once == unify.trace(page).text


def test_a_page_with_many_slips_rests_too(unify):
    """里 beside 余 is another word once what stands around it was mended."""
    page = "里周年吞咽伙采取大局里于后 里\n里傅聖杰里虐佣繩弔卷土重來迴陳涂后堂佈託"
    once = unify(page)
    assert unify(once) == once == unify.trace(page).text


def test_two_words_are_few_in_a_long_text(unify):
    sound = "這是一段沒有問題的文字，說明大家都同意。" * 400
    assert unify("先后說過，這里見。" + sound) == "先后說過，這里見。" + sound
    assert unify("先后說過，這里見。" + sound[:400]) == "先後說過，這裡見。" + sound[:400]


@pytest.mark.parametrize("text", ["⨭會議後領導", "⨭會議后,領導干部并未離開,還在這里。⨭"])
def test_marks_of_the_conversion_in_the_text_are_no_slips(text):
    assert filters.get("unify-script")(text) == text


@pytest.mark.parametrize(
    ("before", "now", "asked"),
    [
        ("他們都說ＯＫ了", "他們都說OK了", False),
        ("他們,都說好", "他們，都說好", False),
        ("他们,都說好", "他们，都說好", False),  # nor of both scripts, if its clauses are the same
        ("他們 都說好", "他們都說好", True),  # another word may begin or end here
        ("他们都說ＯＫ了", "他们都說OK了", True),  # a clause of both scripts may be longer
        ("ＯＫのことを", "OKのことを", True),
        ("我Ｏ既書", "我O既書", True),
        ("山中一夜雨Ａ，樹梢百重泉", "山中一夜雨A，樹梢百重泉", True),  # no verse any more
    ],
)
def test_lines_that_differ_in_letters_alone_are_not_read_again(unify, before, now, asked):
    lines = ChangedLines([(before, now)], now)
    assert unify.may_change(lines) is asked
    if before[2] != ",":
        assert unify.replace(clauses="on").may_change(lines)
