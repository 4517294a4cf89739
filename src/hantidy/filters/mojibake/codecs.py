"""The codecs that texts were wrongly read in, made total enough to go back.

Python's codecs follow standards; the programs that made the damage follow Windows and the web.
So ``€`` is byte 0x80 of a GBK reader, and the holes of single-byte code pages are C1 controls.
``tables/codecs.tsv`` says which readers there are; a reader is a line there.
"""

from __future__ import annotations

import codecs
import re
from functools import cache
from typing import Any, NamedTuple

from hantidy import tables

LOST = "\N{REPLACEMENT CHARACTER}"
LOST_BYTE = b"\xff"
"""Placeholder for a lost byte, and for a character that the reader lacks."""
NONE = "\x00"
"""Placeholder, in a map of characters, for bytes that are undefined in the other codec."""
FTFY = "latin-1+ftfy"
"""A reader: Latin-1, then ftfy, which decodes byte pairs that happen to be UTF-8."""

_WRITTEN = {
    "utf-8": "UTF-8", "gb18030": "GBK", "big5": "Big5", "cp950": "Big5", "big5hkscs": "Big5-HKSCS",
    "cp932": "Shift-JIS", "cp949": "EUC-KR", "euc_jp": "EUC-JP", "ascii": "ASCII",
    "utf-16-be": "UTF-16 with its bytes swapped",
    FTFY: "Latin-1, then mended by ftfy",
}  # fmt: skip


class Pair(NamedTuple):
    """Bytes of ``true`` that were read as ``read``."""

    true: str
    read: str

    def __str__(self) -> str:
        read = _readers().get(self.read)
        return f"{_WRITTEN[self.true]} read as {read.title if read else _WRITTEN[self.read]}"


class _Reader(NamedTuple):
    kind: str
    codec: str
    title: str


@cache
def _readers() -> dict[str, _Reader]:
    return {name: _Reader(*row) for name, *row in tables.rows("codecs")}


@cache
def single_byte() -> tuple[str, ...]:
    """Return the single-byte readers, the commonest first."""
    return tuple(name for name, reader in _readers().items() if reader.kind == "single")


@cache
def double_byte() -> tuple[str, ...]:
    """Return the double-byte readers."""
    return tuple(name for name, reader in _readers().items() if reader.kind == "double")


class _Bytes(dict[int, int]):
    """Maps a code point to its byte in a single-byte reader."""

    def __missing__(self, code: int) -> int:
        return LOST_BYTE[0]


@cache
def _single(reader: str) -> _Bytes:
    shown = bytes(range(0x80, 0x100)).decode(_readers()[reader].codec, "replace")
    found = _Bytes((byte, byte) for byte in range(0xA0))
    found.update((ord(char), byte) for byte, char in enumerate(shown, 0x80) if char != LOST)
    return found


@cache
def high(reader: str) -> frozenset[str]:
    """Return the characters of a single-byte reader for the bytes 80 to FF."""
    return frozenset(chr(code) for code, byte in _single(reader).items() if byte >= 0x80)


@cache
def _shown(reader: str) -> dict[int, str]:
    return {byte: chr(code) for code, byte in _single(reader).items()}


def shown(data: bytes, reader: str) -> str:
    """Decode ``data`` by a single-byte reader."""
    chars = _shown(reader)
    return "".join(chars.get(byte) or (chr(byte) if byte < 0x80 else LOST) for byte in data)


@cache
def _encoder(reader: str) -> tuple[Any, str]:
    """Return the map of a reader for `codecs.charmap_encode`, and its error handler."""

    def handle(error: UnicodeError) -> tuple[bytes, int]:
        if not isinstance(error, UnicodeEncodeError):
            raise error
        rest = error.object[error.start : error.end]
        return rest.translate(_single(reader)).encode("latin-1"), error.end

    name = f"hantidy-mojibake-{reader}"
    codecs.register_error(name, handle)
    shown = {byte: chr(code) for code, byte in _single(reader).items()}
    return codecs.charmap_build("".join(shown.get(byte, "\ufffe") for byte in range(256))), name


def encode_single(text: str, reader: str) -> bytes:
    """Encode ``text`` to one byte a character; `LOST_BYTE` for those the reader lacks."""
    charmap, name = _encoder(reader)
    return codecs.charmap_encode(text, name, charmap)[0]


