"""Decide which pairs of brackets become full width: both sides of a pair or neither."""

from __future__ import annotations

import re
from typing import NamedTuple

from hantidy.core.lazy import pattern
from hantidy.evidence.context import is_han
from hantidy.filters.punctuation.characters import KINDS, LETTER_OR_DIGIT, WIDE, behind_han
from hantidy.filters.punctuation.pairs import STAYING, Pair, Plain, find_pairs

# Beside one of these a bracket belongs to a formula or to code.
_OPERATORS = frozenset("=+-*/^<>|&{\\$@#~`")


class Brackets(NamedTuple):
    """The pairs of a text: those that become full width, and calls of functions."""

    mates: dict[int, int]
    turning: frozenset[int]
    """Places of both brackets of the pairs that become full width."""
    chinese: frozenset[int]
    """Closing brackets of the pairs that turn, hold Han or follow it: Chinese ends there."""
    calls: tuple[tuple[int, int], ...]
    """Pairs that belong to a name before them and stay: the marks inside stay too."""


_HABIT = 3  # so many pairs make one
_SET_APART = pattern(r" \((?<=[^\x00-\x7f] \()[^()（）\n]{1,80}\)(?![(（])")
"""A pair behind a space: behind Han, a text with ASCII brackets has it so."""

_NARROW = pattern(r"[,;:!?](?<=[^\x00-\x7f].) ?(?=[^\x00-\x7f])")
"""A mark of ASCII; to be counted between Han."""

NO_BRACKETS = Brackets({}, frozenset(), frozenset(), ())


_FACE_SIGN = pattern(r"[\^□ωдДψ∀｀´≧≦▽╯╰˙ˊˋ◕ಠ๑＾ﾟ]|_(?![A-Za-z0-9])")
"""Characters of faces that no word has."""


_FACE = pattern(r"([A-Za-z0-9])[._^~\-]{1,3}\1[;'~]?")
"""Two eyes that are the same letter: (T_T), (o.o), (x_x)."""


_CITATION = pattern(r"[A-Z][A-Za-z.& ]+, ?(?:19|20)[0-9]{2}[a-z]?")
"""An author and a year."""

_AUTHOR = pattern(r"(?<![A-Za-z.])[A-Z][a-z]+$")
_YEAR_OF_AUTHOR = pattern(r"\((?<=[a-z]\()(?:19|20)[0-9]{2}[a-z]?\)([^\x00-\x7f])")

_TUPLE = pattern(r"[ ]*[\w.+\-'∞]+(?:[,;][ ]*[\w.+\-'∞]+)+[ ]*")
"""Numbers or names between commas: a point, an interval, a colour."""


_NAME_INSIDE = pattern(r"(?=[^A-Za-z]*[A-Za-z][^A-Za-z]*[A-Za-z])[A-Za-z0-9][A-Za-z0-9 .&'’\-]*")
"""A name or abbreviation, two letters at least: no accelerator (F), no number (123)."""


_SET_WIDE = pattern(r"（[A-Za-z][A-Za-z0-9 .&'’\-]+）")
"""A name in full-width brackets: behind Han, evidence that this text uses them."""


_WORD_BEFORE = pattern(r"[A-Za-z0-9_.]*")


_LATIN = pattern("[A-Za-z_]")


_CAPITAL = pattern("[A-Z]")


_MEMBER = pattern(rf"{LETTER_OR_DIGIT}{{1,16}}\.(?:[a-z_)\]]|[A-Za-z0-9_]{{2}})")
"""A name in Han after a point, backwards: obj.方法."""


_ITEM = r"[^,;()，。；：、\n]{1,12}"
_ARGUMENTS = pattern(rf"{_ITEM}(?:[,;]{_ITEM})+|\"[^\n]*|'[^\n]*|[\x00-\x7f]*")
"""Two or more short items between commas or semicolons, a string, or only ASCII."""

_GROUP = pattern(r"\(\?(?:[:=!#]|<[=!\w]|P<)")
"""The beginning of a group of a regular expression."""

_FILE_NAME = pattern(
    rf"\)(?:[-_ ]?[A-Za-z0-9_\-]{{0,8}}|{LETTER_OR_DIGIT}{{0,6}})"
    r"\.[A-Za-z][A-Za-z0-9]{1,4}(?![A-Za-z0-9.])"
)
"""The rest of a file name behind a pair, up to its extension."""

_ENUMERATOR = pattern(r"\((?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})\)([^\x00-\x7f])")
"""The number of an item, and the item."""

_IS_EMPTIED = pattern(r"\((?:[,;:]+\)|\)(?:[，,]|[是为為]([^\x00-\x7f])))")
"""Brackets whose words were lost, as those of an encyclopedia around foreign names."""

