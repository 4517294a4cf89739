#!/usr/bin/env python3
"""Make src/hantidy/tables/readings.tsv: which hanzi can be read as which Mandarin syllable.

    python tools/make_readings.py [--unihan FOLDER]

FOLDER holds Unihan_Readings.txt and Unihan_Variants.txt (or .bz2), as Debian's package
unicode-data puts them. Needs the extra `tools`.
"""

import argparse
import bz2
import re
import unicodedata
from collections import defaultdict
from datetime import UTC, date, datetime
from importlib.metadata import version
from pathlib import Path

from pypinyin import Style
from pypinyin.pinyin_dict import pinyin_dict
from pypinyin.style import convert

TABLES = Path(__file__).parent.parent / "src" / "hantidy" / "tables"
UNIHAN_FIELDS = ("kMandarin", "kHanyuPinlu", "kHanyuPinyin", "kXHC1983", "kTGHZ2013")

# Readings that are spoken or taught and that neither source has; tones do not matter here.
ADDED = {
    "和": ["han"],  # the conjunction, in Taiwan
    "龢": ["han"],
    "乐": ["lao", "yue", "yao"],  # 乐亭, 音乐, 乐山乐水
    "樂": ["lao", "yue", "yao"],
    "儿": ["r"],  # the suffix
    "兒": ["r"],
    "这": ["zhei"],  # before a measure word
    "這": ["zhei"],
    "那": ["nei"],
    "哪": ["nei"],
}

SIMPLIFIED_PAIR = re.compile(r"^U\+([0-9A-F]+)\tk(?:Simplified|Traditional)Variant\t(.*)$")


def lines(folder: Path, name: str) -> list[str]:
    plain = folder / name
    if plain.exists():
        return plain.read_text(encoding="utf-8").splitlines()
    return bz2.open(f"{plain}.bz2", "rt", encoding="utf-8").read().splitlines()


def toneless(reading: str) -> str:
    """``lǜ`` as ``lv``, ``xū`` as ``xu``, ``ế`` as ``e``."""
    letters = unicodedata.normalize("NFD", reading.lower()).replace("u\u0308", "v")
    bare = "".join(c for c in letters if not unicodedata.combining(c)).replace("ü", "v")
    return re.sub(r"(?<=[jqxy])v", "u", bare)


def main() -> None:
    """Write both tables."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--unihan", type=Path, default=Path("/usr/share/unicode"))
    folder = arguments.parse_args().unihan

    readings: dict[str, set[str]] = defaultdict(set)
    for codepoint, written in pinyin_dict.items():
        readings[chr(codepoint)].update(map(toneless, written.split(",")))
    unihan_version = add_unihan(readings, folder)
    for hanzi, added in ADDED.items():
        readings[hanzi].update(added)
    share_readings(readings, folder)

    by_syllable: dict[str, set[str]] = defaultdict(set)
    for hanzi, all_ in readings.items():
        for syllable in all_:
            if re.fullmatch("[a-z]{1,6}", syllable):
                by_syllable[syllable].add(hanzi)
    today = datetime.now(tz=UTC).date()
    head = [
        "A Mandarin syllable without its tone (v for ü), and every hanzi that can be read so.",
        f"Sources: pypinyin {version('pypinyin')}, single-character data (MIT), "
        "https://github.com/mozillazg/python-pinyin",
        f"         Unicode {unihan_version} Unihan {', '.join(UNIHAN_FIELDS)} and variants "
        "(Unicode-3.0), https://www.unicode.org/charts/unihan.html",
        "         and the additions in the tool, each with its reason.",
        f"Made by tools/make_readings.py on {today}.",
    ]
    rows = [
        f"{syllable}\t{''.join(sorted(by_syllable[syllable]))}" for syllable in sorted(by_syllable)
    ]
    write("readings.tsv", head, rows)
    del by_syllable["r"]  # the suffix is spelt as ri is
    # Of two syllables spelt alike (weng, wong) the one that more hanzi have comes last.
    write_zhuyin(sorted(by_syllable, key=lambda each: (len(by_syllable[each]), each)), today)


def add_unihan(readings: dict[str, set[str]], folder: Path) -> str:
    """Add the readings of Unihan to ``readings``; return its version."""
    unihan_version = ""
    for line in lines(folder, "Unihan_Readings.txt"):
        if line.startswith("# Unicode version:"):
            unihan_version = line.split(":")[1].strip()
        if not line.startswith("U+"):
            continue
        codepoint, field, value = line.split("\t")
        if field in UNIHAN_FIELDS:
            found = re.findall(
                r"[^\W\d_\u0000-\u0040]+", re.sub(r"[\dA-F.*]+:|\(\d+\)", " ", value)
            )
            readings[chr(int(codepoint.removeprefix("U+"), base=16))].update(map(toneless, found))
    return unihan_version


def share_readings(readings: dict[str, set[str]], folder: Path) -> None:
    """Give the simplified and traditional forms of a character each other's readings."""
    before = {hanzi: frozenset(all_) for hanzi, all_ in readings.items()}
    for line in lines(folder, "Unihan_Variants.txt"):
        if match := SIMPLIFIED_PAIR.match(line):
            first = chr(int(match[1], 16))
            for form in re.findall(r"U\+([0-9A-F]+)", match[2]):
                other = chr(int(form, 16))
                readings[first] |= before.get(other, frozenset())
                readings[other] |= before.get(first, frozenset())


def write_zhuyin(syllables: list[str], today: date) -> None:
    """Write the table of zhuyin, spelt by the library the readings come from.

    Of syllables that are spelt alike the table has the last.
    """
    zhuyin = {}
    for syllable in syllables:
        spelt = convert(syllable.replace("v", "ü"), Style.BOPOMOFO, strict=False, default="")
        spelt = re.sub("[^\u3105-\u312f\u31a0-\u31bf]", "", spelt or "")
        if spelt:
            zhuyin[spelt] = syllable
    head = [
        "A syllable in zhuyin without its tone, and the same in pinyin (v for ü).",
        f"Source: pypinyin {version('pypinyin')} (MIT), bopomofo of the rows of readings.tsv.",
        f"Made by tools/make_readings.py on {today}.",
    ]
    write("zhuyin.tsv", head, [f"{z}\t{zhuyin[z]}" for z in sorted(zhuyin)])


def write(name: str, head: list[str], rows: list[str]) -> None:
    text = "".join(f"# {line}\n" for line in head) + "".join(f"{row}\n" for row in rows)
    (TABLES / name).write_text(text, encoding="utf-8")
    print(f"{name}: {len(rows)} rows, {len(text.encode()):,} bytes")


if __name__ == "__main__":
    main()
