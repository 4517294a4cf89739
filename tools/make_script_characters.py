"""Make `script_characters`: which characters show the script of a text, from OpenCC's dictionaries.

Run it with the `opencc` of this environment and the Unihan database, as Debian's package
`unicode-data` installs it: `python tools/make_script_characters.py`.
"""

from __future__ import annotations

import bz2
import subprocess
import tempfile
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import opencc

TABLE = Path(__file__).parents[1] / "src/hantidy/tables/script_characters.tsv"

UNIHAN = Path("/usr/share/unicode")

NOT_HANS = {
    # Their own "traditional" forms are several, but each is printed in Taiwan as it stands.
    "并": "kept by careless conversion (并且), and the mark of it",
    "肴": "佳肴 is as common in Taiwan as 佳餚",
    "虱": "虱目魚 is so written in Taiwan",
    "霉": "發霉 and 黴菌 are told apart in Taiwan",
    "晒": "晒 is a current variant of 曬 in Taiwan",
    "扑": "in Big5's first level in its own right",
    "祢": "You, to a deity, is so written in Taiwan and Hong Kong",
    "戯": "a Japanese form, for which OpenCC gives a variant that nobody prints",
}
NOT_HANT = {
    "弒": "printed in simplified editions of the classics",
    "踰": "printed in simplified editions of the classics",
    "蘋": "a character of the simplified list of 2013 (a water plant)",
    "濛": "a character of the simplified list of 2013 (drizzle)",
    "塚": "printed in simplified text in Japanese names (手塚 大塚)",
    "麴": "a surname that simplified text keeps (麴义, 麴崇裕)",
    "篠": "printed in simplified editions of poems",
    "榘": "a name character on both sides",
    "菸": "kept in 菸草 on the mainland's own lists of 2013",
    "拚": "拚命 is current in simplified text",
    "捱": "捱 is a character of the simplified list of 2013",
    "摺": "摺 is current in simplified text where 折 would mislead",
}


def dictionary(name: str) -> dict[str, list[str]]:
    """Dump one `.ocd2` of the installed wheel with OpenCC's own tool."""
    clib = Path(opencc.__file__).parent / "clib"
    with tempfile.TemporaryDirectory() as folder:
        dumped = Path(folder) / "dumped.txt"
        subprocess.run(
            [
                clib / "bin/opencc_dict",
                "-i",
                clib / f"share/opencc/{name}.ocd2",
                "-o",
                dumped,
                "-f",
                "ocd2",
                "-t",
                "text",
            ],
            check=True,
            capture_output=True,
        )
        rows = (line.split("\t") for line in dumped.read_text("utf-8").splitlines())
        return {key: values.split(" ") for key, values in rows}


def encodes(character: str, codec: str) -> bool:
    """Whether an old national character set has the character."""
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def unihan(property_name: str) -> dict[str, str]:
    """Return one property of the Unihan database by character."""
    found = {}
    for path in sorted(UNIHAN.glob("Unihan_*.txt.bz2")):
        with bz2.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if f"\t{property_name}\t" in line:
                    code, _, value = line.rstrip("\n").split("\t")
                    found[chr(int(code.removeprefix("U+"), 16))] = value
    if not found:
        raise SystemExit(f"no {property_name} in {UNIHAN}: apt-get install unicode-data")
    return found


def held(hans: set[str]) -> tuple[set[str], set[str]]:
    """Return the simplified characters that traditional character sets hold, and the weakest.

    Variants and inherited glyphs are among them, and what a Taiwanese or Hong Kong name may have.
    The weakest are in Big5 itself, in GB 12345, or in the core that Taiwan, Hong Kong or Macau
    named for every device; what only Hong Kong's supplement has, it has for its own reasons.
    """
    core, reprinted = unihan("kIICore"), unihan("kGB1")
    big5 = {c for c in hans if encodes(c, "big5") or encodes(c, "cp950")}
    weak = big5 | {c for c in hans if set("THM") & set(core.get(c, "")) or c in reprinted}
    return weak | {c for c in hans if encodes(c, "big5hkscs")}, weak


def bmp(characters: set[str]) -> set[str]:
    """Only what a regular expression class matches fast; the rest is too rare to show a script."""
    return {c for c in characters if len(c) == 1 and ord(c) < 0x10000}


def classes() -> dict[str, set[str]]:
    """Sort the characters that show a script into their classes."""
    to_traditional = dictionary("STCharacters")
    to_simplified = dictionary("TSCharacters")
    shinjitai = dictionary("JPShinjitaiCharacters")
    kyujitai = dictionary("JPShinjitaiCharactersRev")
    regional = {
        form
        for name in ("TWVariants", "HKVariants")
        for forms in dictionary(name).values()
        for form in forms
    }
    changed_to = {form for forms in to_traditional.values() for form in forms}
    changed_from = {form for forms in to_simplified.values() for form in forms}
    never_traditional = {c for c, forms in to_traditional.items() if c not in forms}
    never_simplified = {c for c, forms in to_simplified.items() if c not in forms}
    hans = bmp(never_traditional - regional - never_simplified - changed_to - NOT_HANS.keys())
    hant = bmp(never_simplified - changed_from - never_traditional - NOT_HANT.keys())
    # A rare character whose simplified form no one can type stays in simplified text (輗, 鮀).
    hant = {c for c in hant if any(encodes(form, "gbk") for form in to_simplified[c])}
    # A Japanese form counts only where neither China nor Taiwan ever printed it.
    japanese = bmp(set(shinjitai)) - hans - hant - regional
    japanese = {c for c in japanese if not encodes(c, "gb2312")}
    # What a Japanese line has only in a Chinese quotation: outranks a few kana in a Chinese line.
    chinese = {c for c in hans if not encodes(c, "shift_jis")} | (hant & set(kyujitai))
    by_traditional_sets, weak = held(hans)
    return {
        "hans": hans,
        "hant": hant,
        "shinjitai": japanese,
        "chinese": chinese,
        "held": by_traditional_sets,
        "weak": weak,
    }


def main() -> None:
    """Write the table."""
    lines = [
        "# Characters that show the script of a text: only simplified, traditional, Japanese",
        "# (shinjitai), and those of the first two that a Japanese line only quotes",
        "# (chinese: simplified forms not in JIS X 0208, and kyujitai). Of the simplified ones,",
        "# held are in Big5, its Hong Kong supplement or GB 12345, with which traditional text is",
        "# printed; weak, of these, in Big5, GB 12345 or what T, H and M name in IICore.",
        "# Each row: class, tab, up to 64 characters in code point order.",
        f"# Source: the dictionaries of OpenCC {version('opencc')} (licence: Apache-2.0);",
        "# the repertoires of GB 2312, GBK, Big5, Big5-HKSCS and JIS X 0208 as Python's codecs",
        "# know them; kIICore and kGB1 of the Unihan database 15.0 (Unicode licence)",
        f"# Made by tools/make_script_characters.py on {datetime.now(UTC).date().isoformat()}",
    ]
    for name, characters in sorted(classes().items()):
        row = sorted(characters)
        lines += [f"{name}\t{''.join(row[at : at + 64])}" for at in range(0, len(row), 64)]
    TABLE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
