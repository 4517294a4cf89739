"""Numbers before units and measure words: 一百二十人, 三点五万亿元, 十五至二十天, 三小时二十分钟.

A chain of them, adjacent or joined by 至 到 和 、, is converted as a whole or not at all.
"""

from __future__ import annotations

from itertools import pairwise

from hantidy.core.edits import Change
from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.alone import DECIMALS, alone, decimal
from hantidy.filters.numerals.cases import CLOSED, Case, Cases, Item
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.character_classes import pattern
from hantidy.filters.numerals.guards import RELATIVE, counted
from hantidy.filters.numerals.lexicon import Word, words
from hantidy.filters.numerals.names import NAMES, is_person
from hantidy.filters.numerals.reading import chain, number_at
from hantidy.filters.numerals.years import YEARS, bare


def quantity(text: str, start: int, end: int, *, full: bool) -> Found:
    """Convert all numbers of the chain from ``text[start:end]``, or none."""
    if full and is_person(text, start, end):
        return Found((), end)
    items, end = chain(text, start, full=full)
    if not items:
        return Found((), end)
    last = items[-1]
    if last.word is None:
        if full:
            return alone(text, items, end)
        return decimal(text, last, full=False) if len(items) == 1 else Found((), end)
    if not STANDS.turns(text, last._replace(start=items[0].start), full=full):
        return Found((), end)
    if (about := _about(text, items)) is not None:
        return about
    for item in items:
        whole = item if item.word else item._replace(word=last.word, after=last.after)
        if not _turns(text, whole, last.word, full=full):
            return Found((), end)
    changes = [put(item.start, item.end, item.number, "quantity") for item in items]
    return _with_tail(text, items, last.word, changes, end, full=full)


def _turns(text: str, item: Item, word: Word, *, full: bool) -> bool:
    """Whether one number of a chain may be converted before ``word``."""
    word = item.word or word
    plain = parser.plain(text[item.start : item.end])
    if not COUNTED.turns(text, item, full=full):
        return False
    if "点" in plain:
        return DECIMALS.turns(text, item, full=full)
    if not item.structured:
        return full and len(plain) == 1 and plain != "零" and SINGLE.turns(text, item, full=True)
    if not full and not word.safe:
        return False
    if len(plain) > 1 and parser.is_short(plain) and word.kind != "money":
        return word.text in words("short-before")  # 一百一个 is a hundred apiece
    return word.text[0] != "年" or YEARS.turns(text, bare(text, item), full=full)


# --- what may stand around a chain


def _goes_on(text: str, at: int, kind: str = "") -> bool:
    """Whether a number ends at ``at``, so that a list began before; with a word of ``kind``."""
    return pattern("<=saying>|(?<=<saying><about>)").match(text, at) is not None or counted(
        text, at, "<=saying>|<=about>", kind
    )


def _joins(text: str, item: Item) -> bool:
    return _goes_on(text, item.start - 1)


def _is_part(text: str, item: Item) -> bool:
    return counted(text, item.start, "<=counting>", item.word.kind if item.word else "")


_ORDINAL_BEFORE = pattern(
    "第[〇零一二三四五六七八九十百千]+[^\\W\\d〇零一二三四五六七八九十百千第]{1,2}\\Z"
)


def _joins_no_ordinal(text: str, item: Item) -> bool:
    at = item.start - 1
    return _goes_on(text, at) and _ORDINAL_BEFORE.search(text, max(0, at - 9), at) is None


STANDS = Cases(
    *CLOSED,
    Case(False, "三十天多", after="[几幾多余餘来來]"),
    Case(False, "三十天半", mode="safe", after="半"),
    Case(
        False,
        "二十八條、第五十六條",
        word="<ordinal>",
        after="[、及和与與或]第[〇零一二三四五六七八九十百千0-9]",
    ),
    # a count of things that are named by a number
    Case(False, "两个五十年", before="(?<=(?!一)<counting>[个個])"),
    Case(False, "一比五十公里", before="(?<=<counting>比)"),
    Case(False, "正月十五日", word="[日号號]", before="(?<=月)"),
    Case(False, "高三十五班", word="班", before="(?<=[高初大中小])"),
    # what the chain goes on stayed
    Case(False, "几番、五十人", mode="safe", before="<=join>", test=_joins),
    Case(False, "几番、五十人", mode="full", before="<=join>", test=_joins_no_ordinal),
    # 二人 and 二次 stay, and so does what they stand beside
    Case(False, "三人二人", mode="full", kind="count", after="二(?<=(.)二)\\1"),
    Case(False, "二人三人", mode="full", kind="count", before="(?<=二(.))<numeral>+\\1"),
    # a quantity whose first part was not taken in
    Case(False, "3分五十分钟", kind="time", before="(?<=<counting>[分时時刻])"),
    Case(False, "三斤二十克", kind="time money measure", test=_is_part),
)
"""Whether a chain is a number, by what stands around the whole of it."""

