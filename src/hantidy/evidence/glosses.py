"""Find brackets of Latin letters or bopomofo behind hanzi, and count those that are readings.

Machines that gloss a page gloss hundreds of common hanzi; a textbook glosses the rare ones; an
encyclopedia holds brackets of every kind. The counts tell them apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import islice, takewhile
from operator import mul
from typing import Literal, NamedTuple

from hantidy import tables
from hantidy.core.lazy import pattern
from hantidy.evidence.characters import BOPOMOFO, HAN, LATIN, MARKED_LATIN
from hantidy.evidence.context import is_han
from hantidy.evidence.readings import glossed, is_foreign, is_syllable, spelling

BLANKS = " \t\u3000"

Nature = Literal[
    "toned", "toneless", "weak", "word", "syllable", "mark", "lower", "other", "none"
]  # fmt: skip
"""What a bracket is to the hanzi before it.

toned: a reading with its tone, or in zhuyin. toneless: a reading of two letters or more, lower
case. weak: a reading of one letter, or that is slang. word: a reading of several syllables without
tones.
syllable: a Mandarin syllable, but not of this hanzi. mark: the name of the mark before it.
lower: other lower-case letters. other: all else that begins with a letter. none: what stands
before it is no hanzi.
"""
READINGS = frozenset({"toned", "toneless", "weak", "word"})
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

OPENERS = "(（\\[［【〔‹"
_CLOSERS = ")）\\]］】〕›"
_MATES = {"(": ")）", "（": ")）", "[": "]］", "［": "]］", "【": "】", "〔": "〕", "‹": "›"}
_LONGEST = 48
_SPARSE = 40  # characters to a bracket from which it pays to look at the brackets alone
_A_FEW = 64  # brackets that show whether they are sparse
_BLANK_SET = frozenset(BLANKS)
_WORD = 16  # hanzi of the longest word that is glossed as a whole
_LETTER = f"{LATIN}\u0250-\u02af\u0370-\u03ff\u0430-\u045f\uff21-\uff5a{BOPOMOFO}"
_LETTER_INSIDE = rf"[ \u3000]{{0,3}}\n?[ \u3000]{{0,3}}˙?[{_LETTER}]"
_LINE = rf"[^{_CLOSERS}\n]{{0,{_LONGEST}}}"
_SYLLABLE = "a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜü"
# What holds no Han is one class only, at its length: to compile it takes a millisecond.
_REST = (
    rf"{_LETTER_INSIDE}(?={_LINE}(?:\n{_LINE})?[{_CLOSERS}])"
    f"[^{OPENERS}{_CLOSERS}{HAN}]*[{_CLOSERS}]"
)
# Hanzi, the marks that machines gloss, and more: the class is small, and soon compiled.
_BASE = "[^\\x00-\u3000]"
_BEHIND = "|".join(
    f"(?<=[^\\x00-\\x7f]{blanks}.)" for blanks in ("", f"[{BLANKS}]", f"[{BLANKS}]" * 2)
)
_BEGINS_PATTERN = pattern(f"[{OPENERS}](?:{_BEHIND}){_LETTER_INSIDE}")
"""The beginning of a bracket that may follow a base; links of Latin text do not."""


_PLAIN = rf"[{_SYLLABLE}]{{1,{_LONGEST + 1}}}+\)"  # the rest of most brackets, in round ones
_RUNS = pattern(
    # What is ahead lets most characters go, before the one behind them is looked at.
    rf"(.(?:\((?<={_BASE}.){_PLAIN}(?:\({_PLAIN})*+(?![{OPENERS}])"
    rf"|[{OPENERS}{BLANKS}](?<={_BASE}.)"
    rf"(?:(?:(?<=[{OPENERS}])|(?<=[{BLANKS}])[{BLANKS}]?[{OPENERS}]|(?<=[{_CLOSERS}])[{OPENERS}])"
    rf"{_REST})+))"
)
"""One or more adjacent brackets, with the character and the blanks before them."""
_SINGLE = pattern(f"[{OPENERS}][^{OPENERS}{_CLOSERS}]*[{_CLOSERS}]")
"""One of them."""
_TONED = pattern(f"[a-z][1-9]|[{MARKED_LATIN}\u0300-\u036f]")
"""A tone in any romanization: a digit behind a letter, or a mark on one."""


@cache
def common_hanzi() -> frozenset[str]:
    """Return the 2,500 commonest hanzi in both scripts."""
    return frozenset(tables.text("common_hanzi").replace("\n", ""))


class Bracket(NamedTuple):
    """One bracket of a run."""

    written: str
    content: str
    nature: Nature
    hanzi: int
    """Number of hanzi whose reading it is; 0 if it is no reading."""


class Tally(NamedTuple):
    """Numbers of brackets, of a run or of a text."""

    latin: int
    lower: int
    readings: int
    strong: int
    """Readings that are neither weak nor of a word."""
    common: int
    """Readings of hanzi that are among the commonest."""
    toned: int
    foreign: int
    """Lower-case brackets with tones that are no Mandarin reading of the hanzi."""


class Run(NamedTuple):
    """Adjacent brackets, and their relation to the hanzi before them."""

    base: str
    """The character before them."""
    blanks: str
    """What stands between it and the first of them."""
    brackets: tuple[Bracket, ...]
    natures: frozenset[Nature]
    stripped: str
    """The run without its brackets: the base and their line ends."""
    is_doubled: bool
    """Whether a bracket is repeated."""
    may_be_word: bool
    """Whether it may be the reading of a word of several hanzi."""
    tally: Tally


@lru_cache(maxsize=1 << 13)
def _run(written: str, word: str = "") -> Run:
    base, rest = written[0], written[1:]
    brackets = rest.lstrip(BLANKS)
    found = tuple(_bracket(word or base, match) for match in _SINGLE.findall(brackets))
    natures = [bracket.nature for bracket in found]
    readings = sum(map(READINGS.__contains__, natures))
    return Run(
        base,
        blanks=rest[: len(rest) - len(brackets)],
        brackets=found,
        natures=frozenset(natures),
        stripped=base + "\n" * rest.count("\n"),
        is_doubled=len({bracket.content for bracket in found}) < len(found),
        may_be_word=any(
            bracket.nature in ("syllable", "lower", "other")
            and not is_foreign(bracket.content)
            and spelling(bracket.content)
            for bracket in found
        ),
        tally=Tally(
            latin=len(natures) - natures.count("mark") - natures.count("none"),
            lower=sum(map(_LOWER.__contains__, natures)),
            readings=readings,
            strong=readings - natures.count("weak") - natures.count("word"),
            common=readings if base in common_hanzi() else 0,
            toned=natures.count("toned"),
            foreign=sum(
                bracket.nature in ("lower", "syllable")
                and _TONED.search(bracket.content) is not None
                for bracket in found
            ),
        ),
    )


def _bracket(hanzi: str, written: str) -> Bracket:
    content = written[1:-1].strip(BLANKS + "\n")
    nature: Nature = "other"
    count = 0
    is_pair = written[-1] in _MATES[written[0]]
    spelt = spelling(content) if is_pair and not is_foreign(content) else None
    if hanzi in _NAMES_OF_MARKS:
        nature = "mark" if content in _NAMES_OF_MARKS[hanzi] else "none"
    elif not all(map(is_han, hanzi)):
        nature = "none"
    elif spelt is None:
        nature = "lower" if content == content.lower() else "other"
    elif (count := glossed(hanzi, spelt)) and spelt.toned:
        nature = "toned"
    elif not spelt.lower:
        count = 0
    elif count:
        weak = spelt.letters == 1 or content in _SLANG
        nature = "word" if count > 1 else "weak" if weak else "toneless"
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
        found = {(written, ""): _run(written) for written in counts}
        self.words = self._words({key[0] for key, run in found.items() if run.may_be_word})
        """By number of a run: the hanzi that may be read as a word."""
        words = Counter((parts[2 * at + 1], word) for at, word in self.words.items())
        for key, count in words.items():
            found[key] = _run(*key)
            counts[key[0]] -= count
            if not counts[key[0]]:
                del found[key[0], ""]
        self.found = found
        """The facts of each distinct run, by the run and, if it matters, the word before."""
        self.counts = {key: words[key] if key[1] else counts[key[0]] for key in found}
        """The number of occurrences of each distinct run."""
        columns = zip(*(run.tally for run in found.values()), strict=True)
        self.total = Tally(*(sum(map(mul, self.counts.values(), column)) for column in columns))
        """The numbers of brackets of all runs together."""
        self.is_doubled = any(run.is_doubled and run.tally.readings for run in found.values())
        self.has_blanks = any(run.blanks for run in found.values())

    def _words(self, unsure: set[str]) -> dict[int, str]:
        """Return the words of runs that are no reading of the last hanzi alone."""
        words: dict[int, str] = {}
        if not unsure:
            return words
        for at, written in enumerate(self.parts[1::2]):
            if written in unsure:
                before = self.parts[2 * at][1 - _WORD :] + written[0]
                word = [*takewhile(is_han, reversed(before))]
                if len(word) > 1:
                    words[at] = "".join(reversed(word))
        return words

    def runs(self) -> Iterator[tuple[str, str]]:
        """Yield each run in the order of the text, with the word before it if that matters."""
        for at, written in enumerate(self.parts[1::2]):
            yield written, self.words.get(at, "")

    @property
    def share(self) -> float:
        """Share of readings among the brackets with letters after hanzi."""
        return self.total.readings / self.total.latin if self.total.latin else 0.0

    @property
    def lower_share(self) -> float:
        """Share of readings among those in lower case."""
        return self.total.readings / self.total.lower if self.total.lower else 0.0

    @property
    def is_other_romanization(self) -> bool:
        """Whether the tones of the block are another system's: Jyutping, Tâi-lô, Hakka …."""
        return self.total.foreign >= max(2, self.total.toned / 2) and not self.is_dense

    @property
    def words_read(self) -> int:
        """Number of different words that are read as a whole, without tones."""
        return len(
            {
                (word, bracket.content)
                for (_, word), run in self.found.items()
                if "word" in run.natures
                for bracket in run.brackets
                if bracket.nature == "word"
            }
        )

    @property
    def is_dense(self) -> bool:
        """Whether a machine glossed the text: many readings, few other brackets, common hanzi."""
        readings = self.total.readings
        return readings >= 12 and self.share >= 0.7 and self.total.common >= 0.8 * readings


def find_glosses(text: str) -> Glosses | None:
    """Return the brackets behind wide characters, None if none can be a reading."""
    brackets = _BEGINS_PATTERN.finditer(text)
    first = [match.start() for match in islice(brackets, _A_FEW)]
    if not first:
        return None
    if len(first) == _A_FEW and first[-1] - first[0] < _A_FEW * _SPARSE:
        parts = _RUNS.split(text)
    else:
        parts = _split_at(text, [*first, *(match.start() for match in brackets)])
    may_read = any(run.tally.readings or run.may_be_word for run in map(_run, parts[1::2]))
    return Glosses(parts) if may_read else None


def _split_at(text: str, starts: list[int]) -> list[str]:
    """Return ``_RUNS.split(text)``, matched only where a bracket begins."""
    match_run = _RUNS.match
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
