#!/usr/bin/env python3
"""Compare the repair of wrong decoding with ftfy's, on real text damaged by this script.

    python benchmarks/versus_mojibake.py --texts FOLDER [--texts FOLDER] [--each 20] [--seed 1]
                                         [--group NAME] [--show left|wrong] [--no-ftfy]

Every .txt and .md file of the folders gives lines. Samples of four sizes (a word of two hanzi, five
hanzi, a clause, a line) are written in one codec and read in another. Samples that lose a byte on
the way are left out. Each sample is repaired alone, and as a line of a document that is damaged
throughout in the same way. A result is *right* (the sample itself), *left* (nothing changed) or
*wrong* (anything else; U+FFFD for a character does not count as a change).

The second table has samples that lost bytes (right: the share of the characters that lost none),
damaged clauses inside sound lines, double damage, and the sound lines themselves.
"""

from __future__ import annotations

import argparse
import codecs
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import ftfy
import jieba

from hantidy import filters

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SINGLE = (
    "cp1252", "cp437", "cp850", "cp852", "cp858", "cp866", "cp1250", "cp1251", "cp1253", "cp1254",
    "cp1257", "iso8859-1", "iso8859-2", "iso8859-5", "iso8859-9", "iso8859-15", "iso8859-16",
    "koi8-r", "koi8-u", "mac-roman", "mac-cyrillic",
)  # fmt: skip
DOUBLE = ("cp932", "cp949", "euc_jp")
GROUPS = {
    "UTF-8 in single-byte": [("utf-8", read) for read in SINGLE],
    "GBK in single-byte": [("gbk", read) for read in SINGLE],
    "Big5 in single-byte": [("cp950", read) for read in SINGLE],
    "UTF-8 as GBK": [("utf-8", "gb18030")],
    "hanzi readers": [
        ("gbk", "cp950"),
        ("gbk", "big5hkscs"),
        ("cp950", "gb18030"),
        *((true, read) for read in DOUBLE for true in ("utf-8", "gbk", "cp950")),
        ("utf-8", "cp950"),
    ],
    "GBK as Latin-1 and ftfy": [("gbk", "ftfy")],
}
DOUBLES = (
    (("utf-8", "gb18030"), ("utf-8", "gb18030")),
    (("utf-8", "gb18030"), ("utf-8", "cp1252")),
    (("utf-8", "cp1252"), ("utf-8", "cp1252")),
    (("gbk", "cp1252"), ("utf-8", "gb18030")),
    (("gbk", "cp1252"), ("utf-8", "cp1252")),
    (("cp950", "cp1252"), ("utf-8", "cp1252")),
)
LOSSY = {
    "UTF-8 in single-byte": [("utf-8", "cp1252"), ("utf-8", "cp1250"), ("utf-8", "cp1251")],
    "UTF-8 as GBK": [("utf-8", "gb18030")],
    "GBK and Big5": [("gbk", "cp950"), ("cp950", "gb18030"), ("gbk", "cp949")],
}
DOCUMENT = 30  # lines
HAN = re.compile("[\u4e00-\u9fff]")
CLAUSE = re.compile("[^，。；：？！、\\s]+[，。；：？！、]?")


class Sample(NamedTuple):
    """A text as it arrives and as it was."""

    damaged: str
    sound: str


def lines_of(folders: list[Path]) -> list[str]:
    found = []
    for folder in folders:
        for path in sorted([*folder.glob("*.txt"), *folder.glob("*.md")]):
            if path.stem in {"README", "other_languages"}:
                continue
            for line in path.read_text("utf-8").split("\n"):
                text = line.strip()
                if 8 <= len(text) <= 200 and 2 * len(HAN.findall(text)) > len(text):
                    found.append(text)
    return found


def pieces(line: str, size: str, rng: random.Random) -> str | None:
    """A sample of ``line``."""
    if size == "line":
        return line
    clauses = CLAUSE.findall(line)
    if not clauses:
        return None
    clause = rng.choice(clauses)
    if size == "clause":
        return clause if len(clause) >= 6 else None
    if size == "2 hanzi":
        words = [word for word in jieba.cut(clause) if re.fullmatch("[\u4e00-\u9fff]{2}", word)]
        return rng.choice(words) if words else None
    runs = re.findall("[\u4e00-\u9fff]{5,}", clause)
    return runs[0][:5] if runs else None


def misread(text: str, true: str, read: str) -> str | None:
    """``text`` written in one codec and read in another; None where something is lost."""
    try:
        data = text.encode(true)
        shown = shown_by(data, read)
    except UnicodeError:
        return None
    if read == "ftfy":
        if max(map(ord, shown), default=0) < 0x100:
            return None
        return shown
    return shown if shown != text and "\ufffd" not in shown else None


