"""Make the table of code points that stand for other ones.

    python tools/make_codepoints.py /usr/share/unicode > src/hantidy/tables/codepoints.tsv

The folder is the Unicode Character Database (Debian's package ``unicode-data`` has it there);
the private-use characters come from Python's own ``gb18030``, ``gbk`` and ``big5hkscs`` codecs.
"""

from __future__ import annotations

import re
import sys
from itertools import chain
from pathlib import Path

PRIVATE = range(0xE000, 0xF900)

# GB18030-2022 moved these out of the private use area; Python's codec is GB18030-2005.
# The last six are still private in all three editions, though Unicode has had them since 3.1.
GB18030_2022 = {
    0xE78D: "︐",
    0xE78E: "︒",
    0xE78F: "︑",
    0xE790: "︓",
    0xE791: "︔",
    0xE792: "︕",
    0xE793: "︖",
    0xE794: "︗",
    0xE795: "︘",
    0xE796: "︙",
    0xE7C7: "ḿ",
    0xE81E: "龴",
    0xE826: "龵",
    0xE82B: "龶",
    0xE82C: "龷",
    0xE832: "龸",
    0xE843: "龹",
    0xE854: "龺",
    0xE864: "龻",
    0xE816: "𠂇",
    0xE817: "𠂉",
    0xE818: "𠃌",
    0xE831: "𡗗",
    0xE83B: "𢦏",
    0xE855: "𤇾",
}

# Small forms came to Unicode from Big5 and CNS 11643, where they stood for full-width marks;
# NFKC would make them ASCII. ︰ is used in Taiwan as the colon it looks like, not as ‥.
# Overlines, low lines and sesame dots (U+FE45…46, FE49…4F, FE34) are drawn on purpose: left out.
FORMS = dict(
    zip(
        "︐︑︒︓︔︕︖︗︘︙︰︱︲︳﹐﹑﹒﹔﹕﹖﹗﹘﹙﹚﹛﹜﹝﹞﹟﹠﹡﹢﹣﹤﹥﹦﹨﹩﹪﹫",
        "，、。：；！？〖〗…：—–＿，、．；：？！—（）｛｝〔〕＃＆＊＋－＜＞＝＼＄％＠",
        strict=True,
    )
)
# Vertical brackets are also drawn in faces, (︶︿︶): the filter changes them in pairs only.
BRACKETS = dict(
    zip(
        "︵︶︷︸︹︺︻︼︽︾︿﹀﹁﹂﹃﹄﹇﹈",
        "（）｛｝〔〕【】《》〈〉「」『』［］",
        strict=True,
    )
)

# Of the Symbol and Wingdings fonts only what word processors offer as bullets: the other code
# points belong as well to the icon fonts of the web, where nobody can tell what they show.
WINGDINGS = {
    0x6C: "●",
    0x6E: "■",
    0x6F: "□",
    0x70: "❐",
    0x71: "❑",
    0x72: "❒",
    0x74: "⧫",
    0x75: "◆",
    0x76: "❖",
    0x9E: "·",
    0x9F: "•",
    0xA7: "▪",
    0xA8: "◻",
    0xB2: "✧",
    0xB7: "•",
    0xD8: "➢",
    0xFC: "✔",
    0xFE: "☑",
}


def property_file(path: Path) -> list[tuple[int, str]]:
    found = []
    for line in path.read_text("utf-8").splitlines():
        if match := re.match(r"([0-9A-F]+)(?:\.\.([0-9A-F]+))?\s*;\s*([0-9A-F]+)", line):
            first, last = int(match[1], 16), int(match[2] or match[1], 16)
            found += [(code, chr(int(match[3], 16))) for code in range(first, last + 1)]
    return found


def radicals(database: Path) -> dict[int, str]:
    # The strokes of U+31C0… are text about strokes, not damaged text.
    whole = property_file(database / "EquivalentUnifiedIdeograph.txt")
    return {code: to for code, to in whole if 0x2E80 <= code < 0x2FE0}


