"""What is no text, no name, no filter: an error of the right kind that says what is wanted."""

import pytest

import hantidy
from hantidy import MapBatch, Pipeline, filters
from hantidy.errors import OptionError

WIDTH = filters.get("width")
WEB = hantidy.preset("web")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: hantidy.clean(None), "a text is a str, not NoneType"),
        (lambda: hantidy.clean("a", WEB), "a preset is a name .* pipeline\\(text\\)"),
        (lambda: hantidy.preset(["web"]), "a preset is a name .*, not list"),
        (lambda: hantidy.decode("a"), "decode takes bytes, not str"),
        (lambda: hantidy.decode(b"a", 3), "an encoding is a name, not int"),
        (lambda: hantidy.detect(None), "bytes or str, not NoneType"),
        (lambda: Pipeline(WIDTH), "a list of filters, not Width"),
        (lambda: Pipeline(None), "a list of filters, not NoneType"),
        (lambda: WEB.including("width"), "not str; hantidy.filters.get"),
        (lambda: WEB.batch("甲"), "a list of texts, not one str"),
        (lambda: WEB.batch({"text": ["甲"]}), "not one dict; MapBatch takes columns"),
        (lambda: WEB.batch(None), "a list of texts, not one NoneType"),
        (lambda: MapBatch("web", "text"), "needs a Pipeline, not str"),
        (lambda: MapBatch(WEB, None), "a name or a list of names, not NoneType"),
        (lambda: MapBatch(WEB, "text")([{"text": "甲"}]), "not list"),
    ],
)
def test_wrong_types(call, message):
    with pytest.raises(TypeError, match=message):
        call()


def test_nothing_is_written_over_what_was_cleaned():
    for given in (
        {"columns": ["a", "a"]},
        {"columns": ["a", "b"], "into": ["c", "c"]},
        {"columns": "a", "report": "a"},
        {"columns": "a", "into": "b", "report": "b"},
        {"columns": "a", "into": "b", "report": "a"},
    ):
        with pytest.raises(ValueError, match="column '[abc]'"):
            MapBatch(WEB, **given)
    crossed = MapBatch(WEB, ["a", "b"], into=["b", "a"])
    assert crossed({"a": ["甲,乙"], "b": ["丙"]}) == {"a": ["丙"], "b": ["甲，乙"]}


def test_a_configuration_leaves_nothing_to_choose():
    for given in ({"to": "tw"}, {"source": "hant"}):
        with pytest.raises(OptionError, match="leave out to and source"):
            filters.get("script", config="s2t", **given)
