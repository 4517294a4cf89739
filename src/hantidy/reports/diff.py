r"""Write a unified diff incrementally, as the parts of a document arrive.

A line ends at ``\n`` and nowhere else. If a part keeps its number of lines, as under every preset,
lines are compared in pairs; otherwise the shortest diff is searched.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable

from hantidy.records.names import shown, visible_line

_CONTEXT = 3
_RED, _GREEN, _CYAN, _BOLD, _PLAIN = b"\033[31m", b"\033[32m", b"\033[36m", b"\033[1m", b"\033[m"


class UnifiedDiff:
    """Receives parts of documents before and after; writes each complete hunk at once."""

    def __init__(
        self, write: Callable[[bytes], object], *, colour: bool = False, visible: bool = False
    ) -> None:
        """Write to ``write``, in colours if ``colour``; ``visible`` writes controls by number."""
        self._write = write
        self._visible = visible
        self._colour = colour
        self._name = ""
        self._start()

    def _start(self) -> None:
        self._headed = False
        self._old = self._new = 0  # lines passed
        self._before: deque[bytes] = deque(maxlen=_CONTEXT)
        self._hunk: list[tuple[bytes, bytes]] = []
        self._hunk_at = (0, 0)
        self._quiet = 0  # equal lines at the end of the hunk
        self._parts: tuple[list[bytes], list[bytes]] = ([], [])

    def begin(self, name: str) -> None:
        """Begin with the document ``name``."""
        self._start()
        self._name = name

    def add(self, before: bytes, after: bytes) -> None:
        """Add the next part before and after; parts need not end at line ends."""
        olds, news = self._parts
        olds.append(before)
        news.append(after)
        if before.endswith(b"\n") and after.endswith(b"\n"):
            self._compare()

    def end(self) -> None:
        """Finish the document."""
        self._compare()
        self._flush()

    def _compare(self) -> None:
        before, after = map(b"".join, self._parts)
        self._parts = ([], [])
        if not before and not after:
            return
        old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
        if b"\r" in before or b"\r" in after or b"\x0b" in before:
            old, new = _lines(before), _lines(after)
        if before == after:
            for line in old:
                self._equal(line)
        elif len(old) == len(new):
            self._line_by_line(old, new)
        else:
            self._searched(old, new)

    def _line_by_line(self, old: list[bytes], new: list[bytes]) -> None:
        at = 0
        while at < len(old):
            if old[at] == new[at]:
                self._equal(old[at])
                at += 1
                continue
            end = at
            while end < len(old) and old[end] != new[end]:
                end += 1
            self._changed(old[at:end], new[at:end])
            at = end

    def _searched(self, old: list[bytes], new: list[bytes]) -> None:
        from difflib import SequenceMatcher  # noqa: PLC0415 - only where lines were joined or cut

        for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if what == "equal":
                for line in old[a:b]:
                    self._equal(line)
            else:
                self._changed(old[a:b], new[c:d])

    def _equal(self, line: bytes) -> None:
        if self._hunk:
            self._hunk.append((b" ", line))
            self._quiet += 1
            if self._quiet > 2 * _CONTEXT:
                self._flush(keep=True)
        else:
            self._before.append(line)
        self._old += 1
        self._new += 1

    def _changed(self, old: list[bytes], new: list[bytes]) -> None:
        if not self._hunk:
            self._hunk = [(b" ", line) for line in self._before]
            self._hunk_at = (self._old - len(self._before), self._new - len(self._before))
            self._before.clear()
        self._hunk += [(b"-", line) for line in old]
        self._hunk += [(b"+", line) for line in new]
        self._quiet = 0
        self._old += len(old)
        self._new += len(new)

    def _flush(self, *, keep: bool = False) -> None:
        if not self._hunk:
            return
        extra = max(0, self._quiet - _CONTEXT)
        lines = self._hunk[: len(self._hunk) - extra]
        rest = [line for _, line in self._hunk[len(lines) :]]
        if not self._headed:
            self._headed = True
            before, after = _patch_names(self._name)
            self._line(_BOLD, b"--- " + before)
            self._line(_BOLD, b"+++ " + after)
        olds = sum(sign != b"+" for sign, _ in lines)
        news = sum(sign != b"-" for sign, _ in lines)
        spans = _span(self._hunk_at[0], olds), _span(self._hunk_at[1], news)
        self._line(_CYAN, b"@@ -%b +%b @@" % spans)
        out = []
        for sign, line in lines:
            colour = {b"-": _RED, b"+": _GREEN}.get(sign, b"") if self._colour else b""
            body = line.removesuffix(b"\n")
            body = sign + (visible_line(body) if self._visible else body)
            out.append(colour + body + _PLAIN if colour else body)
            if not line.endswith(b"\n"):
                out.append(b"\\ No newline at end of file")
        self._write(b"\n".join(out) + b"\n")
        self._hunk = []
        self._quiet = 0
        self._before.clear()
        if keep:
            self._before.extend(rest)

    def _line(self, colour: bytes, text: bytes) -> None:
        self._write((colour + text + _PLAIN if self._colour else text) + b"\n")


def _patch_names(name: str) -> tuple[bytes, bytes]:
    """Return the old and new file names of the header, as git and GNU patch read them.

    They are relative. An unprintable character, a quotation mark, a backslash or a final blank
    makes a name a C string. Any other blank is followed by a TAB at the end of the name.
    """
    plain = os.path.normpath(name)
    if os.path.isabs(plain):
        here = os.path.relpath(plain)
        plain = plain.lstrip("/") if here.startswith("..") else here
    written = os.fsencode(plain)
    if shown(plain) != plain.rstrip() or b'"' in written or b"\\" in written:
        quoted = b"".join(map(_quoted, written))
        return b'"a/%b"' % quoted, b'"b/%b"' % quoted
    end = b"\t" if b" " in written else b""
    return b"a/" + written + end, b"b/" + written + end


def _quoted(byte: int) -> bytes:
    if byte in b'"\\':
        return b"\\%c" % byte
    return b"%c" % byte if 0x20 <= byte < 0x7F else b"\\%03o" % byte


def _span(at: int, count: int) -> bytes:
    start = at + 1 if count else at
    return b"%d" % start if count == 1 else b"%d,%d" % (start, count)


def _lines(text: bytes) -> list[bytes]:
    lines = text.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])
