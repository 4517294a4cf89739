"""Which pairs of brackets become full width: both sides of a pair or neither."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from hantidy.evidence.habits import is_row
from hantidy.evidence.neighbours import HAN
from hantidy.filters.punctuation.characters import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NO_BRACKETS", "Brackets", "judge", "judge_boldly"]

# Beside one of these a bracket belongs to a formula or to code.
_OPERATORS = frozenset("=+-*/^<>|&{\\$@#~`")
_FACE_EYES = frozenset(":;")


class Brackets(NamedTuple):
    """The pairs of a text: which are closed, which turn, which are calls of a function."""

    mates: dict[int, int]
    turning: frozenset[int]
    """Places of both brackets of the pairs that become full width."""
    chinese: frozenset[int]
    """Closing brackets of the pairs that turn, hold Han or follow it: Chinese ends there."""
    calls: tuple[tuple[int, int], ...]
    """Pairs that belong to a name before them and stay: the marks inside stay too."""


NO_BRACKETS = Brackets({}, frozenset(), frozenset(), ())


class _Open:
    """A bracket not closed yet, and what has been seen inside."""

    __slots__ = ("at", "han", "name")

    def __init__(self, at: int) -> None:
        self.at = at
        self.han = False
        self.name = False


class _Pair(NamedTuple):
    start: int
    end: int
    """Where the closing bracket stands."""
    han: bool
    """Whether Han is inside."""
    name: bool
    """Whether a letter or digit is inside."""


@cache
def _brackets() -> re.Pattern[str]:
    return re.compile("[()（）]")


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]")


@cache
def _letter() -> re.Pattern[str]:
    return re.compile(r"[^\W_]")


@cache
def _face_sign() -> re.Pattern[str]:
    """What a face has and no word."""
    return re.compile(r"[\^□ωдДψ∀｀´≧≦▽╯╰˙ˊˋ◕ಠ๑＾ﾟ]|_(?![A-Za-z0-9])")


@cache
def _face() -> re.Pattern[str]:
    """Two eyes that are the same letter: (T_T), (o.o), (x_x)."""
    return re.compile(r"([A-Za-z0-9])[._^~\-]{1,3}\1[;'~]?")


@cache
def _tuple() -> re.Pattern[str]:
    """Numbers or names between commas: a point, an interval, a colour."""
    return re.compile(r"[ ]*[\w.+\-'∞]+(?:[,;][ ]*[\w.+\-'∞]+)+[ ]*")


@cache
def _name_inside() -> re.Pattern[str]:
    """A name or abbreviation, two letters at least: no accelerator (F), no number (123)."""
    return re.compile(r"(?=[^A-Za-z]*[A-Za-z][^A-Za-z]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 .&'’\-]*")


@cache
def _set_wide() -> re.Pattern[str]:
    """A name in brackets of full width behind Han: so this text sets them."""
    return re.compile(rf"(?<=[{HAN}])（[A-Za-z][A-Za-z0-9 .&'’\-]+）")


@cache
def _word_before() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z0-9_.]*")


@cache
def _latin() -> re.Pattern[str]:
    return re.compile("[A-Za-z_]")


@cache
def _capital() -> re.Pattern[str]:
    return re.compile("[A-Z]")


@cache
def _member() -> re.Pattern[str]:
    """A name in Han after a point, backwards: obj.方法."""
    return re.compile(rf"[{HAN}]{{1,16}}\.(?:[a-z_)\]]|[A-Za-z0-9_]{{2}})")


@cache
def _arguments() -> re.Pattern[str]:
    """Two or more short items between commas or semicolons, a string, or only ASCII."""
    item = r"[^,;()，。；：、\n]{1,12}"
    return re.compile(rf"{item}(?:[,;]{item})+|\"[^\n]*|'[^\n]*|[\x00-\x7f]*")


def _lines_with_brackets(text: str) -> Iterator[tuple[int, int]]:
    """Lines with an ASCII bracket in them; only those can have a pair to turn."""
    length = len(text)
    opening = closing = -1
    end = 0
    while True:
        if opening < end:
            opening = text.find("(", end)
            opening = length if opening < 0 else opening
        if closing < end:
            closing = text.find(")", end)
            closing = length if closing < 0 else closing
        at = min(opening, closing)
        if at == length:
            return
        start = text.rfind("\n", 0, at) + 1
        end = text.find("\n", at)
        end = length if end < 0 else end
        yield start, end


def _pairs(text: str, start: int, end: int) -> Iterator[_Pair]:
    """All pairs that open and close in one line, each once."""
    stack: list[_Open] = []
    at = start
    han, letter = _han(), _letter()
    for found in _brackets().finditer(text, start, end):
        place = found.start()
        if stack:
            top = stack[-1]
            top.han = top.han or han.search(text, at, place) is not None
            top.name = top.name or letter.search(text, at, place) is not None
        at = place + 1
        if found[0] in "(（":
            stack.append(_Open(place))
        elif stack:
            top = stack.pop()
            if _is_face(text, top.at, place):
                continue
            yield _Pair(top.at, place, top.han, top.name)
            if stack:
                stack[-1].han |= top.han
                stack[-1].name |= top.name


def _is_face(text: str, start: int, end: int) -> bool:
    """``:( … :)`` are two faces, not a pair."""
    return text[start - 1 : start] in _FACE_EYES and text[end - 1 : end] in _FACE_EYES


def _is_call(text: str, pair: _Pair) -> bool | None:
    """Whether the pair belongs to a Latin word as its arguments; None if there is no such word."""
    before = text[max(0, pair.start - 32) : pair.start][::-1]
    found = _word_before().match(before)
    word = found[0] if found else ""
    if not _latin().search(word):
        return True if not word and _member().match(before) else None
    if not _capital().search(word) or "_" in word or "." in word.strip("."):
        return True
    if text[pair.start - len(word) - 1 : pair.start - len(word)] == "=":
        return True  # a formula of a spreadsheet
    return pair.end - pair.start > 512 or bool(
        _arguments().fullmatch(text, pair.start + 1, pair.end)
    )


def _chinese_before(text: str, pair: _Pair) -> bool:
    """Whether what stands before a pair is Chinese; folded marks are looked through."""
    at = pair.start - 1
    stop = max(-1, at - 16)
    while at > stop and text[at] in ",;:?!":
        at -= 1
    if at == pair.start - 1 and KINDS[text[at : at + 1]] in "d%":
        while at > stop and (KINDS[text[at]] in "d%" or text[at] in ".,"):
            at -= 1
    if at < 0 or text[at] == "\n":
        return True  # what follows is asked for as well
    return KINDS[text[at]] in "hcmo"


def _chinese_after(text: str, pair: _Pair, *, bold: bool) -> bool:
    at = pair.end + 1
    stop = min(len(text), at + 16)
    while at < stop and text[at] in ",;:?!":
        at += 1
    kind = KINDS[text[at : at + 1]]
    return kind in "hmo" or kind == "c" or (bold and kind == "n")


def _turns(text: str, pair: _Pair, *, bold: bool) -> bool:
    """Whether a pair that is no call becomes full width."""
    before = text[pair.start - 1] if pair.start else "\n"
    after = text[pair.end + 1 : pair.end + 2]
    if not pair.name or before == "]" or KINDS[before] in "sk" or KINDS[after] == "k":
        return False
    if before in _OPERATORS or after in _OPERATORS:
        return False
    if pair.han:
        return True
    inside = (text, pair.start + 1, pair.end)
    if _face_sign().search(*inside) or _face().fullmatch(*inside) or _tuple().fullmatch(*inside):
        return False
    return _chinese_before(text, pair) and _chinese_after(text, pair, bold=bold)


def _verdict(text: str, pair: _Pair, *, bold: bool) -> bool | None:
    """Whether a pair becomes full width; None if it is a call."""
    wide = (text[pair.start] == "（") + (text[pair.end] == "）")
    if wide:
        # With one side of full width the other one was lost on the way.
        return wide == 1 and pair.han
    call = _is_call(text, pair)
    if call:
        return None
    return _turns(text, pair, bold=bold) and (call is None or pair.han)


def _is_name(text: str, pair: _Pair) -> bool:
    """Whether ASCII brackets with a Latin name in them stand behind Han."""
    return (
        text[pair.start] == "("
        and text[pair.end] == ")"
        and KINDS[text[pair.start - 1 : pair.start]] == "h"
        and _name_inside().fullmatch(text, pair.start + 1, pair.end) is not None
    )


def judge_boldly(text: str) -> Brackets:
    """Judge every pair of a text whose marks were folded as a whole."""
    return judge(text, bold=True)


def judge(text: str, *, bold: bool = False) -> Brackets:
    """Judge every pair of ``text``; those in rows of a table stay as they are."""
    if "(" not in text and ")" not in text:
        return NO_BRACKETS
    mates: dict[int, int] = {}
    turning: list[int] = []
    chinese: list[int] = []
    calls: list[tuple[int, int]] = []
    ending: list[_Pair] = []  # names behind Han at a line's end, which shows no context
    wide = narrow = 0  # other names behind Han: how many turn, how many stay
    has_bars = "|" in text
    for start, end in _lines_with_brackets(text):
        stay = has_bars and is_row(text, start, end)
        for pair in _pairs(text, start, end):
            mates[pair.start] = pair.end
            mates[pair.end] = pair.start
            turns = _verdict(text, pair, bold=bold)
            if turns is None:
                calls.append((pair.start, pair.end))
                continue
            if pair.han or KINDS[text[pair.start - 1 : pair.start]] == "h":
                chinese.append(pair.end)
            if turns and not stay:
                turning += (pair.start, pair.end)
            if _is_name(text, pair) and not stay:
                wide += turns
                if not turns and pair.end + 1 == end:
                    ending.append(pair)
                else:
                    narrow += not turns
    if ending and wide + len(_set_wide().findall(text)) > narrow:
        turning += (at for pair in ending for at in (pair.start, pair.end))
    return Brackets(mates, frozenset(turning), frozenset(chinese), tuple(calls))
