"""Make `script_hant`: words that keep OpenCC's phrases from being seen across two other words.

OpenCC takes the longest phrase at each place from left to right, so in 增长|发挥 it sees 长发. Each
of its phrases P = u|v is held against the words of jieba's dictionary that end in u or begin with
v, and the counts say which reading of the place is the likelier:

    word + v     the word, then any word that begins with v: 增长 + 发
    u + word     any word that ends in u, then the word:     人 + 参与

Where that is likelier than the phrase and gives other characters, the word (with u) becomes an
entry beside OpenCC's phrases. A word so added could in turn hide a phrase that begins in it and
is the likelier reading; then both together are an entry too. Surnames before a title are by hand.

Run it with the `opencc` and `jieba` of this environment: `python tools/make_script_hant.py`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import opencc

from make_script_characters import dictionary

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parents[1] / "src/hantidy/tables/script_hant.tsv"

LEAST = 10  # count of a word in jieba's dictionary for it to be held against a phrase
CLEARLY = 2.0  # how many times likelier a reading must be
SURELY = 5.0  # the same, against a phrase that is a word of jieba's too
LONGEST = 4  # characters of a word
SEEN = 0.1  # how often the likelier reading must be expected in as much text as jieba counted
NAMES = {"nr", "ns", "nz"}  # jieba's tags of people, places and other names: rare ones show nothing
KNOWN = 200
DICTIONARIES = ("STCharacters", "STPhrases_GeneratedFromRegionalPhrases", "STPhrases")

WORDS_OF_JIEBA = Path(jieba.__file__).with_name("dict.txt")
WORDS = Path(__file__).with_name("script_words.tsv")
ONLY = ("这只", "那只", "是只")
"""What counts an animal only where no verb and no preposition follows."""
MEMBER = "系"


@cache
def by_hand() -> dict[str, dict[str, str]]:
    """Read the rows by hand: for each kind, what is written and what it becomes."""
    kinds: dict[str, dict[str, str]] = defaultdict(dict)
    for line in WORDS.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            kind, word, *becomes = line.split("\t")
            kinds[kind][word] = becomes[0] if becomes else ""
    return kinds


def bulk(convert: opencc.OpenCC, texts: list[str]) -> dict[str, str]:
    """Convert many at once; a line end ends every phrase."""
    return dict(zip(texts, convert.convert("\n".join(texts)).split("\n"), strict=True))


class Counts:
    """How often words, and beginnings and ends of words, are seen."""

    def __init__(self, words: Path = WORDS_OF_JIEBA) -> None:
        rows = [line.split() for line in words.read_text("utf-8").splitlines()]
        self.words = {row[0]: int(row[1]) for row in rows}
        self.names = {row[0] for row in rows if row[2][:2] in NAMES and int(row[1]) < KNOWN}
        self.total = sum(self.words.values())
        self.starts: dict[str, int] = defaultdict(int)
        self.ends: dict[str, int] = defaultdict(int)
        for word, count in self.words.items():
            for at in range(1, len(word) + 1):
                self.starts[word[:at]] += count
                self.ends[word[-at:]] += count

    @cache  # noqa: B019 - one object, for as long as the tool runs
    def phrase(self, text: str) -> float:
        """How often ``text`` is seen as a word, or as the likeliest row of words."""
        best = [1.0] + [0.0] * len(text)  # as shares of the whole
        for end in range(1, len(text) + 1):
            for start in range(end):
                seen = self.words.get(text[start:end], 0.5 if end - start == 1 else 0)
                best[end] = max(best[end], best[start] * seen / self.total)
        return best[-1] * self.total


def convert(text: str, *dictionaries: dict[str, str]) -> str:
    """Convert as OpenCC does: the longest phrase at each place, the first dictionary first."""
    done = []
    at = 0
    while at < len(text):
        for end in range(len(text), at, -1):
            word = text[at:end]
            if found := next((d[word] for d in dictionaries if word in d), None):
                done.append(found)
                at = end
                break
        else:
            done.append(text[at])
            at += 1
    return "".join(done)


def _across(word: str, by_start: dict[str, list[str]]) -> Iterator[tuple[str, str, str]]:
    """Each phrase u v seen across ``word`` = x u and what follows, with x and v."""
    for at in range(1, len(word)):
        for phrase in by_start[word[at:]]:
            yield phrase, word[:at], phrase[len(word) - at :]


def _add_hidden(
    rows: dict[str, str],
    words: list[str],
    counts: Counts,
    alone: dict[str, str],
    by_start: dict[str, list[str]],
) -> None:
    """Add phrases that begin in a word of ``rows`` and are likelier there: 是|为了, not 是为|了."""
    least = SEEN * counts.total
    begun: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for at in range(1, len(word)):
            begun[word[:at]].append(word)
    for word in list(rows):
        for phrase, x, v in _across(word, by_start):
            as_phrase = counts.ends[x] * counts.words.get(phrase, 0)
            if as_phrase < max(counts.words[word] * counts.words.get(v, 0), least):
                continue
            rows.setdefault(x + phrase, alone[x] + alone[phrase])
            for other in begun[v]:  # word + other, where x + phrase now begins the same
                as_words = counts.words[word] * counts.words[other]
                rest = counts.starts[other[len(v) :]]
                if as_words > max(CLEARLY * as_phrase * rest / counts.total, least):
                    rows.setdefault(word + other, alone[word] + alone[other])


def _add_outweighed(
    joined: dict[str, tuple[str, str]],
    words: list[str],
    counts: Counts,
    alone: dict[str, str],
) -> dict[str, str]:
    """Phrases with a word behind them that are likelier than what was joined: 为了|解决.

    ``joined`` has what was joined, 为|了解, with the phrase and the word it hides. Only phrases
    whose characters have their commonest forms: they are rows of words more than words, 为了 too.
    """
    commonest = {key: values[0] for key, values in dictionary("STCharacters").items()}
    least = SEEN / 50 * counts.total
    begun: dict[str, list[str]] = defaultdict(list)
    for word in words:
        for at in range(1, len(word)):
            begun[word[:at]].append(word)
    rows = {}
    for text, (phrase, word) in joined.items():
        if alone[phrase] != "".join(commonest.get(each, each) for each in phrase):
            continue
        before = text[: -len(word)]
        for other in begun[text[len(phrase) :]]:
            rest = phrase + other
            as_phrase = counts.phrase(phrase) * counts.words[other]
            as_joined = counts.ends[before] * counts.words[word]
            as_joined *= counts.starts[rest[len(text) :]] / counts.total
            right = alone[phrase] + alone[other]
            if as_phrase > max(CLEARLY * as_joined, least) and rest not in joined:
                rows[rest] = right
    return rows


def _add_done(
    rows: dict[str, str], hidden: dict[str, tuple[str, str]], alone: dict[str, str]
) -> None:
    """Give the verb in 签|了解 the form it has in 签了, and add 签了|解约."""
    for text, (phrase, word) in hidden.items():
        if word == "了解":
            rows[text] = alone[phrase][:-1] + alone[word]
            for other in by_hand()["done"]:
                rows.setdefault(phrase + other, alone[phrase] + alone[other])


def _without_forbidden(rows: dict[str, str]) -> dict[str, str]:
    """Leave out what reading forbids; 系 and 回复 have rows by hand."""
    forbidden = by_hand()["drop"]
    return {
        word: form
        for word, form in rows.items()
        if word not in forbidden and not word.startswith(MEMBER) and "回复" not in word
    }


def _copula(converter: opencc.OpenCC, words: list[str]) -> dict[str, str]:
    """Return rows for 系 that is the verb 係 (均系, 系以), and for the nouns that end in it.

    A noun that stands before or behind comes first at its place: 物理系|以, 此|系统.
    """
    kinds = by_hand()
    rows = {}
    for word in [*kinds["faculty"], *(w for w in words if w.endswith(MEMBER))]:
        rows[word] = converter.convert(word)
    for before in kinds["is-before"]:
        form = converter.convert(before)
        rows[before + MEMBER] = form + "係"
        for noun in kinds["of-系"]:
            rows[before + MEMBER + noun] = form + _disputed(converter.convert(MEMBER + noun))
    for behind in kinds["is-behind"]:
        rows[MEMBER + behind] = "係" + converter.convert(behind)
    return rows


def _disputed(words: str) -> str:
    """系爭, which OpenCC writes 係爭."""
    return words.replace("係爭", "系爭")


def _rows_by_hand(converter: opencc.OpenCC, words: list[str]) -> dict[str, str]:
    kinds = by_hand()
    rows = _copula(converter, words) | {
        which + word: converter.convert(which[0]) + "只" + converter.convert(word)
        for which in ONLY
        for word in kinds["not-animal"]
    }
    for animal in kinds["animal"]:
        rows["只" + animal] = "隻" + converter.convert(animal)
    for surname, form in kinds["surname"].items():
        titles = kinds["title-of-all"] | ({} if surname == "于" else kinds["title"])
        for title in titles:
            rows[surname + title] = form + converter.convert(title)
    return rows | kinds["word"]


def _write(rows: dict[str, str], converter: opencc.OpenCC) -> None:
    stock = bulk(converter, sorted(rows))
    print(len(rows), sum(stock[k] != v for k, v in rows.items()))
    TABLE.write_text(
        "# Words beside the phrases of OpenCC's s2t that keep those from being seen across words,\n"
        "# and surnames before titles. Each row: what is written, what it becomes.\n"
        f"# Source: the words and counts of the dictionary of jieba {version('jieba')}"
        " (licence: MIT),\n"
        f"# held against STPhrases and STCharacters of OpenCC {version('opencc')}"
        " (licence: Apache-2.0)\n"
        f"# Made by tools/make_script_hant.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items())),
        "utf-8",
    )


def _rows_of_words(
    words: list[str],
    phrases: set[str],
    counts: Counts,
    alone: dict[str, str],
    by_start: dict[str, list[str]],
) -> dict[str, str]:
    """Return the words that a phrase across their end would misread, as they read alone."""
    rows: dict[str, str] = {}
    least = SEEN * counts.total
    for word in words:
        if word in phrases:
            continue
        for phrase, x, v in _across(word, by_start):
            if alone[phrase] == alone[word][len(x) :] + alone[v]:
                continue
            as_words = counts.words[word] * counts.starts[v]
            as_phrase = counts.ends[x] * counts.phrase(phrase)
            if as_words > max(CLEARLY * as_phrase, least):
                rows[word] = alone[word]
                break
    return rows


def _joined(
    rows: dict[str, str],
    words: list[str],
    phrases: set[str],
    counts: Counts,
    alone: dict[str, str],
) -> tuple[dict[str, str], dict[str, tuple[str, str]]]:
    """Return texts in which a phrase hides a word's start: as they should read, and both."""
    shipped = {key: values[0] for name in DICTIONARIES for key, values in dictionary(name).items()}
    joined: dict[str, str] = {}
    hidden: dict[str, tuple[str, str]] = {}
    for phrase, word, v in _across_starts(words, phrases):  # phrase = u v, word = v y
        u, y = phrase[: -len(v)], word[len(v) :]
        text = u + word
        if text in rows or text in counts.words or text in phrases:
            continue
        as_words = counts.ends[u] * counts.words[word]
        as_phrase = counts.phrase(phrase) * counts.starts[y]
        clearly = CLEARLY if counts.words.get(phrase, 0) < LEAST else SURELY
        if as_words < max(clearly * as_phrase, SEEN * counts.total):
            continue
        right = alone[u] + alone[word]
        if convert(text, rows, shipped) != right:
            joined[text] = right
            hidden[text] = (phrase, word)
    return joined, hidden


