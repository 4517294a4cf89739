"""The page with ASCII marks where full-width ones belong, where it is present."""

import re
from pathlib import Path

import pytest

from hantidy import Pipeline, filters

SEEDS = [
    Path(parent, *middle, "seeds")
    for parent in Path(__file__).resolve().parents
    for middle in ((), ("shared",))
]
PAGES = [page for folder in SEEDS if folder.is_dir() for page in folder.glob("002_*.txt")]
HAN = "[㐀-鿿]"

pytestmark = pytest.mark.skipif(not PAGES, reason="the public pages are not here")


@pytest.fixture(scope="module")
def page():
    return PAGES[0].read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def row():
    return Pipeline([filters.get(name) for name in ("width", "punctuation", "spacing")])


def test_no_more_than_five_folded_marks_are_left(page, row):
    """Commas, colons and semicolons between or beside hanzi."""
    assert len(re.findall(f"[,:;](?<={HAN}.)|[,:;](?={HAN})", row(page))) <= 5


def test_headings_and_cells_stay(page, row):
    """Every space between hanzi and every cell of a table is there as it was."""
    clean = row(page)
    for pattern in (f"{HAN} {HAN}", r"[|]", r"(?m)^.* \| .* \|.*$"):
        before, after = re.findall(pattern, page), re.findall(pattern, clean)
        assert len(before) == len(after)
    cells = [[re.sub(r"[：；，,:;]", "", c) for c in line.split("|")] for line in page.split("\n")]
    kept = [[re.sub(r"[：；，,:;]", "", c) for c in line.split("|")] for line in clean.split("\n")]
    assert [c for c in cells if len(c) > 2] == [c for c in kept if len(c) > 2]


def test_every_change_is_explained(page, row):
    """The edits alone make the text, and each says what rule it follows and why."""
    trace = row.trace(page)
    assert trace.replay() == trace.text == row(page)
    assert len(trace.edits) > 2000
    assert all(edit.rule and edit.reason for edit in trace.edits)


def test_only_the_words_are_joined(page):
    """Of fifty spaces between hanzi the seven inside a word go; every heading keeps its own."""
    gap = f"(?<={HAN}) (?={HAN})"
    assert len(re.findall(gap, page)) == 50
    trace = filters.get("wrap").trace(page)
    assert len(re.findall(gap, trace.text)) == 43
    assert [edit.before for edit in trace.edits] == [" "] * 7
    assert [line for line in page.split("\n") if re.match("第.节 ", line)] == [
        line for line in trace.text.split("\n") if re.match("第.节 ", line)
    ]


def test_residue_is_told_and_trimmed(page):
    """The fields of the page and the empty cells are found; trimming takes the cells alone."""
    told = filters.get("lines").trace(page)
    assert told.text == page
    assert [e.before for e in told.edits if e.rule == "meta"] == [
        "- 发布日期:2023-05-23 19:00",
        "- 浏览次数:",
    ]
    trimmed = filters.get("lines", mode="trim")(page)
    assert not re.findall(r"(?m)\|[ \t]*\|[ |]*$", trimmed)
    assert re.sub(r"[ |]", "", trimmed) == re.sub(r"[ |]", "", page)


def test_the_missing_quote_is_a_finding(page):
    """十三五” lost its opening quote: told, and no quote is invented."""
    trace = filters.get("quotes").trace(page)
    assert trace.text == page
    assert [e.before for e in trace.edits] == ["”"]
