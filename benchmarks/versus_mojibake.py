#!/usr/bin/env python3
"""Compare the repair of wrong decoding with ftfy's, on the sentences of benchmarks/texts.

    python benchmarks/versus_mojibake.py [--show KIND]

Every sentence, simplified and traditional, is written in one codec and read in another by the
lenient rules of Windows and the web; those that lose nothing on the way are the inputs. *Double*
does it twice, *clause* to one clause of a sentence, *lossy* with a reader that shows what it
cannot decode as U+FFFD. *Other languages* go through all readers: some come back, the rest should
stay as they are, and so should the sound sentences, which come last.

A tool gives a text back *exactly*, or *leaves* it, or makes something *other* of it. What is
right for the lossy ones is the text with U+FFFD for every character that lost a byte.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import ftfy

from hantidy import filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

TEXTS = Path(__file__).parent / "texts"
NAMES = {
    "utf-8": "UTF-8", "gbk": "GBK", "gb18030": "GBK", "cp950": "Big5", "cp932": "Shift-JIS",
    "cp949": "EUC-KR", "cp1252": "Latin-1", "cp437": "CP437", "mac-roman": "Mac Roman",
}  # fmt: skip
PAIRS = [
    (true, read)
    for read, trues in {
        "gb18030": ("utf-8", "cp950"),
        "cp950": ("utf-8", "gbk"),
        "cp932": ("utf-8", "gbk", "cp950"),
        "cp949": ("utf-8", "gbk", "cp950"),
        "cp1252": ("utf-8", "gbk", "cp950"),
        "cp437": ("utf-8",),
        "mac-roman": ("utf-8",),
    }.items()
    for true in trues
]
DOUBLES = [
    (("utf-8", "gb18030"), ("utf-8", "gb18030")),
    (("utf-8", "gb18030"), ("utf-8", "cp1252")),
    (("utf-8", "cp1252"), ("utf-8", "cp1252")),
    (("gbk", "cp1252"), ("utf-8", "gb18030")),
    (("gbk", "cp1252"), ("utf-8", "cp1252")),
    (("cp950", "cp1252"), ("utf-8", "cp1252")),
]
READERS = ("gb18030", "cp950", "cp932", "cp949", "cp1252", "cp437", "mac-roman", "cp1250", "koi8-r")


class Case(NamedTuple):
    """A text as it arrives and as it was."""

    damaged: str
    sound: str


def sentences() -> list[str]:
    found = []
    for name in ("simplified", "traditional"):
        for line in (TEXTS / f"{name}.txt").read_text("utf-8").splitlines():
            pieces = re.findall("[^，。；：？！]+[，。；：？！]?", line)
            found += [line, *("".join(pieces[:end]) for end in range(1, len(pieces)))]
    return sorted({sentence for sentence in found if len(sentence) >= 6})


def misread(text: str, true: str, read: str) -> str | None:
    """``text`` written in one codec and read in another; None where something is lost."""
    try:
        data = text.encode(true)
    except UnicodeEncodeError:
        return None
    if read == "cp1252":  # its holes are control characters on the web
        return "".join(bytes([byte]).decode(read, "ignore") or chr(byte) for byte in data)
    try:
        return data.decode(read)
    except UnicodeDecodeError:
        return None


def pair_name(true: str, read: str) -> str:
    return f"{NAMES[true]} → {NAMES[read]}"


def of_pairs(texts: list[str]) -> Iterator[tuple[str, list[Case]]]:
    for true, read in PAIRS:
        shown = ((misread(text, true, read), text) for text in texts)
        yield pair_name(true, read), [Case(one, text) for one, text in shown if one]


def of_doubles(texts: list[str]) -> Iterator[tuple[str, list[Case]]]:
    for first, second in DOUBLES:
        cases = []
        for text in texts:
            once = misread(text, *first)
            twice = once and misread(once, *second)
            if twice:
                cases.append(Case(twice, text))
        yield f"double: {pair_name(*first)}, {pair_name(*second)}", cases


def of_clauses(texts: list[str]) -> Iterator[tuple[str, list[Case]]]:
    for true, read in PAIRS:
        cases = []
        for text in texts:
            clauses = re.split("([，。；：？！])", text)
            places = [at for at in range(0, len(clauses), 2) if len(clauses[at]) >= 4]
            for at in places if len(places) > 1 else ():
                if shown := misread(clauses[at], true, read):
                    damaged = "".join([*clauses[:at], shown, *clauses[at + 1 :]])
                    cases.append(Case(damaged, text))
        yield f"clause: {pair_name(true, read)}", cases


def of_others() -> Iterator[tuple[str, list[Case]]]:
    """Other languages, in every encoding that writes them, through every reader."""
    found: dict[str, set[Case]] = {}
    for line in (TEXTS / "neighbours.tsv").read_text("utf-8").splitlines():
        if line.startswith("#"):
            continue
        language, codecs, text = line.split("\t")
        for piece in (text, *re.split("(?<=[,.;、。:]) ?", text)):
            for true in ("utf-8", *codecs.split(), "gb18030", "cp949", "cp932", "mac-roman"):
                for read in READERS:
                    shown = misread(piece, true, read)
                    if shown and shown != piece:
                        found.setdefault(language, set()).add(Case(shown, piece))
    for language, cases in found.items():
        yield f"other language: {language}", sorted(cases)


def of_lossy(texts: list[str]) -> Iterator[tuple[str, list[Case]]]:
    cases = []
    for text in texts:
        data = text.encode()
        shown = data.decode("gbk", "replace")
        lost = {}
        at = 0
        for char in shown:  # a reader that gives one byte up shows one U+FFFD for it
            if char == "\ufffd":
                lost[at] = True
                at += 1
            else:
                at += len(char.encode("gbk"))
        sound = "".join(
            "\ufffd" if any(lost.get(byte) for byte in range(3 * place, 3 * place + 3)) else char
            for place, char in enumerate(text)
        )
        if lost and all(len(char.encode()) == 3 for char in text):
            cases.append(Case(shown, sound))
    yield "lossy: UTF-8 → GBK", cases


def table(kinds: Iterable[tuple[str, list[Case]]], show: str | None) -> None:
    ours = filters.get("mojibake")
    tools: dict[str, Callable[[str], str]] = {
        "hantidy": ours, "ftfy.fix_encoding": ftfy.fix_encoding, "ftfy.fix_text": ftfy.fix_text,
    }  # fmt: skip
    print("| damage | texts | " + " | ".join(tools) + " |")
    print("|---|---|" + "---|" * len(tools))
    for name, cases in kinds:
        if not cases:
            continue
        cells = []
        for label, tool in tools.items():
            given = [(tool(case.damaged), case) for case in cases]
            exact = sum(text == case.sound for text, case in given)
            other = [each for each in given if each[0] not in each[1]]
            cells.append(f"{exact / len(cases):.1%} ({len(other)} other)")
            if show and show in name and label == "hantidy":
                for text, case in given:
                    if text != case.sound:
                        print("   ", case.damaged, "|", text, "|", case.sound)
        print(f"| {name} | {len(cases)} | " + " | ".join(cells) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--show", metavar="KIND", help="print what went wrong with this damage")
    show = parser.parse_args().show
    texts = sentences()
    print(f"ftfy {ftfy.__version__}; exactly given back (and made something else of)\n")
    kinds = [*of_pairs(texts), *of_doubles(texts), *of_clauses(texts), *of_lossy(texts)]
    kinds += of_others()
    kinds.append(("none: sound sentences", [Case(text, text) for text in texts]))
    table(kinds, show)


if __name__ == "__main__":
    main()
