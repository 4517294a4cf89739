"""Replace homoglyphs: ニ for 二, Cyrillic letters in Latin words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import ClassVar

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.lines import lines_with
from hantidy.evidence import characters, script
from hantidy.evidence.characters import BOPOMOFO, COMMON_HAN, LATIN
from hantidy.evidence.context import is_one_of
from hantidy.evidence.ranges import has_any, run_of
from hantidy.filters.base import Filter

_is_hanzi = partial(is_one_of, f"\u3005\u3007{COMMON_HAN}")
_LETTER = r"[^\W0-9A-Za-z_]"
"""A letter outside of ASCII: whether it is a hanzi is asked where all else holds."""
KANA = f"[{characters.KANA}ー]"
KANA_TWINS = {"ニ": "二", "ロ": "口", "エ": "工", "カ": "力", "ト": "卜", "タ": "夕"}

TWINS = "".join(KANA_TWINS)
HANZI = {**KANA_TWINS, "ハ": "八", "〸": "十", "〹": "廿", "〺": "卅"}

# Each pattern begins with the mark itself, so that a search without a hit is fast.
_AFTER = "般(?!若)|些|旦|方面|系列|律(?![师師法政])"
_ONE_OF = "章节節条條款项項次个個名届屆期批季阶階步部卷册冊回场場篇页頁课課级級类類线線任代流编編"
_COUNTED = (
    "种種位条條样樣定直起切致度共旦同向贯貫张張份件套座片年月日时時天号號层層家支"
    "二三四五六七八九十百千万萬"
)
# What stands for 一: a dash, or the mark of a long kana, in words that have 一 there.
DASHES = "—―ー─－"
_DASH = (
    f"(?<=[{DASHES}])(?<![{DASHES}]{{2}})(?![{DASHES}])(?:"
    f"(?<=第.)(?=[{_ONE_OF}])"
    "|(?<=另.)(?=方面|[个個种種类類位名边邊半端侧側次只隻条條件项項部些家])"
    "|(?<=[进進].)(?=步)"
    "|(?<=之.)(?=[。，,；;、：的])"
    "|(?<=[唯惟].)(?=[的无無正个個能可])"
    "|(?<=[统統].)(?<![传傳系總总血]..)(?=[的规規管标標战戰思部安领領认認起来來行组組。，,；;、])"
    f"|(?<![0-9A-Za-z].)(?={_AFTER})"
)
# The mark of a long kana where no kana is, before what 一 often counts.
_LONG_MARK = f"(?<=ー)(?<!{KANA}.)(?!{KANA})(?=[{_ONE_OF}{_COUNTED}])"
_EVENING = "(?<!タ)|(?<=[除七朝旦前].)|(?=[阳陽照烟煙晖暉霞])"
_TWIN = f"(?<=[{TWINS}])(?<!{KANA}.)(?!{KANA})(?:{_EVENING})(?:(?={_LETTER})|(?<={_LETTER}.))"
# Bopomofo i, in the same words, and where nothing else is spelled with bopomofo.
_BOPOMOFO = f"\u02c7\u02ca\u02cb\u02d9{BOPOMOFO}"
_I = (
    f"(?<=ㄧ)(?<![{_BOPOMOFO}].)(?![{_BOPOMOFO}])(?:(?<=[第另唯惟统統].)|(?<=[进進].)(?=步)"
    f"|(?<=之.)(?=[。，,；;、：的])|(?={_AFTER})|(?=[{_ONE_OF}{_COUNTED}]))"
)
_EIGHT = (
    f"(?<=ハ)(?<!{KANA}.)(?!{KANA})(?:(?<=[一二三四五六七九十百].)|(?<=第.))"
    f"(?=[{_ONE_OF}{_COUNTED}])"
)
_TEN = f"(?<=[〸〹〺])(?<![〡-〩〸-〺].)(?![〡-〩〸-〺])(?:(?<={_LETTER}.)|(?={_LETTER}))"
_ENUMERATOR = "(?<=[ニー—―])(?:(?=[、．.])|(?<=[（(].)(?=[)）]))"
_NUMERAL = "一二三四五六七八九〇"
_RINGS = "○◯OoОоΟο0０Ｏｏ"
_ZERO = f"(?<=[{_NUMERAL}][{_RINGS}])[{_RINGS}]*(?=[{_NUMERAL}年月日号號条條元])"


_MARKS = f"{TWINS}ハー{DASHES}ㄧ〸〹〺"


_MARK = pattern(
    f"[{_MARKS}{_RINGS}](?:(?P<zero>{_ZERO})|(?<=[{_MARKS}])(?:(?P<twin>{_TWIN})"
    f"|(?P<dash>{_DASH}|{_LONG_MARK}))|(?P<enumerator>{_ENUMERATOR})|(?P<bopomofo>{_I})"
    f"|(?P<eight>{_EIGHT})|(?P<ten>{_TEN})))"
)
"""A mark that may stand for a hanzi, mark first for speed; a twin and a ten beside a letter."""


_LINE_START = pattern("[ \t\u3000]*[（(]?")
_OTHER_KANA = pattern(f"(?![{TWINS}ハ])[{characters.KANA}]")
"""Kana that are no homoglyphs, evidence of Japanese."""
_COUNTER = pattern(
    "(?:[0-9０-９一二三四五六七八九十百千数數何]カ|^カ)(?=[国國所月年条條村町店社寺地])"
)
"""カ before a counter (三カ国) is Japanese, even in text without other kana."""
_KEY = pattern("[ニロト](?=[长長短][调調])|ト音|タ[形刻]")
"""Japanese words with a single kana: ニ短調."""


@dataclass(frozen=True)
class Homoglyphs(Filter):
    """Puts right the character that only looks like the right one.

    Katakana ニ ロ エ カ ト タ beside a hanzi and no kana become 二 口 工 力 卜 夕, ハ among
    numerals 八. ー and a single dash become 一 where the word is known (—般, 另—方面) and
    before 、 at the start of a line; so does the bopomofo letter ㄧ in a line without other
    bopomofo. 〸 beside a hanzi becomes 十; ○, ◯, O and 0 among Chinese digits become 〇.
    Cyrillic and Greek letters in a word of Latin letters, or Latin ones in a word of theirs, take
    the script of the majority where each has a twin.

    Never touched: lines of Japanese, words wholly Cyrillic or Greek, ○ that hides a name, and ○
    and ０ in traditional text (Big5 has no 〇).
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

    @property
    def triggers(self) -> str:
        """Marks that look like hanzi, and letters of Greek and Cyrillic."""
        return f"{_MARKS}{_RINGS}{_OTHERS}"

    def may_change(self, lines: ChangedLines) -> bool:
        return self.finds(lines.now)

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.masked
        found = _hanzi(text)
        if found and block.evidence(script.name) == "jpan" and _OTHER_KANA.search(text):
            found = {}
        changes = list(_among_hanzi(text, found)) if found else []
        if has_any(text, _OTHERS):
            changes = sorted([*changes, *_among_letters(text)])
        return changes


