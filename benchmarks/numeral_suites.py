"""Read public test suites of numerals and judge an answer by its values.

Four forms of file are read: `spoken => written` (WeTextProcessing, itn/chinese/test/data/*.txt),
`spoken~written` (NeMo, data_inverse_text_normalization/*.txt), a text, a tab and its values parted
by semicolons, and the specifications of Recognizers-Text (Number and NumberWithUnit, .json).

An answer is *right* if the values meant stand in it in Arabic digits, 万 亿 兆 multiplied out, a
percentage and a fraction being their values, and it holds no other that the text did not hold
before; *left* if values are missing and none is added; *wrong* if it says another value.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

__all__ = ["Suite", "judge", "load", "score", "values"]

_POWERS = {"百": 100, "千": 1000, "万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
# 千米 and 兆瓦 are units, not thousands
_WORD = "(?:[万萬亿億]|[百千兆](?![克米瓦伏字赫帕比卡安焦吨]))*"
_PLAIN = rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+)?(?:\.\d+|(?<=\d)){_WORD}"
_NUMBER = re.compile(
    r"(?P<sign>(?<![\d~%万亿億萬千])-|±)?(?:(?P<whole>\d+[万亿]?)(?:又| (?=\d+/)))?"
    rf"(?P<number>(?:{_PLAIN})+)"
    r"(?:/(?P<below>\d+[万亿]?))?(?P<part>%|‰|个百分点|個百分點|成|折)?"
)
_TERM = re.compile(r"(\d[\d,]*(?:\.\d+)?|\.\d+)([百千万萬亿億兆]*)")
_NEAR = 1e-9


class Suite(NamedTuple):
    """A file of cases: a text and what values it may be read as."""

    name: str
    cases: list[tuple[str, list[list[Fraction]]]]


def _value(shown: str) -> Fraction:
    total = Fraction(0)
    for digits, words in _TERM.findall(shown):
        value = Fraction(digits.replace(",", ""))
        for word in words:
            value *= _POWERS[word]
        total += value
    return total


def values(text: str) -> list[Fraction]:
    """The values of the numbers in Arabic digits in ``text``."""
    text = re.sub("[²³]", "", text)
    text = re.sub("(?<![０-９])，|，(?![０-９])", "、", text)
    text = unicodedata.normalize("NFKC", text)
    found = []
    for match in _NUMBER.finditer(text):
        if not match["number"]:
            continue
        value = _value(match["number"])
        if match["below"]:
            value /= _value(match["below"]) or 1
        if match["whole"]:
            value += _value(match["whole"])
        part = match["part"] or ""
        if part in ("%", "个百分点", "個百分點"):
            value /= 100
        elif part == "‰":
            value /= 1000
        elif part in ("成", "折"):  # 七五折 is 75 %
            value /= 10 if value <= 10 else 100
        found.append(-value if match["sign"] == "-" else value)
    return found


def _written_out(text: str) -> str:
    """Ranges and dates in the short forms of WeTextProcessing: 15-6 is 15 to 16, 08/16 a day."""

    def expand(match: re.Match[str]) -> str:
        low, high, word = match.groups()
        if len(high) < len(low):
            high = low[: len(low) - len(high)] + high
        return f"{low}{word}~{high}{word}"

    text = re.sub(r"(\d+)[-~](\d+)([万亿千]?%?)", expand, text)
    text = re.sub(r"(\d{1,4})/(\d\d)/(\d\d)", r"\1年\2月\3日", text)
    text = re.sub(r"(\d{4})年?/?(\d\d)(?=/)", r"\1年\2月", text)
    text = re.sub(r"(\d{4})/(\d\d)(?!\d)", r"\1年\2月", text)
    return re.sub(r"(?<!\d)(\d\d)/(\d\d)(?!\d)", r"\1月\2日", text)


def load(path: Path) -> Suite:
    """Read a file of cases."""
    raw = path.read_text(encoding="utf-8-sig")
    cases: dict[str, list[list[Fraction]]] = {}
    for text, readings in _json(raw) if path.suffix == ".json" else _lines(raw):
        cases.setdefault(text, []).extend(readings)
    return Suite(path.stem, list(cases.items()))


def _lines(raw: str) -> Iterator[tuple[str, list[list[Fraction]]]]:
    for line in raw.splitlines():
        for mark in ("\t", "=>", "~"):
            if mark in line:
                text, _, shown = line.partition(mark)
                if mark == "\t":
                    yield text, [[one for part in shown.split(";") for one in values(part)]]
                else:
                    shown = shown.strip().replace("半", "30分")
                    yield text.strip(), [values(_written_out(shown)), values(shown)]
                break


def _json(raw: str) -> Iterator[tuple[str, list[list[Fraction]]]]:
    for case in json.loads(raw):
        found = [result["Resolution"].get("value") for result in case["Results"]]
        if found and all(found):
            yield case["Input"], [[one for shown in found for one in values(str(shown))]]


def _missing(
    wanted: Sequence[Fraction], got: Sequence[Fraction]
) -> tuple[list[Fraction], list[Fraction]]:
    rest = list(got)
    missing = []
    for value in wanted:
        for index, other in enumerate(rest):
            if abs(float(other - value)) <= _NEAR * abs(float(value)):
                del rest[index]
                break
        else:
            missing.append(value)
    return missing, rest


def judge(text: str, answer: str, readings: list[list[Fraction]]) -> str:
    """Say ``right``, ``left`` or ``wrong``."""
    got = values(answer)
    verdicts = set()
    for wanted in readings:
        missing, extra = _missing(wanted, got)
        added = _missing(values(text), extra)[1]
        verdicts.add("wrong" if added else "left" if missing else "right")
    return next(one for one in ("right", "left", "wrong") if one in verdicts)


def score(suite: Suite, tool: Callable[[str], str], *, show: bool = False) -> Counter[str]:
    """Count the verdicts on a tool; ``show`` prints the answers that are not right."""
    found: Counter[str] = Counter()
    for text, readings in suite.cases:
        try:
            answer = tool(text)
        except Exception as error:  # noqa: BLE001 - a tool that fails has failed
            answer = f"{error!r}"
        verdict = judge(text, answer, readings)
        found[verdict] += 1
        if show and verdict != "right":
            print(f"  {verdict}: {text} → {answer}")
    return found
