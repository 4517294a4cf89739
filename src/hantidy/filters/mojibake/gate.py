"""The cheap question asked of all text, whether anything in it is worth a look.

One search with one set of first characters, so that clean text passes at the speed of a scan.
Every branch looks at what surrounds a character that sound text holds rarely.
"""

from __future__ import annotations

import re
from functools import cache
from operator import add

from hantidy.evidence import pairs

__all__ = [
    "CONTINUATIONS",
    "LATIN_LETTERS",
    "SYMBOLS",
    "TONED",
    "gate",
    "gloss_gate",
    "hangul_gate",
    "lost_gate",
    "promising",
    "question_gate",
    "rare_han",
    "steep",
    "utf8_in_gbk",
]

_DEAR_TWO = 330
_DEAR_THREE = 465
"""Tenths of a bit for two and three characters in a row."""
_RARE = 180
"""From this price on (tenths of a bit, at the start of a line) a hanzi counts as rare."""

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
def rare_han() -> str:
    """The rare hanzi, inside a character class."""
    return _ranges([char for char, cost in _costs().items() if cost >= _RARE])


@cache
def _extended_hangul() -> str:
    """Syllables beyond the Korean standard: nearly none of them is ever written."""
    korean = _korean_standard()
    return _ranges([char for char in map(chr, range(0xAC00, 0xD7A4)) if char not in korean])


@cache
def utf8_in_gbk() -> str:
    """Six bytes of UTF-8, two hanzi, as three characters of GBK: a pattern."""
    leads, more = range(0xE4, 0xEA), range(0x80, 0xC0)
    return "".join(
        "["
        + _ranges(
            sorted(
                char
                for lead in one
                for trail in two
                if len(char := bytes([lead, trail]).decode("gbk", errors="replace")) == 1
                and char != "\ufffd"
            )
        )
        + "€]"
        for one, two in ((leads, more), (more, leads), (more, more))
    )


@cache
def _costs() -> dict[str, int]:
    """What each hanzi costs by itself, in the order of their code points."""
    return pairs.openings("".join(map(chr, range(0x4E00, 0x9FA6))))


@cache
def _korean_standard() -> frozenset[str]:
    """The characters of KS X 1001: in cp949 both their bytes are A1 and above."""
    high = range(0xA1, 0xFF)
    codes = b" ".join(bytes([lead, trail]) for lead in high for trail in high)
    return frozenset(codes.decode("cp949", errors="ignore"))


def _ranges(chars: list[str]) -> str:
    """Sorted ``chars`` inside a character class, runs as ranges."""
    parts = []
    at = 0
    while at < len(chars):
        end = at
        while end + 1 < len(chars) and ord(chars[end + 1]) == ord(chars[end]) + 1:
            end += 1
        parts.append(chars[at] if end == at else f"{chars[at]}-{chars[end]}")
        at = end + 1
    return "".join(parts)


