"""The brackets after hanzi that hold letters, and how many of them are readings.

Machines that gloss a page gloss hundreds of common hanzi; a textbook glosses the rare ones; an
encyclopedia holds brackets of every kind. The counts tell them apart.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from hantidy import tables
from hantidy.evidence.readings import HAN, glossed, is_syllable, spelling

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["BLANKS", "Bracket", "Glosses", "Run", "find_glosses"]

BLANKS = " \t\u3000"

Nature = Literal[
    "toned", "toneless", "weak", "syllable", "mark", "lower", "other", "none"
]  # fmt: skip
"""What a bracket is to the hanzi before it.

toned: a reading with its tone, or in zhuyin. toneless: a reading of two letters or more, lower
case. weak: a reading of one letter, of several syllables without tones, or that is slang.
syllable: a Mandarin syllable, but not of this hanzi. mark: the name of the mark before it.
lower: other lower-case letters. other: all else that begins with a letter. none: what stands
before it is no hanzi.
"""
READINGS = frozenset({"toned", "toneless", "weak"})
_LOWER = READINGS | {"syllable", "lower"}

# English words that slang borrows for their sound (润(run)学, 饭(fan)圈): alone in a block they
# are no readings.
_SLANG = frozenset({"ban", "fan", "gang", "pan", "run"})
_NAMES_OF_MARKS = {
    "，": {"dou", "douhao"},
    "。": {"ju", "juhao"},
    "、": {"dun", "dunhao"},
    "；": {"fen", "fenhao"},
    "：": {"mao", "maohao"},
    "？": {"wen", "wenhao"},
    "！": {"tan", "tanhao", "gan", "gantan"},
}

_OPENERS = "(（\\[［【〔‹"
_CLOSERS = ")）\\]］】〕›"
_MATES = {"(": ")）", "（": ")）", "[": "]］", "［": "]］", "【": "】", "〔": "〕", "‹": "›"}
_LONGEST = 48
_SPARSE = 40  # characters to a bracket from which it pays to look at the brackets alone
_BLANK_SET = frozenset(BLANKS)
_WORD = 16  # hanzi of the longest word that is glossed as a whole
_LETTER = (
    "A-Za-z\u00c0-\u024f\u0250-\u02af\u0370-\u03ff\u0430-\u045f\u1e00-\u1eff\uff21-\uff5a"
    "\u3105-\u312f"
)
_BEGINS = rf"[{_OPENERS}][ \u3000]{{0,3}}\n?[ \u3000]{{0,3}}[{_LETTER}]"
_INSIDE = rf"[^{_OPENERS}{_CLOSERS}{HAN}\n]{{0,{_LONGEST}}}"
_SYLLABLE = "[a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü]{1,6}"
# The first form is the commonest by far, and the engine is soon done with it.
_BRACKET = rf"(?:[(（]{_SYLLABLE}[)）]|{_BEGINS}{_INSIDE}(?:\n{_INSIDE})?[{_CLOSERS}])"
# Hanzi, the marks that machines gloss, and more: one range is quickly looked up.
_BASE = "[\u3001-\U000323af]"


@cache
def _begins() -> re.Pattern[str]:
    return re.compile(_BEGINS)


@cache
def _runs() -> re.Pattern[str]:
    """One or more brackets on end, with the character and the blanks before them."""
    return re.compile(f"({_BASE}[{BLANKS}]{{0,2}}{_BRACKET}+)")


@cache
def _single() -> re.Pattern[str]:
    return re.compile(_BRACKET)


@cache
def _han() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]+")


@cache
def _tail() -> re.Pattern[str]:
    return re.compile(f"[{HAN}]{{1,{_WORD}}}$")


@cache
def common_hanzi() -> frozenset[str]:
    """The 2,500 commonest hanzi in both scripts."""
    return frozenset(tables.text("common_hanzi").replace("\n", ""))


class Bracket(NamedTuple):
    """One bracket of a run."""

    written: str
    content: str
    nature: Nature
    hanzi: int
    """How many hanzi it reads, 0 if it reads none."""


class Run(NamedTuple):
    """Brackets on end, and what they are to the hanzi before them."""

    base: str
    """The character before them."""
    blanks: str
    """What stands between it and the first of them."""
    brackets: tuple[Bracket, ...]
    is_common: bool
    """Whether the hanzi before is one of the commonest."""
    is_doubled: bool
    """Whether one bracket stands there twice."""


@lru_cache(maxsize=1 << 16)
def _run(written: str, word: str = "") -> Run:
    base, rest = written[0], written[1:]
    brackets = rest.lstrip(BLANKS)
    found = tuple(_bracket(word or base, match) for match in _single().findall(brackets))
    return Run(
        base,
        rest[: len(rest) - len(brackets)],
        found,
        base in common_hanzi(),
        len({bracket.content for bracket in found}) < len(found),
    )


def _bracket(hanzi: str, written: str) -> Bracket:
    content = written[1:-1].strip(BLANKS + "\n")
    nature: Nature = "other"
    count = 0
    spelt = spelling(content) if written[-1] in _MATES[written[0]] else None
    if hanzi in _NAMES_OF_MARKS:
        nature = "mark" if content in _NAMES_OF_MARKS[hanzi] else "none"
    elif not _han().fullmatch(hanzi):
        nature = "none"
    elif spelt is None:
        nature = "lower" if content == content.lower() else "other"
    elif (count := glossed(hanzi, spelt)) and spelt.toned:
        nature = "toned"
    elif not spelt.lower:
        count = 0
    elif count:
        weak = count > 1 or spelt.letters == 1 or content in _SLANG
        nature = "weak" if weak else "toneless"
    else:
        nature = "syllable" if is_syllable(spelt) else "lower"
    return Bracket(written, content, nature, count)


class Glosses:
    """The runs of brackets in a text and their counts."""

    def __init__(self, parts: list[str]) -> None:
        """Take a text split at its runs: text, run, text, run, …, text."""
        self.parts = parts
        """The text, every second part a run of brackets with the character before it."""
        counts = Counter(parts[1::2])
        self.words = self._words(counts)
        """Of some runs, by number, the hanzi that may be read as a whole."""
        words = Counter((parts[2 * at + 1], word) for at, word in self.words.items())
        for (written, _), count in words.items():
            counts[written] -= count
        self.counts: dict[tuple[str, str], int] = {
            **{(written, ""): count for written, count in counts.items() if count},
            **words,
        }
        """How often each run stands there, by the run and the word before it if that matters."""
        self.readings = self.latin = self.lower = self.strong = self.common = 0
        self.is_doubled = self.has_blanks = False
        for (written, word), count in self.counts.items():
            run = _run(written, word)
            self.has_blanks |= bool(run.blanks)
            for bracket in run.brackets:
                nature = bracket.nature
                self.latin += count * (nature not in ("mark", "none"))
                self.lower += count * (nature in _LOWER)
                if nature in READINGS:
                    self.readings += count
                    self.common += count * run.is_common
                    self.strong += count * (nature != "weak")
                    self.is_doubled |= run.is_doubled

    def _words(self, counts: Counter[str]) -> dict[int, str]:
        """Where the last hanzi alone does not answer for a run, the word does."""
        unsure = {written for written in counts if any(map(_may_be_word, _run(written).brackets))}
        if not unsure:
            return {}
        words = {}
        for at, written in enumerate(self.parts[1::2]):
            if written in unsure:
                word = _tail().search(self.parts[2 * at][-_WORD:] + written[0])
                if word and len(word[0]) > 1:
                    words[at] = word[0]
        return words

    def run(self, written: str, word: str = "") -> Run:
        """Return what is known of a run."""
        return _run(written, word)

    def runs(self) -> Iterator[tuple[str, str]]:
        """Yield each run in the order of the text, with the word before it if that matters."""
        for at, written in enumerate(self.parts[1::2]):
            yield written, self.words.get(at, "")

    @property
    def share(self) -> float:
        """Of the brackets with letters after hanzi, the part that are readings."""
        return self.readings / self.latin if self.latin else 0.0

    @property
    def lower_share(self) -> float:
        """Of those in lower case, the part that are readings."""
        return self.readings / self.lower if self.lower else 0.0

    @property
    def is_dense(self) -> bool:
        """Whether a machine glossed this: many, nearly all, and of the commonest hanzi."""
        return self.readings >= 12 and self.share >= 0.7 and self.common >= 0.8 * self.readings


def _may_be_word(bracket: Bracket) -> bool:
    return (
        bracket.nature in ("syllable", "lower", "other") and spelling(bracket.content) is not None
    )


def find_glosses(text: str) -> Glosses | None:
    """Return the brackets that hold letters behind a wide character, None if there are none."""
    starts = [match.start() for match in _begins().finditer(text)]
    if not starts:
        return None
    few = len(starts) < len(text) // _SPARSE
    parts = _split_at(text, starts) if few else _runs().split(text)
    return Glosses(parts) if len(parts) > 1 else None


def _split_at(text: str, starts: list[int]) -> list[str]:
    """What ``_runs().split(text)`` gives, looking only where a bracket begins."""
    match_run = _runs().match
    parts: list[str] = []
    end = 0
    for start in starts:
        base = start - 1
        while base > start - 3 and text[base : base + 1] in _BLANK_SET:
            base -= 1
        if base >= end and (match := match_run(text, base)):
            parts += (text[end:base], match[0])
            end = match.end()
    parts.append(text[end:])
    return parts
