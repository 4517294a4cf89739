"""Compare numerals with cn2an and WeTextProcessing: what turns, what must stay, how fast.

    python benchmarks/versus_numerals.py [--count 1000] [--show TOOL]
                                           [--suite FILE ...] [--names FILE ...]

Three sets, made here. *Sentences* are filled with numbers of known value; a tool gets the value
*right* if the digits of the answer (万 and 亿 multiplied out, whatever the unit is called by
then) say the numbers meant, *left* if the numeral still stands as it was, else *wrong*. *Bare*
numerals alike. *Names* (the fixtures that must stay, and the words of the table of names) are to
come back byte for byte. The words of the table are ours, so the column flatters us; what a new
list of names would give is measured when the table is made (tools/make_numeral_names.py --half).

``--suite`` scores public test suites instead, by value; see numeral_suites.py for the forms of
file it reads. ``--names`` counts how many lines of a file come back as they were: idioms, places.
Neither are part of this repository.

Needs `pip install cn2an WeTextProcessing`; a tool that is not there is left out, with a message.
"""

from __future__ import annotations

import argparse
import logging
import random
import re
import sys
import time
import tomllib
import warnings
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import numeral_suites
from hantidy import filters, tables
from hantidy.filters.numerals import parser

if TYPE_CHECKING:
    from collections.abc import Callable

    Tool = Callable[[str], str]

FIXTURES = Path(__file__).parent.parent / "fixtures" / "numerals"
TEMPLATES = (
    "全村共有{n}人，其中外出务工{n}人。",
    "今年计划投资{m}元，比去年增加{m}元。",
    "新修公路{d}公里，受益农户{n}户。",
    "粮食产量达到{m}吨，同比增长百分之{d}。",
    "每公斤售价{d}元，日均销售{n}公斤。",
    "会议历时{n}分钟，收到书面意见{n}条。",
    "水库库容{m}立方米，装机{n}千瓦。",
    "截至年底，馆藏图书{m}册，接待读者{n}人次。",
)
_NUMBER = re.compile(r"(?:[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?[万亿WM]*)+")
_TERM = re.compile(r"([0-9.,]+)([万亿WM]*)")
_SCALE = {"万": 10**4, "亿": 10**8, "W": 10**4, "M": 10**6}  # WeTextProcessing: 5198Wm³
_HANZI = re.compile("[零一二三四五六七八九十百千万亿两]{2,}|点[零一二三四五六七八九]")


class Case(NamedTuple):
    """A text and the numbers in it."""

    text: str
    numbers: tuple[Decimal, ...]


def numbers(text: str) -> tuple[Decimal, ...]:
    """Return the numbers in Arabic digits in ``text``, with 万 and 亿 multiplied out."""
    found = []
    for whole in _NUMBER.findall(text):  # 1亿2300万 is one number
        total = Decimal(0)
        for shown, words in _TERM.findall(whole):
            value = Decimal(shown.replace(",", ""))
            for word in words:
                value *= _SCALE[word]
            total += value
        found.append(total.normalize())
    return tuple(found)


def sentences(count: int, chance: random.Random) -> list[Case]:
    """Fill the templates with numbers."""
    made = []
    for turn in range(count):
        found: list[Decimal] = []

        def fill(match: re.Match[str], found: list[Decimal] = found) -> str:
            kind = match[1]
            if kind == "n":
                shown, word = str(chance.randrange(11, 10 ** chance.randrange(2, 6))), ""
            elif kind == "m":
                shown, word = str(chance.randrange(2, 9999)), chance.choice("万亿")
            else:
                shown, word = f"{chance.randrange(100)}.{chance.randrange(1, 100)}", ""
            found.append(Decimal(shown) * (_SCALE[word] if word else 1))
            return parser.spell(shown, word) or ""

        text = re.sub(r"\{(.)\}", fill, TEMPLATES[turn % len(TEMPLATES)])
        made.append(Case(text, tuple(one.normalize() for one in found)))
    return made


def bare(count: int, chance: random.Random) -> list[Case]:
    """Spell numbers that stand alone."""
    shown = [str(chance.randrange(10 ** chance.randrange(1, 15))) for _ in range(count)]
    return [Case(parser.spell(one) or "", (Decimal(one).normalize(),)) for one in shown]


def names() -> list[str]:
    """Return texts that must come back as they were."""
    cases = tomllib.loads((FIXTURES / "untouched.toml").read_text(encoding="utf-8"))["case"]
    mine = [case["text"] for case in cases if not case.get("options", {}).get("to")]
    return mine + [row[0] for row in tables.rows("numeral_names")]


def cn2an() -> Tool:
    """Return the transform of cn2an, its mode for sentences."""
    import cn2an as tool  # noqa: PLC0415 - optional

    return lambda text: tool.transform(text, "cn2an")