@cache
def gate() -> re.Pattern[str]:
    """What may be wrong in any other text."""
    rare, hangul = rare_han(), _extended_hangul()
    letters = "".join(_latin_letters())
    symbols = "".join(SYMBOLS)
    mac, dos = _read("mac-roman", 0x80, 0xBF), _read("cp437", 0x80, 0xBF)
    mac_leads, dos_leads = "‰ÂÊÁËÈ„Ô‚", "ΣσµτΦΘπ∩Γ"
    pair = "[\xa4-\xf9][@-~\xa1-\xfe]"
    utf8 = utf8_in_gbk()
    lead, rest = utf8[1 : utf8.index("]") - 1], utf8[utf8.index("]") + 1 :]
    first = (
        f"{lead}{rare}{hangul}{letters}{symbols}{mac_leads}{dos_leads}"
        "\ue000-\ue864｡-ﾟ\xa1-\xff√├┬聽锟烫屯"
    )
    beside_others = (
        f"(?<=[{rare}])[{rare}€\ue000-\uf8ff\ufffd]",
        f"(?<=[{lead}]){rest}",
        "(?<=[｡-ﾟ])(?:[\u3400-\u9fff]|[｡-ﾟ]{2})",
        f"(?<=[\xc2-\xc7])[{CONTINUATIONS}]",
        f"(?<=[\xc8-\xf4])[{CONTINUATIONS}]{{2}}",
        f"(?<=[\xa1-\xfe])[{CONTINUATIONS}\xc0-\xfe][\xa1-\xfe]{{2}}",
        f"(?<=[{mac_leads}])[{mac}]{{2}}",
        f"(?<=[{dos_leads}])[{dos}]{{2}}",
        f"(?<=√)[{mac}]",
        f"(?<=[├┬])[{dos}]",
        "(?<=聽)聽",
        "(?<=锟)斤拷锟斤拷",
        "(?<=烫)烫烫",
        "(?<=屯)屯屯",
        "(?<=[\ue000-\ue864])",
    )
    anywhere = (
        f"(?<=[{hangul}])",
        "(?<=[\u3400-\u9fff][｡-ﾟ])",
        f"(?<=[\xa4-\xbf])[@-~\xa1-\xfe](?:{pair}){{2}}",
        f"(?<=[0-9A-Za-z)][{symbols.replace('路', '')}])",
        "(?<=[A-Za-z]路) ?[A-Z]",
        "(?<=[0-9A-Za-z)] [漏掳卤脳碌])",
        "(?<=[A-Za-z] 路) [A-Z]",
        "(?<=[漏卤]) ?[0-9]",
        f"(?<=[A-Za-z][{letters}])",
        f"(?<=[{letters}])[a-z]",
        f"(?<=[{rare}])\\?",
    )
    return re.compile(
        f"[{first}](?:(?=[^\x00-\x7f\u0370-\u03ff])(?:{'|'.join(beside_others)})"
        f"|(?<![\xc0-\xff\u0370-\u03ff])(?:{'|'.join(anywhere)}))"
    )


@cache
def hangul_gate() -> re.Pattern[str]:
    """A hangul syllable before a hanzi: Korean readers show GBK and Big5 as a mix of both."""
    return re.compile("[가-힣](?=[\u3400-\u9fff])")


@cache
def question_gate() -> re.Pattern[str]:
    """What a ``?`` may stand for: a lost byte, a lost hanzi, ©."""
    return re.compile(
        r"\?(?: ?(?:19|20)[0-9]{2}|(?<=[Cc]opyright \?)|(?<=[Cc]opyright\?)|(?<=COPYRIGHT \?)"
        r"|(?<=[Cc]opyright \(\?)|(?<=[权權]所有\?)|(?<=[权權]所有 \?)"
        r"|(?<=[^\x00-\x7f]\?)(?:[\u3400-\u9fff]"
        rf"|\(?[{TONED}]{{1,7}}\)|[;,!:.?/]))"
    )


@cache
def lost_gate() -> re.Pattern[str]:
    """What a U+FFFD may stand for: a byte lost in a slip."""
    return re.compile(
        rf"\ufffd(?<=[^\x00-\x7f]\ufffd)(?:\(?[{TONED}]{{1,7}}\)|[;,!:.?/])".replace(
            "\\ufffd", "\ufffd"
        )
    )


@cache
def gloss_gate() -> re.Pattern[str]:
    """A reading after a letter: the letter may be half a hanzi."""
    return re.compile(rf"\((?<=[^\x00-\x7f][@-~]\()[{TONED}]{{1,7}}\)")


@cache
def _structural() -> re.Pattern[str]:
    return re.compile(utf8_in_gbk())


def steep(line: str) -> bool:
    """Whether some characters in a row are as dear as no words are."""
    steps = pairs.steps(line)
    two = list(map(add, steps, steps[1:]))
    if max(two, default=0) >= _DEAR_TWO and (
        max(map(add, two, steps[2:]), default=_DEAR_THREE) >= _DEAR_THREE
    ):
        return True
    return _structural().search(line) is not None


def promising(text: str, match: re.Match[str]) -> bool:
    """Whether a match of the gate is more than two rare hanzi that make a word, as 苔藓."""
    if len(match[0]) < 2 or not _two_han().match(match[0]):
        return True
    at = match.start()
    return steep(text[max(0, at - 1) : at + 4].partition("\n")[0])


@cache
def _two_han() -> re.Pattern[str]:
    return re.compile("(?![漏庐掳虏鲁卤脳碌路聽锟烫屯])[\u4e00-\u9fff]{2}")
