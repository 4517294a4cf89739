"""Convert full-width Latin letters and digits, and half-width katakana."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import ClassVar

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.spans import NOWHERE, Spans
from hantidy.evidence.characters import COMMON_HAN, HAN
from hantidy.evidence.context import is_han, is_one_of
from hantidy.evidence.foreign_lines import foreign_lines
from hantidy.evidence.ranges import has_any
from hantidy.filters.base import Filter

_ALNUM = "０-９Ａ-Ｚａ-ｚ"
_BESIDE_DIGITS = "．％－／＋"
_SIGNS = "＋－／＝＊"
_GATES = ("％", "＋", "．-９", "＝", "Ａ-Ｚ", "ａ-ｚ", "｡-ﾟ", "－")
_OFFSET = 0xFEE0  # a full-width form stands this far above its ASCII one

_HALF_LETTER = "[ｦ-ｯｱ-ﾝ]"
# Half-width kana beside one of these belong to a face: (ﾟДﾟ), ヽ(´∀｀)ﾉ.
_FACE = frozenset("∀Дд□ω▽￣｀´∩∇益皿^_｡;")
_TOKENS = pattern(
    f"[{_BESIDE_DIGITS}＝＊｡-ﾟ{_ALNUM}]"
    f"(?:(?<=[{_ALNUM}])(?:[{_ALNUM}，：／．＠％－＋＝＊]*[{_ALNUM}])?|(?<=[｡-ﾟ])[｡-ﾟ]*|)"
)
"""A full-width run with joining marks, a mark that folds beside digits, half-width kana."""


_IN_FORMULA = f"[{_ALNUM}0-9A-Za-z．.％%²³√（）(){_SIGNS}×÷*+/=\\-]"
_FORMULA = pattern(f"(?<!{_IN_FORMULA}){_IN_FORMULA}+")
"""Numbers, letters and signs without a space."""


def _equations(text: str) -> dict[int, bool]:
    """Return whether each sign of an equation folds, ``１＋Ｘ＝２``: all of them or none.

    None folds if an operand is Han (甲＋１＝２), if there is no number, or in a drawn line.
    """
    signs: dict[int, bool] = {}
    if "＝" not in text:
        return signs
    for found in _FORMULA.finditer(text):
        start, end = found.span()
        run = found[0]
        if "＝" not in run:
            continue
        folds = (
            re.search("[0-9０-９]", run) is not None
            and re.search("^＝|[＋－／＝＊]＝", run) is None
            and not (run[0] in _SIGNS and _is_common(text[start - 1 : start]))
            and not (run[-1] in _SIGNS and _is_common(text[end : end + 1]))
        )
        signs |= {at: folds for at, each in enumerate(run, start) if each in _SIGNS}
    return signs


_ALNUM_RUN = pattern(f"[{_ALNUM}]+")
_THOUSANDS = pattern("(?<![０-９，])[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])(?!，[０-９])")
"""A number with commas: each before exactly three digits, the first after at most three."""
_ADDRESS = pattern(
    "[ｈhＨｗＷ](?:(?<=[ｈhＨ])[ｔtＴ]{2}[ｐpＰ][ｓsＳ]?：／／|(?<=[ｗＷ])[ｗＷ]{2}．)"
    "[Ａ-Ｚａ-ｚ０-９A-Za-z0-9．／：＿－％＆＝＃？＠～＋./:_%&=#?@~+-]+"
)
"""A URL in full-width forms, which folds as a whole."""
_IN_ADDRESSES = ("：／／", "ｗ．", "Ｗ．")

_TO_ASCII = {code: code - _OFFSET for code in range(0xFF01, 0xFF5F)}
_is_common = partial(is_one_of, COMMON_HAN)
_RANGE = pattern(
    "－(?:(?<=[0-9０-９][年月日号號时時点點分章节節条條页頁周週]－)(?=[0-9０-９])"
    "|(?P<year>(?=[0-9０-９]{3,4}年)))"
)
"""The dash of a range with a word at one end, 5日－8日: no minus sign; a hanzi before a year."""

_HALF_MARKS = pattern("[｡-､]+")
_may_precede = partial(is_one_of, f"{HAN}。，、！？「」｢")
_may_follow = partial(is_one_of, f"{HAN}。，、「」")

_MASKS = ("Ｏ", "ＯＯ", "ＯＯＯ")

_NUMERAL = "一二三四五六七八九十百千"
_ZERO = pattern(
    f"０(?:(?<=[{_NUMERAL}点點]０)|(?<=[{_NUMERAL}]．０))０*[ａ-ｚ]?|０+(?=[{_NUMERAL}])"
    "|００+(?P<many>(?=[^\x00-\x7f]))"
    "|０(?P<one>(?=[^\x00-\x7f时時点點分秒度年月日天个個元角件人岁歲次克米倍级級]))"
)
"""A zero that is 〇 among numerals in hanzi, or that replaces a hidden word.

