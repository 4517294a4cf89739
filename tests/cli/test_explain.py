"""explain, detect, filters, presets: what a person asks before cleaning."""

import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

import hantidy
from hantidy import filters
from hantidy.core.lines import Places
from hantidy.reports.explain import Named, as_text
from hantidy.reports.lines import changed_lines

TEXT = "第一行\n<b>ＡＢ</b>\u200b后&amp;\r\n好\n中文Ａ"


def test_edits_as_marked_lines(run):
    out = run("explain", data=TEXT.encode()).out.decode()
    assert "(standard input):2" in out
    assert "[-ＡＢ-]{+AB+}" in out
    assert "[-\\u200b-]" in out
    assert "\033" not in out


def test_edits_as_json_lines(run):
    out = run("explain", "--format", "jsonl", data=TEXT.encode()).out.decode()
    edits = [json.loads(line) for line in out.splitlines()]
    trace = hantidy.trace(TEXT)
    assert len(edits) == len(trace.edits)
    for told, edit in zip(edits, trace.edits, strict=True):
        assert (told["filter"], told["rule"], told["start"], told["after"]) == (
            edit.filter,
            edit.rule,
            edit.start,
            edit.after,
        )
        line = TEXT.split("\n")[told["line"] - 1] + "\n"
        assert line[told["column"] - 1 :].startswith(edit.before[:1])


class Page(HTMLParser):
    """What stays open, and what comes from elsewhere."""

    def __init__(self):
        super().__init__()
        self.open, self.outside = [], []

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)
        self.outside += [v for k, v in attrs if k in ("src", "href") and not v.startswith("#")]

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_edits_as_a_page(run):
    assert run("explain", "-o", "page.html", data=TEXT.encode()).code == 0
    html = Path("page.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(html)
    assert page.open == []
    assert page.outside == []
    assert "\\u003cb\\u003e" in html
    assert "prefers-color-scheme: dark" in html


def test_nothing_to_change(run):
    assert run("explain", data="好。\n".encode()).out == b"nothing to change\n"


def test_pieces_make_the_line():
    """The marked lines tell source and result in full."""
    trace = hantidy.trace(TEXT)
    source, clean = trace.source.split("\n"), trace.text.split("\n")
    for line in changed_lines(trace):
        before = "".join(piece.before for piece in line.pieces).removesuffix("\n")
        after = "".join(piece.after for piece in line.pieces).removesuffix("\n")
        assert before == source[line.number - 1]
        assert after == clean[line.number - 1]
    assert "".join(as_text([Named(trace, "x")]))


RECORDS = '{"text":"今天,好","n":1}\n\n{"text":"没有"}\n{"title":"三,四","text":"Ａ,好"}\n'


def told(ran):
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.out.splitlines()]


def test_records_are_texts_by_line_and_field(run, write):
    write("a.jsonl", RECORDS)
    found = told(run("explain", "--format", "jsonl", "a.jsonl"))
    assert [(each["record"], each["field"], each["before"]) for each in found] == [
        (1, "text", ","),
        (4, "text", "Ａ"),
        (4, "text", ","),
    ]
    found = told(run("explain", "--format", "jsonl", "--field", "title", "a.jsonl"))
    assert [(each["record"], each["field"], each["column"]) for each in found] == [(4, "title", 2)]
    out = run("explain", "--record", "4", "a.jsonl").out.decode()
    assert "a.jsonl, record 4, text:1" in out
    assert "record 1" not in out
    piped = told(run("explain", "--jsonl", "--format", "jsonl", data=RECORDS.encode()))
    assert [each["record"] for each in piped] == [1, 4, 4]