def shown_by(data: bytes, read: str) -> str:
    if read == "ftfy":
        return ftfy.fix_text(
            shown_by(data, "cp1252"),
            fix_character_width=False, uncurl_quotes=False, fix_latin_ligatures=False,
            remove_control_chars=False, unescape_html=False,
        )  # fmt: skip
    if read in ("cp1252", "cp1254", "cp1250"):  # their holes are control characters on the web
        return "".join(bytes([byte]).decode(read, "ignore") or chr(byte) for byte in data)
    return data.decode(read)


def misread_with_loss(text: str, true: str, read: str) -> tuple[str, int]:
    """``text`` written in one codec and read in another, and how many characters lost a byte."""
    gone: set[int] = set()

    def lose(error: UnicodeError) -> tuple[str, int]:
        assert isinstance(error, UnicodeDecodeError)
        gone.update(range(error.start, error.end))
        return "\ufffd", error.end

    codecs.register_error("lose", lose)
    data = text.encode(true)
    shown = data.decode(read, "lose")
    at = lost = 0
    for char in text:
        end = at + len(char.encode(true))
        lost += not gone.isdisjoint(range(at, end))
        at = end
    return shown, lost


def samples(
    lines: list[str], pair: tuple[str, str], size: str, count: int, rng: random.Random
) -> list[Sample]:
    found: list[Sample] = []
    for _ in range(30 * count):
        sound = pieces(rng.choice(lines), size, rng)
        damaged = sound and misread(sound, *pair)
        if sound and damaged:
            found.append(Sample(damaged, sound))
            if len(found) == count:
                break
    return found


def judged(got: str, sample: Sample) -> str:
    """Right, left (U+FFFD for a character counts as such) or wrong."""
    if got == sample.sound:
        return "right"
    if got == sample.damaged:
        return "left"
    agree = len(got) == len(sample.sound) and all(
        one in (other, "\ufffd") for one, other in zip(got, sample.sound, strict=True)
    )
    return "left" if agree else "wrong"


