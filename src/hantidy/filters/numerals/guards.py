"""The named guards of rows: contexts in which a match is left alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from hantidy.filters.numerals import character_classes, lexicon, parser
from hantidy.filters.numerals.cases import Item
from hantidy.filters.numerals.character_classes import (
    Context,
    after,
    before,
    both,
    either,
    is_closed,
    pattern,
)
from hantidy.filters.numerals.names import NAMES, is_person
from hantidy.filters.numerals.years import reign_earlier

_SAID = (
    "(?:(?<=[上下中]午|晚上|晚[间間]|早上|早晨|凌晨|清晨|傍晚|夜[里裡间間]|深夜|[今昨明当當]晚|[明今]早|[时時][间間])"
    "|(?<=[日号號天至到于於在從从是前后後~～—–-]))"
)
"""What stands before and announces a time of day."""
_STEM_AND_BRANCH = "[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]"
RELATIVE = "<=relative>(?<!提前|元前)"
"""前 or 下, which make 一 an article: 前一小时, not 提前一小时."""
_BESIDE = r"(?:[0-9A-Za-z０-９Ａ-Ｚａ-ｚ.．\u2150-\u2188\u2460-\u24ff\u3021-\u3029]|<character>)"
_RUN = pattern("[一二三四五六七八九十百]+")
beside_number = either(before(f"(?<={_BESIDE})"), after(_BESIDE))
_closed = either(before("<=dated>|(?<=[月.])|(?<=年)<!this-year>"), is_closed)


def _not_a_number(text: str, start: int, end: int) -> bool:
    """A numeral in the match has no value."""
    return any(parser.number(one[0]) is None for one in _RUN.finditer(text, start, end))


def _no_measure(text: str, _: int, end: int) -> bool:
    """No unit of measurement follows."""
    word = lexicon.word_at(text, end)
    return word is None or word.kind != "measure"


def _word(text: str, _: int, end: int) -> bool:
    return lexicon.word_at(text, end) is not None


def _counts(kind: str) -> Context:
    """The word that is counted is of a kind of the table of contexts."""

    def counts(text: str, _: int, end: int) -> bool:
        word = lexicon.word_at(text, end)
        return word is not None and word.text in lexicon.words(kind)

    return counts


def _no_word(text: str, _: int, end: int) -> bool:
    return lexicon.word_at(text, end) is None


_ROMAN = pattern("M*(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")


def _not_roman(text: str, start: int, end: int) -> bool:
    """Several characters that form no valid Roman numeral; a single one always does."""
    letters = unicodedata.normalize("NFKC", text[start:end]).upper()
    return end - start > 1 and _ROMAN.fullmatch(letters) is None


def _label(text: str, start: int, end: int) -> bool:
    """１．２０２１年 is the label of a heading and a year, and no 1.2021."""
    begins = not text[text.rfind("\n", max(0, start - 9), start) + 1 : start].strip(" 　")
    after = text[end : end + 1]
    return "，" not in text[start:end] and (
        after == "年" or (begins and after not in ("", *"\n%％‰万萬亿億"))
    )


def _money(text: str, _: int, end: int) -> bool:
    """A sum of money of a currency, not of its parts, is counted."""
    word = lexicon.word_at(text, end)
    return word is not None and word.kind == "money" and word.text[0] not in "分角毛厘"


def _second(text: str, start: int, end: int) -> bool:
    """2 before what is counted is 二, not 两: the second, in a date of a reign, or alone."""
    word = lexicon.word_at(text, end)
    if (
        word is None
        or _NUMBERED.search(text, max(0, start - 12), start)
        or lexicon.reign_before(text, start)
    ):
        return True
    return word.text not in lexicon.words("two-before") and (
        word.kind == "measure" or word.text[0] in lexicon.words("second")
    )


_NUMBERED = pattern("[初周週]\\Z|[公西]元前?\\Z|第(?:[0-9]+[、和与與及至到~～])*\\Z")


def is_called(text: str, start: int, _: int = 0) -> bool:
    """Digits are the number of a telephone, a room or a card."""
    called = pattern("<telephone>(?:是|为|為|号|號|号码|號碼|：|:)?\\Z")
    return called.search(text, max(0, start - 8), start) is not None


def _counting(text: str, start: int, end: int, *, few: int = 4) -> bool:
    """Digits are counted, or a saying: 一二三四五六七, 三三两两."""
    shown, _, decimals = parser.plain(text[start:end]).lstrip("负").partition("点")
    counted = len(set(shown)) == 1 or parser.digits(shown) in "01234567890"
    return counted or (len(shown) <= few and "零" not in shown and not decimals)


def _not_said(text: str, start: int, end: int) -> bool:
    """Digits are few, or counted: 一二三四五六七."""
    said = "幺" in text[start:end] or is_called(text, start)
    return not said and (end - start < _FEW or _counting(text, start, end, few=0))


_FEW = 7


def _old_closed(text: str, start: int, end: int) -> bool:
    """廿三 is a day of the lunar calendar, part of a name or of a longer number."""
    word = lexicon.word_at(text, end)
    if word is None or word.text in ("日", "号", "號", "天"):
        return True
    item = Item(start, end, parser.Number(""), word, end + len(word.text), structured=True)
    return after("<numeral>")(text, start, item.after) or not NAMES.turns(text, item, full=True)


def _two_numbers(text: str, start: int, end: int) -> bool:
    """一百 二十: more than two parts, or one that is no number for itself, are one number."""
    parts = text[start:end].split()
    return len(parts) <= 2 and lexicon.words("lone").isdisjoint(parts)


def _begins_line(text: str, start: int, _: int) -> bool:
    """Nothing but the marks of a list stands before in the line."""
    line = max(text.rfind("\n", max(0, start - 8), start) + 1, start - 8, 0)
    return not text[line:start].strip(" 　>*+-")


def counted(text: str, at: int, before: str, kind: str) -> bool:
    """Whether a word of ``kind`` (any, if empty) ends at ``at``, with ``before`` before it."""
    return any(
        pattern(before).match(text, begin) is not None
        and (word := lexicon.word_at(text, begin)) is not None
        and begin + len(word.text) == at
        and (not kind or word.kind == kind)
        and not is_person(text, begin - 1, begin)
        for begin in range(at - 1, max(0, at - 4), -1)
    )


def is_hyphen(text: str, at: int, end: int) -> bool:
    """Whether ``-`` at ``at`` joins two quantities of a kind: 3元-5元, 1日-3日; 2月-5度."""
    word = lexicon.word_at(text, end)
    return (
        word is not None
        and text.startswith("-", at)
        and counted(text, at, "(?<=[0-9万萬亿億])", word.kind)
    )


def _is_long(text: str, start: int, end: int) -> bool:
    return end - start >= _LONG and not character_classes.is_line(text, start, end)


_LONG = 5
"""Digits from which a number without a unit is an identifier."""

_bare = both(before("(?!-)"), after("(?<![万萬亿億兆])"))
GUARDS: Mapping[str, Context] = {
    # letters, digits or marks before a number make it part of something else
    "begun": both(
        before(
            r"(?<=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ/_#№·•$￥¥€£@\\^+=*×÷-])|(?<=[0-9A-Za-z０-９][.,，．：:])"
            r"|(?<=[0-9A-Za-z/+=*<>≤≥] )|(?<=[%％‰‱])|(?<=\.\.)|(?<=\x1b\[)"
        ),
        lambda text, start, end: not (start and is_hyphen(text, start - 1, end)),
    ),
    "beside": after(
        r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ/_:^+=*#@×÷·•°℃℉′%％‰‱-]|[.,．：；;][0-9０-９]|\.\."
        r"|，(?:[0-9]{3}(?![0-9])|[０-９])| [0-9/+=*<>≤≥]"
    ),
    "beside-number": beside_number,
    # a date or numeral precedes, and no 上午 or day
    "clock-closed": both(before(f"(?!<=after-day>{_SAID})"), either(_closed, lexicon.reign_before)),
    # 八点多, 八点 三十, 两点之间
    "clock-goes-on": either(
        after("<open>|<spaced-on>"), both(after("之[间間]"), before("(?<![至到])"))
    ),
    # a numeral, 月 or a line number precedes
    "closed": _closed,
    "closed-number": is_closed,
    "closed-score": both(before("(?<![以成为為])"), is_closed),
    # a telephone or an identifier
    "code": both(
        _bare,
        _no_word,
        either(
            before("1[3-9][0-9]{9}(?![0-9])|<=hotline-before>"), after("<hotline-after>"), _is_long
        ),
    ),
    "counting": _counting,
    "decimal": both(before(f"(?!{_SAID})"), after("(?<=[零〇].)")),
    "equation-before": before("(?<=<numeral>等[于於])"),
    # a numeral follows, possibly behind 至 or 、, and is not a date itself
    "goes-on": after(
        "(?<=月)<dated>|(?<=[日号號])(?!.<year>年)(?:[至到~～—–－-]|——|[、和与與])<dated>"
    ),
    "label": _label,
    # （1）, [1], “5.12”, 3.1节, 80后, 图3, 1. at the start of a line
    "labelled": both(
        _bare,
        either(
            before(
                r"(?<=[(（\[［“「『])[0-9.]+[)）\]］”」』]|[0-9]+\.[0-9]+(?:小?[节節]|[章条條款版])"
                "|[0-9]{2}[后後]|<=numbered>"
            ),
            is_called,
            both(after(r"[.、](?![0-9])|\) |．"), _begins_line),
        ),
    ),
    "lunar-before": either(lexicon.reign_before, before(f"(?<={_STEM_AND_BRANCH})")),
    "lunar-after": after("初<one>|[正腊臘冬闰閏][月一二三四五六七八九十]|<dated>*月|<gloss>"),
    "name": lexicon.named,
    "no-measure": _no_measure,
    # a month without a day may be a count of months or a name
    "no-month": both(
        after("(?<=[月份])"),
        either(after("(?<=月)(?!<month-after>)"), before(f"<=month-count>|(?=一){RELATIVE}")),
    ),
    # 三点意见: the text behind shows that points are counted
    "no-time-after": both(before(f"(?!{_SAID})"), after("(?!<time-after>)")),
    # what has a sign counts, or ends
    "no-minus": either(after("次方"), _counts("no-minus"), both(_no_word, after("(?!<boundary>)"))),
    "no-money": lambda *span: not _money(*span),
    "no-sign": before("<=not-minus>"),
    "not-a-number": _not_a_number,
    "not-roman": _not_roman,
    "not-said": _not_said,
    "numeral-after": after("<dated>|<numeral>"),
    # 五黄六月, 十七年秋八月, （农历甲辰年）二月
    "of-verse": before("(?<=[春夏秋冬])|(?<=年[）)])|(?<=<dated><letter>)"),
    # 是一点, 到一点, 对齐零点
    "one-point": before(f"(?=[一零〇])(?:(?!{_SAID})|<=time-preposition>)"),
    # 第3章第12节: what stands before it stays
    "of-more": before("(?<=[第万萬亿億兆])"),
    "old-closed": both(
        lambda *span: not character_classes.is_line(*span),
        either(_old_closed, before("(?<=[月五])|<=numeral>"), is_closed, lexicon.named),
    ),
    "open": after("<open>"),
    # 七八月, 三至五六人, 高七八班
    "pair-named": either(
        before("(?<=[、至到])|(?<=[高初大])(?=<pair>班)"),
        both(before("(?=<pair>(?!<numeral>))"), _counts("one-date")),
    ),
    "part-before": before("(?<=<dated>[分刻])"),
    "person": is_person,
    # a numeral or 几 stands before, or 百分之几到
    "part-closed": before(
        r"(?<=[几幾数數好负負正.·])|(?<=\d)|<=numeral>|(?<=[几幾数數][至到~～—–－-])"
    ),
    # a range or list goes on: of a list, each member must say 百分之 itself
    "part-goes-on": after(r"<list>(?!<part>)(?:<numeral>|\d)|<to><numeral>"),
    "reign-earlier": reign_earlier,
    "said-part": after("(?<=分之百)|(?<=千分之[一1１])"),
    "second": _second,
    # 23年 may count years: a time of day behind makes it a date
    "short-year": both(before("(?<!19[1-9][0-9]年)(?<!20[0-9]{2}年)"), after("(?!<time>)")),
    "spaced-on": after("<spaced-on>"),
    "stem-and-branch": after(f"[（(]?{_STEM_AND_BRANCH}"),
    "two-numbers": _two_numbers,
    "unit-begun": after("(?<=(?=<prefixed>).)"),
    "unmeasured": both(_no_word, lambda *span: not character_classes.is_line(*span)),
    # 三点二十米: a decimal before a unit
    "unsaid-word": both(before(f"(?!{_SAID})"), _word),
    "word": both(_word, after("(?!等)")),
}
"""Each is called with the text and the span of a match; if true, the match stays."""
