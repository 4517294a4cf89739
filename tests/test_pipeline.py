"""Rows of filters: built, changed, written down, shared."""

import math
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

import hantidy
from hantidy import filters
from hantidy.errors import ConfigError, OptionError, UnknownNameError
from hantidy.pipeline import Pipeline, config


def test_import_does_no_work():
    """No table, no OpenCC, no chardet, no click, no regex until something asks."""
    code = (
        "import sys, hantidy; from hantidy import filters; filters.names(); "
        "print(sorted({'opencc', 'chardet', 'click', 'regex', 'ftfy', 'pint', 'pyarrow'} & set(sys.modules)),"
        " [m for m in sys.modules if m.startswith('hantidy.tables')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["[]", "[]"]


def test_front_door_is_whole():
    """Every name of the front door can be fetched, and no other."""
    for name in hantidy.__all__:
        assert getattr(hantidy, name) is not None
    with pytest.raises(AttributeError):
        _ = hantidy.no_such_name


def test_errors_name_what_there_is():
    with pytest.raises(UnknownNameError, match="the filters are .*gloss"):
        filters.get("glosss")
    with pytest.raises(OptionError, match="its options are mode .*strictness"):
        filters.get("gloss", style="x")
    with pytest.raises(OptionError, match="mode is strip or ruby or report, not 'no'"):
        filters.get("gloss", mode="no")
    with pytest.raises(OptionError, match="mode is strip or ruby or report, not 1"):
        filters.get("gloss", mode=1)
    with pytest.raises(UnknownNameError, match="the presets are none, repair, web, normal"):
        hantidy.preset("all")
    with pytest.raises(TypeError, match="not bytes; hantidy.decode"):
        hantidy.clean(b"")
    with pytest.raises(TypeError, match="made of filters, not of str"):
        Pipeline(["gloss"])


def test_rows_are_values():
    web = hantidy.preset("web")
    assert web is hantidy.preset("web")
    assert web == Pipeline(web.filters)
    assert hash(web) == hash(Pipeline(web.filters))
    assert web != web.without("gloss")
    assert web.without("gloss").including(filters.get("gloss")) == web.replace(
        "gloss", mode="strip"
    )
    strict = web.replace("gloss", strictness="strict").replace("gloss", mode="ruby")
    assert {"mode": "ruby", "strictness": "strict"} in [each.options for each in strict.filters]
    assert (Pipeline() | filters.get("gloss") | web).filters[1:] == web.filters
    with pytest.raises(UnknownNameError, match="has no filter 'gloss' to change"):
        web.without("gloss").replace("gloss", mode="ruby")
    with pytest.raises(UnknownNameError):
        web.without("glos")
    with pytest.raises(AttributeError):
        web.filters = ()


def test_filters_stand_in_the_order_of_the_registry():
    """A preset's row, and what is put into it, follows the one order."""
    order = filters.names().index
    for name in ("repair", "web", "normal"):
        places = [order(each.name) for each in hantidy.preset(name).filters]
        assert places == sorted(places)
    grown = hantidy.preset("repair").including(filters.get("width"))
    places = [order(each.name) for each in grown.filters]
    assert places == sorted(places)


def test_fingerprint_tells_rows_apart():
    web = hantidy.preset("web")
    others = [
        web.without("gloss"),
        web.replace("gloss", mode="ruby"),
        Pipeline(reversed(web.filters)),
    ]
    assert len({row.fingerprint for row in [web, *others]}) == 4
    code = "import hantidy; print(hantidy.preset('web').fingerprint)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == web.fingerprint


def test_batch_keeps_what_is_missing():
    gloss = Pipeline([filters.get("gloss")])
    cleaned = gloss.batch(["達(dá)", None, "", math.nan])
    assert cleaned[:3] == ["達", None, ""]
    assert math.isnan(cleaned[3])
    with pytest.raises(TypeError, match="not int"):
        gloss.batch([3])


def test_threads_share_a_row():
    web = hantidy.preset("web")
    text = "達(dá)拉特旗经(jing)(jing)济,开发\n" * 300
    with ThreadPoolExecutor(4) as pool:
        assert set(pool.map(web, [text] * 8)) == {web(text)}


def test_toml(tmp_path):
    file = tmp_path / "row.toml"
    file.write_text(
        'preset = "web"\nwithout = ["spacing"]\n\n[[filter]]\nname = "gloss"\nmode = "ruby"\n',
        encoding="utf-8",
    )
    loaded = hantidy.load(file)
    assert loaded == hantidy.preset("web").without("spacing").including(
        filters.get("gloss", mode="ruby")
    )
    assert config.read(loaded.to_toml()) == loaded
    assert config.read(Pipeline().to_toml()) == Pipeline()
    backwards = Pipeline([filters.get("width"), filters.get("controls")])
    assert config.read(backwards.to_toml()) == backwards


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        ("preset = web", "this is not TOML"),
        ('presets = "web"', "unknown key 'presets'; the keys are preset"),
        ('preset = "big"', "there is no preset 'big'"),
        ('without = "gloss"', "without is a list of names"),
        ('[[filter]]\nmode = "ruby"', "each .* needs a name"),
        ('[[filter]]\nname = "gloss"\ncolour = 1', "gloss has no option 'colour'"),
        ('[filter]\nname = "gloss"', "headed .*filter"),
        ('without = ["gloss"]\n[[filter]]\nname = "gloss"', "keep one of them"),
        ('to = "tw"\n[[filter]]\nname = "script"', "converts already"),
        (
            'preset = "web"\n[[filter]]\nname = "gloss"\n[[filter]]\nname = "gloss"',
            "give all its options in one",
        ),
        ('[[filter]]\nname = "escapes"\nkinds = []', "one at least"),
        ("preset = 3", 'preset is a name in quotes, such as preset = "web"'),
    ],
)
def test_toml_errors_say_what_to_write(toml, message, tmp_path):
    file = tmp_path / "row.toml"
    file.write_text(toml, encoding="utf-8")
    with pytest.raises(ConfigError, match=message) as error:
        hantidy.load(file)
    assert "row.toml" in str(error.value)


def test_a_block_that_does_not_settle_comes_back():
    """Two filters that undo each other leave the text alone and say so."""
    from dataclasses import dataclass
    from typing import ClassVar

    from hantidy.core.edits import Change
    from hantidy.filters.base import Filter

    @dataclass(frozen=True)
    class Turn(Filter):
        name: ClassVar = "turn"
        kind: ClassVar = "repair"

        def changes(self, block):
            other = {"a": "b", "b": "a"}
            return [
                Change(i, i + 1, other[c], "turn") for i, c in enumerate(block.text) if c in other
            ]

    row = (Turn(),)
    from hantidy.core import engine

    assert engine.clean(row, "ca\n") == "ca\n"
    trace = engine.trace(row, "ca\n")
    assert trace.text == "ca\n"
    assert [(e.filter, e.rule, e.is_finding) for e in trace.edits] == [
        ("pipeline", "unstable", True)
    ]


@pytest.mark.parametrize("name", ["escapes", "lines", "wrap", "punctuation"])
def test_a_fence_opened_in_an_earlier_block_is_known(name):
    """What one block leaves open holds in the next, for repair filters that ask too."""
    made = filters.get(name, mode="drop") if name == "lines" else filters.get(name)
    inside = "为导 向,好&copy;\n责任编辑：张三\n"
    text = "```\n" + "x\n" * 300 + inside + "```\n"
    assert made(text) == text
    assert made(inside) != inside