_NOTHING = pattern(r"[,;:'\" ]*")
_BRACKET_WORD = frozenset("号號弧")
"""The last character of words for brackets, which may be shown behind them."""

_LONGEST_HEADWORD = 17
_OF_HEADWORD = pattern("[·・《》「」“”A-Za-z0-9 ]")

_FORMULA = pattern(r"\$[^$\n]{1,36}\$$")
_LONGEST_FACE = 64  # characters: a face or a tuple; so nested brackets take linear time

_OPERANDS = pattern(rf"{LETTER_OR_DIGIT}{{1,8}}(?:[/*+\-]{LETTER_OR_DIGIT}{{1,8}})+")
_PARAMETER = pattern(r" ?\w{1,12} ?\)(?:$|[」”+*/])", re.MULTILINE)
_SYNTAX = frozenset("\n「“*/+-")
"""Characters before a call that is shown by itself: in a line or in quotes."""


def _is_call(text: str, pair: Pair) -> bool | None:
    """Whether the pair belongs to a Latin word as its arguments; None if there is no such word."""
    before = text[max(0, pair.start - 32) : pair.start][::-1]
    found = _WORD_BEFORE.match(before)
    word = found[0] if found else ""
    if not _LATIN.search(word):
        return True if not word and _MEMBER.match(before) else None
    if not _CAPITAL.search(word) or "_" in word or "." in word.strip("."):
        return True
    first = pair.start - len(word)
    if text[first - 1 : first] == "=":
        return True  # a formula of a spreadsheet
    shown = word.isupper() and (not first or text[first - 1] in _SYNTAX)
    if shown and _PARAMETER.match(text, pair.start + 1):
        return True  # TANH(数字) on its own: how a function is called
    inside = (text, pair.start + 1, pair.end)
    return (
        pair.end - pair.start > 512
        or _ARGUMENTS.fullmatch(*inside) is not None
        or _OPERANDS.fullmatch(*inside) is not None
    )


def _chinese_before(text: str, pair: Pair) -> bool:
    """Whether the text before a pair is Chinese; folded marks are skipped."""
    at = pair.start - 1
    stop = max(-1, at - 16)
    while at > stop and text[at] in WIDE:
        at -= 1
    if at == pair.start - 1 and KINDS[text[at : at + 1]] in "d%":
        while at > stop and (KINDS[text[at]] in "d%" or text[at] in ".,"):
            at -= 1
    if at < 0 or text[at] == "\n":
        return True  # what follows is asked for as well
    return KINDS[text[at]] in "hcmo"


def _chinese_after(text: str, pair: Pair, *, bold: bool) -> bool:
    at = pair.end + 1
    stop = min(len(text), at + 16)
    while at < stop and text[at] in WIDE:
        at += 1
    kind = KINDS[text[at : at + 1]]
    return kind in "hmo" or kind == "c" or (bold and kind == "n")


def _turns(text: str, pair: Pair, *, bold: bool) -> bool:
    """Whether a pair that is no call becomes full width."""
    before = text[pair.start - 1] if pair.start else "\n"
    item = before == " " and _ENUMERATOR.match(text, pair.start)
    if item and (item[1] in "《“" or is_han(item[1])):
        return KINDS[text[pair.start - 2 : pair.start - 1]] in "hm"
    if not pair.name:
        return _is_emptied(text, pair, before, bold=bold)
    if _keeps(text, pair, before, text[pair.end + 1 : pair.end + 2]):
        return False
    if pair.han:
        return True
    if pair.end - pair.start <= _LONGEST_FACE:
        inside = (text, pair.start + 1, pair.end)
        tuple_ = _TUPLE.fullmatch(*inside) and not _CITATION.fullmatch(*inside)
        if tuple_ or _FACE_SIGN.search(*inside) or _FACE.fullmatch(*inside):
            return False
    return _chinese_before(text, pair) and _chinese_after(text, pair, bold=bold)


def _is_emptied(text: str, pair: Pair, before: str, *, bold: bool) -> bool:
    """Whether the content of a pair was lost: behind a headword, or in a folded text."""
    line = text.rfind("\n", 0, pair.start) + 1
    emptied = _IS_EMPTIED.match(text, pair.start)
    if emptied and is_han(emptied[1] or "一") and _is_headword(text[line : pair.start]):
        return True
    after = text[pair.end + 1 : pair.end + 2]
    return (
        bold
        and KINDS[before] in "hc"
        and before not in _BRACKET_WORD
        and (after in WIDE or KINDS[after] in "hmn")
        and _NOTHING.fullmatch(text, pair.start + 1, pair.end) is not None
    )


