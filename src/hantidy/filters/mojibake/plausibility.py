"""Decide whether a span was damaged: the bits it must save, and evidence against it.

Any bytes can be decoded as Chinese, and even bad Chinese has a lower cost than the symbols of a
wrong reader. So text that was Russian, Greek, Korean or Czech must not become hanzi. If the pair of
codecs is *known* from the rest of the block, a label of one or two hanzi is enough; otherwise a
span must be evidence by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from operator import sub
from typing import NamedTuple

from hantidy.core import lazy
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import (
    FTFY,
    LOST,
    Pair,
    codes,
    decode,
    double_byte,
    encode_single,
    single_byte,
)
from hantidy.filters.mojibake.lost_bytes import bad_place
from hantidy.filters.mojibake.paths import Span
from hantidy.filters.mojibake.plain import BOXES, is_plain
from hantidy.filters.mojibake.seeds import LABELS
from hantidy.filters.mojibake.spans import is_utf8

_MOST_LOST, _MOST_LOST_UTF8 = 0.34, 0.5
"""Most share of lost hanzi; higher for UTF-8, whose form is evidence."""
_LOST_BITS = 20
"""Cost in bits of a U+FFFD."""
_SAVED_EACH = 1.6
"""Bits that each odd character must save."""
_SHORT, _FEWEST = 5, 2
"""Most characters of a label, and least hanzi that are evidence alone."""
_GAIN_APART = 20
"""Bits that a label of two hanzi must save."""
_RARE = b"\xc9"
"""From here on a lead byte of Big5 begins rare hanzi, of which names have few."""
_ASCII_GAIN = 6
"""Bits that each character must save that was two ASCII characters."""
_OWN = {
    "cp949": lazy.pattern("[가-힣]"),
    "cp932": lazy.pattern("[ぁ-ヿ]"),
    "euc_jp": lazy.pattern("[ぁ-ヿ]"),
}
"""What a codec of Korean or Japanese is for besides hanzi."""
_OWN_GAIN, _OWN_PROSE = 40, 11
_PROSE, _NO_CHART = 11, 10
"""Bits a character that prose costs at most; what costs less is no chart."""
_SURE, _SURE_KNOWN = 9, 5
"""Bits a character that a reading with rare words in it must save."""
_SURE_LENGTH = 4
"""Characters up to which a reading is not looked at for rare words."""

_WIDE = lazy.pattern(
    "[^\x00-\u2013\u2028-\u2e7f\ua000-\uabff\ud7a4-\uf8ff\ufb00-\uff00\uff66-\uffff"
    "\U00010000-\U0001ffff\U00040000-\U0010ffff]"
)
_HAN = lazy.pattern("[\u3400-\u9fff\U00020000-\U0003ffff]")
_NOT_BESIDE_HAN = lazy.pattern(
    "[\uac00-\ud7a3\x80-\xa6\xa8-\xaf\xb2-\xb6\xb8-\xd6\xd8-\u036f\u0400-\u1fff]"
)
"""Characters that Chinese UTF-8 in a double-byte reader never yields."""
_NOT_SHOWN = lazy.pattern(f"[\x00-\x7f{LOST}]+")
_NO_TEXT = lazy.pattern(
    "[\u2ff0-\u2fff\ue000-\uf8ff\x80-\x9f\u0e00-\u0fff\u0600-\u06ff\ufff0-\ufffc]"
)
_FOREIGN = lazy.pattern("[\u3041-\u312f\u0370-\u04ff]")
"""Kana, bopomofo, Greek and Cyrillic, all of which GBK and Big5 have, and Chinese text has not."""
_LARGE = lazy.pattern("[\u0800-\u1fff\u2200-\U0010ffff]")
_LARGEST = 4
"""ftfy makes few such characters of GBK; the part that they may be of a run, as a divisor."""
_BREAKS = lazy.pattern("[\\s!-@\\[-`{-~“”‘’…—–·«»„]+")
_PHRASE = lazy.pattern(" ?[A-Za-z][a-z]*(?: [A-Za-z][a-z]*)+ ?")
_WORD = lazy.pattern("[A-Za-zÀ-ÖØ-öø-ɏḀ-ỿ]+|[Ѐ-ӿ]+|[Ͱ-Ͽ]+|[֐-׿]+|[؀-ۿ]+")


def bits_of(text: str) -> float:
    """Return the cost of a text in bits, with a cost for each U+FFFD."""
    return bigrams.cost(text.replace(LOST, "")) + _LOST_BITS * text.count(LOST)


def worths(
    text: str, spans: Iterable[Span], pair: Pair, *, known: bool, alone: bool = False
) -> Iterator[tuple[Span, float]]:
    """Yield changed spans with the bits that each saves, 0 if it is implausible.

    All are scored in one go. Where ``pair`` is ``alone`` at work, plain text is not: what it saves
    is told too low.
    """
    some = [span for span in spans if _is_changed(text[span.start : span.end], span.after)]
    if alone and pair.read in single_byte():
        rest = []
        for span in some:
            before = text[span.start : span.end]
            if is_plain(before, span.after, pair):
                yield span, float(len(before))
            else:
                rest.append(span)
        some = rest
    for span, weighed in zip(some, _weighed(text, some, pair, known=known), strict=True):
        yield span, _worth(text, span, weighed)


def _is_changed(before: str, after: str) -> bool:
    return not (before == after or before.isascii() or _is_repeated(before))


def _worth(text: str, span: Span, weighed: _Weighed) -> float:
    if not _is_text(weighed) or _is_script_of_its_own(weighed):
        return 0
    if _is_two_bytes(weighed) and not _is_sure(text, span, weighed):
        return 0
    before = weighed.before
    may_be_chart = weighed.double and (len(before) > _SHORT or not weighed.known)
    if may_be_chart and weighed.core > _NO_CHART * len(weighed.shown):
        return 0 if _is_chart(before) or _is_chart(span.after) else weighed.saved
    return weighed.saved


class _Weighed(NamedTuple):
    """A span with its counts and costs."""

    before: str
    after: str
    pair: Pair
    known: bool
    double: bool
    """Whether the reader is a double-byte one."""
    odd: int
    """Characters of ``before`` beyond ASCII."""
    lost: int
    shown: str
    """The characters of ``after`` beyond ASCII that are not U+FFFD."""
    wide: int
    cost: float
    """Cost of ``after`` in bits."""
    saved: float

    @property
    def core(self) -> float:
        """Cost of the characters shown, in bits."""
        return self.cost if len(self.shown) == len(self.after) else bigrams.cost(self.shown)

    @property
    def sure(self) -> bool:
        """Whether each odd character saves enough bits."""
        return self.saved >= _SAVED_EACH * self.odd - 1


def _weighed(text: str, spans: list[Span], pair: Pair, *, known: bool) -> Iterator[_Weighed]:
    costs = bigrams.costs(text[span.start : span.end] for span in spans)
    rest = iter(bigrams.costs(span.after.replace(LOST, "") for span in spans if span.cost is None))
    double = pair.read in double_byte()
    for span, cost in zip(spans, costs, strict=True):
        before, after = text[span.start : span.end], span.after
        cost_after = next(rest) if span.cost is None else span.cost
        lost = after.count(LOST)
        shown = _NOT_SHOWN.sub("", after)
        yield _Weighed(
            before,
            after,
            pair,
            known,
            double,
            len(before) - len(before.encode("ascii", "ignore")),
            lost,
            shown,
            len(_WIDE.findall(shown)),
            cost_after,
            cost - cost_after - _LOST_BITS * lost,
        )


def _is_text(weighed: _Weighed) -> bool:
    """Whether ``after`` is plausible text and saves enough bits."""
    form = weighed.pair.true == "utf-8" and not weighed.double and weighed.known
    most = _MOST_LOST_UTF8 if form else _MOST_LOST
    if weighed.lost > most * (weighed.wide + weighed.lost) + weighed.known:
        return False
    if weighed.pair.true == "utf-8":
        judge = _is_utf8_of_two if weighed.double else _is_utf8
    elif weighed.pair.true == "ascii":
        judge = _is_ascii
    elif weighed.pair.true in _OWN:
        judge = _is_own
    else:
        judge = _is_hanzi_known if weighed.known else _is_hanzi_alone
    return judge(weighed)


def _is_utf8(weighed: _Weighed) -> bool:
    """Whether a span is UTF-8 in a single-byte reader: words of any language."""
    saved, wide = weighed.saved, weighed.wide
    if weighed.known:
        return saved > 3
    if not wide:
        return len(weighed.shown) > 2 and saved > 12 and weighed.sure and _are_words(weighed.after)
    if weighed.lost and weighed.core > 14 * len(weighed.shown):
        return False
    return wide > 1 and 2 * wide >= len(weighed.shown) and saved >= 12 and weighed.sure


def _is_utf8_of_two(weighed: _Weighed) -> bool:
    """Whether a span is UTF-8 in a double-byte reader: Chinese or Japanese."""
    saved, wide, shown = weighed.saved, weighed.wide, len(weighed.shown)
    if _NOT_BESIDE_HAN.search(weighed.after):
        return False
    if weighed.known:
        return saved > (4 if wide > 1 else 12) and weighed.core <= 17 * shown + 4
    return wide > 1 and saved >= 14 and weighed.sure and weighed.core <= 16 * shown


def _is_ascii(weighed: _Weighed) -> bool:
    """Whether a span is words of ASCII letters, with capitals as in words."""
    many = weighed.saved >= _ASCII_GAIN * len(weighed.before)
    return many and _PHRASE.fullmatch(weighed.after) is not None


def _is_own(weighed: _Weighed) -> bool:
    """Whether a span is Korean or Japanese in its own codec."""
    own = len(_OWN[weighed.pair.true].findall(weighed.after))
    prose = 2 * own > len(weighed.shown) and weighed.core <= _OWN_PROSE * len(weighed.shown)
    return prose and not weighed.lost and weighed.saved >= _OWN_GAIN and weighed.sure


def _is_hanzi_known(weighed: _Weighed) -> bool:
    """Whether a span is GBK or Big5, by a pair known from the block."""
    if 2 * weighed.wide < len(weighed.shown) or _NO_TEXT.search(weighed.after):
        return False
    if weighed.double and weighed.pair.read != "cp949":
        return weighed.saved > 7
    return weighed.saved > 4 and weighed.core <= 18 * len(weighed.shown) + 6


def _is_hanzi_alone(weighed: _Weighed) -> bool:
    """Whether a span is GBK or Big5, without other evidence."""
    after, saved, shown, double = weighed.after, weighed.saved, len(weighed.shown), weighed.double
    han = len(_HAN.findall(after))
    if han < _FEWEST or 2 * han < shown or _NO_TEXT.search(after) or _FOREIGN.search(after):
        return False
    if weighed.lost:
        return saved >= 24 and weighed.core <= 12 * shown
    if weighed.pair in LABELS and han == shown == len(set(weighed.shown)) == 2:
        label = _NOT_SHOWN.sub("", weighed.before)
        if weighed.pair.read == "big5":
            may_be = min(codes(label, "big5")) >= _RARE
        else:  # a character of users beside ASCII is a symbol of its own
            may_be = len(after) == len(label) or not _NO_TEXT.search(label)
        return may_be and saved >= _GAIN_APART
    enough = saved >= (24 if double else 16) and (han > 2 or not double)
    return enough and weighed.sure and weighed.core <= 14 * shown


def _is_repeated(before: str) -> bool:
    """Whether a span is one repeated character: a separator line."""
    return len(before) > 2 and before == before[0] * len(before)


def _is_script_of_its_own(weighed: _Weighed) -> bool:
    """Whether what single bytes show is sound text, a drawing, or UTF-8 of another language."""
    if weighed.double:
        return False
    before, known = weighed.before, weighed.known
    if not known and _are_words(before):
        return True
    if weighed.pair.read == FTFY and _LARGEST * len(_LARGE.findall(before)) > len(before):
        return True
    two = weighed.pair.true != "utf-8" and weighed.pair.read != FTFY
    if two and len(before) > _SHORT:
        data = encode_single(before, weighed.pair.read)
        if is_utf8(data) and not (known and _is_better(weighed, decode(data, "utf-8"))):
            return True
    return BOXES.fullmatch(before) is not None


def _is_better(weighed: _Weighed, other: str) -> bool:
    """Whether ``after`` is prose and ``other``, what the bytes are as UTF-8, costs far more."""
    prose = weighed.core <= _PROSE * len(weighed.shown)
    return prose and bits_of(other) - weighed.core >= _OWN_GAIN


def _is_two_bytes(weighed: _Weighed) -> bool:
    """Whether sound text may be read otherwise by the pair: then its edges must fit."""
    return weighed.pair.true != "utf-8" and (weighed.double or weighed.pair.read == FTFY)


def _is_sure(text: str, span: Span, weighed: _Weighed) -> bool:
    after, saved = weighed.after, weighed.saved
    if not _stands_apart(text, span) and (saved < 20 or len(after) < 3):
        return False
    if len(after) <= _SURE_LENGTH or saved >= (_SURE_KNOWN if weighed.known else _SURE) * len(
        after
    ):
        return True
    return LOST in after or bad_place(after) < 0


def _are_words(text: str) -> bool:
    """Whether non-ASCII letters are in words of one alphabet, with capitals as in words."""
    for word in _BREAKS.split(text):
        if word.isascii():
            continue
        if not _WORD.fullmatch(word):
            return False
        if not (word[1:].islower() or word.isupper() or "\u0590" <= word[0] < "\u0900"):
            return False
    return True


def _stands_apart(text: str, span: Span) -> bool:
    """Whether a span ends on both sides at ASCII, a line end or an ideographic space."""
    left, right = text[span.start - 1 : span.start], text[span.end : span.end + 1]
    return all(not each or each < "\x80" or each == "\u3000" for each in (left, right))


@lru_cache(maxsize=64)
def _is_chart(text: str) -> bool:
    """Whether a text is a code chart: characters in the order of some codec."""
    wide = _ASCII.sub("", text)
    orders = [
        list(map(ord, wide)),
        *([int.from_bytes(code, "big") for code in codes(wide, codec)] for codec in _ORDERS),
    ]
    return any(
        2 * sum(map(_CHART_STEPS.__contains__, map(sub, order[1:], order))) > len(order) - 1
        for order in orders
    )


_ASCII = lazy.pattern("[\x00-\x7f]+")
_ORDERS = ("gb18030", "big5", "cp949")
_CHART_STEPS = frozenset(range(1, 5))