COUNTED = Cases(
    # amounts written out as in contracts: 伍仟元整, 伍仟元叁角, 五千圆
    Case(False, "五千圆", mode="safe", kind="money", word="[圆圓].*"),
    Case(
        False,
        "伍仟元整",
        mode="safe",
        kind="money",
        before="(?=<numeral>*<financial>)",
        after="(?<=[整正])|[整正]|[零壹贰貳贰弍叁參叄肆伍陆陸柒捌玖]{1,2}[角毛分]",
    ),
    *NAMES.cases,
)
"""Whether a number of a chain counts what its measure word names."""

# --- single digits


def _is_joined(text: str, item: Item, kind: str = "") -> bool:
    """Whether the digit is a member of a list or range."""
    return text[item.end : item.end + 1] in words("join") or (
        text[item.start - 1 : item.start] in words("join") and _goes_on(text, item.start - 1, kind)
    )


def _is_lone(text: str, item: Item) -> bool:
    return not _is_joined(text, item)


def _is_figure(text: str, item: Item) -> bool:
    """Whether one digit makes a shape of the word: 三角; but 五元三角, 零下五度."""
    word = item.word
    return (
        word is not None
        and word.many
        and not _is_joined(text, item, word.kind)
        and not (
            word.kind == "money"
            and pattern("(?<=<counting>[元圆圓块塊角毛])").match(text, item.start)
        )
        and not (word.text == "度" and pattern("<=degrees-before>").match(text, item.start))
    )


def _is_in_line(text: str, item: Item) -> bool:
    return character_classes.is_line(text, item.start, item.after)


_NUMBERED = pattern("第[〇零一二三四五六七八九十百千]+\\Z")
"""An ordinal before: 第一家."""


def _is_paired(text: str, item: Item) -> bool:
    """Whether a second digit near makes a saying: 三番五次, 一波三折, 五花八门."""
    word = item.word
    if word is None or _is_joined(text, item):
        return False
    near = pattern("(?!半)(?:(?=<saying>)|(?!<break>).(?s:.)??(?=<saying>))").match(
        text, item.after
    )
    if near is not None:
        second = number_at(text, near.end(), full=True)
        if second is None or second.word is None:
            return True
        if near.end() == item.after and word.kind == "count" and second.word.text != word.text:
            return True  # 三杯两盏
    if pattern("(?<=<saying>(?!<break>).)").match(text, item.start) is None:
        return False
    left = lexicon.word_at(text, item.start - 1)
    return (left is None or (left.kind == "count" and left.text != word.text)) and _NUMBERED.search(
        text, max(0, item.start - 9), item.start - 1
    ) is None


SINGLE = Cases(
    Case(False, "三个、五角星", test=_is_figure),
    # 一 is an article, not a number (GB/T 15835-2011, 4.2.2)
    Case(False, "这一年后", word="[年天周週]", before="(?=[一壹])<=one-before>", after="<span>"),
    Case(True, "一年后", word="[年天周週]", before="(?=[一壹])", after="<span>"),
    Case(
        False,
        "一斤",
        before="(?=[一壹])",
        test=lambda _, item: item.word is not None and not item.word.one,
    ),
    Case(False, "这一吨", before="(?=[一壹])<=one-before>"),
    Case(False, "前一小时", before=f"(?=[一壹]){RELATIVE}", after="(?!<span>)"),
    Case(False, "在一块", word="[块塊]", before="(?=[一壹])(?<=[在到同了住走坐聚混站])"),
    Case(
        False,
        "一个包子",
        kind="count",
        before="(?=[一壹])",
        test=lambda text, item: _is_lone(text, item) and not _is_in_line(text, item),
    ),
    # a year, a day or a month is counted, or has a number
    Case(True, "三天都", word="[天周週]", after="[有都就没沒才]", test=_is_lone),
    Case(
        False,
        "三天假",
        word="[年天日月周週]",
        after="(?!<span-after>|<counting>)",
        test=_is_lone,
    ),
    Case(False, "秦王三年，", word="年", before="<=ruler>"),
    Case(False, "治乱三年（1179年）", word="年", after="<gloss>"),
    Case(
        False,
        "康熙三年，",
        word="年",
        test=lambda text, item: lexicon.reign_before(text, item.start),
    ),
    Case(False, "三元股", word="[元圆圓]", after="(?!<yuan-after>)"),
    Case(False, "三块石头", word="[块塊]", after="(?!<kuai-after>)"),
    # 肆成人有德 is no number
    Case(True, "肆人", kind="count", before="(?=<financial>)", test=_is_in_line),
    Case(False, "肆人有", kind="count", before="(?=<financial>)", test=_is_lone),
    Case(False, "七成 六", word="成", after="<spaced-on>"),
    Case(False, "人大三次会议", word="次", after="<session>"),
    # one counts with 两: 二次 is the second, 二人 a saying, 二元 binary
    Case(False, "二次", kind="count", before="(?=二)"),
    Case(False, "二元", word="<no-two>", before="(?=二)"),
    Case(False, "三条条", after="(?<=(.))\\1"),
    Case(False, "三番五次", test=_is_paired),
)
"""Whether a single digit is a number (mode full)."""


