"""Finds the pairs of codecs at work in a block, then undoes every run of theirs.

Damage keeps company. Some windows around seeds are read again with every pair that may have shown
them; the chains of pairs that save the most are *at work*. Then every chain at work is tried on the
whole block, with less asked of a label or a file name than of a window alone, and of readings that
overlap the one that saves most is taken. What is left is looked at again.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

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
    high,
    single_byte,
    was_ftfyd,
)
from hantidy.filters.mojibake.plausibility import worth
from hantidy.filters.mojibake.signatures import Seed, seeds
from hantidy.filters.mojibake.spans import Span, find_spans, is_utf8

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["Chain", "Repair", "Undone", "undo_block"]

Chain = tuple[Pair, ...]
"""The damage, the last done first: as it is to be undone."""

_WINDOWS = 10
"""Windows of a block that are read again with every pair."""
_ROUNDS = 3
"""How often what is left is looked at again."""
_BEFORE, _AFTER = 30, 60
"""Characters of a window before and after a seed, in its line."""
_ALIKE = 0.8
"""The part of what is odd in a block that two readers show alike, to be taken for each other."""
_EXPLAINED = 0.6
"""The part of a window that a chain must undo to be the one."""
_COVERED = 0.9
"""How much of what is odd in a window a reader must have."""
_OTHERS_TRUE = ("cp949", "cp932", "euc_jp")
"""What Korean and Japanese text may have been written in."""
_EAST_ASIAN = (*_OTHERS_TRUE, "gb18030")
_ALPHABETS = ("cp1251", "koi8-r", "cp866", "iso8859-5", "cp1253", "cp1250", "cp1255", "cp1256",
              "cp874", "cp1252", "mac-roman")  # fmt: skip
"""What the bytes of text in other languages may be."""
_MOST_LEFT = 0.2
"""The part of what is odd that undoing the damage of Chinese text leaves."""
_PROSE = 11.5
"""Bits a character that prose costs at most; what was no Chinese and became hanzi costs 13."""
_COARSE = 5
"""Pairs of a window that are looked at closely, but for UTF-8."""
_BEST = 3
"""Readings of a window that are looked at for another layer."""
_LAYERS = 4
_LAYER_BITS, _LAYER_LENGTH = 20, 4
"""What undoing an outer layer must save, and the characters it must leave."""
_NOT_FOLDED = 12
_TORN = 0.1
"""The part of an outer layer that may be lost."""
_LAYER_PENALTY = 6
"""What each layer costs beside a reading with fewer."""
_KNOWN = 40.0
"""Bits that a chain must save in the windows to be known to be at work."""
_RARE = 0.1
"""Chains that save less than this part of what the best one saves are tried only if need be."""
_AT_WORK = 4
"""Chains that are tried on the whole block."""
_LOST_BITS, _INNER_BITS = 20, 12
"""What a U+FFFD costs beside other readings, more than most hanzi; what an inner layer saves."""
_ODD = lazy.pattern("[^\x00-\x7f\u2e80-\uffff\U00010000-\U0010ffff]")
_SOUND = lazy.pattern("[\u2e80-\ufffc\U00010000-\U0010ffff]+")
_FOLDED = lazy.pattern("[\u0100-\u07ff]")


class Repair(NamedTuple):
    """``text[start:end]`` was ``after`` before ``chain``; ``saved`` bits speak for it."""

    start: int
    end: int
    after: str
    chain: Chain
    saved: float

    @property
    def reason(self) -> str:
        """The damage in the order in which it happened."""
        return ", then ".join(map(str, reversed(self.chain)))


class Undone(NamedTuple):
    """What was undone in a block, and the seeds that were not."""

    repairs: list[Repair]
    left: list[Seed]


class _Window(NamedTuple):
    start: int
    end: int
    seeds: list[Seed]


def undo_block(text: str, *, guess: bool = False) -> Undone:
    """Undo the damage of a block; ``guess`` fills in the hanzi that lost a byte."""
    left = found_seeds = seeds(text)
    known: Counter[Chain] = Counter()
    repairs: list[Repair] = []
    for _ in range(_ROUNDS):
        found = _at_work(text, left)
        if not found or found.keys() <= known.keys():
            break
        known += found
        repairs, left = _sweep(text, found_seeds, known, guess=guess)
        if not left:
            break
    return Undone(repairs, left)


def _sweep(
    text: str, found: list[Seed], known: Counter[Chain], *, guess: bool
) -> tuple[list[Repair], list[Seed]]:
    """Try the chains at work on the whole block, rare ones only for what is left."""
    repairs: list[Repair] = []
    left = found
    most = max(known.values())
    for chain, saved in known.most_common(_AT_WORK):
        if saved < _RARE * most and not left:
            break
        sure = saved >= _KNOWN
        some = _undo(text, _best_reader(text, chain), known=sure, guess=guess)
        repairs = _chosen([*repairs, *some])
        left = _outside(found, repairs)
    return repairs, left


def _at_work(text: str, left: list[Seed]) -> Counter[Chain]:
    """The chains that explain windows of ``text``, and the bits that they save there."""
    found: Counter[Chain] = Counter()
    for window in _sample(text, left):
        shown = text[window.start : window.end]
        for chain in found:  # what explained another window mostly explains this one
            repairs = _chosen(_undo(shown, chain, known=False))
            if sum(repair.end - repair.start for repair in repairs) > _EXPLAINED * len(shown):
                found[chain] += round(sum(repair.saved for repair in repairs))
                break
        else:
            reading = _best_reading(shown, window.seeds)
            if reading is not None:
                found[reading.chain] += round(reading.saved)
    return found


def _outside(left: list[Seed], repairs: list[Repair]) -> list[Seed]:
    """The seeds that no repair explains."""
    starts = [repair.start for repair in repairs]
    found = []
    for seed in left:
        place = bisect_left(starts, seed.at + 1) - 1
        if place < 0 or repairs[place].end <= seed.at:
            found.append(seed)
    return found


def _sample(text: str, left: list[Seed]) -> list[_Window]:
    """Windows around seeds, at most ten, those with the most seeds."""
    windows: list[_Window] = []
    for seed in left:
        if windows and seed.at < windows[-1].end:
            windows[-1].seeds.append(seed)
            continue
        first = text.rfind("\n", max(0, seed.at - _BEFORE), seed.at) + 1
        last = text.find("\n", seed.at, seed.at + _AFTER)
        windows.append(
            _Window(
                first or max(0, seed.at - _BEFORE),
                min(len(text), seed.at + _AFTER) if last < 0 else last,
                [seed],
            )
        )
    if len(windows) > _WINDOWS:
        windows.sort(key=lambda window: -len(window.seeds))
        step = max(1, len(windows) // (4 * _WINDOWS))
        windows = windows[: _WINDOWS * step : step]
    return windows


def _best_reading(window: str, found: Iterable[Seed], depth: int = 1) -> Repair | None:
    """The reading of a window alone that saves most; its chain may have several layers."""
    base = bigrams.cost(window) if depth == 1 else _cost(window)
    readings: list[tuple[float, int, str, Chain]] = []
    for rank, pair in enumerate(_candidates(window, found)):
        repairs = _chosen(_repairs(window, pair, known=False, outer=depth < _LAYERS))
        if repairs:
            after = _applied(window, repairs)
            cost = _cost(after) + _unlikely(pair, window, 0, len(window))
            readings.append((cost, rank, after, (pair,)))
    best: tuple[float, int, str, Chain] | None = None
    for first in sorted(readings)[:_BEST]:
        cost, rank, after, chain = reading = first
        if depth < _LAYERS and not after.isascii() and (deeper := seeds(after)):
            inner = _best_reading(after, deeper, depth + 1)
            whole = chain[0].true == "utf-8" or (inner and inner.chain[0].read in double_byte())
            if inner is not None and whole and inner.saved > _INNER_BITS:
                cost += _LAYER_PENALTY - inner.saved
                reading = (cost, rank, inner.after, chain + inner.chain)
        if best is None or reading < best:
            best = reading
    if best is None or best[0] >= base:
        return None
    if depth == 1 and not _is_final(window, best[3]):
        return None
    if best[3][-1].true != "utf-8" and _is_foreign(window, best):
        return None
    return Repair(0, len(window), best[2], best[3], base - best[0])


def _best_reader(text: str, chain: Chain) -> Chain:
    """The chain with the reader that has most of what is odd in the block.

    A window may not hold what tells readers apart that show most bytes alike.
    """
    first, odd = chain[0], set(_ODD.findall(text))
    if first.read not in single_byte():
        return chain
    if first.true == "gb18030" and was_ftfyd(text, first.read):
        return (first._replace(read=FTFY), *chain[1:])
    shown = {char: encode_single(char, first.read) for char in odd & high(first.read)}
    best, most = first.read, len(shown)
    for reader in single_byte():
        both = shown.keys() & high(reader)
        agree = sum(encode_single(char, reader) == shown[char] for char in both)
        more = len(odd & high(reader))
        if more > most and agree >= _ALIKE * len(shown):
            best, most = reader, more
    return (first._replace(read=best), *chain[1:])


def _is_foreign(window: str, reading: tuple[float, int, str, Chain]) -> bool:
    """Whether the bytes of ``window`` are better text of another language.

    What is prose already could only be other prose of hanzi.
    """
    cost, _, after, chain = reading
    pair = chain[0]
    if len(chain) > 1 or pair.read == FTFY or pair.true in _OTHERS_TRUE:
        return False
    shown = "".join(char for char in after if char > "\x7f" and char != LOST)
    left = len(_ODD.findall(after)) > _MOST_LEFT * len(_ODD.findall(window))
    prose = not left and bigrams.cost(shown) <= _PROSE * len(shown)
    data = b"".join(codes(window, pair.read))
    return any(
        codec not in pair and _cost(data.decode(codec, "replace")) < cost
        for codec in (_EAST_ASIAN if prose else (*_EAST_ASIAN, *_ALPHABETS))
    )


def _is_final(window: str, chain: Chain) -> bool:
    """Whether a window is believed through all layers, not only through the outer ones."""
    return bool(_undo(window, chain, known=False))


def _cost(text: str) -> float:
    return bigrams.cost(text.replace(LOST, "")) + _LOST_BITS * text.count(LOST)


def _applied(text: str, repairs: list[Repair]) -> str:
    parts: list[str] = []
    at = 0
    for repair in repairs:
        parts += (text[at : repair.start], repair.after)
        at = repair.end
    return "".join(parts) + text[at:]


def _candidates(window: str, found: Iterable[Seed]) -> list[Pair]:
    """The pairs that may have shown a window, the likeliest first."""
    pairs: list[Pair] = []
    for pair in dict.fromkeys(pair for seed in found for pair in seed.pairs):
        trues = ("cp950", "big5hkscs") if pair.true == "big5" else (pair.true,)
        reads = ("big5", "big5hkscs") if pair.read == "big5" else (pair.read,)
        pairs += (Pair(true, read) for true in trues for read in reads)
    odd = set(_ODD.findall(window))
    if odd:
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
            pairs += (Pair(true, reader) for true in _OTHERS_TRUE)
            ranked += [
                (_cost(decode(data, true)), Pair(true, reader)) for true in ("gb18030", "cp950")
            ]
        ranked.sort(key=lambda each: each[0])
        for _, pair in ranked[:_COARSE]:
            pairs.append(pair)
            if pair.true == "cp950":
                pairs.append(Pair("big5hkscs", pair.read))
        if _FOLDED.search(window) or Pair("gb18030", "cp1252") in pairs:
            pairs.append(Pair("gb18030", FTFY))
    return pairs


def _repairs(
    text: str, pair: Pair, *, known: bool, outer: bool = False, guess: bool = False
) -> Iterator[Repair]:
    """The stretches of ``text`` that ``pair`` damaged.

    ``outer``: also what is no text yet, but may be after another layer.
    """
    for span in find_spans(text, pair, known=known, guess=guess):
        saved = worth(text, span, pair, known=known)
        if not saved and outer:
            saved = _layer(text, span, pair)
        if saved:
            yield Repair(*span, (pair,), saved - _unlikely(pair, text, span.start, span.end))


def _unlikely(pair: Pair, text: str, start: int, end: int) -> int:
    """What it costs to believe that ftfy was at work where it left no letter of its own."""
    if pair.read != FTFY:
        return 0
    odd = set(_ODD.findall(text, start, end))
    return _NOT_FOLDED if any(odd <= high(reader) for reader in single_byte()) else 0


def _layer(text: str, span: Span, pair: Pair) -> float:
    """The bits that undoing an outer layer saves: only UTF-8 is evidence without being text."""
    before, after = text[span.start : span.end], span.after
    if pair.true != "utf-8" or not _LAYER_LENGTH <= len(after) <= len(before):
        return 0
    saved = bigrams.cost(before) - _cost(after)
    torn = after.count(LOST) > _TORN * len(after)  # the ends of a window may be
    return saved if saved > _LAYER_BITS and not torn else 0


def _undo(text: str, chain: Chain, *, known: bool, guess: bool = False) -> list[Repair]:
    """What ``chain`` damaged in ``text``, all layers undone."""
    if len(chain) == 1:
        return list(_repairs(text, chain[0], known=known, guess=guess))
    found = []
    at = 0
    for line in text.split("\n"):
        if not line.isascii():
            after = line
            for place, pair in enumerate(chain, 1):
                outer = place < len(chain)
                some = _chosen(_repairs(after, pair, known=known, outer=outer))
                if not some:
                    break
                after = _applied(after, some)
            else:
                found.append(_of_line(line, after, at, chain))
        at += len(line) + 1
    return found


def _of_line(line: str, after: str, at: int, chain: Chain) -> Repair:
    """The repair of a line without what it leaves as it was at both ends."""
    start, end = 0, len(line)
    while start < end and after and line[start] == after[0]:
        start, after = start + 1, after[1:]
    while end > start and after and line[end - 1] == after[-1]:
        end, after = end - 1, after[:-1]
    saved = bigrams.cost(line[start:end]) - _cost(after)
    return Repair(at + start, at + end, after, chain, saved)


def _chosen(repairs: Iterable[Repair]) -> list[Repair]:
    """Of repairs that overlap those that save most; in order."""
    starts: list[int] = []
    chosen: list[Repair] = []
    for repair in sorted(repairs, key=lambda each: -each.saved):
        place = bisect_left(starts, repair.start)
        if place and chosen[place - 1].end > repair.start:
            continue
        if place < len(chosen) and chosen[place].start < repair.end:
            continue
        starts.insert(place, repair.start)
        chosen.insert(place, repair)
    return chosen
