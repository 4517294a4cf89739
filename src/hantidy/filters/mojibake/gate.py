"""The cheap question asked of all text, whether anything in it is worth a look.

One search with one set of first characters, so that clean text passes at the speed of a scan.
Every branch looks at what surrounds a character that sound text holds rarely.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from operator import add, and_

from hantidy import tables
from hantidy.evidence import bigrams

__all__ = [
    "CONTINUATIONS",
    "LATIN_LETTERS",
    "LOST",
    "SYMBOLS",
    "TONED",
    "gate",
    "hangul_gates",
    "promising",
    "rare_han",
    "steep",
    "steep_places",
    "utf8_in_gbk",
]

_DEAR_TWO = 330
_DEAR_THREE = 465
"""Tenths of a bit for two and three characters in a row."""

LOST = "\N{REPLACEMENT CHARACTER}"

SYMBOLS = {"漏": "©", "庐": "®", "掳": "°", "虏": "²", "鲁": "³", "卤": "±", "脳": "×", "碌": "µ",
           "路": "·"}  # fmt: skip
"""What the two bytes of UTF-8 of a Latin-1 symbol show in a GBK reader."""

TONED = "a-zA-ZüÜāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿɡê"
"""The letters of pinyin, inside a character class."""


def _read(codec: str, first: int, last: int) -> str:
    """The characters that bytes from ``first`` to ``last`` show, inside a character class."""
    shown = (bytes([byte]).decode(codec, errors="ignore") for byte in range(first, last + 1))
    return "".join(map(re.escape, shown))


CONTINUATIONS = "\x80-\xbf" + _read("cp1252", 0x80, 0x9F)
"""The bytes 80…BF in a reader of Windows-1252."""


@cache
def _latin_letters() -> dict[str, str]:
    """The hanzi that a GBK reader shows for the UTF-8 of Latin-1 letters."""
    found = {}
    for code in range(0xC0, 0x100):
        if code not in (0xD7, 0xF7):
            found[chr(code).encode().decode("gb18030")] = chr(code)
    return found


LATIN_LETTERS = _latin_letters


@cache
def _classes() -> dict[str, str]:
    """The rows of the table, each as the inside of a character class."""
    found: dict[str, str] = {}
    for name, chars in tables.rows("mojibake"):
        found[name] = found.get(name, "") + chars
    return found


def rare_han() -> str:
    """The rare hanzi, inside a character class."""
    return _classes()["rare"]


@cache
def utf8_in_gbk() -> str:
    """Six bytes of UTF-8, two hanzi, as three characters of GBK: a pattern."""
    return "".join(f"[{_classes()[name]}€]" for name in ("utf8-1", "utf8-2", "utf8-3"))


@cache
def gate() -> re.Pattern[str]:
    """What may be wrong in any text.

    All of it begins with a character of one set. Most of those that sound text holds are hanzi
    between hanzi, so these are asked the least.
    """
    rare, often, lead = (_classes()[name] for name in ("rare", "often", "utf8-1"))
    letters, symbols = "".join(_latin_letters()), "".join(SYMBOLS)
    mac, dos = _read("mac-roman", 0x80, 0xBF), _read("cp437", 0x80, 0xBF)
    mac_leads, dos_leads = "‰ÂÊÁËÈ„Ô‚", "ΣσµτΦΘπ∩Γ"
    pair = "[\xa4-\xf9][@-~\xa1-\xfe]"
    han = (
        f"[{rare}€\ue000-\uf8ff\ufffd](?<![{often}].)",
        f"(?<=[{lead}]){utf8_in_gbk().partition(']')[2]}",
        "(?<=[聽锟烫屯])(?:聽(?<=聽聽)|斤拷锟斤拷|烫烫(?<=烫烫烫)|屯屯(?<=屯屯屯))",
    )
    beside_latin = (
        f"(?<=[0-9A-Za-z)][{symbols.replace('路', '')}])",
        "(?<=[A-Za-z]路) ?[A-Z]",
        "(?<=[0-9A-Za-z)] [漏掳卤脳碌])",
        "(?<=[A-Za-z] 路) [A-Z]",
        f"(?<=[A-Za-z][{letters}])",
    )
    before_latin = ("(?<=[漏卤]) ?[0-9]", f"(?<=[{letters}])[a-z]", f"(?<![{often}])\\?")
    single_bytes = (
        f"(?<=[\xc2-\xc7])[{CONTINUATIONS}]",
        f"(?<=[\xc8-\xf4])[{CONTINUATIONS}]{{2}}",
        f"(?<=[\xa1-\xfe])[{CONTINUATIONS}\xc0-\xfe][\xa1-\xfe]{{2}}",
        f"(?<=[{mac_leads}])[{mac}]{{2}}",
        f"(?<=[{dos_leads}])[{dos}]{{2}}",
        f"(?<=√)[{mac}]",
        f"(?<=[├┬])[{dos}]",
        "(?<=[｡-ﾟ])(?:[\u3400-\u9fff]|[｡-ﾟ]{2})",
        "(?<=[\ue000-\ue864])",
    )
    return re.compile(
        f"[{often}{rare}｡-ﾟ\xa1-\xff{mac_leads}{dos_leads}√├┬\ue000-\ue864]"
        f"(?:(?<=[\u4e00-\u9fff])(?:{'|'.join(han)}"
        f"|(?=[ -~])(?:{'|'.join(before_latin)})|(?<=[ -~].)(?:{'|'.join(beside_latin)}))"
        f"|(?<=[^\u4e00-\u9fff])(?:(?=[^\x00-\x7f\u0370-\u03ff])(?:{'|'.join(single_bytes)})"
        f"|(?<=[\u3400-\u9fff][｡-ﾟ])"
        f"|(?<=[\xa4-\xbf])[@-~\xa1-\xfe](?:{pair}){{2}}))"
    )


@cache
def hangul_gates() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What may be wrong in text with hangul: Korean readers show GBK and Big5 as a mix of both.

    That is hangul before hanzi or a Chinese mark, which Korean has not, and syllables beyond the
    Korean standard, which nobody writes.
    """
    beside = re.compile("[가-힣](?=[\u3400-\u9fff，。、；：！？])")
    return beside, re.compile(f"[{_classes()['hangul']}]")


