"""Where a document is cut, and that it does not matter how it arrives."""

import sys
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from hantidy.core.blocks import LINES, LONGEST, MOST, blocks, blocks_of_chunks
from hantidy.core.line_ends import line_ends, strip_line_ends

pieces = st.sampled_from(
    ["\n", "\r\n", "一。", "a ", "\r", "中" * 40_000, "文" * 65_535, "x" * 65_537, "。", " "]
)
documents = st.one_of(
    st.lists(pieces, max_size=8).map("".join),
    st.integers(0, 600).flatmap(
        lambda n: st.sampled_from(["短行\n" * n, "\n" * n + "尾", "a\r\n" * n])
    ),
)


@given(documents)
def test_blocks_are_the_document(text):
    found = list(blocks(text))
    assert "".join(found) == text
    assert all(found)
    for block in found:
        lines = strip_line_ends(block).split("\n")
        assert len(lines) <= LINES + 1
        if len(lines) == LINES + 1:
            assert not lines[-1]


@given(documents, st.lists(st.integers(0, 200_000), max_size=4))
def test_chunks_do_not_matter(text, cuts):
    cuts = sorted(min(cut, len(text)) for cut in cuts)
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert list(blocks_of_chunks(chunks)) == list(blocks(text))


def test_one_character_at_a_time():
    text = "一二三\r\n" * 300 + "末行"
    assert list(blocks_of_chunks(text)) == list(blocks(text))


def test_256_lines_a_block():
    assert [block.count("\n") for block in blocks("行\n" * 600)] == [256, 256, 88]
    assert len(list(blocks("行\n" * 256))) == 1


def test_only_line_feed_ends_a_line():
    text = "a\u2028b\x85c\x0bd\x0ce\x1cf\rg" * 300
    assert list(blocks(text)) == [text]


def test_long_lines_are_cut_after_a_sentence_a_space_or_there():
    assert len(next(iter(blocks_from_long("甲" * 100 + "。" + "乙" * 70_000)))) == 101
    assert len(next(iter(blocks_from_long("word " * 20_000)))) == 65_535
    assert len(next(iter(blocks_from_long("字" * 70_000)))) == LONGEST


def blocks_from_long(line):
    """The pieces of one long line, seen as 256 of them make a block."""
    whole = list(blocks(line * 1 + "\n" * 255))
    assert "".join(whole) == line + "\n" * 255
    pieces = []
    at = 0
    from hantidy.core.blocks import _piece_end

    while at < len(line):
        end = _piece_end(line, at, whole=True)
        pieces.append(line[at:end])
        at = end
    return pieces


def test_a_line_as_long_as_allowed_keeps_its_end():
    line = "字" * LONGEST
    for end in ("\n", "\r\n", ""):
        assert list(blocks(line + end)) == [line + end]


def test_line_ends():
    assert line_ends("a\r\nb\n\r\r\nc\r") == ["\r\n", "\n", "\r\r\n"]
    assert strip_line_ends("a\r\nb\n\r\r\nc\r") == "a\nb\n\nc\r"


PIECES = ("x" * 65_536, "中" * 65_000 + "。", "y" * 60_000 + "\n", "\r\n", "行\n" * 100)


@given(
    st.lists(st.tuples(st.integers(0, 4), st.integers(1, 20)), min_size=1, max_size=5),
    st.lists(st.integers(1, 2_000_000), max_size=3),
)
def test_a_block_ends_before_a_million_characters(parts, cuts):
    text = "".join(PIECES[number] * count for number, count in parts)
    found = list(blocks(text))
    assert "".join(found) == text
    assert max(map(len, found)) <= MOST
    assert all(len(one) + len(two) > 900_000 or one.count("\n") for one, two in pairwise(found))
    cuts = sorted(min(cut, len(text)) for cut in cuts)
    chunks = [text[a:b] for a, b in zip([0, *cuts], [*cuts, len(text)], strict=True)]
    assert list(blocks_of_chunks(chunks)) == found


def test_blocks_that_are_given_out_are_kept_nowhere():
    """Otherwise the memory of a stream would grow with it."""
    given = blocks_of_chunks("一行\n" * 1_000 for _ in range(9))
    first = next(given)
    for _ in range(20):
        next(given)
    held = sys.getrefcount(first)
    assert held == 2  # by this function and by that call
