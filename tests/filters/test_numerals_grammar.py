"""The table of rules for numerals: which are asked, in what order, and what the gate tells them."""

import pytest

from hantidy.filters.numerals.changing import Found
from hantidy.filters.numerals.grammar import Grammar, Rule, gate, grammar


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
            Rule(_telling(asked, "after", knows=False), after=frozenset("元年")),
            Rule(_telling(asked, "before", knows=False), before=frozenset("第\n")),
            Rule(_telling(asked, "not before", knows=False), not_before=frozenset("第")),
            Rule(_telling(asked, "long", knows=False), least=2, most=3),
            Rule(_telling(asked, "last", knows=True)),
            Rule(_telling(asked, "never", knows=True)),
        ),
    )
    for text, start, end, expected in (
        ("三元", 0, 1, ["after", "before", "not before", "last"]),
        ("第三元", 1, 2, ["after", "before", "last"]),
        ("有三年", 1, 2, ["after", "not before", "last"]),
        ("有三十天", 1, 3, ["not before", "long", "last"]),
        ("\n三十", 1, 3, ["before", "not before", "long", "last"]),
        ("有三三三三天", 1, 5, ["not before", "last"]),
    ):
        for _ in range(2):  # the second time what was found out is known
            asked.clear()
            assert rules.look(text, start, end) == Found((), end)
            assert asked == expected, text


def test_a_rule_with_two_lines_is_asked_once():
    asked = []
    look = _telling(asked, "one", knows=False)
    rules = Grammar({}, (Rule(look, before=frozenset("有")), Rule(look, after=frozenset("天"))))
    assert rules.look("有三天", 1, 2) == Found((), 2)
    assert asked == ["one"]


def test_the_first_character_comes_first():
    asked = []
    rules = Grammar(
        {"第": lambda _, at: Found((), at + 9)}, (Rule(_telling(asked, "", knows=True)),)
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
