"""What looks for ranges among unusual characters answers as one class of characters does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hantidy.core.lines import lines_with
from hantidy.evidence.characters import HANGUL_SYLLABLES, KANA_RANGE
from hantidy.evidence.ranges import count_all, has_any, run_of

RANGES = (
    "\x80-\x9f",
    "\x80-\u200f",
    "\u07c0-\u0810",
    "\u200b-\u200f",
    "\u2030-\u2dff",
    "\u3041-\u30fa",
    "\uac00-\ud7a3",
    "\ud800-\udfff",
    "\ufeff",
    "\U000e0100-\U000e01ef",
    "\U00010000-\U0010ffff",
)
EDGES = sorted({chr(ord(each[end]) + by) for each in RANGES for end in (0, -1) for by in (-1, 0)})


@pytest.mark.parametrize("sound", ["", "a1\n", "中。—", "中·"])
@given(
    ranges=st.lists(st.sampled_from(RANGES), min_size=1, max_size=3),
    tail=st.text(st.sampled_from(EDGES) | st.characters(), max_size=3),
)
def test_a_range_is_found_as_a_class_finds_it(sound: str, ranges: list[str], tail: str) -> None:
    text = (sound * 1_000 if sound else "") + tail
    assert has_any(text, *ranges) == (re.search(f"[{''.join(ranges)}]", text) is not None)


KANA_OR_LINES = st.text(
    st.sampled_from("\u3040あん\u30fa\u30fb、中a\uabff가힣\ud7a4\n"), max_size=40
)


@pytest.mark.parametrize("members", [KANA_RANGE, HANGUL_SYLLABLES])
@given(text=KANA_OR_LINES)
def test_all_of_a_range_are_counted(members: str, text: str) -> None:
    assert count_all(text, members) == len(re.findall(f"[{members}]", text))


@given(text=KANA_OR_LINES)
def test_lines_with_a_range_are_those_that_hold_it(text: str) -> None:
    lines = (match for match in re.finditer("(?m)^.*$", text) if has_any(match[0], KANA_RANGE))
    assert list(lines_with(run_of(KANA_RANGE), text)) == [match.span() for match in lines]
