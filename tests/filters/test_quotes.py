"""What the fixtures of `quotes` cannot say."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy import filters
from strategies import texts

QUOTES = "“”‘’「」『』\"'"


def findings(text, **options):
    edits = filters.get("quotes", **options).trace(text).edits
    return [(edit.before, edit.reason) for edit in edits if edit.is_finding]


def test_unbalanced_quotes_are_findings():
    """Seen, told, and never given a mate."""
    assert findings("三五”期间") == [("”", "no opening quote")]
    assert findings("他说：“好") == [("“", "no closing quote in its paragraph")]
    assert findings("“甲‘乙”丙") == [("‘", "no closing quote")]
    assert findings('他说"好') == [('"', "an odd number of straight quotes in the line")]
    assert findings('27"和32"屏') == [('"', "straight quotes that do not pair plainly")]
    assert findings("“甲”「乙」‘丙’") == []
    assert findings("it’s 中 the boys’ 中") == []
    assert findings("他说“甲\n乙”了") == []


@given(
    st.text("“”‘’「」『』\"'中a\n ，", max_size=30), st.sampled_from(["auto", "curly", "corner"])
)
def test_only_quotes_change(text, style):
    """Quotes are exchanged for quotes, one for one."""
    clean = filters.get("quotes", style=style)(text)
    assert len(clean) == len(text)
    assert all(a == b or (a in QUOTES and b in QUOTES) for a, b in zip(text, clean, strict=True))


@given(texts)
def test_openers_stay_openers(text):
    """No opening quote becomes a closing one."""
    clean = filters.get("quotes", style="corner")(text)
    sides = str.maketrans("“‘「『”’」』", "(((())))")
    straight = str.maketrans("\"'", "  ")
    for a, b in zip(text.translate(sides), clean.translate(sides), strict=True):
        assert a == b or a.translate(straight) == " "


def test_corner_and_back():
    """Quotes that are nested as they should be come back as they were."""
    text = "“甲‘乙’丙”，‘丁’，“戊”"
    corner = filters.get("quotes", style="corner")(text)
    assert corner == "「甲『乙』丙」，『丁』，「戊」"
    assert filters.get("quotes", style="curly")(corner) == text


def test_guarded_quotes_do_not_pair():
    """A quote in code is no mate for one outside."""
    text = '设置`echo "`之后输入"中文"即可'
    assert filters.get("quotes")(text) == '设置`echo "`之后输入“中文”即可'


@pytest.mark.parametrize("unit", ["“", "”", '"', "'", "“」", "「“", '"中', "'中", "“\n", "中”\n"])
@pytest.mark.parametrize("style", ["auto", "corner"])
def test_linear(unit, style):
    made = filters.get("quotes", style=style)
    start = time.process_time()
    made(unit * 30_000)
    assert time.process_time() - start < 5
