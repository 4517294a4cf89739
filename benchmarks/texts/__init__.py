"""The texts that are measured: real ones of a folder, or our own sentences by a fixed seed."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from hantidy import tables

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["NAMES", "PAGES", "SIZES", "real_texts", "text"]

FOLDER = Path(__file__).parent
NAMES = ("glossed toneless", "glossed toned", "simplified", "traditional", "mixed", "ordinary")
"""*ordinary* is news, government reports, encyclopedia and manuals, with as many numerals as
those have (31 among 1,000 hanzi, 12 of them 一); *simplified* and *traditional* have twice as many
(60), *mixed* is Markdown and code."""
PAGES = ("simplified page", "traditional page")
"""Paragraphs with empty lines, figures and Latin words, and now and then a link, a tag, a path."""
SIZES = {"10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000}


def real_texts(folder: Path, size: int = 0) -> Iterator[tuple[str, str]]:
    """Yield the name and text of each ``.txt`` and ``.md`` file of ``folder``.

    At most ``size`` bytes of each; 0 stands for all of it.
    """
    for path in sorted(folder.iterdir()):
        if path.suffix in (".txt", ".md") and path.stem != "README":
            data = path.read_bytes()[: size or None]
            yield path.stem, data.decode("utf-8", "ignore")


_TONES = "\u0304\u0301\u030c\u0300"


@cache
def text(name: str, size: int) -> str:
    """Return text ``name`` of about ``size`` bytes of UTF-8, the same in every run."""
    chance = random.Random(f"{name} {size}")
    if name in PAGES:
        return page(name.split(maxsplit=1)[0], size, chance)
    if name == "mixed":
        pieces = [(FOLDER / "mixed.txt").read_text(encoding="utf-8")]
    elif name == "taiwan":  # law, technology, encyclopedia
        files = sorted(FOLDER.glob("taiwan_*.txt"))
        pieces = "\n".join(file.read_text(encoding="utf-8") for file in files).split("\n")
    else:
        source = name if name in ("traditional", "ordinary") else "simplified"
        pieces = (FOLDER / f"{source}.txt").read_text(encoding="utf-8").splitlines()
    lines: list[str] = []
    bytes_so_far = 0
    while bytes_so_far < size:
        if name == "mixed":
            line = chance.choice(pieces)
        else:
            line = "".join(chance.choices(pieces, k=chance.randint(1, 5)))
        if name.startswith("glossed"):
            line = glossed(line, chance, toned=name.endswith("toned"))
        lines.append(line)
        bytes_so_far += len(line.encode()) + 1
    return "\n".join(lines) + "\n"


def page(script: str, size: int, chance: random.Random) -> str:
    """Return paragraphs as pages of the web have them.

    An empty line after every second one, figures, dates and Latin words in one line of six, and
    in one line of twenty an address, a tag or a piece of code, which no style filter may touch.
    """
    prose, notes, linked = (
        (FOLDER / f"{file}{script}.txt").read_text(encoding="utf-8").splitlines()
        for file in ("", "notes_", "page_")
    )
    lines: list[str] = []
    bytes_so_far = 0
    while bytes_so_far < size:
        drawn = chance.random()
        if drawn < 1 / 20:
            line = chance.choice(linked)
        elif drawn < 1 / 20 + 1 / 6:
            line = chance.choice(notes)
        else:
            line = "".join(chance.choices(prose, k=chance.randint(1, 5)))
        lines.append(line + "\n" * chance.randrange(2))
        bytes_so_far += len(line.encode()) + 1
    return "\n".join(lines) + "\n"


@cache
def _readings() -> dict[str, str]:
    readings: dict[str, str] = {}
    for syllable, hanzi in tables.rows("readings"):
        if len(syllable) > 1:
            readings |= dict.fromkeys(hanzi, syllable)
    return readings


def glossed(line: str, chance: random.Random, *, toned: bool) -> str:
    """Return ``line`` with a reading behind some of its hanzi, as page-making machines do.

    Toned pages gloss a fixed set of hanzi; toneless ones a changing set, each as often as the
    paragraph says.
    """
    readings = _readings()
    times = {hanzi: chance.choice((0, 0, 1, 1, 2, 3)) for hanzi in sorted(set(line))}
    out = []
    for hanzi in line:
        out.append(hanzi)
        reading = readings.get(hanzi)
        if reading is None:
            continue
        if toned:
            if ord(hanzi) % 3 == 0:
                out.append(f"({marked(reading, ord(hanzi) % 4)})")
        else:
            out.append(f"({reading})" * times[hanzi])
    return "".join(out)


def marked(syllable: str, tone: int) -> str:
    """Return ``syllable`` with a tone mark on the vowel that bears it."""
    import unicodedata  # noqa: PLC0415

    letters = syllable.replace("v", "ü")
    vowels = [at for at, letter in enumerate(letters) if letter in "aeiouü"]
    if not vowels:
        return letters
    at = next((at for at in vowels if letters[at] in "ae"), None)
    if at is None:
        at = letters.find("o") if "ou" in letters else vowels[-1]
    return unicodedata.normalize("NFC", letters[: at + 1] + _TONES[tone] + letters[at + 1 :])
