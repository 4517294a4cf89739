"""The decoder of a stream: bytes in as they come, text out as soon as the encoding is sure.

ASCII passes at once. From the first byte above 0x7F the stream is held until it has shown 512 such
bytes or 64 KiB, or has ended: that head decides (see `deciding`), the whole text and the stream
alike. One incremental decoder then reads on; should it meet damage in quick succession, the
decision is made anew at the next line. How the bytes are cut into chunks changes nothing.
"""

from __future__ import annotations

import re
from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

from hantidy.decoding.charsets import Reader, charset
from hantidy.decoding.damage import Damage, check_errors
from hantidy.decoding.deciding import ASCII, BOMS, Guess, decide, declared, escapes
from hantidy.decoding.lines import Lines
from hantidy.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Callable

    from hantidy.decoding.charsets import Charset

__all__ = ["Decoder"]

_HIGH = re.compile(rb"[\x80-\xff]")
_HIGH_OR_NUL = re.compile(rb"[\x00\x80-\xff]")
_HIGH_BYTES = bytes(range(0x80, 0x100))
_WIDE_BYTES = b"\0" + _HIGH_BYTES
_START_CUT = re.compile(rb"(?:\x1b(?:\$[()]?|\()?|~)\Z")
_START = re.compile(rb"\x1b(?:\$[@B]|\$\([DQ]|\$\)C|\([IJ])|~\{|[\x80-\xff]")
_ASCII_LINE = re.compile(rb"\n*[\t\f\r\x1b\x20-\x7e]+\n")
_HEAD_HIGH = 512
_HEAD_BYTES = 65_536
_FIRST = 64
"""So many ASCII bytes, or one line of them, pass for ASCII and not for UTF-16."""

_DECLARED_WITHIN = 4096
_RUN = 8
"""So many damaged places in quick succession make a run that has gone bad …"""
_RUN_WITHIN = 2048
"""… if they lie within so many bytes."""
_AGAIN = 4096
"""A decision stands for this many bytes at least; then twice as many, and so on."""


