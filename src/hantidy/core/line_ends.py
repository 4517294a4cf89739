"""Carriage returns of line ends: removed before the rules run, put back after."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hantidy.core.edits import Change

_LINE_END = re.compile(r"\r*\n")


def line_ends(text: str) -> list[str]:
    r"""The line ends of ``text`` in order, each ``\n`` with the carriage returns before it."""
    return _LINE_END.findall(text)


def strip_line_ends(text: str) -> str:
    r"""``text`` with every line end a bare ``\n``."""
    return _LINE_END.sub("\n", text) if "\r" in text else text


def returns(text: str) -> int:
    """How many carriage returns belong to line ends."""
    return len("".join(line_ends(text))) - text.count("\n")


def with_line_ends(
    text: str, ends: list[str], changes: Sequence[Change]
) -> tuple[tuple[Change, ...], list[str]]:
    """Put ``changes`` of ``text`` into the text whose line ends are ``ends``.

    Returns them with the line ends that are left. A line end inside a change keeps its form, one
    that is new has the form of the others where they agree.
    """
    new = ends[0] if len(set(ends)) == 1 else "\n"
    written = []
    kept: list[str] = []
    at = passed = longer = 0  # code points and line ends passed, and what those have more

    def pass_over(until: int) -> int:
        nonlocal at, passed, longer
        for _ in range(text.count("\n", at, until)):
            longer += len(ends[passed]) - 1
            passed += 1
        at = until
        return until + longer

    for change in changes:
        first = passed
        start = pass_over(change.start)
        kept += ends[first:passed]
        first = passed
        end = pass_over(change.end)
        lines = change.after.split("\n")
        forms = (ends[first:passed] + [new] * len(lines))[: len(lines) - 1]
        kept += forms
        after = "".join(map(str.__add__, lines, [*forms, ""]))
        written.append(change._replace(start=start, end=end, after=after))
    return tuple(written), kept + ends[passed:]
