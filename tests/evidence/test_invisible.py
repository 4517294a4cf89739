"""One search in place of several: what it takes in."""

from __future__ import annotations

import sys

from hantidy.evidence import invisible
from hantidy.filters import codepoints, controls


def test_what_is_odd_takes_in_all_that_the_filters_look_for():
    sought = [controls._suspect, codepoints._ANYTHING, invisible._one]
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    seen = {match[0] for pattern in sought for match in pattern.finditer(every)}
    assert len(seen) > 1000
    assert [char for char in sorted(seen) if not invisible.has_odd(char)] == []


def test_plain_text_holds_nothing_odd():
    assert not invisible.has_odd("春天，来了！\tSpring\r\n「한국어」ガ①…—“”")
    assert invisible.has_odd("春" * 5000 + "𠮷")