# --- what follows a chain as part of it

_TAIL = pattern(
    "[一二三四五六七八九][零〇一二三四五六七八九]?(?![零〇一二三四五六七八九十百千万萬亿億点點]|分之)"
)


def _each(text: str, at: int) -> int | None:
    """Return the end of 一斤 in 十块钱一斤, a price per unit; None if there is none at ``at``."""
    if text[at : at + 1] not in ("一", "壹"):
        return None
    word = lexicon.word_at(text, at + 1)
    if word is None or word.many or word.kind not in ("count", "measure"):
        return None
    end = at + 1 + len(word.text)
    return end if end == len(text) or text[end] in words("break") else None


def _ends(text: str, end: int) -> bool:
    """Whether a number without a unit may end at ``end``."""
    return lexicon.word_at(text, end) is None and not character_classes.after_is_open(text, end)


def _with_tail(
    text: str,
    items: list[Item],
    last: lexicon.Word,
    changes: list[Change],
    end: int,
    *,
    full: bool,
) -> Found:
    """Add what follows a chain as part of it: 十五斤半, 十块钱一斤, 十二块五."""
    if full and text.startswith("半", end):
        return _half(text, items, changes, end)
    if full and last.kind != "count" and (each := _each(text, end)) is not None:
        changes.append(Change(end, end + 1, "1", "quantity"))
        return Found(tuple(changes), each)
    tail = _TAIL.match(text, end) if last.kind != "count" or last.text in "个個" else None
    if tail is not None and _ends(text, tail.end()):
        # 十二块五, 三十六度五: the part without a word belongs to it; 米2 would be m², 個二 is said
        if not full or last.kind == "count" or (last.text[-1] == "米" and tail[0] in "二三"):
            return Found((), tail.end())
        digits = parser.digits(parser.plain(tail[0]))
        changes.append(Change(end, tail.end(), digits, "quantity"))
        return Found(tuple(changes), tail.end())
    return Found(tuple(changes), end)


def _half(text: str, items: list[Item], changes: list[Change], end: int) -> Found:
    """Convert 十五斤半 to 15.5斤."""
    item, word = items[-1], items[-1].word
    after = text[end + 1 : end + 2]
    if (
        word is None
        or (word.kind == "count" and word.text != "成")
        or len(items) > 1
        or item.number.word
        or "." in item.number.digits
        or word.text in ("月", "日", "号", "號", "时", "時", "分", "年代", "世纪", "世紀")
        or (after and after not in words("half-after"))
    ):
        return Found((), end + 1)
    number = changes[0]._replace(after=item.number.digits + ".5")
    return Found((number, Change(end, end + 1, "", "half")), end + 1)


_STEPS = f"{parser.DIGITS} 一三五七九 零二四六八"


def _about(text: str, items: list[Item]) -> Found | None:
    """Convert 三、五天 and 两、三个 to 3-5天 and 2-3个; leave 十五、六个, 三、四十人.

    None if the digits are a list.
    """
    for one, other in pairwise(items):
        low, high = (parser.plain(text[item.start : item.end]) for item in (one, other))
        if one.word is not None or text[one.end : other.start] != "、":
            continue
        if len(low) == len(high) == 1:
            told_apart = other.word is None or other.word.text[0] in words("told-apart")
            if len(items) == 2 and low + high in _STEPS and not told_apart:
                between = Change(one.end, other.start, "-", "range")
                ends = (put(item.start, item.end, item.number, "range") for item in items)
                return Found((next(ends), between, next(ends)), other.after)
        elif 1 in (len(low), len(high)) and low[-1] + high[0] in parser.DIGITS:
            return Found((), items[-1].after)
    return None
