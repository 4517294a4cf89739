"""Decide whether a question mark asks, or replaces a lost character."""

from __future__ import annotations

from functools import cache

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.filters.punctuation.characters import KINDS, behind_han

_UP_TO_CLAUSE = pattern(r"(?s:.*)[，。！？；：、,.!?;:\n“”\"()（）「」]")
"""The text up to the last mark that ends a clause."""
_CLOSERS = ("”", "’", "」", "』", '"')
_QUOTE = pattern('[“”‘’「」『』"]')
_UP_TO_SENTENCE = pattern(r"(?s:.*)(?:[。！？!?：:\n]|\.(?= ))[ *#>-]*")
_FAR = 120  # how far back a sentence is looked at
_NEAR = 40  # how far back a clause is looked at
_LAST_MARK = pattern(r"\?(?!\?)")
_SHORTEST = 3  # hanzi of a clause that asks without a word that asks
_ENOUGH = 3  # so many that ask, in one block


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(word for each, word in tables.rows("asking") if each == kind)


_ASKING = pattern(
    lambda: (
        rf"{'|'.join(sorted(_words('any') | _words('form')))}"
        rf"|(?<![那这這])(?:{'|'.join(sorted(_words('end')))})$|(.)[不没沒唔]\1"
    )
)
"""Question words, and verbs that are asked by their denial."""


def asks(clause: str) -> bool:
    """Whether ``clause`` has a question word."""
    return _ASKING.search(clause) is not None


def is_call(clause: str) -> bool:
    """Whether ``clause`` is a word that is a question or answer by itself: 喂, OK."""
    return clause in _words("whole")


class Questions:
    """Judges the question marks of one text."""

    def __init__(self, text: str) -> None:
        """Judge ``text``."""
        self._text = text
        self._most_ask: bool | None = None

    def asks(self, start: int, end: int) -> bool:
        """Whether the run of marks ends a line or a clause that asks.

        If most runs of the block do, so do the others.
        """
        if self._plainly(start, end):
            return True
        if self._most_ask is None:
            places = [found.start() for found in behind_han(_LAST_MARK, self._text)]
            asking = sum(self._plainly(at, at + 1) for at in places)
            self._most_ask = asking >= _ENOUGH and 2 * asking >= len(places)
        if not self._most_ask or self._text[end : end + 1] in _words("after"):
            return False
        clause = self._clause(start)
        return len(clause) >= _SHORTEST or is_call(clause)

    def _plainly(self, start: int, end: int) -> bool:
        text = self._text
        after = text[end : end + 24].lstrip(" ")[:1]
        if "!" in text[start:end] or KINDS[after] in "nc)" or after in "\"'*{<":
            return True
        return asks(self._clause(start)) or self._sentence_asks(start, after)

    def _sentence_asks(self, at: int, after: str) -> bool:
        """Whether the sentence of several clauses began as a question."""
        if after in _words("after"):
            return False
        near = self._text[max(0, at - _FAR) : at]
        before = _UP_TO_SENTENCE.match(near)
        return near.startswith(tuple(_words("first")), before.end() if before else 0)

    def _clause(self, at: int) -> str:
        before = self._text[max(0, at - _NEAR) : at].rstrip(" ")
        if before.endswith(_CLOSERS):
            before = _QUOTE.sub("", before)
        earlier = _UP_TO_CLAUSE.match(before)
        return before[earlier.end() :] if earlier else before
