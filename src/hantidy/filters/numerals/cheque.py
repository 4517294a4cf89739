"""Amounts of money as cheques and contracts write them (``to=financial``).

The forms are those of 支付结算办法 (1997), annex 1: 整 after 元 and 角, 零 between 元 and 分 where
角 is missing, 壹 before 拾, no 点. Nothing but money changes.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from hantidy.core.edits import Change
from hantidy.filters.numerals import lexicon, parser
from hantidy.filters.numerals.changing import REASONS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.filters.numerals.parser import Style

_POWERS = {"": 0, "十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}
_AMOUNT = re.compile(
    r"(?P<sign>[¥￥] ?)?(?<![0-9A-Za-z０-９._/:：-])(?<![0-9],)"
    r"(?P<number>(?!0[0-9])(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,16})(?:\.[0-9]{1,8})?(?![0-9.])[十百千万萬亿億]{0,2})+)"
    r"(?:(?P<yuan>[元圆圓](?![素旦首宵件]))(?:(?P<jiao>[0-9])角)?(?:零?(?P<fen>[0-9])分)?)?(?P<closed>[整正])?"
)
_TERM = re.compile(r"([0-9,]+(?:\.[0-9]+)?)([十百千万萬亿億]*)")
_HONG_KONG = re.compile("港.{0,2}\\Z")
_GOES_ON = re.compile(r"[-—–~～至到/][0-9¥￥]")
_ABOUT = re.compile(
    "左右|上下|以[上下内內外]|多|余|餘|[/／]|一?[个個次人张張天日月年件]|人民[币幣]"
)
"""Behind these an amount is no closed one: 每人壹佰元左右."""
_CURRENCY = re.compile("人民[币幣] ?\\Z")
_LARGEST = Decimal(10) ** 16
_CENT = Decimal("0.01")


def changes(text: str, style: Style) -> Sequence[Change]:
    """Return the changes of all amounts in Arabic digits."""
    return [change for match in _AMOUNT.finditer(text) if (change := _change(text, match, style))]


def _change(text: str, match: re.Match[str], style: Style) -> Change | None:
    start, end = match.span()
    if match["sign"] and _GOES_ON.match(text, end):
        return None  # ￥20-30
    amount = value(match["number"])
    parts = f"0.{match['jiao'] or 0}{match['fen'] or 0}"
    if amount is None or (amount % 1 and Decimal(parts)):
        return None
    amount += Decimal(parts)
    if not (match["sign"] or match["yuan"]):
        word = lexicon.word_at(text, end)
        if word is None or word.kind != "money" or word.text[0] in "分角毛厘" or amount % 1:
            return None
        shown = _spelled(int(amount), style)
    else:
        shown = _yuan(amount, style, text[max(0, start - 4) : start], match["yuan"])
        if not match["closed"] and _ABOUT.match(text, end):
            shown = shown.removesuffix("整").removesuffix("正")
    if match["sign"] and not _CURRENCY.search(text[:start][-5:]):
        shown = ("人民幣" if style.endswith("hant") else "人民币") + shown
    if shown.endswith(("整", "正")) and match["closed"]:
        shown = shown[:-1] + match["closed"]
    elif match["closed"] and not match["yuan"]:
        end -= 1
    return Change(start, end, shown, "amount", REASONS["amount"])


def value(shown: str) -> Decimal | None:
    """Return the value of 1万2千 or 3.5万; None if its parts do not decrease or it is too large."""
    total, least = Decimal(0), Decimal(10) ** 20
    for digits, word in _TERM.findall(shown):
        power = sum(_POWERS[parser.plain(one)] for one in word)
        term = Decimal(digits.replace(",", "")).scaleb(power)
        if term >= least:
            return None
        total, least = total + term, Decimal(10) ** power
    return total if total < _LARGEST and total % _CENT == 0 else None


@cache
def _spelled(value: int, style: Style) -> str:
    return parser.styled(parser.spell(str(value)) or "", style)


def _yuan(value: Decimal, style: Style, before: str, yuan: str | None) -> str:
    """Spell an amount of 元 with its 角 and 分."""
    whole, cents = divmod(int(value / _CENT), 100)
    jiao, fen = divmod(cents, 10)
    unit = yuan or "元"
    shown = _spelled(whole, style) + unit if whole or not cents else ""
    if jiao:
        shown += _spelled(jiao, style) + "角"
    elif fen and shown:
        shown += "零"
    if fen:
        return shown + _spelled(fen, style) + "分"
    return shown + ("正" if _HONG_KONG.search(before) else "整")
