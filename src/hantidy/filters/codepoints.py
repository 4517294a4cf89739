"""Code points that only stand for other ones become those."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from hantidy import tables
from hantidy.core.edits import Change
from hantidy.filters.base import Filter

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.core.block import Block

__all__ = ["Codepoints"]

_HAN = "\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0002f7ff\U00030000-\U000323af"
_MARKS = "\u3001-\u3011\uff01-\uff0f\uff1a-\uff1f“”‘’…—·"
_REASONS = {
    "radical": "a radical for its ideograph",
    "compatibility": "a compatibility ideograph",
    "form": "a small or vertical form",
}
_CLOSING = str.maketrans("︵︷︹︻︽︿﹁﹃﹇", "︶︸︺︼︾﹀﹂﹄﹈")
_WORDS = frozenset("\uf04a\uf04c\uf0e0\uf0e8")
_CANTONESE = frozenset("嘅咗冇喺啲嗰哋嚟")


@cache
def _table(kind: str) -> dict[str, str]:
    return {chr(int(row[0], 16)): row[2] for row in tables.rows("codepoints") if row[1] == kind}


@cache
def _anything() -> re.Pattern[str]:
    return re.compile(
        "[\u2e80-\u2fd5\ue000-\uf8ff\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe44\ufe47\ufe48\ufe50-\ufe6b"
        "\U0002f800-\U0002fa1f\U000f0000-\U0010ffff]"
    )


@cache
def _runs() -> re.Pattern[str]:
    return re.compile(
        "(?P<radical>[\u2e80-\u2fd5])|(?P<compatibility>[\uf900-\ufaff\U0002f800-\U0002fa1f])"
        "|(?P<form>[\ufe10-\ufe19\ufe30-\ufe33\ufe50-\ufe6b])"
        "|(?P<font>[\uf020-\uf0ff])|(?P<private>[\ue000-\uf01f\uf100-\uf8ff\U000f0000-\U0010ffff])"
    )


@cache
def _about_radicals() -> re.Pattern[str]:
    return re.compile("部首|偏旁|字根|(?i:radical)|U\\+2[EF]")


@cache
def _beside_han() -> re.Pattern[str]:
    return re.compile(f"(?<=[{_HAN}{_MARKS}])[\ue000-\uf8ff]+|[\ue000-\uf8ff]+(?=[{_HAN}{_MARKS}])")


def _beside_text(text: str) -> frozenset[int]:
    """Where private-use characters stand in runs that touch a hanzi or a Chinese mark."""
    runs = _beside_han().finditer(text)
    return frozenset(place for run in runs for place in range(run.start(), run.end()))


@cache
def _after_bullet() -> re.Pattern[str]:
    return re.compile(r"[ \t\u3000\xa0]*(?=[^\s=+\-*/<>≤≥≈^,;)])[^\n]")


@cache
def _in_formula() -> re.Pattern[str]:
    return re.compile(f"[0-9A-Za-z{_HAN}=+\\-*/()<>≤≥%,.:;，。：；（）\uf020-\uf0ff]")


def _traditional(text: str) -> int:
    """Positive where the words of ``text`` are written in traditional, negative in simplified."""
    leaning = 0
    for char in frozenset(text):
        if "\u4e00" <= char <= "\u9fff":
            mainland, taiwan = _has(char, "gb2312"), _has(char, "big5")
            leaning += (taiwan > mainland) - (mainland > taiwan)
    return leaning + 2 * len(_CANTONESE.intersection(text))


def _has(char: str, codec: str) -> bool:
    try:
        char.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


@dataclass(frozen=True)
class Codepoints(Filter):
    """Puts the common character where a code point only stands for it.

    Changes Kangxi and Supplement radicals (by Unicode's EquivalentUnifiedIdeograph),
    compatibility ideographs (by their canonical decomposition), small and vertical forms (to
    the full-width mark they are a form of; vertical brackets in pairs), private-use characters
    of GBK and GB18030 before 2022 and of Big5-HKSCS beside hanzi or Chinese marks, and the
    private-use bullets and letters of the Symbol and Wingdings fonts.

    Never touches CJK strokes, vertical brackets that are no pair (they are drawn in faces),
    radicals in a line that speaks of radicals. Where GB18030 and HKSCS claim the same code
    point, the block must be traditional or simplified to decide. Other private-use characters
    stay, as findings.

    Twice equals once. It reads the line, and the block for its script.
    """

    name: ClassVar = "codepoints"
    kind: ClassVar = "repair"
    tables: ClassVar = ("codepoints",)
    examples: ClassVar = (
        ("⽂字⼯作者", "文字工作者"),
        ("\uf0b7 第一项︰准备材料", "• 第一项：准备材料"),
    )

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        if text.isascii() or _anything().search(text) is None:
            return ()
        found: list[Change] = []
        for match in _runs().finditer(text):
            at, char = match.start(), match[0]
            kind = str(match.lastgroup)
            if kind in {"radical", "compatibility", "form"}:
                after = _table(kind).get(char)
                if kind == "radical" and _about_radicals().search(_line(text, at)):
                    continue
                reason = _REASONS[kind]
            elif kind == "font":
                after, kind, reason = _of_font(text, at)
            else:
                after, kind, reason = _of_standard(block, at)
            if after is None and kind == "private-use":
                _note(found, at, match.end(), char)
            elif after is not None and after != char:
                found.append(Change(at, match.end(), after, kind, reason))
        found += _brackets(text)
        found.sort()
        return found


def _note(found: list[Change], start: int, end: int, text: str) -> None:
    """Record private-use characters that stay; one finding for a run."""
    if found and found[-1].end == start and found[-1].rule == "private-use":
        last = found.pop()
        start, text = last.start, last.after + text
    found.append(Change(start, end, text, "private-use", "nobody can tell what it shows"))


def _line(text: str, at: int) -> str:
    end = text.find("\n", at)
    # A window is enough, and keeps a line of many radicals linear.
    start = max(text.rfind("\n", 0, at) + 1, at - 60)
    return text[start : at + 60 if end < 0 else min(end, at + 60)]


def _of_font(text: str, at: int) -> tuple[str | None, str, str]:
    char = text[at]
    before = text[at - 1] if at else "\n"
    after = text[at + 1 : at + 2]
    if char in _WORDS:  # Put by a word processor for --> and :) inside a text.
        if not before.isspace() or (after and not after.isspace()):
            return _table("wingdings")[char], "wingdings", "sign of the Wingdings font"
        return None, "private-use", ""
    opens = before in "\n\t|\u3000" or text[max(0, at - 2) : at].isspace()
    if (bullet := _table("wingdings").get(char)) and (
        char == "\uf0b7" or (opens and _after_bullet().match(text, at + 1))
    ):
        return bullet, "wingdings", "bullet of the Symbol or Wingdings font"
    joined = _in_formula()
    if (not before.isspace() and joined.match(before)) or (after and joined.match(after)):
        return _table("symbol").get(char), "symbol", "letter of the Symbol font"
    return None, "private-use", ""


def _of_standard(block: Block, at: int) -> tuple[str | None, str, str]:
    char = block.text[at]
    national, hong_kong = _table("gb18030").get(char), _table("hkscs").get(char)
    if (national or hong_kong) and at in block.evidence(_beside_text):
        leaning = block.evidence(_traditional)
        if hong_kong and (leaning > 0 or (leaning == 0 and not national)):
            return hong_kong, "hkscs", "private use of Big5-HKSCS"
        if national and (leaning < 0 or not hong_kong):
            return national, "gb18030", "private use of GB18030 before 2022"
    return None, "private-use", ""


def _brackets(text: str) -> list[Change]:
    """Vertical brackets that come in pairs around something, innermost first."""
    found: list[Change] = []
    table = _table("bracket")
    opened: list[int] = []
    for match in re.finditer("[\ufe35-\ufe44\ufe47\ufe48\n]", text):
        char, at = match[0], match.start()
        if char == "\n":
            opened.clear()
        elif char.translate(_CLOSING) != char:
            opened.append(at)
        elif opened and text[opened[-1]].translate(_CLOSING) == char:
            start = opened.pop()
            if any(inner.isalnum() for inner in text[start + 1 : min(at, start + 20)]):
                found += [
                    Change(place, place + 1, table[text[place]], "bracket", "vertical form")
                    for place in (start, at)
                ]
        else:
            opened.clear()
    return found
