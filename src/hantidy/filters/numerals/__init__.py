"""Chinese numerals to Arabic numbers (inverse text normalization), and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.edits import Change, splice
from hantidy.core.spans import Spans
from hantidy.filters.base import Filter, RuleText
from hantidy.filters.numerals import cheque, grammar, lexicon, surroundings, symbols, verbalize
from hantidy.filters.numerals.changing import Found, finished

_ROUNDS = 5
"""How often what turned may let another numeral of its line turn."""
_READ = 120
"""Most characters beside a numeral that its rules read."""


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
        "measure_words",
        "numeral_characters",
        "numeral_contexts",
        "numeral_names",
        "numeral_styles",
        "reign_names",
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

    def __post_init__(self) -> None:
        """Check the options; what reads numerals settles them at once."""
        super().__post_init__()
        object.__setattr__(self, "idempotent", self.to == "arabic")

    def changes(self, block: Block) -> Sequence[Change]:
        """Return the changes of numerals; a chain changes as a whole or not at all."""
        full = self.mode == "full"
        if self.to != "arabic":
            return verbalize.changes(block, full=full, financial=self.to == "financial")
        text = block.text
        may: Callable[[Found], bool] | None = None
        made: list[Change] = []
        stays: set[int] = set()
        for found in self._finds(text, [(0, len(text))]):
            may = may or surroundings.judge(block, full=full)
            if may(found) and not _runs_together(text, made, found.changes):
                made += found.changes
            else:
                stays.add(found.changes[0].start)
        made.sort()
        if may is None or not made:
            return ()
        for _ in range(_ROUNDS):
            clean, was = splice(text, made), _origins(made)
            new: list[Change] = []
            more: list[Change] = []
            for found in self._finds(clean, _changed(made)):
                source = [
                    one._replace(start=was(one.start), end=was(one.end)) for one in found.changes
                ]
                start = source[0].start
                if (
                    start in stays
                    or not may(Found(tuple(source), source[-1].end))
                    or _runs_together(clean, new, found.changes)
                ):
                    stays.add(start)
                else:
                    new += found.changes
                    more += source
            if not new:
                return [finished(text, one) for one in made]
            covered = Spans((one.start, one.end) for one in more)
            made = [one for one in made if not covered.touches(one.start, one.end)]
            made = sorted(made + more)
            if splice(text, made) != splice(clean, sorted(new)):
                break
        return ()  # what turns one by one, each beside the last, is no text

    def _wants(self, text: str, changes: Sequence[Change]) -> bool:
        """Whether ranges and informal numbers turn, if these are such: with 半 or 打, or a sum."""
        first, last = changes[0], changes[-1]
        beside = text[max(0, first.start - 1) : first.start] + text[last.end : last.end + 1]
        informal = (
            any(one.rule in ("half", "sum") for one in changes)
            or (last.rule == "quantity" and text.startswith("打", last.end))
            or (first.rule == "number" and not lexicon.words("sum").isdisjoint(beside))
        )
        return (self.informal or not informal) and (
            self.approximate == "range" or all(one.rule != "range" for one in changes)
        )

    def _finds(self, text: str, lines: Iterable[tuple[int, int]]) -> Iterator[Found]:
        """Yield what the rules find in ``lines``, and circled numbers."""
        full = self.mode == "full"
        gate, look = grammar.gate(full=full), grammar.grammar(full=full).look
        for start, end in lines:
            match = gate.search(text, start, end)
            while match is not None:
                at = match.start()
                found = look(text, at, match.end() if match.lastindex else at + 1)
                if found.changes and self._wants(text, found.changes):
                    yield found
                match = gate.search(text, max(found.end, at + 1), end)
        if full:
            yield from symbols.circled(text)


def _origins(made: list[Change]) -> Callable[[int], int]:
    """Return the function from places in the text with ``made`` to those in the text before."""
    grown = [0, *accumulate(len(one.after) - one.end + one.start for one in made)]
    moved = [one.end + by for one, by in zip(made, grown[1:], strict=True)]
    return lambda at: at - grown[bisect_right(moved, at)]


def _changed(made: list[Change]) -> list[tuple[int, int]]:
    """Return the stretches of the new text in which rules may read what ``made`` wrote."""
    spans: list[tuple[int, int]] = []
    grown = 0
    for change in made:
        start = max(0, change.start + grown - _READ)
        grown += len(change.after) - change.end + change.start
        if spans and start <= spans[-1][1]:
            start, _ = spans.pop()
        spans.append((start, change.end + grown + _READ))
    return spans


def _runs_together(text: str, made: list[Change], changes: Sequence[Change]) -> bool:
    """Whether the new digits would touch another number."""
    first, last = changes[0], changes[-1]
    start, end = first[0], last[1]
    if first.rule == "circled":
        return False
    if made and start < made[-1][1]:
        return True
    before = text[start - 1] if start else ""
    if made and made[-1][1] == start:
        before = made[-1][2][-1:]
    return (before.isdigit() and first[2][:1].isdigit()) or (
        text[end : end + 1].isdigit() and last[2][-1:].isdigit()
    )
