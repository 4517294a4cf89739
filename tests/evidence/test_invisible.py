"""One search in place of several: what it takes in."""

from __future__ import annotations

import sys

from hantidy.evidence import invisible
from hantidy.evidence.ranges import odd_of
from hantidy.filters import codepoints, controls


def test_what_the_filters_look_for_is_unusual():
    sought = [controls._suspect, codepoints._ANYTHING, invisible._one]
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    seen = {match[0] for pattern in sought for match in pattern.finditer(every)}
    assert len(seen) > 1000
    assert [char for char in sorted(seen) if not odd_of(char)] == []


def test_plain_text_holds_nothing_unusual():
    assert odd_of("春天，来了！\tSpring\r\n「三」…—“”" * 100) == ""
    assert odd_of("春" * 5000 + "𠮷한a가①") == "𠮷한가①"
