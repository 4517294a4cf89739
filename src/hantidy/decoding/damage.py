r"""Undecodable bytes: their offsets, their values, their replacement in the text.

Damage is always accounted for. ``replace`` shows U+FFFD, ``escape`` shows ``\xHH`` for every byte,
``strict`` stops, and ``raw`` lets the bytes ride through the pipeline and out again: byte 0xHH
travels as the private-use character U+10FEHH, which belongs to no writing system and which no
filter touches; `encode` turns it back. Should the text hold such a character itself, its own four
bytes travel in the same way, so that going in and out is exact for every input.
"""

from __future__ import annotations

import re
from typing import Literal, get_args

from hantidy.core.surrogates import SURROGATE
from hantidy.errors import DecodingError, OptionError

__all__ = ["Damage", "Errors", "check_errors", "encode"]

Errors = Literal["replace", "escape", "raw", "strict"]

_RIDER = 0x10FE00
_RIDERS = re.compile(b"\xf4\x8f[\xba\xbb][\x80-\xbf]")

RESERVED = re.compile("[\U0010fe80-\U0010feff\udc80-\udcff]")
"""Characters that stand for bytes while a text is raw, and what Python calls such bytes."""


def check_errors(errors: str) -> Errors:
    """Return ``errors`` if there is such a way; OptionError names the ways there are."""
    if errors not in get_args(Errors):
        raise OptionError(f"errors is one of {', '.join(get_args(Errors))}, not {errors!r}")
    return errors  # type: ignore[return-value]


class Damage:
    """The bytes that could not be decoded, in order; ``kept`` says whether to remember each."""

    __slots__ = ("_kept", "count", "first", "mended", "spans")

    def __init__(self, *, kept: bool = True) -> None:
        """Start without damage."""
        self.count = 0
        self.first: int | None = None
        self.spans: list[tuple[int, bytes]] = []
        self.mended = False
        """Whether bytes that are not UTF-8 were read all the same (CESU-8)."""
        self._kept = kept

    def __len__(self) -> int:
        return self.count

    def rewind(self, count: int) -> None:
        """Forget all but the first ``count`` places: their bytes are read again."""
        self.count = count
        del self.spans[count:]
        if not count:
            self.first = None

    def add(self, offset: int, raw: bytes) -> None:
        """Note that ``raw`` at ``offset`` is not text."""
        if self.first is None:
            self.first = offset
        self.count += 1
        if self._kept:
            self.spans.append((offset, raw))


def shown(raw: bytes, errors: Errors) -> str:
    """Return what stands in the text for ``raw``."""
    if errors == "escape":
        return "".join([f"\\x{byte:02x}" for byte in raw])
    if errors == "raw":
        return "".join([chr(0xDC00 + byte) for byte in raw])
    return "\ufffd"


def ride(raw: bytes) -> str:
    """Return the characters as which ``raw`` travels through a pipeline."""
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
    """Return ``text`` as UTF-8; with ``raw``, bytes that rode through come out as they went in.

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
