"""Numerals that stand by themselves (mode full): a line, a list, a sum."""

from __future__ import annotations

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.cases import CLOSED, Case, Cases, Item
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.character_classes import pattern

_CLOCK = pattern("(?:[一二三四五六七八九]|二?十[一二三四五六七八九]?)点零[一二三四五六七八九]")
"""十二点零五 is a time of day as well."""


def alone(text: str, items: list[Item], end: int) -> Found:
    """Convert numerals that stand alone: a whole line, or between marks and particles."""
    whole = items[0]._replace(after=items[-1].end)
    line = character_classes.is_line(text, whole.start, whole.after)
    # a single digit is a number where it is all there is; in a line of its own, a heading
    single = line and (len(items) > 1 or len(text.strip()) == 1)
    for item in items:
        plain = parser.plain(text[item.start : item.end])
        if (len(plain) == 1 and not single) or _CLOCK.fullmatch(plain):
            return Found((), end)
    if line or OPEN.turns(text, whole, full=True):
        return Found(tuple(put(*item[:3], "number") for item in items), end)
    if len(items) == 1:
        return decimal(text, items[0], full=True)
    first = character_classes.run().match(text, whole.start)
    return Found((), first.end() if first else end)


_TOLD = r"(?=(?:十一|二百五)(?!<numeral>))"
OPEN = Cases(
    *CLOSED,
    Case(True, "置于三十的", before="<=put>", after="的"),
    Case(False, "（十三）", before="(?<=[（(])", after="[）)]"),
    Case(False, "你十三，", before="<!before-alone>"),
    Case(
        False,
        "比十三好",
        before="(?<=比)",
        after="(?!<after-alone>|<after-alone-word>|<compared>)",
    ),
    Case(False, "是十三好", before="(?<!比)", after="(?!<after-alone>|<after-alone-word>)"),
    Case(False, "三乘四等于十二，", before="(?<=<numeral>等[于於])"),
    # both or none: 十六比九, 五十二比四十八
    Case(False, "为十六比几，", after="[比乘](?:<numeral>|<vague>)"),
    Case(False, "，三比四十八，", before="(?<=<numeral>[比乘、])"),
    Case(False, "，三十 几", after="<spaced-on>"),
    # the point of a decimal only where nothing else can begin
    Case(False, "有一点三", before="(?=一[点點])(?<=[有是得的了])"),
    Case(False, "为十一，", before=_TOLD + r"(?!\A|(?<=[，。；：,.;:\n 　有]))"),
    Case(False, "，十一吗", before=_TOLD, after=r"(?![，。；,.;\n 　]|\Z)"),
)
"""Whether marks or particles stand on both sides of a numeral."""

DECIMALS = Cases(
    Case(False, "下午三点五万吨", before="<=clock-before>"),
    Case(
        False,
        "三点五个",
        kind="count",
        test=lambda _, item: not (item.number.word or (item.word and item.word.decimal)),
    ),
    Case(
        True,
        "提高一点五倍",
        before="(?=[一壹][点點])(?<=[提增升扩擴][高长長大多]|[减減降缩縮][少低小]|[拉延][长長]|放大|高[达達]|[只仅僅约約共][有]|[达達]到)",
    ),
    Case(False, "这一点三吨", before="(?=[一壹][点點])<=one-before>"),
)
"""Whether 点 is a decimal point."""


LONE = Cases(
    *CLOSED,
    Case(False, "二十点一万多", after="<open>|<spaced-on>|<numeral>|[点點分刻半〇零]"),
    Case(
        False,
        "齐烟九点一四五",
        test=lambda text, item: lexicon.named(text, item.start, item.end),
    ),
    *DECIMALS.cases,
)
"""Whether a decimal without a unit is one."""
_POINTED = 3
"""Digits behind a 点 that exclude a time of day and an item's number."""


def decimal(text: str, item: Item, *, full: bool) -> Found:
    """Convert a decimal without a unit: 二十点一万, 三点一四一五九 (mode full)."""
    _, point, rest = parser.plain(text[item.start : item.end]).partition("点")
    long = bool(point) and (bool(item.number.word) or (full and len(rest) >= _POINTED))
    turns = long and LONE.turns(text, item, full=full)
    return Found((put(*item[:3], "decimal"),) if turns else (), item.end)


_SUM = pattern("[加减減乘除等于於以比负負得]+")


def summed(text: str, start: int, _: int = 0) -> Found | None:
    """Convert the numbers of a line that is an equation or score: 一加二等于三, 七十八比九十六."""
    if start and text[start - 1] != "\n":
        return None
    if text.startswith("比", start + 2) and text[start] in "负負":
        return None  # 负三比一: the team that lost
    found: list[Change] = []
    at = start + 1 if text[start] in "负負" else start
    while True:
        match = character_classes.run().match(text, at)
        if match is None or len(found) > 32:
            return None
        number = parser.number(match[0])
        if number is None:
            return None
        sign = "-" if text[match.start() - 1 : match.start()] in ("负", "負") else ""
        begin = match.start() - len(sign)
        found.append(put(begin, match.end(), number, "sum", sign))
        at = match.end()
        between = _SUM.match(text, at)
        if between is None:
            break
        at = between.end()
    if len(found) < 2 or (at < len(text) and text[at] != "\n"):
        return None
    return Found(tuple(found), at)
