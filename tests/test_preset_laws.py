"""The laws for each preset as people run it: converted, with words to keep and with decisions."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hantidy
from hantidy import Decision
from hantidy.pipeline import presets
from strategies import texts

SURROGATE = re.compile("[\ud800-\udfff]")
TARGETS = ("hans", "hansp", "hant", "tw", "twp", "hk")


def _withheld(draw, row, text):
    """Return ``row`` without some of the edits it makes of ``text``, and with words kept there."""
    edits = [edit for edit in row.trace(text).edits if not edit.is_finding]
    if edits:
        drawn = draw(st.lists(st.sampled_from(edits), max_size=3))
        row = row.excepting(Decision(e.filter, e.rule, e.before, e.after) for e in drawn)
    starts = draw(st.lists(st.integers(0, len(text)), max_size=2))
    lengths = draw(st.lists(st.integers(1, 5), min_size=len(starts), max_size=len(starts)))
    words = [text[a : a + n].split("\n")[0] for a, n in zip(starts, lengths, strict=True)]
    return row.keeping(word for word in words if word and not SURROGATE.search(word))


@pytest.mark.parametrize("withheld", [False, True], ids=["bare", "withheld"])
@pytest.mark.parametrize("converted", [False, True], ids=["as it is", "with to="])
@pytest.mark.parametrize("name", presets.names())
@given(text=texts, data=st.data())
def test_every_law_at_once(name, converted, withheld, text, data):
    """Total, settled, replayed, streamed; lines stay lines, and the text can be encoded."""
    row = hantidy.preset(name, data.draw(st.sampled_from(TARGETS)) if converted else None)
    if withheld:
        row = _withheld(data.draw, row, text)
    once = row(text)
    trace = row.trace(text)
    assert trace.text == trace.replay() == once
    assert row(once) == once
    assert once.count("\n") == text.count("\n")
    if name != "none":
        once.encode()
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=4)))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert "".join(row.stream(chunks)) == once
