"""Find the pairs of codecs at work in a block, then undo every run of them.

Damage keeps company. Some windows around seeds are decoded by every possible pair; the chains of
pairs that save most are *at work*. Each of these is tried on the whole block, where a label or a
file name needs less evidence than a window alone. Of overlapping readings the one that saves most
is taken. What is left is searched again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from operator import attrgetter
from typing import NamedTuple

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.candidates import (
    ODD,
    Chain,
    Reading,
    candidates,
    is_foreign,
    is_whole,
    plain_reading,
    with_best_reader,
)
from hantidy.filters.mojibake.codecs import (
    FTFY,
    LOST,
    Pair,
    codes,
    high,
    single_byte,
)
from hantidy.filters.mojibake.paths import Span, blanked, disjoint, replaced
from hantidy.filters.mojibake.plain import plain_lines
from hantidy.filters.mojibake.plausibility import bits_of, worths
from hantidy.filters.mojibake.seeds import seeds
from hantidy.filters.mojibake.signatures import Seed
from hantidy.filters.mojibake.spans import find_spans
from hantidy.filters.mojibake.unicode_marks import GBK_MARK

_FIRST = 16
"""Seeds of a kind from which on a block is taken to be damaged as its beginning is."""
_AGREED = 4
"""Windows that are enough if one chain explains all of them."""
_PLAIN = 24
"""Bits that a window must save which is damaged throughout, decoded in one go."""
_WINDOWS = 10
"""Windows of a block that are read again with every pair."""
_ROUNDS = 3
"""Most passes over what is left."""
_BEFORE, _AFTER = 30, 60
"""Characters of a window before and after a seed, in its line."""
_EXPLAINED = 0.6
"""Share of a window that a chain must undo."""
_BEST = 3
"""Readings of a window that are looked at for another layer."""
_LAYERS = 4
_LAYER_BITS, _LAYER_LENGTH = 20, 4
"""Bits that undoing an outer layer must save, and least characters that it leaves."""
_NOT_FOLDED = 12
_TORN = 0.1
"""Most share of lost characters in an outer layer."""
_LAYER_PENALTY = 6
"""Cost in bits of each layer."""
_KNOWN = 40.0
"""Bits that a chain must save in the windows to count as known."""
_AT_WORK = 4
"""Chains that are tried on the whole block."""
_MARK_LENGTH = 4
_MARKED = re.compile(b"\xef\xbb\xbf[\xe3-\xe9][\x80-\xbf]{2}")
"""A byte order mark and a hanzi of UTF-8, as a block begins that GBK shows."""
_INNER_BITS = 12
"""Bits that an inner layer must save."""


class Repair(NamedTuple):
    """``text[start:end]`` was ``after`` before ``chain``; ``saved`` bits speak for it."""

    start: int
    end: int
    after: str
    chain: Chain
    saved: float

    @property
    def reason(self) -> str:
        """The chain of damage in the order in which it happened."""
        return _told(self.chain)


@cache
def _told(chain: Chain) -> str:
    return ", then ".join(map(str, reversed(chain)))


class Undone(NamedTuple):
    """The repairs of a block, and the seeds that are left."""

    repairs: list[Repair]
    left: list[Seed]


class _Window(NamedTuple):
    start: int
    end: int
    seeds: list[Seed]


def undo_block(text: str, *, guess: bool = False) -> Undone:
    """Undo the damage of a block; ``guess`` fills in the hanzi that lost a byte."""
    left = seeds(text, _FIRST)
    if not left and not text.startswith(GBK_MARK):
        return Undone([], [])
    known: Counter[Chain] = Counter()
    repairs: list[Repair] = []
    for _ in range(_ROUNDS):
        found = _at_work(text, left)
        if not found and not repairs and len(left) >= _FIRST:
            left = seeds(text)
            found = _at_work(text, left)
        if not found or found.keys() <= known.keys():
            break
        known += found
        repairs = _sweep(text, known, guess=guess)
        left = _outside(text, repairs)
    return Undone(repairs, left)


def _sweep(text: str, known: Counter[Chain], *, guess: bool) -> list[Repair]:
    """Try the chains at work on the whole block."""
    repairs: list[Repair] = []
    for chain, saved in known.most_common(_AT_WORK):
        whole = (with_best_reader(text, chain[0]), *chain[1:])
        sure = saved >= _KNOWN
        repairs += _undo(text, whole, known=sure, alone=sure and len(known) == 1, guess=guess)
    return _chosen(repairs)


def _at_work(text: str, left: list[Seed]) -> Counter[Chain]:
    """Return the chains that explain windows of ``text``, with the bits they save."""
    found: Counter[Chain] = Counter()
    explained = 0
    if _MARKED.match(b"".join(codes(text[:_MARK_LENGTH], "gb18030"))):
        found[Pair("utf-8", "gb18030"),] += round(_KNOWN)
    for seen, window in enumerate(_sample(text, left)):
        if seen == _AGREED == explained and len(found) == 1:
            break
        shown = text[window.start : window.end]
        for chain, saved in found.items():  # what explained another window may explain this one
            repairs = _chosen(_undo(shown, chain, known=saved >= _KNOWN))
            if sum(repair.end - repair.start for repair in repairs) > _EXPLAINED * len(shown):
                found[chain] += round(sum(repair.saved for repair in repairs))
                explained += 1
                break
        else:
            reading = _best_reading(shown, window.seeds)
            if reading is not None:
                found[reading.chain] += round(reading.saved)
                explained += 1
    return found


def _outside(text: str, repairs: list[Repair]) -> list[Seed]:
    """Return the seeds outside all repairs."""
    return seeds(blanked(text, repairs, "\n"))


def _sample(text: str, left: list[Seed]) -> list[_Window]:
    """Return windows around seeds: those with the most seeds."""
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
    """Return the reading of a window that saves most; its chain may have several layers."""
    base = bigrams.cost(window) if depth == 1 else bits_of(window)
    pairs = candidates(window, found)
    best = plain_reading(window, pairs) if depth == 1 else None
    if best is None or base - best[0] < _PLAIN or seeds(best[2]):
        best = _layered(window, pairs, depth)
    if best is None or best[0] >= base:
        return None
    if depth == 1 and not _is_final(window, best[3]):
        return None
    if best[3][-1].true != "utf-8" and is_foreign(window, best):
        return None
    return Repair(0, len(window), best[2], best[3], base - best[0])


def _layered(window: str, pairs: list[Pair], depth: int) -> Reading | None:
    """The cheapest reading of a window, stretch by stretch, through all its layers."""
    readings = _readings(window, pairs, depth, mended=False)
    if not any(is_whole(window, after) for _, _, after, _ in readings):
        readings = _readings(window, pairs, depth, mended=True)
    best: Reading | None = None
    for first in readings[:_BEST]:
        cost, rank, after, chain = reading = first
        inner = _inner_reading(after, chain[0], depth)
        if inner is not None and inner.saved > _INNER_BITS:
            cost += _LAYER_PENALTY - inner.saved
            reading = (cost, rank, inner.after, chain + inner.chain)
        if best is None or reading < best:
            best = reading
    return best


def _inner_reading(after: str, pair: Pair, depth: int) -> Repair | None:
    """What ``after`` was, which is left of a window when ``pair`` is undone, the last damage."""
    some = pair.true == "utf-8"  # other bytes show letters and symbols of their own
    deeper = [seed for seed in seeds(after) if some or seed.pairs] if depth < _LAYERS else []
    return _best_reading(after, deeper, depth + 1) if deeper else None


def _readings(window: str, pairs: list[Pair], depth: int, *, mended: bool) -> list[Reading]:
    """Return the readings of a window by each pair, the cheapest first."""
    found: list[Reading] = []
    outer = depth < _LAYERS
    for rank, pair in enumerate(pairs):
        slow = pair.read == FTFY  # it reads badly unmended, and comes last
        if slow and any(is_whole(window, after, left=0) for _, _, after, _ in found):
            continue
        some = _repairs(window, pair, known=False, mended=mended or slow, outer=outer)
        repairs = _chosen(some)
        if repairs:
            after = replaced(window, (repair[:3] for repair in repairs))
            cost = bits_of(after) + _unlikely(pair, window, 0, len(window))
            found.append((cost, rank, after, (pair,)))
    return sorted(found)


def _is_final(window: str, chain: Chain) -> bool:
    """Whether a window is believed through all layers, not only through the outer ones."""
    return bool(_undo(window, chain, known=False))


def _repairs(
    text: str,
    pair: Pair,
    *,
    known: bool,
    alone: bool = False,
    mended: bool = True,
    outer: bool = False,
    guess: bool = False,
) -> Iterator[Repair]:
    """The stretches of ``text`` that ``pair`` damaged.

    ``outer``: also what is no text yet, but may be after another layer.
    """
    if alone:
        plain = plain_lines(text, pair)
        yield from (Repair(*span[:3], (pair,), float(span.end - span.start)) for span in plain)
        text = blanked(text, plain, " ")
    spans = find_spans(text, pair, known=known, mended=mended, guess=guess)
    for span, worth in worths(text, spans, pair, known=known, alone=alone):
        if saved := worth or (outer and _layer(text, span, pair)):
            yield Repair(*span[:3], (pair,), saved - _unlikely(pair, text, span.start, span.end))


def _unlikely(pair: Pair, text: str, start: int, end: int) -> int:
    """Return the cost of assuming ftfy where it left no letter of its own."""
    if pair.read != FTFY:
        return 0
    odd = set(ODD.findall(text, start, end))
    return _NOT_FOLDED if any(odd <= high(reader) for reader in single_byte()) else 0


def _layer(text: str, span: Span, pair: Pair) -> float:
    """Return the bits that undoing an outer layer saves; only for UTF-8, whose form is evidence."""
    before, after = text[span.start : span.end], span.after
    if pair.true != "utf-8" or not _LAYER_LENGTH <= len(after) <= len(before):
        return 0
    saved = bigrams.cost(before) - bits_of(after)
    torn = after.count(LOST) > _TORN * len(after)  # the ends of a window may be
    return saved if saved > _LAYER_BITS and not torn else 0


def _undo(
    text: str, chain: Chain, *, known: bool, alone: bool = False, guess: bool = False
) -> list[Repair]:
    """Return the repairs of ``chain`` in ``text``, all layers undone."""
    if len(chain) == 1:
        return list(_repairs(text, chain[0], known=known, alone=alone, guess=guess))
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
                after = replaced(after, (repair[:3] for repair in some))
            else:
                found.append(_of_line(line, after, at, chain))
        at += len(line) + 1
    return found


def _of_line(line: str, after: str, at: int, chain: Chain) -> Repair:
    """Return the repair of a line without its unchanged ends."""
    start, end = 0, len(line)
    while start < end and after and line[start] == after[0]:
        start, after = start + 1, after[1:]
    while end > start and after and line[end - 1] == after[-1]:
        end, after = end - 1, after[:-1]
    saved = bigrams.cost(line[start:end]) - bits_of(after)
    return Repair(at + start, at + end, after, chain, saved)


_start = attrgetter("start")


def _chosen(repairs: Iterable[Repair]) -> list[Repair]:
    """Return disjoint repairs, sorted: of overlapping ones those that save most."""
    repairs = sorted(repairs, key=_start)
    if all(one.end <= other.start for one, other in pairwise(repairs)):
        return repairs
    return disjoint(sorted(repairs, key=lambda each: -each.saved))