def test_columns_values_and_folders_are_texts(run, write):
    arrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    texts = [None, *["好。"] * 700, "今天,好"]
    parquet.write_table(arrow.table({"text": texts}), write("d/a.parquet", ""), row_group_size=400)
    write("d/b.csv", '名,值\n甲,"乙,丙"\n')
    write("d/c/d.txt", "一,二\n")
    write("d/e.yaml", "一: 二,三\n")
    found = told(run("explain", "--format", "jsonl", "d/a.parquet"))
    assert [(each["record"], each["field"]) for each in found] == [(702, "text")]
    ran = run("explain", "-r", "--format", "jsonl", "d")
    files = [json.loads(line)["file"] for line in ran.out.splitlines()]
    assert (ran.code, files) == (0, ["d/a.parquet", "d/b.csv", "d/c/d.txt"])
    page = run("explain", "--record", "702", "d/a.parquet", "-o", "p.html")
    assert page.code == 0
    assert '"source":"今天,好"' in Path("p.html").read_text("utf-8")


def test_what_is_no_record_is_told(run, write):
    write("a.jsonl", RECORDS)
    write("a.txt", "一\n")
    for arguments, said in (
        (("--record", "2", "a.jsonl"), "there is no record 2 with a text in its field 'text'"),
        (("--record", "1", "--field", "no", "a.jsonl"), "in its field 'no'"),
        (("--record", "1", "a.txt"), "--jsonl says that standard input holds records"),
        (("--record", "4", "--field", "text", "--field", "title", "a.jsonl", "-o", "x.html"),
         "name one file and one --field"),
        (("nowhere.jsonl",), "nowhere.jsonl: No such file"),
        (("--record", "1", "nowhere.jsonl", "-o", "x.html"), "nowhere.jsonl: No such file"),
    ):  # fmt: skip
        ran = run("explain", *arguments)
        assert (ran.code, ran.out) == (2, b"")
        assert said in ran.err
    assert not Path("x.html").exists()


def test_places():
    places = Places("a\nbc\n\nd")
    assert len(places) == 4
    assert [places.of(at) for at in (0, 1, 2, 5, 6)] == [(1, 1), (1, 2), (2, 1), (3, 1), (4, 1)]
    assert places.span(2) == (2, 5)


def test_filters_are_listed_in_order(run):
    lines = run("filters").out.decode().split("\n\n")[0].splitlines()
    assert tuple(line.split()[0] for line in lines) == filters.names()


@pytest.mark.parametrize("name", filters.names())
def test_a_filter_is_described(run, name):
    out = run("filters", name).out.decode()
    assert max(map(len, out.splitlines())) <= 80
    assert name in out
    assert "→" in out


def test_presets_are_printed_ready_to_edit(run):
    for name in ("none", "repair", "web", "normal"):
        Path("my.toml").write_bytes(run("presets", name).out)
        assert hantidy.load("my.toml") == hantidy.preset(name)
    assert b"web" in run("presets").out


def test_unknown_names(run):
    for command in (["filters", "no"], ["presets", "no"], ["no"]):
        ran = run(*command)
        assert ran.code == 2
        assert ran.out == b""
        assert ran.err


def test_detect(run, write):
    pytest.importorskip("hantidy.profile")
    write("a", "中文网页".encode("gbk") * 40)
    ran = run("detect", "a")
    assert ran.code == 0
    assert "gb18030" in ran.out.decode()
    ran = run("detect", "--json", "a", "nope")
    assert ran.code == 2
    assert json.loads(ran.out)["encoding"] == "gb18030"
    assert run("detect", "a", "a").out.count(b"gb18030") == 2


def test_an_account_too_large_to_hold_is_refused(run, write):
    write("x", "Ａ" * 8 + "\n")
    write("many", "Ａ中" * 310_000)
    for command in ("explain", "review"):
        ran = run(command, "-f", "width", "many", "-o", "o.html")
        assert (ran.code, Path("o.html").exists()) == (2, False)
        assert ran.err.startswith("hantidy: many: has more than 300,000 edits")
        assert "hantidy audit" in ran.err
    assert run("explain", "-f", "width", "x").code == 0
