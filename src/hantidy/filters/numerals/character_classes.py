"""The characters of numerals, patterns with named parts, and contexts that close a numeral.

A context is a pattern that is looked at where a numeral begins (`before`) or where it ends
(`after`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, partial

from hantidy.core import lazy
from hantidy.filters.numerals.lexicon import words
from hantidy.filters.numerals.parser import characters

Context = Callable[[str, int, int], bool]


@cache
def CLASS(*kinds: str) -> str:  # noqa: N802 - a constant in all but the time it is made
    """Return the characters of these kinds as a class of a pattern, without its brackets."""
    return "".join(sorted(one for one, (_, kind) in characters().items() if kind in kinds))


@cache
def every() -> str:
    """Return the characters of numerals with units as a class, without its brackets."""
    return CLASS(*_EVERY)


@cache
def numerals() -> frozenset[str]:
    """Return the characters of `every` as a set."""
    return frozenset(every())


_DIGIT = "[〇○零一二三四五六七八九]"
_ONE = "[一二三四五六七八九]"
_FRAGMENTS = {
    "digit": _DIGIT,
    "year": f"[一二]{_DIGIT}{{3}}",
    "short-year": f"(?:{_DIGIT}{{2,3}}|[二两兩]千(?:零?{_ONE}|零?[一二]?十{_ONE}?)?)",
    "short-tail": f"(?:零?{_ONE}|零?[一二]?十{_ONE}?)?",
    "month": f"(?:十[一二]?|{_ONE})",
    "day": f"(?:三十一?|(?:[二廿]?十|廿){_ONE}?|卅一?|{_ONE})",
    "days": "[日号號]",
    "until": "(?:[至到~～—–－-]|——)",
    "and": "(?:[至到~～—–－-]|——|[、和与與及或])",
    "hour": f"(?:二十[一二三四]?|十{_ONE}?|[零〇]?{_ONE}|[零〇两兩])",
    "minute": f"(?:[零〇]{_ONE}|[二三四五]?十{_ONE}?|[零〇]|{_ONE}(?=[分秒]))",
    "part-of-day": "(?:上午|下午|中午|晚上|晚间|晚間|早上|早晨|凌晨|清晨|傍晚)",
    # behind a day: 上午八点, 十八时零五分
    "time": "(?:(?P<part><part-of-day>)?<hour>(?:[时時]|[点點](?(part)|(?=<minute>分)))"
    "|[0-9]{1,2}[时時])"
    "(?:<minute>分(?:<minute>秒)?|[整钟鐘])?(?![〇零一二三四五六七八九十半多余餘许許期候间間代])",
    "said": f"(?:{_DIGIT[:-1]}幺])",
    "pair": "(?:一[二两兩]|[二两兩]三|三四|四五|五六|六七|七八|八九)",
    "one": _ONE,
    "number": "[一二三四五六七八九十百]+",
    "pointed": "(?:<numeral>|[点點])",
    "radio": "(?:<single>|[幺洞拐勾])",
    # with decimals and a multiplier
    "run": "<numeral>+(?:[点點]<positional>+(?:[万萬][亿億]|[万萬亿億兆])?)?",
    # where it may end: before a unit such as 千瓦, but not within one
    "edge": "(?:(?=<prefixed>)|(?!<numeral>|(?<=(?=<prefixed>).)))",
    "dated": "[〇○零一二三四五六七八九十百千万萬亿億两兩廿卅初]",
    "plain": "[零〇一二三四五六七八九十百千万萬亿億]",
    "counting": "(?:<counted>|[几幾半多余餘數数0-9])",
    "letter": r"[^\W\d_]",
    "gloss": "[（(](?:[公西]元|[公西][历曆]|即|约|約)?前?[0-9]{2,4}(?:年|[）)])",
    # a numeral that goes on behind spaces: 百分之五 十
    "spaced-on": "[ 　]{1,5}(?!.分之)(?:<numeral>|[点點又多余餘几幾])",
    # what stands before a numeral and includes it
    "closed": "(?:"
    # another numeral or part of one: 十多二十, 7：二十, 四点 五
    r"<=plain>|(?<=分之)|(?<=<plain>[多余餘之来來])|(?<=<plain>[:：])|(?<=\d[:：])|"
    + "|".join(f"(?<=(?:<numeral>|[点點之又])[ 　]{{{spaces}}})" for spaces in range(1, 6))
    # a word whose number it is
    + "|(?<=[0-9A-Za-z０-９Ａ-Ｚａ-ｚ])|<=stop>|<=weekday>"
    # 数十, 上百; 统一, 之一
    "|(?=[十百千万萬亿億拾佰仟])<=round><!no-round>|(?=[一壹])<=one-word>)",
}
_EVERY = ("digit", "two", "unit", "scale", "f-digit", "f-unit")
_KINDS = {
    "numeral": _EVERY,
    "structure": ("unit", "scale", "f-unit", "point"),
    "financial": ("f-digit", "f-unit"),
    "counted": (*_EVERY, "old"),
    "positional": ("digit", "f-digit"),
    "single": ("digit", "two", "f-digit"),
    "character": (*_EVERY, "old", "point", "minus", "phone"),
}
"""Fragments that are the characters of these kinds."""
_NAMED = re.compile("(?<!P)<([=!]?)([a-z-]+)>")


@cache
def pattern(shown: str) -> re.Pattern[str]:
    """Return a pattern in which ``<name>`` is a fragment or a word of that kind of context.

    ``<=name>`` asks that one of the words stands before, ``<!name>`` that none does. A line end
    among the words is an end of the text as well.
    """
    return lazy.pattern(partial(_expanded, shown))


def _expanded(shown: str) -> str:
    return _NAMED.sub(lambda one: _part(*one.groups()), shown)


@cache
def _part(look: str, name: str) -> str:
    if look == "!":
        return f"(?!{_part('=', name)})"
    if (kinds := _KINDS.get(name)) or name in _FRAGMENTS:
        shown = f"[{CLASS(*kinds)}]" if kinds else _expanded(_FRAGMENTS[name])
        return f"(?<={shown})" if look else shown
    lengths: dict[int, list[str]] = {}
    for one in sorted(words(name)):
        lengths.setdefault(len(one), []).append(re.escape(one))
    single = lengths.pop(1, None)
    ways = ["|".join(lengths[length]) for length in sorted(lengths, reverse=True)]
    ways += [f"[{''.join(single)}]"] if single else []
    ways = [f"(?<={one})" for one in ways] if look else ways
    edge = [r"\A" if look else r"\Z"] if "\n" in words(name) else []
    return f"(?:{'|'.join(ways + edge)})"


def before(shown: str) -> Context:
    """Return the context of a pattern that is looked at where a numeral begins."""
    return lambda text, start, _: pattern(shown).match(text, start) is not None


def after(shown: str) -> Context:
    """Return the context of a pattern that is looked at where a numeral ends."""
    return lambda text, _, end: pattern(shown).match(text, end) is not None


def either(*contexts: Context) -> Context:
    """Return the context in which one of several holds."""
    return lambda text, start, end: any(one(text, start, end) for one in contexts)


def both(*contexts: Context) -> Context:
    """Return the context in which all of several hold."""
    return lambda text, start, end: all(one(text, start, end) for one in contexts)


@cache
def run() -> re.Pattern[str]:
    """Return a pattern of a numeral with decimals and a multiplier (万, 亿)."""
    return pattern("<run>")


def around(text: str, start: int, end: int, marks: str, far: int) -> tuple[int, int]:
    """Return the span around ``text[start:end]`` up to the next of ``marks``, at most ``far``."""
    least, most = max(0, start - far), min(len(text), end + far)
    left = max(text.rfind(one, least, start) for one in marks) + 1
    rights = [at for one in marks if (at := text.find(one, end, most)) >= 0]
    return max(left, least), min(rights, default=most)


def is_line(text: str, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` is a whole line."""
    return (start == 0 or text[start - 1] == "\n") and (end == len(text) or text[end] == "\n")


is_closed = before("<closed>")
_OPEN = after("<open>")


def after_is_open(text: str, end: int) -> bool:
    """Whether 多 几 余 来 follow, which make the number approximate."""
    return _OPEN(text, end, end)


@cache
def financial() -> frozenset[str]:
    """Return the characters of financial numerals."""
    return frozenset(CLASS("f-digit", "f-unit"))