def _across_starts(words: list[str], phrases: set[str]) -> Iterator[tuple[str, str, str]]:
    """Yield a phrase and a word that begins within it, with the part they share."""
    by_end: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        for at in range(1, len(phrase)):
            by_end[phrase[-at:]].append(phrase)
    for word in words:
        for at in range(1, len(word)):
            for phrase in by_end[word[:at]]:
                yield phrase, word, word[:at]


def main() -> None:
    """Write the table."""
    counts = Counts()
    converter = opencc.OpenCC("s2t")
    phrases = {
        key
        for name in ("STPhrases", "STPhrases_GeneratedFromRegionalPhrases")
        for key in dictionary(name)
        if len(key) > 1
    }
    words = [
        word
        for word, count in counts.words.items()
        if 2 <= len(word) <= LONGEST and count >= LEAST and word not in counts.names
    ]
    parts = {p[:at] for p in phrases for at in range(1, len(p))}
    parts |= {p[at:] for p in phrases for at in range(1, len(p))}
    parts |= {word[:at] for word in words for at in range(1, len(word))}
    alone = bulk(converter, sorted({*words, *phrases, *parts}))
    by_start: dict[str, list[str]] = defaultdict(list)
    for phrase in phrases:
        for at in range(1, len(phrase)):
            by_start[phrase[:at]].append(phrase)

    rows = _rows_of_words(words, phrases, counts, alone, by_start)
    print(len(rows), "words")
    _add_hidden(rows, words, counts, alone, by_start)
    print(len(rows), "with the phrases they would hide")
    joined, hidden = _joined(rows, words, phrases, counts, alone)
    rows = _add_outweighed(hidden, words, counts, alone) | joined | rows
    print(len(rows), "with what was joined")
    _add_done(rows, hidden, alone)
    _write(_without_forbidden(rows) | _rows_by_hand(converter, words), converter)


if __name__ == "__main__":
    main()