Many stand before a hanzi, one between two.
"""

_COLUMN = pattern("[^\\s　]　+(?=[^\\s　])")
_COLUMNS = 2  # of spaces as wide as a hanzi, in two lines running: they hold a table in shape


def _addresses(text: str) -> Iterator[Change]:
    """Yield the folds of URLs, each as a whole, without a sentence mark behind."""
    if not any(map(text.__contains__, _IN_ADDRESSES)):
        return
    for found in _ADDRESS.finditer(text):
        start, end = found.span()
        while text[end - 1] in "．：？.:?":
            end -= 1
        after = text[start:end].translate(_TO_ASCII)
        if after != text[start:end]:
            yield Change(start, end, after, "latin", "an address in full-width forms")


def _aligned(text: str) -> Spans:
    """Return the lines that ideographic spaces align with a neighbouring line."""
    if "　" not in text:
        return NOWHERE
    spans = []
    at = 0
    before: tuple[int, int] | None = None
    for line in text.split("\n"):
        here = (at, at + len(line))
        aligned = "　" in line and len(_COLUMN.findall(line)) >= _COLUMNS
        if aligned and before is not None:
            spans += [before, here]
        before = here if aligned else None
        at += len(line) + 1
    return Spans(spans)


def _folded(character: str) -> str:
    return chr(ord(character) - _OFFSET)


def _is_digit(character: str) -> bool:
    return "0" <= character <= "9" or "０" <= character <= "９"


def _is_alnum(character: str) -> bool:
    return "０" <= character <= "９" or "Ａ" <= character <= "Ｚ" or "ａ" <= character <= "ｚ"


def _numbers_line(text: str, at: int) -> bool:
    """Whether the point at ``at`` follows the number of a list item."""
    before = text[max(0, at - 8) : at]
    number = before.rpartition("\n")[2].strip(" \u3000")
    starts = len(before) < 8 or "\n" in before
    return starts and number.isdecimal() and text[at + 1 : at + 2] not in ("", "\n")


def _fold_mark(text: str, at: int, first: int, last: int) -> bool:
    """Whether the full-width mark at ``at`` folds; its run is ``first`` to ``last``."""
    mark = text[at]
    before = text[at - 1 : at]
    after = text[at + 1 : at + 2]
    if mark in "：／．＠" and first < at < last - 1:
        return True
    if mark == "％":
        return _is_digit(before)
    if mark == "．":
        return _is_digit(before) and (_is_digit(after) or _numbers_line(text, at))
    if mark in "－＋" and _is_digit(after):
        chosen = mark == "－" and "0" <= before <= "9" and "0" <= after <= "9"
        dash = _RANGE.match(text, at)
        return not chosen and not (dash and (dash["year"] is None or is_han(before)))
    if mark in "－／＋":
        beside, other = (before, after) if _is_digit(before) else (after, before)
        return _is_digit(beside) and not _is_common(other)
    return False


def _is_hidden(text: str, start: int, end: int) -> bool:
    """Whether the run is a zero that replaces a hanzi, or the hidden part of a name, 张Ｏ."""
    if text[start:end] in _MASKS:
        return is_han(text[start - 1 : start])
    found = _ZERO.match(text, start, end + 1)
    if found is None or found.end() != end:
        return False
    if found.lastgroup == "one" and not is_han(text[start - 1 : start]):
        return False
    return found.lastgroup is None or is_han(text[end])


def _pieces(text: str, start: int, end: int, signs: dict[int, bool]) -> Iterator[tuple[int, int]]:
    """Yield the parts that fold of a run of full-width letters and digits with marks."""
    commas = {
        found.start() + at
        for found in (_THOUSANDS.finditer(text, start, end) if "，" in text[start:end] else ())
        for at, character in enumerate(found[0])
        if character == "，"
    }
    at = start
    while at < end:
        first = at
        while at < end:
            if alnum := _ALNUM_RUN.match(text, at, end):
                at = alnum.end()
            elif at in commas or (signs[at] if at in signs else _fold_mark(text, at, start, end)):
                at += 1
            else:
                break
        if first < at:
            yield first, at
        at += 1


def _run_changes(text: str, start: int, end: int, signs: dict[int, bool]) -> list[Change]:
    """Return the folds of a run of full-width letters and digits with its marks."""
    plain = text[start:end].isalnum()
    pieces = [(start, end)] if plain else _pieces(text, start, end, signs)
    changes = []
    for first, last in pieces:
        if not (text[first] in "０Ｏ" and _is_hidden(text, first, last)):
            after = text[first:last].translate(_TO_ASCII)
            rule = "digits" if after.upper() == after.lower() else "latin"
            changes.append(Change(first, last, after, rule, "a full-width form of ASCII"))
    return changes


def _mark_change(text: str, start: int, end: int) -> Change | None:
    """Return the change of half-width marks beside Han to 。「」、; not before kana."""
    if _HALF_MARKS.fullmatch(text, start, end) is None:
        return _kana_change(text, start, end)
    before, behind = text[max(start - 1, 0)], text[end : end + 1]
    if not (before == "\n" or _may_precede(before)) or not (
        not behind or behind.isspace() or _may_follow(behind)
    ):
        return None
    after = unicodedata.normalize("NFKC", text[start:end])
    return Change(start, end, after, "half-width-mark", "a mark of a narrow font")


def _kana_change(text: str, start: int, end: int) -> Change | None:
    """Return the change of half-width kana to full width, voice marks composed; not in faces."""
    run = text[start:end]
    if len(re.findall(_HALF_LETTER, run)) < 2:
        return None
    if text[start - 1 : start] in _FACE or text[end : end + 1] in _FACE:
        return None
    after = unicodedata.normalize("NFKC", run)
    after = after.replace("\u3099", "゛").replace("\u309a", "゜")
    return Change(start, end, after, "half-width-kana", "kana of a narrow font")


@dataclass(frozen=True)
class Width(Filter):
    """Folds full-width Latin letters and digits, and widens half-width katakana.

    Letters and digits become ASCII. ％ after a digit, ．between digits or behind the number of an
    item, －／＋ beside a digit go with them, and
    ：／．＠ inside one full-width run, ， before exactly three digits; of an equation in numbers or
    letters all of ＋－／＊＝. An address folds as a whole. Half-width katakana in runs of two
    letters or more become full width, voice marks composed; half-width ｡｢｣､
    beside Han become 。「」、.

    Never touched: ，：；？！（） as marks, the dash of a range of words (5日－8日), lines
    that ideographic spaces align, any other full-width sign, faces like (ﾟДﾟ), Latin and
    digits in lines with kana, protected spans. Looks at one line; twice equals once.
    """

    name: ClassVar = "width"
    kind: ClassVar = "style"
    idempotent: ClassVar = True
    examples: ClassVar = (
        ("ＡＢＣ公司２０２１年", "ABC公司2021年"),
        ("ｗｗｗ．ａｂｃ．ｃｏｍ，１２：３０", "www.abc.com，12:30"),
        ("ｶﾞｲﾄﾞ", "ガイド"),
    )

    @property
    def triggers(self) -> str:
        """Full-width and half-width forms."""
        return "".join(_GATES)

    def may_change(self, lines: ChangedLines) -> bool:
        return self.finds(lines.now)

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        if not has_any(text, *_GATES):
            return ()
        foreign = block.evidence(foreign_lines)
        signs = _equations(text)
        changes = [each for each in _addresses(text) if not foreign.touches(*each[:2])]
        whole = Spans(each[:2] for each in changes)
        stays = foreign | _aligned(text)
        beside = (_TOKENS.finditer(text, *gap) for gap in whole.gaps(len(text)))
        for token in chain.from_iterable(beside):
            start, end = token.span()
            first = text[start]
            if "｡" <= first <= "､":
                if not foreign.touches(start, end) and (mark := _mark_change(text, start, end)):
                    changes.append(mark)
            elif "｡" <= first <= "ﾟ":
                if change := _kana_change(text, start, end):
                    changes.append(change)
            elif stays and stays.touches(start, end):
                continue
            elif not _is_alnum(first):
                if signs[start] if start in signs else _fold_mark(text, start, end, end):
                    changes.append(
                        Change(start, end, _folded(first), "digits", "belongs to a number")
                    )
            else:
                changes += _run_changes(text, start, end, signs)
        return sorted(changes) if whole else changes
