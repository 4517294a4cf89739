"""Convert punctuation marks to the width of their context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import repeat
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.edits import Change, splice
from hantidy.core.spans import Spans
from hantidy.evidence.foreign_lines import foreign_lines, has_han
from hantidy.filters.base import Filter
from hantidy.filters.punctuation.brackets import Brackets, judge, judge_boldly
from hantidy.filters.punctuation.characters import WIDE
from hantidy.filters.punctuation.marks import Judge, folded_commas, turn_commas
from hantidy.filters.punctuation.stops import closing_stops

_ASCII = (*WIDE, "(", ")")
_SET_WIDE = "，（）：；？！"
_MANY = 20  # commas, so that to find all guarded spans takes no longer than to make the changes
_FOLDED = 100  # so many commas between hanzi, and none of these marks


# A tuple made so costs a third of what calling the class does: pages hold thousands of commas.
_new = partial(tuple.__new__, Change)


@dataclass(frozen=True)
class Punctuation(Filter):
    """Gives marks the width of their context.

    Brackets first, both sides of a pair or neither: full width with Han inside or Chinese on
    both sides; the numbers of a series go together. Then each run of , ; : ? ! by its two ends:
    full width before Han or an opener, after Han or a closer; one stray space goes with it between
    Chinese. Emphasis, tags and links are looked through; code and formulas are words. Straight
    quotes count in lines of speech. ? turns where something is asked, or where most of the
    block's do ask; any other between hanzi is a finding. The point that closes a line whose commas
    were folded becomes 。.

    Never touched: any other . and straight quotes, marks between letters and digits (1,000 10:30
    a,b), calls like f(甲,乙), groups of regular expressions, names of files, keys of menus like
    文件(F), the year of a case's number, faces, entities, words in kana, brackets in rows of a
    table or of a page that sets all of them in ASCII, protected spans; no Chinese mark becomes
    ASCII unless asked. Looks at one line, for a comma at its start at the line before, and at the
    block for marks folded as a whole.

    When asked: stops (. after Chinese is 。), ellipsis (……), dashes (——), repeats (！！ is ！), and
    the style of a region: the interpunct of gb is ·, of tw and hk ‧; ascii folds Chinese marks
    and does nothing else.
    """

    name: ClassVar = "punctuation"
    kind: ClassVar = "style"
    tables: ClassVar = ("asking",)
    rewrites_guarded: ClassVar = False
    examples: ClassVar = (
        ("会议认为,这是关键五年(草案):通过", "会议认为，这是关键五年（草案）：通过"),
        (
            "国内生产总值(GDP),同比增长5%;价格1,000元",
            "国内生产总值（GDP），同比增长5%；价格1,000元",
        ),
    )

    style: Literal["keep", "gb", "tw", "hk", "ascii"] = "keep"
    stops: bool = False
    ellipsis: bool = False
    dashes: bool = False
    repeats: bool = False

    @property
    def triggers(self) -> str | None:
        """The ASCII marks; None where more is asked for."""
        return "".join(_ASCII) if self == _DEFAULT else None

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        if not has_han(text):
            return ()
        changes: list[Change] = []
        if self.style != "ascii" and any(mark in text for mark in _ASCII):
            changes = self._widened(block)
        if self != _DEFAULT:
            taken = Spans((each.start, each.end) for each in changes)
            changes += [each for each in self._asked(text) if not taken.touches(*each[:2])]
        if changes and (foreign := block.evidence(foreign_lines)):
            changes = [each for each in changes if not foreign.touches(each.start, each.end)]
        changes.sort()
        return changes

    def rewrite(self, block: Block) -> str | Sequence[Change] | None:
        """Put the commas between hanzi in at once: nine of ten changes of a page are such."""
        text = block.text
        if self != _DEFAULT:
            return None
        if not any(mark in text for mark in _ASCII) or not has_han(text):
            return text
        if block.evidence(foreign_lines):
            return None
        put_in, count = turn_commas(text)
        brackets, bold = self._brackets(block, count)
        if brackets.calls:
            put_in = splice(text, _commas(folded_commas(text), brackets))
        changes = _turned(text, brackets)
        changes += Judge(put_in, brackets, block.near, bold=bold).changes()
        changes += closing_stops(text)
        changes.sort()
        if not (count or changes) or (count >= _MANY and not self.guarded(block)):
            return splice(put_in, changes)
        return sorted([*_commas(folded_commas(text), brackets), *changes])

    def _asked(self, text: str) -> Iterator[Change]:
        """Yield the changes of the options, without overlaps."""
        from hantidy.filters.punctuation import asked  # noqa: PLC0415 - only when asked

        if self.style == "ascii":
            yield from asked.in_ascii(text)
            return
        found: list[Change] = []
        if self.style != "keep":
            found += asked.interpuncts(text, "·" if self.style == "gb" else "‧")
        for wanted, find in (
            (self.ellipsis, asked.ellipses),
            (self.dashes, asked.dashes),
            (self.stops, asked.stops),
            (self.repeats, asked.repeats),
        ):
            if wanted:
                found += find(text)
        end = 0
        for each in sorted(found):
            if each.start >= end:
                yield each
                end = each.end

    def _widened(self, block: Block) -> list[Change]:
        """Return the changes of marks to the width of their context."""
        text = block.text
        commas = folded_commas(text)
        brackets, bold = self._brackets(block, len(commas))
        changes = _commas(commas, brackets)
        changes += _turned(text, brackets)
        changes += Judge(text, brackets, block.near, bold=bold).changes()
        changes += closing_stops(text)
        return changes

    def _brackets(self, block: Block, folded: int) -> tuple[Brackets, bool]:
        """Judge the brackets, and whether marks were folded as a whole: ``folded`` commas."""
        bold = folded >= _FOLDED and not any(mark in block.text for mark in _SET_WIDE)
        return block.evidence(judge_boldly if bold else judge), bold


def _commas(places: list[int], brackets: Brackets) -> list[Change]:
    if brackets.calls:
        calls = Spans(brackets.calls)
        places = [at for at in places if not calls.touches(at, at + 1)]
    ends = [at + 1 for at in places]
    rest = map(repeat, ("，", "comma", "between hanzi", False))
    return list(map(_new, zip(places, ends, *rest, strict=False)))


def _turned(text: str, brackets: Brackets) -> list[Change]:
    return [
        Change(at, at + 1, "（" if text[at] == "(" else "）", "bracket", "around Chinese")
        for at in brackets.turning
        if text[at] in "()"
    ]


_DEFAULT = Punctuation()
