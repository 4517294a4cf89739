"""Chinese numerals to Arabic numbers (inverse text normalization), and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.edits import Change
from hantidy.filters.base import Filter, RuleText
from hantidy.filters.numerals import cheque, grammar, lexicon, surroundings, symbols, verbalize
from hantidy.filters.numerals.changing import Found, finished


@dataclass(frozen=True)
class Numerals(Filter):
    """Writes numbers in running text one way: 百分之八点六 as 8.6%, 二〇二一年 as 2021年.

    Changes a numeral only on evidence (what stands beside it) and only if writing the value
    back gives what stood there. ``mode=safe``: percentages; decimals and structured numerals
    (十 百 千 万 亿 among two characters or more, or 三千克) before a unit, measure word or
    currency; decimals of 万 and 亿; years of four digits and full dates; full-width numbers
    with their marks. ``mode=full`` adds single digits before measure words, ordinals, amounts
    with 角 and 分, fractions, clock times, ranges, negatives, numerals standing alone, short
    ones (一万三), mixed ones, numerals with spaces, digits said one by one (telephones, plates,
    trains), ① Ⅲ 〡. ``informal`` reads 半, 打 and sums as well; ``approximate=range`` turns 七八个
    into 7-8个. ``to=hanzi`` goes the other way; ``to=financial`` writes amounts of money as
    cheques do, and nothing else.

    Never touches 万 百 千 半 alone, plan names (十四五), 几 多 余, 百分点, titles in 《》, idioms,
    names of places (二十家子镇), slogans (“两个屏障”), people (李四 before 百元), lunar and reign
    dates, 届 路 街 巷 军 师 团 连 章 回 卷, Japanese, verse and classical prose, strings of
    program code. A date, range, list or quantity of parts turns whole or not at all; safe
    leaves quantities beside a date that stays (五月六日). A multiple of its last 万 or 亿 keeps
    that word; 兆 is never multiplied out; trailing zeros stay; no float is used.

    Twice equals once. It must see the line.
    """

    name: ClassVar = "numerals"
    kind: ClassVar = "style"
    tables: ClassVar = (
        "measure-words",
        "numeral-characters",
        "numeral-contexts",
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
    """safe converts unambiguous numerals; full adds those that usually are numbers."""
    to: Literal["arabic", "hanzi", "financial"] = "arabic"
    """Which numerals to write."""
    approximate: Literal["keep", "range"] = "keep"
    """keep leaves 七八个 and 十五六岁 (GB/T 15835-2011, 4.2.3); range writes 7-8个, 15-16岁."""

    informal: bool = False
    """Whether 半, 打 and sums turn too (mode full): 两天半 as 2.5天, 三打 as 3打."""

    @classmethod
    def rules(cls) -> Sequence[RuleText]:
        """Return the rules that are rows, in the order in which they are tried."""
        rows = (*grammar.ROWS, *verbalize.ROWS, *cheque.ROWS)
        return [RuleText(row.name, row.reason, row.examples, row.untouched) for row in rows]

    def changes(self, block: Block) -> Sequence[Change]:
        """Return the changes of numerals; a chain changes as a whole or not at all."""
        if self.to != "arabic":
            return verbalize.changes(
                block, full=self.mode == "full", financial=self.to == "financial"
            )
        return _changes(
            block,
            full=self.mode == "full",
            ranges=self.approximate == "range",
            informal=self.informal,
        )


def _changes(block: Block, *, full: bool, ranges: bool, informal: bool) -> Sequence[Change]:
    text = block.text
    gate = grammar.gate(full=full)
    look = grammar.grammar(full=full).look
    match = gate.search(text)
    made: list[Change] = []
    may: Callable[[Found], bool] | None = None
    while match is not None:
        start, end = match.span()
        changes, end = found = look(text, start, end if match.lastindex else start + 1)
        if (
            changes
            and (ranges or all(one.rule != "range" for one in changes))
            and (informal or not _is_informal(text, changes))
        ):
            may = may or surroundings.judge(block, full=full)
            if may(found) and not _runs_together(text, made, changes):
                made += changes
        match = gate.search(text, end if end > start else start + 1)
    if full and (rings := symbols.circled(text)):
        may = may or surroundings.judge(block, full=full)
        made += [change for found in rings if may(found) for change in found.changes]
        made.sort()
    return [finished(text, one) for one in made]


def _is_informal(text: str, changes: Sequence[Change]) -> bool:
    """Whether the match is informal: a sum, or with 半 or 打."""
    if any(one.rule in ("half", "sum") for one in changes):
        return True
    first, last = changes[0], changes[-1]
    beside = text[max(0, first.start - 1) : first.start] + text[last.end : last.end + 1]
    return (last.rule == "quantity" and text.startswith("打", last.end)) or (
        first.rule == "number" and not lexicon.words("sum").isdisjoint(beside)
    )


def _runs_together(text: str, made: list[Change], changes: Sequence[Change]) -> bool:
    """Whether the new digits would touch another number."""
    first, last = changes[0], changes[-1]
    start, end = first[0], last[1]
    if made and start < made[-1][1]:
        return True
    before = text[start - 1] if start else ""
    if made and made[-1][1] == start:
        before = made[-1][2][-1:]
    return (before.isdigit() and first[2][:1].isdigit()) or (
        text[end : end + 1].isdigit() and last[2][-1:].isdigit()
    )
