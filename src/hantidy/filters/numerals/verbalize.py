"""Verbalization: Arabic numbers to hanzi or financial hanzi (``to=hanzi``, ``to=financial``)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Any

from hantidy.core.block import Block
from hantidy.core.edits import Change
from hantidy.evidence import script
from hantidy.filters.numerals import cheque, lexicon, parser
from hantidy.filters.numerals.changing import Found, finished
from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.grammar import Grammar, Rule
from hantidy.filters.numerals.guards import is_hyphen
from hantidy.filters.numerals.parser import Style
from hantidy.filters.numerals.rows import Row

_SIGNS = {"%": "百分之", "％": "百分之", "‰": "千分之", "‱": "万分之"}
_YEAR = "[财財学學]?年(?!的?[历歷]史)"
_MONTH, _DAY = "(?:[1-9]|1[0-2])月", "(?:[1-9]|[12][0-9]|3[01])[日号號]"
_NUMBER = r"(?!0[0-9])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,40})(?:\.[0-9]{1,40})?(?![0-9])"


def _date(part: re.Match[str]) -> str | None:
    return parser.spell_digits(part[0]) if len(part[0]) == len("2021") else parser.spell(part[0])


def _spelled(match: re.Match[str]) -> str | None:
    number = parser.number(match[0].strip("-%％‰‱"))
    spelled = number and parser.spell(*number)
    minus = "-" if is_hyphen(match.string, *match.span()) else "负"
    sign = (minus if match[0][0] == "-" else "") + _SIGNS.get(match[0][-1], "")
    return spelled and sign + spelled


ROWS = (
    Row(
        "date",
        f"(?:[0-9]{{4}}(?:年?(?:[至到~～—–-]|——)|[、和与與])(?=[0-9]{{4}}{_YEAR}))*[0-9]{{4}}{_YEAR}"
        f"(?:{_MONTH}(?:{_DAY}(?:[至到~～—–](?:{_MONTH})?{_DAY})?)?)?(?:(?<=[日号號])|(?![0-9]))",
        ("begun",),
        "a date of the common calendar",
        (
            ("2019年5月", "二〇一九年五月"),
            ("2019—2023年", "二〇一九—二〇二三年"),
            ("2021年5月3日至6日", "二〇二一年五月三日至六日"),
        ),
        ("v2019年5月",),
        writes=_date,
        runs="[0-9]+",
        safe=True,
    ),
    Row(
        "date",
        "[0-9]{4}年[0-9]+月?(?:[0-9]+[日号號]?)?",
        (),
        "a date of the common calendar",
        (),
        ("2021年13月45日",),
        writes=lambda _: None,
        runs="",
        safe=True,
    ),
    Row(
        "digits",
        "[1-9][0-9]{2,}(?=<spelled-singly>)",
        ("begun", "labelled"),
        "digits said one by one",
        (("住302室", "住三〇二室"),),
        ("图302室", "12-302室"),
        writes=lambda match: parser.spell_digits(match[0]),
        runs="",
        safe=True,
    ),
    Row(
        "percentage",
        f"-?{_NUMBER}[%％‰‱]",
        ("begun", "beside"),
        "parts of 100, 1000 or 10000",
        (("增长8.6%", "增长百分之八点六"), ("降到-3‰", "降到负千分之三")),
        ("用1%%注释", "a3%", "3%/年"),
        writes=_spelled,
        runs="",
        back=1,
        safe=True,
    ),
    Row(
        "quantity",
        "2(?![0-9.万萬亿億兆])",
        ("begun", "labelled"),
        "two that are counted",
        (("2个人", "两个人"),),
        ("A2个人", "图2个"),
        unless=("second",),
        writes=lambda _: "两",
        runs="",
        safe=True,
    ),
    Row(
        "mixed",
        f"-?{_NUMBER}[万萬亿億](?:[0-9][千百]|[0-9,]{{2,}}[千百]?)[万萬]?",
        ("begun", "beside"),
        "digits and 千 百 万 亿 in one number",
        (("7万5千元", "七万五千元"), ("20万727元", "二十万零七百二十七元")),
        ("a7万5千元", "7万5千/年"),
        writes=_spelled,
        runs="",
        back=1,
    ),
    Row(
        "number",
        f"-?{_NUMBER}(?:[万萬][亿億]|[万萬亿億兆])?",
        ("begun", "beside", "labelled", "code"),
        "a number that stands alone",
        (("12公里", "十二公里"), ("气温-5度", "气温负五度"), ("3.5万元", "三点五万元")),
        ("图3", "端口80", "订单12345", "a3公里", "3/4公里"),
        writes=_spelled,
        runs="",
        back=1,
        safe=True,
    ),
)
"""In the order in which they are asked."""


_ASKS: dict[str, dict[str, Any]] = {
    "date": {"after": "年财財学學至到~～—–-、和与與"},
    "digits": {"least": 3},
    "mixed": {"after": "万萬亿億"},
    "percentage": {"after": "%％‰‱"},
    "quantity": {"most": 1},
}
"""What stands behind the digits for a rule to be asked, and how many there are."""


@cache
def _rules(to: str) -> Grammar:
    safe = (row._replace(guards=(*row.guards, "of-more"), back=0) for row in ROWS if row.safe)
    rows = {"full": ROWS, "safe": tuple(safe), "financial": cheque.ROWS}[to]
    asks = (Rule(row.name, row.look, **_ASKS.get(row.name, {})) for row in rows)
    return Grammar({}, tuple(asks))


def changes(block: Block, *, full: bool, financial: bool) -> Sequence[Change]:
    """Spell the numbers of ``block`` before a unit or in a date; with ``full``, alone too.

    ``financial`` spells amounts of money as on a cheque, and nothing else.
    """
    text = block.text
    hant = block.evidence(script.name) == "hant"
    guarded = block.guarded("style")
    style: Style = "hant" if hant else "hans"
    if financial:
        style = "financial-hant" if hant else "financial-hans"
    rules = _rules("financial" if financial else "full" if full else "safe")
    made: list[Change] = []
    number = _DIGITS.search(text)
    while number is not None:
        group, end = _group(text, number, rules)
        if group and (financial or _counts(text, group, end, full=full)):
            made += group if not any(guarded.touches(one.start, one.end) for one in group) else ()
        number = _DIGITS.search(text, end)
    return [finished(text, one._replace(after=parser.styled(one.after, style))) for one in made]


_DIGITS = pattern("(?<![0-9])[0-9](?:[.,]?[0-9])*")


def _group(text: str, number: re.Match[str], rules: Grammar) -> Found:
    """Spell a number and those that are joined to it, or none."""
    made: tuple[Change, ...] = ()
    while True:
        found, end = rules.look(text, *number.span())
        made += found
        joined = pattern("<spelled-join>-?(?=[0-9])").match(text, end)
        following = joined and _DIGITS.match(text, joined.end())
        if not found or found[0].rule in ("date", "amount") or not following:
            return Found(made if found else (), end)
        number = following


def _counts(text: str, group: Sequence[Change], end: int, *, full: bool) -> bool:
    """Whether something is counted, or the numbers stand in Chinese text or alone in a line."""
    word = lexicon.word_at(text, end)
    if group[-1].rule in ("date", "percentage") or (word is not None and (full or word.safe)):
        return True
    return full and pattern("(?<![0-9A-Za-z])").match(text, group[0].start) is not None