class _Codes(dict[str, bytes]):
    """Maps a character to its bytes in a reader."""

    def __init__(self, known: dict[str, bytes], *codecs: str) -> None:
        """Take ``known`` bytes, and codecs for the rest, the first one that has a character."""
        super().__init__(known)
        self._codecs = codecs

    def __missing__(self, char: str) -> bytes:
        self[char] = data = char.encode() if char < "\x80" else self._encoded(char)
        return data

    def _encoded(self, char: str) -> bytes:
        for codec in self._codecs if char != LOST else ():
            data = char.encode(codec, "ignore")
            if data.decode(codec) == char:  # not what is only like it
                return data
        return LOST_BYTE


def _symbols(codec: str) -> dict[str, bytes]:
    """Return the symbols of Big5 with their codes; Python encodes some to a later code."""
    trails = (*range(0x40, 0x7F), *range(0xA1, 0xFF))
    codes = [bytes((lead, trail)) for lead in (0xA2, 0xA1) for trail in reversed(trails)]
    return {code.decode(codec): code for code in codes}


@cache
def _codes(reader: str) -> _Codes:
    if reader == "gb18030":
        return _Codes({"€": b"\x80", "\x80": b"\x80", "\uf8f5": b"\xff"}, "gb18030")
    if reader in {"big5", "big5hkscs"}:  # they differ in the kana and in what the other lacks
        first, then = ("cp950", "big5hkscs") if reader == "big5" else ("big5hkscs", "cp950")
        return _Codes(_symbols(first), first, then)
    if reader == "cp932":
        bare = (*range(0xA1, 0xE0), 0x80, 0xA0, 0xFD, 0xFE, 0xFF)
        known = {bytes((byte,)).decode("cp932"): bytes((byte,)) for byte in bare}
        return _Codes(known, "cp932")
    if reader == FTFY:
        known = {chr(code): bytes((byte,)) for code, byte in _single("cp1252").items()}
        return _Codes(known, "utf-8")
    if reader in _readers() and _readers()[reader].kind == "single":
        return _Codes({chr(code): bytes((b,)) for code, b in _single(reader).items()})
    as_they_are = {} if reader == "utf-16-le" else {"\x80": b"\x80", "\xff": b"\xff"}
    return _Codes(as_they_are, _readers()[reader].codec)


def codes(text: str, reader: str) -> list[bytes]:
    """Return the bytes of each character of ``text``; `LOST_BYTE` for those the reader lacks."""
    return list(map(_codes(reader).__getitem__, text))


@cache
def _twins() -> dict[str, bytes]:
    """Return the second code of characters with two codes in Shift-JIS (NEC, IBM)."""
    twins: dict[str, bytes] = {}
    first = _codes("cp932")
    for lead in (0x81, 0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC):
        for trail in range(0x40, 0xFD):
            data = bytes((lead, trail))
            char = data.decode("cp932", "replace")  # two characters where it is no code
            if len(char) == 1 and char != LOST and first[char] != data:
                twins[char] = data
    return twins


def second_codes(text: str, reader: str) -> dict[int, bytes]:
    """Return the alternative bytes of characters of ``text``, by position."""
    twins = _twins() if reader == "cp932" else {}
    return {at: twins[char] for at, char in enumerate(text) if char in twins}


def decode(data: bytes, true: str) -> str:
    """Decode ``data`` in its true codec, with U+FFFD for invalid bytes.

    Surrogate pairs of CESU-8 are joined.
    """
    if true != "utf-8":
        return data.decode(true, "replace")
    text = data.decode("utf-8", "replace")
    if LOST in text and _CESU8.search(data):
        return _CESU8.sub(_joined, data).decode("utf-8", "replace")
    return text


_CESU8 = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")


def _joined(match: re.Match[bytes]) -> bytes:
    pair = match[0].decode("utf-8", "surrogatepass")
    return pair.encode("utf-16", "surrogatepass").decode("utf-16").encode()


class _CharMap(dict[int, str]):
    """Maps a character of one double-byte codec to that of another, with a cache."""

    def __init__(self, pair: Pair) -> None:
        super().__init__((code, chr(code)) for code in range(0x80))
        if pair.read == "utf-16-le":  # half of a surrogate pair, so two bytes are gone
            self[ord(LOST)] = LOST
        self._true = pair.true
        self._codes = _codes(pair.read)

    def __missing__(self, code: int) -> str:
        data = self._codes[chr(code)]
        char = data.decode(self._true, "ignore") if len(data) == 2 else ""
        usable = len(char) == 1 and char >= "\x80" and not "\ue000" <= char < "\uf900"
        found = self[code] = char if usable else NONE
        return found


@cache
def char_map(pair: Pair) -> _CharMap:
    """Return the `str.translate` table between two double-byte codecs; `NONE` if undefined."""
    return _CharMap(pair)
