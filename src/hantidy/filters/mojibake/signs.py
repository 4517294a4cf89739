"""Small damage with a known shape: symbols, runs, and question marks that were something else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain

from hantidy import tables
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import COMMON_HAN
from hantidy.evidence.context import is_one_of
from hantidy.filters.mojibake.gate import LATIN_LETTERS, SYMBOLS, steep

_NEEDS_COMPANY = frozenset(("letter", "middle", "registered"))
"""Symbols whose hanzi might be meant: 路 in a name, 猫 in ``neko猫cafe``."""
_OF_NUMBERS = frozenset(("square", "cube", "times"))
"""Symbols that are certain only behind a number and before no hanzi."""
_WORDS = 3
"""Least different words with one letter."""
_BESIDE = 3
"""Characters on both sides that tell one word from another."""
_NEAR = 1_000
_CERTAIN_SPACES = 4
"""Number of adjacent 聽 that is no verb."""
_READ_AS_GBK = "UTF-8 read as GBK"
_YEAR = r"(?:19|20)[0-9]{2}"
_UNITS = "KMGTkmcdnpµμhHzlLsSVWAFJNgBbx"


@cache
def _of_names(kind: str) -> frozenset[str]:
    """The hanzi of one kind in the table of names."""
    return frozenset("".join(hanzi for of, hanzi in tables.rows("name_hanzi") if of == kind))


_FILLERS = "锟烫屯"
_QUESTIONS = "?？"


_CLAIMED = r"(?<=[stST权權有 \t\u3000:：.,&(|>].)|(?<=^.)"
"""Before this character stands the last one of what `_OWNED` looks for."""


@cache
def _hints() -> tuple[str, str]:
    """Return the hanzi of symbols and letters, and what tells that they stand for these."""
    symbols = f"{''.join(SYMBOLS)}聽"
    return f"{symbols}{''.join(LATIN_LETTERS())}", (
        rf"(?=[A-Za-z])|(?<=[A-Za-z].)|(?<=[{symbols}])"
        r"(?:(?=[ ]?[0-9A-Za-z(])|(?=[聽 \u3000\xa0])|(?<=[0-9) ].)|(?<=所有.))"
    )


@cache
def begins() -> tuple[str, str]:
    """Return what the changes begin with, as in a character class, and what holds behind it."""
    hanzi, beside = _hints()
    return f"{hanzi}{_FILLERS}{_QUESTIONS}", (
        rf"(?<=[{hanzi}])(?:{beside})|(?<=[{_FILLERS}])|(?<=[^\x00-\x7f]\?)"
        f"|(?<=[{_QUESTIONS}])(?:{_CLAIMED})"
    )


_HINTS = pattern(lambda: f"[{_hints()[0]}](?:{_hints()[1]})")
"""The hanzi of symbols and letters beside what is no hanzi, one class first."""


@cache
def _symbol(shown: str) -> re.Pattern[str]:
    """The two bytes of a Latin-1 symbol in UTF-8, shown as one hanzi, where only it makes sense."""
    letters = "".join(LATIN_LETTERS())
    capitals = "".join(shown for shown, letter in LATIN_LETTERS().items() if letter.isupper())
    rules = {
        "漏": (
            rf"(?P<copyright>(?<![{COMMON_HAN}])漏(?=[ ]?\(?[cC]?\)?[ ]?{_YEAR})"
            rf"|(?<=[Cc]opyright)[ ]?漏(?![{COMMON_HAN}])"
            rf"|(?<=COPYRIGHT)[ ]?漏(?![{COMMON_HAN}])"
            r"|(?<=[权權]所有)[ ]?漏(?=[ ]?[0-9A-Za-z]|[ ]?$))"
        ),
        "庐": rf"(?P<registered>(?<=[A-Za-z])庐(?![{COMMON_HAN}]))",
        "掳": rf"(?P<degree>(?<=[0-9])[ ]?掳(?:(?=[ ]?[CFKNSEW](?![a-z]))|(?![{COMMON_HAN}])))",
        "虏": (
            rf"(?P<square>(?<![A-Za-z])(?:(?<=[{_UNITS}]m)|(?<=m))虏"
            rf"|(?<=[a-zA-Z)])虏(?![{COMMON_HAN}]))"
        ),
        "鲁": (
            rf"(?P<cube>(?:(?<=[0-9][{_UNITS}]m)|(?<=[0-9]m)|(?<=[0-9 ][{_UNITS}]m)"
            rf"|(?<=/[{_UNITS}]m)|(?<=/m)|(?<=[0-9] m))鲁|(?<=m)鲁(?![{COMMON_HAN}]))"
        ),
        "卤": (
            r"(?P<plusminus>(?<![\u3400-\u9fff])卤(?=[ ]?[0-9.]+(?![0-9.]*[ ]?[\u3400-\u9fff]))"
            r"|卤(?=[ ]?[0-9.]+[ ]?[%％℃°掳]"
            r"|[ ]?[0-9.]+[ ]?(?:[mckdu]?m|k?g|m?[VAs]|k?Hz|dB)\b))"
        ),
        "脳": r"(?P<times>(?<=[0-9A-Za-z])[ ]?脳(?=[ ]?[0-9A-Za-z]))",
        "碌": r"(?P<micro>(?:(?<=[0-9])|(?<=[0-9] ))碌(?=[mgslLFAVWMJ](?![a-z])))",
        "路": r"(?P<middle>(?<=[A-Za-z]{2})[ ]?路(?=[ ]?[A-Z][a-z]))",
        "聽": "(?P<spaces>聽{2,}|(?:(?<=^)|(?<=[ \u3000\xa0]))聽(?=[ \u3000\xa0]))",
    }
    letter = (
        rf"(?P<letter>(?:(?<=[A-Za-z][a-z])|(?<=[b-hj-z][a-z])|(?<=\b[A-Z]))[{letters}]"
        rf"(?=[a-z]|茅?[a-z])|(?<=[A-Za-z][a-z]{{2}})茅(?![{COMMON_HAN}A-Za-z])|"
        rf"(?<![{COMMON_HAN}A-Za-z])[{capitals}](?=[a-z]{{2}}))"
    )
    return re.compile(rules.get(shown, letter), re.MULTILINE)


_BEFORE_COPYRIGHT = 24
_AFTER_COPYRIGHT = 100
"""Characters around a ``?`` that tell whether it was a ©."""
_OWNED = pattern(
    r"(?:(?P<word>\b(?:Copyrights?|CopyRight|COPYRIGHTS?))|\bcopyrights?"
    r"|[版作][权權](?P<claim>所有)?|(?P<start>^|[|>]))"
    r"(?P<gap>[ \t\u3000]*(?:[:：.,&][ \t]*)?\(?)\Z",
    re.MULTILINE,
)
"""The text before a ©: the word, the claim in hanzi, or the line's start."""
_AFTER_CLAIM = {
    mark: pattern(f"{re.escape(mark)}(?:{_CLAIMED})", re.MULTILINE) for mark in _QUESTIONS
}
"""Each question mark with the last character before it of what `_OWNED` looks for."""
_DATED = pattern(rf"\)?[ ]*{_YEAR}(?![0-9])")
"""A year behind a ©."""
_HELD = pattern(
    rf"\)?[ ]?(?:Copyright\b|{_YEAR}(?:[ ]?[-–—~～至,][ ]?(?:{_YEAR}|[Pp]resent))?,?[ ]"
    r"[^\n]{0,60}(?:[Aa]ll [Rr]ights|ALL RIGHTS|[权權]所有|保留|Inc\b|Ltd\b|Corp\b|LLC\b"
    r"|Co\.))"
)
"""A year and, in the same line, the words of a notice."""
_OWNER = pattern(r"\)?[ ]*(?:[A-Z\u3400-\u9fff]|by )")
"""Whoever holds the right, behind a © with a blank before it."""