class Decoder:
    """Turn chunks of bytes into text.

    ``encoding`` is the name of one, ``auto`` or ``per-line``; ``errors`` one of replace, escape,
    raw and strict. With ``null_data`` a NUL is a separator and never half of a UTF-16 unit.
    Afterwards ``encoding``, ``confidence``, ``guessed``, ``bom`` and ``damage`` say what was done.
    """

    def __init__(
        self,
        encoding: str = "auto",
        errors: str = "replace",
        *,
        null_data: bool = False,
        kept: bool = False,
    ) -> None:
        """Prepare; ``kept`` remembers every damaged place and not only how many and the first.

        Raises UnknownNameError for an encoding we cannot read, OptionError for other errors.
        """
        self.damage = Damage(kept=kept)
        self.bom = False
        """Whether the document opened with the byte order mark of UTF-8."""
        self.guessed = False
        """Whether the encoding was inferred, and is not Unicode."""
        self._errors = check_errors(errors)
        self._null_data = null_data
        self._guess = ASCII
        self._named = None if encoding in ("auto", "per-line") else charset(encoding)
        if errors == "raw" and self._named and self._named.name not in ("utf-8", "ascii"):
            raise OptionError("errors=raw carries bytes through UTF-8 and through nothing else")
        self._held = bytearray()
        self._offset = 0
        """Where in the document what is held begins."""
        self._line = 1
        self._top = b""
        self._scanned = 0
        self._highs = 0
        self._first = True
        """Whether what is held opens the document, so that it may be UTF-16."""
        self._escapes_asked = False
        self._reader: Reader | None = None
        self._watched = False
        self._run: deque[int] = deque(maxlen=_RUN)
        self._again = _AGAIN
        self._again_from = 0
        self._bad_from: int | None = None
        self._lines = Lines(self.damage, self._errors) if encoding == "per-line" else None
        self._state: Callable[[bool], str | None] = self._at_start

    @property
    def encoding(self) -> str:
        """The encoding that was named or found; ``ascii`` until something else is seen."""
        if self._lines:
            return self._lines.encoding
        return self._named.name if self._named else self._guess.name

    @property
    def declared(self) -> str | None:
        """The encoding that the document says it is in (HTML, XML, CSS), true or not."""
        return declared(self._top)

    @property
    def confidence(self) -> float:
        """How sure the encoding is, from 0 to 1."""
        return self._guess.confidence

    def decode(self, chunk: bytes, *, final: bool = False) -> str:
        """Return the text that can be given after ``chunk``; ``final`` says that it is the last.

        Raises DecodingError at the first undecodable byte if errors is strict.
        """
        chunk = bytes(chunk)
        if len(self._top) < _DECLARED_WITHIN:
            self._top += chunk[: _DECLARED_WITHIN - len(self._top)]
        if self._lines:
            lines = self._lines.decode(chunk, final=final)
            self.guessed = self._lines.guessed
            return lines
        parts = []
        at, end = 0, len(chunk)
        while True:
            if self._reader is not None:
                if len(self._held) > at:  # part of it came with an earlier chunk
                    data = bytes(self._held)
                else:  # a long chunk is read at one go
                    data = chunk[at - len(self._held) :]
                    at = end
                self._held.clear()
                parts.append(self._read(self._reader, data, final=final and at >= end))
                if at >= end and not self._held:
                    break
                continue
            text = self._state(final and at >= end)
            if text is not None:
                parts.append(text)
            elif at >= end:
                break
            else:
                more = chunk[at : at + _HEAD_BYTES]
                self._held += more
                at += len(more)
        return "".join(filter(None, parts))

    # Each state takes what it can from what is held: the text of it, or None to wait for more.

    def _at_start(self, final: bool) -> str | None:
        held = bytes(self._held[:4])
        named = self._named
        for mark, name in BOMS:
            if named and not _may_open(named, name):
                continue
            if held.startswith(mark):
                self._take(len(mark))
                self.bom = name == "utf-8"
                self._guess = Guess(name, 1.0)
                self._read_on(charset(name))
                return ""
            if mark.startswith(held) and not final:
                return None
        if named:
            self._guess = Guess(named.name, 1.0)
            self._read_on(named)
        else:
            self._state = self._at_first
        return ""

    def _at_first(self, final: bool) -> str | None:
        window = bytes(self._held[:_FIRST])
        line = _ASCII_LINE.match(window)
        wide = _HIGH if self._null_data else _HIGH_OR_NUL
        if wide.search(window, 0, line.end() if line else _FIRST):
            self._state = self._holding
        elif final or line or len(window) == _FIRST:
            self._first = False
            self._state = self._ascii
        else:
            return None
        return ""

    def _ascii(self, final: bool) -> str | None:
        held = bytes(self._held)
        if held.isascii() and (self._escapes_asked or (b"\x1b" not in held and b"~" not in held)):
            return self._pass(len(held)) if held else None
        found = (_HIGH if self._escapes_asked else _START).search(held)
        if found is None:
            cut = None if final or self._escapes_asked else _START_CUT.search(held)
            size = cut.start() if cut else len(held)
            return self._pass(size) if size else None
        at = found.start()
        if held[at] >= 0x80:
            text = self._pass(at)
            self._state = self._holding
            return text
        if at:
            return self._pass(at)
        size = held.find(b"\n") + 1
        if not size:
            if len(held) < _HEAD_BYTES and not final:
                return None
            size = len(held[:_HEAD_BYTES])
        self._escapes_asked = True
        if guess := escapes(held[:size]):
            self._guess = guess
            self.guessed = True
            self._read_on(charset(guess.name))
        return ""

    def _holding(self, final: bool) -> str | None:
        held = self._held
        new = held[self._scanned : _HEAD_BYTES]
        mark = _HIGH_OR_NUL if self._first and not self._null_data else _HIGH
        highs = len(new) - len(new.translate(None, _HIGH_BYTES if mark is _HIGH else _WIDE_BYTES))
        if self._highs + highs >= _HEAD_HIGH:
            last = next(islice(mark.finditer(new), _HEAD_HIGH - self._highs - 1, None))
            size = self._scanned + last.end()
        elif len(held) >= _HEAD_BYTES or final:
            size = min(len(held), _HEAD_BYTES)
        else:
            self._scanned += len(new)
            self._highs += highs
            return None
        self._scanned = self._highs = 0
        head = bytes(held[:size])
        guess = decide(
            head,
            first=self._first and not self._null_data,
            final=final and size == len(held),
            hint=declared(self._top[: self._offset + size]) or declared(head),
        )
        if self._guess is ASCII:
            self._guess = guess
        found = charset(guess.name)
        self.guessed |= not found.is_unicode
        self._watched = not found.is_unicode or found.name == "utf-8"
        self._read_on(found)
        return ""

    def _take(self, size: int) -> None:
        """Drop what has been seen to from what is held."""
        self._offset += size
        del self._held[:size]

    def _pass(self, size: int) -> str:
        """Give ``size`` bytes of ASCII as they are."""
        data = bytes(self._held[:size])
        self._line += data.count(b"\n") if self._errors == "strict" else 0
        self._take(size)
        return data.decode("ascii")

    def _read_on(self, encoding: Charset) -> None:
        self._first = False
        self._reader = Reader(encoding, self._errors, self.damage, self._offset, self._line)

    def _read(self, reader: Reader, data: bytes, *, final: bool) -> str:
        """Read on, and let go of the reader if it meets nothing but damage."""
        state, damaged = reader.state, len(self.damage)
        text = reader.read(data, final=final)
        if not self._watched or (not reader.recent and self._bad_from is None):
            return text
        start = reader.offset - len(data)
        for offset in reader.recent:
            self._run.append(offset)
            if (
                self._bad_from is None
                and len(self._run) == _RUN
                and offset - self._run[0] < _RUN_WITHIN
                and offset >= self._again_from
            ):
                self._bad_from = offset
        if self._bad_from is None:
            return text
        size = data.find(b"\n", max(0, self._bad_from - start)) + 1
        if not size:
            return text
        reader.rewind(data, state, damaged)
        text = reader.read(data[:size])
        self._offset = reader.offset
        self._held[:0] = data[size:]
        self._reader = None
        self._bad_from = None
        self._run.clear()
        self._again_from = self._offset + self._again
        self._again *= 2
        self._state = self._ascii
        return text


def _may_open(named: Charset, mark: str) -> bool:
    """Whether a file in the encoding that the user named may open with this byte order mark."""
    return (
        mark == named.name
        or (mark[:6] == named.name[:6] == "utf-16")
        or (mark[:6] == named.name[:6] == "utf-32")
    )
