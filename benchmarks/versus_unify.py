#!/usr/bin/env python3
"""Compare repairs of careless pages: how many errors are left, and how much that was right is hurt.

    python benchmarks/versus_unify.py [FILE ...]
    python benchmarks/versus_unify.py --texts FILE ...

Each text (our own Taiwanese sentences, or each FILE of correct Taiwanese text) is simplified by
OpenCC and made traditional again character by character. *kept* leaves every character that is
also a traditional one (后 里 干 …), as most careless converters do; *first* takes the first form
of OpenCC's character dictionary. Glyph variants are folded. *Harm* counts characters that were
right in the careless page, *correct* the changes of the correct text itself. What is a matter of
style (tools/careless_exceptions.tsv) is folded too. The last table compares speeds in one run.

With --texts, real traditional text is made careless (*kept*) and repaired in pieces of 1, 20 and
256 lines, as lines, short pages and whole blocks are met: which share of the errors is gone, and
how many characters of a million are changed in the correct pieces.
"""

from __future__ import annotations

import argparse
import sys
import time
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

from typing import TYPE_CHECKING

import opencc

from careless_exceptions import is_style
from hantidy import filters, tables
from make_script_characters import dictionary

if TYPE_CHECKING:
    from collections.abc import Callable

FOLDER = Path(__file__).parent / "texts"
OURS = [FOLDER / f"taiwan_{name}.txt" for name in ("legal", "technical", "encyclopedia")]


@cache
def variants() -> dict[str, str]:
    """Fold each glyph variant on its common form."""
    return {rare: common for common, rare in tables.rows("glyph_variants")}


def same(one: str, other: str) -> bool:
    """Whether two characters are one but for the glyph, or a matter of style."""
    one, other = (variants().get(each, each) for each in (one, other))
    return one == other or is_style(one, other) or is_style(other, one)


@cache
def careless(kind: str) -> dict[int, str]:
    """Return the one-to-one table of a careless converter."""
    taiwanese = {form: forms[0] for form, forms in dictionary("TWVariants").items()}
    table = {}
    for character, forms in dictionary("STCharacters").items():
        kept = character in forms or level_one(character)
        after = character if kind == "kept" and kept else forms[0]
        table[ord(character)] = taiwanese.get(after, after)
    return table


def level_one(character: str) -> bool:
    """Whether Big5 has the character among its common ones."""
    code = int.from_bytes(character.encode("big5", "ignore"), "big")
    return 0xA440 <= code <= 0xC67E


def repairs() -> dict[str, Callable[[str], str]]:
    """Return what is compared."""
    simplify = opencc.OpenCC("t2s").convert
    convert = opencc.OpenCC("s2tw").convert
    unify = filters.get("unify-script")
    return {
        "unify-script": unify,
        "unify-script:strictness=strict": unify.replace(strictness="strict"),
        "OpenCC s2tw(t2s(page))": lambda text: convert(simplify(text)),
        "OpenCC s2tw(page)": convert,
    }


def compare(correct: str, kind: str, repair: Callable[[str], str]) -> str:
    """Return errors left, harm, and the changes of the correct text, as cells."""
    page = simplified(correct, kind)
    mended = repair(page)
    assert len(correct) == len(page) == len(mended)
    places = list(zip(correct, page, mended, strict=True))
    errors = [after for right, before, after in places if not same(right, before)]
    left = sum(
        not same(right, after) and not same(right, before) for right, before, after in places
    )
    harm = sum(same(right, before) and not same(right, after) for right, before, after in places)
    hurt = sum(not same(a, b) for a, b in zip(correct, repair(correct), strict=True))
    size = len(correct)
    return (
        f"{len(errors)} | {left} ({100 * left / max(1, len(errors)):.1f} %) | "
        f"{harm} ({100 * harm / size:.3f} %) | {hurt} ({100 * hurt / size:.3f} %)"
    )


def rate(repair: Callable[[str], str], text: str) -> float:
    """Return MB/s, the best of several runs by the processor's clock."""
    repair(text)
    best = float("inf")
    for _ in range(7):
        start = time.process_time()
        repair(text)
        best = min(best, time.process_time() - start)
    return len(text.encode()) / max(best, 1e-9) / 1e6


PIECES = (1, 20, 256)
"""How many lines are repaired at once."""


def repaired(text: str, size: int) -> tuple[int, int, int, int]:
    """Return errors made, gone and caused in pieces of so many lines; changes of correct ones."""
    repair = repairs()["unify-script"]
    lines = text.splitlines(keepends=True)
    made = gone = caused = hurt = 0
    for at in range(0, len(lines), size):
        correct = "".join(lines[at : at + size])
        page = simplified(correct, "kept")
        if len(page) != len(correct):
            continue
        for right, before, after in zip(correct, page, repair(page), strict=True):
            wrong = not same(right, before)
            made += wrong
            gone += wrong and same(right, after)
            caused += not wrong and not same(right, after)
        hurt += sum(a != b for a, b in zip(correct, repair(correct), strict=True))
    return made, gone, caused, hurt


def show_pieces(paths: list[str]) -> None:
    """Print what is repaired of real texts, by the size of the pieces."""
    print("| text | lines at once | errors | repaired | harm | correct |\n" + "|---" * 6 + "|")
    for path in map(Path, paths):
        text = path.read_text("utf-8")
        for size in PIECES:
            made, gone, caused, hurt = repaired(text, size)
            print(
                f"| {path.stem} | {size} | {made} | {100 * gone / max(1, made):.1f} % | {caused} | "
                f"{hurt} ({1e6 * hurt / len(text):.1f} per million) |",
                flush=True,
            )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser()
    parser.add_argument("files", nargs="*", default=OURS)
    parser.add_argument("--texts", nargs="+", help="real traditional texts, repaired in pieces")
    given = parser.parse_args()
    if given.texts:
        show_pieces(given.texts)
        return
    texts = {path.stem: path.read_text("utf-8") for path in map(Path, given.files)}
    print("| text | made | repair | errors | left | harm | correct |\n" + "|---" * 7 + "|")
    for name, text in texts.items():
        for kind in ("kept", "first"):
            for title, repair in repairs().items():
                print(f"| {name} | {kind} | {title} | {compare(text, kind, repair)} |", flush=True)
    pages = texts | {f"{name}, careless": simplified(text, "kept") for name, text in texts.items()}
    print("\n| MB/s | unify-script | OpenCC s2tw(t2s(page)) | times |\n" + "|---" * 4 + "|")
    for name, text in pages.items():
        ours, theirs = (
            rate(repairs()[title], text) for title in ("unify-script", "OpenCC s2tw(t2s(page))")
        )
        print(f"| {name} | {ours:.0f} | {theirs:.0f} | {ours / theirs:.1f} |", flush=True)


def simplified(text: str, kind: str) -> str:
    """Return the careless page of a correct ``text``."""
    return opencc.OpenCC("t2s").convert(text).translate(careless(kind))


if __name__ == "__main__":
    main()