def _is_copyright(text: str, at: int) -> bool:
    """Whether the ``?`` at ``at`` was a ©, which GBK and Big5 lack."""
    owned = _OWNED.search(text[max(0, at - _BEFORE_COPYRIGHT) : at])
    if owned is None:
        return False
    if owned["start"] is not None:
        return _HELD.match(text, at + 1, at + _AFTER_COPYRIGHT) is not None
    spaced = owned["gap"] or text[at + 1 : at + 2] != " "  # "whose copyright? 2001 …" asks
    if spaced and _DATED.match(text, at + 1):
        return True
    if not owned["gap"] or not (owned["claim"] or owned["word"]):
        return False
    ends = owned["claim"] is not None and not text[at + 1 : at + _NEAR].partition("\n")[0].strip()
    return ends or _OWNER.match(text, at + 1) is not None


_RUNS = pattern(
    f"[{_FILLERS}](?:(?P<lost>(?<=锟)斤拷(?:锟斤拷)+)|(?P<stack>(?<=烫)烫{{2,}}|(?<=屯)屯{{2,}}))"
)
_LOST_HAN = pattern(r"\?(?<=[^\x00-\x7f]\?)(?=[^\x00-\x7f])")


def _simplified(text: str) -> bool:
    """Whether a line cannot mean the hanzi 聽: it holds no other hanzi, or simplified ones."""
    others = {char for char in text if "\u4e00" <= char <= "\u9fff"} - {"聽"}
    if not others:
        return len(text.strip()) > 2 * text.count("聽") or text.count("聽") == 1
    both = "".join(others)
    return len(both.encode("gb2312", "ignore")) == 2 * len(both) and len(
        both.encode("big5", "ignore")
    ) < 2 * len(both)


