"""The cheapest way through bytes of which some are lost or stand for others (a beam search)."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import islice
from operator import itemgetter

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import LOST, LOST_BYTE

_BEYOND = 8
"""Characters behind the last one that is read which are looked at."""
_LOST, _LOST_OTHERS, _STRIPPED = 220, 150, 80
"""Tenths of a bit for a lost byte, for one where others are likely, and for one that is known.

Other bytes make a rare hanzi of nearly any part: a lost byte must not cost more.
"""
_CUT_OFF = 130
"""The same for a first byte at the very end, where a text was cut, among letters of ftfy."""
_IMPOSSIBLE = 1 << 30
_MARGIN, _MARGIN_OTHERS = 30, 20
"""What another path must cost more, or what it reads otherwise is not known; less among others."""
_MARGIN_GUESSED = 60
"""The same for a byte that is gone and known, which some other reading cannot do without."""
_BEAM_WIDTH, _BEAM_COST, _BEAM_ALIKE = 6, 220, 80
"""Paths that are followed, what they may cost more than the best, and than one that is as far."""
_DEAREST = 205
"""What a character costs at most."""
_GONE = LOST_BYTE[0]
_SHOWN_LOST = 60
"""What a byte costs that is gone for certain."""
_GUESSED = "\ufdd0"
"""Follows, in a path, the character of which a byte is gone and known."""
_cost = itemgetter(0)
_ITEM = re.compile(f".{_GUESSED}?", re.DOTALL)

_Some = tuple[tuple[bytes, int], ...]
Others = dict[int, _Some]
"""The other bytes that a part may have been, each with its cost in tenths of a bit."""

_Way = tuple[int, int, str, str]
"""Its cost, a first byte that waits for the second, the last character, and all of them."""
_Move = tuple[int, int, str, str, str, int]
"""What a way goes on with: cost, waiting byte, last character, what is read.

The cost is without that of the first character that is read, of which the key and what it costs
alone follow. The last character is empty if it stays the same.
"""
_Moves = Callable[[int, _Some], list[_Move]]
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
    folded: bool,
) -> tuple[int, str]:
    """Read parts from ``at`` on, about as far as ``enough``: how many, and what they were.

    ``before`` is the character before; for ``second`` and ``stripped`` see `mend`. Where ftfy
    ``folded`` some parts for certain, none has lost a byte.
    """
    last = min(len(parts), enough + _BEYOND)
    end = last, _IMPOSSIBLE
    paths: list[_Path] = [(0, 0, before, "", end)]
    lost = _LOST if not second else _IMPOSSIBLE if folded else _LOST_OTHERS
    moves = _moves(true, stripped, lost)
    margin, alike = (_MARGIN_OTHERS, _BEAM_ALIKE) if second else (_MARGIN, _BEAM_COST)
    for place in range(at, last):
        some = ((parts[place], 0), *second.get(place, ()))
        paths = [_sure(same, margin) for same in _gone_on(paths, moves, some, alike)]
        if place < enough:  # it may be cut where a character ended
            paths = [path if path[1] else (*path[:4], (place + 1, len(path[3]))) for path in paths]
    torn = _CUT_OFF if second and last == len(parts) else _LOST
    paths = [
        (cost + torn, 0, LOST, read + LOST, cut) if 0 < lead < _GONE else (cost, 0, "", read, cut)
        for cost, lead, _, read, cut in paths
    ]
    *_, read, cut = _sure(sorted(paths, key=_cost), margin)
    stop, size = cut if last < len(parts) else end
    return stop - at, read[:size].replace(_GUESSED, "")


def _gone_on(paths: list[_Path], moves: _Moves, some: _Some, most_alike: int) -> list[list[_Path]]:
    """Return the best paths behind the next part, any of ``some``, with those that end alike."""
    found: list[_Path] = []
    most = _IMPOSSIBLE
    for cost, lead, char, read, cut in paths:
        beside = bigrams.after(char)
        for more, after, then, made, key, alone in moves(lead, some):
            total = cost + more
            if total > most:
                break
            if key:
                total += beside[key] + alone
            if total <= most:
                most = min(most, total + _BEAM_COST)
                found.append((total, after, then or char, read + made, cut))
    found.sort(key=_cost)
    alike: dict[tuple[int, str], list[_Path]] = {}
    least: dict[int, int] = {}
    for path in found:
        if path[0] > most:
            break
        if path[0] <= least.setdefault(path[1], path[0]) + most_alike:
            alike.setdefault(path[1:3], []).append(path)
    return list(islice(alike.values(), _BEAM_WIDTH))


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


@cache
def _moves(true: str, stripped: bytes, lost: int) -> _Moves:
    """What finds the ways to go on behind a first byte with a part, by all it may have been."""
    chars = _chars(true)

    @lru_cache(maxsize=1 << 14)
    def moves(lead: int, some: _Some) -> list[_Move]:
        found: list[_Move] = []
        most = _IMPOSSIBLE
        for data, cost in some:
            for way in _fed((cost, lead, "", ""), data, chars, stripped, lost=lost, most=most):
                first = way[3][:1].replace(LOST, "")
                beside = (bigrams.key(first), bigrams.alone(first)) if first else ("", 0)
                found.append((*way, *beside))
                most = min(most, way[0] + _BEAM_COST + _DEAREST)
        if not found:  # a byte is lost all the same
            return _moves(true, stripped, _LOST)(lead, some[:1])
        return sorted((move for move in found if move[0] <= most), key=_cost)

    return moves


def _fed(
    way: _Way, data: bytes, chars: _Chars, stripped: bytes, *, lost: int, most: int
) -> list[_Way]:
    """The ways to go on with the bytes of one part, at a cost of ``most``."""
    ways = [way]
    for byte in data:
        grown: list[_Way] = []
        for cost, lead, last, read in ways:
            if _GONE in {byte, lead}:
                grown += _over(cost, lead, byte, last, read)
            elif not lead:
                grown += _begun(cost, byte, last, read)
                if byte >= 0x80 and lost < most:  # the first byte is gone
                    grown.append((cost + lost, 0, "\n", read + LOST))
            else:
                if char := chars[lead << 8 | byte]:
                    grown.append((cost + _step(last, char), 0, char, read + char))
                if lost < most:
                    grown += _begun(cost + lost, byte, "\n", read + LOST)
                for known in stripped:
                    grown += _known((cost, lead, last, read), byte, chars[lead << 8 | known])
        here = min(most, min(grown, default=way)[0] + _BEAM_COST + _DEAREST)
        ways = [way for way in grown if way[0] <= here]
    return ways


def _step(last: str, char: str) -> int:
    """What ``char`` costs behind ``last``; behind what is not known yet, nothing so far."""
    return bigrams.step(last + char) if last else 0


def _known(way: _Way, byte: int, char: str) -> list[_Way]:
    """The ways to go on where the second byte is gone and known, if that makes a ``char``."""
    cost, _, last, read = way
    if not char:
        return []
    return _begun(cost + _STRIPPED + _step(last, char), byte, char, read + char + _GUESSED)


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
    if byte == 0x80:
        return [(cost + _LOST, 0, "\n", read + LOST)]
    return [(cost + _step(last, chr(byte)), 0, chr(byte), read + chr(byte))]
