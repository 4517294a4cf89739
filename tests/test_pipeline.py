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
    assert {"mode": "ruby", "strictness": "strict", "bare": "off"} in [
        each.options for each in strict.filters
    ]
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


def test_a_line_that_does_not_settle_comes_back():
    """What does not settle costs the lines it is in, and says so."""
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

    row = Pipeline([Turn()])
    assert row("ca\n") == "ca\n"
    trace = row.trace("ca\n")
    assert trace.text == "ca\n"
    assert [(e.filter, e.rule, e.is_finding) for e in trace.edits] == [
        ("pipeline", "unstable", True)
    ]
    more = row | filters.get("gloss")
    source = "達(dá)拉特\r\n一a\r\n\r\n達(dá)拉特"
    trace = more.trace(source)
    assert more(source) == trace.text == trace.replay() == "達拉特\r\n一a\r\n\r\n達拉特"
    assert more(trace.text) == trace.text
    (finding,) = trace.findings
    assert finding.reason == "turn comes to no rest; line 2 of the block stays as it was"
    assert (finding.start, trace.counts) == (9, {"gloss": 2})


@pytest.mark.parametrize("name", ["escapes", "lines", "wrap", "punctuation"])
def test_a_fence_opened_in_an_earlier_block_is_known(name):
    """What one block leaves open holds in the next, for repair filters that ask too."""
    made = filters.get(name, mode="drop") if name == "lines" else filters.get(name)
    inside = "为导 向,好&copy;\n责任编辑：张三\n"
    text = "```\n" + "x\n" * 300 + inside + "```\n"
    assert made(text) == text
    assert made(inside) != inside


@pytest.mark.parametrize("control", ["\x00", "\x08", "\x1b[1m", "\u200b", "\x7f"])
@pytest.mark.parametrize(
    "marker", ["```\n乙\n```{}\n", "{}```\n乙\n```\n", "<!--{} 乙 -->\n", "<st{}yle>\n"]
)
def test_what_cannot_be_seen_beside_a_marker_costs_nothing(control, marker):
    """A fence or comment is known through what `controls` takes out, so its block comes to rest."""
    web = hantidy.preset("web")
    trace = web.trace("區(qu)(qu)域３畝\n" + marker.format(control))
    assert trace.text == "區域3畝\n" + marker.format("")
    assert not trace.findings
    later = marker.format(control) + "行\n" * 300 + "區(qu)(qu)域３畝\n"
    assert web(web(later)) == web(later)


def test_what_would_open_a_comment_stays_and_the_rest_is_cleaned():
    row = Pipeline([filters.get("escapes", kinds=("all",))])
    trace = row.trace("前&amp;后\n&lt;!-- 草稿\n书店&copy;\n")
    assert trace.text == "前&后\n&lt;!-- 草稿\n书店©\n"
    assert row(trace.text) == trace.text == trace.replay()
    (finding,) = trace.findings
    assert finding.reason.startswith("escapes would open or close")


def test_filters_that_undo_each_other_are_named():
    row = Pipeline(
        [
            filters.get("unify-script"),
            filters.get("punctuation"),
            filters.get("punctuation", style="ascii"),
        ]
    )
    source = "他说,你好(吗)\n這里有達(dá)拉特\n"
    trace = (row | filters.get("gloss")).trace(source)
    assert "達拉特" in trace.text
    assert trace.text.startswith("他说,你好(吗)\n")
    reasons = [finding.reason for finding in trace.findings]
    assert any(reason.startswith("punctuation") for reason in reasons)


@pytest.mark.parametrize("name", ["repair", "web", "normal"])
def test_what_does_not_settle_can_still_be_encoded(name):
    """Lone surrogates go even where a line is given up, or shielded."""
    from dataclasses import dataclass
    from typing import ClassVar

    from hantidy.core.edits import Change
    from hantidy.filters.base import Filter

    @dataclass(frozen=True)
    class Grow(Filter):
        name: ClassVar = "grow"
        kind: ClassVar = "repair"

        def changes(self, block):
            return [Change(i, i, "啊", "grow") for i, c in enumerate(block.text) if c == "啊"]

    row = hantidy.preset(name) | Grow()
    text = "啊\udc80\ud83d\ude00\n區(qu)(qu)域\n"
    trace = row.trace(text)
    assert row(text) == trace.text == trace.replay() == "啊\ufffd😀\n區域\n"
    assert row(trace.text) == trace.text
    assert [finding.rule for finding in trace.findings] == ["unstable"]
    hantidy.clean("\ud800後?sì)\udc00频会", name).encode()


def test_overlapping_changes_are_refused():
    from dataclasses import dataclass
    from typing import ClassVar

    from hantidy.core.edits import Change
    from hantidy.errors import ChangesError
    from hantidy.filters.base import Filter

    @dataclass(frozen=True)
    class Wild(Filter):
        name: ClassVar = "wild"
        kind: ClassVar = "repair"
        spans: tuple[int, ...] = (0, 2, 1, 3)

        def changes(self, block):
            assert block.text
            spans = iter(self.spans)
            return [Change(a, b, "x", "any") for a, b in zip(spans, spans, strict=True)]

    for spans, message in [
        ((0, 2, 1, 3), r"filter 'wild', rule 'any': the change of \[1, 3\) begins before 2"),
        ((3, 4, 0, 1), "must be sorted and disjoint"),
        ((0, 9), r"\[0, 9\) leaves the text, which has 5 characters"),
        ((2, 1), "must be sorted"),
    ]:
        with pytest.raises(ChangesError, match=message):
            Wild(spans)("abcde")
