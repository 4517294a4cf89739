"""Decode escapes only when asked: of URLs, source code, mail, and doubled ones."""

from __future__ import annotations

import base64
import binascii
import codecs
import quopri
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence import bigrams
from hantidy.evidence.characters import FIRST_HAN

_PLAIN = 11.0
"""Most bits per character of text whose codec nothing else proves."""
_MOST_LEFT = 3
"""Most bytes of a truncated character."""

_PERCENT = pattern(r"%[89A-Fa-f][0-9A-Fa-f](?:%[0-9A-Fa-f]{2})*")
_PERCENT_U = pattern(r"(?:%u[0-9A-Fa-f]{4})+")
_UNICODE = pattern(r"\\u(?<!\\\\u)[0-9A-Fa-f]{4}(?:\\u[0-9A-Fa-f]{4})*")
_HEX = pattern(r"\\x(?<!\\\\x)[89A-Fa-f][0-9A-Fa-f](?:\\x[0-9A-Fa-f]{2})*")
_OCTAL = pattern(r"\\[23](?<!\\\\.)[0-7]{2}(?:\\[0-3][0-7]{2})*")
_ENCODED_WORDS = pattern(
    r"=\?[\w.-]{2,20}\?[BbQq]\?[^?\s]{1,300}\?=(?:[ \t]+=\?[\w.-]{2,20}\?[BbQq]\?[^?\s]{1,300}\?=)*"
)
_ENCODED_WORD = pattern(r"=\?([\w.-]+)\?([BbQq])\?([^?\s]+)\?=")
_QUOTED_PRINTABLE = pattern(r"=[89A-F][0-9A-F](?:=[0-9A-F]{2}){2,}")
_DOUBLE_PERCENT = pattern(r"%25[89A-Fa-f][0-9A-Fa-f](?:%25[0-9A-Fa-f]{2})+")
_DOUBLE_UNICODE = pattern(r"\\\\u(?<!\\\\\\u)[0-9A-Fa-f]{4}(?:\\\\u[0-9A-Fa-f]{4})*")
_DOUBLE_ENTITY = pattern(r"&amp;#(?:[xX][0-9a-fA-F]{3,6}|[0-9]{3,7});")


class _Kind(NamedTuple):
    """A kind of escape: its pattern, and the function that decodes a run of it."""

    name: str
    hint: str
    """Prefilter: text without this string holds no such run."""
    runs: re.Pattern[str]
    spelt: Callable[[str], str | None]


def _printable(text: str) -> bool:
    return all(char.isprintable() for char in text if char > "\x7f")


_HANZI = pattern(f"[\x00-\x7f{FIRST_HAN}]*")


def _hanzi(text: str) -> bool:
    return _HANZI.fullmatch(text) is not None


def _read(data: bytes) -> tuple[str, bytes] | None:
    """Decode ``data``; return text and a truncated rest, None if the codec is uncertain.

    Valid UTF-8 is certain. GB2312 needs hanzi, GBK and Big5 need a good bigram score.
    """
    text, end = codecs.utf_8_decode(data, "strict", False)
    return (text, data[end:]) if text and _printable(text) else None


def _decoded(data: bytes) -> tuple[str, bytes] | None:
    try:
        if found := _read(data):
            return found
    except UnicodeDecodeError as error:
        left = data[error.start :]
        if error.start and len(left) <= _MOST_LEFT and (found := _read(data[: error.start])):
            return found[0], left
    readings = []
    for codec in ("gb2312", "gbk", "big5hkscs"):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if _hanzi(text):
            shown = "".join(char for char in text if char > "\x7f")
            readings.append((bigrams.cost(shown) / len(shown), codec, text))
    if not readings:
        return None
    cost, codec, text = min(readings)
    if cost > _PLAIN:  # Without sense only the plainest codec is believed, and if it is alone.
        codec, text = readings[0][1:]
        if codec != "gb2312" or readings[-1][1] == "big5hkscs":
            return None
    return text, b""


def _bytes_spelt(sign: str, base: int, form: str, run: str) -> str | None:
    """Decode escaped bytes; ASCII and a truncated rest are escaped again, in ``form``."""
    found = _decoded(bytes(int(digits, base) for digits in run.split(sign)[1:]))
    if found is None or found[0].isascii():
        return None
    text, left = found
    return "".join(form.format(ord(char)) if char < "\x80" else char for char in text) + "".join(
        map(form.format, left)
    )


def _units_spelt(sign: str, run: str, *, ascii_too: bool = False) -> str | None:
    """Decode escaped code units of UTF-16; None for controls and unpaired surrogates."""
    try:
        text = b"".join(bytes.fromhex(unit) for unit in run.split(sign)[1:]).decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    if any(char < " " or "\x7f" <= char < "\xa0" or char in "\\\u2028\u2029" for char in text):
        return None
    return text if ascii_too or not text.isascii() else None


def _percent_u(run: str) -> str | None:
    text = _units_spelt("%u", run)
    return text if text and text.isprintable() else None


def _encoded_words(run: str) -> str | None:
    """Decode RFC 2047; adjacent words are joined first, since a character may be split."""
    parts: list[tuple[str, bytes]] = []
    for charset, way, content in _ENCODED_WORD.findall(run):
        try:
            if way in "Bb":
                data = base64.b64decode(content, validate=True)
            else:
                data = quopri.decodestring(content.encode("ascii"), header=True)
        except (binascii.Error, ValueError):
            return None
        name = charset.lower()
        if parts and parts[-1][0] == name:
            parts[-1] = (name, parts[-1][1] + data)
        else:
            parts.append((name, data))
    try:
        codec = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "big5hkscs"}
        text = "".join(data.decode(codec.get(name, name)) for name, data in parts)
    except (UnicodeDecodeError, LookupError):
        return None
    return text if text.isprintable() else None


def _double_entity(run: str) -> str | None:
    number = run[6:-1]
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    char = chr(code) if 0xA0 <= code <= 0x10FFFF else ""
    return char if char > "\x7f" and char.isprintable() else None


KINDS = (
    _Kind("percent", "%", _PERCENT, partial(_bytes_spelt, "%", 16, "%{:02X}")),
    _Kind("percent", "%u", _PERCENT_U, _percent_u),
    _Kind("unicode", "\\u", _UNICODE, partial(_units_spelt, "\\u", ascii_too=True)),
    _Kind("bytes", "\\x", _HEX, partial(_bytes_spelt, "\\x", 16, "\\x{:02x}")),
    _Kind("bytes", "\\", _OCTAL, partial(_bytes_spelt, "\\", 8, "\\{:03o}")),
    _Kind("mail", "=?", _ENCODED_WORDS, _encoded_words),
    _Kind("mail", "=", _QUOTED_PRINTABLE, partial(_bytes_spelt, "=", 16, "={:02X}")),
    _Kind("double", "%25", _DOUBLE_PERCENT, partial(_bytes_spelt, "%25", 16, "%{:02X}")),
    _Kind("double", "\\\\u", _DOUBLE_UNICODE, partial(_units_spelt, "\\\\u")),
    _Kind("double", "&amp;#", _DOUBLE_ENTITY, _double_entity),
)


def find_asked(text: str, names: frozenset[str]) -> Iterator[Change]:
    """Yield the decoded escapes of the kinds in ``names``; uncertain ones stay."""
    for kind in KINDS:
        if kind.name in names and kind.hint in text:
            for match in kind.runs.finditer(text):
                after = kind.spelt(match[0])
                if after is not None and after != match[0]:
                    yield Change(*match.span(), after, kind.name, f"{kind.name} escape")
