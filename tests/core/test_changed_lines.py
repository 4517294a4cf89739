"""Which lines changed, and what need not be read again because only they did."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

import hantidy
from hantidy import Change, Filter, Pipeline, filters
from hantidy.core.changed_lines import changed_lines

LINES = [f"第{number}行没有什么可改" for number in range(12)]


def changed(*numbers: int) -> str:
    return "\n".join("改了" if at in numbers else line for at, line in enumerate(LINES))


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ((), ""),
        ((0,), "改了\n" + LINES[1]),
        ((11,), LINES[10] + "\n改了"),
        ((5,), "\n".join([LINES[4], "改了", LINES[6]])),
        ((5, 6), "\n".join([LINES[4], "改了", "改了", LINES[7]])),
        ((4, 6), "\n".join([LINES[3], "改了", LINES[5], "改了", LINES[7]])),
        ((1, 9), "\n".join([LINES[0], "改了", LINES[2], "", LINES[8], "改了", LINES[10]])),
    ],
)
def test_changed_lines_stand_between_their_neighbours(numbers, found):
    text = "\n".join(LINES)
    lines = changed_lines(text, text, changed(*numbers))
    assert lines is not None
    assert lines.now == found
    assert lines.pairs == [(LINES[number], "改了") for number in numbers]


def test_no_answer_where_most_changed_or_lines_came():
    text = "\n".join(LINES)
    assert changed_lines(text, text, changed(0, 2, 4, 6, 8, 10, 11)) is None
    assert changed_lines(text, text, changed(*range(12))) is None
    assert changed_lines(text, text, text + "\n又一行") is None


def test_lines_that_a_filter_changed_itself_are_new_to_it():
    text = "\n".join(LINES)
    lines = changed_lines(changed(5), text, text)
    assert lines is not None
    assert lines.now == "\n".join(LINES[4:7])
    assert lines.pairs == [(LINES[5], LINES[5])]


asked: list[str] = []


@dataclass(frozen=True)
class Asked(Filter):
    """Remembers what it was asked; puts 乙 for 甲, and 丁 for 丙 in two rounds."""

    name: ClassVar = "asked"
    kind: ClassVar = "repair"
    tells: bool = True

    def may_change(self, lines):
        return not self.tells or "甲" in lines.now

    def changes(self, block):
        asked.append(block.text)
        at = block.text.find("甲")
        return [Change(at, at + 1, "乙", "one", "")] if at >= 0 else []


@dataclass(frozen=True)
class Late(Filter):
    """Puts ``after`` for 丙."""

    name: ClassVar = "late"
    kind: ClassVar = "repair"
    after: str = "丁"

    def changes(self, block):
        at = block.text.find("丙")
        return [Change(at, at + 1, self.after, "two", "")] if at >= 0 else []


MANY = "\n".join(LINES * 9)
"""Half of a text so long that its lines are compared."""
TEXT = f"{MANY}\n这里有丙\n{MANY}"


@pytest.mark.parametrize("how", [Pipeline.__call__, Pipeline.trace])
@pytest.mark.parametrize(
    ("first", "last", "times"),
    [
        (Asked(), Late(), 1),  # nothing in the changed lines
        (Asked(tells=False), Late(), 2),  # it cannot tell
        (Asked(), Late("甲"), 3),  # what another filter put in; and what came of that
    ],
)
def test_a_filter_is_asked_again_only_about_what_is_new(how, first, last, times):
    asked.clear()
    got = how(Pipeline([first, last]), TEXT)
    assert str(getattr(got, "text", got)) == TEXT.replace(
        "丙", "乙" if last.after == "甲" else "丁"
    )
    assert len(asked) <= times
    assert (len(asked) > 1) == (times > 1)


def test_what_is_shielded_stays_so_in_later_rounds():
    """A control found far away in the second round is no reason to take half a hanzi out."""
    row = Pipeline([filters.get("mojibake"), filters.get("controls"), Late("\x07")])
    text = f"玩\x85·的\n{TEXT}"
    assert row(text) == text.replace("丙", "")
    assert row.trace(text).text == row(text)


@dataclass(frozen=True)
class Unopened(Filter):
    """Takes out what opens a comment."""

    name: ClassVar = "unopened"
    kind: ClassVar = "repair"

    def changes(self, block):
        at = block.text.find("<!--")
        return [Change(at, at + 4, "", "three", "")] if at >= 0 else []


def test_lines_that_are_guarded_no_more_are_read_again():
    row = Pipeline([filters.get("punctuation"), Unopened()])
    for rest in ("\n".join(LINES), MANY):
        assert row(f"<!--\n{rest}\n他说,好\n-->\n{rest}") == f"\n{rest}\n他说，好\n-->\n{rest}"


def test_spans_that_moved_before_a_conversion_are_found_again():
    text = "://?题?!读"  # the address ends where the marks become wide
    clean = hantidy.clean(text, "web", to="tw")
    assert hantidy.clean(clean, "web", to="tw") == clean


HABITS = (
    *(
        "为(N1)。",
        "区(th)",
        "据 (s)你 (c)开(2),",
        "年,其\xa0(c)",
        "(一)",
        "只 (入)把(一)",
        "与 (H)政(NH):",
    ),
    *(
        "",
        "（",
        "p;好没浣犲ソ会浣犲ソ",
        "浣犲ソ面浣犲ソ些别",
        "在吗?好",
        "时间:12:30",
        "第\xa03\xa0章",
    ),
)


@pytest.mark.parametrize(
    "text",
    [
        "为(N1)。\n\n区(th)",  # brackets at a line's end go with those that turned before
        "据\xa0(s)你\xa0(c)开(2),\n\n年,其\xa0(c)\n\n（",  # and with the habit of the text
        "p;好没浣犲ソ会浣犲ソ",  # what is shielded in the second round alone is no evidence in it
    ],
)
def test_what_counts_in_the_whole_block_is_read_again(text):
    for whole in (text, f"{text}\n\n{MANY}\n{MANY}"):
        clean = hantidy.clean(whole)
        assert hantidy.clean(clean) == clean


@given(st.lists(st.sampled_from(HABITS), min_size=1, max_size=12), st.booleans())
def test_habits_of_a_text_settle(lines, is_long):
    clean = hantidy.clean("\n".join([*lines, *[MANY] * 2 * is_long]))
    assert hantidy.clean(clean) == clean
