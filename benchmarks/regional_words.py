"""Conversion to the words of Taiwan and the mainland: hantidy beside other converters.

    pip install -e '.[benchmarks]'
    python benchmarks/regional_words.py             # sentences that come out wrong, by kind
    python benchmarks/regional_words.py --wrong     # and each of hantidy's

The sentences of ``texts/regional_words.tsv`` are read one by one. One is wrong where its
conversion lacks what the table says it must hold.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

import opencc

import hantidy

if TYPE_CHECKING:
    from collections.abc import Callable

SENTENCES = Path(__file__).parent / "texts/regional_words.tsv"
OPENCC = {"twp": "s2twp", "hansp": "tw2sp"}
ZHCONV = {"twp": "zh-tw", "hansp": "zh-cn"}


def converters(to: str) -> dict[str, Callable[[str], str]]:
    """Return who converts to the words of a region, by name and version."""
    import opencc_jieba_pyo3  # noqa: PLC0415
    import zhconv_rs  # noqa: PLC0415

    jieba = opencc_jieba_pyo3.OpenCC(OPENCC[to])
    return {
        f"hantidy {hantidy.__version__}": hantidy.filters.get("script", to=to),
        f"OpenCC {version('opencc')}": opencc.OpenCC(OPENCC[to]).convert,
        f"opencc-jieba-pyo3 {version('opencc-jieba-pyo3')}": lambda text: jieba.convert(
            text, punctuation=False
        ),
        f"zhconv-rs {version('zhconv-rs')}": lambda text: zhconv_rs.zhconv(text, ZHCONV[to]),
    }


def holds(text: str, parts: str) -> bool:
    """Whether ``text`` has one of the alternatives of each part."""
    return all(any(form in text for form in part.split("/")) for part in parts.split(" "))


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="print what hantidy gets wrong")
    asked = parser.parse_args()
    rows = [
        line.split("\t")
        for line in SENTENCES.read_text("utf-8").splitlines()
        if not line.startswith("#")
    ]
    counts = Counter((to, kind) for to, kind, _, _ in rows)
    wrong: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    names: list[str] = []
    for target in OPENCC:
        names = list(tools := converters(target))
        for to, kind, sentence, parts in rows:
            if to != target:
                continue
            for name, convert in tools.items():
                converted = convert(sentence)
                if not holds(converted, parts):
                    wrong[to, kind][name] += 1
                    if asked.wrong and name == names[0]:
                        print(f"{to} {kind}: {converted}, not {parts}")
    print("| target | kind | sentences | " + " | ".join(names) + " |")
    print("|---|---|--:|" + "--:|" * len(names))
    for (to, kind), count in counts.items():
        found = " | ".join(str(wrong[to, kind][name]) for name in names)
        print(f"| {to} | {kind} | {count} | {found} |")


if __name__ == "__main__":
    main()
