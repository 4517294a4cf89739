"""Conversion with OpenCC: what fixtures cannot say."""

import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hantidy
from hantidy.core.block import Block
from hantidy.core.edits import splice
from hantidy.errors import HantidyError, OptionError, TableError
from hantidy.evidence import opencc
from hantidy.filters import get
from hantidy.filters.script import differences, routes
from strategies import texts

SHIPPED = opencc.names()


@pytest.fixture
def word_list(tmp_path):
    def write(text, name="words.tsv"):
        path = tmp_path / name
        path.write_text(text, "utf-8")
        return str(path)

    return write


def own_table():
    """OpenCC's own test table: in its source distribution, not in its wheel."""
    found = os.environ.get("OPENCC_TESTCASES")
    if not found:
        pytest.skip("OPENCC_TESTCASES does not name the testcases.json of OpenCC's source")
    text = re.sub(r",(\s*[}\]])", r"\1", Path(found).read_text("utf-8"))
    for case in json.loads(text)["cases"]:
        for config, expected in case["expected"].items():
            yield config, case["input"], expected


# Stock answers that are lost, by a word of their input, each for the same reason: the line shows
# characters of the target script and none of the source, so it counts as converted already; a
# filter that converted it would convert its own answers again and again (law 3).
ALREADY_THERE = {
    "甲冑": {"s2twp"},
    "機會率": {"s2twp", "s2hkp"},
    "追蹤": {"s2twp"},
    "袷裙": {"t2s"},
}


def test_the_table_of_opencc_passes():
    """Every stock answer, for every configuration, but those listed."""
    lost = [
        (config, text)
        for config, text, expected in own_table()
        if get("script", config=config)(text) != expected
    ]
    listed = [
        (config, text)
        for config, text, _ in own_table()
        if any(word in text and config in configs for word, configs in ALREADY_THERE.items())
    ]
    assert set(lost) <= set(listed)
    assert len(lost) == sum(map(len, ALREADY_THERE.values()))


@pytest.mark.parametrize("config", ["s2t", "s2tw", "s2hk"])
def test_a_phrase_between_spaces_is_read_by_itself(config):
    """As in a list of forms; one that would change again stays, and so does a single character."""
    made = get("script", config=config)
    text = "甲胄 臺灣 干系 后 于右任"
    assert made(text) == "甲冑 臺灣 干系 后 于右任" == made(made(text)) == made.trace(text).text


@pytest.mark.parametrize("config", SHIPPED)
def test_every_shipped_configuration_can_be_named(config):
    made = get("script", config=config)
    text = {"s2": "软件里的头发\n", "jp": "旧字体の歴史\n"}.get(config[:2], "頭髮裡的軟體\n")
    assert made(text) == opencc.convert(text, config)
    assert made.trace(text).replay() == made(text)


def test_a_wrong_configuration_names_the_right_ones():
    with pytest.raises(OptionError, match=r"s2twp, t2hk"):
        get("script", config="s2x")


