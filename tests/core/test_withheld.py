"""Words that no filter touches, and edits that are not made."""

import copy
import pickle
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hantidy
from hantidy import Decision, Pipeline, filters
from hantidy.errors import ConfigError, UnknownNameError
from hantidy.pipeline import config
from hantidy.pipeline.project import load_project
from strategies import texts

WEB = hantidy.preset("web")
SOURCE = "那里是達(dá)拉特旗,人口３７萬。\n達(dá)拉特旗,人口４萬\n"


def told(trace):
    return [(e.filter, e.rule, e.before, e.after) for e in trace.edits if not e.is_finding]


def test_words_to_keep():
    """No filter touches them, whatever step would; what is held back is a finding."""
    text = "他叫李恒（Ｌｉ）,住台北，李恒,你好"
    kept = WEB.keeping(["（Ｌｉ）", "李恒,"])
    trace = kept.trace(text)
    assert kept(text) == trace.text == trace.replay() == "他叫李恒（Ｌｉ），住台北，李恒,你好"
    assert ("width", "Ｌ") in {(e.filter, e.before[:1]) for e in trace.findings}
    assert all(e.reason == "a word to keep" for e in trace.findings)
    assert kept(kept(text)) == kept(text)


@pytest.mark.parametrize("to", ["hans", "tw", "twp"])
def test_a_conversion_keeps_words_too(to):
    row = hantidy.preset("web", to).keeping(["范冰冰后", "乾隆"])
    assert "范冰冰后" in row("范冰冰后来说，乾隆頭髮后面")
    assert "乾隆" in row("乾隆皇帝的頭髮")


def test_a_kept_word_is_matched_in_what_each_step_reads():
    """It shows only once a mark inside it is gone, and is kept from then on."""
    row = Pipeline([filters.get("controls"), filters.get("script", to="tw")]).keeping(["后宫"])
    assert row("后\u200b宫的头发") == "后宫的頭髮"


def test_overlapping_words_are_all_kept():
    row = Pipeline([filters.get("width")]).keeping(["Ａ，Ｂ", "Ｂ，Ｃ", "Ａ"])
    assert row("Ａ，Ｂ，Ｃ，Ｄ与Ａ和Ｂ") == "Ａ，Ｂ，Ｃ，D与Ａ和B"


def test_kept_words_are_no_evidence():
    """A traditional name makes no simplified line a mixture."""
    text = "導演李連傑这个问题还没有解决，我们发现头发"
    assert WEB.keeping(["導演李連傑"])(text) == text


def test_a_kind_of_edit_is_not_made():
    (comma,) = {e for e in told(WEB.trace(SOURCE)) if e[0] == "punctuation"}
    row = WEB.excepting([Decision(*comma)])
    trace = row.trace(SOURCE)
    assert (
        row(SOURCE)
        == trace.text
        == trace.replay()
        == "那里是達拉特旗,人口37萬。\n達拉特旗,人口4萬\n"
    )
    assert [(e.filter, e.before, e.reason) for e in trace.findings] == [
        ("punctuation", ",", "a decision was made against it")
    ] * 2
    assert row(row(SOURCE)) == row(SOURCE)
    edit = next(e for e in WEB.trace(SOURCE).edits if e.filter == "punctuation")
    assert (
        WEB.excepting([edit])
        == row
        == WEB.excepting([dict(zip(("filter", "rule", "before", "after"), comma, strict=True))])
    )


@pytest.mark.parametrize(
    ("places", "clean"),
    [
        ({"right": "人口３"}, "那里是達拉特旗,人口37萬。\n達拉特旗，人口4萬\n"),
        ({"left": "特旗", "right": "人口４"}, "那里是達拉特旗，人口37萬。\n達拉特旗,人口4萬\n"),
        ({"left": "(dá)拉特旗"}, "那里是達拉特旗,人口37萬。\n達拉特旗,人口4萬\n"),
        ({"occurrence": 1}, "那里是達拉特旗,人口37萬。\n達拉特旗，人口4萬\n"),
        ({"occurrence": 2}, "那里是達拉特旗，人口37萬。\n達拉特旗,人口4萬\n"),
        ({"occurrence": 3}, "那里是達拉特旗，人口37萬。\n達拉特旗，人口4萬\n"),
        ({"document": "a.txt"}, "那里是達拉特旗，人口37萬。\n達拉特旗，人口4萬\n"),
    ],
)
def test_an_edit_at_one_place_is_not_made(places, clean):
    """Words around are matched in the source, so that every round finds the same place."""
    decision = {"filter": "punctuation", "rule": "comma", "before": ",", "after": "，", **places}
    row = WEB.excepting([decision])
    trace = row.trace(SOURCE)
    assert row(SOURCE) == trace.text == trace.replay() == clean
    assert row(SOURCE.replace("\n", "\r\n")) == clean.replace("\n", "\r\n")
    assert config.read(row.to_toml()) == row


