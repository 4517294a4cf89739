"""What the review page promises of rejections, and that any text may stand in it."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

import hantidy
from hantidy.reports.review import page
from hantidy.reports.review.exactness import exact_rejections
from hantidy.reports.review.groups import Groups
from strategies import texts

WEB = hantidy.preset("web")
PIECES = st.sampled_from(
    ["甲(jia)", "乙(yi)", "丙,丁", "３天", "好 ,", "“", "\n", "戊。", "己\u200b"]
)


def data_of(html):
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', html, re.DOTALL)
    return json.loads(found[1])


@given(texts)
def test_any_text_can_be_reviewed(text):
    """The source comes back from the page as it was, and no element is closed early."""
    html = page(WEB.trace(text), "a</script><b>.txt")
    assert data_of(html)["source"] == text
    assert html.count("</script>") == 3
    html.encode()


@given(st.lists(PIECES, min_size=1, max_size=40).map("".join))
def test_positions_are_those_of_javascript(text):
    source = "𠮷" + text
    trace = WEB.trace(source)
    data = data_of(page(trace, "a.txt"))
    units = source.encode("utf-16-le", "surrogatepass")
    for (start, end, *_), hunk in zip(data["hunks"], trace.hunks, strict=True):
        said = units[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        assert said == source[hunk.start : hunk.end]


@given(st.lists(PIECES, min_size=1, max_size=60).map("".join), st.integers(0, 3))
def test_what_is_called_exact_is_what_a_run_gives(text, lines):
    """A kind rejected in one block and another in the next: both together are exact too."""
    source = text + "\n" + "没有改动。\n" * (255 - text.count("\n") % 256) + "庚,辛。\n" * lines
    trace = WEB.trace(source)
    groups = Groups(trace)
    exact, _ = exact_rejections(trace, groups, WEB)
    assert set(exact) <= {0, 1}
    for kind in {kind for kinds in exact.values() for kind in kinds}:
        decision = groups.decision_of_kind(kind)
        everywhere = {block for block, kinds in exact.items() if kind in kinds}
        rejected = [e for e in trace.edits if groups.kind_of(e) == kind and not e.is_finding]
        if {int(source.count("\n", 0, e.start) >= 256) for e in rejected} != everywhere:
            continue
        shown, at = [], 0
        for hunk in trace.hunks:
            gone = any(edit in rejected for edit in hunk.edits)
            kept = trace.text[hunk.clean_start : hunk.clean_end]
            shown += [source[at : hunk.start], source[hunk.start : hunk.end] if gone else kept]
            at = hunk.end
        assert "".join([*shown, source[at:]]) == WEB.excepting([decision])(source)
