"""The hanzi, as the inside of a character class."""

__all__ = ["COMMON_HAN", "HAN"]

COMMON_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Those of the first plane: all that running text holds but for one character in thousands."""

HAN = f"\u3007{COMMON_HAN}\uf900-\ufaff\U00020000-\U000323af"
"""All of them: with 〇, the compatibility ideographs and the supplementary planes."""
