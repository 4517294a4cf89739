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
"""Bytes that are enough to decide."""


@dataclass(frozen=True)
class Decoded:
    """The decoded text of some bytes, with encoding and damage."""

    text: str
    encoding: str
    """The encoding named or found, the widest of its family (gb18030 and not gb2312)."""
    confidence: float
    """Confidence in the encoding: 1 if it was named, marked or proven, 0 for binary data."""
    damage: tuple[tuple[int, bytes], ...]
    """Offset and bytes of every place that could not be decoded."""
    bom: bool = False
    """Whether a UTF-8 byte order mark was removed."""
    guessed: bool = False
    """Whether an encoding other than UTF-8 was inferred from the bytes."""


def decode(data: bytes, encoding: str | None = None, errors: str = "replace") -> Decoded:
    r"""Decode ``data`` from ``encoding``, or from the detected one.

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
