"""Chinese numerals in running text as Arabic numbers, and back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal

from hantidy.evidence.spans import Spans
from hantidy.filters.base import Filter
from hantidy.filters.numerals import (
    alone,
    amounts,
    codes,
    dates,
    lexicon,
    ordinals,
    parts,
    quantities,
    ranges,
    reading,
    signs,
    singles,
    spelling,
    spoken,
    symbols,
    values,
    whole,
)
from hantidy.filters.numerals.changing import Found, explained

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from hantidy.edits import Change
    from hantidy.evidence.block import Block

__all__ = ["Numerals"]


@dataclass(frozen=True)
class Numerals(Filter):
    """Write numbers in running text one way: 百分之八点六 as 8.6%, 二〇二一年 as 2021年.

    Changes a numeral only on evidence (what stands beside it) and only if writing the value
    back gives what stood there. ``mode=safe``: percentages; decimals and structured numerals
    (十 百 千 万 亿 among two characters or more) before a unit, measure word or currency; years
    of four digits and full dates; full-width numbers with their marks. ``mode=full`` adds single
    digits before measure words, ordinals, amounts with 角 and 分, fractions, clock times, ranges,
    negatives, numerals standing alone, mixed ones, digits said one by one, ① Ⅲ 〡.
    ``to=hanzi`` and ``to=financial`` go the other way.

    Never touches 万 百 千 半 alone, plan names (十四五), 几 多 余, 百分点, titles in 《》, idioms,
    names, lunar and reign dates, 届 路 街 巷 军 师 团 连 章 回 卷, Japanese. A date, range or list
    turns whole or not at all. A multiple of its last 万 or 亿 keeps that word; 兆 is never
    multiplied out; trailing zeros stay; no float is used.

    Twice equals once. It must see the line.
    """

    name: ClassVar = "numerals"
    kind: ClassVar = "style"
    tables: ClassVar = (
        "measure-words",
        "numeral-characters",
        "numeral-names",
        "numeral-styles",
        "reign-names",
        "script_characters",
        "units",
    )
    examples: ClassVar = (
        ("同比增长百分之八点六", "同比增长8.6%"),
        ("二〇二一年七月二十八日", "2021年7月28日"),
        ("总投资五十三万亿元", "总投资53万亿元"),
        ("十四五时期", "十四五时期"),
    )

    mode: Literal["safe", "full"] = "safe"
    """safe turns what cannot be anything else; full adds what is a number in ordinary text."""
    to: Literal["arabic", "hanzi", "financial"] = "arabic"
    """Which numerals to write."""

    def changes(self, block: Block) -> Sequence[Change]:
        """Change numerals, each chain of them whole or not at all."""
        if self.to != "arabic":
            return spelling.changes(
                block, full=self.mode == "full", financial=self.to == "financial"
            )
        return _changes(block, full=self.mode == "full")


@cache
def _gate(*, full: bool) -> re.Pattern[str]:
    """Where a rule may apply: a character of numerals, and beside it something to go on.

    The pattern begins with one class, so that the search runs at the speed of that class.
    """
    every = signs.every()
    digit = signs.CLASS("digit", "f-digit")
    structured = f"(?<=[{every}])(?:[{every}]|[点點][{digit}])|(?<=分)[之百]"
    full_width = "(?<=[０-９])(?<![０-９]{2})[０-９]{0,39}[，．][０-９]"
    if not full:
        return re.compile(f"[{every}分０-９](?:{structured}|{full_width})")
    alone = signs.CLASS("digit", "two") + "十壹贰貳叁肆柒捌玖"
    firsts = re.escape(lexicon.word_firsts())
    joins = "月点點时時至到加减減乘比等、幺"
    several = "".join(one for one in alone if one not in "一壹")
    ones = re.escape(lexicon.word_firsts(one=True))
    signed = "Ⅰ-Ⅿⅰ-ⅿ〡-〩幺廿卅卌"
    return re.compile(
        f"[{every}分０-９第负負{signed}](?:(?<=[{several}])[{firsts}{joins}]|(?<=[一壹])(?:[{ones}{joins}]|[年天周週][后後前内內以之])"
        f"|(?m:(?<=^[一壹]))[{firsts}]|(?<=[伍陆陸参參])[元圆圓]|{structured}"
        f"|(?<=[第负負])[{every}0-9]|{full_width}|(?<=[{signed}])"
        "|(?<=[0-9][千百亿億万萬])|(?<=[是于於][二三四五六七八九零])(?=[，。；,;\\n]|\\Z)"
        f"|(?<=[{alone}])(?m:(?<=^.)$))"
    )


def _changes(block: Block, *, full: bool) -> Sequence[Change]:
    text = block.text
    gate = _gate(full=full)
    match = gate.search(text)
    made: list[Change] = []
    may: Callable[[Found], bool] | None = None
    while match is not None:
        start = match.start()
        changes, end = found = _look(text, start, full=full)
        if changes:
            may = may or _judge(block)
            if may(found) and not _runs_together(text, made, found):
                made += changes
        match = gate.search(text, end if end > start else start + 1)
    if full and (rings := symbols.circled(text)):
        may = may or _judge(block)
        made += [change for found in rings if may(found) for change in found.changes]
        made.sort()
    return explained(made)


def _look(text: str, start: int, *, full: bool) -> Found:
    """Apply the rule for what stands at ``start``."""
    first = text[start]
    if first == "分":
        return parts.parts(text, start, full=full)
    if first in "０１２３４５６７８９":
        return symbols.full_width(text, start)
    if full and first not in signs.numerals():
        return _look_full(text, start)
    end = _RUN().match(text, start).end()  # type: ignore[union-attr]
    if text.startswith("分之", end):
        return Found((), end)
    if end - start > 1 and text[end : end + 1] not in _JOINED and end - start <= values.LONGEST:
        found = quantities.simple(text, start, end, full=full)
        if found is not None:
            return found
    if full:
        return _look_numeral(text, start, end)
    found = dates.year(text, start, full=False) if end - start >= 4 else None
    return found or quantities.quantity(text, start, full=False)


_JOINED = frozenset("年月点點时時元圆圓至到~～—–－、和与與及或-幺加减減乘除等比 　")
_JOINING = frozenset("0123456789\n是于於至到~～—–－、和与與及或-")


def _look_numeral(text: str, start: int, end: int) -> Found:
    """Apply the first rule of mode full that knows the numeral ``text[start:end]``."""
    length = end - start
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if (
        before in " 　"
        or after in " 　"
        or (before == "\n" and length >= 3)
        or text.startswith(("分 ", "分　"), end)
    ) and (line := whole.whole_line(text, start)):
        return line
    if (length > 1 or before.isascii()) and (code := _code(text, start, before, length)):
        return code
    if length == 1 and after not in _JOINED and before not in _JOINING:
        found = quantities.single(text, start)
        if found is not None:
            return found
    if "0" <= before <= "9":
        return amounts.mixed(text, start) or Found((), end)
    found = dates.year(text, start, full=True) if length > 1 else None
    if found is None and length == 1 and before in "是于於":
        found = spoken.said(text, start)
    if found is None and (length > 2 or after == "幺"):
        found = spoken.phone(text, start)
    if found is None and after in " 　":
        found = spoken.spaced(text, start)
    if found is None and "月" in text[end : end + 4]:
        found = dates.month(text, start)
    if found is None and after in "点點时時":
        found = dates.clock(text, start)
    if found is None and after in "元圆圓":
        found = amounts.amount(text, start)
    if found is None and length > 1:
        found = ranges.ranged(text, start)
    if found is None and before == "\n":
        found = alone.summed(text, start)
    if found is not None:
        return found
    if length == 1 and not singles.may_be_single(text, start) and before != "\n":
        return Found((), end)
    items, stop = reading.chain(text, start, full=True)
    if items and items[-1].word is None:
        return alone.alone(text, items, stop)
    return quantities.turned(text, items, stop, full=True)


def _code(text: str, start: int, before: str, length: int) -> Found | None:
    """Apply the rules for digits that are a name, not an amount."""
    if before.isascii() and before.isalpha():
        return codes.plate(text, start)
    if length == 1:
        return None
    if before in "动動高特快直城":
        return codes.train(text, start)
    if before == "分" and text.startswith("百", start - 2):
        return parts.short(text, start)
    if length == 2 and text.startswith("折", start + 2):
        return codes.discount(text, start)
    return codes.address(text, start)


def _look_full(text: str, start: int) -> Found:
    first = text[start]
    if first == "第":
        return ordinals.ordinal(text, start)
    if first in "负負":
        return ranges.negative(text, start)
    if first == "幺":
        return spoken.said_one(text, start) or Found((), start + 1)
    if first in "廿卅卌":
        return spoken.old(text, start)
    if first in "〡〢〣〤〥〦〧〨〩":
        return symbols.suzhou(text, start)
    return symbols.roman(text, start)


@cache
def _RUN() -> re.Pattern[str]:  # noqa: N802 - a constant in all but the time it is made
    return re.compile(f"[{signs.every()}]+")


def _runs_together(text: str, made: list[Change], found: Found) -> bool:
    """Whether new digits would stand beside digits that are another number's."""
    start, _, after, *_ = found.changes[0]
    before = text[start - 1 : start] if start else ""
    if made and made[-1].end == start:
        before = made[-1].after[-1:]
    if before.isdigit() and after[:1].isdigit():
        return True
    _, end, after, *_ = found.changes[-1]
    return text[end : end + 1].isdigit() and after[-1:].isdigit()


def _judge(block: Block) -> Callable[[Found], bool]:
    """What tells whether all of a find may change: no title, no protected span, no Japanese."""
    text = block.text
    spans = Spans(signs.is_titled(text)) | block.guarded("style")
    kana = signs.has_kana(text)
    if not kana and not spans:
        return lambda _: True

    def may(found: Found) -> bool:
        changes = found.changes
        return not (
            (kana and signs.japanese_near(text, changes[0].start, changes[-1].end))
            or (spans and any(spans.touches(one.start, one.end) for one in changes))
        )

    return may
