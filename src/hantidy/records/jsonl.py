"""Clean named fields of JSON Lines; all other bytes are copied.

Each record is a document. msgspec reads a line where it locates the exact bytes of a field. The
standard library reads the others (a duplicate key, an escaped key, a lone surrogate, NaN) and
gives the error of a line that is no record.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pickle import PickleBuffer
from typing import Any, NamedTuple

from hantidy.core.surrogates import SURROGATE
from hantidy.decoding import encode
from hantidy.records.field_paths import is_plain
from hantidy.records.json_scanner import members
from hantidy.records.settings import Settings
from hantidy.records.tasks import Task
from hantidy.records.text import Found, Outcome, Rejected, clean_document, complete

_BLANK = " \t\r"
_LOOKALIKE = re.compile(rb"\\u[dD][bB][fF][fF]\\u[dD][eE][89a-fA-F]")


class JsonPart(NamedTuple):
    """Complete lines; ``line`` is the number of the first."""

    line: int
    data: bytes

    def __reduce__(self) -> tuple[Any, ...]:
        """Pickle with the bytes out of band."""
        return JsonPart, (self.line, PickleBuffer(self.data))

    def clean(self, how: Settings) -> Outcome:
        """Return the clean lines."""
        lines = _Lines(how)
        data = bytes(self.data)
        *whole, last = data.split(b"\n")
        lines.add(whole, self.line)
        written = b"\n".join(lines.written)
        if lines.written:
            written += b"\n"
        if last:
            lines.written.clear()
            lines.add([last], self.line + len(whole))
            written += b"".join(lines.written)
        before = data if how.compare and lines.changed else b""
        if how.raw:
            written, before = _with_bytes(written), _with_bytes(before)
        outcome = Outcome(
            written,
            before,
            changed=lines.changed,
            documents=lines.count,
            rejected=tuple(lines.rejected),
            without_field=lines.without_field,
        )
        lines.found.tell(outcome)
        return outcome


def json_tasks(chunks: Iterable[str]) -> Iterator[Task[JsonPart]]:
    """Cut a file that arrives in ``chunks`` into tasks."""
    line = 1
    for text in complete(chunks, "\n"):
        data = encode(text)
        yield Task(JsonPart(line, data), len(text))
        line += data.count(b"\n")


def _with_bytes(data: bytes) -> bytes:
    """Return ``data`` with undecodable bytes restored from their escapes."""
    return encode(data.decode(), raw=True)


class _Lines:
    """Cleans the lines of one task."""

    def __init__(self, how: Settings) -> None:
        self.written: list[bytes] = []
        self.rejected: list[Rejected] = []
        self.changed = False
        self.count = 0
        self.without_field = 0
        self.found = Found(count=how.count)
        self._how = how
        self._quick = _quick_reader(how.fields)

    def add(self, lines: list[bytes], first: int) -> None:
        """Clean ``lines``, the first of which has the number ``first``."""
        quick, clean, written, found = self._quick, self._clean, self.written, self.found
        raw = self._how.raw
        for number, line in enumerate(lines, first):
            found.place = number
            if raw and _LOOKALIKE.search(line):
                # An escape that reads like one of the characters that carry undecodable bytes:
                # written out it could not be told from a byte.
                now: bytes | None = line
            else:
                now = quick(line, clean)
                if now is None:
                    now = self._slowly(line, number)
                    if now is None:
                        continue
            if now is not line:
                if now:
                    self.changed = True
                else:
                    now = line
                    self.without_field += 1
            written.append(now)
            self.count += 1

    def _clean(self, text: str) -> str:
        return clean_document(self._how.pipeline, text, self.found)

    def _slowly(self, line: bytes, number: int) -> bytes | None:
        """Return the clean line by the standard library; None if it is no record."""
        text = line.decode()
        if not text.strip(_BLANK):
            self.count -= 1
            return line
        try:
            return self._replaced(text, line)
        except json.JSONDecodeError as error:
            reason = f"not JSON: {error.msg} (column {error.colno})"
        except ValueError as error:
            reason = str(error)
        except RecursionError:
            reason = "nested too deeply"
        self.rejected.append(Rejected(number, reason, text))
        self.changed = True
        return None

    def _replaced(self, text: str, line: bytes) -> bytes:
        found = members(text, self._how.fields)
        if not found:
            return b""
        parts: list[str] = []
        at = 0
        for member in found:
            cleaned = self._clean(member.value)
            if cleaned != member.value:
                parts += (text[at : member.start], written(cleaned))
                at = member.end
        return ("".join(parts) + text[at:]).encode() if parts else line


def written(text: str) -> str:
    """Return ``text`` as a JSON string, unescaped but for lone surrogates."""
    return SURROGATE.sub(
        lambda match: f"\\u{ord(match[0]):04x}", json.dumps(text, ensure_ascii=False)
    )


def _encoded(text: str) -> bytes:
    return written(text).encode()


@cache
def _quick_reader(  # noqa: C901 - one loop, and every line of it is paid for by each record
    fields: tuple[str, ...],
) -> Callable[[bytes, Callable[[str], str]], bytes | None]:
    """Return a function that cleans a line by msgspec.

    It returns the clean line (the same object where nothing changed), an empty one where no field
    is a string, and None where msgspec may not locate the bytes.
    """
    import msgspec  # noqa: PLC0415 - 70 ms, only for such files

    if not all(map(is_plain, fields)):
        return lambda _line, _clean: None
    names = [f"field_{index}" for index in range(len(fields))]
    keys = [msgspec.json.encode(name) for name in fields]
    if any(b"\\" in key for key in keys):
        return lambda _line, _clean: None  # msgspec knows no such names
    record: Any = msgspec.defstruct(
        "Record",
        [
            (name, msgspec.Raw | msgspec.UnsetType, msgspec.field(default=msgspec.UNSET, name=key))
            for name, key in zip(names, fields, strict=True)
        ],
    )
    read = msgspec.json.Decoder(record).decode
    read_string = msgspec.json.Decoder(str).decode
    unset = msgspec.UNSET
    # So an escape begins that may hide a second key of the same name.
    hiding = b"\\u00" if all(map(str.isascii, fields)) else b"\\u"

    def quick(line: bytes, clean: Callable[[str], str]) -> bytes | None:
        if hiding in line:
            return None
        try:
            found = read(line)
            strings = []
            for name, key in zip(names, keys, strict=True):
                value = getattr(found, name)
                if value is unset:
                    continue
                written = bytes(value)
                # Written once, the name is the key and what follows it is the value.
                if not written.startswith(b'"') or line.count(key) != 1:
                    return None
                strings.append((line.index(key) + len(key), written, read_string(written)))
        except (msgspec.DecodeError, ValueError, RecursionError):
            return None
        if not strings:
            return b""
        if len(strings) > 1:
            strings.sort()
        now = line
        for after_key, written, text in reversed(strings):
            cleaned = clean(text)
            if cleaned != text:
                start = line.index(written, after_key)
                now = now[:start] + _encoded(cleaned) + now[start + len(written) :]
        return now

    return quick
