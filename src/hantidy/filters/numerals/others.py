"""What only mode full takes: ordinals, amounts, ranges, negatives, mixed and spelled-out digits."""

from __future__ import annotations

import re
from functools import cache

from hantidy.edits import Change
from hantidy.filters.numerals import lexicon, signs, values
from hantidy.filters.numerals.changing import Found, put
from hantidy.filters.numerals.quantities import Item, neighbours, number_at

__all__ = [
    "alone",
    "amount",
    "mixed",
    "negative",
    "old",
    "ordinal",
    "phone",
    "ranged",
    "said",
    "spaced",
    "summed",
]


@cache
def _every() -> str:
    return signs.CLASS("digit", "two", "unit", "scale", "f-digit", "f-unit")


@cache
def _run() -> re.Pattern[str]:
    digit = signs.CLASS("digit", "f-digit")
    return re.compile(f"[{_every()}]+(?:[点點][{digit}]+(?:[万萬][亿億]|[万萬亿億兆])?)?")


# 第 before a numeral
_ORDINAL_WORDS = tuple(
    "条條款项項章节節篇部卷册冊回集期次届屆名位个個类類种種批号號页頁行段轮輪步点點层層级級组組队隊场場局讲講课課辑輯版代组任编編首幕件例题題张張站天年月周週楼樓栋棟排列组门門根把台辆輛颗顆片块塊座间間家户戶人"
)
_PLANS = re.compile(
    "个(?:五|十|六|百)|個(?:五|十|百)|[次]?(?:世界|中日|国内|國內|革命|工业|工業|全国|全國|产业|產業|战|戰|鸦片|鴉片|长征)|[届屆](?:中央|全国|全國|人大|人民|中共|[一二三四五六七八九十]+中)|人民|[军軍师師团團连連路街巷大中国國世产產感方者时時只纵縱书書夫手线線]"
)
_BOUNDARY = frozenset(
    '之，。；：！？、,.;:!?\n（）()“”"「」『』》〉】 　的和与與及或是为為至到~～—–-'
)


def ordinal(text: str, at: int) -> Found:
    """Turn the number after the 第 at ``at``."""
    match = _run().match(text, at + 1)
    if match is None:
        return Found((), at + 1)
    start, end = match.span()
    number = values.arabic(values.plain(match[0]), loose=True)
    if (
        number is None
        or "点" in values.plain(match[0])
        or signs.after_is_open(text, end)
        or _PLANS.match(text, end)
        or lexicon.named(text, at, end + 1)
    ):
        return Found((), end)
    after = text[end : end + 1]
    if match[0] in "一壹" and (not after or after in _BOUNDARY):
        return Found((), end)  # 天下第一
    bounded = not after or after in _BOUNDARY or after == "第"
    if not bounded and (after not in _ORDINAL_WORDS or lexicon.is_barred(text, end)):
        return Found((), end)
    if (
        after
        and after in "至到~～—–-、和与與"
        and re.match(f"[{_every()}]", text[end + 1 : end + 2])
    ):
        following = number_at(text, end + 1, full=True)
        if following is None or following[3] is None:
            return Found((), end + 1)
        second = put(following[0], following[1], following[2], "ordinal")
        return Found((put(start, end, number, "ordinal"), second), following[1])
    if after in {"点", "點"}:
        return Found((), end)
    return Found((put(start, end, number, "ordinal"),), end)


# 三千三百八十元五角八分
@cache
def _money() -> re.Pattern[str]:
    digit = signs.CLASS("digit", "two", "f-digit")
    one = f"(?:(?P<jiao>[{digit}])[角毛])?(?:零?(?P<fen>[{digit}])分)?"
    return re.compile(
        f"(?P<yuan>[{_every()}]+)[元圆圓]零?{one}(?P<end>[整正](?![在个個是数數体體式常确確当當规規])|(?!多))"
    )


