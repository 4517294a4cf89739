"""The codecs that texts were wrongly read in, made total enough to go back.

Python's codecs follow standards; the programs that made the damage follow Windows and the web.
So ``€`` is byte 0x80 of a GBK reader, the holes of Windows-1252 are C1 controls, and Big5 is
code page 950 with Hong Kong's additions beneath.
"""

from __future__ import annotations

from functools import cache
from itertools import islice, product
from typing import NamedTuple

__all__ = [
    "NAMES",
    "PAIRS",
    "SINGLE_BYTES",
    "Pair",
    "big5_char",
    "decode",
    "encoded",
    "encoded_chars",
    "has_second",
]

NAMES = {
    "utf-8": "UTF-8", "gb18030": "GBK", "big5": "Big5", "cp932": "Shift-JIS", "euc-jp": "EUC-JP",
    "cp949": "EUC-KR",
    "cp1252": "Windows-1252", "cp437": "CP437", "mac-roman": "Mac Roman",
    "latin": "a Latin code page",
}  # fmt: skip


SINGLE_BYTES = ("cp1252", "mac-roman", "cp437", "cp1250", "cp1251")
"""Readers that show a character for every byte: which of them it was, the text does not tell."""
_MOST_CHOICES = 5


class Pair(NamedTuple):
    """Bytes of ``true`` that were read as ``read``."""

    true: str
    read: str

    def __str__(self) -> str:
        return f"{NAMES[self.true]} read as {NAMES[self.read]}"


PAIRS = tuple(
    Pair(true, read)
    for read, trues in {
        "gb18030": ("utf-8", "big5", "cp932"),
        "big5": ("utf-8", "gb18030"),
        "cp932": ("utf-8", "gb18030", "big5"),
        "cp949": ("utf-8", "gb18030", "big5"),
        "cp1252": ("utf-8", "gb18030", "big5", "cp932", "euc-jp", "cp949"),
        "cp437": ("utf-8",),
        "mac-roman": ("utf-8",),
    }.items()
    for true in trues
)


def _double_bytes(codec: str) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            data = bytes([lead, trail])
            try:
                char = data.decode(codec)
            except UnicodeDecodeError:
                continue
            if len(char) == 1:
                found.setdefault(char, data)
    return found


@cache
def _bytes_of(codec: str) -> dict[str, bytes]:
    """The bytes of every character that a reader of ``codec`` may have shown."""
    if codec == "cp1252":
        latin = {chr(byte): bytes([byte]) for byte in range(256)}
        return latin | {
            char: bytes([byte])
            for byte in range(0x80, 0xA0)
            if (char := bytes([byte]).decode(codec, "ignore"))
        }
    if codec in SINGLE_BYTES:
        shown = (bytes([byte]).decode(codec, "ignore") for byte in range(256))
        return {char: bytes([byte]) for byte, char in enumerate(shown) if char}
    table = {chr(byte): bytes([byte]) for byte in range(128)}
    if codec == "big5":
        table |= _double_bytes("big5hkscs") | _double_bytes("cp950")
    elif codec == "gb18030":
        table |= {"\x80": b"\x80", "\uf8f5": b"\xff"}
    elif codec == "cp932":
        for byte in (*range(0xA1, 0xE0), 0x80, 0xA0, 0xFD, 0xFE, 0xFF):
            table[bytes([byte]).decode("cp932")] = bytes([byte])
        table |= _double_bytes("cp932")
    else:
        table |= _double_bytes(codec) | {"\x80": b"\x80", "\xff": b"\xff"}
    return table


def encoded_chars(
    text: str, codec: str, *, second: bool = False, utf8: bool = False
) -> list[bytes | None]:
    """The bytes behind each character of ``text`` for a reader of ``codec``; None: no such.

    ``second`` takes the other code of a character that has two, ``utf8`` that of a € that fits.
    """
    table = _bytes_of(codec)
    if codec == "gb18030":
        parts = [table.get(char) or _gb18030(char) for char in text]
        if utf8 and "€" in text:
            _mend_euros(text, parts)
        return parts
    if second:
        table = table | {char: codes[1] for char, codes in _twins().items()}
    return [table.get(char) for char in text]


