"""第十二条 as 第12条 (mode full)."""

from __future__ import annotations

from hantidy.core.edits import Change
from hantidy.filters.numerals import lexicon, parser
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.reading import number_at

_PLANS = (
    "(?:个(?:五|十|六|百)|個(?:五|十|百)|次?(?:世界|中日|国内|國內|革命|工业|工業|全国|全國|产业|產業|战|戰|鸦片|鴉片|长征)"
    "|[届屆](?:中央|全国|全國|人大|人民|中共|[一二三四五六七八九十]+中)"
    "|人民|[军軍師师团團连連路街巷大中国國世产產感方者时時只纵縱书書夫手线線])"
)
"""Names and plans: 第二次世界大战, 第三方."""
_ORDINAL = (
    f"第(?P<number><numeral>+)(?!<numeral>|[点點]<digit>|<open>|{_PLANS})(?:"
    # 第一至第二十名: the other one decides; 第三、四条
    "(?<=第.)<ordinal-join>(?=第[^一壹])|(?<!第[一壹])(?P<joined><ordinal-join>)(?=<numeral>)"
    # behind 第十二 a boundary is enough; 第五次会议 is called so
    "|(?<!第.)<boundary>|第|(?!次<session>)(?P<word>(?:小(?=<small>))?<ordinal>))"
)


def ordinal(text: str, at: int) -> Found:
    """Convert the number after 第, and a chain 第一章第三节 as a whole or not at all."""
    made: list[Change] = []
    whole = True
    while True:
        changes, end = _one(text, at)
        made += changes
        whole = whole and bool(changes)
        word = lexicon.word_at(text, end)
        at = end + (len(word.text) if word else 1) + text.startswith("小", end)
        if not text.startswith("第", at):
            return Found(tuple(made) if whole else (), end)


def _one(text: str, at: int) -> Found:
    run = pattern("<numeral>+").match(text, at + 1)
    if run is None:
        return Found((), at + 1)
    end = run.end()
    match = pattern(_ORDINAL).match(text, at)
    number = parser.number(run[0], True)
    if match is None or number is None or lexicon.named(text, at, end + 1):
        return Found((), end)
    if (
        match["word"]
        and lexicon.is_barred(text, end)
        and not text.startswith(("部分", "部份"), end)
    ):
        return Found((), end)  # 第二集团
    first = put(at + 1, end, number, "ordinal")
    if not match["joined"]:
        return Found((first,), end)
    other = number_at(text, end + 1, full=True)
    if other is None or other.word is None:
        return Found((), end + 1)
    return Found((first, put(other.start, other.end, other.number, "ordinal")), other.end)
