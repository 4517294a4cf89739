"""Recombine the halves of hanzi behind a byte slip.

From a slip on, each character is the second byte of one hanzi and the first byte of the next. All
continuations are followed in parallel until the text is aligned again.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import NamedTuple

from hantidy.core.lazy import pattern
from hantidy.evidence import bigrams
from hantidy.evidence.readings import Spelling, glossed, spelling
from hantidy.filters.mojibake.gate import TONED

_MOST_STATES = 256
_LONGEST_DROP = 12
"""Characters behind a slip within which a dropped pair is looked for."""
_TRIED_STATES = 2
_TRIED_FIRSTS = 12
_TRIED = 64
"""Continuations that are followed if a pair may be missing."""
LOST = "?\N{REPLACEMENT CHARACTER}"
_CLOSING = dict(zip("“‘「『《〈【〔（", "”’」』》〉】〕）", strict=True))
_READING = pattern(rf"\(([{TONED}]{{1,7}})\)")
_WHOLE = pattern(rf"[^\x00-\x7f€{LOST[1]}]*")
"""Characters behind a slip that may consist of two halves."""
_TORN_TAG = pattern(r"/[A-Za-z][A-Za-z0-9]*>")
"""A closing tag behind the byte that swallowed its ``<``."""
_READING_AFTER_LOSS = pattern(rf"[{LOST}]\(?([{TONED}]{{1,7}})\)")


class State(NamedTuple):
    """A continuation: its cost, its text so far, and the pending byte."""

    cost: int
    written: str
    left: int
    dropped: bool = False
    """Whether a pair of bytes that the decoder dropped is part of it."""


def second_byte(char: str) -> int | None:
    data = _two_bytes(char)
    return data[1] if data else None


def _two_bytes(char: str) -> bytes | None:
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return data if len(data) == 2 else None


@lru_cache(maxsize=1 << 15)
def gbk_char(lead: int, trail: int) -> str | None:
    """Decode two bytes of GBK."""
    if not (0x81 <= lead <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F):
        return None
    char = bytes((lead, trail)).decode("gb18030", "ignore")
    return char if len(char) == 1 and not "\ue000" <= char < "\uf900" else None


@lru_cache(maxsize=1 << 12)
def _is_read(char: str, spelt: Spelling) -> bool:
    return glossed(char, spelt) > 0


class Ended(NamedTuple):
    """The position where the text is aligned again, and the continuations (none: unknown)."""

    at: int
    states: list[State]
    sure: bool = True
    """Whether no byte had to be chosen from many."""
    tag: bool = False
    """Whether a markup tag gets the first character back that it had lost."""


def _grown(states: list[State], trails: list[int], spelt: Spelling | None) -> list[State]:
    """Extend every state by a character whose second byte is one of ``trails``."""
    grown = []
    for state in states:
        for trail in trails:
            char = gbk_char(state.left, trail)
            if char is None or (spelt is not None and not _is_read(char, spelt)):
                continue
            cost = state.cost + bigrams.step(state.written[-1] + char)
            grown.append(State(cost, state.written + char, trail, state.dropped))
    return sorted(grown)[:_MOST_STATES]


@cache
def _dropped_pairs() -> dict[int, list[int]]:
    """Return the user-defined codes of GBK, which some decoders drop: trails by lead."""
    zones = (
        (range(0xAA, 0xB0), range(0xA1, 0xFF)),
        (range(0xF8, 0xFF), range(0xA1, 0xFF)),
        (range(0xA1, 0xA8), (*range(0x40, 0x7F), *range(0x80, 0xA1))),
    )
    return {first: list(seconds) for firsts, seconds in zones for first in firsts}


def _over_dropped(states: list[State], trail: int, spelt: Spelling | None) -> list[State]:
    """Every state with the two characters whose halves are a dropped pair, before ``trail``.

    Only the likeliest are tried: the pair may be any of 1,900.
    """
    grown = []
    for state in [state for state in states if not state.dropped][:_TRIED_STATES]:
        firsts = _grown([state], list(_dropped_pairs()), None)[:_TRIED_FIRSTS]
        for first in firsts:
            pairs = [first._replace(left=second) for second in _dropped_pairs()[first.left]]
            grown += _grown(pairs, [trail], spelt)[:_TRIED_FIRSTS]
    return [state._replace(dropped=True) for state in grown if min(state.written[-2:]) >= "\u4e00"]


def go_on(
    text: str, at: int, states: list[State], *, guess: bool = False, drops: bool = False
) -> Ended:
    """Put the halves together from ``at`` on, until the text is whole again.

    With ``drops``, one pair of bytes may be missing on the way.
    """
    start = at
    while at < len(text) and states:
        char = text[at]
        drops = drops and at - start < _LONGEST_DROP
        if char == "(" and at > start and (reading := _READING.match(text, at)):
            spelt = spelling(reading[1])
            if spelt is None or not glossed(text[at - 1], spelt):
                return Ended(at, [])
            at = reading.end()  # A reading of what only looks like a hanzi.
        elif char == "€" or (char == LOST[1] and text[at + 1 : at + 2] > "\x7f"):
            trails = [0x80] if char == "€" else _lost_alone(text[at + 1])
            return Ended(at + 1, _grown(states, trails, None), sure=len(trails) == 1)
        elif char in LOST:
            return _at_loss(text, at, states, guess=guess)
        elif char < "\x80":
            reading = _READING.match(text, at + 1)
            spelt = spelling(reading[1]) if reading else None
            grown = _grown(states, [ord(char)], spelt)
            if drops:
                grown = sorted(grown + _over_dropped(states, ord(char), spelt))
            return Ended(at + 1, [state for state in grown if state.written[-1] >= "\u3400"])
        else:
            data = _two_bytes(char)
            if data is None:
                return Ended(at, [])
            grown = _grown(states, [data[0]], None)
            if drops:
                grown = sorted(grown + _over_dropped(states, data[0], None))[:_TRIED]
            states = [state._replace(left=data[1]) for state in grown]
            at += 1
    return Ended(at, [])


def is_dead_end(text: str, at: int) -> bool:
    """Whether `go_on` finds no continuation from ``at`` for any state; a cheap bound.

    The halves reach the end of the text, or a question mark among marks, where the lost byte is
    unknown.
    """
    end = _WHOLE.match(text, at).end()  # type: ignore[union-attr]
    if end == len(text):
        return True
    return text[end] == "?" and text[end + 1 : end + 2] == "?"


def _at_loss(text: str, at: int, states: list[State], *, guess: bool) -> Ended:
    """A second byte is gone: its reading may tell which, an open quotation mark, or a torn tag."""
    every = list(range(0x40, 0xFF))
    if match := _READING_AFTER_LOSS.match(text, at):
        spelt = spelling(match[1])
        if spelt is None:
            return Ended(match.end(), [])
        reading = f"({match[1]})"
        grown = _grown(states, every, spelt)
        return Ended(
            match.end(), [state._replace(written=state.written + reading) for state in grown]
        )
    tag = _TORN_TAG.match(text, at + 1)
    closing = None
    if all(state.left == 0xA1 for state in states) and (tag or text[at] != "?"):
        closing = _open_mark(text[:at] + states[0].written)
    if tag or closing:
        trails = [closing.encode("gb18030")[1]] if closing else every[0x41:]
        swallowed = "<" if tag else ""
        grown = [
            state._replace(written=state.written + swallowed)
            for state in _grown(states, trails, None)
        ]
        return Ended(at + 1, grown, tag=bool(tag))
    in_run = text[at - 1] in "!,.:;?" or text[at + 1 : at + 2] == "?"
    if guess and not in_run:
        following = text[at + 1 : at + 2]
        likeliest = min(
            _grown(states, every, None),
            key=lambda one: one.cost + sum(bigrams.steps(one.written[-1:] + following)[1:]),
            default=None,
        )
        return Ended(at + 1, [likeliest] if likeliest else [])
    return Ended(at + 1, [])


def _lost_alone(following: str) -> list[int]:
    """Return the bytes that a reader drops before ``following`` and is then aligned.

    Byte 80 is no first byte; any other makes no character with the next.
    """
    data = _two_bytes(following)
    if data is None:
        return [0x80]
    return [
        0x80,
        *(lead for lead in range(0x81, 0xFF) if not bytes((lead, data[0])).decode("gbk", "ignore")),
    ]


def _open_mark(text: str) -> str | None:
    """Return the mark that closes the open quotation of ``text``, or None."""
    opened: list[str] = []
    for char in text:
        if char in _CLOSING:
            opened.append(_CLOSING[char])
        elif opened and char == opened[-1]:
            opened.pop()
    return opened[-1] if opened else None