def _mend_euros(text: str, parts: list[bytes | None]) -> None:
    """Set the bytes of every € in ``parts``, which a GBK reader showed of UTF-8.

    It is 80 for Windows and A2E3 in the standard: the end of a character and the begin of the next.
    """
    for at, char in enumerate(text):
        if char == "€":
            before = b"".join(part or b"" for part in parts[max(0, at - 2) : at])[-2:]
            after = (parts[at + 1] or b"")[:1] if at + 1 < len(parts) else b""
            split = len(before) == 2 and before[0] >= 0xE0 and 0x80 <= before[1] < 0xC0
            parts[at] = b"\xa2\xe3" if split and b"\x80" <= after < b"\xc0" else b"\x80"


def has_second(text: str, codec: str) -> bool:
    """Whether a character of ``text`` has two codes in ``codec``."""
    return codec == "cp932" and not _twins().keys().isdisjoint(text)


def _gb18030(char: str) -> bytes | None:
    try:
        return char.encode("gb18030")
    except UnicodeEncodeError:  # a surrogate
        return None


@cache
def _twins() -> dict[str, tuple[bytes, bytes]]:
    """Characters that two codes show: NEC's and IBM's in Shift-JIS."""
    twins: dict[str, tuple[bytes, bytes]] = {}
    first = _bytes_of("cp932")
    for lead in (0x87, 0xED, 0xEE, 0xFA, 0xFB, 0xFC):
        for trail in range(0x40, 0xFD):
            data = bytes([lead, trail])
            char = _decoded(data, "cp932")
            if char and len(char) == 1 and first[char] != data:
                twins[char] = (first[char], data)
    return twins


def encoded(text: str, codec: str) -> list[bytes]:
    """The bytes that may be behind the whole of ``text``; none where a character has none."""
    if codec == "gb18030" and "€" not in text and "\x80" not in text and "\uf8f5" not in text:
        try:
            return [text.encode("gb18030")]
        except UnicodeEncodeError:
            return []
    if codec != "gb18030" and not _bytes_of(codec).keys() >= {*text}:
        return []
    parts = [part for part in encoded_chars(text, codec) if part is not None]
    if len(parts) < len(text):
        return []
    found = [b"".join(parts)]
    if codec == "gb18030" and "€" in text:
        found.append(b"".join(part or b"" for part in encoded_chars(text, codec, utf8=True)))
    elif has_second(text, codec):
        places = [at for at, char in enumerate(text) if char in _twins()][:_MOST_CHOICES]
        for chosen in islice(product(*(_twins()[text[at]] for at in places)), 1, None):
            for at, part in zip(places, chosen, strict=True):
                parts[at] = part
            found.append(b"".join(parts))
    return found


@cache
def _big5() -> dict[bytes, str]:
    """Code page 950 over Big5-HKSCS, but for C6A1…C8FE, where HKSCS is what fonts show."""
    table: dict[bytes, str] = {}
    for lead in range(0x81, 0xFF):
        for trail in range(0x40, 0xFF):
            data = bytes([lead, trail])
            user = b"\xc6\xa1" <= data <= b"\xc8\xfe"
            for codec in ("big5hkscs", "cp950") if user else ("cp950", "big5hkscs"):
                char = _decoded(data, codec) or ""
                if len(char) == 1 and not "\ue000" <= char < "\uf900":
                    table[data] = char
                    break
    return table


def decode(data: bytes, codec: str) -> str | None:
    """``data`` read in the codec it was written in; None if it cannot have been."""
    return _decode_big5(data) if codec == "big5" else _decoded(data, codec)


def _decoded(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _decode_big5(data: bytes) -> str | None:
    table = _big5()
    parts = []
    at = 0
    while at < len(data):
        if data[at] < 0x80:
            parts.append(chr(data[at]))
            at += 1
            continue
        char = table.get(data[at : at + 2])
        if char is None:
            return None
        parts.append(char)
        at += 2
    return "".join(parts)


def big5_char(data: bytes) -> str | None:
    """The character of two bytes of Big5."""
    return _big5().get(data)
