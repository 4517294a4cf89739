"""Tell in which lines a text is another than it was."""

from __future__ import annotations

from functools import lru_cache
from itertools import compress, count
from operator import ne
from typing import NamedTuple


class ChangedLines(NamedTuple):
    """The lines of a text that changed."""

    pairs: list[tuple[str, str]]
    """Each as it was and as it is."""
    now: str
    """As they are, each with the line before and the line behind it."""


def changed_lines(read: str, before: str, now: str) -> ChangedLines | None:
    """Return the lines in which ``before``, made of ``read``, differs from ``read`` or ``now``.

    An empty line parts stretches. None where they are more than half of the text, and where
    lines came or went.
    """
    texts = [_lines(text) for text in (read, before, now)]
    changed = _differ(texts[1], texts[2])
    if read is not before:
        changed = sorted({*changed, *_differ(texts[0], texts[1])})
    if len({*map(len, texts)}) > 1 or 2 * len(changed) > len(texts[2]):
        return None
    pairs = [(texts[1][number], texts[2][number]) for number in changed]
    return ChangedLines(pairs, _stretches(texts[2], changed))


@lru_cache(maxsize=8)
def _lines(text: str) -> list[str]:
    return text.split("\n")


def _differ(some: list[str], others: list[str]) -> list[int]:
    return list(compress(count(), map(ne, some, others)))


def _stretches(lines: list[str], numbers: list[int]) -> str:
    """The lines of those ``numbers``, with their neighbours."""
    parts: list[str] = []
    end = 0
    for number in numbers:
        start = max(number - 1, end)
        if parts and start > end:
            parts.append("")
        parts += lines[start : number + 2]
        end = number + 2
    return "\n".join(parts)
