#!/usr/bin/env python3
"""Compare what hantidy, chardet and charset-normalizer say of the encoding of the same bytes.

    pip install 'hantidy[benchmarks]'
    python benchmarks/versus_detection.py [--small] [--simplified FILE] [--traditional FILE]

Windows of a few bytes are cut from UTF-8 texts (ours, or the files given) at the edges of
characters, written in an encoding and, where the row says so, damaged in one to five places: a
byte dropped, a stray byte, a byte changed. An answer is right if it names the family of the
encoding (gb2312, gbk and gb18030 are one) or decodes to the same text. The last rows count how
often text that is not Chinese, Japanese or Korean is called one of them.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import chardet
import charset_normalizer

from hantidy.decoding import charset, decode
from hantidy.errors import UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

FOLDER = Path(__file__).parent / "texts"
CJK = {"gb18030", "big5hkscs", "cp932", "euc_jp", "cp949", "hz", "iso2022_jp", "iso2022_kr"}
WIDE = {"utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "johab", "shift_jis_2004"}
CHINESE = {
    "simplified": ("utf-8", "gb18030"),
    "traditional": ("utf-8", "big5", "gb18030"),
}


class Case(NamedTuple):
    """Some bytes, what they were written in, and the text they were."""

    raw: bytes
    codec: str
    text: str


def window(chance: random.Random, text: str, codec: str, size: int) -> Case:
    """Cut ``size`` bytes of ``text`` in ``codec`` with at least a third of it not ASCII."""
    while True:
        start = chance.randrange(max(1, len(text) - size // 4))
        raw = b""
        taken = ""
        for char in text[start : start + size]:
            written = char.encode(codec, "ignore")
            if len(raw) + len(written) > size:
                break
            raw += written
            taken += char if written else ""
        if sum(byte > 0x7F for byte in raw) * 3 >= len(raw) > 0:
            return Case(raw, codec, taken)


def letters(chance: random.Random, text: str, codec: str, size: int) -> Case:
    """Cut ``size`` bytes of an alphabet, with one byte at least that is not ASCII."""
    while True:
        start = chance.randrange(max(1, len(text) - size))
        raw = text[start : start + size].encode(codec, "ignore")
        if not raw.isascii():
            return Case(raw, codec, raw.decode(codec))


def damaged(chance: random.Random, case: Case) -> Case:
    """Drop, add or change one to five bytes."""
    raw = bytearray(case.raw)
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(raw))
        match chance.randrange(3):
            case 0:
                del raw[at]
            case 1:
                raw.insert(at, chance.randrange(0x80, 0x100))
            case _:
                raw[at] = chance.randrange(0x80, 0x100)
    return case._replace(raw=bytes(raw), text="")


def family(name: str | None) -> str:
    """Return the widest encoding of the family of ``name``."""
    try:
        return charset(name or "ascii").name
    except UnknownNameError:
        return name or ""


def by_hantidy(raw: bytes) -> str | None:
    return decode(raw).encoding


def by_chardet(raw: bytes) -> str | None:
    return chardet.detect(raw, compat_names=False)["encoding"]


def by_normalizer(raw: bytes) -> str | None:
    best = charset_normalizer.from_bytes(raw).best()
    return best.encoding if best else None


TOOLS: dict[str, Callable[[bytes], str | None]] = {
    "hantidy": by_hantidy,
    "chardet": by_chardet,
    "charset-normalizer": by_normalizer,
}


def is_right(case: Case, name: str | None) -> bool:
    """Whether ``name`` is the family of the encoding or at least reads the same text."""
    if family(name) == family(case.codec):
        return True
    try:
        return bool(name and case.text) and case.raw.decode(name) == case.text
    except (LookupError, ValueError):
        return False


def is_cjk(case: Case, name: str | None) -> bool:
    """Whether an alphabet is taken for Chinese, Japanese or Korean."""
    return family(name) in CJK | WIDE and not is_right(case, name)


def neighbours(languages: str) -> Iterator[tuple[str, str]]:
    """Yield text and encoding of each of ``languages``."""
    lines = (FOLDER / "neighbours.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    for language in languages.split():
        mine = [row for row in rows if row[0] == language]
        for codec in mine[0][1].split():
            yield "\n".join(row[2] for row in mine), codec


def row(title: str, cases: list[Case], counts: Callable[[Case, str | None], bool]) -> None:
    """Print what share of ``cases`` each tool gets right, and how long it takes for one."""
    cells = []
    for tool in TOOLS.values():
        begun = time.process_time()
        share = sum(counts(case, tool(case.raw)) for case in cases) / len(cases)
        cells.append(
            f"{100 * share:.1f} % ({1000 * (time.process_time() - begun) / len(cases):.1f} ms)"
        )
    print(f"| {title} | {' | '.join(cells)} |", flush=True)


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--small", action="store_true", help="run everything once, small")
    for name in CHINESE:
        arguments.add_argument(f"--{name}", type=Path, action="append")
    given = arguments.parse_args()
    many = 5 if given.small else 200
    chance = random.Random(7)
    texts = {}
    for name in CHINESE:
        files = getattr(given, name) or [FOLDER / f"{name}.txt"]
        texts[name] = "\n".join(file.read_text(encoding="utf-8") for file in files)
    by_normalizer(b"warm up \xe9")
    print(f"| named right (time for one) | {' | '.join(TOOLS)} |")
    print("|---" * (len(TOOLS) + 1) + "|")
    for size in (16, 64, 512):
        for harmed in (False, True):
            if harmed and size == 16:
                continue
            cases = [
                window(chance, texts[name], codec, size)
                for name, codecs in CHINESE.items()
                for codec in codecs
                for _ in range(many)
            ]
            if harmed:
                cases = [damaged(chance, case) for case in cases]
            title = f"Chinese, {size} bytes" + (", 1 to 5 damaged" if harmed else "")
            row(title, cases, is_right)
    for size in (16, 64):
        cases = [
            window(chance, text, codec, size)
            for text, codec in neighbours("ja ko")
            for _ in range(many)
        ]
        row(f"Japanese and Korean, {size} bytes", cases, is_right)
    print(f"\n| taken for Chinese, Japanese or Korean | {' | '.join(TOOLS)} |")
    print("|---" * (len(TOOLS) + 1) + "|")
    for size in (16, 64, 512):
        cases = [
            letters(chance, text, codec, size)
            for text, codec in neighbours("fr de es pl cs hu ru el tr th he ar uk")
            for _ in range(max(1, many // 4))
        ]
        row(f"alphabets, {size} bytes", cases, is_cjk)


if __name__ == "__main__":
    sys.exit(main())
