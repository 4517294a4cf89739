"""What a whole text may have been before it was wrongly decoded."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple
from unicodedata import category

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import PAIRS, Pair, decode, encoded, encoded_chars
from hantidy.filters.mojibake.gate import LOST, hangul_gates

__all__ = ["Reading", "convincing", "layer_cost", "read_line", "written"]

_LAYERS = 4
_BEAM = 4
_GAIN_UTF8 = 12.0
_GAIN = 16.0
"""Bits that a reading must save: UTF-8 that is valid by chance is rare, other codecs take all."""
_GAIN_CHINESE = 22.0
_GAIN_A_CHAR = 1.6
_LAYER_UTF8 = 6.0
_LAYER = 14.0
_DISTINCT = 3
_FEWEST = 2
_DEAREST = 14.0
"""Bits that a character of what Chinese readers showed may cost on average; prose costs 9."""
_CHART_STEP = 4
_MOSTLY = 0.5
_OF_CODEC = {"gb18030": "ぁヿ", "cp932": "ぁヿ", "euc-jp": "ぁヿ", "cp949": "가힣"}
"""What a codec is for besides hanzi: the first and the last character of it."""
_NO_TEXT = frozenset(("Cn", "Co", "Cs", "Cc"))


class Reading(NamedTuple):
    """``text[start:end]`` was ``after``; ``chain`` is the damage, last done last."""

    start: int
    end: int
    after: str
    chain: tuple[Pair, ...]

    @property
    def reason(self) -> str:
        return ", then ".join(map(str, self.chain))


def written(text: str, codec: str) -> float:
    """The share of hanzi, or of what else ``codec`` is for, among what is not ASCII."""
    shown = [char for char in text if char > "\x7f"]
    of_codec = _OF_CODEC.get(codec, "")
    han = sum(
        "\u3400" <= char <= "\u9fff"
        or char >= "\U00020000"
        or of_codec[:1] <= char <= of_codec[1:] > ""
        for char in shown
    )
    return han / len(shown) if shown else 0.0


def convincing(before: str, after: str, codec: str) -> bool:
    """Whether ``after``, of ``codec``, reads so much better that ``before`` must be damage."""
    utf8 = codec == "utf-8"
    foreign = sum(char > "\x7f" for char in before)
    gain = bigrams.gain(before, after)
    if gain < (_GAIN_UTF8 if utf8 else _GAIN) or gain < _GAIN_A_CHAR * foreign:
        return False
    shown = [char for char in after if char > "\x7f" and char != LOST]
    if not shown or any(category(char) in _NO_TEXT for char in {*shown} - {*before}):
        return False
    single_bytes = max(before) < "\u2e80"
    if utf8:
        # 掖垣 is UTF-8 by chance, two letters of two bytes: only a reader of single bytes may
        # have shown such letters, a reader of Chinese must have shown Chinese or the like.
        wide = sum(map(_is_wide, shown))
        odd = len(hangul_gates()[1].findall(after))
        return single_bytes or (2 * wide - 4 * odd >= len(shown) and not _is_chart(before))
    if written(after, codec) < _MOSTLY or len(shown) < _FEWEST:
        return False
    chinese = codec in {"gb18030", "big5"}
    # Hangul by chance, of Chinese bytes, is far from Korean: words of it never gain six bits.
    korean = 2 * sum("\uac00" <= char <= "\ud7a3" for char in before) > foreign
    return single_bytes or (
        (korean or gain > _GAIN_CHINESE)
        and not (chinese and any(map(_is_foreign, shown)))  # 更ク娃娃 is none
        and _is_prose(before, shown)
    )


def _is_foreign(char: str) -> bool:
    """Whether a character is kana, bopomofo, Greek or Cyrillic, all of which GBK and Big5 have."""
    return "\u3041" <= char <= "\u312f" or "\u0370" <= char <= "\u04ff"


def _is_wide(char: str) -> bool:
    """Whether a character is of a kind that Chinese, Japanese and Korean text is made of."""
    return (
        "\u2010" <= char <= "\u2027"
        or "\u3000" <= char <= "\u30ff"
        or "\u3400" <= char <= "\u9fff"
        or "\uac00" <= char <= "\ud7a3"
        or "\uff00" <= char <= "\uff65"
        or char >= "\U00020000"
    )


def _is_prose(before: str, shown: list[str]) -> bool:
    """Whether what is ``shown`` is text, and not hanzi that mean as little as ``before``."""
    if min(len({*shown}), len({char for char in before if char > "\x7f"})) < _DISTINCT:
        return False
    return bigrams.cost("".join(shown)) <= _DEAREST * len(shown) and not _is_chart(before)


def _is_chart(text: str) -> bool:
    """Whether a text is characters in the order of some code: a chart for every reader."""
    wide = [char for char in text if char > "\x7f"]
    orders = [list(map(ord, wide))]
    for codec in ("gb18030", "big5"):
        coded = encoded_chars("".join(wide), codec)
        orders.append([int.from_bytes(each or b"\xff\xff\xff", "big") for each in coded])
    return any(
        2 * sum(0 < after - before <= _CHART_STEP for before, after in pairwise(order))
        > len(order) - 1
        for order in orders
    )


def _undo(text: str, pair: Pair) -> str | None:
    """``text`` as it was before ``pair``; None where it cannot have come from there."""
    best: str | None = None
    for data in encoded(text, pair.read):
        after = decode(data, pair.true)
        if after is None or after == text or "\x00" in after:
            continue
        if best is None or bigrams.gain(best, after) > 0:
            best = after
    return best


class _Candidate(NamedTuple):
    """A text that may have been there before, and what it costs with its layers counted."""

    cost: float
    text: str
    chain: tuple[Pair, ...]


def layer_cost(pair: Pair, after: str) -> float:
    """The bits a layer must save beyond the others: few codecs refuse any bytes, as UTF-8 does."""
    if pair.true == "utf-8":
        return _LAYER_UTF8
    # Who has kana would hardly write them in GBK.
    odd = pair.true == "gb18030" and any(map(_is_foreign, after))
    return _LAYER if not odd and written(after, pair.true) >= _MOSTLY else 2 * _LAYER


def _innermost(chain: tuple[Pair, ...]) -> str:
    """The codec that decides how much is to be believed: UTF-8 anywhere is strong evidence."""
    return "utf-8" if chain[-1].true == "utf-8" else chain[0].true


def read_line(text: str) -> Reading | None:
    """The best reading of ``text`` as a whole, through at most four layers; None: it is sound."""
    beam = [_Candidate(bigrams.cost(text), text, ())]
    best = beam[0]
    for _ in range(_LAYERS):
        found: dict[str, _Candidate] = {}
        for cost, read, chain in beam:
            for pair in PAIRS:
                after = _undo(read, pair)
                if after is None:
                    continue
                layers = cost - bigrams.cost(read)
                after_cost = bigrams.cost(after) + layers + layer_cost(pair, after)
                if after_cost < cost and (after not in found or after_cost < found[after].cost):
                    found[after] = _Candidate(after_cost, after, (pair, *chain))
        if not found:
            break
        beam = sorted(found.values())[:_BEAM]
        best = min(best, beam[0])
    if not best.chain or not convincing(text, best.text, _innermost(best.chain)):
        return None
    return Reading(0, len(text), best.text, best.chain)