def wetext() -> Tool:
    """Return the inverse text normalization of WeTextProcessing, as it comes."""
    from itn.chinese.inverse_normalizer import InverseNormalizer  # noqa: PLC0415 - optional

    return InverseNormalizer().normalize


TOOLS: dict[str, Callable[[], Tool]] = {
    "hantidy safe": lambda: filters.get("numerals"),
    "hantidy full": lambda: filters.get(
        "numerals", mode="full", approximate="range", informal=True
    ),
    "cn2an": cn2an,
    "WeTextProcessing": wetext,
}


def judge(tool: Tool, cases: list[Case], show: bool) -> tuple[float, float, float]:
    """Return the shares of right, left and wrong answers."""
    right = left = 0
    for case in cases:
        try:
            answer = tool(case.text)
        except Exception as error:  # noqa: BLE001 - a tool that fails has failed
            answer = f"{error!r}"
        if numbers(answer) == case.numbers:
            right += 1
        elif answer == case.text or (_HANZI.search(answer) and not show):
            left += 1
        elif show:
            print(f"  {case.text} → {answer}")
    total = len(cases)
    return right / total, left / total, (total - right - left) / total


def kept(tool: Tool, texts: list[str]) -> float:
    """Return the share of ``texts`` that come back as they were."""
    same = 0
    for text in texts:
        try:
            same += tool(text) == text
        except Exception:  # noqa: BLE001 - a tool that fails has failed
            continue
    return same / len(texts)


def speed(tool: Tool, text: str) -> float:
    """Return MB/s of UTF-8 on ``text``, which must be long enough to measure."""
    start = time.process_time()
    tool(text)
    return len(text.encode()) / 1e6 / max(time.process_time() - start, 1e-9)


def available() -> dict[str, Tool]:
    """Return the tools that are installed."""
    tools = {}
    for name, make in TOOLS.items():
        try:
            tools[name] = make()
        except ImportError as error:
            print(f"{name} is left out: {error} (pip install {name.split()[0]})", file=sys.stderr)
    return tools


def suites(tools: dict[str, Tool], paths: list[Path], show: str) -> None:
    """Print how many answers to the suites are right, left alone and wrong."""
    if not paths:
        return
    print("| suite | cases | " + " | ".join(f"{name}: right, left, wrong" for name in tools) + " |")
    print("|---|---|" + "---|" * len(tools))
    for suite in map(numeral_suites.load, paths):
        shown = []
        for name, tool in tools.items():
            found = numeral_suites.score(suite, tool, show=name == show)
            shares = (found[one] / len(suite.cases) for one in ("right", "left", "wrong"))
            shown.append(", ".join(f"{100 * share:.1f} %" for share in shares))
        print(f"| {suite.name} | {len(suite.cases)} | {' | '.join(shown)} |", flush=True)


def lists(tools: dict[str, Tool], paths: list[Path], show: str) -> None:
    """Print how many lines of the lists of names come back as they were."""
    if not paths:
        return
    print("| list | names | " + " | ".join(f"{name} keeps" for name in tools) + " |")
    print("|---|---|" + "---|" * len(tools))
    for path in paths:
        texts = sorted(set(path.read_text(encoding="utf-8").split()))
        shown = [f"{100 * kept(tool, texts):.2f} %" for tool in tools.values()]
        print(f"| {path.stem} | {len(texts)} | {' | '.join(shown)} |", flush=True)
        if show:
            for text in texts:
                if (answer := tools[show](text)) != text:
                    print(f"  {text} → {answer}")


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--show", metavar="TOOL", default="", help="print its wrong answers")
    parser.add_argument("--suite", type=Path, nargs="+", metavar="FILE", default=())
    parser.add_argument("--names", type=Path, nargs="+", metavar="FILE", default=())
    given = parser.parse_args()
    warnings.simplefilter("ignore")  # cn2an warns of every numeral it cannot read
    logging.disable(logging.INFO)
    if given.suite or given.names:
        tools = available()
        suites(tools, given.suite, given.show)
        lists(tools, given.names, given.show)
        return 0
    chance = random.Random(20211128)
    sets = (sentences(given.count, chance), bare(given.count, chance))
    stay = names()
    print(
        "| tool | sentences right | left | wrong | bare right | left | wrong | names kept | MB/s |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for name, tool in available().items():
        shares = [share for one in sets for share in judge(tool, one, name == given.show)]
        texts = [case.text for case in sets[0]]
        long = "\n".join(texts * (20 if name.startswith("hantidy") else 1))
        if name == "WeTextProcessing":
            long = long[:3000]  # it reads some thousand characters a second
        tool(long[:200])
        figures = " | ".join(f"{100 * share:.1f} %" for share in [*shares, kept(tool, stay)])
        print(f"| {name} | {figures} | {speed(tool, long):.3g} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
