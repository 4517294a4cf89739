"""The laws of the contract, proven over every registered filter and every preset."""

import copy
import pickle
import time
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import hantidy
from hantidy import filters, testing
from hantidy.core.block import Block
from hantidy.core.edits import splice
from hantidy.evidence import protected
from hantidy.pipeline import Pipeline, config, presets
from strategies import texts


@cache
def variants(name):
    return testing.variants(filters.kind_of(name))


FIXTURES = Path(__file__).parents[1] / "fixtures"

PIPELINES = {
    f"{each.name}:{i}": Pipeline([each])
    for name in filters.names()
    for i, each in enumerate(variants(name))
}
PIPELINES |= {name: hantidy.preset(name) for name in presets.names()}
if "script" in filters.names():
    PIPELINES |= {f"normal to {to}": hantidy.preset("normal", to) for to in ("hans", "twp")}
PIPELINES["everything"] = Pipeline(filters.get(name) for name in filters.names())

every_pipeline = pytest.mark.parametrize("pipeline", PIPELINES.values(), ids=PIPELINES)
every_filter = pytest.mark.parametrize(
    "made", [each for name in filters.names() for each in variants(name)], ids=str
)


@every_pipeline
@given(text=texts)
@example(text="")
@example(text="\0\ud800\udfff\r\n\r")
def test_total_settled_and_replayed(pipeline, text):
    """Any str comes back as a str, twice equals once, and the edits alone give it again."""
    once = pipeline(text)
    assert type(once) is str
    assert pipeline(once) == once
    trace = pipeline.trace(text)
    assert trace.text == once
    assert trace.replay() == once
    assert trace.source == text
    at = 0
    pieces = []
    for hunk in trace.hunks:
        pieces += (text[at : hunk.start], once[hunk.clean_start : hunk.clean_end])
        at = hunk.end
        assert hunk.edits
        assert all(hunk.start <= edit.start <= edit.end <= hunk.end for edit in hunk.edits)
    assert "".join(pieces) + text[at:] == once


@every_pipeline
@given(text=texts, data=st.data())
def test_streaming_equals_whole(pipeline, text, data):
    """However the text arrives, the answer is the same."""
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=5)))
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert "".join(pipeline.stream(chunks)) == pipeline(text)


@every_filter
@given(text=texts, carried=st.sampled_from(["", "start"]))
def test_the_faster_way_gives_the_same_text(made, text, carried):
    """Whatever a filter rewrites at once is what its changes make."""
    text = text.replace("\r\n", "\n").replace("\r\n", "\n")
    block = Block(text, carried, formats=protected)
    changes = made.changes(block)
    assert all(a.end <= b.start for a, b in pairwise(changes))
    assert all(0 <= c.start <= c.end <= len(text) for c in changes)
    assert all(c.rule and (c.after or c.start < c.end) for c in changes)
    guarded = made.guarded(block)
    clean = splice(text, [c for c in changes if not guarded.touches(c.start, c.end)])
    again = Block(clean, carried, formats=protected)
    rewritten = made.rewrite(Block(text, carried, formats=protected))
    assert rewritten in (None, clean, changes)
    if made.idempotent:
        guarded = made.guarded(again)
        more = [c for c in made.changes(again) if not guarded.touches(c.start, c.end)]
        assert splice(clean, more) == clean


@pytest.mark.parametrize("name", filters.names())
def test_nothing_is_found_without_triggers(name):
    """The text of every fixture, of all filters, has none of them left."""
    whole = "\n".join(path.read_text("utf-8") for path in FIXTURES.glob("*/*.toml"))
    for made in variants(name):
        for start in range(0, len(whole), 100_000):
            testing.check_triggers(made, whole[start : start + 100_000])


@every_filter
@given(text=texts)
def test_style_leaves_protected_spans_alone(made, text):
    """What the one function of protected spans finds comes through a style filter as it is."""
    if made.kind != "style":
        return
    text = text.replace("\r", "")
    block = Block(text, formats=protected)
    guarded = block.protected
    changes = [c for c in made.changes(block) if not guarded.touches(c.start, c.end)]
    clean = splice(text, changes)
    kept = [clean[a:b] for a, b in guarded.moved(changes)]
    assert kept == [text[a:b] for a, b in guarded]


@pytest.mark.parametrize("name", presets.names())
@given(text=texts)
def test_presets_keep_lines_and_can_be_encoded(name, text):
    """No preset adds or removes a line end; whatever comes out is UTF-8."""
    for to in (None, "hans", "tw"):
        clean = hantidy.clean(text, name, to)
        assert clean.count("\n") == text.count("\n")
        if name != "none":
            clean.encode("utf-8")


@every_pipeline
def test_pickled_and_copied(pipeline):
    """A pipeline that went through a pickle or a file is the same pipeline."""
    for other in (
        pickle.loads(pickle.dumps(pipeline)),
        copy.deepcopy(pipeline),
        config.read(pipeline.to_toml()),
    ):
        assert other == pipeline
        assert hash(other) == hash(pipeline)
        assert other.fingerprint == pipeline.fingerprint


@pytest.mark.parametrize("name", filters.names())
def test_examples_tell_the_truth(name):
    """The before and after that the help shows is what happens."""
    kind = filters.kind_of(name)
    assert kind.examples
    assert kind.__doc__
    for before, after in kind.examples:
        assert filters.get(name)(before) == after


@pytest.mark.parametrize("name", [*filters.names(), "web", "normal"])
def test_time_is_linear(name):
    """Eight times the text takes no sixty-four times the time, however hostile it is."""
    pipeline = hantidy.preset(name) if name in presets.names() else Pipeline([filters.get(name)])

    def seconds(unit, size):
        start = time.process_time()
        pipeline((unit * size)[:size])
        return time.process_time() - start

    for unit in [*"(一十<`&[/，� ", "中(a", "\x1b[", "a,", "中 ", "?!"]:
        seconds(unit, 100)
        assert seconds(unit, 65_536) < max(1.0, 32 * seconds(unit, 8_192)), unit
