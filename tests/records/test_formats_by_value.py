"""Files of a known format: only their values change, and they parse as before."""

import csv
import io
import json

import pytest

import hantidy
from hantidy.records.formats import BY_VALUE, clean_values
from hantidy.records.formats.value import FormatError

WEB = hantidy.preset("web")


def clean(kind, text, fields=()):
    return clean_values(kind, text, WEB, fields)[0]


def test_json_values_change_and_keys_do_not():
    text = '{\n  "标题,一": "今天下雨,带伞", "n": 1e400, "列": ["好,吧", {"深": "是的,对"}],\n  "旧": "\\u4f60,\\u597d"}\n'
    cleaned = clean("json", text)
    assert cleaned == (
        '{\n  "标题,一": "今天下雨，带伞", "n": 1e400, "列": ["好，吧", {"深": "是的，对"}],\n  "旧": "你，好"}\n'
    )
    assert clean("json", text, ("列",)) == text.replace("好,吧", "好，吧")


def test_a_json_string_keeps_its_syntax():
    text = json.dumps({"a": '他说:"走吧",就走\t了\\n'}, ensure_ascii=False)
    assert json.loads(clean("json", text))["a"].count('"') == 2


def test_notebooks_change_in_markdown_cells_only():
    cells = [
        {"cell_type": "markdown", "source": ["# 标题\n", "第一行,第二句\n", "\n", "末行,完"]},
        {"cell_type": "code", "source": ["x = '你好,世界'"], "outputs": [{"text": ["好,的"]}]},
        {"cell_type": "markdown", "source": "一行,而已"},
    ]
    text = json.dumps({"cells": cells, "nbformat": 4}, ensure_ascii=False, indent=1)
    expected = (
        text.replace("第一行,", "第一行，")
        .replace("末行,", "末行，")
        .replace("一行,而", "一行，而")
    )
    assert clean("ipynb", text) == expected


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("题目;正文\n春游,上山;今天,晴\n秋游,下河;明天,雨\n", ";"),
        ('甲;"乙,丙";"丁"\n"戊,己";庚;辛\n', ";"),
        ("编号,正文\n1,他说:好;好的\n\n2,走;了\n", ","),
        ("编号|正文\n1|天,地\n2|人\n", "|"),
        ("编号;正文\n" + "1;今天,晴\n" * 3000 + "2;云,雨,雪\n", ";"),
        ("正文\n今天:晴\n", ","),
    ],
)
def test_the_separator_of_csv_is_what_cuts_rows_evenly(text, mark):
    cleaned = clean("csv", text)
    before, after = (
        list(csv.reader(io.StringIO(each), delimiter=mark)) for each in (text, cleaned)
    )
    assert list(map(len, before)) == list(map(len, after))
    assert cleaned.count(mark) == text.count(mark)


def test_no_tab_comes_into_a_cell_of_tsv():
    text = "编号\t正文\n1\t茶&Tab;水\n2\t&quot;茶,水\n"
    assert clean("tsv", text) == text.replace("&quot;茶,水", '"""茶，水"')


def test_csv_by_column():
    text = '编号,正文,备注\r\n1,"他来了,我走了",甲:乙\r\n2,没有变化,"引""号"\r\n'
    cleaned = clean("csv", text, ("正文",))
    assert cleaned == text.replace("他来了,我走了", "他来了，我走了")
    assert list(csv.reader(io.StringIO(cleaned)))[1][1] == "他来了，我走了"
    with pytest.raises(FormatError, match="no column 题目; there are 编号, 正文, 备注"):
        clean("csv", text, ("题目",))


def test_tsv_cells_keep_their_number():
    text = "甲,乙\t丙\n丁\t戊,己\n"
    assert clean("tsv", text) == "甲，乙\t丙\n丁\t戊，己\n"


def test_subtitles_keep_times_and_numbers():
    text = "1\n00:00:01,000 --> 00:00:02,500\n你好,世界\n第二行,在这\n\n2\n00:00:03,000 --> 00:00:04,000\n再见,了\n"
    expected = text.replace("你好,", "你好，").replace("行,在", "行，在").replace("再见,", "再见，")
    assert clean("srt", text) == expected
    assert clean("vtt", "WEBVTT\n\n" + text.replace(",000", ".000")).startswith("WEBVTT\n\n1\n00:")


def test_lyrics_and_scripts_of_subtitles():
    assert (
        clean("lrc", "[ti:歌,名]\n[00:01.20][00:09.1]听,风\n")
        == "[ti:歌,名]\n[00:01.20][00:09.1]听，风\n"
    )
    line = "Dialogue: 0,0:00:01.00,0:00:02.00,默认,,0,0,0,,{\\i1}你好,世界\\N再见,了\n"
    assert clean("ass", line) == line.replace("好,世", "好，世").replace("见,了", "见，了")


def test_translations_change_and_sources_do_not():
    text = (
        'msgid ""\nmsgstr ""\n"Language: zh_CN,x\\n"\n\n#: 源,码\nmsgid "你好,世界"\nmsgstr "你好,世界"\n\n'
        'msgid "two"\nmsgstr ""\n"第一行写到这里,然后换行\\n"\n"第二行"\n'
    )
    cleaned = clean("po", text)
    assert cleaned == text.replace('msgstr "你好,', 'msgstr "你好，').replace("里,然", "里，然")


@pytest.mark.parametrize(
    ("kind", "text", "says"),
    [
        ("json", '{"a": ', "line 1"),
        ("json", "[" * 100_000, "nested too deeply"),
        ("ipynb", "{}", "no list of cells"),
        ("csv", 'a,b\n1,"好\n', "line 2: a quote that nothing closes"),
        ("po", "你好\n", "no msgid"),
    ],
)
def test_a_file_that_is_no_such_thing_is_refused(kind, text, says):
    with pytest.raises(FormatError, match=says):
        clean(kind, text)


@pytest.mark.parametrize("kind", BY_VALUE)
def test_nothing_is_found_in_nothing(kind):
    if kind in ("json", "ipynb"):
        return
    assert clean_values(kind, "", WEB) == ("", 0)
