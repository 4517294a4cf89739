"""A character bigram model: the cost of a text in bits, low for sound text.

The model knows Chinese, simplified and traditional, pair by pair (``tables/bigrams.tsv``);
Japanese, Korean and the alphabets by kinds of characters and their frequencies
(``tables/kinds.tsv``, ``tables/turns.tsv``). It answers one question: which of two readings of
the same bytes is text?
Compare costs of the *same* bytes read in two ways, never costs of different texts:

>>> gain("鎴戜滑", "我们") > 20
True

Scoring stays in C, and what it looks up has the size of the tables, whatever the text.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, chain, islice
from operator import add, getitem
from typing import TypeVar

from hantidy import tables

_Value = TypeVar("_Value")

TABLES = ("bigrams", "kinds", "turns")
"""The tables of the model (for the fingerprint of filters that use it)."""

_START = "\n"
"""What is before a text."""
_HAN = "han"
_SHORT_TEXT = 100
"""Characters up to which the cost of a text is remembered for a while."""
_REMEMBERED = 1 << 17
"""Characters, and pairs of keys, that are remembered; those of most texts are fewer."""

_TENTHS = 10
"""Costs are whole tenths of a bit, so that sums are exact in any order."""

_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|[nrt\\])")
_NO_ROW = "\t\t20\t"
_SHORT = {r"\n": "\n", r"\r": "\r", r"\t": "\t", r"\\": "\\"}

# From this code point on: the kind, and what an unlisted character of it costs (tenths of a bit).
_RANGES: tuple[tuple[int, str, int], ...] = (
    (0x0000, "bad", 100),
    (0x0009, "space", 40),
    (0x000E, "bad", 100),
    (0x0020, "mark", 70),
    (0x0041, "ascii", 70),
    (0x005B, "mark", 70),
    (0x0061, "ascii", 70),
    (0x007B, "mark", 70),
    (0x007F, "bad", 140),
    (0x00A0, "symbol", 90),
    (0x00C0, "latin", 85),
    (0x0100, "latin", 75),
    (0x0250, "other", 110),
    (0x0300, "latin", 80),
    (0x0370, "greek", 90),
    (0x0400, "cyrillic", 90),
    (0x0530, "other", 65),
    (0x1100, "hangul", 120),
    (0x1200, "other", 90),
    (0x1E00, "latin", 70),
    (0x1F00, "greek", 100),
    (0x2000, "symbol", 90),
    (0x2014, "cjk", 60),
    (0x2015, "symbol", 100),
    (0x2018, "cjk", 60),
    (0x201E, "symbol", 90),
    (0x2500, "symbol", 120),
    (0x25A0, "symbol", 100),
    (0x2E80, "han", 200),
    (0x3000, "cjk", 90),
    (0x3041, "hira", 120),
    (0x30A1, "kata", 100),
    (0x3105, "cjk", 100),
    (0x3130, "hangul", 140),
    (0x3190, "symbol", 120),
    (0x31A0, "cjk", 120),
    (0x3200, "symbol", 120),
    (0x3400, "han", 200),
    (0x4DC0, "symbol", 140),
    (0x4E00, "han", 185),
    (0xA000, "other", 130),
    (0xAC00, "hangul", 140),
    (0xD7A4, "bad", 140),
    (0xF900, "han", 180),
    (0xFB00, "symbol", 140),
    (0xFB50, "other", 110),
    (0xFE00, "symbol", 120),
    (0xFE30, "cjk", 110),
    (0xFE70, "other", 120),
    (0xFEFF, "bad", 60),
    (0xFF01, "cjk", 90),
    (0xFF61, "half", 110),
    (0xFFA0, "hangul", 150),
    (0xFFE0, "symbol", 90),
    (0xFFE8, "symbol", 140),
    (0xFFF0, "bad", 140),
    (0x10000, "other", 150),
    (0x1F000, "symbol", 110),
    (0x20000, "han", 205),
    (0x32000, "bad", 160),
)
_STARTS = [start for start, _, _ in _RANGES]


def _unlisted(char: str) -> tuple[str, int]:
    """Return the kind and the cost of a character that no table lists."""
    if unicodedata.category(char) in ("Cc", "Cn", "Co", "Cs") and not char.isspace():
        return "bad", 160 if char >= "\xa0" else 110
    return _RANGES[bisect_right(_STARTS, ord(char)) - 1][1:]


class _Made(dict[str, _Value]):
    """Values made at their first use."""

    def __init__(self, make: Callable[[str], _Value]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> _Value:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[key] = self._make(key)
        return found


class _Model:
    """What is looked up for a character after another."""

    def __init__(self) -> None:
        self._table = tables.body("bigrams").rstrip(b"\n").split(b"\n")
        self._listed: dict[str, tuple[str, int]] = {}
        for kind, bits, chars in reversed(tables.rows("kinds")):  # the first one counts
            self._listed |= dict.fromkeys(_ESCAPE.sub(_meant, chars), (kind, _tenths(bits)))
        turns = tables.rows("turns")
        kinds = [kind for kind, *_ in turns]
        self._turns = {
            before: dict(zip(kinds, map(_tenths, costs), strict=True)) for before, *costs in turns
        }
        self._listed_rows = _Made(self._found)
        self.keys = _Made(self._key)
        """A hanzi of the table is its own key, any other character has its kind's."""
        self.alone = _Made(self._alone)
        """The cost of a character among its own kind, without context."""
        self.rows = _Made(self._row)
        """What the second of two keys costs besides that, by the first and by the second."""
        self._beside_han = {kind: cost for kind, cost in self._turns[_HAN].items() if kind != _HAN}
        self.left = _REMEMBERED
        """Pairs of keys that may still be remembered."""

    def common(self, most: int) -> Iterator[str]:
        """Yield the hanzi that cost at most so many tenths of a bit alone."""
        rows = (row.split(b"\t", 2) for row in self._table)
        return (char.decode() for char, bits, _ in rows if int(bits) <= most)

    def _found(self, char: str) -> str | None:
        """Return the row of a hanzi; few of a table that is sorted are ever read."""
        key = char.encode("utf-8", "surrogatepass") + b"\t"
        found = self._table[bisect_left(self._table, key) % len(self._table)]
        return found.decode() if found.startswith(key) else None

    def _known(self, char: str) -> tuple[str, int]:
        if found := self._listed.get(char):
            return found
        row = self._listed_rows[char]
        return (_HAN, int(row.split("\t", 2)[1])) if row else _unlisted(char)

    def _key(self, char: str) -> str:
        kind = self._known(char)[0]
        return char if kind == _HAN and self._listed_rows[char] else kind

    def _alone(self, char: str) -> int:
        return self._known(char)[1]

    def _row(self, key: str) -> _Row:
        turns = self._turns.get(key)
        if turns is not None and key != _HAN:
            return _Row(self, "", turns, turns[_HAN])
        _, _, end, row = (self._listed_rows[key] or _NO_ROW).split("\t", 3)
        return _Row(self, row, self._beside_han, self._turns[_HAN][_HAN] + int(end))


