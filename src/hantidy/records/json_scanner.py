"""Locate the strings of wanted fields in a line of JSON, by byte offset."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import NamedTuple

from hantidy.records.field_paths import ITEMS, Tree, tree_of

_skip_blank = re.compile(r"[ \t\r\n]*").match
_read_string: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]
_skip_value = json.JSONDecoder(
    # What is not ours need not be understood, only passed over, however large a number it is.
    parse_int=lambda _: None,
    parse_float=lambda _: None,
    parse_constant=lambda _: None,
).scan_once  # type: ignore[attr-defined]


class Member(NamedTuple):
    """A string in a JSON document: its span, quotes included, and its value."""

    start: int
    end: int
    value: str


def members(line: str, fields: tuple[str, ...]) -> list[Member]:
    """Find the strings of the JSON value ``line`` that ``fields`` name (see `field_paths`).

    A value that is not an object has no fields. Raises ValueError if ``line`` is not JSON.
    """
    found: list[Member] = []
    try:
        at = _value(line, _next(line, 0), tree_of(fields), found)
    except StopIteration as stop:
        raise json.JSONDecodeError("Expecting value", line, stop.value) from None
    if _next(line, at) != len(line):
        raise json.JSONDecodeError("Extra data", line, at)
    return found


def _value(line: str, at: int, wanted: Tree, found: list[Member]) -> int:
    """Read the value at ``at``, append ``wanted`` strings to ``found``, return its end."""
    first = line[at : at + 1]
    if first == '"':
        value, end = _read_string(line, at + 1, True)
        if wanted.taken:
            found.append(Member(at, end, value))
        return end
    if first == "{" and wanted:
        return _object(line, at, wanted, found)
    if first == "[" and (ITEMS in wanted or (wanted.taken and wanted is not _STRING)):
        return _list(line, at, wanted, found)
    passed: int = _skip_value(line, at)[1]
    return passed


def _object(line: str, at: int, wanted: Tree, found: list[Member]) -> int:
    def member(at: int) -> int:
        if line[at : at + 1] != '"':
            raise json.JSONDecodeError("Expecting a key in double quotes", line, at)
        key, at = _read_string(line, at + 1, True)
        at = _next(line, at)
        if line[at : at + 1] != ":":
            raise json.JSONDecodeError("Expecting ':'", line, at)
        below = wanted.get(key, _NOTHING) if key != ITEMS else _NOTHING
        return _value(line, _next(line, at + 1), below, found)

    return _each(line, at, "}", member)


def _list(line: str, at: int, wanted: Tree, found: list[Member]) -> int:
    below = wanted.get(ITEMS, _NOTHING)
    if wanted.taken and not below:
        below = _STRING
    return _each(line, at, "]", lambda at: _value(line, at, below, found))


def _each(line: str, at: int, closing: str, read: Callable[[int], int]) -> int:
    """Call ``read`` for the place of each member of the container at ``at``; return its end."""
    at = _next(line, at + 1)
    if line[at : at + 1] == closing:
        return at + 1
    while True:
        at = _next(line, read(at))
        if line[at : at + 1] == closing:
            return at + 1
        if line[at : at + 1] != ",":
            raise json.JSONDecodeError(f"Expecting ',' or '{closing}'", line, at)
        at = _next(line, at + 1)


_NOTHING = Tree()
_STRING = Tree()
_STRING.taken = True


def _next(line: str, at: int) -> int:
    match = _skip_blank(line, at)
    assert match is not None
    return match.end()