class TestDictionary:
    """A word list of the user's wins over every stage, in every line."""

    def test_it_wins_over_every_stage(self, word_list):
        path = word_list("# mine\n软件\t软件\n头发\t裏着\n\n里长\t村官\n")
        made = get("script", to="twp", dictionary=path)
        text = "软件里的头发，里长\n已經是繁體的头发里长"
        assert made(text) == "软件裡的裏着，村官\n已經是繁體的裏着村官"
        assert made(made(text)) == made(text)
        assert made.trace(text).replay() == made(text)

    def test_a_word_that_grows_grows_once(self, word_list):
        made = get("script", to="tw", dictionary=word_list("北京\t北京市\n"))
        assert made("北京和北京市") == "北京市和北京市"
        assert made(made("北京")) == "北京市"

    def test_the_longest_word_wins(self, word_list):
        made = get("script", to="tw", dictionary=word_list("头\t甲\n头发\t乙\n头发里\t丙\n"))
        assert made("头头发头发里面头") == "甲乙丙面甲"

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("软件\n", "line 1: a row is a word, a tab"),
            ("软件\t\n", "line 1: a row is"),
            ("甲\t乙\t丙\n", "line 1: a row is"),
            ("甲\t乙\n\n甲\t丙\n", "line 3: line 1 has another answer for '甲'"),
            ("甲\t乙\n乙\t丙\n", "line 1: '甲' becomes '乙', which line 2 would change again"),
            ("甲\t" + "乙" * 65, "line 1: a word has 64 characters at most"),
            ("# nothing\n", "has no words"),
        ],
    )
    def test_it_is_checked_when_it_is_built(self, word_list, text, message):
        with pytest.raises(TableError, match=message):
            get("script", dictionary=word_list(text))

    def test_a_missing_file_and_wrong_bytes_are_told(self, tmp_path):
        with pytest.raises(OptionError, match="cannot be read"):
            get("script", dictionary=str(tmp_path / "none.tsv"))
        (tmp_path / "gbk.tsv").write_bytes("头发\t乙".encode("gbk"))
        with pytest.raises(TableError, match="cannot be read"):
            get("script", dictionary=str(tmp_path / "gbk.tsv"))
        with pytest.raises(HantidyError):
            get("script", dictionary="\0")

    def test_its_words_count_and_its_path_does_not(self, word_list):
        one = get("script", dictionary=word_list("甲\t乙\n", "a.tsv"))
        other = get(
            "script", dictionary=word_list("# the same\n甲\t乙\r\n".replace("\r", ""), "b.tsv")
        )
        assert one == other
        assert hash(one) == hash(other)
        changed = get("script", dictionary=word_list("甲\t丙\n", "a.tsv"))
        assert changed != one
        assert hantidy.Pipeline([changed]).fingerprint != hantidy.Pipeline([one]).fingerprint

    def test_its_words_travel_without_their_file(self, word_list):
        path = word_list("头发\t乙\n")
        made = get("script", to="tw", dictionary=path)
        sent = pickle.dumps(made)
        Path(path).unlink()
        back = pickle.loads(sent)
        assert back == made
        assert back("头发") == "乙"
        assert back.idempotent is made.idempotent is False
        assert made.replace(to="hk")("头发里") == "乙裏"

    def test_many_words_at_one_place_take_no_time(self, word_list):
        rows = "".join(
            f"头{chr(0x4E00 + i)}{chr(0x4E00 + j)}\t甲\n" for i in range(60) for j in range(60)
        )
        made = get("script", to="tw", dictionary=word_list(rows))
        assert made("头" * 60_000) == "頭" * 60_000

    @given(texts)
    def test_it_settles_on_any_text(self, text):
        rows = (("一", "一一"), ("一一a", "b"), ("头", "發"), ("里", "\u200d"), (" ", "_"))
        made = get("script", to="tw")
        made._take(rows)
        once = made(text)
        assert made(once) == once
        assert made.trace(text).replay() == once


class TestDifferences:
    """Edits are the smallest runs that differ."""

    @pytest.mark.parametrize(
        ("before", "after", "runs"),
        [
            ("头发很长", "頭髮很長", [("头发", "頭髮"), ("长", "長")]),
            ("程序员的代码", "程式設計師的程式碼", [("序员", "式設計師"), ("代码", "程式碼")]),
            ("同\n打印机\n同", "同\n印表機\n同", [("打印机", "印表機")]),
            ("内存卡坏了", "記憶卡壞了", [("内存", "記憶"), ("坏", "壞")]),
        ],
    )
    def test_runs(self, before, after, runs):
        found = differences.between(before, after)
        assert [(before[a:b], new) for a, b, new in found] == runs

    @given(st.lists(st.tuples(st.text("头发里a，", max_size=6), st.text("頭发里b，", max_size=6))))
    def test_they_always_make_the_one_from_the_other(self, parts):
        before = "\n".join(a for a, _ in parts)
        after = "\n".join(b for _, b in parts)
        runs = differences.between(before, after)
        at = 0
        made = []
        for start, end, new in runs:
            assert start >= at
            assert before[start:end] != new
            made += [before[at:start], new]
            at = end
        assert "".join(made) + before[at:] == after

    def test_long_lines_of_unlike_length_end(self):
        before, after = "默认" * 30_000, "預設值" * 30_000
        assert len(differences.between(before, after)) >= 1