def test_a_decision_about_a_document():
    decision = Decision("punctuation", "comma", ",", "，", document="a.txt")
    row = WEB.excepting([decision])
    assert row.in_document("a.txt")("达,拉") == "达,拉"
    assert row.in_document("b.txt")("达,拉") == row("达,拉") == "达，拉"


def test_other_answers_of_a_filter_stay():
    """The change is dropped after its filter has judged; later ones leave its place alone."""
    source = "開發區(qu)(qu)域,達(dá)拉特,好的(dá)\n"
    row = hantidy.preset("repair").excepting([Decision("gloss", "toned", "(dá)", "")])
    assert row(source) == "開發區域,達(dá)拉特,好的(dá)\n"


def test_no_later_filter_makes_the_edit_in_another_way():
    """Brackets that stay are not made full-width, which would be another edit to gloss."""
    text = "水湾(wan)新区(qu)建(jian)成两座桥,日供水５万吨。" * 3
    edits = told(WEB.trace(text))
    wan = next(each for each in edits if each[2] == "(wan)")
    row = WEB.excepting([Decision(*wan)])
    assert row(text) == "水湾(wan)新区建成两座桥，日供水5万吨。" * 3
    assert row(row(text)) == row(text) == row.trace(text).text


@pytest.mark.parametrize("places", [{}, {"occurrence": 1}, {"left": "他", "right": "很"}])
@pytest.mark.parametrize(
    ("to", "source", "left"),
    [
        ("tw", "我们发现他们很难过，这里的干部发展得很快。", "们很"),
        ("hans", "我們發現他們很難過，這裡的幹部發展得很快。", "們很"),
    ],
)
def test_no_earlier_filter_makes_the_edit_in_the_next_round(to, source, left, places):
    """What a conversion leaves is no slip of the other script to unify-script."""
    row = hantidy.preset("repair", to)
    one = next(e for e in row.trace(source).edits if source.startswith(left, e.start))
    decided = row.excepting([Decision(one.filter, one.rule, one.before, one.after, **places)])
    assert "他" + left in decided(source)
    assert decided(source) == decided.trace(source).text
    assert places or decided(decided(source)) == decided(source)


def test_a_decision_about_an_earlier_filter_leaves_conversion_alone():
    row = hantidy.preset("repair", "tw").excepting(
        [Decision("unify-script", "to-hant", "们", "們")]
    )
    assert row("我们的") == "我們的"


def test_values():
    one = WEB.keeping(["乙", "甲"]).excepting([Decision("gloss", "x", "a", "b", occurrence=2)])
    assert one == WEB.keeping(["甲"]).keeping(["乙", "甲"]).excepting(one.withheld.decisions)
    assert one != WEB
    assert hash(one) == hash(copy.deepcopy(one)) == hash(pickle.loads(pickle.dumps(one)))
    assert pickle.loads(pickle.dumps(one)) == one == config.read(one.to_toml())
    assert WEB.keeping([]) == WEB.excepting([]) == WEB
    assert WEB.keeping([]).fingerprint == WEB.fingerprint
    prints = [row.fingerprint for row in (WEB, one, WEB.keeping(["甲"]), WEB.keeping(["乙"]))]
    assert len(set(prints)) == 4
    assert (
        one.without("gloss").withheld == one.replace("gloss", mode="ruby").withheld == one.withheld
    )
    assert (WEB | one).withheld == (one | filters.get("quotes")).withheld == one.withheld
    assert eval(repr(Pipeline().keeping(["甲"])), {"Pipeline": Pipeline}) == Pipeline().keeping(
        ["甲"]
    )


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: WEB.keeping("李恒"), "a list of texts"),
        (lambda: WEB.keeping([""]), "no word to keep"),
        (lambda: WEB.keeping([3]), "is a text, not int"),
        (lambda: WEB.excepting({}), "decisions are a list"),
        (lambda: WEB.excepting(["gloss"]), "not str"),
        (lambda: WEB.excepting([{"filter": "gloss"}]), "needs 'rule'"),
        (
            lambda: WEB.excepting([{"filters": "gloss"}]),
            "unknown key 'filters'.*did you mean filter",
        ),
        (lambda: config.read('keep = "李"'), "keep is a list of texts"),
        (lambda: config.read('keep-files = ["/no/such/file"]'), "no/such/file"),
        (lambda: config.read("[except]\nrule = 1"), r"headed \[\[except\]\]"),
        (
            lambda: config.read(
                '[[except]]\nfilter="a"\nrule="b"\nbefore="c"\nafter="d"\noccurrence=0'
            ),
            "a number from 1, not 0",
        ),
        (
            lambda: config.read('[[except]]\nfilter="a"\nrule="b"\nbefore=1\nafter="d"'),
            "before of a decision is a text, not 1",
        ),
        (
            lambda: config.read('[[except]]\nfilter="punctuatio"\nrule="b"\nbefore="c"\nafter="d"'),
            "no filter 'punctuatio'.*did you mean punctuation",
        ),
    ],
)
def test_errors_say_what_is_expected(call, message):
    with pytest.raises((ConfigError, UnknownNameError, TypeError, OSError), match=message):
        call()


