"""A thin stand-in for hantidy.decoding until it lands: UTF-8 and named encodings."""

from __future__ import annotations

import codecs
import re

from hantidy.errors import DecodingError, OptionError, UnknownNameError

__all__ = ["Decoder", "encode"]


_RIDER = 0x10FE00
_RIDERS = re.compile(b"\xf4\x8f[\xba\xbb][\x80-\xbf]")
_LONE = re.compile("[\ud800-\udfff]")


_RESERVED = re.compile("[\U0010fe80-\U0010feff\udc80-\udcff]")


def _ride(match: re.Match[str]) -> str:
    return "".join(chr(_RIDER + byte) for byte in match[0].encode(errors="surrogateescape"))


class Damage:
    def __init__(self) -> None:
        self.count = 0
        self.first: int | None = None


def encode(text: str, *, raw: bool = False) -> bytes:
    try:
        data = text.encode()
    except UnicodeEncodeError:
        data = _LONE.sub("\ufffd", text).encode()
    if raw and (b"\xf4\x8f\xba" in data or b"\xf4\x8f\xbb" in data):
        return _RIDERS.sub(lambda m: bytes([ord(m[0].decode()) - _RIDER]), data)
    return data


class Decoder:
    def __init__(
        self, encoding: str = "auto", errors: str = "replace", *, null_data: bool = False
    ) -> None:
        del null_data
        name = "utf-8" if encoding in (None, "auto", "per-line") else encoding
        assert name is not None
        try:
            self.encoding = codecs.lookup(name).name
        except LookupError:
            raise UnknownNameError(f"there is no encoding {name!r}") from None
        if errors == "raw" and self.encoding != "utf-8":
            raise OptionError("errors=raw is for UTF-8 input only")
        self.errors = errors
        self.guessed = False
        self.bom = False
        self.damage = Damage()
        self._decoder = codecs.getincrementaldecoder(self.encoding)("hantidy.stand-in")
        codecs.register_error("hantidy.stand-in", self._handle)
        self._passed = 0
        self._lines = 0
        self._buffered = 0
        self._started = False
        self._head = b""

    def _handle(self, error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        start = self._passed - self._buffered + error.start
        if self.errors == "strict":
            line = self._lines + 1 + error.object.count(b"\n", 0, error.start)
            raise DecodingError(f"line {line}, " f"byte offset {start}: undecodable") from error
        self.damage.count += 1
        if self.damage.first is None:
            self.damage.first = start
        bad = error.object[error.start : error.end]
        if self.errors == "replace":
            return "\ufffd", error.end
        if self.errors == "escape":
            return "".join(f"\\x{byte:02x}" for byte in bad), error.end
        return bad.decode("ascii", "surrogateescape"), error.end

    def decode(self, data: bytes, *, final: bool = False) -> str:
        if not self._started and self.encoding == "utf-8":
            data = self._head + data
            if len(data) < 3 and not final:
                self._head = data
                return ""
            self._started = True
            self._head = b""
            if data.startswith(b"\xef\xbb\xbf"):
                self.bom = True
                data = data[3:]
                self._passed = 3
        text = self._decoder.decode(data, final)
        if self.errors == "raw":
            text = _RESERVED.sub(_ride, text)
        self._passed += len(data)
        self._lines += data.count(b"\n")
        self._buffered = len(self._decoder.getstate()[0])
        return text