def amount(text: str, start: int) -> Found | None:
    """Turn an amount with 角 and 分 into decimals of its 元; None if none begins here."""
    match = _money().match(text, start)
    if match is None or not (match["jiao"] or match["fen"]):
        return None
    end = match.end()
    number = values.arabic(values.plain(match["yuan"]), loose=True)
    if number is None or signs.before_is_closed(text, start, full=True):
        return None
    if number.word:
        value = values.read(values.plain(match["yuan"]), loose=True)
        if value is None:
            return None
        number = values.Number(str(value))
    digit = {
        name: values.digits(values.plain(match[name])) if match[name] else ""
        for name in ("jiao", "fen")
    }
    decimals = (digit["jiao"] or "0") + digit["fen"]
    stop = match.end("yuan")
    last = max(match.end("jiao"), match.end("fen")) + 1
    return Found(
        (
            Change(start, stop, f"{number.digits}.{decimals}", "amount"),
            Change(stop + 1, last, "", "amount"),
        ),
        end,
    )


def ranged(text: str, start: int) -> Found | None:
    """Turn 十五六 into 15-16 and 三四十 into 30-40 before a word; None if it is no range."""
    match = _run().match(text, start)
    if match is None or match.end() - start > values.LONGEST:
        return None
    end = match.end()
    both = neighbours(values.plain(match[0]))
    if both is None:
        return None
    word = lexicon.word_at(text, end)
    if (
        (word is None and not _is_line(text, start, end))
        or signs.after_is_open(text, end)
        or signs.before_is_closed(text, start, full=True)
        or lexicon.named(text, start, end + (len(word.text) if word else 0))
        or (word is not None and word.text in "年月日号號点點两兩个月" and len(match[0]) == 2)
        or (start and text[start - 1] in "、至到")
    ):
        return Found((), end)
    first, second = both
    # 17万-18万: the word stands with both (GB/T 15835-2011, 5.1.3)
    shown = (
        f"{first.digits}{text[end - len(first.word) : end] if first.word else ''}-{second.digits}"
    )
    return Found((Change(start, end - len(first.word), shown, "range"),), end)


