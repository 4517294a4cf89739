"""Classes of characters, each as the inside of a class of a regular expression.

Source: Unicode properties as the library regex 2026.11.19 has them.
Made by tools/make_characters.py.
"""

__all__ = [
    "COMMON_HAN",
    "HAN",
    "KANA",
]

HAN = (
    "\u3005\u3007\u303b\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U0002a6df"
    "\U0002a700-\U0002b81e\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d"
    "\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U00033479"
)
"""Hanzi: unified and compatibility ideographs, with 々 〇 〻."""

COMMON_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Hanzi of the first plane: all of running text but one character in thousands."""

KANA = "\u3041-\u3096\u309d-\u309e\u30a1-\u30fa\u30fd-\u30fe\uff66-\uff6f\uff71-\uff9d"
"""Hiragana and katakana, half-width forms too; not the marks ・ and ー."""
