"""Render every edit of a document for a terminal or a program."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from hantidy.core.edits import Edit, Trace
from hantidy.core.printable import visible
from hantidy.records.names import escaped_json, shown
from hantidy.reports.colours import colours
from hantidy.reports.lines import changed_lines

if TYPE_CHECKING:
    from hantidy.reports.lines import Line

WIDTH = 80
_AROUND = 24
"""Columns of context shown on either side of a change."""
_LONGEST = 60
_REASONS = 5
# Each sets letters and ground, so that both can be read on any terminal; nothing is struck through.
_GONE, _COME = "\033[38;5;52;48;5;217m", "\033[38;5;22;48;5;157m"
_LEFT = "\033[38;5;58;48;5;230m"
_NAME = "\033[38;5;231;48;5;{}m"
_BOLD, _PLAIN = "\033[1m", "\033[m"


class Named(NamedTuple):
    """The trace of a text, with the place of the text."""

    trace: Trace
    file: str
    record: int = 0
    """The number of its record; 0 if the file is one text."""
    field: str = ""
    bom: bool = False
    """Whether a UTF-8 byte order mark precedes the text."""

    def shown(self, name: str) -> str:
        """Return its place for a message; ``name`` is that of the file."""
        record = f", record {self.record}" if self.record else ""
        return f"{name}{record}{f', {self.field}' if self.field else ''}"


def as_json_lines(traces: Iterable[Named]) -> Iterator[str]:
    """Yield one JSON object for each edit and finding, in the order they were made."""
    for each in traces:
        record = {"record": each.record, "field": each.field} if each.record else {}
        for told in each.trace.to_dicts():
            yield escaped_json({"file": each.file, **record, **told}) + "\n"


def as_text(traces: Iterable[Named], *, colour: bool = False) -> Iterator[str]:
    """Yield the lines with edits, marked, each with the rules and reasons.

    Removed text is in ``[-…-]`` and added text in ``{+…+}``, with and without colours.
    """
    paint = _Paint() if colour else _NoPaint()
    edits: Counter[tuple[str, str]] = Counter()
    findings = 0
    each = None
    for each in traces:
        name = each.shown("(standard input)" if each.file == "-" else shown(each.file))
        for line in changed_lines(each.trace):
            yield f"{paint.bold(f'{name}:{line.number}')}\n"
            yield f"  {_marked(line, paint)}\n"
            yield from _notes(line.edits, paint, "")
            yield from _notes(line.findings, paint, paint.left("left:") + " ")
            yield "\n"
        edits.update((e.filter, e.rule) for e in each.trace.edits if not e.is_finding)
        findings += len(each.trace.findings)
    if each:
        yield _summary(edits, findings)


class _NoPaint:
    def gone(self, text: str) -> str:
        return f"[-{text}-]" if text else ""

    def come(self, text: str) -> str:
        return f"{{+{text}+}}" if text else ""

    def bold(self, text: str) -> str:
        return text

    def name(self, filter_name: str) -> str:
        return filter_name

    left = bold


class _Paint(_NoPaint):
    def gone(self, text: str) -> str:
        return f"{_GONE}{super().gone(text)}{_PLAIN}" if text else ""

    def come(self, text: str) -> str:
        return f"{_COME}{super().come(text)}{_PLAIN}" if text else ""

    def bold(self, text: str) -> str:
        return f"{_BOLD}{text}{_PLAIN}"

    def name(self, filter_name: str) -> str:
        own = colours().get(filter_name)
        return f"{_NAME.format(own.terminal)} {filter_name} {_PLAIN}" if own else filter_name

    def left(self, text: str) -> str:
        return f"{_LEFT}{text}{_PLAIN}"


def _marked(line: Line, paint: _NoPaint) -> str:
    parts = []
    last = len(line.pieces) - 1
    for at, piece in enumerate(line.pieces):
        if piece.stayed:
            parts.append(visible(_short(piece.before, at > 0, at < last)))
        else:
            parts.append(paint.gone(visible(piece.before)) + paint.come(visible(piece.after)))
    return "".join(parts)


def _short(text: str, after_change: bool, before_change: bool) -> str:
    """Return unchanged text, cut to the context of a change."""
    text = text.removesuffix("\n").removesuffix("\r") if not before_change else text
    room = _AROUND * (after_change + before_change or 2)
    if columns(text) <= room + 4:
        return text
    head = cut(text, _AROUND) if after_change or not before_change else ""
    tail = cut(text[::-1], _AROUND)[::-1] if before_change else ""
    return f"{head} … {tail}"


def _notes(edits: list[Edit], paint: _NoPaint, mark: str) -> Iterator[str]:
    grouped: dict[tuple[str, str], dict[str, Counter[str]]] = {}
    for edit in edits:
        reasons = grouped.setdefault((edit.filter, edit.rule), {})
        reasons.setdefault(edit.reason, Counter())[_told(edit)] += 1
    for (filter_name, rule), reasons in grouped.items():
        yield f"    {mark}{paint.name(filter_name)} {rule}\n"
        for at, (reason, told_of) in enumerate(reasons.items()):
            if at == _REASONS < len(reasons) - 1:
                more = sum(counts.total() for counts in list(reasons.values())[at:])
                yield f"      … and {more} more\n"
                break
            told: list[str] = []
            room = _LONGEST
            for text, count in told_of.items():
                item = f"{text} ×{count}" if count > 1 else text
                room -= columns(item) + 2
                if told and room < 0:
                    told.append("…")
                    break
                told.append(item)
            yield f"      {', '.join(told)}{f'  {reason}' if reason else ''}\n"


def _told(edit: Edit) -> str:
    before = _ellipsis(visible(edit.before))
    if edit.is_finding:
        return before
    return f"{before or '(nothing)'} → {_ellipsis(visible(edit.after)) or '(nothing)'}"


def _ellipsis(text: str) -> str:
    return text if columns(text) <= _LONGEST // 2 else f"{cut(text, _LONGEST // 2)}…"


def _summary(edits: Counter[tuple[str, str]], findings: int) -> str:
    if not edits and not findings:
        return "nothing to change\n"
    parts = [f"{filter_name} {rule} {count}" for (filter_name, rule), count in edits.most_common()]
    total = edits.total()
    text = f"{total} {'edit' if total == 1 else 'edits'}"
    if parts:
        text += f": {', '.join(parts)}"
    if findings:
        text += f"; {findings} {'finding' if findings == 1 else 'findings'} left alone"
    return f"{text}\n"


def columns(text: str) -> int:
    """Return the width of ``text`` in columns of a terminal."""
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text)


def cut(text: str, room: int) -> str:
    """Return the longest beginning of ``text`` that fits ``room`` columns."""
    at = 0
    for char in text:
        room -= 1 + (unicodedata.east_asian_width(char) in "WF")
        if room < 0:
            break
        at += 1
    return text[:at]
