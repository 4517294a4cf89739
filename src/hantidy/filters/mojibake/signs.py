"""Small damage with a known shape: symbols, runs, and question marks that were something else."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hantidy.edits import Change
from hantidy.filters.mojibake.gate import LATIN_LETTERS, SYMBOLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["find_signs"]

_CERTAIN_SPACES = 4
"""So many 聽 are no verb."""
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_READ_AS_GBK = "UTF-8 read as GBK"
_YEAR = r"(?:19|20)[0-9]{2}"
_UNITS = "KMGTkmcdnpµμhHzlLsSVWAFJNgBbx"
# A mark at the end of a question that is one: words that ask, and particles.
_ASKING = re.compile(
    "[吗嗎呢么麼吧啊呀么谁誰哪几幾何]|什|甚|怎|为啥|為啥|多少|多久|是否|能否|可否|有没有|有沒有|是不是|会不会|會不會"
    "|难道|難道|岂|豈|要不要|好不好|对不对|對不對|[哇喔哦噢唉诶欸]"
)


@cache
def _symbols() -> re.Pattern[str]:
    """The two bytes of a Latin-1 symbol in UTF-8, where only the symbol makes sense."""
    letters = "".join(LATIN_LETTERS())
    rules = (
        (
            rf"(?P<copyright>漏(?=[ ]?\(?[cC]?\)?[ ]?{_YEAR})|(?<=[Cc]opyright)[ ]?漏(?![{_HAN}])"
            rf"|(?<=COPYRIGHT)[ ]?漏(?![{_HAN}])|(?<=[权權]所有)[ ]?漏(?=[ ]?[0-9A-Za-z]|[ ]?$))"
        ),
        rf"(?P<registered>(?<=[A-Za-z0-9])庐(?![{_HAN}]))",
        rf"(?P<degree>(?<=[0-9])[ ]?掳(?:(?=[ ]?[CFKNSEW](?![a-z]))|(?![{_HAN}])))",
        rf"(?P<square>(?<![A-Za-z])(?:(?<=[{_UNITS}]m)|(?<=m))虏|(?<=[a-zA-Z)])虏(?![{_HAN}]))",
        (
            rf"(?P<cube>(?:(?<=[0-9][{_UNITS}]m)|(?<=[0-9]m)|(?<=[0-9 ][{_UNITS}]m)"
            rf"|(?<=/[{_UNITS}]m)"
            rf"|(?<=/m)|(?<=[0-9] m))鲁)"
        ),
        (
            r"(?P<plusminus>(?<![\u3400-\u9fff])卤(?=[ ]?[0-9])|卤(?=[ ]?[0-9.]+[ ]?[%％℃°掳]"
            r"|[ ]?[0-9.]+[ ]?(?:[mckdu]?m|k?g|m?[VAs]|k?Hz|dB)\b))"
        ),
        r"(?P<times>(?<=[0-9A-Za-z])[ ]?脳(?=[ ]?[0-9A-Za-z]))",
        r"(?P<micro>(?:(?<=[0-9])|(?<=[0-9] ))碌(?=[mgslLFAVWMJ](?![a-z])))",
        r"(?P<middle>(?<=[A-Za-z]{2})[ ]?路(?=[ ]?[A-Z][a-z]))",
        (
            rf"(?P<letter>(?:(?<=[A-Za-z][a-z])|(?<=[b-hj-z][a-z])|(?<=\b[A-Z]))[{letters}]"
            rf"(?=[a-z]|茅?[a-z])|(?<=[A-Za-z][a-z]{{2}})茅(?![{_HAN}A-Za-z])|(?<![{_HAN}A-Za-z])[脌-脼](?=[a-z]{{2}}))"
        ),
        "(?P<spaces>聽{2,}|(?:(?<=^)|(?<=[ \u3000\xa0]))聽(?=[ \u3000\xa0]))",
    )
    return re.compile("|".join(rules), re.MULTILINE)


@cache
def _lost_copyright() -> re.Pattern[str]:
    """A © that a codec without one made a question mark."""
    return re.compile(
        rf"(?:(?<=[Cc]opyright)|(?<=COPYRIGHT)|(?<=[Cc]opyright )|(?<=COPYRIGHT )"
        r"|(?<=[Cc]opyright \()"
        rf"|(?<=[权權]所有 )|(?<=[权權]所有))\?(?=\)?[ ]*(?:{_YEAR}|[A-Z\u3400-\u9fff])|[ ]*$)"
        rf"|(?<![^\s|>(])\?(?=[ ]?{_YEAR}(?:[ ]?[-–—~～至][ ]?(?:{_YEAR}|[Pp]resent))?,?[ ]"
        r"[^\n]{0,60}(?:[Aa]ll [Rr]ights|ALL RIGHTS|[权權]所有|保留|Inc\b|Ltd\b|Corp\b|LLC\b"
        r"|Co\.))",
        re.MULTILINE,
    )


@cache
def _runs() -> re.Pattern[str]:
    return re.compile("(?P<lost>(?:锟斤拷){2,})|(?P<stack>烫{3,}|屯{3,})")


@cache
def _lost_han() -> re.Pattern[str]:
    return re.compile(rf"(?<=[{_HAN}])\?(?=[{_HAN}])")


def _simplified(text: str) -> bool:
    """Whether a line cannot mean the hanzi 聽: it holds no other hanzi, or simplified ones."""
    others = {char for char in text if "\u4e00" <= char <= "\u9fff"} - {"聽"}
    if not others:
        return len(text.strip()) > 2 * text.count("聽") or text.count("聽") == 1
    both = "".join(others)
    return len(both.encode("gb2312", "ignore")) == 2 * len(both) and len(
        both.encode("big5", "ignore")
    ) < 2 * len(both)


def find_signs(text: str, spoken_of: Callable[[int, int], bool]) -> Iterator[Change]:
    """What of this kind stands in a line; ``spoken_of`` tells whether the line speaks of it."""
    for match in _symbols().finditer(text):
        change = _symbol(text, match)
        if change and not spoken_of(change.start, change.end):
            yield change
    for match in _runs().finditer(text):
        start, end = match.span()
        if match["stack"]:
            reason = "uninitialised memory read as GBK, or Chinese: nobody can tell"
            yield Change(start, end, match[0], "filler", reason)
        elif not spoken_of(start, end):
            after = "\ufffd" * (2 * len(match[0]) // 3)
            yield Change(start, end, after, "replacement", f"U+FFFD in {_READ_AS_GBK}")
    if "?" in text:
        yield from _question_marks(text)


def _symbol(text: str, match: re.Match[str]) -> Change | None:
    start, end = match.span()
    found = match[0]
    if match["spaces"]:
        if len(found) < _CERTAIN_SPACES and not _simplified(text):
            return None
        after = "\xa0" * len(found)
    elif match["letter"]:
        after = LATIN_LETTERS()[found]
    else:  # A space before it belongs to the pattern, not to the change.
        start, after = end - 1, SYMBOLS[found[-1]]
    return Change(start, end, after, "symbol", _READ_AS_GBK)


def _question_marks(text: str) -> Iterator[Change]:
    for match in _lost_copyright().finditer(text):
        yield Change(*match.span(), "©", "copyright", "© lost in a codec that has none")
    for match in _lost_han().finditer(text):
        at = match.start()
        before = text[max(0, at - 40) : at]
        clause = re.split("[，。！？；：,.!?;:、\\s“”「」]", before)[-1]
        following = re.split("[，。！？；：,.!?;:、\\s“”「」]", text[at + 1 : at + 20])[0]
        if _ASKING.search(clause) or _ASKING.search(following[:1]):
            continue
        if len(clause) <= 6 or len(following) <= 5:
            yield Change(
                at, at + 1, "?", "lost-hanzi", "a hanzi or mark that the codec lacked", shield=True
            )
