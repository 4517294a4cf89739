"""What brackets spell: Mandarin, or plainly a word of another language."""

from itertools import product

import pytest

from hantidy import tables
from hantidy.evidence.readings import is_foreign, spelling

SYLLABLES = {row[0] for row in tables.rows("readings")} | {row[1] for row in tables.rows("zhuyin")}


def test_no_syllables_side_by_side_are_foreign():
    assert not [*filter(is_foreign, map("".join, product(SYLLABLES, ("", "r", " "), SYLLABLES)))]


@pytest.mark.parametrize("content", ["Claude", "Robert", "abstract", "thé sk"])
def test_words_of_other_languages_are_foreign_by_their_consonants(content):
    assert is_foreign(content) == content.isascii()


@pytest.mark.parametrize("content", ["Xi'an", "lu:e4", "hng", "m", "qu/ou", "zhuang1 shi4"])
def test_what_may_be_mandarin_is_not(content):
    assert not is_foreign(content)
    assert spelling(content)
