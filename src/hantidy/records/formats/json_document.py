"""JSON: the strings that are values, at any depth; keys are never touched."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from hantidy.core import lazy
from hantidy.records.formats.value import FormatError, Value
from hantidy.records.jsonl import written

_STRING = lazy.pattern(r'"(?:[^"\\]|\\.)*"(?=([ \t\r\n]*:)?)', re.DOTALL)
_KEY_BEFORE = lazy.pattern(r'("(?:[^"\\]|\\.)*")[ \t\r\n]*:[ \t\r\n]*$')


def check(text: str, kind: str) -> None:
    """Raise FormatError where ``text`` is no JSON document."""
    try:
        json.loads(text, parse_int=len, parse_float=len)
    except json.JSONDecodeError as error:
        raise FormatError(kind, error.msg, error.lineno) from None
    except RecursionError:
        raise FormatError(kind, "nested too deeply", 1) from None


def strings(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int, bool]]:
    """Yield where each string of a valid document stands, and whether it is a key."""
    for match in _STRING.finditer(text, start, len(text) if end is None else end):
        yield match.start(), match.end(), match[1] is not None


def values(text: str, kind: str, fields: tuple[str, ...]) -> list[Value]:
    """Find the strings that are values; with ``fields``, those of members of these names.

    The strings of a list belong to the member that holds the list.
    """
    check(text, kind)
    found: list[Value] = []
    key = ""
    for start, end, is_key in strings(text):
        if is_key:
            key = json.loads(text[start:end], strict=False)
        elif not fields or key in fields:
            said = json.loads(text[start:end], strict=False)
            found.append(Value(start, end, said, written))
    return found
