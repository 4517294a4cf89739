"""The pairs of codecs that a window or a block may have been damaged by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hantidy.core import lazy
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import (
    FTFY,
    LOST,
    Pair,
    decode,
    encode_single,
    high,
    single_byte,
    was_ftfyd,
)
from hantidy.filters.mojibake.spans import is_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hantidy.filters.mojibake.signatures import Seed

__all__ = ["ODD", "OTHERS_TRUE", "bits_of", "candidates", "with_best_reader"]

_ALIKE = 0.8
"""The part of what is odd in a block that two readers show alike, to be taken for each other."""
_COVERED = 0.9
"""How much of what is odd in a window a reader must have."""
_LATIN = 0.5
"""The same of Windows-1252 for ftfy to have been at work, which makes other letters of some."""
_COARSE = 5
"""Pairs of a window that are looked at closely, but for UTF-8."""
_LOST_BITS = 20
"""What a U+FFFD costs beside other readings, more than most hanzi."""
OTHERS_TRUE = ("cp949", "cp932", "euc_jp")
"""What Korean and Japanese text may have been written in."""
ODD = lazy.pattern("[^\x00-\x7f\u2e80-\uffff\U00010000-\U0010ffff]")
"""What is neither ASCII nor East Asian."""
_SOUND = lazy.pattern("[\u2e80-\ufffc\U00010000-\U0010ffff]+")
_FOLDED = lazy.pattern("[\u0100-\u07ff]")


def candidates(window: str, found: Iterable[Seed]) -> list[Pair]:
    """The pairs that may have shown a window, the likeliest first."""
    pairs: list[Pair] = []
    for pair in dict.fromkeys(pair for seed in found for pair in seed.pairs):
        trues = ("cp950", "big5hkscs") if pair.true == "big5" else (pair.true,)
        reads = ("big5", "big5hkscs") if pair.read == "big5" else (pair.read,)
        pairs += (Pair(true, read) for true in trues for read in reads)
    every = ODD.findall(window)
    odd = set(every)
    if odd:
        latin = sum(char in high("cp1252") for char in every) >= _LATIN * len(every)
        ranked: list[tuple[float, Pair]] = []
        seen: set[bytes] = set()
        for reader in single_byte():
            if len(odd & high(reader)) < _COVERED * len(odd):
                continue
            data = encode_single(window, reader)
            if data in seen:
                continue
            seen.add(data)
            pairs.append(Pair("utf-8", reader))
            if is_utf8(encode_single(_SOUND.sub(" ", window), reader)):
                continue  # what has the form of UTF-8 is nothing else
            pairs += (Pair(true, reader) for true in OTHERS_TRUE)
            ranked += [
                (bits_of(decode(data, true)), Pair(true, reader)) for true in ("gb18030", "cp950")
            ]
        ranked.sort(key=lambda each: each[0])
        for _, pair in ranked[:_COARSE]:
            pairs.append(pair)
            if pair.true == "cp950":
                pairs.append(Pair("big5hkscs", pair.read))
        if latin and _FOLDED.search(window):
            pairs.append(Pair("gb18030", FTFY))
    return pairs


def with_best_reader(text: str, pair: Pair) -> Pair:
    """The pair with the reader that has most of what is odd in the block.

    A window may not hold what tells readers apart that show most bytes alike.
    """
    odd = set(ODD.findall(text))
    if pair.read not in single_byte():
        return pair
    if pair.true == "gb18030" and was_ftfyd(text, pair.read):
        return pair._replace(read=FTFY)
    shown = {char: encode_single(char, pair.read) for char in odd & high(pair.read)}
    best, most = pair.read, len(shown)
    for reader in single_byte():
        both = shown.keys() & high(reader)
        agree = sum(encode_single(char, reader) == shown[char] for char in both)
        more = len(odd & high(reader))
        if more > most and agree >= _ALIKE * len(shown):
            best, most = reader, more
    return pair._replace(read=best)


def bits_of(text: str) -> float:
    """The bits of a reading in which characters may be lost."""
    return bigrams.cost(text.replace(LOST, "")) + _LOST_BITS * text.count(LOST)
