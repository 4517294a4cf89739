"""Incremental decoder: bytes in as they arrive, text out once the encoding is certain.

ASCII passes at once. From the first byte above 0x7F the stream is held until it has 512 such bytes
or 64 KiB, or ends: that head decides the encoding (see `deciding`), for a whole text and a stream
alike. One incremental decoder then continues. After dense damage the next line decides anew; a line
with more damage than valid UTF-8 is decided anew from its own beginning. The result does not depend
on the chunks.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from itertools import islice

from hantidy.core.lazy import pattern
from hantidy.decoding.binary import kind_of
from hantidy.decoding.charsets import HIGH_BYTE, HIGH_BYTES, Charset, Reader, State, charset
from hantidy.decoding.damage import Damage, check_errors
from hantidy.decoding.deciding import ASCII, BOMS, Guess, decide, declared, sequences
from hantidy.decoding.lines import Lines
from hantidy.decoding.seven_bit import escapes
from hantidy.errors import OptionError

_HIGH_OR_NUL = pattern(rb"[\x00\x80-\xff]")
_WIDE_BYTES = b"\0" + HIGH_BYTES
_START_CUT = pattern(rb"(?:\x1b(?:\$[()]?|\()?|~|\+(?:[T-Za-n][A-Za-z0-9+/]{0,4})?)\Z")
_START = pattern(
    rb"\x1b(?:\$[@B]|\$\([DQ]|\$\)[AC]|\([IJ])|~\{|[\x80-\xff]"
    rb"|\+[T-Za-n][A-Za-z0-9+/]{5}"  # two hanzi of UTF-7
)
_ESCAPES = pattern(rb"[\x1b~+]")
_ASKED = 8
"""Most candidates of an escape that are checked."""
_ASCII_LINE = pattern(rb"\n*[\t\f\r\x1b\x20-\x7e]+\n")
_HEAD_HIGH = 512
_HEAD_BYTES = 65_536
_FIRST = 64
"""ASCII bytes that exclude UTF-16; so does one line of ASCII."""

_DECLARED_WITHIN = 4096
_RUN = 8
"""Damaged places that make a bad run …"""
_RUN_WITHIN = 2048
"""… if they lie within so many bytes."""
_AGAIN = 4096
"""Bytes for which a decision holds at least; doubled after each."""
_LONG_LINE = 65_536
"""Longest line that is kept, to decode it anew."""
_SOUND = pattern(rb"[\xe2-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}")
"""A character that shows its line to be UTF-8 if no damage precedes."""
_TURNS = 0.9
"""Least confidence in another encoding that replaces UTF-8 for a line."""
_OPENS = 0.5
"""The same if only a byte order mark indicated UTF-8."""
_TURNED = 2
"""Fewest damaged places of a line that may be in another encoding."""


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
        """Whether an encoding other than UTF-8 was inferred for some of it."""
        self._errors = check_errors(errors)
        self._null_data = null_data
        self._guess = ASCII
        self._named = None if encoding in ("auto", "per-line") else charset(encoding)
        if errors == "raw" and self._named and self._named.name not in ("utf-8", "ascii"):
            raise OptionError("errors=raw carries bytes through UTF-8 and through nothing else")
        self._held = bytearray()
        self._offset = 0
        """Offset of the held bytes in the document."""
        self._line = 1
        self._top = b""
        self._scanned = 0
        self._highs = 0
        self._first = True
        """Whether the held bytes begin the document, so that it may be UTF-16."""
        self._asked = 0
        self._reader: Reader | None = None
        self._watched = False
        self._run: deque[int] = deque(maxlen=_RUN)
        self._again = _AGAIN
        self._again_from = 0
        self._bad_from: int | None = None
        self._line_is_sure = False
        """Whether part of the current line was returned, so that it cannot be decoded anew."""
        self._proven = False
        """Whether a character beyond ASCII has been read without damage."""
        self._turning = False
        """Whether the next decision is about a line that may not be UTF-8."""
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
        """The encoding that the document declares (HTML, XML, CSS), right or wrong."""
        return declared(self._top)

    @property
    def confidence(self) -> float:
        """How sure the encoding is, from 0 to 1; 0 where the first bytes are those of no text."""
        return 0.0 if not self._named and kind_of(self._top) else self._guess.confidence

    def decode(self, chunk: bytes, *, final: bool = False) -> str:
        """Return the text that is certain after ``chunk``; ``final`` marks the last one.

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
                data = bytes(self._held) + chunk[at:] if self._held else chunk[at:]
                self._held.clear()
                at = end
                parts.append(self._read(self._reader, data, final=final))
                if self._reader is not None or not self._held:
                    break  # what is held yet is a line that may be in another encoding
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
                self._watched = self.bom and not named
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
        wide = HIGH_BYTE if self._null_data else _HIGH_OR_NUL
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
        asked = self._asked == _ASKED
        if held.isascii() and (asked or not _ESCAPES.search(held)):
            return self._pass(len(held)) if held else None
        found = (HIGH_BYTE if asked else _START).search(held)
        if found is None:
            cut = None if final or asked else _START_CUT.search(held)
            size = cut.start() if cut else len(held)
            return self._pass(size) if size else None
        at = found.start()
        if held[at] >= 0x80:
            text = self._pass(at)
            self._state = self._holding
            return text
        return self._pass(at) if at else self._at_escape(held, found.end(), final=final)

    def _at_escape(self, held: bytes, end: int, *, final: bool) -> str | None:
        """Decode the first line of ``held`` if it is in a seven-bit encoding."""
        size = held.find(b"\n") + 1
        if not size:
            if len(held) < _HEAD_BYTES and not final:
                return None
            size = len(held[:_HEAD_BYTES])
        self._asked += 1
        if (guess := escapes(held[:size])) is None:
            return self._pass(end)
        self._guess = guess
        self.guessed = True
        self._read_on(charset(guess.name))
        return ""

    def _holding(self, final: bool) -> str | None:
        held = self._held
        new = held[self._scanned : _HEAD_BYTES]
        mark = _HIGH_OR_NUL if self._first and not self._null_data else HIGH_BYTE
        highs = len(new) - len(
            new.translate(None, HIGH_BYTES if mark is HIGH_BYTE else _WIDE_BYTES)
        )
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
        if guess is ASCII:
            self._first = False
            self._state = self._ascii
            return self._pass(size)
        found = charset(guess.name)
        enough = _TURNS if self._proven else _OPENS
        if self._turning and not (found.multibyte and guess.confidence > enough):
            found = charset("utf-8")
        elif self._guess is ASCII or (self._turning and not self._proven):
            self._guess = guess
        self._turning = False
        self.guessed |= found.name != "utf-8"
        self._watched = not found.is_unicode or found.name == "utf-8"
        self._read_on(found)
        return ""

    def _take(self, size: int) -> None:
        """Drop ``size`` bytes of the held ones."""
        self._offset += size
        del self._held[:size]

    def _pass(self, size: int) -> str:
        """Return ``size`` bytes of ASCII."""
        data = bytes(self._held[:size])
        self._line += data.count(b"\n") if self._errors == "strict" else 0
        self._take(size)
        return data.decode("ascii")

    def _read_on(self, encoding: Charset) -> None:
        self._first = False
        self._reader = Reader(encoding, self._errors, self.damage, self._offset, self._line)

    def _read(self, reader: Reader, data: bytes, *, final: bool) -> str:
        """Read on; drop the reader if it meets only damage."""
        if not self._watched:
            return reader.read(data, final=final)
        if reader.charset.name == "utf-8":
            if not final:
                size = self._passing(data)
                self._held[:0] = data[size:]
                data = data[:size]
            sure, self._line_is_sure = self._line_is_sure, bool(data) and data[-1:] != b"\n"
        state, damaged = reader.state, len(self.damage)
        text = reader.read(data, final=final)
        if not reader.recent and self._bad_from is None:
            self._proven = self._proven or not text.isascii()
            return text
        start = reader.offset - len(data)
        if reader.charset.name == "utf-8":
            turned = self._turned(data, start, reader.recent, sure=sure)
            if turned is not None and (self._bad_from is None or start + turned <= self._bad_from):
                self._turning = True
                return self._left(reader, data, turned, state, damaged)
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
        return self._left(reader, data, size, state, damaged) if size else text

    def _left(self, reader: Reader, data: bytes, size: int, state: State, damaged: int) -> str:
        """Read ``size`` bytes of ``data`` and decide anew about the rest."""
        reader.rewind(data, state, damaged)
        text = reader.read(data[:size])
        self._proven = self._proven or not text.isascii()
        self._offset = reader.offset
        self._held[:0] = data[size:]
        self._reader = None
        self._bad_from = None
        self._run.clear()
        self._again_from = self._offset + self._again
        self._again *= 2
        self._state = self._ascii
        return text

    def _passing(self, data: bytes) -> int:
        """Return how much of ``data`` may be read, without an undecided last line."""
        at = data.rfind(b"\n") + 1
        if at == 0 and self._line_is_sure:
            return len(data)
        line = data[at:]
        sound = _SOUND.search(line)
        if len(line) >= _LONG_LINE or (sound and line[: sound.start()].isascii()):
            return len(data)
        return at

    def _turned(self, data: bytes, start: int, places: list[int], *, sure: bool) -> int | None:
        """Return the start of the first line that seems not to be UTF-8, or None."""
        end = -1
        for offset in places:
            at = offset - start
            if at < end or offset < self._again_from:
                continue
            begin = data.rfind(b"\n", 0, max(at, 0)) + 1
            end = data.find(b"\n", max(at, 0)) + 1 or len(data)
            if (begin == 0 and sure) or end - begin > _LONG_LINE:
                continue
            good, bad = sequences(data[begin:end])
            enough = _TURNED if self._proven or not data[:begin].isascii() else 1
            if bad > good and bad >= enough:
                return begin
        return None


def _may_open(named: Charset, mark: str) -> bool:
    """Whether a file in the encoding that the user named may open with this byte order mark."""
    return (
        mark == named.name
        or (mark[:6] == named.name[:6] == "utf-16")
        or (mark[:6] == named.name[:6] == "utf-32")
    )
