"""hantidy audit, and hantidy.audit."""

import json
import re
from pathlib import Path

import pytest

import hantidy
from hantidy.reports.audit import drawn

COMMA = "今天,天气好。\n"
TEXTS = [COMMA, COMMA * 3 + "Ａ\n", "没有什么可改。\n"]


def lines(texts):
    return "".join(json.dumps({"text": text}, ensure_ascii=False) + "\n" for text in texts).encode()


def test_kinds_are_counted_with_documents_and_contexts():
    found = hantidy.audit(TEXTS)
    assert (found.documents, found.characters) == (3, sum(map(len, TEXTS)))
    first = found.most()[0]
    assert (first.filter, first.before, first.after) == ("punctuation", ",", "，")
    assert (first.count, first.documents, len(first.contexts)) == (4, 2, 4)
    assert first.contexts[0] == "今天[,]天气好。\n"
    assert [kind.before for kind in found.rarest(1)] == ["Ａ"]
    assert found.edits == {"punctuation": 4, "width": 1}
    assert found.per_million == pytest.approx(5e6 / found.characters)
    assert found.scripts.total() == 3
    assert set(found.nanoseconds) == {each.name for each in hantidy.preset("web").filters}


def test_it_counts_what_trace_makes():
    text = "開發區(qu)(qu)的建(jian)設(she),Ａ，真的吗?\n" * 40
    found = hantidy.audit([text], hantidy.preset("normal"))
    trace = hantidy.trace(text, "normal")
    assert found.edits == trace.counts
    assert found.findings.total() == len(trace.findings)


def test_contexts_come_from_all_over_and_are_few():
    texts = [f"第{number}天,好。" for number in range(3000)]
    (kind,) = hantidy.audit(texts, "web").most()
    assert (kind.count, kind.documents, len(kind.contexts)) == (3000, 3000, 5)
    numbers = [int(re.search(r"\d+", context)[0]) for context in kind.contexts]
    assert max(numbers) - min(numbers) > 600


def test_what_is_left_alone_elsewhere_is_least_certain():
    found = hantidy.audit(["国务院发(fa)了(le)文(wen)。", "李明(LM)说,好。"] * 3 + ["前,后"])
    for kind in found.least_certain():
        assert not kind.is_finding


def test_sample_draws_evenly_and_the_same():
    texts = [str(number) for number in range(1000)]
    drawing, total = drawn(texts, 100, 1)
    some = list(drawing)
    assert (len(some), total) == (100, 1000)
    assert some == list(drawn(iter(texts), 100, 1)[0]) != list(drawn(texts, 100, 2)[0])
    assert list(drawn(["\ud800𠮷", "二"], 5)[0]) == ["\ud800𠮷", "二"]
    assert [int(text) for text in some] == sorted(map(int, some))
    assert 350 < sum(map(int, some)) / 100 < 650
    found = hantidy.audit(TEXTS * 10, sample=5)
    assert (found.documents, found.drawn_from) == (5, 30)


def test_misuse_is_told():
    for wrong in (COMMA, COMMA.encode()):
        with pytest.raises(TypeError, match=r"give \[text\]"):
            hantidy.audit(wrong)
    with pytest.raises(TypeError, match="not int"):
        hantidy.audit([1])
    with pytest.raises(ValueError, match="1 at least"):
        hantidy.audit(TEXTS, sample=0)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_command_agrees_with_the_function(run, write, jobs):
    write("a.jsonl", lines(TEXTS * 200) + b"broken\n")
    ran = run("audit", "--format", "json", "-j", jobs, "a.jsonl")
    assert ran.code == 0
    told, found = json.loads(ran.out), hantidy.audit(TEXTS * 200).to_dict()
    for each in (told, found):
        each.pop("seconds_per_million")
        assert each.pop("encodings") in ({}, {"utf-8": 1})
        for kind in each["kinds"]:
            assert len(kind.pop("contexts")) > 1
    assert told == found


def test_folders_fields_and_standard_input(run, write):
    write("d/a.txt", COMMA)
    write("d/b.jsonl", '{"meta":{"title":"一,二"},"messages":[{"content":"三,四"}]}\n')
    write("d/c.csv", '名,值\n甲,"乙,丙"\n')
    ran = run("audit", "-r", "d", "--field", "meta.title", "--field", "messages[].content",
              "--format", "json")  # fmt: skip
    assert json.loads(ran.out)["edits"] == {"punctuation": 4}
    ran = run("audit", "--jsonl", "--format", "json", data=lines(TEXTS))
    assert json.loads(ran.out)["documents"] == 3
    table = run("audit", data=COMMA.encode()).out.decode()
    assert "1 document, 8 characters: 1 edits (125,000.0 per million characters)" in table
    assert ", → ，" in table
    ran = run("audit", "nowhere", "d/a.txt")
    assert ran.code == 2
    assert "nowhere: No such file" in ran.err
    assert b"punctuation" in ran.out


def test_the_page_holds_all_and_trusts_nothing(run, write):
    hostile = "</script><script>alert(1)</script>今天,好\u202eＡ\n"
    write("a<b>.txt", hostile)
    assert run("audit", "a<b>.txt", "-o", "x.html").code == 0
    page = Path("x.html").read_text("utf-8")
    assert page.count("</script>") == 3
    assert "\u202e" not in page
    assert "<b>" not in page
    assert "http" not in page.replace("http-equiv", "")
    data = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    assert any("</script>" in c for k in json.loads(data[1])["kinds"] for c in k[7])


@pytest.mark.parametrize("command", ["audit", "review"])
def test_where_nothing_can_be_read_nothing_is_written(run, write, command):
    write("d/a.txt", COMMA)
    write("old.html", "old")
    ran = run(command, "d", "-o", "old.html")
    assert (ran.code, Path("old.html").read_text("utf-8")) == (2, "old")
    assert "is a folder" in ran.err


def test_a_notebook_shows_it():
    shown = hantidy.audit(["<b>今天,好\n"])._repr_html_()
    assert "<table>" in shown
    assert "<b>" not in shown


def test_what_an_unknown_extension_means_is_asked(run, write):
    write("a.txt", "好。\n")
    ran = run("audit", "a.txt", "-o", "a.docx")
    assert (ran.code, Path("a.docx").exists()) == (2, False)
    assert "--format says table, json or html" in ran.err
    assert run("audit", "a.txt", "-o", "a.docx", "--format", "json").code == 0
