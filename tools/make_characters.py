#!/usr/bin/env python3
"""Write src/hantidy/evidence/characters.py: classes of characters, from Unicode properties.

    python tools/make_characters.py > src/hantidy/evidence/characters.py

The properties are those of the library regex, whose version of Unicode is written at the head, so
that the classes are the same under every version of Python.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

CLASSES = {
    "HAN": (
        r"[[\p{Unified_Ideograph}\p{Block=CJK_Compatibility_Ideographs}"
        r"\p{Block=CJK_Compatibility_Ideographs_Supplement}&&\p{L}]々〇〻]",
        "Hanzi: unified and compatibility ideographs, with 々 〇 〻.",
    ),
    "COMMON_HAN": (
        r"[\u3400-\u9fff&&\p{Unified_Ideograph}]",
        "Hanzi of the first plane: all of running text but one character in thousands.",
    ),
    "FIRST_HAN": (
        r"[\u4e00-\u9fa5]",
        "The hanzi of Unicode 1.1, which are those of GBK.",
    ),
    "HAN_RANGE": (
        r"[\u3400-\u9fff]",
        "The one range that holds `COMMON_HAN` (and 64 hexagrams), where one is found faster.",
    ),
    "KANA": (
        r"[[\p{Script=Hiragana}\p{Script=Katakana}]&&\p{L}&&[\u3040-\u30ff\uff66-\uff9d]--[ゟヿ]]",
        "Hiragana and katakana, half-width forms too; not the marks ・ and ー.",
    ),
    "KANA_RANGE": (
        r"[ぁ-ヺ]",
        "The one range that holds the full-width letters of `KANA`.",
    ),
    "KANA_AND_MARKS": (
        r"[\u3041-\u30ff]",
        "The one range that holds full-width kana and their marks, ・ and ー too.",
    ),
    "HANGUL": (
        r"[\p{Script=Hangul}&&\p{L}]",
        "Hangul: syllables and jamo.",
    ),
    "HANGUL_SYLLABLES": (
        r"[가-힣]",
        "Hangul as Korean text has it.",
    ),
    "BOPOMOFO": (
        r"[\p{Script=Bopomofo}&&\p{L}]",
        "Bopomofo (zhuyin), without tone marks.",
    ),
    "WIDE": (
        r"[[\p{East_Asian_Width=Wide}\p{East_Asian_Width=Fullwidth}]&&[\u1100-\uffff]]",
        "What takes two columns (East Asian Width W and F) in the first plane.",
    ),
    "LATIN": (
        r"[\p{Script=Latin}&&\p{L}&&[A-Za-z\u00c0-\u024f\u1e00-\u1eff]]",
        "Latin letters, with marks too; none of phonetic notation, none of full width.",
    ),
    "MARKED_LATIN": (
        r"[\p{Script=Latin}&&\p{L}&&[\u00e0-\u017f\u01cd-\u01dc\u1e00-\u1eff]]",
        "Latin letters with a mark, as romanizations write tones.",
    ),
}


def spans(pattern: str) -> Iterator[tuple[int, int]]:
    """Yield the first and last code point of each run that ``pattern`` matches."""
    member = regex.compile(pattern, regex.V1).match
    start = None
    for code in chain(range(0x110000), [-1]):
        inside = code >= 0 and member(chr(code)) is not None
        if inside and start is None:
            start = code
        elif not inside and start is not None:
            yield start, (0x110000 if code < 0 else code) - 1
            start = None


def written(code: int) -> str:
    """``code`` as an escape of a Python string."""
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def main() -> None:
    """Print the module."""
    print('"""Classes of characters, each as the inside of a class of a regular expression.')
    print()
    print(f"Source: Unicode properties as the library regex {regex.__version__} has them.")
    print('Made by tools/make_characters.py.\n"""\n')
    listed = "".join(f'    "{name}",\n' for name in sorted(CLASSES))
    print(f"__all__ = [\n{listed}]")
    for name, (pattern, about) in CLASSES.items():
        parts = [
            written(first) if first == last else f"{written(first)}-{written(last)}"
            for first, last in spans(pattern)
        ]
        rows = "".join(f'    "{"".join(parts[at : at + 4])}"\n' for at in range(0, len(parts), 4))
        print(f'\n{name} = (\n{rows})\n"""{about}"""')


if __name__ == "__main__":
    main()