def compatibility(database: Path) -> dict[int, str]:
    found = {}
    for line in (database / "UnicodeData.txt").read_text("utf-8").splitlines():
        fields = line.split(";")
        code = int(fields[0], 16)
        if (0xF900 <= code < 0xFB00 or 0x2F800 <= code < 0x2FA20) and fields[5]:
            found[code] = chr(int(fields[5], 16))
    return found


def double_bytes(leads: list[int], trails: range) -> list[bytes]:
    return [bytes([lead, trail]) for lead in leads for trail in trails if trail != 0x7F]


def gb18030() -> dict[int, str]:
    """Private use in GBK or an early GB18030, in the order of their codes, from U+E766 on."""
    rows = chain(
        double_bytes([0xA2, 0xA4, 0xA5, 0xA6, 0xA7], range(0xA1, 0xFF)),
        double_bytes([0xA8, 0xA9], range(0x40, 0xFF)),
        double_bytes([0xD7], range(0xA1, 0xFF)),
        double_bytes([0xFE], range(0x40, 0xA1)),
    )
    found = {}
    private = 0xE766
    for data in rows:
        try:
            data.decode("gbk")
        except UnicodeDecodeError:
            now = data.decode("gb18030")
            if ord(now) in PRIVATE:
                assert ord(now) == private, data
            else:
                found[private] = now
            private += 1
    assert private == 0xE865
    return found | GB18030_2022


def hkscs() -> dict[int, str]:
    """Big5-HKSCS as Microsoft's code page 950 lays the user-defined area out."""
    found = {}
    trails = [*range(0x40, 0x7F), *range(0xA1, 0xFF)]
    for start, leads, first in (
        (0xE000, range(0xFA, 0xFF), 0x40),
        (0xE311, range(0x8E, 0xA1), 0x40),
        (0xEEB8, range(0x81, 0x8E), 0x40),
        (0xF6B1, range(0xC6, 0xC9), 0xA1),
    ):
        private = start
        for lead in leads:
            for trail in trails:
                if lead == leads[0] and trail < first:
                    continue
                try:
                    now = bytes([lead, trail]).decode("big5hkscs")
                except UnicodeDecodeError:
                    pass
                else:
                    found[private] = now
                private += 1
    return found


def main() -> None:
    database = Path(sys.argv[1])
    radical = radicals(database)
    plain = radical | compatibility(database) | {ord(key): to for key, to in FORMS.items()}

    def settled(text: str) -> str:
        return "".join(plain.get(ord(character), character) for character in text)

    rows: list[tuple[int, str, str]] = []
    rows += [(code, "radical", settled(to)) for code, to in radical.items()]
    rows += [(code, "compatibility", settled(to)) for code, to in compatibility(database).items()]
    rows += [(ord(key), "form", to) for key, to in FORMS.items()]
    rows += [(ord(key), "bracket", to) for key, to in BRACKETS.items()]
    rows += [(code, "gb18030", settled(to)) for code, to in gb18030().items()]
    rows += [(code, "hkscs", settled(to)) for code, to in hkscs().items()]
    rows += [(0xF000 + code, "wingdings", to) for code, to in WINGDINGS.items()]
    head = (database / "EquivalentUnifiedIdeograph.txt").read_text("utf-8").splitlines()
    print("# Code points that stand for other ones: code, kind, what it stands for, which that is.")
    print(f"# Source: Unicode Character Database ({head[0].lstrip('# ')}, {head[1].lstrip('# ')};")
    print("#   UnicodeData.txt); Python's gb18030, gbk and big5hkscs codecs; the Symbol font's")
    print("#   encoding; forms, Wingdings bullets and GB18030-2022 by hand, in the tool.")
    print("# Licence: Unicode License v3 (https://www.unicode.org/license.txt) for Unicode's data.")
    print("# Made by tools/make_codepoints.py")
    for code, kind, to in sorted(rows):
        if chr(code) != to:
            codes = " ".join(f"U+{ord(character):04X}" for character in to)
            print(f"{code:04X}\t{kind}\t{to}\t{codes}")


if __name__ == "__main__":
    main()
