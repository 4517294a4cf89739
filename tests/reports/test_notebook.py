"""What a notebook shows of our objects, and the edits as plain data."""

import json
from html.parser import HTMLParser

import pytest
from hypothesis import given

import hantidy
from strategies import texts

TEXT = "<b>達(dá)拉特旗</b>，佔地３００畝\u202e\n第二行,完。\n"
WEB = hantidy.preset("web")


class Balanced(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.seen = [], []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def parsed(html):
    page = Balanced()
    page.feed(html)
    assert page.open == []
    assert set(page.seen) <= {"div", "p", "table", "thead", "tbody", "tr", "th", "td", "del", "ins"}
    return page.seen


@pytest.mark.parametrize(
    "shown",
    [
        WEB.trace(TEXT),
        hantidy.detect(TEXT),
        hantidy.audit([TEXT]),
        WEB.keeping(["<i>李恒"]).excepting(
            [{"filter": "punctuation", "rule": "comma", "before": ",", "after": "<"}]
        ),
    ],
    ids=lambda each: type(each).__name__,
)
def test_a_table_that_trusts_no_text(shown):
    html = shown._repr_html_()
    assert "table" in parsed(html)
    assert "\u202e" not in html
    assert "color:inherit" in html  # a dark page stays dark


def test_the_trace_shows_each_place_with_its_rule():
    trace = WEB.trace(TEXT)
    html = trace._repr_html_()
    assert parsed(html).count("tr") == 1 + len(trace.hunks)
    assert "gloss toned" in html
    assert "line-through" not in html


def test_a_long_trace_says_what_it_leaves_out():
    html = WEB.trace("今天,好。\n" * 120)._repr_html_()
    assert "the first 50 places of 120" in html


def test_edits_as_plain_data():
    trace = WEB.trace(TEXT)
    told = trace.to_dicts()
    assert len(told) == len(trace.edits)
    for each, edit in zip(told, trace.edits, strict=True):
        assert all(each[name] == getattr(edit, name) for name in type(edit).__slots__)
        assert each["finding"] == edit.is_finding
        line = TEXT.split("\n")[each["line"] - 1] + "\n"
        assert line[each["column"] - 1 :].startswith(
            TEXT[edit.start : edit.end].split("\n", maxsplit=1)[0]
        )
    assert json.loads(json.dumps(told)) == told


@given(texts)
def test_any_text_can_be_shown(text):
    parsed(WEB.trace(text)._repr_html_())