class Bench:
    """The lines, the tools and what was asked for."""

    def __init__(self, lines: list[str], given: argparse.Namespace) -> None:
        self.lines = lines
        self.given = given
        self.ours = filters.get("mojibake")
        self.tools: dict[str, Callable[[str], str]] = {"hantidy": self.ours}
        if not given.no_ftfy:
            self.tools["ftfy"] = ftfy.fix_encoding

    def rng(self, *of: object) -> random.Random:
        return random.Random(f"{self.given.seed}{of}")

    def tally(self, given: Iterable[tuple[str, Sample]], label: str) -> Counter[str]:
        counted: Counter[str] = Counter()
        for got, sample in given:
            kind = judged(got, sample)
            counted[kind] += 1
            if kind == self.given.show or (self.given.show == "left" and kind == "wrong"):
                print(f"    {kind} {label}: {sample.damaged!r} -> {got!r}, was {sample.sound!r}")
        return counted

    def accuracy(self) -> None:
        print("right % (wrong %)\n")
        print("| damage | tool | 2 hanzi alone · document | 5 | clause | line |")
        print("|---|---|---|---|---|---|")
        for group, pairs in GROUPS.items():
            if self.given.group not in group:
                continue
            cells: dict[str, list[str]] = defaultdict(list)
            for size in ("2 hanzi", "5 hanzi", "clause", "line"):
                for name, both in self.of_size(pairs, size).items():
                    cells[name].append(" · ".join(map(percent, both)))
            for name, row in cells.items():
                print(f"| {group} | {name} | " + " | ".join(row) + " |", flush=True)

    def of_size(
        self, pairs: list[tuple[str, str]], size: str
    ) -> dict[str, tuple[Counter[str], Counter[str]]]:
        """For each tool what became of samples alone and in documents."""
        counted = {name: (Counter[str](), Counter[str]()) for name in self.tools}
        for pair in pairs:
            rng = self.rng(pair, size)
            few = self.given.each if len(pairs) > 1 else 10 * self.given.each
            found = samples(self.lines, pair, size, few, rng)
            company = samples(self.lines, pair, "clause", DOCUMENT, rng)
            for name, tool in self.tools.items():
                label = f"{name} {pair}"
                alone, document = counted[name]
                alone += self.tally(((tool(each.damaged), each) for each in found), label)
                document += self.tally(in_document(found, company, tool), f"{label} in document")
                counted[name] = alone, document
        return counted

    def row(self, name: str, given: Iterable[tuple[str, Sample]]) -> None:
        counted = self.tally(given, name)
        print(f"| {name} | {counted.total()} | {percent(counted)} |")

    def others(self) -> None:
        print("\n| damage | texts | right % (wrong %) |\n|---|---|---|")
        for group, pairs in LOSSY.items():
            self.lossy(group, pairs)
        rng = self.rng("others")
        firsts = (CLAUSE.findall(line)[0] for line in self.some(rng, 30))
        shown = ((misread(text, "utf-8", "cp1252"), text) for text in firsts)
        spaced = [
            Sample(one.replace("\xa0", " "), text) for one, text in shown if one and "\xa0" in one
        ]
        self.row("NBSP made a space", ((self.ours(each.damaged), each) for each in spaced))
        self.row("a clause in a sound line", ((self.ours(s.damaged), s) for s in self.mixed()))
        double = []
        for first, second in DOUBLES:
            for text in self.some(rng, 4):
                once = misread(text, *first)
                if twice := once and misread(once, *second):
                    double.append(Sample(twice, text))
        self.row("double damage", ((self.ours(each.damaged), each) for each in double))
        sound = [Sample(line, line) for line in rng.sample(self.lines, min(len(self.lines), 3000))]
        self.row("sound lines", ((self.ours(each.damaged), each) for each in sound))

    def mixed(self) -> Iterator[Sample]:
        for pair in (pair for group in GROUPS.values() for pair in group if pair[1] != "ftfy"):
            rng = self.rng("mixed", pair)
            for line in self.some(rng, 2):
                clauses = CLAUSE.findall(line)
                at = rng.randrange(len(clauses)) if len(clauses) > 2 else -1
                if at >= 0 and len(clauses[at]) > 5 and (shown := misread(clauses[at], *pair)):
                    damaged = "".join([*clauses[:at], shown, *clauses[at + 1 :]])
                    yield Sample(damaged, "".join(clauses))

    def some(self, rng: random.Random, times: int) -> list[str]:
        return rng.sample(self.lines, min(len(self.lines), times * self.given.each))

    def lossy(self, group: str, pairs: list[tuple[str, str]]) -> None:
        """Lines that lost bytes, in documents: the others right, and hanzi that were not there."""
        kept = false = total = texts = 0
        for true, read in pairs:
            rng = self.rng("lossy", true, read)
            company = [s.damaged for s in samples(self.lines, (true, read), "clause", 12, rng)]
            for line in self.some(rng, 6):
                sound = line.encode(true, "ignore").decode(true)
                shown, lost = misread_with_loss(sound, true, read)
                if not lost:
                    continue
                got = self.ours("\n".join([*company, shown])).split("\n")[-1]
                texts += 1
                total += len(sound) - lost
                kept += min(len(sound) - lost, (Counter(got) & Counter(sound)).total())
                made = Counter(got) - Counter(sound) - Counter(shown)
                false += sum(count for char, count in made.items() if HAN.match(char))
        right, wrong = 100 * kept / total, 100 * false / total
        print(f"| lost bytes: {group} | {texts} | {right:.1f} ({wrong:.1f}) |")

    def speeds(self) -> None:
        print("\n| damage | MB/s |\n|---|---|")
        found = []
        for pair in (pair for group in GROUPS.values() for pair in group):
            some = samples(self.lines, pair, "clause", 3000, self.rng("speed", pair))
            text = "\n".join(sample.damaged for sample in some)
            start = time.perf_counter()
            self.ours(text)
            took = time.perf_counter() - start
            found.append((len(text.encode("utf-8", "replace")) / took / 1e6, pair))
        for speed, (true, read) in sorted(found):
            print(f"| {true} as {read} | {speed:.2f} |")
        print(f"| median | {sorted(found)[len(found) // 2][0]:.2f} |")


def percent(counted: Counter[str]) -> str:
    total = counted.total()
    if not total:
        return "–"
    return f"{100 * counted['right'] / total:.1f} ({100 * counted['wrong'] / total:.1f})"


def in_document(
    found: list[Sample], company: list[Sample], tool: Callable[[str], str]
) -> Iterator[tuple[str, Sample]]:
    """Each sample repaired as a line among others of the same damage, ten a document."""
    for at in range(0, len(found), 10):
        some = found[at : at + 10]
        mixed = [line for pair in zip(some, company[at % 20 :], strict=False) for line in pair]
        shown = tool("\n".join(sample.damaged for sample in mixed)).split("\n")
        if len(shown) == len(mixed):
            yield from zip(shown[::2], mixed[::2], strict=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--texts", type=Path, action="append", required=True, metavar="FOLDER")
    parser.add_argument("--each", type=int, default=20, help="samples a pair and size")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--group", default="", help="only groups whose name contains this")
    parser.add_argument("--show", choices=("wrong", "left"), help="print what went wrong")
    parser.add_argument("--no-ftfy", action="store_true")
    parser.add_argument("--only", choices=("accuracy", "others", "speeds"))
    given = parser.parse_args()
    bench = Bench(lines_of(given.texts), given)
    for part in ("accuracy", "others", "speeds"):
        if given.only in (None, part):
            getattr(bench, part)()


if __name__ == "__main__":
    main()
