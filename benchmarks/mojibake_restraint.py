#!/usr/bin/env python3
"""Count what the filter mojibake changes in text that is sound.

    python benchmarks/mojibake_restraint.py [--texts FOLDER] [--words 20000] [--each 40]

Nothing may be changed in the text files of the folders, in the words of jieba (a line each), in the
charts of GB 2312, GBK, Big5, Shift-JIS and EUC-KR, in characters that repeat, in the commonest
words of every language of wordfreq (a line each, and ten a line), and in quoted mojibake. Of
the sound lines of documents in which every other line is damaged, at most one in a thousand may be
changed.
"""

from __future__ import annotations

import argparse
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import wordfreq

from hantidy import filters
from versus_mojibake import GROUPS, lines_of, misread

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOJIBAKE = filters.get("mojibake")
CHARTS = {
    "gb2312": (range(0xA1, 0xF8), range(0xA1, 0xFF)),
    "gbk": (range(0x81, 0xFF), range(0x40, 0xFF)),
    "cp950": (range(0xA1, 0xFA), range(0x40, 0xFF)),
    "cp932": (range(0x81, 0xFD), range(0x40, 0xFD)),
    "cp949": (range(0xA1, 0xFE), range(0xA1, 0xFF)),
}
QUOTES = (
    "俗称“{}”的乱码就是这样来的。",
    "页面显示为乱码：{}",
    "The browser showed mojibake like {} instead of the title.",
    "编码错误时会出现「{}」之类的字。",
)
QUOTED = ("锟斤拷", "烫烫烫", "屯屯屯", "鐢ㄦ埛", "ä½ å¥½", "ÖÐ¹ú", "ÄãºÃ", "浣犲ソ")


def changed(texts: Iterable[str]) -> Iterator[tuple[str, str]]:
    """The lines that become others; all of a text whose lines are not as many any more."""
    for text in texts:
        after = MOJIBAKE(text)
        if after == text:
            continue
        both = text.split("\n"), after.split("\n")
        if len(both[0]) == len(both[1]):
            yield from (pair for pair in zip(*both, strict=True) if pair[0] != pair[1])
        else:
            yield text, after


def charts() -> Iterator[str]:
    """Each chart a row a line, in blocks of rows and as one line."""
    for codec, (leads, trails) in CHARTS.items():
        rows = []
        for lead in leads:
            chars = (bytes((lead, trail)).decode(codec, "ignore") for trail in trails)
            row = "".join(char for char in chars if len(char.encode(codec)) == 2 and len(char) == 1)
            rows.append(re.sub("[\ue000-\uf8ff]", "", row))
        yield "\n".join(rows)
        yield " ".join(" ".join(row) for row in rows)
        yield from rows


def repeated() -> Iterator[str]:
    """Characters that repeat, as in lines that part a page."""
    for char in map(chr, (*range(0x80, 0x3400), *range(0xAC00, 0xAD00), *range(0xFE30, 0xFFF0))):
        if char.isprintable():
            yield char * 30


def words(most: int) -> Iterator[tuple[str, list[str]]]:
    for language in sorted(wordfreq.available_languages()):
        top = wordfreq.top_n_list(language, most)
        lines = [" ".join(top[at : at + 10]) for at in range(0, len(top), 10)]
        yield language, ["\n".join(top), *lines]


def company(lines: list[str], each: int) -> tuple[int, int]:
    """Sound lines in damaged documents, and how many of them are changed."""
    seen = hit = 0
    for pair in (pair for group in GROUPS.values() for pair in group):
        rng = random.Random(f"company{pair}")
        mixed: list[tuple[str, bool]] = []
        for line in rng.sample(lines, min(len(lines), 2 * each)):
            damaged = misread(line, *pair) if len(mixed) % 2 else None
            mixed.append((damaged or line, damaged is None))
        got = MOJIBAKE("\n".join(line for line, _ in mixed)).split("\n")
        for (line, sound), after in zip(mixed, got, strict=True):
            seen += sound
            if sound and line != after:
                hit += 1
                print(f"    {pair}: {line!r} -> {after!r}")
    return seen, hit


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=Path, action="append", default=[], metavar="FOLDER")
    parser.add_argument("--words", type=int, default=20_000, help="words a language")
    parser.add_argument("--each", type=int, default=40, help="sound lines a pair")
    given = parser.parse_args()

    def told(name: str, texts: Iterable[str]) -> None:
        found = list(changed(texts))
        print(f"{name}: {len(found)} changed")
        for before, after in found[:20]:
            print(f"    {before[:80]!r} -> {after[:80]!r}", flush=True)

    for folder in given.texts:
        paths = sorted([*folder.glob("*.txt"), *folder.glob("*.md")])
        told(str(folder), (path.read_text("utf-8") for path in paths))
    jieba.initialize()
    known = sorted(word for word, count in jieba.dt.FREQ.items() if count)
    told(
        "jieba, a word a line",
        ("\n".join(known[at : at + 500]) for at in range(0, len(known), 500)),
    )
    told("charts", charts())
    told("repeated characters", repeated())
    for language, texts in words(given.words):
        told(f"wordfreq {language}", texts)
    told("quoted", (frame.format(quoted) for frame in QUOTES for quoted in QUOTED))
    if given.texts:
        seen, hit = company(lines_of(given.texts), given.each)
        print(f"sound lines in damaged documents: {hit} of {seen} changed")


if __name__ == "__main__":
    main()
