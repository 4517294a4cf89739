"""Decode double-byte text in which bytes are lost or ambiguous.

Everything is decoded in one go. Around a place that reads badly the cheapest way through the bytes
is searched (Viterbi): a character that was shown may stand for other bytes, the first or the second
byte of a hanzi may be gone, and the second one may be known, as of a stripped soft hyphen. So the
time is linear in the bytes. A hanzi that lost a byte is U+FFFD: nothing is guessed.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache, partial
from itertools import accumulate
from operator import add, sub
from typing import Any

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import LOST, LOST_BYTE, decode, two_bytes

_CHUNK = 60
"""Characters of the reader that are decoded at a time."""
_BACK, _ON, _BEYOND = 6, 16, 8
"""Characters before and after a bad place that are searched, and those looked at beyond."""
_CALM, _UNREST = 160, 8
"""Tenths of a bit of two characters that read well, and how far back these are looked for."""
_BAD_TWO, _BAD_THREE = 340, 480
"""Tenths of a bit from which on two and three characters in a row are no text."""
_DEAR_TWO, _DEAR_THREE = 280, 400
"""The same where characters that were shown have several codes."""
_LARGE = 2
"""Bytes of a character that is always doubted, if it has several codes."""
_LEFT = re.compile(f"[;@-~](?=.)|{LOST}")
"""What is left where such a character was misread: a second byte that is a letter."""
_ROW, _BAD_ROW, _RARE_ROW = 5, 780, 650
"""The same for more characters in a row: what follows a lost byte is read wrongly for a while."""
_LOST, _STRIPPED = 220, 80
"""Tenths of a bit for a lost byte, and for one that is known."""
_SECOND, _OTHER, _USUAL = 50, 80, 2
"""The same for another code of a character, for one that is not among its usual ones."""
_IMPOSSIBLE = 1 << 30
_MARGIN = 30
"""What another path must cost more, or what it reads otherwise is not known."""
_BEAM_WIDTH, _BEAM_COST = 6, 220
_GONE = LOST_BYTE[0]
_SHOWN_LOST = 60
"""What a byte costs that is gone for certain."""
_MARGIN_GUESSED = 60
"""The same for a byte that is gone and known, which some other reading cannot do without."""
_GUESSED = "*"
"""Follows, in a path, the character of which a byte is gone and known."""

_BESIDE_TWIN = 3
"""Characters on both sides of one with two codes that tell which was meant."""
_TWIN_MARGIN = 2.0
"""Bits that the other code must cost more, or the character is not known."""
_HALVES = re.compile(rb"[\x81-\xfe][\x40-\xfe]|.", re.DOTALL)

_Chain = tuple[str | int, Any, int]
"""What was read last, what before it, and how much there is; a number is a place to cut."""
_ROOT: _Chain = ("", None, 0)
_Path = tuple[int, int, str, _Chain]
"""Its cost, a first byte that waits for the second, the last character, and all of them."""


def bad_place(text: str) -> int:
    """Return the first position where ``text`` is implausible or has U+FFFD, or -1."""
    steps = bigrams.steps(text)
    lost = text.find(LOST)
    for at, two in enumerate(map(add, steps, steps[1:])):
        if two >= _BAD_TWO and (at + 2 >= len(steps) or two + steps[at + 2] >= _BAD_THREE):
            return at if lost < 0 else min(at, lost)
    return lost


def is_torn(text: str) -> bool:
    """Whether some characters in a row read so badly that a byte must be gone, or one is U+FFFD."""
    return next(scored([text]))[1]


def scored(texts: list[str]) -> Iterator[tuple[float, bool]]:
    """Yield what each text costs in bits, and whether it `is_torn`; all are scored in one go."""
    sums = list(accumulate(bigrams.steps("\n".join(texts)), initial=0))
    bad = [at for at, row in enumerate(map(sub, sums[_ROW:], sums)) if row >= _BAD_ROW]
    start = 0
    for text in texts:
        end = start + len(text)
        first = bisect_left(bad, start) if bad else 0
        torn = first < len(bad) and bad[first] + _ROW <= end
        yield (sums[end] - sums[start]) / 10, torn or LOST in text
        start = end + 1


@cache
def _chars(true: str) -> dict[int, str]:
    """The characters of two bytes, by both.

    Private-use characters and the signs that describe hanzi are left out: no text has them.
    """
    return {
        code: char
        for codes, shown in two_bytes(true)
        for code, char in zip(codes, shown, strict=True)
        if len(char) == 1
        and char >= "\x80"
        and not "\ue000" <= char <= "\uf8ff"
        and not "\u2ff0" <= char <= "\u2fff"
    }


def mend(
    parts: list[bytes], true: str, second: dict[int, tuple[bytes, ...]], *, stripped: bytes
) -> str:
    """Decode ``parts``, the bytes of each character that was shown.

    ``second`` has the other bytes that a character may stand for, by its place; ``stripped`` has
    the bytes that may be gone as the second one of a hanzi.
    """
    doubt = _ambiguous_place if second else first_doubt if stripped else bad_place
    out: list[str] = []
    at = 0
    while at < len(parts):
        chunk = parts[at : at + _CHUNK]
        text = decode(b"".join(chunk), true)
        bad = doubt(text)
        for place in range(len(chunk)):
            if len(chunk[place]) >= _LARGE and at + place in second:
                before = len(decode(b"".join(chunk[:place]), true))
                bad = before if bad < 0 else min(bad, before)
                break
        if bad < 0:
            size = (
                len(chunk)
                if at + _CHUNK >= len(parts)
                else _whole(chunk[:-_ON] if stripped else chunk, true)
            )
            out.append(decode(b"".join(chunk[:size]), true))
            at += size
            continue
        calm = _calm(text, bad) if stripped else bad
        first = max(0, _part_of(chunk, text, calm, true) - _BACK)
        while first and decode(b"".join(chunk[:first]), true).endswith(LOST):
            first -= 1
        out.append(decode(b"".join(chunk[:first]), true))
        at += first
        size, read = _search(parts, at, out[-1][-1:] or "\n", true, second, stripped=stripped)
        out.append(read)
        at += size
    return "".join(out)


def _ambiguous_place(text: str) -> int:
    """Return the first position where a character of several codes may have been misread, or -1.

    Then hanzi read worse than words do, or a letter is left that was a second byte.
    """
    steps = bigrams.steps(text)
    two = list(map(add, steps[1:], steps[2:]))
    three = map(add, two, steps[3:])
    found = [at for at, cost in enumerate(two, 1) if cost >= _DEAR_TWO]
    found += (at for at, cost in enumerate(three, 1) if cost >= _DEAR_THREE)
    found += (match.start() for match in _LEFT.finditer(text))
    return min(found, default=-1)


def first_doubt(text: str) -> int:
    """Return the first position where ``text`` is implausible or has a rare run, or -1."""
    bad = bad_place(text)
    sums = list(accumulate(bigrams.steps(text), initial=0))
    rare = next((at for at, row in enumerate(map(sub, sums[_ROW:], sums)) if row >= _RARE_ROW), bad)
    return rare if bad < 0 else min(bad, rare)


def _calm(text: str, bad: int) -> int:
    """Return the last position before ``bad`` where ``text`` is plausible."""
    steps = bigrams.steps(text[:bad])
    for at in range(bad, max(0, bad - _UNREST), -1):
        if sum(steps[max(0, at - 2) : at]) <= _CALM:
            return at
    return max(0, bad - _UNREST)


def _part_of(chunk: list[bytes], text: str, bad: int, true: str) -> int:
    """The place in ``chunk`` where the decoded character ``bad`` begins."""
    size = sum(len(char.encode(true, "ignore")) or 1 for char in text[:bad])
    ends = accumulate(map(len, chunk))
    return next((place for place, end in enumerate(ends) if end > size), len(chunk) - 1)


def _search(
    parts: list[bytes],
    at: int,
    before: str,
    true: str,
    second: dict[int, tuple[bytes, ...]],
    *,
    stripped: bytes,
) -> tuple[int, str]:
    """The cheapest way through the parts from ``at`` on: how many were read, and as what."""
    last = min(len(parts), at + _BACK + _ON + _BEYOND)
    paths: list[_Path] = [(0, 0, before, _ROOT)]
    enough = at + _BACK + _ON
    fed = partial(_fed, chars=_chars(true), stripped=stripped)
    for place in range(at, last):
        found: dict[tuple[int, str], list[_Path]] = {}
        best = _IMPOSSIBLE
        for data, penalty in _options(parts[place], second.get(place, ())):
            for path in paths:
                begun = (path[0] + penalty, *path[1:])
                for grown in fed(begun, data, stripped if penalty else b"", best + _BEAM_COST):
                    if grown[0] <= best + _BEAM_COST:
                        best = min(best, grown[0])
                        found.setdefault(grown[1:3], []).append(grown)
        ranked = sorted((sorted(same, key=_cost) for same in found.values()), key=_cheapest)
        paths = [
            _marked(_sure(same), place, enough)
            for same in ranked[:_BEAM_WIDTH]
            if same[0][0] <= best + _BEAM_COST
        ]
    ended = [
        (cost + _LOST, 0, LOST, _on(LOST, chain)) if 0 < lead < _GONE else (cost, lead, char, chain)
        for cost, lead, char, chain in paths
    ]
    return _told(_sure(sorted(ended, key=_cost))[3], at, last, len(parts))


def _cost(path: _Path) -> int:
    return path[0]


def _cheapest(paths: list[_Path]) -> int:
    return paths[0][0]


def _sure(paths: list[_Path]) -> _Path:
    """The first path, the cheapest; what others of about its cost read otherwise is U+FFFD."""
    best = paths[0]
    chain = best[3]
    for other in paths[1:]:
        more = other[0] - best[0]
        if more >= _MARGIN_GUESSED:
            break
        if other[3] is not best[3]:
            chain = _agreed(chain, other[3], guesses=more >= _MARGIN)
    return (*best[:3], chain)


def _agreed(chain: _Chain, other: _Chain, *, guesses: bool) -> _Chain:
    """Return ``chain`` with U+FFFD where ``other`` differs; or only for ``guesses``."""
    mine: list[str | int] = []
    theirs: list[str | int] = []
    while chain is not other:  # back to where they part
        if chain[2] >= other[2]:
            mine.append(chain[0])
            chain = chain[1]
        else:
            theirs.append(other[0])
            other = other[1]
    read = [item for item in mine if isinstance(item, str)]
    agreed = read
    if LOST not in theirs:  # it is another reading, not none at all
        agreed = _common(read, [item for item in theirs if isinstance(item, str)])
        if guesses:
            both = zip(read, agreed, strict=True)
            agreed = [one if len(item) > 1 else item for item, one in both]
    following = iter(agreed)
    for item in reversed([next(following) if isinstance(item, str) else item for item in mine]):
        chain = _on(item, chain)
    return chain


def _on(item: str | int, chain: _Chain) -> _Chain:
    return (item, chain, chain[2] + 1)


def _common(mine: list[str], theirs: list[str]) -> list[str]:
    """Return ``mine`` with U+FFFD between the common beginning and end."""
    if len(mine) == len(theirs):
        return [a if a[0] == b[0] else LOST for a, b in zip(mine, theirs, strict=True)]
    most = min(len(mine), len(theirs))
    first = next((at for at in range(most) if mine[at][0] != theirs[at][0]), most)
    last = next(
        (at for at in range(most - first) if mine[-1 - at][0] != theirs[-1 - at][0]),
        most - first,
    )
    return [*mine[:first], *LOST * (len(mine) - first - last), *mine[len(mine) - last :]]


def _marked(path: _Path, place: int, enough: int) -> _Path:
    """The path with the place where it may be cut: a character ended here."""
    if path[1] or place >= enough:
        return path
    return (*path[:3], _on(place, path[3]))


def _told(chain: _Chain, at: int, last: int, end: int) -> tuple[int, str]:
    """What a path read: up to the last place before the end where a character ended."""
    items = []
    while chain is not _ROOT:
        items.append(chain[0])
        chain = chain[1]
    items.reverse()
    stop = last
    if last < end:
        places = [item for item in items if isinstance(item, int)]
        stop = places[-1] + 1 if places else last
    read = []
    for item in items:
        if isinstance(item, int):
            if item + 1 == stop:
                break
        else:
            read.append(item[:1])
    return stop - at, "".join(read)


def _options(data: bytes, others: tuple[bytes, ...]) -> list[tuple[bytes, int]]:
    usual, rare = others[:_USUAL], others[_USUAL:]
    return [
        (data, 0),
        *((other, _SECOND) for other in usual),
        *((other, _OTHER) for other in rare),
    ]


def _fed(
    path: _Path, data: bytes, guessed: bytes, most: int, *, chars: dict[int, str], stripped: bytes
) -> list[_Path]:
    """The ways to go on from ``path`` with the bytes of one character, at a cost of ``most``.

    ``guessed`` has the second bytes that would be no more than a guess.
    """
    paths = [path]
    for byte in data:
        grown: list[_Path] = []
        for cost, lead, last, chain in paths:
            if cost > most:
                continue
            if _GONE in {byte, lead}:
                grown += _over(cost, lead, byte, last, chain)
            elif not lead:
                grown += _begun(cost, byte, last, chain)
                if byte >= 0x80:  # the first byte is gone
                    grown.append((cost + _LOST, 0, "\n", _on(LOST, chain)))
            else:
                if char := chars.get(lead << 8 | byte):
                    item = char + _GUESSED if byte in guessed else char
                    grown.append((cost + bigrams.step(last + char), 0, char, _on(item, chain)))
                if cost + _STRIPPED <= most:
                    grown += _torn((cost, lead, last, chain), byte, chars, stripped)
        paths = grown
    return paths


def _torn(path: _Path, byte: int, chars: dict[int, str], stripped: bytes) -> list[_Path]:
    """The ways to go on where the second byte is gone, known or not."""
    cost, lead, last, chain = path
    found: list[_Path] = []
    for known in stripped:
        if char := chars.get(lead << 8 | known):
            total = cost + _STRIPPED + bigrams.step(last + char)
            found += _begun(total, byte, char, _on(char + _GUESSED, chain))
    return found + _begun(cost + _LOST, byte, "\n", _on(LOST, chain))


def _over(cost: int, lead: int, byte: int, last: str, chain: _Chain) -> list[_Path]:
    """The ways over a byte that was shown as U+FFFD, the first or the second of a hanzi."""
    if lead == _GONE:  # its second byte
        if byte in range(0x40, 0x100):
            return [(cost, 0, "\n", chain), *_begun(cost + _LOST, byte, "\n", chain)]
        return _begun(cost, byte, "\n", chain)
    lost = _on(LOST, chain)
    if lead:
        return [(cost + _SHOWN_LOST, 0, "\n", lost)]
    return [(cost + _SHOWN_LOST, _GONE, last, lost)]


def _begun(cost: int, byte: int, last: str, chain: _Chain) -> list[_Path]:
    """The path that ``byte`` begins a character on."""
    if byte > 0x80:
        return [(cost, byte, last, chain)]
    char = chr(byte) if byte < 0x80 else LOST
    return [(cost + bigrams.step(last + char), 0, char, _on(char, chain))]


def _whole(chunk: list[bytes], true: str) -> int:
    """Return the most parts of ``chunk`` that end with a whole character."""
    for size in range(len(chunk), max(0, len(chunk) - 6), -1):
        if not decode(b"".join(chunk[:size]), true).endswith(LOST):
            return size
    return len(chunk)


def read_twins(
    parts: list[bytes], true: str, second: dict[int, tuple[bytes, ...]]
) -> tuple[str, str]:
    """The text with the better code of each character with two, and with U+FFFD if both read well.

    ``parts`` gets the better codes.
    """
    data = bytearray(b"".join(parts))
    ends = [0, *accumulate(map(len, parts))]
    starts = [*(match.start() for match in _HALVES.finditer(data)), len(data)]
    doubtful = []
    for at, (other, *_) in second.items():
        place = ends[at]
        first = starts[max(0, bisect_right(starts, place) - 1 - _BESIDE_TWIN)]
        last = starts[min(len(starts) - 1, bisect_left(starts, place + 2) + _BESIDE_TWIN)]
        here = bytes(data[first:last])
        there = here[: place - first] + other + here[place - first + len(other) :]
        more = _either_way(there, true) - _either_way(here, true)
        if more < 0:
            data[place : place + len(other)] = parts[at] = other
        if abs(more) < _TWIN_MARGIN:
            doubtful.append(place)
    text = decode(bytes(data), true)
    chars = list(text)
    starts = [match.start() for match in _HALVES.finditer(data)]
    for place in doubtful:
        for at in {bisect_right(starts, place) - 1, bisect_right(starts, place + 1) - 1}:
            chars[at] = LOST
    return text, "".join(chars)


def _either_way(data: bytes, true: str) -> float:
    """What ``data`` costs, which may begin inside of a hanzi where a byte was lost before."""
    return min(total(decode(data, true)), total(decode(data[1:], true)))


def total(text: str) -> float:
    return bigrams.cost(text.replace(LOST, "")) + 13 * text.count(LOST)