@cache
def _structural() -> re.Pattern[str]:
    return re.compile(utf8_in_gbk())


def steep(line: str) -> bool:
    """Whether some characters in a row are as dear as no words are."""
    return steep_places(line) > 0 or _structural().search(line) is not None


def steep_places(line: str) -> int:
    """At how many places three characters in a row are so dear, two of them most of all."""
    steps = bigrams.steps(line)
    two = list(map(add, steps, steps[1:]))
    if max(two, default=0) < _DEAR_TWO:
        return 0
    if len(two) == 1:
        return 1
    dear = map(_DEAR_TWO.__le__, map(max, two, two[1:]))
    return sum(map(and_, dear, map(_DEAR_THREE.__le__, map(add, two, steps[2:]))))


def promising(text: str, match: re.Match[str]) -> bool:
    """Whether a match of the gate is more than two rare hanzi that make a word, as 苔藓."""
    if len(match[0]) < 2 or not _two_han().match(match[0]):
        return True
    at = match.start()
    return _steep_words(text[max(0, at - 1) : at + 4].partition("\n")[0])


@lru_cache(maxsize=4096)
def _steep_words(text: str) -> bool:
    """`steep`, of a few characters: the same words are met again and again."""
    return steep(text)


@cache
def _two_han() -> re.Pattern[str]:
    return re.compile("(?![漏庐掳虏鲁卤脳碌路聽锟烫屯])[\u4e00-\u9fff]{2}")