def _is_headword(before: str) -> bool:
    """Whether this may stand before emptied brackets in their line."""
    return (
        0 < len(before) <= _LONGEST_HEADWORD
        and (is_han(before[-1]) or before[-1] in "》」”")
        and all(is_han(each) or _OF_HEADWORD.match(each) for each in before)
    )


def _keeps(text: str, pair: Pair, before: str, after: str) -> bool:
    """Whether a pair is part of a link, a formula or a menu, by its neighbours."""
    if before == "]" or KINDS[before] in "sk" or KINDS[after] == "k":
        return True
    if before in _OPERATORS and not _FORMULA.search(text, max(0, pair.start - 40), pair.start):
        return True
    if after in _OPERATORS and not (pair.han and after in "*`$"):
        return True
    return STAYING.match(text, pair.start) is not None


def _verdict(text: str, pair: Pair, *, bold: bool) -> bool | None:
    """Whether a pair becomes full width; None if it is a call."""
    wide = (text[pair.start] == "（") + (text[pair.end] == "）")
    if wide:
        # With one side of full width the other one was lost on the way.
        inside = (text, pair.start + 1, pair.end)
        return wide == 1 and (pair.han or _NAME_INSIDE.fullmatch(*inside) is not None)
    year = _YEAR_OF_AUTHOR.match(text, pair.start)
    if (
        year
        and (is_han(year[1]) or year[1] in "，、")
        and _AUTHOR.search(text, max(0, pair.start - 24), pair.start)
    ):
        return True
    call = _is_call(text, pair)
    if call or _GROUP.match(text, pair.start) or _FILE_NAME.match(text, pair.end):
        return None
    return _turns(text, pair, bold=bold) and (call is None or pair.han)


def _is_name(text: str, start: int, end: int) -> bool:
    """Whether the ASCII brackets enclose a Latin name behind Han."""
    return (
        text[start] == "("
        and text[end] == ")"
        and KINDS[text[start - 1 : start]] == "h"
        and _NAME_INSIDE.fullmatch(text, start + 1, end) is not None
    )


def judge_boldly(text: str) -> Brackets:
    """Judge every pair of a text whose marks were folded as a whole."""
    return judge(text, bold=True)


def judge(text: str, *, bold: bool = False) -> Brackets:
    """Judge every pair of ``text``; those in rows of a table stay as they are."""
    if "(" not in text and ")" not in text:
        return NO_BRACKETS
    plain = Plain()
    both: list[int] = []  # the ends of each pair
    turning: list[int] = []
    chinese: list[int] = []
    calls: list[tuple[int, int]] = []
    unsure: list[Pair] = []  # they may go with the others of their page
    for pair in find_pairs(text, plain):
        start, end = pair[:2]
        both += (start, end)
        turns = _verdict(text, pair, bold=bold)
        if turns is None:
            calls.append((start, end))
            continue
        if pair.han or KINDS[text[start - 1 : start]] == "h":
            chinese.append(end)
        if turns and not pair.stays:
            turning += (start, end)
        elif _is_name(text, start, end):
            unsure.append(pair)
    turning += plain.turning
    if turning and _sets_ascii(text, len(turning) // 2):
        turning = []
    if unsure:
        turning += _at_line_ends(text, unsure, turning, plain.first)
    both += plain.turning + plain.staying
    chinese += plain.turning[1::2] + [end for _, end in plain.first]
    mates = dict(zip(both[::2], both[1::2], strict=True))
    mates |= {end: start for start, end in mates.items()}
    return Brackets(mates, frozenset(turning), frozenset(chinese), tuple(calls))


def _sets_ascii(text: str, pairs: int) -> bool:
    """Whether a text with full-width marks has all its brackets in ASCII."""
    apart = sum(1 for _ in behind_han(_SET_APART, text))
    if apart >= _HABIT and apart > 2 * (pairs + text.count("（")):
        return True
    if pairs < _HABIT or "（" in text:
        return False
    wide = sum(map(text.count, "，；："))
    return (
        wide >= _HABIT * 2
        and 20 * sum(is_han(text[found.end()]) for found in behind_han(_NARROW, text)) <= wide
    )


def _at_line_ends(
    text: str, unsure: list[Pair], turning: list[int], staying: list[tuple[int, int]]
) -> list[int]:
    """Return both ends of names in brackets at a line's end, where context is missing.

    They turn if more of the other names behind Han turn or are of full width than stay.
    """
    ending = [pair[:2] for pair in unsure if pair.ends_line and not pair.stays]
    wide = sum(_is_name(text, *ends) for ends in zip(turning[::2], turning[1::2], strict=True))
    wide += sum(1 for _ in behind_han(_SET_WIDE, text))
    narrow = len(unsure) - len(ending) + sum(_is_name(text, *ends) for ends in staying)
    return [at for ends in ending for at in ends] if wide > narrow else []
