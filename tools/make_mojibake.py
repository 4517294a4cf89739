#!/usr/bin/env python3
"""Make src/hantidy/tables/signatures.tsv: how much a character tells of wrong decoding.

    python tools/make_mojibake.py HKCANCOR

HKCANCOR is the folder of the Hong Kong Cantonese Corpus (CC BY 4.0), .cha files as in PyCantonese:
jieba's words, from which bigrams.tsv is made, know little of what Cantonese is written with.

Random text with the frequencies of sound text is written in one codec and read in another. For
every character that comes out, the table has the log-odds (whole bits) of damage by that pair
against sound text. Make it anew whenever bigrams.tsv or kinds.tsv is made anew.
"""

from __future__ import annotations

import math
import random
import re
import sys
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hantidy import tables
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import high, single_byte
from hantidy.filters.mojibake.seeds import NO_SYMBOLS
from hantidy.filters.mojibake.signatures import TWO_ASCII

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parent.parent / "src/hantidy/tables/signatures.tsv"
PAIRS = [
    (true, read)
    for read in ("gb18030", "big5", "cp932", "cp949", "euc-jp")
    for true in ("utf-8", "gb18030", "big5")
    if true != read
]
CODECS = {"big5": "big5hkscs", "euc-jp": "euc_jp"}
MARKS = dict(
    zip("，。、：“”（）《》；？！", (50, 30, 12, 6, 4, 4, 3, 3, 2, 2, 2, 2, 2), strict=True)
)
"""How often marks are met, in thousandths."""
CANTONESE = 0.1
JAPANESE_KOREAN = 2**-3
"""How much of the text that people clean is of these languages."""
ICONS = 2**-13
"""How often a private-use character is met: fonts of icons use them."""
RAREST = 2e-7
LENGTH, PIECE = 600_000, 7
LEAST, MOST = -6, 20
"""Log-odds that are listed."""
SIGNATURES = (("han", "\u3400", "\u9fff", 6), ("hangul", "가", "힣", 4))
"""From which log-odds on a character of a kind is a signature."""
RARE_FORM = 150
"""Tenths of a bit that a form of Japan costs at least in Chinese text, or it is at home there."""


def chinese() -> dict[str, float]:
    """How often a character is met, by the model of pairs."""
    found = {row[0]: 2 ** (-int(row[1]) / 10) for row in tables.rows("bigrams")}
    total = sum(found.values())
    return {char: seen / total for char, seen in found.items()}


def cantonese(folder: Path) -> dict[str, float]:
    spoken = re.compile(r"^\*\w+:\t(.*)$", re.MULTILINE)
    counted: Counter[str] = Counter()
    for path in folder.glob("*.cha"):
        for line in spoken.findall(path.read_text("utf-8")):
            counted.update(char for char in line if char >= "\u3400")
    total = counted.total()
    return {char: seen / total for char, seen in counted.items() if seen > 1}


def signatures(rows: list[tuple[str, str, int, str]]) -> Iterator[tuple[str, int, str]]:
    """The characters that the prefilter stops at."""
    for name, first, last, least in SIGNATURES:
        chars = {char for *_, bits, some in rows if bits >= least for char in some}
        yield name, least, ranges({char for char in chars if first <= char <= last})
    rare = 2 ** (-RARE_FORM / 10)
    every = chinese()
    yield "japanese", 0, ranges({c for c in japanese_forms() if every.get(c, 0) <= rare})
    two = re.findall(f"[{TWO_ASCII}]", "".join(map(chr, range(0x2000, 0x7B00))))
    yield "ascii", 0, ranges(set(two) - every.keys())
    shown = set[str]().union(*map(high, single_byte()))
    yield "shown", 0, ranges(shown)
    yield "symbol", 0, ranges({c for c in shown if not re.match(f"[{NO_SYMBOLS}]", c)})


def japanese_forms() -> set[str]:
    """The hanzi that EUC-JP has and neither GB 2312 nor Big5."""
    codes = (bytes((lead, trail)) for lead in range(0xB0, 0xF5) for trail in range(0xA1, 0xFF))
    every = {code.decode("euc_jp", "ignore") for code in codes} - {""}
    return {c for c in every if not c.encode("gb2312", "ignore") + c.encode("cp950", "ignore")}


def ranges(chars: set[str]) -> str:
    """``chars`` as what stands in a character class, runs as ranges."""
    parts: list[str] = []
    codes = sorted(map(ord, chars))
    at = 0
    while at < len(codes):
        end = at
        while end + 1 < len(codes) and codes[end + 1] == codes[end] + 1:
            end += 1
        first, last = escaped(codes[at]), escaped(codes[end])
        parts += [f"{first}-{last}"] if end - at > 1 else [first, last][: end - at + 1]
        at = end + 1
    return "".join(parts)


def escaped(code: int) -> str:
    if chr(code).isprintable():
        return chr(code)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def main() -> None:
    frequencies, spoken = chinese(), cantonese(Path(sys.argv[1]))

    def sound(char: str) -> float:
        if "\u3400" <= char <= "\u9fff" or char >= "\U00020000":
            return max(frequencies.get(char, 0), CANTONESE * spoken.get(char, 0), RAREST)
        if char in MARKS:
            return MARKS[char] / 1000
        if "\ue000" <= char < "\uf900":
            return ICONS
        return 2 ** (-bigrams.alone(char) / 10) * JAPANESE_KOREAN

    weights = {char: seen * (1 - sum(MARKS.values()) / 1000) for char, seen in frequencies.items()}
    weights |= {char: seen / 1000 for char, seen in MARKS.items()}
    rng = random.Random(1)
    text = "".join(rng.choices(list(weights), list(weights.values()), k=LENGTH))
    pieces = [text[at : at + PIECE] for at in range(0, LENGTH, PIECE)]
    rows = []
    for true, read in PAIRS:
        shown: Counter[str] = Counter()
        for piece in pieces:
            data = piece.encode(CODECS.get(true, true), "ignore")
            shown.update(data.decode(CODECS.get(read, read), "replace"))
        del shown["\N{REPLACEMENT CHARACTER}"]
        total = shown.total()
        by_bits: dict[int, list[str]] = defaultdict(list)
        for char, seen in shown.items():
            if char >= "\x80" and seen > 2:
                bits = round(math.log2(seen / total) - math.log2(sound(char)))
                if bits >= LEAST:
                    by_bits[min(bits, MOST)].append(char)
        rows += [(true, read, bits, "".join(sorted(by_bits[bits]))) for bits in sorted(by_bits)]
    rows += [("signature", *row) for row in signatures(rows)]
    head = [
        "How much a character tells of text that was decoded wrongly, for each pair of codecs:",
        "written in, read as, log-odds of damage against sound text in bits, characters; then the",
        "hanzi and hangul that are signatures (from so many bits on), as in a character class, and",
        "the hanzi of Japan alone, rare ones whose two bytes in UTF-16 are ASCII letters, what the",
        "readers of single bytes show, and what of that is no letter, box or usual symbol.",
        "Source: bigrams.tsv and kinds.tsv, Python's codecs (PSF), and the Hong Kong Cantonese",
        "Corpus (K. K. Luke, CC BY 4.0) for the characters of Cantonese; licence as this package.",
        f"Made by tools/make_mojibake.py, {datetime.now(UTC).date()}.",
    ]
    body = "".join(f"# {line}\n" for line in head)
    body += "".join("\t".join(map(str, row)) + "\n" for row in rows)
    TABLE.write_text(body, encoding="utf-8")
    print(f"{TABLE.name}: {len(rows)} rows, {len(body.encode()):,} bytes")


if __name__ == "__main__":
    main()
