"""The cheapest way through bytes of which some are lost or stand for others (a beam search)."""

from __future__ import annotations

import re
from functools import cache, partial

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import LOST, LOST_BYTE

_BEYOND = 8
"""Characters behind the last one that is read which are looked at."""
_LOST, _STRIPPED = 220, 80
"""Tenths of a bit for a lost byte, and for one that is known."""
_IMPOSSIBLE = 1 << 30
_MARGIN, _MARGIN_OTHERS = 30, 20
"""What another path must cost more, or what it reads otherwise is not known; less among others."""
_MARGIN_GUESSED = 60
"""The same for a byte that is gone and known, which some other reading cannot do without."""
_BEAM_WIDTH, _BEAM_COST = 6, 220
_GONE = LOST_BYTE[0]
_SHOWN_LOST = 60
"""What a byte costs that is gone for certain."""
_GUESSED = "\ufdd0"
"""Follows, in a path, the character of which a byte is gone and known."""
_ITEM = re.compile(f".{_GUESSED}?", re.DOTALL)

Others = dict[int, tuple[tuple[bytes, int], ...]]
"""The other bytes that a part may have been, each with its cost in tenths of a bit."""

_Way = tuple[int, int, str, str]
"""Its cost, a first byte that waits for the second, the last character, and all of them."""
_Path = tuple[int, int, str, str, tuple[int, int]]
"""The same, and the last place where it may be cut: the part, and how much was read before."""


class _Chars(dict[int, str]):
    """Maps two bytes to the character that they are, made at its first use; to "" if they are none.

    Private-use characters and the signs that describe hanzi are left out: no text has them.
    """

    def __init__(self, true: str) -> None:
        super().__init__()
        self._true = true

    def __missing__(self, code: int) -> str:
        char = code.to_bytes(2, "big").decode(self._true, "ignore")
        usable = len(char) == 1 and char >= "\x80"
        if not usable or "\ue000" <= char <= "\uf8ff" or "\u2ff0" <= char <= "\u2fff":
            char = ""
        self[code] = char
        return char


_chars = cache(_Chars)


def cheapest_way(
    parts: list[bytes],
    at: int,
    enough: int,
    true: str,
    second: Others,
    *,
    before: str,
    stripped: bytes,
) -> tuple[int, str]:
    """Read parts from ``at`` on, about as far as ``enough``: how many, and what they were.

    ``before`` is the character before; for ``second`` and ``stripped`` see `mend`.
    """
    last = min(len(parts), enough + _BEYOND)
    end = last, _IMPOSSIBLE
    paths: list[_Path] = [(0, 0, before, "", end)]
    margin = _MARGIN_OTHERS if second else _MARGIN
    fed = partial(_fed, chars=_chars(true), stripped=stripped)
    for place in range(at, last):
        found: dict[tuple[int, str], list[_Path]] = {}
        best = _IMPOSSIBLE
        for data, penalty in ((parts[place], 0), *second.get(place, ())):
            for cost, lead, char, read, cut in paths:
                begun = cost + penalty, lead, char, read
                for way in fed(begun, data, best + _BEAM_COST):
                    if way[0] <= best + _BEAM_COST:
                        best = min(best, way[0])
                        found.setdefault(way[1:3], []).append((*way, cut))
        ranked = sorted((sorted(same, key=_cost) for same in found.values()), key=_cheapest)
        paths = [
            _marked(_sure(same, margin), place + 1, enough)
            for same in ranked[:_BEAM_WIDTH]
            if same[0][0] <= best + _BEAM_COST
        ]
    paths = [
        (cost + _LOST, 0, LOST, read + LOST, cut) if 0 < lead < _GONE else (cost, 0, "", read, cut)
        for cost, lead, _, read, cut in paths
    ]
    *_, read, cut = _sure(sorted(paths, key=_cost), margin)
    stop, size = cut if last < len(parts) else end
    return stop - at, read[:size].replace(_GUESSED, "")


def _marked(path: _Path, place: int, enough: int) -> _Path:
    """The path with the place where it may be cut, if a character ended here."""
    if path[1] or place > enough:
        return path
    return (*path[:4], (place, len(path[3])))


