#!/usr/bin/env python3
"""Make src/hantidy/tables/mojibake.tsv: the characters that tell wrong decoding from sound text.

    python tools/make_mojibake.py

They follow from the pair model (make it first, by tools/make_bigrams.py) and from Python's codecs.
Written down they take a tenth of the time that it takes to find them at each start.
"""

from __future__ import annotations

from datetime import UTC, datetime
from itertools import product
from pathlib import Path

from hantidy.evidence import bigrams
from hantidy.filters.mojibake.gate import LATIN_LETTERS, SYMBOLS

TABLE = Path(__file__).parent.parent / "src/hantidy/tables/mojibake.tsv"

RARE = 180
"""From this price on (tenths of a bit, at the start of a line) a hanzi counts as rare."""

LEADS, MORE = range(0xE4, 0xEA), range(0x80, 0xC0)
"""The first byte of a hanzi in UTF-8, and the others."""

WIDTH = 60


def rare() -> set[str]:
    """The hanzi that the model finds dear."""
    return {char for char in map(chr, range(0x4E00, 0x9FA6)) if bigrams.steps(char)[0] >= RARE}


def read(firsts: range, seconds: range, codec: str) -> set[str]:
    """What a reader of ``codec`` shows for two bytes."""
    shown = (bytes(both).decode(codec, "ignore") for both in product(firsts, seconds))
    return {char for char in shown if len(char) == 1}


def ranges(chars: set[str]) -> list[str]:
    """``chars`` as what stands in a character class, runs as ranges."""
    parts: list[str] = []
    codes = sorted(map(ord, chars))
    at = 0
    while at < len(codes):
        end = at
        while end + 1 < len(codes) and codes[end + 1] == codes[end] + 1:
            end += 1
        first, last = chr(codes[at]), chr(codes[end])
        parts += [f"{first}-{last}"] if end - at > 1 else [first, last][: end - at + 1]
        at = end + 1
    return parts


def main() -> None:
    high = range(0xA1, 0xFF)
    lead = read(LEADS, MORE, "gbk")
    first = lead | {*LATIN_LETTERS(), *SYMBOLS, *"聽锟烫屯"}
    classes = {
        "rare": rare(),
        # Six bytes of UTF-8, two hanzi, are three characters of GBK.
        "utf8-1": lead,
        "utf8-2": read(MORE, LEADS, "gbk"),
        "utf8-3": read(MORE, MORE, "gbk"),
        "often": first - rare(),
        # Syllables beyond KS X 1001, in which both bytes are A1 and above.
        "hangul": set(map(chr, range(0xAC00, 0xD7A4))) - read(high, high, "cp949"),
    }
    head = [
        "Characters that show that text was decoded wrongly, as they stand in a character class:",
        f"rare = hanzi that cost {RARE} tenths of a bit or more in the model of bigrams.tsv;",
        "utf8-1, -2, -3 = what a GBK reader shows for two hanzi of UTF-8; often = what of it and",
        "of Latin-1 in GBK is not rare; hangul = syllables beyond the Korean standard.",
        "Source: bigrams.tsv, and the codecs gbk, cp949 of Python (PSF); licence as this package.",
        f"Made by tools/make_mojibake.py, {datetime.now(UTC).date()}.",
    ]
    rows = []
    for name, chars in classes.items():
        row = ""
        for part in ranges(chars):
            row += part
            if len(row) >= WIDTH:
                rows.append(f"{name}\t{row}")
                row = ""
        rows += [f"{name}\t{row}"] if row else []
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{row}\n" for row in rows)
    TABLE.write_text(text, encoding="utf-8")
    sizes = ", ".join(f"{name} {len(chars)}" for name, chars in classes.items())
    print(f"{TABLE.name}: {sizes}; {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
