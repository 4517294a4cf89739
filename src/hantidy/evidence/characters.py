"""Classes of characters, each as the inside of a class of a regular expression.

Source: Unicode properties as the library regex 2026.11.19 has them.
Made by tools/make_characters.py.
"""

HAN = (
    "\u3005\u3007\u303b\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufa6d\ufa70-\ufad9\U00020000-\U0002a6df"
    "\U0002a700-\U0002b81e\U0002b820-\U0002cead\U0002ceb0-\U0002ebe0\U0002ebf0-\U0002ee5d"
    "\U0002f800-\U0002fa1d\U00030000-\U0003134a\U00031350-\U00033479"
)
"""Hanzi: unified and compatibility ideographs, with 々 〇 〻."""

COMMON_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
"""Hanzi of the first plane: all of running text but one character in thousands."""

FIRST_HAN = "\u4e00-\u9fa5"
"""The hanzi of Unicode 1.1, which are those of GBK."""

HAN_RANGE = "\u3400-\u9fff"
"""The one range that holds `COMMON_HAN` (and 64 hexagrams), where one is found faster."""

KANA = "\u3041-\u3096\u309d-\u309e\u30a1-\u30fa\u30fd-\u30fe\uff66-\uff6f\uff71-\uff9d"
"""Hiragana and katakana, half-width forms too; not the marks ・ and ー."""

KANA_RANGE = "\u3041-\u30fa"
"""The one range that holds the full-width letters of `KANA`."""

KANA_AND_MARKS = "\u3041-\u30ff"
"""The one range that holds full-width kana and their marks, ・ and ー too."""

HANGUL = (
    "\u1100-\u11ff\u3131-\u318e\ua960-\ua97c\uac00-\ud7a3"
    "\ud7b0-\ud7c6\ud7cb-\ud7fb\uffa0-\uffbe\uffc2-\uffc7"
    "\uffca-\uffcf\uffd2-\uffd7\uffda-\uffdc"
)
"""Hangul: syllables and jamo."""

HANGUL_SYLLABLES = "\uac00-\ud7a3"
"""Hangul as Korean text has it."""

BOPOMOFO = "\u3105-\u312f\u31a0-\u31bf"
"""Bopomofo (zhuyin), without tone marks."""

WIDE = (
    "\u1100-\u115f\u1249\u124e-\u124f\u1257"
    "\u1259\u125e-\u125f\u1289\u128e-\u128f"
    "\u12b1\u12b6-\u12b7\u12bf\u12c1"
    "\u12c6-\u12c7\u12d7\u1311\u1316-\u1317"
    "\u135b-\u135c\u137d-\u137f\u139a-\u139f\u13f6-\u13f7"
    "\u13fe-\u13ff\u169d-\u169f\u16f9-\u16ff\u1716-\u171e"
    "\u1737-\u173f\u1754-\u175f\u176d\u1771"
    "\u1774-\u177f\u17de-\u17df\u17ea-\u17ef\u17fa-\u17ff"
    "\u181a-\u181f\u1879-\u187f\u18ab-\u18af\u18f6-\u18ff"
    "\u191f\u192c-\u192f\u193c-\u193f\u1941-\u1943"
    "\u196e-\u196f\u1975-\u197f\u19ac-\u19af\u19ca-\u19cf"
    "\u19db-\u19dd\u1a1c-\u1a1d\u1a5f\u1a7d-\u1a7e"
    "\u1a8a-\u1a8f\u1a9a-\u1a9f\u1aae-\u1aaf\u1af1-\u1aff"
    "\u1b4d\u1bf4-\u1bfb\u1c38-\u1c3a\u1c4a-\u1c4c"
    "\u1c8b-\u1c8f\u1cbb-\u1cbc\u1cc8-\u1ccf\u1cfb-\u1cff"
    "\u1f16-\u1f17\u1f1e-\u1f1f\u1f46-\u1f47\u1f4e-\u1f4f"
    "\u1f58\u1f5a\u1f5c\u1f5e"
    "\u1f7e-\u1f7f\u1fb5\u1fc5\u1fd4-\u1fd5"
    "\u1fdc\u1ff0-\u1ff1\u1ff5\u1fff"
    "\u2065\u2072-\u2073\u20c5-\u20cf\u20f1-\u20ff"
    "\u218c-\u218f\u231a-\u231b\u2329-\u232a\u23e9-\u23ec"
    "\u23f0\u23f3\u242a-\u243f\u244b-\u245f"
    "\u25fd-\u25fe\u2614-\u2615\u2630-\u2637\u2648-\u2653"
    "\u267f\u268a-\u268f\u2693\u26a1"
    "\u26aa-\u26ab\u26bd-\u26be\u26c4-\u26c5\u26ce"
    "\u26d4\u26ea\u26f2-\u26f3\u26f5"
    "\u26fa\u26fd\u2705\u270a-\u270b"
    "\u2728\u274c\u274e\u2753-\u2755"
    "\u2757\u2795-\u2797\u27b0\u27bf"
    "\u2b1b-\u2b1c\u2b50\u2b55\u2b74-\u2b75"
    "\u2cf4-\u2cf8\u2d26\u2d28-\u2d2c\u2d2e-\u2d2f"
    "\u2d68-\u2d6e\u2d71-\u2d7e\u2d97-\u2d9f\u2da7"
    "\u2daf\u2db7\u2dbf\u2dc7"
    "\u2dcf\u2dd7\u2ddf\u2e5e-\u2e5f"
    "\u2e64-\u303e\u3040-\u3247\u3250-\ua4cf\ua62c-\ua63f"
    "\ua6f8-\ua6ff\ua7de-\ua7e1\ua7e3-\ua7f0\ua82d-\ua82f"
    "\ua83a-\ua83f\ua878-\ua87f\ua8c6-\ua8cd\ua8da-\ua8df"
    "\ua954-\ua95e\ua960-\ua97f\ua9ce\ua9da-\ua9dd"
    "\ua9ff\uaa37-\uaa3f\uaa4e-\uaa4f\uaa5a-\uaa5b"
    "\uaac3-\uaada\uaaf7-\uab00\uab07-\uab08\uab0f-\uab10"
    "\uab17-\uab1f\uab27\uab2f\uab6e-\uab6f"
    "\uabee-\uabef\uabfa-\ud7af\ud7c7-\ud7ca\ud7fc-\udfff"
    "\uf900-\ufaff\ufb07-\ufb12\ufb18-\ufb1c\ufb37"
    "\ufb3d\ufb3f\ufb42\ufb45"
    "\ufdd0-\ufdef\ufe10-\ufe1f\ufe30-\ufe6f\ufe75"
    "\ufefd-\ufefe\uff00-\uff60\uffbf-\uffc1\uffc8-\uffc9"
    "\uffd0-\uffd1\uffd8-\uffd9\uffdd-\uffe7\uffef-\ufff8"
    "\ufffe-\uffff"
)
"""What takes two columns (East Asian Width W and F) in the first plane."""

LATIN = "\u0041-\u005a\u0061-\u007a\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
"""Latin letters, with marks too; none of phonetic notation, none of full width."""

MARKED_LATIN = "\u00e0-\u00f6\u00f8-\u017f\u01cd-\u01dc\u1e00-\u1eff"
"""Latin letters with a mark, as romanizations write tones."""
