"""Verbalization: Arabic numbers to hanzi or financial hanzi (``to=hanzi``, ``to=financial``)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hantidy.core.edits import Change
from hantidy.evidence import script
from hantidy.filters.numerals import character_classes, cheque, lexicon, parser, spoken
from hantidy.filters.numerals.changing import explained
from hantidy.filters.numerals.lexicon import any_of, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.core.block import Block
    from hantidy.filters.numerals.parser import Style

_NUMBER = re.compile(
    r"(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,40})(\.[0-9]{1,40})?(?![0-9])"
    r"([万萬][亿億]|[万萬亿億兆])?((?<=[万萬亿億])[0-9,]+[千百]?[万萬]?)?"
)
_DATE = re.compile(
    "([0-9]{4})(?:[财財学學])?年(?!(?:的)?[历歷]史)(?:([1-9]|1[0-2])月(?:([1-9]|[12][0-9]|3[01])[日号號])?)?(?:(?<=[日号號])|(?![0-9]))"
)
_NO_DATE = re.compile("[0-9]{4}年[0-9]+月?(?:[0-9]+[日号號]?)?")
"""2021年13月45日, which is asked for where `_DATE` is no match."""
_SIGNS = {"%": "百分之", "％": "百分之", "‰": "千分之", "‱": "万分之"}
_YEARS = re.compile(
    "([0-9]{4})(?:年?(?:[至到~～—–-]|——)|[、和与與])(?=[0-9]{4}[财財学學]?年(?!(?:的)?[历歷]史))"
)
_BESIDE_BEFORE = re.compile(
    r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ/_#№·•$￥¥€£@\\^+=*×÷-]$|[0-9A-Za-z０-９][.,，．：:]$"
    r"|[0-9A-Za-z/+=*<>≤≥] $|[%％‰‱]$|\.\.$|\x1b\[$"
)
_BESIDE_AFTER = re.compile(
    r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ/_:^+=*#@×÷·•°℃℉′-]|[.,．：；;][0-9０-９]|\.\."
    r"|，(?:[0-9]{3}(?![0-9])|[０-９])| [0-9/+=*<>≤≥]"
)


_UNTIL = re.compile("[至到~～—–](?:([1-9]|1[0-2])月)?([1-9]|[12][0-9]|3[01])[日号號]")


class _Spelled(NamedTuple):
    change: Change
    counts: bool


def changes(block: Block, *, full: bool, financial: bool) -> Sequence[Change]:
    """Spell the numbers of ``block`` before a unit or in a date; with ``full``, alone too.

    ``financial`` spells amounts of money as on a cheque, and nothing else.
    """
    text = block.text
    hant = block.evidence(script.name) == "hant"
    guarded = block.guarded("style")
    if financial:
        amounts = cheque.changes(text, "financial-hant" if hant else "financial-hans")
        return [one for one in amounts if not guarded.touches(one.start, one.end)]
    style: Style = "hant" if hant else "hans"
    made: list[Change] = []
    at = 0
    while (match := _NUMBER.search(text, at)) is not None:
        group, at = _group(text, match, full=full)
        if group and not any(guarded.touches(one.start, one.end) for one in group):
            made += group
    return explained([one._replace(after=parser.styled(one.after, style)) for one in made])


def _group(text: str, match: re.Match[str], *, full: bool) -> tuple[list[Change], int]:
    """Spell the matched number and those joined to it, or none."""
    made: list[Change] = []
    counts = True
    while True:
        start, end = match.span()
        if not made and (found := _years(text, start)) is not None:
            return found
        if (date := _DATE.match(text, start)) is not None and not _begun(text, start):
            made += _date(date)
            until = _UNTIL.match(text, date.end()) if date[3] else None
            if until is not None:
                made += _numbers(until, (1, 2))
            return made, (until or date).end()
        if (date := _NO_DATE.match(text, start)) is not None:
            return [], date.end()
        one = _one(text, match, full=full)
        if one is None:
            return [], end
        made.append(one.change)
        counts = one.counts
        end = one.change.end
        following = (
            _NUMBER.match(text, end + 1) if text[end : end + 1] in words("spelled-join") else None
        )
        if following is None or end == len(text):
            break
        match = following
    if counts or (full and _stands(text, made[0].start, end)):
        return made, end
    return [], end


def _begun(text: str, start: int) -> bool:
    """Whether the text before makes the number part of something else."""
    return _BESIDE_BEFORE.search(text, max(0, start - 2), start) is not None


def _years(text: str, start: int) -> tuple[list[Change], int] | None:
    """Spell 2019—2023年; None if no range or list of years begins at ``start``."""
    years = _YEARS.match(text, start)
    if years is None:
        return None
    begun = _begun(text, start)
    made = []
    at = start
    while years is not None:
        made.append(Change(at, years.end(1), parser.spell_digits(years[1]), "date"))
        at = years.end()
        years = _YEARS.match(text, at)
    date = _DATE.match(text, at)
    if date is None or begun:
        return [], date.end() if date else at + 4
    return made + _date(date), date.end()


def _closed(text: str, start: int, end: int) -> bool:
    """Whether letters, digits or marks make the number part of something else."""
    return _begun(text, start) or _BESIDE_AFTER.match(text, end) is not None


def _date(match: re.Match[str]) -> list[Change]:
    made = [Change(match.start(1), match.end(1), parser.spell_digits(match[1]), "date")]
    return made + _numbers(match, (2, 3))


def _numbers(match: re.Match[str], groups: tuple[int, ...]) -> list[Change]:
    return [
        Change(*match.span(group), parser.spell(match[group]) or "", "date")
        for group in groups
        if match[group] is not None
    ]


def _one(text: str, match: re.Match[str], *, full: bool) -> _Spelled | None:
    start, end = match.span()
    minus, whole, decimals, word = (
        match[1],
        match[2].replace(",", ""),
        match[3] or "",
        match[4] or "",
    )
    if _closed(text, start, end) or (
        not full and (minus or match[5] or (start and text[start - 1] in "第万萬亿億兆"))
    ):
        return None  # 第3章第12节: what stands before it stays
    if not (minus or word) and _is_code(text, start, end):
        return None
    if len(whole) > 1 and whole[0] == "0":
        return None
    if len(whole) > 2 and text.startswith(any_of("spelled-singly"), match.end(2)):
        digits = parser.spell_digits(whole)
        return _Spelled(Change(start, end, digits, "digits"), counts=False)
    prefix = "负" if minus else ""
    sign = text[end : end + 1]
    if sign in _SIGNS and sign and not word:
        spelled = parser.spell(whole + decimals)
        after_sign = text[end + 1 : end + 2]
        if spelled is None or after_sign in _SIGNS or _BESIDE_AFTER.match(text, end + 1):
            return None
        shown = prefix + _SIGNS[sign] + spelled
        return _Spelled(Change(start, end + 1, shown, "percentage"), counts=True)
    after = lexicon.word_at(text, end)
    if match[0] == "2" and after is not None and _counts_two(text, start, after):
        spelled = "两"
    elif match[5]:
        value = cheque.value(match[0].removeprefix("-"))
        spelled = parser.spell(str(value)) if value and value % 1 == 0 else None
    else:
        spelled = parser.spell(whole + decimals, parser.plain(word))
    counts = after is not None and (full or after.safe)
    return _Spelled(Change(start, end, prefix + spelled, "number"), counts) if spelled else None


_CLOSES_LABEL = re.compile(r"[.、](?![0-9])|\) |．")
_MOBILE = re.compile("1[3-9][0-9]{9}")
_LIST_ITEM = re.compile(r"[ 　>*+-]*\Z")


_LABEL = re.compile("[(（\\[［“「『][0-9.]+[)）\\]］”」』]")
_SECTION = re.compile("[0-9]+\\.[0-9]+(?:小?[节節]|[章条條款版])")


def _is_code(text: str, start: int, end: int) -> bool:
    """Whether a number is an identifier: a telephone, a figure, an item of a list, a date."""
    if (start and _LABEL.match(text, start - 1)) or _SECTION.match(text, start):
        return True  # （1）, [1], “5.12”, 3.1节
    if end - start == len("80") and text[end : end + 1] in ("后", "後"):
        return True  # 80后, people born then; 20后 is nothing to be sure of
    if spoken.is_called(text, start) or text.endswith(any_of("numbered"), 0, start):
        return True
    if _CLOSES_LABEL.match(text, end):
        line = max(text.rfind("\n", max(0, start - 8), start) + 1, start - 8, 0)
        return _LIST_ITEM.match(text, line, start) is not None
    if lexicon.word_at(text, end) is not None or text[end : end + 1] in ("%", "％"):
        return False
    if _MOBILE.fullmatch(text, start, end):
        return True
    return (
        text.endswith(any_of("hotline-before"), 0, start)
        or text.startswith(any_of("hotline-after"), end)
        or (end - start >= _LONG and not character_classes.is_line(text, start, end))
    )


_LONG = 5
"""Digits from which a number without a unit is an identifier."""


_NUMBERED = re.compile("[初周週]\\Z|第(?:[0-9]+[、和与與及至到~～])*\\Z")


def _counts_two(text: str, start: int, word: lexicon.Word) -> bool:
    """Whether 2 before ``word`` is the count 两 and not 二."""
    if start and (
        _NUMBERED.search(text, max(0, start - 12), start) or lexicon.reign_before(text, start)
    ):
        return False
    if word.text in ("公里", "千米", "米", "吨", "噸", "公斤", "斤", "倍"):
        return True
    return word.kind in ("count", "time", "money") and word.text[:1] not in words("second")


def _stands(text: str, start: int, end: int) -> bool:
    """Whether the number is in Chinese text or alone in its line."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())
