"""Readings: what counts as one, what evidence a block gives, what is told of what stays."""

import pytest

import hantidy
from hantidy import filters
from hantidy.evidence.glosses import find_glosses
from hantidy.evidence.readings import glossed, spelling

gloss = filters.get("gloss")

DENSE = (
    "全(quan)市(shi)上(shang)半(ban)年(nian)完(wan)成(cheng)投(tou)资(zi)"
    "建(jian)设(she)项(xiang)目(mu)六(liu)十(shi)个(ge)"
)


@pytest.mark.parametrize(
    ("hanzi", "content", "count"),
    [
        ("達", "dá", 1), ("区", "ōu", 1), ("乐", "yao", 1), ("绿", "lü", 1), ("绿", "lu:4", 1),
        ("略", "lue", 1), ("兒", "r", 1), ("花", "huār", 1), ("花儿", "huār", 2), ("西安", "Xī'ān", 2),
        ("先", "xian", 1), ("北京", "Bei3jing1", 2), ("饕餮", "tāo tiè", 2), ("區", "qū/ōu", 1),
        ("國", "guó", 1), ("国", "guó", 1), ("〇", "líng", 1), ("中", "ㄓㄨㄥ", 1), ("哼", "hng", 1),
        ("马", "lǘ", 0), ("行", "hang/kua", 0), ("氮", "N", 0), ("京", "Běijīng", 0), ("女", "nu6", 0),
        ("圣", "são", 0), ("胡同", "hutong", 2), ("中", "ㄅㄆㄇ", 0),
    ],
)  # fmt: skip
def test_readings(hanzi, content, count):
    """A spelling reads as many hanzi as it has syllables, or none."""
    spelt = spelling(content)
    assert (glossed(hanzi, spelt) if spelt else 0) == count


def test_dense_is_many_of_the_commonest():
    """A machine glosses common hanzi by the dozen; a primer glosses rare ones."""
    assert find_glosses(DENSE).is_dense
    primer = "".join(
        f"{hanzi}({reading})"
        for hanzi, reading in zip(
            "饕餮魑魅魍魉耄耋囹圄龃龉",
            ["tao", "tie", "chi", "mei", "wang", "liang", "mao", "die", "ling", "yu", "ju", "yu"],
            strict=True,
        )
    )
    assert not find_glosses(primer).is_dense


def test_slips_go_only_where_a_machine_glossed():
    """Another hanzi's syllable goes in a dense block and stays everywhere else."""
    assert gloss(DENSE + "的(kua)") == "全市上半年完成投资建设项目六十个的"
    assert gloss("的(kua)") == "的(kua)"


def test_slips_must_recur_where_other_brackets_are_many():
    """Between 70 and 85 per cent a slip needs to stand there three times or doubled."""
    others = "同(GNP)比(CPI)增(PPI)长(PMI)"
    once = gloss(DENSE + others + "的(kua)")
    assert once.endswith("的(kua)")
    assert gloss(DENSE + others + "的(kua)(kua)").endswith("的")


def test_what_stays_for_want_of_evidence_is_a_finding():
    trace = gloss.trace("逛胡同(hutong)去")
    assert trace.text == trace.source
    assert [(edit.rule, edit.before, edit.reason) for edit in trace.findings] == [
        ("kept", "(hutong)", "too little evidence")
    ]


def test_a_paragraph_that_discusses_readings_keeps_its_own_only():
    text = "“和”是多音字：和(hé)平、和(huò)面。\n達(dá)拉特旗"
    trace = gloss.trace(text)
    assert trace.text == "“和”是多音字：和(hé)平、和(huò)面。\n達拉特旗"
    assert {edit.reason for edit in trace.findings} == {"the text is about readings"}


def test_report_finds_and_leaves():
    trace = filters.get("gloss", mode="report").trace("達(dá)拉特經(jīng)濟(jì)")
    assert trace.text == trace.source
    assert [edit.before for edit in trace.findings] == ["(dá)", "(jīng)", "(jì)"]


def test_ruby_markup_is_no_finding_where_ruby_is_wanted():
    text = "<ruby>漢<rt>hàn</rt></ruby>字"
    assert not filters.get("gloss", mode="ruby").trace(text).edits
    assert filters.get("gloss", mode="report").trace(text).findings


def test_every_edit_says_what_it_took_for_a_reading():
    trace = gloss.trace("開發區(qu)(qu)")
    assert [(e.before, e.after, e.rule, e.reason) for e in trace.edits] == [
        ("(qu)", "", "toneless", "qu is how it is read")
    ] * 2
    assert trace.counts == {"gloss": 2}


@pytest.mark.parametrize("blanks", ["", " ", "\u3000"])
def test_spaces_stay_between_what_was_not_glossed(blanks):
    """Two in a row are no habit, and a space before a plain word is its own."""
    text = f"一(yī){blanks} 枝(zhī)，春天 来(lái)了"
    assert gloss(text) == f"一{blanks} 枝，春天 来了"


@pytest.mark.parametrize("size", [46, 47, 48, 80])
def test_a_bracket_too_long_to_be_a_reading_stays(size):
    text = f"第二条，项目(mu{'v' * size})的 项目(mu{'v' * size})说明。"
    pipeline = hantidy.preset("repair")
    assert pipeline(text) == pipeline.trace(text).text == text
