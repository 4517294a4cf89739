r"""Undecodable bytes: their offsets, their values, their replacement in the text.

Damage is always recorded. ``replace`` writes U+FFFD, ``escape`` writes ``\xHH`` for every byte,
``strict`` stops, and ``raw`` carries the bytes through the pipeline: byte 0xHH becomes the
private-use character U+10FEHH, which no filter touches, and `encode` restores it. If the text holds
such a character itself, its own four bytes are carried in the same way, so that every input comes
out exactly.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from hantidy.core.lazy import pattern
from hantidy.core.surrogates import SURROGATE
from hantidy.errors import DecodingError, OptionError

Errors = Literal["replace", "escape", "raw", "strict"]

_RIDER = 0x10FE00
_RIDERS = pattern(b"\xf4\x8f[\xba\xbb][\x80-\xbf]")

RESERVED = pattern("[\U0010fe80-\U0010feff\udc80-\udcff]")
"""Characters that carry bytes in raw text, and Python's escapes of such bytes."""


def check_errors(errors: str) -> Errors:
    """Return ``errors`` if it is valid; OptionError names the valid values."""
    if errors not in get_args(Errors):
        raise OptionError(f"errors is one of {', '.join(get_args(Errors))}, not {errors!r}")
    return errors  # type: ignore[return-value]


class Damage:
    """The undecodable bytes in order; ``kept`` tells whether each is recorded."""

    __slots__ = ("_kept", "count", "first", "mended", "spans")

    def __init__(self, *, kept: bool = True) -> None:
        """Start without damage."""
        self.count = 0
        self.first: int | None = None
        self.spans: list[tuple[int, bytes]] = []
        self.mended = False
        """Whether bytes that are not valid UTF-8 were decoded (CESU-8)."""
        self._kept = kept

    def __len__(self) -> int:
        return self.count

    def rewind(self, count: int) -> None:
        """Keep the first ``count`` places; the bytes of the others are read again."""
        self.count = count
        del self.spans[count:]
        if not count:
            self.first = None

    def add(self, offset: int, raw: bytes) -> None:
        """Record undecodable bytes ``raw`` at ``offset``."""
        if self.first is None:
            self.first = offset
        self.count += 1
        if self._kept:
            self.spans.append((offset, raw))


def shown(raw: bytes, errors: Errors) -> str:
    """Return the replacement of ``raw`` in the text."""
    if errors == "escape":
        return "".join([f"\\x{byte:02x}" for byte in raw])
    if errors == "raw":
        return "".join([chr(0xDC00 + byte) for byte in raw])
    return "\ufffd"


def ride(raw: bytes) -> str:
    """Return the characters that carry ``raw`` through a pipeline."""
    return "".join([chr(_RIDER + byte) for byte in raw])


def stopped(offset: int, raw: bytes, encoding: str, line: int) -> DecodingError:
    """Return the error that stops a strict decoder."""
    error = DecodingError(
        f"line {line}, byte offset {offset}: {raw.hex(' ')} is not {encoding}; "
        f"errors may be replace, escape or raw instead of strict"
    )
    error.offset = offset
    error.line = line
    return error


def encode(text: str, *, raw: bool = False) -> bytes:
    """Return ``text`` as UTF-8; ``raw`` restores bytes that were carried through.

    A lone surrogate, which no encoding can hold, becomes U+FFFD.
    """
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = SURROGATE.sub("\ufffd", text).encode()
    if raw and (b"\xf4\x8f\xba" in data or b"\xf4\x8f\xbb" in data):
        return _RIDERS.sub(_rider, data)
    return data


def _rider(match: re.Match[bytes]) -> bytes:
    return bytes([ord(match[0].decode()) - _RIDER])
