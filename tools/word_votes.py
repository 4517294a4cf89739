"""Which form a contested character takes in a stretch of text, by the words it can be cut into.

Every way to cut the stretch into words votes, by the product of its words' shares, for the forms
those words have. *Closed*, the stretch is taken to begin and end with a word; *open*, its first
and last pieces may be ends and beginnings of longer ones, as in running text.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from typing import NamedTuple

from taiwanese_words import LONGEST, Word, simplify, words

LEAST = 0.2
"""The count of a character that is no word."""
NEGLIGIBLE = 1e-6
"""Ways to cut with a smaller share of all have no vote."""


class Vote(NamedTuple):
    """What the words of a place say for one form."""

    share: float
    """The share of all ways to read the place that have it."""
    agreed: float
    """The share that have it in a word that OpenCC writes so too."""


Votes = dict[str, Vote]
Pieces = dict[str, dict[tuple[str, bool], float]]


class Lexicon:
    """The words, and the pieces at their beginnings and ends, by simplified spelling."""

    def __init__(self, rows: list[Word]) -> None:
        self.total = sum(row.count for row in rows)
        kinds: dict[tuple[bool, bool], Pieces] = {
            (left, right): defaultdict(lambda: defaultdict(float))
            for left in (False, True)
            for right in (False, True)
        }
        for form, simple, count, agreed in rows:
            size = len(form)
            for start in range(size):
                for end in range(start + 1, size + 1):
                    for (left, right), pieces in kinds.items():
                        if (left or not start) and (right or end == size):
                            pieces[simple[start:end]][form[start:end], agreed] += count
        self.pieces = kinds
        """By whether more of the word may stand to the left, and to the right."""
        self.counts = {
            kind: {piece: sum(found.values()) for piece, found in pieces.items()}
            for kind, pieces in kinds.items()
        }

    def votes(self, stretch: str, *, open_ends: bool) -> list[Votes]:
        """Return the votes for the forms of each character of ``stretch``."""
        simple = stretch.translate(simplify())
        ways: list[tuple[float, list[tuple[int, str, tuple[bool, bool]]]]] = []
        for cut in _cuts(len(simple)):
            weight = float(self.total)
            pieces = []
            at = 0
            for number, size in enumerate(cut, 1):
                kind = (open_ends and number == 1, open_ends and number == len(cut))
                piece = simple[at : at + size]
                count = self.counts[kind].get(piece, 0) or (LEAST if size == 1 else 0)
                weight *= count / self.total
                pieces.append((at, piece, kind))
                at += size
            if weight:
                ways.append((weight, pieces))
        whole = sum(weight for weight, _ in ways)
        found: list[dict[str, list[float]]] = [
            defaultdict(lambda: [0.0, 0.0]) for _ in range(len(simple))
        ]
        for weight, pieces in ways:
            if weight >= NEGLIGIBLE * whole:
                for at, piece, kind in pieces:
                    self._vote(found, at, piece, kind, weight / whole)
        return [{form: Vote(*share) for form, share in place.items()} for place in found]

    def _vote(
        self,
        found: list[dict[str, list[float]]],
        at: int,
        piece: str,
        kind: tuple[bool, bool],
        weight: float,
    ) -> None:
        count = self.counts[kind].get(piece)
        if not count:
            found[at][piece][0] += weight
            return
        for (form, agreed), times in self.pieces[kind][piece].items():
            for place, character in enumerate(form, at):
                vote = found[place][character]
                vote[0] += weight * times / count
                vote[1] += weight * times / count * agreed


@cache
def _cuts(size: int) -> tuple[tuple[int, ...], ...]:
    """Return all ways to cut so many characters in pieces."""
    if not size:
        return ((),)
    return tuple(
        (first, *rest) for first in range(1, min(LONGEST, size) + 1) for rest in _cuts(size - first)
    )


@cache
def lexicon() -> Lexicon:
    """Return the words of `taiwanese_words`."""
    return Lexicon(words())
