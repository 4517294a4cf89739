"""Which filters are asked about a short text."""

from dataclasses import dataclass
from typing import ClassVar

from hantidy import Change, Filter
from hantidy.core.triggers import SHORT, Triggers
from hantidy.pipeline import Pipeline


def test_filters_are_chosen_by_their_characters():
    triggers = Triggers(["a-c", None, "c-e"])
    assert triggers.asked("xyz") == 0b010
    assert triggers.asked("xaz") == 0b011
    assert triggers.asked("xcz") == 0b111
    assert Triggers([None, None]).asked("xyz") == 0b11


def test_a_class_is_read_by_itself():
    """Its hyphen makes no range with the next class, and its negation concerns no other."""
    triggers = Triggers(["丙-", "一", "^甲"])
    assert triggers.asked("甲甲") == 0
    assert triggers.asked("甲丁") == 0b100
    assert triggers.asked("甲-") == 0b101


def test_all_are_asked_of_a_long_text():
    triggers = Triggers(["a"])
    assert not triggers.asked("x" * SHORT) & 1
    assert triggers.asked("x" * (SHORT + 1)) & 1


@dataclass(frozen=True)
class Turns(Filter):
    """Puts ``after`` for ``before``, and remembers what it was asked."""

    name: ClassVar = "turns"
    kind: ClassVar = "repair"
    asked: ClassVar[list[str]] = []
    before: str = "甲"
    after: str = "乙"

    @property
    def triggers(self):
        return self.before

    def changes(self, block):
        self.asked.append(self.before)
        at = block.text.find(self.before)
        return [Change(at, at + 1, self.after, "one")] if at >= 0 else []


def test_a_filter_is_asked_once_another_wrote_its_trigger():
    """In the same round if it stands behind that one, else in the next."""
    row = Pipeline([Turns(before="丙", after="丁"), Turns(), Turns(before="乙", after="丙")])
    Turns.asked.clear()
    assert row("子丑") == "子丑"
    assert not Turns.asked
    assert row("子甲") == "子丁"
    assert Turns.asked == ["甲", "乙", "丙"]


def test_characters_beyond_16_bits_are_told_apart():
    """The search takes them all together, also beside a class that excludes some."""
    triggers = Triggers(
        ["\U0001f300-\U0001f5ff", "\U000e0000-\U000e007f甲", "^\U00020000-\U0010ffff一"]
    )
    assert triggers.asked("一") == 0
    assert triggers.asked("\U0001f310") == 0b101
    assert triggers.asked("\U000e0020") == 0b010
    assert triggers.asked("一\U00030000") == 0
