"""Replace radicals, compatibility and private-use characters by the ones they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from typing import ClassVar, Literal
from unicodedata import is_normalized, normalize

from hantidy import tables
from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.lines import near_in_line
from hantidy.core.spans import Spans
from hantidy.evidence import script
from hantidy.evidence.bigrams import gain
from hantidy.evidence.characters import HAN, HAN_RANGE
from hantidy.evidence.context import is_one_of
from hantidy.evidence.ranges import has_any, odd_of
from hantidy.filters.base import Filter

_MARKS = "\u3001-\u3011\uff01-\uff0f\uff1a-\uff1f“”‘’…—·"
_PRIVATE = "\ue000-\uf8ff\U000f0000-\U0010ffff"
_REASONS = {
    "radical": "a radical for its ideograph",
    "compatibility": "a compatibility ideograph",
    "form": "a small or vertical form",
    "wingdings": "bullet of the Symbol or Wingdings font",
    "hkscs": "private use of Big5-HKSCS",
    "gb18030": "private use of GB18030 before 2022",
    "private-use": "nobody can tell what it shows",
    "nfc": "the composed form of Unicode (NFC)",
}
_CLOSING = str.maketrans("︵︷︹︻︽︿﹁﹃﹇", "︶︸︺︼︾﹀﹂﹄﹈")
_CANTONESE = frozenset("嘅咗冇喺啲嗰哋嚟嘢㗎佢唔咁噉")
"""Characters that text with hanzi of HKSCS holds."""
_DOOR = "\u2f3e"
_DOORS = {"hans": "户", "jpan": "戸"}
"""Forms of the radical ⼾ by script; traditional text has the one of the table."""
_SURE_BULLET = "\uf0b7"
"""The bullet of word processors; no icon font has anything there."""
_AGREE = 2
"""Private-use characters that must agree before any changes."""

_STANDING_FOR_OTHERS = (
    f"\u2e80-\u2fd5{_PRIVATE}\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe44\ufe47\ufe48\ufe50-\ufe6b"
    "\U0002f800-\U0002fa1f"
)
_WITHOUT_CONTEXT = ("radical", "compatibility", "form")
_ROW = 64  # characters that hold a row, with its line end
_ANYTHING = pattern(f"[{_STANDING_FOR_OTHERS}]")
_PRIVATE_USE = pattern(f"[{_PRIVATE}]")
_VERTICAL = ("\ufe35-\ufe44", "\ufe47-\ufe48")
_BRACKETS = pattern(f"[{''.join(_VERTICAL)}\n]")
_ABOUT_RADICALS = pattern("部首|偏旁|字根|笔[画顺]|筆[畫劃順]|[㇀-㇣]|(?i:radical)|U\\+2[EF]")
_is_hanzi = partial(is_one_of, f"{HAN}\u2e80-\u2fd5")
_is_chinese = partial(is_one_of, f"{HAN}{_MARKS}")
_SENTENCE = pattern("[，。、；！？]")
_CLUSTER = pattern(r"\X", library="regex")
_BEFORE_BULLET = pattern("(?:^|\n)[ \t\u3000\xa0]*\\Z")
_AFTER_BULLET = pattern("[ \t\u3000\xa0]*(?=[^\\s=+\\-*/<>≤≥≈^,;)])[^\n]")


@cache
def _body() -> str:
    return f"\n{tables.text('codepoints')}"


@cache
def _stands_for(char: str) -> dict[str, str]:
    """Return what ``char`` stands for by kind: to find its rows is faster than to read all."""
    found = {}
    row = f"\n{ord(char):04X}\t"
    at = _body().find(row) if _ANYTHING.match(char) else -1
    while at >= 0:
        kind, after, _ = _body()[at + len(row) : at + _ROW].split("\t", 2)
        found[kind] = after
        at = _body().find(row, at + 1, at + _ROW)  # the table is sorted
    return found


def _alone(char: str) -> tuple[str, str] | None:
    """Return the kind and the common character of a code point that needs no context."""
    kinds = _stands_for(char).items()
    return next((each for each in kinds if each[0] in _WITHOUT_CONTEXT), None)


def _private_use(text: str, shielded: Spans) -> dict[int, tuple[str, str]]:
    """Return kind and common character of the private-use characters to change, by position.

    Icon fonts use the same code points as the standards, and far more often. So all private-use
    characters of the block must be of one kind, and two of them must prove it: as bullets at the
    start of a line, or as hanzi between Chinese characters where the bigram model prefers them.
    Shielded characters are neither changed nor evidence.
    """
    found_at = (match.start() for match in _PRIVATE_USE.finditer(text))
    places = [at for at in found_at if not shielded.touches(at, at + 1)]
    fonts = [at for at in places if "\uf020" <= text[at] <= "\uf0ff"]
    found = {}
    if fonts and all(_is_bullet(text, at) for at in fonts):
        if len(fonts) >= _AGREE or text[fonts[0]] == _SURE_BULLET:
            found = {at: ("wingdings", _stands_for(text[at])["wingdings"]) for at in fonts}
    elif fonts:
        sure = [at for at in fonts if text[at] == _SURE_BULLET and _is_bullet(text, at)]
        found = {at: ("wingdings", _stands_for(_SURE_BULLET)["wingdings"]) for at in sure}
    hanzi = [at for at in places if not "\uf020" <= text[at] <= "\uf0ff"]
    if len(hanzi) >= _AGREE and not any(at not in found for at in fonts):
        kind = _standard(text, hanzi)
        if kind:
            found |= {at: (kind, _stands_for(text[at])[kind]) for at in hanzi}
    return found


def _is_bullet(text: str, at: int) -> bool:
    return (
        "wingdings" in _stands_for(text[at])
        and _BEFORE_BULLET.search(text[max(0, at - 20) : at]) is not None
        and (at < 20 or "\n" in text[at - 20 : at])
        and _AFTER_BULLET.match(text, at + 1) is not None
    )


def _standard(text: str, places: list[int]) -> str | None:
    """Return the standard that all of ``places`` fit, if they prove it."""
    for kind, other in (("hkscs", "gb18030"), ("gb18030", "hkscs")):
        shown = [_stands_for(text[at]) for at in places]
        if not all(kind in each for each in shown) or not _is_proven(text, places, kind):
            continue
        leaning = _traditional(text) * (1 if kind == "hkscs" else -1)
        if leaning < 0 or (leaning == 0 and any(other in each for each in shown)):
            continue
        after = "".join([each[kind] for each in shown])
        if kind == "gb18030" or any(map(f"{text}{after}".__contains__, _CANTONESE)):
            return kind
    return None


def _is_proven(text: str, places: list[int], kind: str) -> bool:
    """Whether two places are hanzi in a sentence, and no place contradicts."""
    inside = edges = 0
    for at in places:
        before, after = text[at - 1 : at] if at else "\n", text[at + 1 : at + 2] or "\n"
        sides = sum(_is_chinese(side) or kind in _stands_for(side) for side in (before, after))
        if not sides or not all(
            _is_chinese(side) or kind in _stands_for(side) or side.isspace()
            for side in (before, after)
        ):
            return False
        if sides == 1:
            edges += 1
        elif _SENTENCE.search(_line(text, at)) and (
            gain(before + text[at] + after, before + _stands_for(text[at])[kind] + after) > 0
        ):
            inside += 1
    return inside >= _AGREE and edges <= inside


def _traditional(text: str) -> int:
    """Return a score: positive if ``text`` is traditional, negative if simplified."""
    hanzi = "".join([char for char in {*text} if HAN_RANGE[0] <= char <= HAN_RANGE[-1]])
    big5, gb2312 = (len(hanzi.encode(codec, "ignore")) // 2 for codec in ("big5", "gb2312"))
    return big5 - gb2312 + 2 * sum(map(text.__contains__, _CANTONESE))


@dataclass(frozen=True)
class Codepoints(Filter):
    """Puts the common character where a code point only stands for it.

    Changes Kangxi and Supplement radicals (by Unicode's EquivalentUnifiedIdeograph),
    compatibility ideographs (by their canonical decomposition), and small and vertical forms (to
    the full-width mark they are a form of; vertical brackets in pairs). Private-use characters
    of GB18030 before 2022 and of Big5-HKSCS change where all of the block fit one of the two and
    at least two stand between Chinese characters of a sentence. Those of the Symbol and Wingdings
    fonts change where they are bullets of a list at the start of its lines.

    Never touches CJK strokes, vertical brackets that are no pair (they are drawn in faces),
    radicals in a line that speaks of radicals or strokes, or where none in the block stands
    beside a hanzi: they are shown as signs. Private-use characters that prove nothing, such
    as icons of web fonts, stay as findings.

    ``normalization=NFC`` composes what is left: a letter and its combining marks become one
    character (e and U+0301 become é), and characters that NFC replaces, such as the Kelvin sign,
    are replaced. NFKC is not offered: it would fold what `width` and `units` decide.

    Twice equals once. It reads the line, and the block for its script and private use.
    """

    name: ClassVar = "codepoints"
    kind: ClassVar = "repair"
    tables: ClassVar = ("codepoints", "bigrams", "kinds", "script_characters", "turns")
    examples: ClassVar = (
        ("⽂字⼯作者", "文字工作者"),
        ("\uf0b7 第一项︰准备材料", "• 第一项：准备材料"),
    )

    normalization: Literal["keep", "NFC"] = "keep"

    @property
    def triggers(self) -> str | None:
        """What may stand for another character; None where every sequence is composed."""
        return _STANDING_FOR_OTHERS if self.normalization == "keep" else None

    def may_change(self, lines: ChangedLines) -> bool:
        return self.normalization != "keep" or _shows_any(lines.now)

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        if text.isascii():
            return ()
        found = self._odd(block) if _shows_any(text) else []
        if self.normalization == "keep" or is_normalized("NFC", text):
            return found
        return _composed(text, found)

    def _odd(self, block: Block) -> list[Change]:
        """Return the changes of single code points."""
        text = block.text
        found: list[Change] = []
        in_words = False
        private = _private_use(text, block.shielded) if _PRIVATE_USE.search(odd_of(text)) else {}
        for match in _ANYTHING.finditer(text):
            at, char = match.start(), match[0]
            kind, after = _alone(char) or private.get(at, ("", char))
            if kind == "radical":
                if _ABOUT_RADICALS.search(_line(text, at)):
                    continue
                in_words = in_words or _in_word(text, at)
            if char == _DOOR:
                after = _DOORS.get(block.evidence(script.name), after)
            if after != char:
                found.append(Change(at, at + 1, after, kind, _REASONS[kind]))
            elif _PRIVATE_USE.match(char):
                _note(found, at, at + 1, char)
        if not in_words:
            found = [change for change in found if change.rule != "radical"]
        found += _brackets(text)
        found.sort()
        return found


def _shows_any(text: str) -> bool:
    return _ANYTHING.search(odd_of(text)) is not None


def _in_word(text: str, at: int) -> bool:
    """Whether a hanzi or a radical stands beside that at ``at``, which is no sign that is shown.

    One that is next to it in Unicode is the next of a list.
    """
    beside = text[max(0, at - 1) : at] + text[at + 1 : at + 2]
    return any(_is_hanzi(char) and abs(ord(char) - ord(text[at])) > 1 for char in beside)


def _composed(text: str, found: list[Change]) -> list[Change]:
    """Return ``found`` and the changes of NFC, each of a character with its combining marks.

    A change of ``found`` within such a sequence becomes part of it; a finding is dropped.
    """
    others = {change.start: change.after for change in found if change.end == change.start + 1}
    composed = []
    for match in _CLUSTER.finditer(text):
        start, end = match.span()
        seen = "".join(others.get(at, char) for at, char in enumerate(match[0], start))
        after = normalize("NFC", seen)
        if after != seen:
            composed.append(Change(start, end, after, "nfc", _REASONS["nfc"]))
    taken = {at for change in composed for at in range(change.start, change.end)}
    apart = (change for change in found if taken.isdisjoint(range(change.start, change.end)))
    return sorted([*composed, *apart])


def _note(found: list[Change], start: int, end: int, text: str) -> None:
    """Append one finding for a run of private-use characters that stay."""
    if found and found[-1].end == start and found[-1].rule == "private-use":
        last = found.pop()
        start, text = last.start, last.after + text
    found.append(Change(start, end, text, "private-use", _REASONS["private-use"]))


def _line(text: str, at: int) -> str:
    """Return the line around ``at``, at most a window of it, so that time stays linear."""
    return text[slice(*near_in_line(text, at, at, 60))]


def _brackets(text: str) -> list[Change]:
    """Return the changes of vertical brackets that are paired, innermost first."""
    found: list[Change] = []
    if not has_any(text, *_VERTICAL):
        return found
    opened: list[int] = []
    for match in _BRACKETS.finditer(text):
        char, at = match[0], match.start()
        if char == "\n":
            opened.clear()
        elif char.translate(_CLOSING) != char:
            opened.append(at)
        elif opened and text[opened[-1]].translate(_CLOSING) == char:
            start = opened.pop()
            if any(inner.isalnum() for inner in text[start + 1 : min(at, start + 20)]):
                found += [
                    Change(
                        place,
                        place + 1,
                        _stands_for(text[place])["bracket"],
                        "bracket",
                        "vertical form",
                    )
                    for place in (start, at)
                ]
        else:
            opened.clear()
    return found
