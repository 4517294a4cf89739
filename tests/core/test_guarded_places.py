"""Spans found near the places of changes, and what a later round compares of them."""

import re
from dataclasses import dataclass
from typing import ClassVar

import pytest

from hantidy import Change, Filter
from hantidy.core.block import Block
from hantidy.core.lines import line_end, line_start
from hantidy.core.spans import Spans
from hantidy.pipeline import Pipeline


class Brackets:
    """Protects what is between square brackets; remembers how often it was asked for all."""

    def __init__(self):
        self.asked = 0

    def find_protected(self, text, _carried):
        self.asked += 1
        return Spans(found.span() for found in re.finditer(r"\[.*?\]", text))

    def find_near(self, text, carried, places, *, whole):
        del carried, whole
        found = Spans(found.span() for found in re.finditer(r"\[.*?\]", text))
        lines = [(line_start(text, at), line_end(text, end)) for at, end in places]
        return Spans(span for span in found if any(at <= span[0] < end for at, end in lines))


def block_of(text):
    return Block(text, formats=Brackets())


def change(start, end, after):
    return Change(start, end, after, "one")


def guarded(block, *places):
    return list(block.guarded("style", places))


def test_spans_are_found_in_the_lines_of_the_places():
    block = block_of("[甲]乙\n[丙]丁")
    assert guarded(block, (7, 8)) == [(5, 8)]
    assert guarded(block, (0, 1), (8, 9)) == [(0, 3), (5, 8)]
    assert block._formats.asked == 0


@pytest.mark.parametrize("place", [(9, 10), (9, 9)])
def test_once_asked_for_they_stay_those_of_the_text_until_the_round_ends(place):
    """Of two lines that two filters edited, the first; what an edit made look so is none."""
    block = block_of("甲,乙\n丙,[丁,戊]\n己,庚")
    assert guarded(block, (1, 2)) == []
    edited = block.edited([change(0, 1, "甲甲"), change(8, 9, "（子）")])
    edited = edited.edited([change(15, 16, "[己]")])
    assert edited.text == "甲甲,乙\n丙,[丁（子）戊]\n[己],庚"
    assert guarded(edited, place) == [(7, 14)]
    assert guarded(edited, (16, 17)) == []
    assert list(edited.protected) == [(7, 14)]
    assert guarded(edited.afresh(), (16, 17)) == [(15, 18)]


def test_not_asked_for_they_are_those_of_the_edited_text():
    edited = block_of("甲,乙").edited([change(0, 1, "[甲]")])
    assert guarded(edited, (0, 1)) == [(0, 3)]


def test_what_was_dropped_is_compared_where_it_has_moved_to():
    block = block_of("甲,[乙,丙]")
    changes = [change(1, 2, "，"), change(4, 5, "，")]
    block.drop(changes, block.guarded("style", [each[:2] for each in changes]))
    assert block.has_guarded
    assert block.afresh().guards_as(block)
    moved = block.edited([change(0, 1, "甲甲")])
    assert moved.afresh().guards_as(moved)
    assert not moved.edited([change(3, 4, "(")]).afresh().guards_as(moved)
    bared = moved.edited([change(3, 4, "("), change(7, 8, ")")])
    assert bared.afresh().has_guarded
    assert not bared.afresh().guards_as(bared)
    same = block.rewritten(block.text)
    assert same.has_guarded
    assert same.afresh().guards_as(same)


def test_a_dropped_insertion_is_compared_by_all_spans():
    block = block_of("甲[乙丙]")
    block.drop([change(3, 3, " ")], block.guarded("style", [(3, 3)]))
    bared = block.edited([change(1, 2, "("), change(4, 5, ")")])
    assert not bared.afresh().guards_as(bared)


def test_what_was_not_dropped_is_not_compared():
    block = block_of("甲,[乙]")
    assert guarded(block, (1, 2)) == [(2, 5)]
    bared = block.edited([change(2, 3, "("), change(4, 5, ")")])
    assert bared.afresh().guards_as(bared)
    assert not bared._formats.asked


@dataclass(frozen=True)
class Put(Filter):
    """Puts ``after`` for ``before``."""

    name: ClassVar = "put"
    kind: ClassVar = "style"
    before: str = ""
    after: str = ""

    def changes(self, block):
        found = re.finditer(re.escape(self.before), block.text)
        return [change(*each.span(), self.after) for each in found]


@dataclass(frozen=True)
class Bare(Put):
    """The same, in code too."""

    name: ClassVar = "bare"
    kind: ClassVar = "repair"


@dataclass(frozen=True)
class Guarded(Put):
    """The same, but not behind 甲, and in code."""

    name: ClassVar = "guarded"

    def guarded(self, block):
        return Spans(found.span() for found in re.finditer("甲.", block.text))


@pytest.mark.parametrize("how", [Pipeline.__call__, Pipeline.trace])
def test_a_filter_may_tell_itself_what_is_guarded(how):
    got = how(Pipeline([Guarded(before=",", after="，")]), "甲,乙,`丙,丁`")
    assert str(getattr(got, "text", got)) == "甲,乙，`丙，丁`"


@pytest.mark.parametrize("how", [Pipeline.__call__, Pipeline.trace])
def test_a_change_is_made_once_nothing_guards_its_place(how):
    """Its filter comes behind the one that takes the ticks away, and behind one that asked."""
    row = Pipeline([Put(before=";", after="；"), Bare(before="`"), Put(before=",", after="，")])
    got = how(row, "甲乙`丙;丁,戊`己")
    assert str(getattr(got, "text", got)) == "甲乙丙；丁，戊己"