def _cost(path: _Path) -> int:
    return path[0]


def _cheapest(paths: list[_Path]) -> int:
    return paths[0][0]


def _sure(paths: list[_Path], margin: int) -> _Path:
    """The first path, the cheapest; what others of about its cost read otherwise is U+FFFD."""
    cost, lead, char, read, cut = paths[0]
    for other in paths[1:]:
        more = other[0] - cost
        if more >= _MARGIN_GUESSED:
            break
        read = _agreed(read, other[3], guesses=more >= margin)
    return cost, lead, char, read, cut


def _agreed(mine: str, theirs: str, *, guesses: bool) -> str:
    """Return ``mine``, as long, with U+FFFD where ``theirs`` differs; or only for ``guesses``."""
    if mine == theirs:
        return mine
    both = enumerate(zip(mine, theirs, strict=False))
    first = next((at for at, (one, two) in both if one != two), min(len(mine), len(theirs)))
    if _GUESSED in (mine[first : first + 1], theirs[first : first + 1]):
        first -= 1
    read, other = _ITEM.findall(mine, first), _ITEM.findall(theirs, first)
    if LOST in other:  # it is no reading at all
        return mine
    if len(read) == len(other):
        differ = [one[0] != two[0] for one, two in zip(read, other, strict=True)]
    else:
        most = min(len(read), len(other))
        same = next((at for at in range(most) if read[-1 - at][0] != other[-1 - at][0]), most)
        differ = [at < len(read) - same for at in range(len(read))]
    return mine[:first] + "".join(
        LOST + item[1:] if unlike and (len(item) > 1 or not guesses) else item
        for item, unlike in zip(read, differ, strict=True)
    )


def _fed(path: _Way, data: bytes, most: int, *, chars: _Chars, stripped: bytes) -> list[_Way]:
    """The ways to go on from ``path`` with the bytes of one character, at a cost of ``most``."""
    paths = [path]
    for byte in data:
        grown: list[_Way] = []
        for cost, lead, last, read in paths:
            if cost > most:
                continue
            if _GONE in {byte, lead}:
                grown += _over(cost, lead, byte, last, read)
            elif not lead:
                grown += _begun(cost, byte, last, read)
                if byte >= 0x80:  # the first byte is gone
                    grown.append((cost + _LOST, 0, "\n", read + LOST))
            else:
                if char := chars[lead << 8 | byte]:
                    grown.append((cost + bigrams.step(last + char), 0, char, read + char))
                if cost + _STRIPPED <= most:
                    grown += _torn((cost, lead, last, read), byte, chars, stripped)
        paths = grown
    return paths


def _torn(path: _Way, byte: int, chars: _Chars, stripped: bytes) -> list[_Way]:
    """The ways to go on where the second byte is gone, known or not."""
    cost, lead, last, read = path
    found: list[_Way] = []
    for known in stripped:
        if char := chars[lead << 8 | known]:
            total = cost + _STRIPPED + bigrams.step(last + char)
            found += _begun(total, byte, char, read + char + _GUESSED)
    return found + _begun(cost + _LOST, byte, "\n", read + LOST)


def _over(cost: int, lead: int, byte: int, last: str, read: str) -> list[_Way]:
    """The ways over a byte that was shown as U+FFFD, the first or the second of a hanzi."""
    if lead == _GONE:  # its second byte
        if byte in range(0x40, 0x100):
            return [(cost, 0, "\n", read), *_begun(cost + _LOST, byte, "\n", read)]
        return _begun(cost, byte, "\n", read)
    if lead:
        return [(cost + _SHOWN_LOST, 0, "\n", read + LOST)]
    return [(cost + _SHOWN_LOST, _GONE, last, read + LOST)]


def _begun(cost: int, byte: int, last: str, read: str) -> list[_Way]:
    """Return the way, the only one, on which ``byte`` begins a character."""
    if byte > 0x80:
        return [(cost, byte, last, read)]
    char = chr(byte) if byte < 0x80 else LOST
    return [(cost + bigrams.step(last + char), 0, char, read + char)]
