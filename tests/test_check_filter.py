"""What `hantidy.testing.check_filter` finds in a filter that breaks a law."""

from dataclasses import dataclass
from itertools import count
from typing import ClassVar

import pytest

from hantidy import Change, Filter, testing


def changes_of(char, after, block):
    return [Change(i, i + 1, after, "char") for i, c in enumerate(block.text) if c == char]


@dataclass(frozen=True)
class Sound(Filter):
    """Takes stars out."""

    name: ClassVar = "stars"
    kind: ClassVar = "style"
    version: ClassVar = "1"
    examples: ClassVar = (("好★", "好"),)

    def changes(self, block):
        return [
            Change(i, i + 1, "", "star", "a star") for i, c in enumerate(block.text) if c == "★"
        ]


class Wrong(Sound):
    """Breaks a law, where a text holds what it looks for."""

    examples: ClassVar = (("乙", "乙"),)


class LiesInItsExamples(Wrong):
    """Says what it does not do."""

    examples: ClassVar = (("好★", "★"),)


class HasNoDocstring(Wrong):
    __doc__ = None


class GrowsWithoutEnd(Wrong):
    """Doubles a hanzi, each time anew."""

    def changes(self, block):
        return [Change(i, i, "的", "more") for i, c in enumerate(block.text) if c == "的"]


class TakesTurns(Wrong):
    """Writes 里 for 裏 and 裏 for 里, so that no round is the last."""

    def changes(self, block):
        other = {"里": "裏", "裏": "里"}
        return [Change(i, i + 1, other[c], "turn") for i, c in enumerate(block.text) if c in other]


class NeedsASecondRound(Wrong):
    """Takes one comma of each block and says that nothing is left to do."""

    idempotent: ClassVar = True

    def changes(self, block):
        at = block.text.find(",")
        return [Change(at, at + 1, "", "comma")] if at >= 0 else []


class Overlaps(Wrong):
    """Changes the same characters twice."""

    def changes(self, block):
        return [change for one in changes_of("乾", "干", block) for change in (one, one)]


class IsNotSorted(Wrong):
    """Gives the last change first."""

    def changes(self, block):
        return [*changes_of("的", "", block)][::-1]


class LeavesTheText(Wrong):
    """Changes one character more than there are."""

    def changes(self, block):
        end = len(block.text)
        return [Change(end - 1, end + 1, "", "last")] if block.text.endswith("的") else []


class Raises(Wrong):
    """Trusts that a bracket is closed."""

    def changes(self, block):
        if "(" in block.text:
            block.text.index(")")
        return ()


class NamesNoRule(Wrong):
    """Keeps to itself why it changes."""

    def changes(self, block):
        return [change._replace(rule="") for change in changes_of("的", "", block)]


class MakesHalfACharacter(Wrong):
    """Cuts a character of the astral planes in two."""

    examples: ClassVar = (("好😀", "好\ud83d"),)

    def changes(self, block):
        at = block.text.find("😀")
        return [Change(at, at + 1, "\ud83d", "half")] if at >= 0 else []


class HasTwoAnswers(Wrong):
    """Takes 的 out by `rewrite`, which `changes` knows nothing of."""

    def rewrite(self, block):
        return block.text.replace("的", "")


class TouchesProtectedText(Wrong):
    """Takes commas out of addresses, code and tables too, by `rewrite`."""

    def changes(self, block):
        return changes_of(",", "", block)

    def rewrite(self, block):
        return block.text.replace(",", "")


class NamesOneTriggerOfTwo(Wrong):
    """Takes out 的 and commas, and says that it looks for commas."""

    @property
    def triggers(self):
        return ","

    def changes(self, block):
        return sorted([*changes_of("的", "", block), *changes_of(",", "", block)])


class Remembers(Wrong):
    """Answers otherwise each time."""

    calls: ClassVar = count()

    def changes(self, block):
        at = block.text.find("的")
        return [Change(at, at + 1, str(next(self.calls)), "number")] if at >= 0 else []


def unpicklable():
    class Inside(Wrong):
        """Stands where no other process finds it."""

    return Inside


def test_a_sound_filter_passes():
    testing.check_filter(Sound, examples=40)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (LiesInItsExamples, "the example '好★' gives '好', not '★'"),
        (HasNoDocstring, "write a docstring"),
        (GrowsWithoutEnd, "comes to no rest"),
        (TakesTurns, "comes to no rest"),
        (NeedsASecondRound, "it is not idempotent by itself|twice is not once"),
        (Overlaps, "ChangesError: .*rule 'char'.*sorted and disjoint"),
        (IsNotSorted, "ChangesError: .*rule 'char'.*sorted and disjoint"),
        (LeavesTheText, "ChangesError: .*rule 'last'.*leaves the text"),
        (Raises, r"Raises\(\) of '.*\(.*' raises ValueError: substring not found"),
        (NamesNoRule, "an edit without a rule"),
        (MakesHalfACharacter, "lone surrogate"),
        (HasTwoAnswers, "rewrite gives another text|edits do not give it"),
        (TouchesProtectedText, "rewrite gives another text|edits do not give it"),
        (NamesOneTriggerOfTwo, "where none of its triggers is|another answer|twice is not once"),
        (Remembers, "not once|another answer|edits do not give it"),
        (unpicklable(), "cannot be pickled: .*Inside"),
    ],
)
def test_a_broken_law_is_found(wrong, message):
    """By an AssertionError that says which law, of what text."""
    with pytest.raises(AssertionError, match=message):
        testing.check_filter(wrong)
