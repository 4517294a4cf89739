"""Characters that look like the one that was meant: ニ for 二, Cyrillic letters in Latin words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from hantidy.edits import Change
from hantidy.evidence import script
from hantidy.filters.base import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hantidy.evidence.block import Block

__all__ = ["Homoglyphs"]

HAN = "[\u3005\u3007\u3400-\u9fff]"
KANA = f"[{script.KANA}ー]"
KANA_TWINS = {"ニ": "二", "ロ": "口", "エ": "工", "カ": "力", "ト": "卜", "タ": "夕"}

# A dash, or the mark of a long kana, for 一: only in words that have 一 there.
_AFTER = "般(?!若)|些|旦|方面|系列|律(?![师師法政])"
_WORDS = (
    f"(?<=第){{dash}}(?=[章节節条條款项項次个個名届屆期批季阶階步部卷册冊回场場篇页頁课課级級类類线線任代流编編])"
    f"|(?<=另){{dash}}(?=方面|[个個种種类類位名边邊半端侧側次只隻条條件项項部些家])"
    f"|(?<=[进進]){{dash}}(?=步)"
    f"|(?<=之){{dash}}(?=[。，,；;、：的])"
    f"|(?<=[唯惟]){{dash}}(?=[的无無正个個一能可])"
    f"|(?<![传傳系總总血])(?<=[统統]){{dash}}(?=[的规規管标標战戰思部安领領认認起来來行组組。，,；;、])"
    f"|(?<![0-9A-Za-z]){{dash}}(?={_AFTER})"
)
_DASH = "(?<![—―ー])[—―ー](?![—―ー])"
# What a long-kana mark may also stand for: 一 at the start of a commoner word, and of numbers.
_LONG = (
    f"(?<!{KANA})ー(?!{KANA})"
    "(?=[个個种種次位名条條项項家样樣定直起切致度共旦同向贯貫线線批支张張份件套座片代年月日时時天号號层層]"
    "|[二三四五六七八九十百千万萬])"
)
_NUMERAL = "一二三四五六七八九〇"
_ZERO = f"(?<=[{_NUMERAL}])[○OoОоΟο0]+(?=[{_NUMERAL}年月日号號条條元])"
_ENUMERATOR = "^[ \t\u3000]*(?:[ニー—―](?=[、．.])|[（(][ニー—―](?=[)）]))"


@cache
def _hanzi() -> re.Pattern[str]:
    dash = _WORDS.replace("{dash}", _DASH)
    twins = "".join(KANA_TWINS)
    twin = f"(?<!{KANA})[{twins}](?!{KANA})(?:(?={HAN})|(?<={HAN}[{twins}]))"
    return re.compile(
        f"(?P<enumerator>{_ENUMERATOR})|(?P<twin>{twin})|(?P<dash>{dash})|(?P<long>{_LONG})"
        f"|(?P<zero>{_ZERO})",
        re.MULTILINE,
    )


@cache
def _gates() -> tuple[re.Pattern[str], ...]:
    """What hanzi may have beside them; each begins with a set, which is searched for fast."""
    twins = "".join(KANA_TWINS)
    return (
        re.compile(f"[{twins}ー]"),
        re.compile(
            "[—―](?<![—―]{2})(?=[般些旦方系律章节節条條款步的、．.)）\u3400-\u9fff。，,；;：])"
        ),
        re.compile(f"[{_NUMERAL}][○OoОоΟο0]"),
    )


def _suspicious(text: str) -> bool:
    return any(gate.search(text) for gate in _gates())


_COUNTER = re.compile(
    "(?:[0-9０-９一二三四五六七八九十百千数數何]カ|^カ)(?=[国國所月年条條村町店社寺地])"
)
"""カ before a counted thing (三カ国) is Japanese, even where nothing else is."""
_KEY = re.compile("[ニロト](?=[长長短][调調])|ト音|タ[形刻]")
"""Japanese that stands in kanji but for one kana: ニ短調."""


@dataclass(frozen=True)
class Homoglyphs(Filter):
    """Puts right the character that only looks like the right one.

    Katakana ニ ロ エ カ ト タ beside a hanzi and no kana become 二 口 工 力 卜 夕; ー and a single
    dash become 一 where the word is known (—般, 另—方面) and before 、 at the start of a line; ○, O
    and 0 among Chinese digits become 〇. Cyrillic and Greek letters in a word of Latin letters, or
    Latin ones in a word of theirs, take the script of the majority where each has a twin.

    Never touched: lines of Japanese, words wholly Cyrillic or Greek, ○ that hides a name.
    Twice equals once; reads one line, and of its block whether it is Japanese.
    """

    name: ClassVar = "homoglyphs"
    kind: ClassVar = "style"
    tables: ClassVar = ("script_characters",)
    examples: ClassVar = (
        ("第ニ章　人ロ与エ业", "第二章　人口与工业"),
        ("—般来说，另—方面", "一般来说，另一方面"),
        ("二○一七年的Wіndows", "二〇一七年的Windows"),
    )

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        found: list[Change] = []
        if _suspicious(text):
            japanese = block.evidence(script.name) == "jpan"
            found = list(_among_hanzi(text, japanese=japanese))
        if _FOREIGN.search(text):
            found = sorted([*found, *_among_letters(text)])
        return found


def _among_hanzi(text: str, *, japanese: bool) -> Iterator[Change]:
    """Yield what stands for a hanzi, line by line."""
    start = 0
    for line in text.split("\n"):
        if _suspicious(line):
            matches = [match for match in _hanzi().finditer(line) if not _is_japanese(line, match)]
            if matches and not _japanese_line(line, matches, japanese=japanese):
                for match in matches:
                    yield _hanzi_change(match, start)
        start += len(line) + 1


def _hanzi_change(match: re.Match[str], start: int) -> Change:
    rule = match.lastgroup or ""
    at, end = match.span()
    if rule == "enumerator":
        at = end - 1
    seen = match.string[at:end]
    after = "〇" * len(seen) if rule == "zero" else KANA_TWINS.get(seen, "一")
    return Change(start + at, start + end, after, _RULES[rule][0], _RULES[rule][1])


_RULES = {
    "enumerator": ("enumerator", "numbers the line"),
    "twin": ("kana-twin", "kana beside a hanzi and no kana"),
    "dash": ("dash-for-one", "the word has 一 here"),
    "long": ("dash-for-one", "the word has 一 here"),
    "zero": ("zero", "among Chinese digits"),
}


def _is_japanese(line: str, match: re.Match[str]) -> bool:
    around = line[max(0, match.start() - 1) : match.end() + 2]
    return match.lastgroup == "twin" and bool(_COUNTER.search(around) or _KEY.search(around))


def _japanese_line(line: str, matches: list[re.Match[str]], *, japanese: bool) -> bool:
    """Whether ``line`` is Japanese apart from what ``matches`` would change."""
    parts = []
    at = 0
    for match in matches:
        parts.append(line[at : match.start()])
        at = match.end()
    rest = script.count("".join(parts) + line[at:])
    if rest.kana:
        return rest.name == "jpan"
    return japanese and rest.name == "none"


# Letters that look the same; only what no formula means: Greek only capitals and omicron.
_TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеоріјѕсухԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXaeopijscyxdqwABEZHIKMNOPTYXo",
        strict=True,
    )
)
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_MIXED_WORD = re.compile(
    "(?:[A-Za-z\u00c0-\u024f]+[\u0370-\u03ff\u0400-\u052f]|[\u0370-\u03ff\u0400-\u052f]+[A-Za-z])"
    "[A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u052f]*"
)


@cache
def _latin_twins(cyrillic: bool) -> dict[str, str]:
    """Latin letters with their Cyrillic, or their Greek twins."""
    return {
        latin: letter
        for letter, latin in reversed(_TWINS.items())
        if (letter >= "\u0400") == cyrillic
    }


def _among_letters(text: str) -> Iterator[Change]:
    """Yield the letters of the minority in words of two scripts."""
    for match in _MIXED_WORD.finditer(text):
        word = match[0]
        foreign = _FOREIGN.findall(word)
        latin = len(word) - len(foreign)
        if len(foreign) < latin:
            twins, rule = _TWINS, "latin-word"
        elif len(foreign) > latin:
            cyrillic = sum(letter >= "\u0400" for letter in foreign)
            if 0 < cyrillic < len(foreign):
                continue
            twins = _latin_twins(cyrillic > 0)
            rule = "cyrillic-word" if cyrillic else "greek-word"
        else:
            continue
        minority = set(foreign) if twins is _TWINS else set(word) - set(foreign)
        if minority <= twins.keys():
            for at, letter in enumerate(word, match.start()):
                if letter in minority:
                    yield Change(at, at + 1, twins[letter], rule, "a twin of another script")