def find_signs(
    text: str, spoken_of: Callable[[int, int], bool], *, company: bool = False
) -> list[Change]:
    """Return the changes of a block; ``spoken_of`` tells whether the text mentions a place.

    A letter of Latin-1 needs company: another symbol or letter, or UTF-8 in GBK that the caller
    found (``company``). So do symbols whose hanzi might be meant where they stand.
    """
    found = list(_symbols_of(text, company=company))
    found += _runs_of(text)
    found = [
        change
        for change in found
        if change.rule == "filler" or not spoken_of(change.start, change.end)
    ]
    return sorted([*found, *_question_marks(text)])


def _symbols_of(text: str, *, company: bool) -> Iterator[Change]:
    """The symbols of a block; those that need company only if they have it."""
    matches = []
    at = 0
    for hint in _HINTS.finditer(text):
        if hint.start() < at:
            continue
        symbol = _symbol(hint[0])
        match = symbol.match(text, hint.start())
        if match is None and text[max(0, hint.start() - 1) : hint.start()] == " ":
            match = symbol.match(text, max(at, hint.start() - 1))
        if match is not None:
            matches.append(match)
            at = match.end()
    found = {match[0][-1] for match in matches}
    lone = None
    if not company and len(found) == 1 and not any(_is_certain(text, one) for one in matches):
        (lone,) = found
        words = {_latin_word(text, match) for match in matches}
        if len(words) >= _WORDS and text.count(lone) == len(matches):
            lone = None  # It never stands where the hanzi would.
    for match in matches:
        if match[0][-1] != lone and (change := _undo(text, match)):
            yield change


def _is_certain(text: str, match: re.Match[str]) -> bool:
    """Whether no hanzi is possible there: 鲁 is possible in ``5m鲁菜``."""
    if match.lastgroup in _NEEDS_COMPANY:
        return False
    if match.lastgroup not in _OF_NUMBERS:
        return True
    before = text[max(0, match.start() - _BESIDE) : match.start()]
    after = text[match.end() : match.end() + 1]
    return any(char.isdigit() for char in before) and not "\u4e00" <= after <= "\u9fff"


def _latin_word(text: str, match: re.Match[str]) -> str:
    start, end = match.span()
    return text[max(0, start - _BESIDE) : start] + text[end : end + _BESIDE]


def _runs_of(text: str) -> Iterator[Change]:
    if not any(map(text.__contains__, _FILLERS)):  # one is found faster than one of three
        return
    for match in _RUNS.finditer(text):
        start, end = match.span()
        if match["stack"]:
            reason = "uninitialised memory read as GBK, or Chinese: nobody can tell"
            yield Change(start, end, match[0], "filler", reason)
        else:
            after = "\ufffd" * (2 * len(match[0]) // 3)
            yield Change(start, end, after, "replacement", f"U+FFFD in {_READ_AS_GBK}")


def _undo(text: str, match: re.Match[str]) -> Change | None:
    start, end = match.span()
    found = match[0]
    if match.lastgroup == "spaces":
        if len(found) < _CERTAIN_SPACES and not _simplified(_line(text, start)):
            return None
        after = "\xa0" * len(found)
    elif match.lastgroup == "letter":
        after = LATIN_LETTERS()[found]
    else:  # A space before it belongs to the pattern, not to the change.
        start, after = end - 1, SYMBOLS[found[-1]]
    return Change(start, end, after, "symbol", _READ_AS_GBK)


def _line(text: str, at: int) -> str:
    """The line around ``at``, of a long one what is near."""
    start = text.rfind("\n", max(0, at - _NEAR), at) + 1 or max(0, at - _NEAR)
    end = text.find("\n", at, at + _NEAR)
    return text[start : end if end >= 0 else at + _NEAR]


def _question_marks(text: str) -> Iterator[Change]:
    asked = [claim for mark, claim in _AFTER_CLAIM.items() if mark in text]
    for match in chain.from_iterable(claim.finditer(text) for claim in asked):
        at = match.start()
        if _is_copyright(text, at):
            yield Change(at, at + 1, "©", "copyright", "© lost in a codec that has none")
    for match in _LOST_HAN.finditer(text) if "?" in text else ():
        at = match.start()
        between = is_one_of(COMMON_HAN, text[at - 1]) and is_one_of(COMMON_HAN, text[at + 1])
        if between and (_is_name(text, at) or steep(text[at + 1 : at + 6].partition("\n")[0])):
            yield Change(
                at, at + 1, "?", "lost-hanzi", "a hanzi that the codec lacked", shield=True
            )


def _is_name(text: str, at: int) -> bool:
    """Whether a ``?`` stands in a name: 朱?基, 威廉?拉佐尼克."""
    before, after = text[max(0, at - 2) : at], text[at + 1 : at + 3]
    if len(after) == len(before) == 2 and _of_names("foreign").issuperset(before + after):
        return True
    surname = (
        before[-1:] in _of_names("surname")
        and after[:1] not in _of_names("clause")
        and (len(before) < 2 or not before[0].isalpha() or before[0] in _of_names("before"))
    )
    return surname and after[:1].isalpha()