def _hanzi(text: str) -> dict[int, tuple[int, str]]:
    """Return the homoglyphs of hanzi by position, with end and rule."""
    found: dict[int, tuple[int, str]] = {}
    rings: list[tuple[int, int]] = []
    spelled: dict[int, bool] = {}  # by the start of a line
    for match in _MARK.finditer(text):
        start, end = match.span()
        rule = match.lastgroup or ""
        line = text.rfind("\n", 0, start) + 1
        if rule == "bopomofo" and line not in spelled:
            spelled[line] = _SPELLED.match(text, line) is not None
        if (
            (rule in {"twin", "ten"} and not _is_beside_hanzi(text, start))
            or (rule == "twin" and _is_japanese(text, start))
            or (rule == "enumerator" and not _LINE_START.fullmatch(text, line, start))
            or (rule == "bopomofo" and spelled[line])
        ):
            continue
        if rule == "zero" and _BIG5_ZERO.fullmatch(text, start, end):
            rings.append((start, end))
        else:
            found[start] = end, rule
    if rings and script.name(text) != "hant":
        found |= {start: (end, "zero") for start, end in rings}
    return found


_BIG5_ZERO = pattern("[○０]+")
"""Substitutes for 〇 in text from Big5, which lacks it."""
_SPELLED = pattern(f".*?(?:(?!ㄧ)[{_BOPOMOFO}]|注音|[讀读念唸發发]音|[讀读唸])")
"""A line up to other bopomofo or to talk of reading."""

