"""Fast searches for one range of characters."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, AnyStr

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = 4_000  # characters
_STEP = 100_000  # characters whose matches are held at a time
# Of UTF-8: what begins no character past ASCII, and the least that begins one of three or four.
_NO_LEADS = bytes(range(0xC0))
_LEAD_OF_THREE, _LEAD_OF_FOUR = 0xE0, 0xF0


@cache
def one_range(members: str) -> re.Pattern[str]:
    """Return a pattern for one character of one range."""
    return re.compile(f"[{members}]")


def has_any(text: str, *ranges: str) -> bool:
    """Whether ``text`` holds a character of one of the ``ranges``, each one range past ASCII."""
    if text.isascii():
        return False
    if len(text) <= _LONG:  # one class is found sooner than several ranges
        return one_range("".join(ranges)).search(text) is not None
    whole, parts = _leads(ranges)
    data, leading = _utf8(text)
    return any(map(leading.__contains__, whole)) or any(
        lead in leading and rest.search(data) is not None for lead, rest in parts
    )


def count_all(text: str, members: str) -> int:
    """Count the characters of one range past ASCII in ``text``."""
    whole, parts = _leads((members,))
    data, leading = _utf8(text)
    edges = (rest for lead, rest in parts if lead in leading)
    return sum(map(leading.count, whole)) + sum(len(rest.findall(data)) for rest in edges)


def lines_with(text: str, members: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of the lines that hold a character of one range of three bytes in UTF-8."""
    starts = line_starts(text)
    for number in line_numbers(_in_utf8(members), _utf8(text)[0], b"\n"):
        yield starts[number], starts[number + 1] - 1


def line_numbers(found: re.Pattern[AnyStr], text: AnyStr, end: AnyStr) -> Iterator[int]:
    """Yield the numbers, from 0 on, of the lines in which ``found`` matches; ``end`` ends them."""
    number = at = 0
    while match := found.search(text, at):
        number += text.count(end, at, match.start())
        yield number
        at = text.find(end, match.end())
        if at < 0:
            return


def line_starts(text: str) -> list[int]:
    """Return where each line starts, and where one behind the last would."""
    return list(accumulate(map(len, text.split("\n")), _behind, initial=0))


def _behind(start: int, length: int) -> int:
    return start + length + 1


@lru_cache(maxsize=4)
def _utf8(text: str) -> tuple[bytes, bytes]:
    """Return ``text`` in UTF-8, and the first byte of each character past ASCII."""
    data = text.encode("utf-8", "surrogatepass")
    return data, data.translate(None, _NO_LEADS)


@cache
def _leads(ranges: tuple[str, ...]) -> tuple[frozenset[int], list[tuple[int, re.Pattern[bytes]]]]:
    """Return the first bytes of characters in UTF-8: those that tell by themselves of a range.

    The others come with a pattern for the characters of a range that begin with each of them.
    """
    whole: set[int] = set()
    parts: dict[int, list[bytes]] = {}
    for each in ranges:
        first, last = (char.encode("utf-8", "surrogatepass") for char in (each[0], each[-1]))
        whole.update(range(first[0] + 1, last[0]))
        for lead in {first[0], last[0]}:
            length = 1 + (lead >= _LEAD_OF_THREE) + (lead >= _LEAD_OF_FOUR)
            least = first[1:] if lead == first[0] else b"\x80" * length
            most = last[1:] if lead == last[0] else b"\xbf" * length
            parts.setdefault(lead, []).append(_between(least, most))
    return frozenset(whole), [
        (lead, re.compile(b"%c(?:%b)" % (lead, b"|".join(parts[lead])))) for lead in sorted(parts)
    ]


@cache
def _in_utf8(members: str) -> re.Pattern[bytes]:
    """Return a pattern for a character of one range, whose bytes in UTF-8 are as many."""
    first, last = (char.encode("utf-8", "surrogatepass") for char in (members[0], members[-1]))
    return re.compile(_between(first, last))


def _between(least: bytes, most: bytes) -> bytes:
    """Return a pattern for a character, or its last bytes, from ``least`` to ``most``."""
    if len(least) == 1:
        return b"[%c-%c]" % (least[0], most[0])
    if least[0] == most[0]:
        return b"%c%b" % (least[0], _between(least[1:], most[1:]))
    length = len(least) - 1
    parts = [
        b"%c%b" % (least[0], _between(least[1:], b"\xbf" * length)),
        b"%c%b" % (most[0], _between(b"\x80" * length, most[1:])),
    ]
    if most[0] - least[0] > 1:
        parts.append(b"[%c-%c]" % (least[0] + 1, most[0] - 1))
    return b"(?:%b)" % b"|".join(parts)


@lru_cache(maxsize=4)
def ascii_of(text: str) -> str:
    """Return the ASCII characters of ``text``, joined.

    Whatever ``text`` holds of ASCII this holds too, and in Chinese it is found here many times
    sooner; so what this lacks need not be looked for.
    """
    return text if text.isascii() else text.encode("ascii", "ignore").decode("ascii")


def holds(text: str, *needles: str) -> bool:
    """Whether ``text`` holds one of ``needles``, which are of ASCII.

    One character is found many times sooner than several, so the rarest of each is looked for.
    """
    signs = ascii_of(text)
    return any(
        _rarest(needle) in signs and needle in signs and needle in text for needle in needles
    )


@cache
def _rarest(needle: str) -> str:
    """Return the rarest character of ``needle``."""
    return max(
        needle, key=lambda char: (not char.isalnum(), not char.isspace(), char not in ":,.-/")
    )


def count(found: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Count the matches of one character in ``text[start:end]`` without a list of all."""
    if end - start <= _STEP:
        return len(found.findall(text, start, end))
    steps = range(start, end, _STEP)
    return sum(len(found.findall(text, at, min(end, at + _STEP))) for at in steps)


def more_than(found: re.Pattern[str], text: str, start: int, end: int, least: int) -> bool:
    """Whether ``text[start:end]`` has more than ``least`` matches; stops as soon as it has."""
    step = min(max(4 * least, 64), _STEP)
    for at in range(start, end, step):
        least -= len(found.findall(text, at, min(end, at + step)))
        if least < 0:
            return True
    return False
