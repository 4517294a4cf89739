"""Make `careless_words` and `careless_clear`: what careless conversion makes of words.

Run it with the `tools` extra installed: `python tools/make_careless_words.py`.

A careless converter keeps simplified characters that are traditional too (后 干 里), or takes a
form of another word (係統, 頭發). Every word with such a character is an entry in each careless
writing, with the marks that say what is wrong and how surely. OpenCC takes the longest entry at
each place from left to right, so beside the words stand

    right words that hold a careless one          皇后 beside 后, so that it stays
    two words that overlap, read the likelier way 公里|長 beside 里長; 部里|長 beside 部|里長
    a word that shields what overlaps it often    增長 beside 長發

The judge of each is `word_votes`: closed ends must say it clearly, and open ends, as in running
text, must not speak against it. What is style, and what they cannot know, stands in
`careless_exceptions`. A word that the Taiwanese corpus has fifty times as often as its careless
writing is marked as clear: it is evidence of a careless page. A character by itself is none.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import careless_exceptions
from careless_exceptions import is_style
from careless_writings import LONGEST, Reading, Rows, rare_writings, writings
from contested_forms import certain, fold, members, real, suspects
from hantidy.evidence import script
from hantidy.evidence.charwise_conversion import (
    CLEAR,
    DOUBT,
    END,
    FOLLOWS,
    KEPT,
    MISPRINT,
    OTHER,
    OVER,
    mended,
)
from make_clear import clear_rows, kept_words, misprints
from taiwanese_words import common, sources, words
from word_votes import Vote, Votes, lexicon

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TABLES = Path(__file__).parents[1] / "src/hantidy/tables"
NOTES = {
    "careless_clear": "Here are the words in such spellings, which are evidence; `careless_words` "
    "has all others.",
    "careless_words": "Words in spellings that are evidence are in `careless_clear`.",
}

NOTHING = Vote(0.0, 0.0)
SHARE = 0.8
"""What share of the readings a form must have to be put in."""
WRONG = 0.2
"""The share of the readings that the form that was seen may have at most."""
WRONG_OTHER = 0.05
"""The same, where it is no simplified one: somebody chose it."""
DECIDED = 0.9, 0.1
"""The two shares where closed ends say nothing, and open ends must speak by themselves."""
LIKELY = 0.65, 0.02
"""The two shares where what was seen is wrong in any case, and the likelier form is put in."""
AGREED = 0.8
"""What part of the share OpenCC must agree on, for a form to be sure."""
LITTLE = 0.03
"""Where OpenCC mostly disagrees, what was seen may have so little only."""
OPEN = 0.35
"""What share of the readings with open ends must be for it, at least."""
SEEN = 0.3
"""How often two overlapping words must be expected in as much text as was counted."""
WORTH = 0.5
"""So often for each time that it is read into other words, a word must occur to be looked for."""
NUMBERS = "一二三四五六七八九十百千兩幾數這那每整半"


def outcome(closed: Votes, opened: Votes | None, seen: str, simple: str) -> str:
    """Say what ``seen`` becomes by its votes: nothing, a form, or a form in doubt."""
    allowed = WRONG if seen == simple else WRONG_OTHER
    if found := _wanted(closed, seen, SHARE, allowed):
        if opened is None:
            return found
        against = opened.get(common(seen), NOTHING).share
        for_it = opened.get(found[0], NOTHING).share
        return "" if for_it < OPEN or against > 1 - OPEN else found
    against = closed.get(common(seen), NOTHING).share
    clear = min(DECIDED[1], allowed)
    if opened and against <= 1 - OPEN and (found := _wanted(opened, seen, DECIDED[0], clear)):
        return found
    if opened and against <= LIKELY[1] and (found := _wanted(opened, seen, *LIKELY)):
        return f"{found[0]}?"
    return ""


def _wanted(votes: Votes, seen: str, least: float, allowed: float) -> str:
    """Return the form that has the ``least`` share, if what was seen has no more than allowed."""
    best = max(votes, key=lambda form: votes[form].share)
    share, agreed = votes[best]
    for_seen = votes.get(common(seen), NOTHING).share
    if best == common(seen) or best in script.characters("hans"):
        return ""
    if share < least or for_seen > allowed:
        return ""
    if agreed > AGREED * share:
        return best
    return "" if for_seen > LITTLE and agreed < 0.5 * share else f"{best}?"


def reading(text: str, *, alone: bool = False) -> Reading:
    """Return what the votes make of ``text``; ``alone`` asks only with closed ends."""
    contested = members()
    if not any(character in contested for character in text):
        return (None,) * len(text)
    closed = lexicon().votes(text, open_ends=False)
    opened = None if alone else lexicon().votes(text, open_ends=True)
    return tuple(
        tuple(
            but_for_style(form, outcome(closed[at], opened and opened[at], form, character))
            for form in contested[character]
        )
        if character in contested
        else None
        for at, character in enumerate(text)
    )


def but_for_style(seen: str, wanted: str) -> str:
    """Return what ``seen`` becomes, where that is more than a matter of style."""
    return "" if wanted and is_style(seen, wanted[0]) else wanted


def nothing(text: str) -> Reading:
    """Return the reading of ``text`` that leaves everything."""
    return tuple(("",) * len(members()[c]) if c in members() else None for c in text)


class Entries(dict[str, Reading]):
    """What is written in folded text, with its readings; the longest one counts, from the left."""

    def cut(self, text: str) -> Iterator[str]:
        """Yield ``text`` as it is cut in entries, and characters that are none."""
        at = 0
        while at < len(text):
            end = min(len(text), at + LONGEST)
            while end > at + 1 and text[at:end] not in self:
                end -= 1
            yield text[at:end]
            at = end

    def read(self, text: str) -> Reading:
        """Return what the entries make of ``text``."""
        return tuple(
            outcomes for piece in self.cut(text) for outcomes in self.get(piece) or nothing(piece)
        )

    def blamed(self, text: str, right: Reading) -> Iterator[tuple[str, int, int]]:
        """Yield the entry, the place in it and the number of the form that misread ``text``."""
        at = 0
        for piece in self.cut(text):
            for place, outcomes in enumerate(self.get(piece) or ()):
                wanted = right[at + place]
                if outcomes is None or wanted is None:
                    continue
                every = zip(real(piece[place]), outcomes, wanted, strict=True)
                for number, (is_real, one, other) in enumerate(every):
                    if is_real and one and one[:1] != other[:1]:
                        yield piece, place, number
            at += len(piece)

    def misread(self, text: str, right: Reading) -> bool:
        """Whether the entries make something else of ``text``, in forms that are real."""
        return any(
            is_real and one[:1] != other[:1]
            for character, seen, wanted in zip(text, self.read(text), right, strict=True)
            if seen is not None and wanted is not None
            for is_real, one, other in zip(real(character), seen, wanted, strict=True)
        )


def folded_words() -> Counter[str]:
    """Count the words, all forms of a contested character folded."""
    found: Counter[str] = Counter()
    for word in words():
        found[word.form.translate(fold())] += word.count
    return found


def read_words(counts: Iterable[str]) -> dict[str, Reading]:
    """Return the readings of all words with a contested character, and of each such character.

    By itself a character counts only in a form that is suspect.
    """
    found = {
        word: reading(word, alone=len(word) == 1)
        for word in counts
        if any(character in members() for character in word)
    }
    for simple in members():
        (outcomes,) = reading(simple, alone=True)
        assert outcomes is not None
        found[simple] = (
            tuple(
                wanted if is_suspect else ""
                for is_suspect, wanted in zip(suspects(simple), outcomes, strict=True)
            ),
        )
    return found


def overlapping(counts: Counter[str], readings: dict[str, Reading]) -> dict[str, list[str]]:
    """Return texts in which two words overlap and say different things, by the first of them."""
    starts: Counter[str] = Counter()
    ends: Counter[str] = Counter()
    begun = defaultdict(list)
    for word, count in counts.items():
        for at in range(1, len(word) + 1):
            starts[word[:at]] += count
            ends[word[-at:]] += count
        for at in range(1, len(word)):
            begun[word[:at]].append(word)
    full = Entries(readings)
    found: dict[str, list[str]] = defaultdict(list)
    seen = set()
    for first, second, at in _overlaps(counts, starts, ends, begun):
        text = first[:at] + second
        if not (first in readings or second in readings) or text in seen:
            continue
        one = (readings.get(first) or full.read(first)) + full.read(text[len(first) :])
        other = full.read(first[:at]) + (readings.get(second) or full.read(second))
        if one != other:
            seen.add(text)
            found[first].append(text)
    return found


def _overlaps(
    counts: Counter[str], starts: Counter[str], ends: Counter[str], begun: dict[str, list[str]]
) -> Iterator[tuple[str, str, int]]:
    """Yield two words that overlap often enough, and where the second begins in the first."""
    least = SEEN * counts.total()
    for first, count in counts.items():
        for at in range(1, len(first)):
            for second in begun[first[at:]]:
                rest = second[len(first) - at :]
                if rest and max(count * starts[rest], ends[first[:at]] * counts[second]) >= least:
                    yield first, second, at


def add_overlaps(entries: Entries, overlaps: dict[str, list[str]], counts: Counter[str]) -> None:
    """Add words that shield what overlaps them, and overlaps that are still misread."""
    right = {text: reading(text) for texts in overlaps.values() for text in texts}
    blamed = Counter(each for text in right for each in entries.blamed(text, right[text]))
    for (word, place, number), times in blamed.items():
        if members()[word[place]][number] != word[place] and counts[word] < WORTH * times:
            outcomes = list(entries[word])
            changed = list(outcomes[place] or ())
            changed[number] = ""
            outcomes[place] = tuple(changed)
            entries[word] = tuple(outcomes)

    def wrong(texts: list[str]) -> int:
        return sum(entries.misread(text, right[text]) for text in texts)

    for word, texts in overlaps.items():
        if word not in entries and (before := wrong(texts)) > 1:
            entries[word] = entries.read(word)
            if wrong(texts) + 1 >= before:
                del entries[word]
    while more := [
        text
        for text in sorted(right, key=len)
        if text not in entries and entries.misread(text, right[text])
    ]:
        entries |= {text: right[text] for text in more}


def by_hand(readings: dict[str, Reading]) -> Entries:
    """Return 里 the unit, and 隻 before what it counts."""
    found = Entries()
    after, before = (careless_exceptions.characters(f"unit-{side}") for side in ("after", "before"))
    pairs = [f"{each}里" for each in sorted(after)] + [f"里{each}" for each in sorted(before)]
    for pair in (each.translate(fold()) for each in pairs):
        if not any(wanted for outcomes in readings.get(pair, ()) for wanted in outcomes or ()):
            found[pair] = nothing(pair)
    for counted in careless_exceptions.words("counted"):
        for number in NUMBERS:
            found[f"{number}只{counted}".translate(fold())] = counting(number, counted)
    return found


def counting(number: str, counted: str) -> Reading:
    """Return the reading of 三只貓: one opinion, as none of the sources has such phrases."""
    measure = tuple("" if form == "隻" else "隻?" for form in members()["只"])
    return (*nothing(number), measure, *nothing(counted.translate(fold())))


def entries_of(
    readings: dict[str, Reading], overlaps: dict[str, list[str]], counts: Counter[str]
) -> Entries:
    """Return the words that say what shorter ones do not, and what overlaps need."""
    entries = Entries()
    for word in sorted(readings, key=len):
        if len(word) == 1 or entries.misread(word, readings[word]):
            entries[word] = readings[word]
    add_overlaps(entries, overlaps, counts)
    return entries


class Collected(NamedTuple):
    """What words and counts say, before rows are marked as evidence or left out."""

    every: dict[str, str]
    """What is written, and what becomes of it."""
    by_themselves: set[str]
    """Rows that stand whether others say the same or not."""
    shielded: list[tuple[str, str, str]]
    """A row that may shield an overlap, the overlap, and what becomes of that."""


def collect() -> Collected:
    """Return what words and counts say: this takes a minute and more."""
    counts = folded_words()
    readings = read_words(counts)
    overlaps = overlapping(counts, readings)
    # Words whose characters say the same by themselves are rows too: only words are evidence.
    silent = {word: nothing(word) if len(word) == 1 else read for word, read in readings.items()}
    entries = Entries(entries_of(silent, overlaps, counts) | entries_of(readings, overlaps, counts))
    hand = by_hand(readings)
    entries |= hand
    every = dict(rare_writings(counts, readings))
    for text, read in entries.items():
        every |= writings(text, read)
    every |= {character: KEPT + form for character, form in certain().items()}
    by_themselves = {seen for text in hand for seen, _ in writings(text, entries[text])}
    shielded = [
        (seen[: len(word)], seen, after)
        for word, texts in overlaps.items()
        for text in texts
        if word in entries
        for seen, after in writings(text, entries.read(text))
    ]
    return Collected(every, by_themselves, shielded)


def rows(found: Collected) -> Rows:
    """Return the rows of the table: what is evidence, by hand, and not said by shorter rows."""
    stays = {word: word for word in careless_exceptions.words("stays")}
    hand = kept_words() | misprints() | stays
    every = clear_rows(found.every) | hand
    kept = Rows()
    for text in sorted(every, key=len):
        if text in hand or text in found.by_themselves or kept.differs(text, every[text]):
            kept[text] = every[text]
    for shield, seen, after in found.shielded:
        if shield in every and kept.differs(seen, clear_rows({seen: after})[seen]):
            kept[shield] = every[shield]
    while unsettled := {
        seen: after
        for seen, after in ((seen, mended(after, doubts=True)) for seen, after in kept.items())
        if kept.convert(after) != after
    }:
        for seen, after in unsettled.items():
            if after in hand:
                del kept[seen]
            else:
                kept[after] = after
    return kept


def main() -> None:
    """Write the tables."""
    body = rows(collect())
    for name, note in NOTES.items():
        some = [key for key in sorted(body) if (CLEAR in body[key]) == (name == "careless_clear")]
        lines = [f"# {line}" for line in head(note)] + [f"{key}\t{body[key]}" for key in some]
        (TABLES / f"{name}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
        print(name, len(some), "rows")


def head(note: str) -> list[str]:
    """Return the lines that begin a table, its ``note`` among them."""
    return [
        "What careless conversion writes, and what becomes of it. Before a character put in stands",
        f"{KEPT} where the simplified one was kept, {OVER} where that was right, {OTHER} for",
        f"the form of another word, {DOUBT} where opinions differ: there what was seen follows it,",
        f"{FOLLOWS} where it is nearly always right by itself, {MISPRINT} where what was seen is a",
        f"misprint. {CLEAR}{END} enclose words that are hardly ever written as they were seen.",
        "Rows without a mark keep others from being seen in them.",
        note,
        f"Sources: {sources()}",
        f"Made by tools/make_careless_words.py on {datetime.now(UTC).date().isoformat()}",
    ]


if __name__ == "__main__":
    main()
