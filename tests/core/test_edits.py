"""The account of changes: replayed, mapped both ways, told of the document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hantidy
from hantidy import filters
from hantidy.core.edits import Change, Step, Tracer, splice, undoing
from hantidy.core.spans import Spans


@st.composite
def changes_of(draw, text):
    """Sorted, disjoint changes of ``text``, findings among them."""
    changes = []
    at = 0
    while at <= len(text) and draw(st.booleans()):
        start = draw(st.integers(at, len(text)))
        end = draw(st.integers(start, min(len(text), start + 4)))
        after = draw(st.one_of(st.text("ABC", max_size=3), st.just(text[start:end])))
        if start < end or after:
            changes.append(Change(start, end, after, "rule"))
        at = end + 1
    return changes


@st.composite
def traced(draw):
    blocks = draw(st.lists(st.text("abc", max_size=8), max_size=3))
    tracer = Tracer("".join(blocks))
    clean = []
    for source in blocks:
        steps = []
        text = source
        for number in range(draw(st.integers(0, 4))):
            changes = tuple(draw(changes_of(text)))
            steps.append(Step(number, number, "filter", text, changes))
            text = splice(text, changes)
        tracer.add_block(source, steps)
        clean.append(text)
    return tracer.trace(), "".join(clean)


@given(traced(), st.data())
def test_trace(case, data):
    """The hunks make the clean text of the source, and so does the replay; places map both ways."""
    trace, clean = case
    assert trace.text == clean
    assert trace.replay() == clean
    at = 0
    made = []
    for hunk in trace.hunks:
        assert at <= hunk.start <= hunk.end
        made += (trace.source[at : hunk.start], clean[hunk.clean_start : hunk.clean_end])
        assert sum(map(len, made)) == hunk.clean_end
        at = hunk.end
    assert "".join(made) + trace.source[at:] == clean
    told = [edit for edit in trace.edits if not edit.is_finding]
    assert sum(len(hunk.edits) for hunk in trace.hunks) == len(told) == sum(trace.counts.values())
    for size, across in ((len(clean), trace.to_source), (len(trace.source), trace.to_clean)):
        start = data.draw(st.integers(0, size))
        end = data.draw(st.integers(start, size))
        low, high = across(start, end)
        wider = across(max(0, start - 1), end)
        assert low <= high
        assert wider[0] <= low
        assert wider[1] >= high or start == end  # an empty span asks for what was taken out there


def test_a_span_that_cuts_a_hunk_is_widened():
    trace = hantidy.trace("區(qu)(qu)域面積３００畝", "web")
    assert trace.text == "區域面積300畝"
    assert trace.to_source(0, 1) == (0, 1)
    assert trace.to_source(0, 2) == (0, 10)
    assert trace.to_source(5, 6) == (12, 15)
    assert trace.to_clean(13, 14) == (4, 7)
    assert trace.to_clean(2, 4) == (1, 1)
    with pytest.raises(ValueError, match="no span"):
        trace.to_source(3, 99)


def test_positions_count_code_points_and_crlf_is_two():
    trace = filters.get("gloss").trace("𠮷野\r\n達(dá)拉特\r\n")
    (edit,) = trace.edits
    assert (edit.start, edit.end, edit.at) == (5, 9, 5)
    assert trace.text == "𠮷野\r\n達拉特\r\n"


def test_mixed_line_ends_stay_as_they_are():
    text = "甲(jiǎ)\r\n乙(yǐ)\n丙(bǐng)\r\r\n丁(dīng)"
    assert filters.get("gloss")(text) == "甲\r\n乙\n丙\r\r\n丁"
    assert filters.get("gloss").trace(text).replay() == "甲\r\n乙\n丙\r\r\n丁"


def test_later_edits_take_in_earlier_ones():
    """An edit of what another edit made comes from all that it touched."""
    tracer = Tracer("abcdef")
    first = (Change(1, 2, "XY", "one"),)
    second = (Change(2, 4, "", "two"),)
    tracer.add_block(
        "abcdef", [Step(0, 0, "f", "abcdef", first), Step(1, 1, "g", "aXYcdef", second)]
    )
    trace = tracer.trace()
    assert trace.text == "aXdef"
    assert [(edit.start, edit.end, edit.at, edit.before) for edit in trace.edits] == [
        (1, 2, 1, "b"),
        (1, 3, 2, "Yc"),
    ]
    (hunk,) = trace.hunks
    assert hunk[:4] == (1, 3, 1, 2)


@given(st.data())
def test_spans_move_with_the_text(data):
    """What stands in a span that no change touches stands in the span it moved to."""
    text = data.draw(st.text("abcdefgh", max_size=20))
    spans = Spans(
        data.draw(
            st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=4)
        )
    )
    changes = [c for c in data.draw(changes_of(text)) if not spans.touches(c.start, c.end)]
    moved = spans.moved(changes)
    clean = splice(text, changes)
    assert [clean[a:b] for a, b in moved] == [text[a:b] for a, b in spans]
    assert "".join(text[a:b] for a, b in spans.gaps(len(text))) == "".join(
        text[i] for i in range(len(text)) if not any(a <= i < b for a, b in spans)
    )


def test_a_carriage_return_that_comes_to_stand_at_a_line_end():
    """It belongs to the line end from then on, and the rules look again without it."""
    row = hantidy.preset("web")
    text = "你好吗?\r\u200b\n好,\r\u200b\r\n達(dá)\n"
    trace = row.trace(text)
    assert row(text) == trace.text == trace.replay() == "你好吗？\r\n好，\r\r\n達\n"
    assert row(trace.text) == trace.text


@given(st.text("abc", max_size=12).flatmap(lambda text: st.tuples(st.just(text), changes_of(text))))
def test_changes_are_undone(case):
    text, changes = case
    assert splice(splice(text, changes), undoing(text, changes)) == text