@pytest.mark.parametrize("to", ["hans", "hansp", "hant", "tw", "twp", "hk"])
@given(text=texts)
def test_text_and_edits_agree(to, text):
    made = get("script", to=to)
    text = text.replace("\r", "")
    block = Block(text)
    if not block.protected:
        assert made.rewrite(block) == splice(text, made.changes(block))


def test_edits_are_runs_and_not_lines():
    trace = get("script", to="tw").trace("他说头发很长")
    assert [(e.before, e.after) for e in trace.edits] == [("说头发", "說頭髮"), ("长", "長")]


def test_a_folder_with_a_configuration_changes_nothing(tmp_path):
    (tmp_path / "t2s.json").write_text('{"conversion_chain": []}')
    code = "import hantidy; print(hantidy.filters.get('script')('頭髮') == '头发')"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "True\n", done.stderr


def test_importing_the_filter_opens_nothing():
    code = (
        "import sys, hantidy; hantidy.filters.get('script', to='tw');"
        "print([m for m in sys.modules if m.startswith('opencc')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"


@pytest.mark.parametrize(
    "bad", ["\0", "\ud800", "头发\0头发\udfff", "\ufdd0头发", "⿰木", "⿰木\n头发"]
)
def test_odd_characters_are_never_lost(bad):
    for to in ("hans", "tw", "twp", "hk"):
        made = get("script", to=to)
        assert len(made(bad)) == len(bad)
        assert made(made(bad)) == made(bad)


def test_a_text_with_every_separator_is_still_converted(word_list):
    every = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    made = get("script", to="tw", dictionary=word_list("头发\t甲\n"))
    assert made(f"{every}里头发里`变`里") == f"{every}裡甲裡`变`裡"


@pytest.mark.parametrize("to", ["hans", "hansp", "hant", "tw", "twp", "hk"])
@given(st.lists(st.sampled_from(["里面的头发", "裡面的頭髮", "皇后", ""]), min_size=1))
def test_lines_are_converted_by_their_script_and_those_without_all_alike(to, lines):
    way = routes.route(to, "auto")
    converted = routes.convert("\n".join(lines), way).split("\n")
    by_line = dict(zip(lines, converted, strict=True))
    assert converted == [by_line[line] for line in lines]
    for line, plans in {
        "里面的头发": [way.hans],
        "裡面的頭髮": [way.hant],
        "皇后": [way.hans, way.hant],
    }.items():
        wanted = [routes.through(line, plan) for plan in plans]
        assert by_line.get(line, wanted[0]) in wanted


@pytest.mark.parametrize("options", [{"to": "hansp"}, {"to": "twp"}, {"config": "s2tw"}], ids=str)
@given(st.lists(texts, min_size=3, max_size=6))
def test_a_long_document_is_its_stream(options, some):
    made = get("script", **options)
    text = "".join(f"{text}\n" * 40 + "里面的头发后来乾燥。\n" * 1500 for text in some)
    assert "".join(hantidy.Pipeline([made]).stream([text])) == made(text)


@pytest.mark.parametrize(
    ("to", "text"),
    [("hans", "迴覆"), ("hans", "藉著〈"), ("hk", "臺面"), ("hk", "溫杰"), ("tw", "之征辟")],
)
def test_what_shows_no_script_once_converted_is_read_till_it_rests(to, text):
    pipeline = hantidy.Pipeline([get("script", to=to)])
    once = pipeline(text)
    assert pipeline(once) == once == pipeline.trace(text).text
    page = (text + "\n") * 30_000
    assert pipeline(page) == "".join(pipeline.stream([page]))
