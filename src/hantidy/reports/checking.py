"""Lint a text: its edits, except those that its comments forbid."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from hantidy.core import lazy
from hantidy.core.edits import Edit
from hantidy.core.lines import Places
from hantidy.pipeline import Pipeline

_COMMENT = lazy.pattern(r"\bhantidy:[ \t]*(off|on|ignore)\b")


class Remark(NamedTuple):
    """An edit with its line and column, from 1."""

    line: int
    column: int
    edit: Edit


@dataclass(frozen=True)
class Checked:
    """The remarks on a text."""

    remarks: tuple[Remark, ...]
    text: str
    """The text with these edits only."""


def check_text(pipeline: Pipeline, text: str) -> Checked:
    """Return what ``pipeline`` would change in ``text``, except where comments forbid it.

    From a line with ``hantidy: off`` to one with ``hantidy: on``, both included, nothing is
    changed, nor in a line with ``hantidy: ignore``.
    """
    trace = pipeline.trace(text)
    if not trace.hunks:
        return Checked((), text)
    places = Places(text)
    forbidden = _forbidden(text)
    remarks = []
    parts: list[str] = []
    at = 0
    for hunk in trace.hunks:
        lines = range(places.of(hunk.start)[0], places.of(max(hunk.start, hunk.end - 1))[0] + 1)
        if not forbidden.isdisjoint(lines):
            continue
        parts += (text[at : hunk.start], trace.text[hunk.clean_start : hunk.clean_end])
        at = hunk.end
        remarks += [
            Remark(*places.of(edit.start), edit) for edit in hunk.edits if not edit.is_finding
        ]
    parts.append(text[at:])
    return Checked(tuple(sorted(remarks, key=_place)), "".join(parts))


def check_values(
    pipeline: Pipeline, text: str, values: Iterable[tuple[int, int, str, Callable[[str], str]]]
) -> Checked:
    """Return what ``pipeline`` would change in the values of a document, and nowhere else.

    A value is start, end, text, and a function that writes another text. It stays as a whole if a
    comment forbids one of its lines. If it has escapes, its edits are placed at its start.
    """
    places = Places(text)
    forbidden = _forbidden(text)
    remarks = []
    parts: list[str] = []
    at = 0
    for start, end, said, write in values:
        trace = pipeline.trace(said)
        if trace.text == said or (written := write(trace.text)) == text[start:end]:
            continue
        lines = range(places.of(start)[0], places.of(end - 1)[0] + 1)
        if not forbidden.isdisjoint(lines):
            continue
        parts += (text[at:start], written)
        at = end
        as_it_reads = text[start:end] == said
        remarks += [
            Remark(*places.of(start + edit.start * as_it_reads), edit)
            for edit in trace.edits
            if not edit.is_finding
        ]
    parts.append(text[at:])
    return Checked(tuple(sorted(remarks, key=_place)), "".join(parts))


def _place(remark: Remark) -> tuple[int, int, int]:
    return remark.line, remark.column, remark.edit.step


def _forbidden(text: str) -> frozenset[int]:
    """Return the numbers of the lines that comments exclude."""
    if "hantidy:" not in text:
        return frozenset()
    return frozenset(_silent_lines(text))


def _silent_lines(text: str) -> Iterator[int]:
    off = False
    for number, line in enumerate(text.split("\n"), 1):
        said = {found[1] for found in _COMMENT.finditer(line)}
        if off or said & {"off", "ignore"}:
            yield number
        if said & {"on", "off"}:
            off = "off" in said
