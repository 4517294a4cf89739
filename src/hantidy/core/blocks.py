r"""A document as blocks, the same however the text arrives.

A block has at most 256 lines and 1,000,000 characters.

A line ends at U+000A and nowhere else; carriage returns before it belong to the line end. A
line whose content is over 65,536 characters is cut after a sentence mark, else after a space,
else there, and each piece counts as a line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

LINES = 256
LONGEST = 65_536
_SENTENCE_MARKS = "。！？；!?;"
_LINE_END_AHEAD = 2  # a CR and an LF may still follow the content of a line
MOST = 1_000_000
_ENOUGH = MOST + LONGEST + _LINE_END_AHEAD  # so much text tells where any block ends


def blocks(text: str) -> Iterator[str]:
    """Cut ``text`` into its blocks; joined, they are the text."""
    if is_one_block(text):
        if text:
            yield text
        return
    at = 0
    size = LONGEST
    while at < len(text):
        end = _block_end(text, at, size, whole=True)
        yield text[at:end]
        size = end - at
        at = end


def blocks_of_chunks(chunks: Iterable[str]) -> Iterator[str]:
    """Cut a text that arrives in ``chunks`` into the blocks it has as a whole."""
    for batch in batches_of_chunks(chunks):
        yield from batch


def batches_of_chunks(chunks: Iterable[str]) -> Iterator[list[str]]:
    """The same blocks, as many at a time as are known without waiting for another chunk."""
    pending: list[str] = []
    lines = size = 0
    enough = LONGEST + _LINE_END_AHEAD
    for chunk in chunks:
        pending.append(chunk)
        lines += chunk.count("\n")
        size += len(chunk)
        if lines < LINES and size < enough:
            continue
        text = "".join(pending)
        pending.clear()  # the work on a block may take long, and memory for it
        at = 0
        batch = []
        while (end := _block_end(text, at, LONGEST, whole=False)) > at:
            batch.append(text[at:end])
            at = end
        text = text[at:] if at else text
        if batch:
            yield batch
            del batch
        pending = [text]
        lines = text.count("\n")
        size = len(text)
        enough = min(max(2 * size, LONGEST + _LINE_END_AHEAD), _ENOUGH)
    text = "".join(pending)
    pending.clear()
    yield list(blocks(text))


def is_one_block(text: str) -> bool:
    """Whether ``text`` is a document of one block at most."""
    return len(text) <= LONGEST and text.count("\n") < LINES


def _block_end(text: str, at: int, guess: int, *, whole: bool) -> int:
    """Where the block that begins at ``at`` ends; ``at`` itself if more text may belong to it.

    ``guess`` is how long it may be.
    """
    end = _end_of_lines(text, at, guess)
    if end < 0 and whole:
        end = len(text)
    if end < 0 and len(text) - at < LONGEST:
        return at
    if end >= 0 and (end - at <= LONGEST or max(map(len, text[at:end].split("\n"))) <= LONGEST):
        return end if end - at <= MOST else text.rfind("\n", at, at + MOST) + 1
    end = at
    for _ in range(LINES):
        piece = _piece_end(text, end, whole=whole)
        if piece - at > MOST:
            return end
        if piece == end:
            return end if whole else at
        end = piece
    return end


def _end_of_lines(text: str, at: int, guess: int) -> int:
    """Where the last of the lines of a block that begins at ``at`` ends; -1 if they are fewer.

    Line ends are counted many times faster than they are found one by one.
    """
    end = min(at + min(guess, LONGEST), len(text))
    while (lines := text.count("\n", at, end)) > 2 * LINES:
        end -= (end - at) // 2
    for _ in range(lines, LINES):
        end = text.find("\n", end) + 1
        if not end:
            return -1
    for _ in range(LINES, lines):
        end = text.rfind("\n", at, end)
    return text.rfind("\n", at, end) + 1


def _piece_end(text: str, at: int, *, whole: bool) -> int:
    """Where the line, or the piece of a long line, that begins at ``at`` ends."""
    newline = text.find("\n", at, at + LONGEST + _LINE_END_AHEAD)
    if newline >= 0:
        content = newline - (newline > at and text[newline - 1] == "\r")
        if content - at <= LONGEST:
            return newline + 1
    elif len(text) - at < LONGEST + _LINE_END_AHEAD:
        if not whole:
            return at
        if len(text) - at <= LONGEST:
            return len(text)
    window = at + LONGEST
    mark = max(text.rfind(mark, at, window) for mark in _SENTENCE_MARKS)
    if mark < 0:
        mark = text.rfind(" ", at, window)
    return mark + 1 if mark >= 0 else window