def test_files(tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("\ufeff# people\n李恒,\n\n王,五\r\n", encoding="utf-8", newline="")
    assert config.words_of(names) == ["李恒,", "王,五"]
    row = config.read(f'keep = ["甲"]\nkeep-files = ["{names}"]\n')
    assert row == WEB.keeping(["甲", "李恒,", "王,五"])
    rejected = tmp_path / "rejected.toml"
    rejected.write_text(
        '[[except]]\nfilter = "width"\nrule = "digits"\nbefore = "３"\nafter = "3"\n', "utf-8"
    )
    assert config.decisions_of(rejected)
    (width,) = {e for e in told(WEB.trace("有３畝")) if e[0] == "width"}
    rejected.write_text(
        WEB.excepting([Decision(*width)]).to_toml().partition("[[filter]]")[0], "utf-8"
    )
    done = subprocess.run(
        [sys.executable, "-m", "hantidy", "clean", "--keep", "甲,乙", "--keep-file", names, "--decisions", rejected],
        input="甲,乙,丙李恒,王,五,六，有３畝\n".encode(), capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode() == "甲,乙，丙李恒,王,五，六，有３畝\n"


def test_files_of_words_lie_beside_the_configuration(tmp_path, monkeypatch):
    (tmp_path / "names.txt").write_text("李,恒\n", "utf-8")
    (tmp_path / "deeper").mkdir()
    monkeypatch.chdir(tmp_path / "deeper")
    (tmp_path / "mine.toml").write_text('keep-files = ["names.txt"]\n', "utf-8")
    assert hantidy.load("../mine.toml") == hantidy.load(tmp_path / "mine.toml")
    assert hantidy.load("../mine.toml") == WEB.keeping(["李,恒"])
    (tmp_path / "mine.toml").rename(tmp_path / "hantidy.toml")
    assert load_project().pipeline == WEB.keeping(["李,恒"])


@pytest.mark.parametrize("jobs", [1, 2])
def test_the_command_knows_the_document(tmp_path, jobs):
    rejected = tmp_path / "rejected.toml"
    rejected.write_text(
        '[[except]]\nfilter = "punctuation"\nrule = "comma"\nbefore = ","\nafter = "，"\n'
        'document = "a.txt"\n',
        "utf-8",
    )
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("是的,好。\n甲乙\n" * 300, "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "hantidy", "clean", "--decisions", rejected, "-j", str(jobs), "a.txt", "b.txt"],
        cwd=tmp_path, capture_output=True, check=True,
    )  # fmt: skip
    assert done.stdout.decode() == "是的,好。\n甲乙\n" * 300 + "是的，好。\n甲乙\n" * 300


words = st.lists(
    st.sampled_from(
        ["的", "達(dá)", "，", ",", "１，", "码", "后来", "(qu)", "\n", "A", "&nbsp;", "見"]
    ),
    min_size=1,
    max_size=3,
)


@pytest.mark.parametrize(
    "row",
    [WEB, hantidy.preset("normal", "tw"), hantidy.preset("repair", "hans")],
    ids=["web", "tw", "hans"],
)
@given(text=texts, kept=words, data=st.data())
def test_laws_hold_with_anything_withheld(row, text, kept, data):
    """Idempotent, replayed, streamed, valid; a rejected kind of edit is never made."""
    made = sorted(
        each
        for each in set(told(row.trace(text)))
        if not any("\ud800" <= c <= "\udfff" for c in each[2])
    )
    rejected = data.draw(st.lists(st.sampled_from(made), max_size=3)) if made else []
    held = row.keeping(kept).excepting([Decision(*each) for each in rejected])
    trace = held.trace(text)
    once = held(text)
    assert trace.text == trace.replay() == once
    assert held(once) == once
    assert not set(rejected) & set(told(trace))
    assert "".join(held.stream([text[:7], text[7:]])) == once
    once.encode()
    place = data.draw(st.sampled_from([{"left": "的"}, {"right": "\n"}, {"occurrence": 1}]))
    some = row.excepting([Decision(*each, **place) for each in rejected])
    assert some.trace(text).text == some.trace(text).replay() == some(text)


def test_many_words_take_no_time():
    import time

    many = WEB.keeping([f"词{number}号" for number in range(100_000)])
    text = "这是一个很长的句子，没有什么特别。\n" * 5_000
    many(text[:20])
    start = time.process_time()
    assert many(text) == text
    alone = time.process_time()
    assert WEB(text) == text
    assert alone - start < 0.2 + 4 * (time.process_time() - alone)
