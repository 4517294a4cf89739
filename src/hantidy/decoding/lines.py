"""Detect the encoding of every line, for files joined from several encodings."""

from __future__ import annotations

import codecs
from collections import Counter

from hantidy.decoding.charsets import HIGH_BYTES, Reader, charset
from hantidy.decoding.damage import Damage, Errors
from hantidy.decoding.deciding import decide
from hantidy.evidence import bigrams

_LONG = 65_536
"""A longer line is decided by its beginning, so that memory is bounded."""

_LOOKED_AT = 64
_LIKELY = 9.0
"""Bits per character below which the encoding of the last doubtful line is kept."""


class Lines:
    """Decodes every line by itself: as UTF-8 if it is valid, else in the likeliest encoding.

    The encoding of the last doubtful line has an advantage.
    """

    def __init__(self, damage: Damage, errors: Errors) -> None:
        """Start; ``damage`` collects what cannot be decoded."""
        self.guessed = False
        self._damage = damage
        self._errors = errors
        self._held = bytearray()
        self._offset = 0
        self._line = 1
        self._reader: Reader | None = None
        self._before: str | None = None
        self._seen: Counter[str] = Counter()

    @property
    def encoding(self) -> str:
        """The encoding that most bytes beyond ASCII were in."""
        count, name = max(((count, name) for name, count in self._seen.items()), default=(0, ""))
        return name if count else "ascii"

    def decode(self, chunk: bytes, *, final: bool = False) -> str:
        """Return the text of the lines that ``chunk`` completes."""
        parts = []
        if self._reader is not None:  # within a long line
            size = chunk.find(b"\n") + 1
            ends = final or size > 0
            parts.append(self._reader.read(chunk[: size or len(chunk)], final=ends))
            if not size:
                return parts[0]
            self._offset = self._reader.offset
            self._line += 1
            self._reader = None
            chunk = chunk[size:]
        self._held += chunk
        size = len(self._held) if final else self._held.rfind(b"\n") + 1
        parts.append(self._whole(bytes(self._held[:size])))
        del self._held[:size]
        if len(self._held) >= _LONG:
            line = bytes(self._held)
            self._held.clear()
            self._reader = self._reader_for(line)
            parts.append(self._reader.read(line, final=final))
        return "".join(parts)

    def _whole(self, lines: bytes) -> str:
        """Return the text of whole lines."""
        if b"\xf4\x8f" not in lines:
            try:
                text = lines.decode()
            except UnicodeDecodeError:
                pass
            else:
                self._count("utf-8", lines)
                self._offset += len(lines)
                self._line += lines.count(b"\n")
                return text
        parts = []
        for line in lines.split(b"\n"):
            ended = line + b"\n"
            parts.append(self._reader_for(ended).read(ended, final=True))
            self._offset += len(ended)
            self._line += 1
        self._offset -= 1
        self._line -= 1
        return "".join(parts)[:-1]

    def _reader_for(self, line: bytes) -> Reader:
        name = self._judge(line[:_LONG])
        self._count(name, line)
        return Reader(charset(name), self._errors, self._damage, self._offset, self._line)

    def _count(self, name: str, line: bytes) -> None:
        self._seen[name] += len(line) - len(line.translate(None, HIGH_BYTES))
        self.guessed |= name != "utf-8" and not line.isascii()

    def _judge(self, line: bytes) -> str:
        """Return the encoding of ``line``, or of its beginning if it is long."""
        try:
            codecs.utf_8_decode(line, "strict", len(line) < _LONG)
        except UnicodeDecodeError:
            pass
        else:
            return "utf-8"
        if self._before is not None:
            damage = Damage(kept=False)
            text = Reader(charset(self._before), "replace", damage).read(line)
            opening = text[:_LOOKED_AT]
            if not damage and bigrams.cost(opening) < _LIKELY * len(opening):
                return self._before
        guess = decide(line, first=False, hint=self._before)
        if guess.name != "utf-8":
            self._before = guess.name
        return guess.name
