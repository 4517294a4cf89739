"""Decode bytes: detect the encoding, return the text, report every undecodable byte.

`decode` takes a whole document, `Decoder` a stream of chunks; both decide from the same bounded
head, so they agree. `encode` is the way out.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from hantidy.decoding.charsets import charset
from hantidy.decoding.damage import Damage, Errors, encode
from hantidy.decoding.stream import Decoder

__all__ = ["Damage", "Decoded", "Decoder", "Errors", "charset", "decode", "encode"]

_OPENING = 131_072
"""So much is enough to decide, with the head inside it."""


@dataclass(frozen=True)
class Decoded:
    """The text of some bytes, and how it was come by."""

    text: str
    encoding: str
    """The encoding named or found, the widest of its family (gb18030 and not gb2312)."""
    confidence: float
    """How sure the encoding is: 1 if it was named, marked or proven, 0 of what is no text."""
    damage: tuple[tuple[int, bytes], ...]
    """Every place that could not be decoded: its offset and its bytes."""
    bom: bool = False
    """Whether a UTF-8 byte order mark was taken off the front."""
    guessed: bool = False
    """Whether the encoding of some of it was inferred from the bytes and is not UTF-8."""


def decode(data: bytes, encoding: str | None = None, errors: str = "replace") -> Decoded:
    r"""Decode ``data`` from ``encoding``, or from the one it is found to be in.

    ``encoding`` is the name of one, ``"per-line"`` to decide for every line, or None (the same as
    ``"auto"``). Bytes that are no text become U+FFFD (``replace``), ``\xHH`` (``escape``) or ride
    along until `encode` (``raw``, UTF-8 only); ``strict`` raises DecodingError, which knows the
    offset and the line. Raises UnknownNameError for an encoding we cannot read, OptionError for
    other ``errors`` and TypeError for anything but bytes.

    >>> decode("中文网页".encode("gbk")).text
    '中文网页'
    """
    if not isinstance(data, bytes | bytearray | memoryview):
        raise TypeError(f"decode takes bytes, not {type(data).__name__}")
    data = bytes(data)
    decoder = Decoder(encoding or "auto", errors, kept=True)
    text = decoder.decode(data[:_OPENING], final=len(data) <= _OPENING)
    if rest := data[_OPENING:]:
        whole = None
        if decoder.encoding == "utf-8" and not decoder.bom and errors != "raw":
            with suppress(UnicodeDecodeError):  # sound: no need to put it together from parts
                whole = data.decode()
        text = text + decoder.decode(rest, final=True) if whole is None else whole
    return Decoded(
        text,
        decoder.encoding,
        decoder.confidence,
        tuple(decoder.damage.spans),
        decoder.bom,
        decoder.guessed,
    )