_RULES = {
    "bopomofo": ("bopomofo-for-one", "the word has 一 here"),
    "eight": ("kana-twin", "kana beside numerals and no kana"),
    "ten": ("numeral", "a Suzhou numeral by itself among hanzi"),
    "enumerator": ("enumerator", "numbers the line"),
    "twin": ("kana-twin", "kana beside a hanzi and no kana"),
    "dash": ("dash-for-one", "the word has 一 here"),
    "zero": ("zero", "among Chinese digits"),
}


def _among_hanzi(text: str, found: dict[int, tuple[int, str]]) -> Iterator[Change]:
    """Yield the changes ``found``, except in lines of Japanese."""
    until = -1
    japanese = False
    for start in sorted(found):
        if start > until:
            line = text.rfind("\n", 0, start) + 1
            until = text.find("\n", start)
            until = len(text) if until < 0 else until
            japanese = _japanese_line(text, line, until, found)
        if not japanese:
            end, rule = found[start]
            seen = text[start:end]
            after = "〇" * len(seen) if rule == "zero" else HANZI.get(seen, "一")
            yield Change(start, end, after, *_RULES[rule])


def _is_beside_hanzi(text: str, at: int) -> bool:
    return any(map(_is_hanzi, text[max(0, at - 1) : at] + text[at + 1 : at + 2]))


def _is_japanese(text: str, at: int) -> bool:
    around = text[max(0, at - 1) : at + 3]
    return bool(_COUNTER.search(around) or _KEY.search(around))


def _japanese_line(text: str, start: int, end: int, found: dict[int, tuple[int, str]]) -> bool:
    """Whether a line is Japanese without what would change."""
    rest = "".join(text[at] for at in range(start, end) if at not in found)
    return script.finder("kana").search(rest) is not None and script.name(rest) == "jpan"


# Letters that look the same; only what no formula means: Greek only capitals and omicron.
_TWINS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХаеоріјѕсухԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXaeopijscyxdqwABEZHIKMNOPTYXo",
        strict=True,
    )
)
_RARE = "ЅЈјѕԁԛԝ"
"""Cyrillic letters of few languages: their twin is a Latin letter that was meant."""
_LEAST_FOREIGN = 3
"""So many letters make a word, in which one of another script is a slip."""
_OTHERS = "\u0370-\u052f"
_FOREIGN = pattern(f"[{_OTHERS}]")
# It begins where a word does and gives nothing back: a letter a hundred thousand times is no trap.
_MIXED_WORD = pattern(
    f"[{LATIN}{_OTHERS}](?<![{LATIN}{_OTHERS}].)"
    f"(?:(?<=[{LATIN}])[{LATIN}]*+[{_OTHERS}]|(?<=[{_OTHERS}])[{_OTHERS}]*+[A-Za-z])"
    f"[{LATIN}{_OTHERS}]*+",
    re.DOTALL,
)


@cache
def _latin_twins(cyrillic: bool) -> dict[str, str]:
    """Return Latin letters with their Cyrillic or Greek homoglyphs."""
    return {
        latin: letter
        for letter, latin in reversed(_TWINS.items())
        if (letter >= "\u0400") == cyrillic and letter not in _RARE
    }


def _among_letters(text: str) -> Iterator[Change]:
    """Yield the letters of the minority in words of two scripts."""
    lines = lines_with(run_of(_OTHERS), text)
    for match in chain.from_iterable(_MIXED_WORD.finditer(text, *line) for line in lines):
        word = match[0]
        foreign = _FOREIGN.findall(word)
        latin = len(word) - len(foreign)
        if len(foreign) < latin:
            twins, rule = _TWINS, "latin-word"
        elif len(foreign) > latin:
            cyrillic = sum(letter >= "\u0400" for letter in foreign)
            if 0 < cyrillic < len(foreign) or len(foreign) < _LEAST_FOREIGN:
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
