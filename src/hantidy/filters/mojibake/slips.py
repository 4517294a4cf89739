"""Byte slips: a byte-wise replace in GBK that hit half of one character and half of the next.

A tool wrote readings or other marks into the bytes of a page, not at borders of characters. 輸等 is
``DD94 B5C8``; whoever puts (shù) behind every ``94B5`` 數 tears both apart: ``輸?shù)葐``. What
follows is read a byte late, up to an ASCII letter that is a second byte, or to the next slip. The
bytes are nearly all there: put together again they tell what was written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence import bigrams
from hantidy.evidence.readings import Spelling, glossed, spelling
from hantidy.filters.mojibake.gate import TONED
from hantidy.filters.mojibake.halves import (
    LOST,
    Ended,
    State,
    gbk_char,
    go_on,
    is_dead_end,
    second_byte,
)

_REASON = "GBK changed byte by byte"
_UNDECIDED = "a byte slip whose bytes do not tell what was written"
_DEAREST = 125
"""Most mean cost of a character of the answer, in tenths of a bit."""
_DEAREST_ALONE = 165
"""The same if the bytes leave no choice."""
_MARGIN = 30
"""Tenths of a bit that the next best answer must cost more."""
_MOST_EVENTS = 500
_MOST_IN_LINE = 120
"""Most slips of a line, some 2 ms each; a line with more is no text."""
_WINDOW = 2_000
"""Characters of a line that are read on both sides of a slip."""
_FAR = 200
"""Tenths of a bit that an answer must save which nothing but the model speaks for."""
_TWO_HANZI = 2
_MOST_DROPS = 30
"""Slips of one line beside which dropped pairs are looked for."""
_DEAR_STEP = 130
"""Tenths of a bit from which a step inside an answer makes a dropped pair likely."""
_MARGIN_DROPPED = 25
"""`_MARGIN` where a dropped pair is part of the answer, which the model alone chose."""
BEGINS = f"{LOST}("
"""What a slip shows by, as in a character class."""
SHOWS = rf"(?<=[^\x00-\x7f][{LOST}])|(?<=[^\x00-\x7f][@-~]\()"
"""What holds behind it."""
_AFTER_LOST = (
    rf"(?<=[^\x00-\x7f][{LOST}])(?:(?P<open>\()?(?P<lost>[{TONED}]{{1,7}})\)|(?P<mark>[;,!:?()]))"
)
_AFTER_LETTER = rf"(?<=[^\x00-\x7f][@-~]\()(?P<letter>[{TONED}]{{1,7}})\)"
_EVENTS = pattern(f"[{BEGINS}](?:{_AFTER_LOST}|{_AFTER_LETTER})")
"""Where a slip shows: a lost byte with a reading or a mark, or a reading after a letter."""
_BEGINNING = {
    begin: pattern(re.escape(begin) + (_AFTER_LETTER if begin == "(" else _AFTER_LOST))
    for begin in BEGINS
}
"""The same that begin with one character, which is found many times sooner than several."""
_TONED_GLOSS = pattern(rf"\((?<=[^\W\x00-\x7f]\()([{TONED}]{{1,7}})\)")


class _Slip(NamedTuple):
    """A possible slip in a line, with evidence of its surroundings."""

    line: str
    start: int
    end: int
    guess: bool
    company: bool
    """Whether the block holds toned glosses, other slips or other damage of GBK."""
    drops: bool
    """Whether a pair may be looked for that the decoder dropped: a long search."""
    proven: bool
    """Whether a toned reading that stands there agrees with the bytes."""


def find_slips(text: str, *, guess: bool = False, company: bool = False) -> list[Change]:
    """Undo the byte slips of a block; those that the bytes leave open are findings.

    A slip without a toned reading of its own is believed only in company: beside toned glosses,
    beside a slip that has one, or where the caller found other damage of GBK (``company``). Alone
    it must give back two hanzi or a torn tag and score far above the text as it stands: ``??``
    before a Latin letter is ordinary writing.
    """
    places = sorted(
        match.start()
        for begin, event in _BEGINNING.items()
        if begin in text
        for match in event.finditer(text)
    )
    if not places:
        return []
    company = company or _is_glossed(text)
    found = _in_lines(text, places, guess=guess, company=company)
    if not company and any(change.reason.startswith(_REASON) for change in found):
        return _in_lines(text, places, guess=guess, company=True)
    return found


def _is_glossed(text: str) -> bool:
    """Whether ``text`` has a toned gloss: a reading behind its hanzi."""
    for match in islice(_TONED_GLOSS.finditer(text), _MOST_EVENTS):
        spelt = spelling(match[1])
        if spelt is not None and spelt.toned and glossed(text[match.start() - 1], spelt):
            return True
    return False


def _in_lines(text: str, places: list[int], *, guess: bool, company: bool) -> list[Change]:
    found: list[Change] = []
    done = line = seen = 0
    for number, place in enumerate(places):
        if place < done:
            continue
        first = text.rfind("\n", line, place) + 1
        if first > line:
            line, seen = first, number
        if number - seen >= _MOST_IN_LINE:
            continue
        start = max(done, line, place - _WINDOW)
        end = text.find("\n", place, place + _WINDOW)
        done = end if end >= 0 else min(len(text), place + _WINDOW)
        found += [
            change._replace(start=start + change.start, end=start + change.end)
            for change in _in_line(text[start:done], guess=guess, company=company)
        ]
    return found


def _in_line(line: str, *, guess: bool, company: bool) -> Iterator[Change]:
    at = 0
    for number in range(_MOST_IN_LINE):
        match = _EVENTS.search(line, at)
        if match is None:
            return
        at = match.start() + 1
        spelt = spelling(match["lost"] or match["letter"] or "-")
        slip = _Slip(
            line,
            match.start(),
            match.end(),
            guess,
            company,
            drops=number < _MOST_DROPS,
            proven=spelt is not None
            and spelt.toned
            and not (match["open"] and line[at - 1] == "?"),
        )
        if match["mark"]:
            change = _after_mark(slip)
        elif spelt is None:
            continue
        elif match["letter"]:
            change = _after_letter(slip, spelt)
        else:
            change = _after_loss(slip, spelt)
        if change is not None:
            yield change
            at = max(at, change.end)


def _after_letter(slip: _Slip, spelt: Spelling) -> Change | None:
    """A reading of the hanzi that a letter and half of the character before it make."""
    start = slip.start - 1
    tail = second_byte(slip.line[start - 1])
    torn = gbk_char(tail, ord(slip.line[start])) if tail is not None else None
    if torn is None or not glossed(torn, spelt) or not (slip.proven or slip.company):
        return None
    return Change(slip.start, slip.end, "", "slip", f"{_REASON}: a reading of {torn}")


def _after_loss(slip: _Slip, spelt: Spelling) -> Change | None:
    before = slip.line[slip.start - 1]
    tail = second_byte(before)
    if tail is None or tail < 0x81:
        return None
    states = [
        State(0, before, trail)
        for trail in range(0x40, 0xFF)
        if (torn := gbk_char(tail, trail)) and glossed(torn, spelt)
    ]
    return _answer(slip, slip.end, states) if states else None


def _after_mark(slip: _Slip) -> Change | None:
    """A full-width mark made ASCII whose bytes were halves of two other characters."""
    before, mark = slip.line[slip.start - 1], slip.line[slip.end - 1]
    if not "\u3400" <= before <= "\u9fff":
        return None
    if mark != ")" and is_dead_end(slip.line, slip.end):
        return None
    states = [
        State(bigrams.steps(before + torn)[1], before + torn, ord(mark) | 0x80)
        for lead in range(0x81, 0xFF)
        if (torn := gbk_char(lead, 0xA3))
    ]
    return _answer(slip, slip.end, states)


def _answer(slip: _Slip, at: int, states: list[State]) -> Change | None:
    """The change that undoes a slip; a finding where the bytes leave it open.

    None where nothing but the bytes speaks for a slip and they do not say enough.
    """
    ended = go_on(slip.line, at, states, guess=slip.guess)
    best = _ranked(slip, ended)
    poor = not _is_decided(ended, best) or _dearest_step(best[0]) > _DEAR_STEP
    if poor and slip.drops and (slip.proven or slip.company):
        again = go_on(slip.line, at, states, guess=slip.guess, drops=True)
        other = _ranked(slip, again)
        if other and other[0].dropped:
            ended, best = again, other
    if _is_decided(ended, best):
        if _is_believed(slip, ended, best[0]):
            return Change(slip.start, ended.at, best[0].written[1:], "slip", _REASON)
        if not slip.proven:
            return None
    if not slip.proven and not (slip.company and slip.line[slip.end - 1] == ")"):
        return None
    start, end = slip.start - 1, max(slip.end, ended.at)
    return Change(start, end, slip.line[start:end], "slip", _UNDECIDED, shield=True)


def _ranked(slip: _Slip, ended: Ended) -> list[State]:
    """Return the continuations, the cheapest first, with the cost of what follows."""
    following = slip.line[ended.at : ended.at + 1]
    return sorted(
        state._replace(cost=state.cost + sum(bigrams.steps(state.written[-1:] + following)[1:]))
        for state in ended.states
    )


def _is_decided(ended: Ended, best: list[State]) -> bool:
    """Whether the best answer is plausible and clearly better than the next."""
    if not best:
        return False
    mean = best[0].cost / max(1, len(best[0].written))
    if len(best) == 1:
        return mean <= _DEAREST_ALONE
    margin = _MARGIN_DROPPED if best[0].dropped else _MARGIN if ended.sure else 3 * _MARGIN
    return mean <= _DEAREST and best[1].cost - best[0].cost >= margin


def _dearest_step(state: State) -> int:
    return max(bigrams.steps(state.written)[1:], default=0)


def _is_believed(slip: _Slip, ended: Ended, answer: State) -> bool:
    """Whether an answer is worth more than the text as it stands.

    A toned reading that agrees is proof. In company the answer must read better; alone it must
    give back two hanzi and read far better, or close a tag that lost its first character.
    """
    if slip.proven:
        return True
    end = slip.line[ended.at : ended.at + 1]
    before = sum(bigrams.steps(slip.line[slip.start - 1 : ended.at] + end)[1:])
    gain = before - sum(bigrams.steps(answer.written + end)[1:])
    if slip.company or ended.tag:
        return gain > 0
    return gain >= _FAR and sum(char >= "\u3400" for char in answer.written[1:]) >= _TWO_HANZI
