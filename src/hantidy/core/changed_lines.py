"""Tell in which lines a text is another than it was."""

from __future__ import annotations

from itertools import compress, count
from operator import ne
from typing import NamedTuple

__all__ = ["ChangedLines", "changed_lines"]


class ChangedLines(NamedTuple):
    """The lines of a text that changed, each with the line before and the line behind it."""

    before: str
    """As they were."""
    now: str
    """As they are."""


def changed_lines(before: str, now: str, read: str) -> ChangedLines | None:
    """Return the lines in which ``now``, or ``read``, differs from ``before``.

    ``before`` is what was made of ``read``. An empty line parts stretches. None where they are
    more than half of the text, or where lines came or went.
    """
    were, are = before.split("\n"), now.split("\n")
    differ = set(compress(count(), map(ne, were, are)))
    if read is not before:
        made = read.split("\n")
        differ.update(compress(count(), map(ne, made, were)))
    else:
        made = were
    if not len(made) == len(were) == len(are):
        return None
    changed = sorted(differ)
    if 2 * len(changed) > len(are):
        return None
    parts: tuple[list[str], list[str]] = ([], [])
    end = 0
    for number in changed:
        start = max(number - 1, end)
        if start > end and end:
            parts[0].append("")
            parts[1].append("")
        stop = number + 2
        parts[0].extend(were[start:stop])
        parts[1].extend(are[start:stop])
        end = stop
    found = ChangedLines(*map("\n".join, parts))
    return found if 2 * len(found.now) <= len(now) else None
