"""The table of rules for numerals: which are asked, in what order, and what the gate tells them."""

import tomllib
from functools import cache
from pathlib import Path

import pytest

from hantidy.filters import get
from hantidy.filters.numerals import grammar as table
from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.grammar import ROWS, Grammar, Rule, gate, grammar

FIXTURES = Path(__file__).parents[2] / "fixtures" / "numerals"
NAMES = tuple(dict.fromkeys(rule.name for rule in table.rules(full=True)))


def _telling(asked, name, *, knows):
    def look(_text, _start, end):
        asked.append(name)
        return Found((), end) if knows else None

    return look


def test_rules_are_asked_by_neighbours_and_in_order():
    asked = []
    rules = Grammar(
        {},
        (
            Rule("", _telling(asked, "after", knows=False), after="元年"),
            Rule("", _telling(asked, "before", knows=False), before="第\n"),
            Rule("", _telling(asked, "long", knows=False), least=2, most=3),
            Rule("", _telling(asked, "last", knows=True)),
            Rule("", _telling(asked, "never", knows=True)),
        ),
    )
    for text, start, end, expected in (
        ("三元", 0, 1, ["after", "before", "last"]),
        ("第三元", 1, 2, ["after", "before", "last"]),
        ("有三年", 1, 2, ["after", "last"]),
        ("有三十天", 1, 3, ["long", "last"]),
        ("\n三十", 1, 3, ["before", "long", "last"]),
        ("有三三三三天", 1, 5, ["last"]),
    ):
        for _ in range(2):  # the second time what was found out is known
            asked.clear()
            assert rules.look(text, start, end) == Found((), end)
            assert asked == expected, text


def test_a_rule_with_two_lines_is_asked_once():
    asked = []
    look = _telling(asked, "one", knows=False)
    rules = Grammar({}, (Rule("", look, before="有"), Rule("", look, after="天")))
    assert rules.look("有三天", 1, 2) == Found((), 2)
    assert asked == ["one"]


def test_the_first_character_comes_first():
    asked = []
    rules = Grammar(
        {"第": lambda _, at: Found((), at + 9)}, (Rule("", _telling(asked, "", knows=True)),)
    )
    assert rules.look("第三", 0, 1) == Found((), 9)
    assert not asked


@pytest.mark.parametrize("full", [False, True])
@pytest.mark.parametrize("numeral", ["三十", "二〇二一", "一百二十", "貳佰", "十"])
def test_the_gate_tells_where_a_numeral_ends(full, numeral):
    found = gate(full=full).search(f"有{numeral}元")
    if found is None:
        assert len(numeral) == 1
        assert not full
        return
    assert found.start() == 1
    assert (found.end() == 1 + len(numeral)) == (found.lastindex is not None)


def test_every_mode_has_its_grammar_once():
    assert grammar(full=True) is grammar(full=True)
    assert grammar(full=True) is not grammar(full=False)


@cache
def _cases():
    """Texts of mode full: of the fixtures, and the examples of the rows."""
    cases = []
    for name in ("changed", "untouched"):
        cases += tomllib.loads((FIXTURES / f"{name}.toml").read_text("utf-8"))["case"]
    full = {"mode": "full"}
    texts = [one["text"] for one in cases if one.get("options") == full]
    texts += [text for row in ROWS for text, _ in row.examples]
    return tuple(dict.fromkeys([*texts, *(text for row in ROWS for text in row.untouched)]))


def _cleaned(names, monkeypatch):
    """What mode full makes of every case with its rules in the order of ``names``."""
    rules = [rule for name in names for rule in table.rules(full=True) if rule.name == name]
    ordered = Grammar(table._firsts(full=True), tuple(rules))
    with monkeypatch.context() as patch:
        patch.setattr(table, "grammar", lambda **_: ordered)
        clean = get("numerals", mode="full", approximate="range", informal=True)
        return [clean(text) for text in _cases()]


@pytest.mark.parametrize("name", [name for name in NAMES if name != "quantity"])
def test_each_rule_is_asked_before_quantities(name, monkeypatch):
    behind = [*(other for other in NAMES if other != name), name]
    assert _cleaned(behind, monkeypatch) != _cleaned(NAMES, monkeypatch)


def test_a_line_is_asked_before_its_parts(monkeypatch):
    early = [other for other in NAMES if other != "spaced"]
    early.insert(early.index("line"), "spaced")
    assert _cleaned(early, monkeypatch) != _cleaned(NAMES, monkeypatch)


def test_otherwise_the_order_is_free(monkeypatch):
    between = [name for name in NAMES if name not in ("line", "quantity")]
    free = ["line", *reversed(between), "quantity"]
    assert _cleaned(free, monkeypatch) == _cleaned(NAMES, monkeypatch)
