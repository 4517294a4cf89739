"""Decide whether a character that careless conversion also keeps is a surname where it stands.

余 范 于 涂 党 种 are surnames of their own in traditional text, and no slips for 餘 範 於 塗
黨 種; so is 鍾, where another converter wrote 鐘: before a title (于先生, 范教授), before a
given name and a title, in a byline (文/余秋雨, 記者于明), and
before a given name that is followed by what people do.
"""

from __future__ import annotations

import re
from functools import cache

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import COMMON_HAN

SURNAMES = "余范于涂党种鍾"
TABLES = ("surname_context",)
_HAN = f"[{COMMON_HAN}]"
_BYLINE = pattern("[/／:：、(（|｜·•][ \u3000]?\\Z")
_EDGE = pattern(f"(?<!{_HAN})\\Z")
_NO_NAME = tuple("關由對在至屬基鑒等終過善位用利源處忠富勇敢甘屈止限歸便急敬生出見異低高大小关对")
"""Characters before 于 (於) that make a word with it: 關于先生 is no 于先生."""


@cache
def _words(kind: str) -> str:
    """Return the words of one kind as alternatives, the longest first."""
    words = [word for which, word in tables.rows("surname_context") if which == kind]
    return "|".join(sorted(words, key=len, reverse=True))


_NAMED = pattern(
    lambda: (
        f"(?P<title>{_HAN}{{0,2}}(?:{_words('title')}))"
        f"|(?P<deed>{_HAN}{{1,2}}(?:{_words('deed')}))"
        f"|(?P<alone>{_HAN}{{1,2}}(?!{_HAN}))"
    )
)
_TITLE = pattern(lambda: _words("title"))
_ROLE = pattern(lambda: f"(?:{_words('role')})[ \u3000:：]?\\Z")


def is_surname(text: str, at: int) -> bool:
    """Whether the character at ``at`` is one of `SURNAMES` and used as one."""
    if text[at] not in SURNAMES:
        return False
    before = text[max(0, at - 6) : at]
    title = _TITLE.match(text, at + 1) is not None
    if title and (text[at] != "于" or not before.endswith(_NO_NAME)):
        return True
    role = _ROLE.search(before) is not None
    if not role and _EDGE.search(before) is None:
        return False
    named = _NAMED.match(text, at + 1)
    if named is None:
        return False
    return named.lastgroup != "alone" or role or _BYLINE.search(before) is not None


@cache
def _maybe(surname: str) -> re.Pattern[str]:
    """Prefilter: the surname with a title, or behind a character that forms no word with it."""
    roles = "".join(sorted({word[-1] for word in _words("role").split("|")}))
    called = f"{_words('title')}|{_words('deed')}"
    begins = "".join(sorted({word[0] for word in called.split("|")}))
    return re.compile(
        f"{surname}(?:(?=[{begins}])(?:{_words('title')})"
        f"|(?:(?<=[{roles}].)|(?<!{_HAN}.))"
        f"(?={_HAN}{{0,2}}(?=[{begins}])(?:{called})|{_HAN}{{1,2}}(?!{_HAN})))"
    )


def places(text: str) -> list[int]:
    """Return where one of `SURNAMES` stands in ``text`` and is used as one."""
    return [
        match.start()
        for surname in SURNAMES
        if surname in text
        for match in _maybe(surname).finditer(text)
        if is_surname(text, match.start())
    ]
