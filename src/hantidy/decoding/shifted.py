"""Decoders of UTF-7 and ISO-2022-CN, which write hanzi as ASCII between shifts.

Python has no ISO-2022-CN, and its UTF-7 decodes any run. Here a run that holds ``<`` or a control
character stays undecoded, so that no tag comes from bytes that held none.
"""

from __future__ import annotations

import codecs
import re
from binascii import a2b_base64
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_UNSAFE = re.compile("[\0-\x1f<\x7f-\x9f]")
_LONGEST = 65_536
"""Most bytes of a run."""


def utf7_text(run: bytes) -> str | None:
    """Return the text of a run of modified base64, or None if it is invalid."""
    left = len(run) * 6 % 16
    data = a2b_base64(run + b"A" * (-len(run) % 4))
    whole = len(run) * 6 // 16 * 2
    try:
        text = data[:whole].decode("utf-16-be")
    except UnicodeDecodeError:
        return None
    sound = left < 6 and not any(data[whole : whole + 1]) and not _UNSAFE.search(text)
    return text if text and sound else None


class _Shifted(codecs.BufferedIncrementalDecoder):
    """A decoder whose tokens are the runs and the bytes above 0x7F; all else is ASCII."""

    tokens: re.Pattern[bytes]
    """Runs, escapes, what may be the beginning of an escape at the end, and bytes above 0x7F."""
    ends: bytes
    """Last bytes of a token that is complete."""
    known = True
    """Whether runs are in the supported character set."""

    def run(self, found: re.Match[bytes]) -> str | None:
        """Return the text of a run, or None if it stays undecoded."""
        raise NotImplementedError

    def _buffer_decode(self, data: ReadableBuffer, errors: str, final: bool) -> tuple[str, int]:
        data = bytes(data)
        end = len(data)
        parts, at = [], 0
        for found in self.tokens.finditer(data):
            parts.append(data[at : found.start()].decode("ascii"))
            at = found.end()
            if at == len(data) and not final and self._may_go_on(found[0]):
                at = end = found.start()
            elif found[0][0] < 0x80:
                text = self.run(found)
                parts.append(found[0].decode("ascii") if text is None else text)
            else:
                error = UnicodeDecodeError("ascii", data, found.start(), at, "no ASCII")
                parts.append(str(codecs.lookup_error(errors)(error)[0]))
        parts.append(data[at:end].decode("ascii"))
        return "".join(parts), end

    def _may_go_on(self, token: bytes) -> bool:
        """Whether ``token`` may continue in the next bytes."""
        return token[0] < 0x80 and token[-1] not in self.ends and len(token) < _LONGEST + 2

    def getstate(self) -> tuple[bytes, int]:
        return super().getstate()[0], int(self.known)

    def setstate(self, state: tuple[bytes, int]) -> None:
        super().setstate((state[0], 0))
        self.known = bool(state[1])


class UTF7(_Shifted):
    """UTF-7 of RFC 2152: ``+`` opens a run of base64, ``-`` may end it, ``+-`` is a plus sign."""

    tokens = re.compile(rb"\+([A-Za-z0-9+/]{0,%d})-?|[\x80-\xff]" % _LONGEST)
    ends = b"-"

    def run(self, found: re.Match[bytes]) -> str | None:
        return utf7_text(found[1]) if found[1] else "+" if found[0] == b"+-" else None


class ISO2022CN(_Shifted):
    """ISO-2022-CN of RFC 1922, of which GB 2312 is read; runs in CNS 11643 stay as they came."""

    tokens = re.compile(
        rb"\x1b(?:\$(?:[)*]([A-Z])?)?)?|\x0e([\x21-\x7e]{0,%d})\x0f?|[\x80-\xff]" % _LONGEST
    )
    ends = b"\x0f"

    def run(self, found: re.Match[bytes]) -> str | None:
        if found[1]:
            self.known = found[1] == b"A"
            return "" if self.known else None
        if found[2] is None or not self.known:
            return None
        try:
            return bytes(byte | 0x80 for byte in found[2]).decode("gb2312")
        except UnicodeDecodeError:
            return None
