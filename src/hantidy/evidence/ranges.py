"""Fast searches for one range of characters."""

from __future__ import annotations

import re
from functools import cache, lru_cache

__all__ = ["ascii_of", "count", "has_any", "holds", "more_than", "one_range"]

_LONG = 4_000  # characters
_STEP = 100_000  # characters whose matches are held at a time
# Of UTF-8: what begins no character past ASCII, and the first byte of three.
_NO_LEADS = bytes(range(0xC0))
_LEAD_OF_THREE = 0xE0


@cache
def one_range(members: str) -> re.Pattern[str]:
    """Return a pattern for one character of one range."""
    return re.compile(f"[{members}]")


def has_any(text: str, *ranges: str) -> bool:
    """Whether ``text`` holds a character of one of the ``ranges``, each one range past ASCII."""
    if text.isascii():
        return False
    if len(text) > _LONG:
        ranges = tuple(each for each in ranges if _may_hold(text, each))
    # Where the text is short, one class is found sooner than several ranges.
    return bool(ranges) and one_range("".join(ranges)).search(text) is not None


def _may_hold(text: str, members: str) -> bool:
    """Whether ``text`` holds a character of the blocks of 64 in which ``members`` lie.

    Of what the text is in UTF-8, the first byte of a character tells; then the first two.
    """
    between, edges = _leads(members)
    data, leading = _utf8(text)
    return any(map(leading.__contains__, between)) or any(
        lead in leading and blocks.search(data) is not None for lead, blocks in edges.items()
    )


@lru_cache(maxsize=4)
def _utf8(text: str) -> tuple[bytes, bytes]:
    """Return ``text`` in UTF-8, and the first byte of each character past ASCII."""
    data = text.encode("utf-8", "surrogatepass")
    return data, data.translate(None, _NO_LEADS)


@cache
def _leads(members: str) -> tuple[range, dict[int, re.Pattern[bytes]]]:
    """Return the first bytes in UTF-8 of a range: those wholly of it, and those at its edges.

    The latter come with a pattern for the first two bytes of the blocks that lie in it.
    """
    first, last = (each.encode("utf-8", "surrogatepass") for each in (members[0], members[-1]))
    edges = {}
    for lead in (first[0], last[0]):
        least, most = 0x80, 0xBF
        if lead >= _LEAD_OF_THREE:  # of two bytes the first is the block
            least = first[1] if lead == first[0] else least
            most = last[1] if lead == last[0] else most
        edges[lead] = re.compile(b"%c[%c-%c]" % (lead, least, most))
    return range(first[0] + 1, last[0]), edges


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