class _Row(dict[str, int]):
    """What follows a key: keys, with what these cost besides what they cost alone."""

    def __init__(self, model: _Model, row: str, turns: dict[str, int], end: int) -> None:
        """Take the row of a hanzi, the costs of kinds, and that of any other hanzi."""
        super().__init__()
        self._model, self._row, self._turns, self._end = model, row, turns, end

    def __missing__(self, key: str) -> int:
        at = self._row.find(key)
        if at < 0:
            cost = self._turns.get(key, self._end)
        else:  # the last letter before it has the whole bits
            bits = self._row[:at].encode("ascii", "ignore")[-1] - ord("a")
            cost = bits * _TENTHS - self._model.alone[key]
        self._model.left -= 1
        if not self._model.left:
            self._model.rows.clear()
            self._model.left = _REMEMBERED
        self[key] = cost
        return cost


def _meant(escape: re.Match[str]) -> str:
    return _SHORT.get(escape[0]) or chr(int(escape[1], 16))


def _tenths(bits: str) -> int:
    return round(float(bits) * _TENTHS)


@cache
def _model() -> _Model:
    return _Model()


def steps(text: str) -> list[int]:
    """Return the cost of each character of ``text`` after the one before it, in tenths of a bit."""
    model = _model()
    keys = [*map(model.keys.__getitem__, chain(_START, text))]
    turns = map(getitem, map(model.rows.__getitem__, keys), islice(keys, 1, None))
    return list(map(add, turns, map(model.alone.__getitem__, text)))


def after(char: str) -> dict[str, int]:
    """Return what costs the key of a character after ``char`` besides what the character does."""
    model = _model()
    return model.rows[model.keys[char]]


def key(char: str) -> str:
    """Return by what `after` has a character: a hanzi is its own key, or the name of its kind."""
    return _model().keys[char]


def common(bits: float) -> frozenset[str]:
    """Return the hanzi that cost at most so many bits alone."""
    return frozenset(_model().common(round(bits * _TENTHS)))


def step(pair: str) -> int:
    """Return the cost of the second character of ``pair`` after the first, in tenths of a bit."""
    model = _model()
    before, after = map(model.keys.__getitem__, pair)
    return model.rows[before][after] + model.alone[pair[1]]


def alone(char: str) -> int:
    """Return the cost of ``char`` among its own kind, in tenths of a bit."""
    return _model().alone[char]


def cost(text: str) -> float:
    """Return the description length of ``text`` in bits; the empty text costs nothing."""
    return _short_cost(text) if len(text) < _SHORT_TEXT else sum(steps(text)) / _TENTHS


@lru_cache(maxsize=512)
def _short_cost(text: str) -> float:
    """The same of what is likely to be asked again at once."""
    return sum(steps(text)) / _TENTHS


@lru_cache(maxsize=4)
def block_steps(text: str) -> array[int]:
    """Return `steps` of a text that several ask for."""
    return array("i", steps(text))


def costs(texts: Iterable[str]) -> list[float]:
    """Return the cost of each text in bits; they are scored in one go."""
    texts = list(texts)
    sums = list(accumulate(steps(_START.join(texts)), initial=0))
    ends = list(accumulate(map(len, texts)))
    return [
        (sums[end + place] - sums[end + place - len(text)]) / _TENTHS
        for place, (text, end) in enumerate(zip(texts, ends, strict=True))
    ]


def gain(before: str, after: str) -> float:
    """Return the bits that ``after`` costs less than ``before``; above 0, ``after`` is likelier."""
    return cost(before) - cost(after)
