"""Real traditional text, simplified by OpenCC and converted back: hantidy beside other converters.

    pip install -e '.[benchmarks]'
    python benchmarks/round_trip.py --texts FOLDER              # every text, one table
    python benchmarks/round_trip.py --texts FOLDER --worse 40   # and what hantidy alone gets wrong

The texts are UTF-8 files. A name that begins with ``hk`` holds text of Hong Kong and goes by
``hk2s`` and back to Hong Kong; any other goes by ``tw2s`` and back to Taiwan. An error is a hanzi
that does not come back. Forms that one region prints side by side (布 and 佈 in 公布, 了解 and
瞭解, 台 and 臺) count as the same: `STYLE` lists them. So do the glyph variants of OpenCC's
regional tables. A converter that shifts a line (other words of other length) loses the hanzi that
differ, as `difflib` counts them.
"""

from __future__ import annotations

import argparse
import difflib
import re
from collections import Counter
from importlib.metadata import version
from operator import ne
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import opencc

if TYPE_CHECKING:
    from collections.abc import Callable

HAN = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
CONTEXT = 6
# Forms that are printed side by side in one region: matters of style, not of sense.
STYLE = str.maketrans(
    "佈啓臺週註瞭迴佔託鑑倖僱溼唸菸昇舖慾祕恆牆劃跡蹟裏着綫爲説衆峯羣麪牀脣喫煮併噹嘆痠鹼",
    "布啟台周注了回占托鑒幸雇濕念煙升鋪欲秘恒墻畫迹迹裡著線為說眾峰群麵床唇吃煑并當歎酸碱",
)


class Region(NamedTuple):
    """How the text of a region is simplified, and who converts it back."""

    simplify: Callable[[str], str]
    fold: Callable[[str], str]
    back: dict[str, Callable[[str], str]]


def region(name: str) -> Region:
    """Return the converters of ``tw`` or ``hk``, by name and version."""
    import opencc_jieba_pyo3  # noqa: PLC0415
    import zhconv_rs  # noqa: PLC0415

    import hantidy  # noqa: PLC0415

    jieba = opencc_jieba_pyo3.OpenCC(f"s2{name}")
    return Region(
        opencc.OpenCC(f"{name}2s").convert,
        opencc.OpenCC(f"t2{name}").convert,
        {
            f"hantidy {hantidy.__version__}": hantidy.filters.get("script", to=name),
            f"OpenCC {version('opencc')}": opencc.OpenCC(f"s2{name}").convert,
            f"opencc-jieba-pyo3 {version('opencc-jieba-pyo3')}": lambda text: jieba.convert(
                text, punctuation=False
            ),
            f"zhconv-rs {version('zhconv-rs')}": lambda text: zhconv_rs.zhconv(text, f"zh-{name}"),
        },
    )


class Slip(NamedTuple):
    """A place where a converter gave another character than the text had."""

    line: int
    at: int
    should: str
    given: str


def slips(right: list[str], given: list[str]) -> list[Slip]:
    """Return every hanzi of ``right`` that did not come back; lines are compared in step."""
    found = []
    for number, (line, got) in enumerate(zip(right, given, strict=True)):
        if line == got:
            continue
        if len(line) == len(got):
            places = [at for at, differs in enumerate(map(ne, line, got)) if differs]
            found += [Slip(number, at, line[at], got[at]) for at in places if HAN.match(line[at])]
            continue
        steps = difflib.SequenceMatcher(None, line, got, autojunk=False).get_opcodes()
        for kind, start, end, other, _ in steps:
            if kind != "equal":
                found += [
                    Slip(number, at, line[at], got[other : other + 1])
                    for at in range(start, end)
                    if HAN.match(line[at])
                ]
    return found


def show_worse(lines: list[str], every: list[list[Slip]], most: int) -> None:
    """Print the places where hantidy alone is wrong, the commonest first."""
    ours, theirs = every[0], {slip[:2] for slip in every[1]}
    kinds: Counter[tuple[str, str]] = Counter()
    where: dict[tuple[str, str], str] = {}
    for slip in ours:
        if slip[:2] not in theirs:
            kind = (slip.should, slip.given)
            kinds[kind] += 1
            line = lines[slip.line]
            where[kind] = line[max(0, slip.at - CONTEXT) : slip.at + CONTEXT]
    for (should, given), count in kinds.most_common(most):
        print(f"    {count:>5} {given} for {should}: {where[should, given]}")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--texts", type=Path, required=True, help="a folder of UTF-8 texts")
    parser.add_argument("--worse", type=int, default=0, help="kinds of our own errors to print")
    parser.add_argument("--only", default="", help="only files whose name contains this")
    asked = parser.parse_args()
    regions: dict[str, Region] = {}
    rates: dict[str, list[list[float]]] = {}
    for path in sorted(asked.texts.glob("[th][wk]*.txt")):
        if asked.only not in path.name:
            continue
        name = "hk" if path.name.startswith("hk") else "tw"
        if name not in regions:
            regions[name] = region(name)
            print(f"| {name} | hanzi | " + " | ".join(regions[name].back) + " |", flush=True)
        simplify, fold, back = regions[name]
        text = path.read_text("utf-8")
        hanzi = len(HAN.findall(text))
        simplified = simplify(text)
        right = fold(text).translate(STYLE).split("\n")
        every = [
            slips(right, fold(convert(simplified)).translate(STYLE).split("\n"))
            for convert in back.values()
        ]
        found = [len(each) / hanzi * 1000 for each in every]
        rates.setdefault(name, []).append(found)
        print(f"| {path.stem} | {hanzi:,} | " + " | ".join(f"{r:.2f}" for r in found) + " |")
        if asked.worse:
            show_worse(right, every, asked.worse)
    for name, rows in rates.items():
        means = [sum(column) / len(rows) for column in zip(*rows, strict=True)]
        print(f"| mean of {name} | | " + " | ".join(f"{r:.2f}" for r in means) + " |")


if __name__ == "__main__":
    main()