def _is_line(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is all its line holds."""
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


# 负三十二
_ARABIC = re.compile("[0-9]{1,40}")
_NOT_MINUS = frozenset("胜勝抱辜欺担擔肩背自承身分肩相重亏虧正")


def negative(text: str, at: int) -> Found:
    """Turn the number after the 负 at ``at``, with the sign."""
    if (total := summed(text, at)) is not None:
        return total
    if (arabic := _ARABIC.match(text, at + 1)) is not None:
        if at and text[at - 1] in _NOT_MINUS:
            return Found((), arabic.end())
        return Found((Change(at, at + 1, "-", "negative"),), arabic.end())
    found = number_at(text, at + 1, full=True)
    if found is None:
        return Found((), at + 1)
    start, end, number, word, _ = found
    before = text[at - 1] if at else "\n"
    after = text[end : end + 1]
    if start != at + 1 or signs.after_is_open(text, end) or lexicon.named(text, at, end):
        return Found((), end)
    if text.startswith("分之", end):
        return Found((), at + 1)
    if before == "正" and not (word or after in _BOUNDARY or not after):
        return Found((), end)
    if (before in _NOT_MINUS and before != "正") or (
        before == "正" and at > 1 and text[at - 2] in "公真"
    ):
        return Found((), end)
    if word is None and after and after not in _BOUNDARY and after not in "加减減乘除等":
        return Found((), end)
    if word is not None and word.text in (
        "楼",
        "樓",
        "层",
        "層",
        "号",
        "號",
        "分",
        "场",
        "場",
        "级",
        "級",
    ):
        return Found((), end)
    if before == "正":
        return Found(
            (Change(at - 1, end - len(number.word), "±" + number.digits, "negative"),), end
        )
    return Found((Change(at, end - len(number.word), "-" + number.digits, "negative"),), end)


_IS = re.compile("(?:是|等于|等於)$")


def said(text: str, start: int) -> Found | None:
    """Turn the single digit that ends a sentence after 是 or 等于: 其绝对值是二."""
    end = start + 1
    after = text[end] if end < len(text) else "\n"
    if text[start] not in "二三四五六七八九零" or after not in "，。；,;\n":
        return None
    said_after = _IS.search(text, max(0, start - 2), start)
    if said_after is None or text[max(0, start - 3) : said_after.start()][-1:] in tuple(_every()):
        return None
    return Found((Change(start, end, values.digits(text[start]), "number"),), end)


# 十三斤, 一百 五 十 二
@cache
def _spaced() -> re.Pattern[str]:
    every = _every() + "点點"
    return re.compile(f"[{every}]{{1,40}}(?:[ 　]{{1,3}}[{every}]{{1,40}}){{1,40}}")


_LONE = re.compile("(?:^|[ 　])[十百千万萬亿億点點](?:[ 　]|$)")


def spaced(text: str, start: int) -> Found | None:
    """Turn a numeral with spaces in it (一百 五 十 二), or leave all of it; None if it has none."""
    match = _spaced().match(text, start)
    if match is None:
        return None
    end = match.end()
    if end - start > values.LONGEST or _LONE.search(match[0]) is None:
        return Found((), end)
    number = values.arabic(values.plain(match[0].replace(" ", "").replace("　", "")), loose=True)
    if (
        number is None
        or signs.before_is_closed(text, start, full=True)
        or signs.after_is_open(text, end)
    ):
        return Found((), end)
    whole = values.Number(number.digits)
    return Found((put(start, end - len(number.word), whole, "spaced"),), end)


def old(text: str, start: int) -> Found:
    """Turn 廿三 into 23 and 卅 into 30 before a measure word, but no day of the old calendar."""
    end = start + (2 if text[start + 1 : start + 2] in "一二三四五六七八九" else 1)
    end = min(end, len(text))
    word = lexicon.word_at(text, end)
    before = text[start - 1] if start else "\n"
    number = values.arabic(values.plain(text[start:end]))
    if (
        number is None
        or word is None
        or word.text in ("日", "号", "號", "天")
        or before in "月五"
        or before in _every()
        or signs.before_is_closed(text, start, full=True)
        or lexicon.named(text, start, end)
    ):
        return Found((), end)
    return Found((put(start, end, number, "number"),), end)


# 3亿5千万
_MIXED = re.compile(
    "(?<![0-9.,])(?:[1-9][0-9]{0,3}(?:[千百]?(?:[万萬][亿億]|[万萬亿億])|[千百])){1,6}(?:零?[1-9][0-9]{0,2}(?![0-9.,年月日号]))?(?=[^0-9]|$)"
)


def mixed(text: str, start: int) -> Found | None:
    """Turn 3亿5千万 or 5万4千 into one number, its first 亿 or 万 at ``start``; None if none."""
    while start and "0" <= text[start - 1] <= "9":
        start -= 1
    match = _MIXED.match(text, start)
    if match is None:
        return None
    end = match.end()
    parts = re.findall("([0-9]+)([万萬亿億千百]*)", match[0])
    shown = values.plain(match[0])
    if len(parts) < 2 and not re.search("[千百][万亿]?$", shown):
        return None
    while (
        text[end - 1] in "千百" and (unit := lexicon.word_at(text, end - 1)) and len(unit.text) > 1
    ):
        return Found((), end)
    spelled = re.sub("[0-9]+", lambda one: _hundreds(one[0]), shown)
    number = values.arabic(spelled, loose=True)
    if number is None or signs.after_is_open(text, end):
        return Found((), end)
    if text[end : end + 1] in _every() and end < len(text):
        return Found((), end)
    return Found((Change(start, end - len(number.word), number.digits, "mixed"),), end)


def _hundreds(shown: str) -> str:
    spelled = values.write(int(shown))
    return "一" + spelled if spelled.startswith("十") else spelled


# 幺三五零幺二三四五六七
@cache
def _phone() -> re.Pattern[str]:
    return re.compile("[〇○零一二三四五六七八九幺]+")


_CALLED = re.compile(
    "(?:电话|電話|手机|手機|号码|號碼|拨打|撥打|拨|撥|热线|熱線|邮编|郵編|密码|密碼|账号|帳號|身份证号|证号|编号|編號|房间|客服|微信|[Qq][Qq])(?:是|为|為|号|號|号码|號碼|：|:)?$"
)
_LEAST = 7


def phone(text: str, start: int) -> Found | None:
    """Turn digits said one by one; None if these are none."""
    match = _phone().match(text, start)
    if match is None:
        return None
    end = match.end()
    length = end - start
    if length > values.LONGEST:
        return Found((), end)
    if length < 3:
        return None
    said = "幺" in match[0] or _CALLED.search(text, max(0, start - 8), start) is not None
    beside = text[start - 1 : start] + text[end : end + 1] if start else text[end : end + 1]
    if any(one in _every() for one in beside) or not (said or length >= _LEAST):
        return None
    if len(set(match[0])) == 1 and not said:
        return None
    if lexicon.named(text, start, end):
        return Found((), end)
    shown = values.digits(values.plain(match[0].replace("幺", "一")))
    return Found((Change(start, end, shown, "digits"),), end)


_BEFORE = frozenset(
    "，。；：！？、,.;:!?\n（( 　是为為有到至比共约約达達近超和与與或在于於得加减減乘除等了从從计計"
)
_AFTER = frozenset("，。；：！？、,.;:!?\n）) 　的了是和与與或比到至加减減乘除等吗嗎呢吧")


def alone(text: str, items: list[Item], end: int) -> Found:
    """Turn numerals that stand by themselves: a whole line, or between marks and little words."""
    stop = _run().match(text, items[0].start)
    after_first = stop.end() if stop else end
    if any(item.word is not None for item in items):
        return Found((), after_first)
    first, last = items[0].start, items[-1].end
    line = _is_line(text, first, last)
    for item in items:
        plain = values.plain(text[item.start : item.end])
        if len(plain) == 1 and not (line and (len(items) > 1 or len(text.strip()) == 1)):
            # a single digit is a number where it is all there is; in a line of its own, a heading
            return Found((), end)
        if plain in ("十一", "二百五") and not line and not _listed(text, first, last):
            return Found((), end)
        if lexicon.named(text, item.start, item.end):
            return Found((), end)
    if not line and not _open(text, first, last):
        return Found((), after_first)
    return Found(tuple(put(*item[:3], "number") for item in items), end)


_AFTER_WORDS = (
    "以上",
    "以下",
    "以内",
    "以內",
    "以外",
    "左右",
    "之间",
    "之間",
    "上下",
    "大于",
    "小于",
    "等于",
    "大於",
    "小於",
    "等於",
    "或",
)


def _open(text: str, start: int, end: int) -> bool:
    """Whether marks or little words stand on both sides of a numeral."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    if before not in _BEFORE or not (after in _AFTER or text.startswith(_AFTER_WORDS, end)):
        return False
    if signs.before_is_closed(text, start, full=True):
        return False
    # 有一点三: the point of a decimal only where nothing else can begin
    return not (text[start : start + 2] in ("一点", "一點") and before in "有是得的了")


def _listed(text: str, start: int, end: int) -> bool:
    """Whether marks stand on both sides: not 你个二百五, not 今年十一."""
    before = text[start - 1] if start else "\n"
    after = text[end] if end < len(text) else "\n"
    return before in "，。；：,.;:\n 　有" and after in "，。；,.;\n 　"


_SUM = re.compile("[加减減乘除等于於以比负負]+")


def summed(text: str, start: int) -> Found | None:
    """Turn every number of a line that is nothing but a sum: 一加二等于三, 七十八比九十六."""
    if start and text[start - 1] != "\n":
        return None
    found: list[Change] = []
    at = start + 1 if text[start] in "负負" else start
    while True:
        match = _run().match(text, at)
        if match is None or len(found) > 32:
            return None
        number = values.arabic(values.plain(match[0]), loose=True)
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
