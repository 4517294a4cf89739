"""Byte slips: a byte-wise replace in GBK that hit half of one character and half of the next.

A tool wrote readings or other marks into the bytes of a page without minding where a character
begins. 輸等 is ``DD94 B5C8``; whoever puts (shù) behind every ``94B5`` 數 tears both apart:
``輸?shù)葐``. What follows is read a byte late, up to an ASCII letter that is a second byte, or to
the next slip. The bytes are nearly all there: put together again they tell what was written.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hantidy.core.edits import Change
from hantidy.evidence import bigrams
from hantidy.evidence.readings import Spelling, glossed, spelling
from hantidy.filters.mojibake.codecs import decode
from hantidy.filters.mojibake.gate import TONED

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["find_slips"]

_REASON = "GBK changed byte by byte"
_UNDECIDED = "a byte slip whose bytes do not tell what was written"
_DEAREST = 125
"""Tenths of a bit that a character of the answer may cost on average."""
_DEAREST_ALONE = 165
"""The same where the bytes leave no choice."""
_MARGIN = 30
"""Tenths of a bit that the next best answer must cost more."""
_MOST_STATES = 256
_MOST_EVENTS = 500
"""Slips that are looked at in one line; a line of more is no text."""
_LOST = "?\N{REPLACEMENT CHARACTER}"
_CLOSING = dict(zip("“‘「『《〈【〔（", "”’」』》〉】〕）", strict=True))


@cache
def _events() -> re.Pattern[str]:
    """Where a slip shows: a lost byte with a reading or a mark, a reading after a letter."""
    return re.compile(
        rf"(?<=[^\x00-\x7f])[{_LOST}](?:\(?(?P<lost>[{TONED}]{{1,7}})\)|(?P<mark>[;,!:?()]))"
        rf"|(?<=[^\x00-\x7f])[@-~]\((?P<letter>[{TONED}]{{1,7}})\)"
    )


@cache
def _reading() -> re.Pattern[str]:
    return re.compile(rf"\(([{TONED}]{{1,7}})\)")


@cache
def _reading_after_loss() -> re.Pattern[str]:
    return re.compile(rf"[{_LOST}]\(?([{TONED}]{{1,7}})\)")


class _State(NamedTuple):
    """One way to go on: what it costs, what was written so far, and the byte left over."""

    cost: int
    written: str
    left: int


def find_slips(text: str, *, guess: bool) -> Iterator[Change]:
    """Undo the byte slips of a line; those that the bytes leave open are findings."""
    at = 0
    for _ in range(_MOST_EVENTS):
        match = _events().search(text, at)
        if match is None:
            return
        before = text[match.start() - 1]
        tail = _second_byte(before)
        change = None
        if tail is not None and match["letter"]:
            change = _after_letter(text, match, tail)
            at = match.end() - 1
        elif tail is not None and match["lost"]:
            change = _after_loss(text, match, tail, guess=guess)
            at = match.end()
        elif match["mark"]:
            change = _after_mark(text, match, guess=guess)
            at = match.start() + 1
        else:
            at = match.start() + 1
        if change is not None:
            yield change
            at = max(at, change.end)


def _second_byte(char: str) -> int | None:
    data = _two_bytes(char)
    return data[1] if data else None


def _two_bytes(char: str) -> bytes | None:
    try:
        data = char.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return data if len(data) == 2 else None


def _char(lead: int, trail: int) -> str | None:
    """The character of two bytes of GBK."""
    if not (0x81 <= lead <= 0xFE and 0x40 <= trail <= 0xFE and trail != 0x7F):
        return None
    char = decode(bytes((lead, trail)), "gb18030")
    return char if char is not None and not "\ue000" <= char < "\uf900" else None


def _after_letter(text: str, match: re.Match[str], tail: int) -> Change | None:
    """A reading of the hanzi that a letter and half of the character before it make."""
    torn = _char(tail, ord(text[match.start()]))
    spelt = spelling(match["letter"])
    if torn is None or spelt is None or not glossed(torn, spelt):
        return None
    return Change(match.start() + 1, match.end(), "", "slip", f"{_REASON}: a reading of {torn}")


def _after_loss(text: str, match: re.Match[str], tail: int, *, guess: bool) -> Change | None:
    spelt = spelling(match["lost"])
    if spelt is None or tail < 0x81:
        return None
    before = text[match.start() - 1]
    states = [
        _State(0, before, trail)
        for trail in range(0x40, 0xFF)
        if (torn := _char(tail, trail)) and glossed(torn, spelt)
    ]
    if not states:
        return None
    return _answer(text, match, _go_on(text, match.end(), states, guess=guess))


def _after_mark(text: str, match: re.Match[str], *, guess: bool) -> Change | None:
    """A full-width mark made ASCII whose bytes were halves of two other characters."""
    trail = ord(match["mark"]) | 0x80
    before = text[match.start() - 1]
    if not "\u3400" <= before <= "\u9fff":
        return None
    states = [
        _State(bigrams.steps(before + torn)[1], before + torn, trail)
        for lead in range(0x81, 0xFF)
        if (torn := _char(lead, 0xA3))
    ]
    ended = _go_on(text, match.end(), states, guess=guess)
    if ended.states:
        return _answer(text, match, ended)
    # ?! and ?, are written in earnest: only what could be put together is a slip.
    return None


class _Ended(NamedTuple):
    """Where the text is whole again, and the ways to get there (none: there is no telling)."""

    at: int
    states: list[_State]
    sure: bool = True
    """Whether no byte had to be chosen from many."""


def _grown(states: list[_State], trails: list[int], spelt: Spelling | None) -> list[_State]:
    """Every state with one more character, whose second byte is one of ``trails``."""
    grown = []
    for state in states:
        for trail in trails:
            char = _char(state.left, trail)
            if char is None or (spelt is not None and not glossed(char, spelt)):
                continue
            cost = state.cost + bigrams.steps(state.written[-1:] + char)[1]
            grown.append(_State(cost, state.written + char, trail))
    return sorted(grown)[:_MOST_STATES]


def _go_on(text: str, at: int, states: list[_State], *, guess: bool) -> _Ended:
    """Put the halves together from ``at`` on, until the text is whole again."""
    start = at
    while at < len(text) and states:
        char = text[at]
        if char == "(" and at > start and (reading := _reading().match(text, at)):
            spelt = spelling(reading[1])
            if spelt is None or not glossed(text[at - 1], spelt):
                return _Ended(at, [])
            at = reading.end()  # A reading of what only looks like a hanzi.
        elif char == "€" or (char == _LOST[1] and text[at + 1 : at + 2] > "\x7f"):
            trails = [0x80] if char == "€" else _lost_alone(text[at + 1])
            return _Ended(at + 1, _grown(states, trails, None), sure=len(trails) == 1)
        elif char in _LOST:
            return _at_loss(text, at, states, guess=guess)
        elif char < "\x80":
            grown = _grown(states, [ord(char)], None)
            return _Ended(at + 1, [state for state in grown if state.written[-1] >= "\u3400"])
        else:
            data = _two_bytes(char)
            if data is None:
                return _Ended(at, [])
            states = [state._replace(left=data[1]) for state in _grown(states, [data[0]], None)]
            at += 1
    return _Ended(at, [])


def _at_loss(text: str, at: int, states: list[_State], *, guess: bool) -> _Ended:
    """A second byte is gone: its reading may tell which, or an open quotation mark."""
    every = list(range(0x40, 0xFF))
    if match := _reading_after_loss().match(text, at):
        spelt = spelling(match[1])
        if spelt is None:
            return _Ended(match.end(), [])
        reading = f"({match[1]})"
        grown = _grown(states, every, spelt)
        return _Ended(
            match.end(), [state._replace(written=state.written + reading) for state in grown]
        )
    if all(state.left == 0xA1 for state in states):
        tag = re.compile(r"/[A-Za-z][A-Za-z0-9]*>").match(text, at + 1)
        closing = _open_mark(text[:at] + states[0].written)
        if closing and (tag or text[at] != "?"):
            trails = [closing.encode("gb18030")[1]]
            grown = _grown(states, trails, None)
            swallowed = "<" if tag else ""
            return _Ended(
                at + 1, [state._replace(written=state.written + swallowed) for state in grown]
            )
    if guess and text[at - 1] not in "!,.:;?" and text[at + 1 : at + 2] != "?":  # no run of marks
        following = text[at + 1 : at + 2]
        likeliest = min(
            _grown(states, every, None),
            key=lambda one: one.cost + sum(bigrams.steps(one.written[-1:] + following)[1:]),
            default=None,
        )
        return _Ended(at + 1, [likeliest] if likeliest else [])
    return _Ended(at + 1, [])


def _lost_alone(following: str) -> list[int]:
    """Bytes that a reader gives up before ``following``, and then is right again.

    Byte 80 is no first byte; any other makes no character with the next.
    """
    data = _two_bytes(following)
    if data is None:
        return [0x80]
    return [
        0x80,
        *(lead for lead in range(0x81, 0xFF) if decode(bytes((lead, data[0])), "gbk") is None),
    ]


def _open_mark(text: str) -> str | None:
    """The mark that closes what is still open in ``text``."""
    opened: list[str] = []
    for char in text:
        if char in _CLOSING:
            opened.append(_CLOSING[char])
        elif opened and char == opened[-1]:
            opened.pop()
    return opened[-1] if opened else None


def _answer(text: str, match: re.Match[str], ended: _Ended) -> Change:
    """The change that undoes a slip; a finding where the bytes leave it open."""
    start = match.start()
    following = text[ended.at : ended.at + 1]
    best = sorted(
        (state.cost + sum(bigrams.steps(state.written[-1:] + following)[1:]), state.written)
        for state in ended.states
    )
    if best:
        cost, written = best[0]
        mean = cost / max(1, len(written) - 1 + len(following))
        if len(best) == 1:
            decided = mean <= _DEAREST_ALONE
        else:
            margin = _MARGIN if ended.sure else 3 * _MARGIN
            decided = mean <= _DEAREST and best[1][0] - cost >= margin
        if decided:
            return Change(start, ended.at, written[1:], "slip", _REASON)
    end = max(match.end(), ended.at)
    return Change(start - 1, end, text[start - 1 : end], "slip", _UNDECIDED, shield=True)
