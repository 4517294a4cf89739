"""Tell in which lines a text is another than it was."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property, lru_cache
from itertools import compress, count
from operator import ne


class ChangedLines:
    """The lines of a text that changed."""

    def __init__(self, numbers: list[int], before: list[str], now: list[str]) -> None:
        """Take the ``numbers`` of these among all lines, and all lines of both texts."""
        self._numbers = numbers
        self._before = before
        self._now = now

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Yield each line as it was and as it is."""
        return ((self._before[number], self._now[number]) for number in self._numbers)

    @cached_property
    def now(self) -> str:
        """The lines as they are, each with the line before and the line behind it."""
        return _stretches(self._now, self._numbers)


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
    return ChangedLines(changed, texts[1], texts[2])


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
