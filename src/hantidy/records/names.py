"""Make file names and messages safe to print on a terminal."""

from __future__ import annotations

import json
import re
from typing import Any

from hantidy.core.printable import printable

_UNSEEN = re.compile(
    "[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f]"
)
"""Controls and invisible characters: C1, bidi marks, tags, lone surrogates."""
_BYTES = {chr(0xDC00 + byte): f"\\x{byte:02x}" for byte in range(0x80, 0x100)}
"""Bytes that are no UTF-8, as the surrogates that Python puts in their place."""
_IN_LINES = _BYTES | {"\t": "\t", "\u3000": "\u3000"}
_IN_MESSAGES = _BYTES | {"\n": "\n"}


def escaped_json(value: Any, separators: tuple[str, str] = (", ", ": ")) -> str:
    """Return ``value`` as JSON on one line, safe to print: invisible characters are escaped."""
    written = json.dumps(value, ensure_ascii=False, separators=separators)
    return _UNSEEN.sub(lambda match: json.dumps(match[0])[1:-1], written)


def visible_line(line: bytes) -> bytes:
    """Return a line safe to print: controls and bidi marks as their code points."""
    text = line.decode("utf-8", "surrogateescape")
    return printable(text, _IN_LINES).encode("utf-8", "backslashreplace")


def shown(name: str) -> str:
    r"""Return a file name safe to print: controls and undecodable bytes as ``\x1b``."""
    return printable(name, _BYTES)


def undecodable(count: int, first: int, became: str) -> str:
    """Return a message about undecodable places: how many, and what replaced them."""
    places = "place" if count == 1 else "places"
    return (
        f"undecodable bytes at {count:,} {places}, the first at offset {first}; "
        f"each became {became}"
    )


def escaped(message: str) -> str:
    """Return a message safe to print; line ends stay."""
    return printable(message, _IN_MESSAGES)
