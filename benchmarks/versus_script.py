"""Words that meet so that a third is seen across them: hantidy beside other converters.

    pip install -e '.[benchmarks]'
    python benchmarks/versus_script.py            # the half kept for testing
    python benchmarks/versus_script.py --develop  # the half to learn from, with errors shown
    python benchmarks/versus_script.py --speed    # hantidy beside raw OpenCC, in turns

A trap is a pair of words, each of the 5,000 commonest of jieba's dictionary, for which

- OpenCC's s2t gives another answer for the two written together than for one after the other,
- and jieba's own frequencies say that the two are these two words: their product is the greatest
  of all ways to cut the pair, and no way that keeps the phrase OpenCC saw comes near it,
- and no word of one character with several traditional forms is in it, for such a word does not
  say by itself which form it has.

What OpenCC gives for each word alone is right then, and so is what the converter itself gives for
each alone, as it may prefer other forms. Traps are drawn by a fixed seed. One half of the draw was
looked at while the thresholds of the table `script_hant` were set; this half was not, but the
table comes from the same counts of words as the traps. Glyph variants count as the same (裏 and
裡): all answers are compared in the forms of Taiwan.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import jieba
import opencc

if TYPE_CHECKING:
    from collections.abc import Callable

sys.path.insert(0, str(Path(__file__).parent))

COMMONEST = 5000
DRAWN = 6000
SEED = 20261122
TURNS = 25
PROSE = ("ordinary", "taiwan")
PAGES = ("simplified page", "traditional page")
CERTAIN = 3.0  # the right cut is this many times as likely as any other


@cache
def frequencies() -> dict[str, int]:
    """Count of each word in jieba's dictionary."""
    with (Path(jieba.__file__).parent / "dict.txt").open(encoding="utf-8") as lines:
        return {word: int(count) for word, count, *_ in map(str.split, lines)}


def several_forms() -> set[str]:
    """Characters with more than one traditional form."""
    convert = opencc.OpenCC("s2t").convert
    words = [word for word in frequencies() if len(word) > 1]
    forms: dict[str, set[str]] = {}
    for word, converted in zip(words, convert("\n".join(words)).split("\n"), strict=True):
        for old, new in zip(word, converted, strict=False):
            forms.setdefault(old, set()).add(new)
    return {old for old, new in forms.items() if len(new) > 1}


def likeliest_other(pair: str, cut: int, total: float) -> float:
    """Log likelihood of the best way to cut ``pair`` that has no cut at ``cut``."""
    count = frequencies()
    best = [0.0] + [-math.inf] * len(pair)
    for end in range(1, len(pair) + 1):
        if end == cut:
            continue
        for start in range(end):
            if best[start] == -math.inf:
                continue
            word = pair[start:end]
            seen = count.get(word, 1 if end - start == 1 else 0)
            if seen:
                best[end] = max(best[end], best[start] + math.log(seen / total))
    return best[-1]


def traps() -> list[tuple[str, str]]:
    """Draw the traps, in the order of the draw."""
    count = frequencies()
    total = float(sum(count.values()))
    unsure = several_forms()
    han = [word for word in count if all("一" <= c <= "鿿" for c in word)]
    common = sorted(han, key=lambda word: (-count[word], word))[:COMMONEST]
    common = [word for word in common if len(word) > 1 or word not in unsure]
    convert = opencc.OpenCC("s2t").convert
    alone = dict(zip(common, convert("\n".join(common)).split("\n"), strict=True))
    found = []
    for first in common:
        together = convert("\n".join(first + second for second in common)).split("\n")
        for second, got in zip(common, together, strict=True):
            if got != alone[first] + alone[second]:
                right = math.log(count[first] / total) + math.log(count[second] / total)
                if right > likeliest_other(first + second, len(first), total) + math.log(CERTAIN):
                    found.append((first, second))
    print(f"{len(found):,} traps among {COMMONEST:,} words", flush=True)
    random.Random(SEED).shuffle(found)
    return found[:DRAWN]


def converters() -> dict[str, Callable[[str], str]]:
    """Every converter, by name and version."""
    from importlib.metadata import version  # noqa: PLC0415

    import opencc_pyo3  # noqa: PLC0415
    import zhconv_rs  # noqa: PLC0415

    import hantidy  # noqa: PLC0415

    ours = hantidy.filters.get("script", to="hant", source="hans")
    return {
        f"hantidy {hantidy.__version__}": ours,
        f"OpenCC {version('opencc')}": opencc.OpenCC("s2t").convert,
        f"opencc-pyo3 {version('opencc-pyo3')}": opencc_pyo3.OpenCC("s2t").convert,
        f"zhconv-rs {version('zhconv-rs')}": lambda text: zhconv_rs.zhconv(text, "zh-hant"),
    }


def speed(simplified: str, traditional: str) -> None:
    """Print MB/s of UTF-8 of raw OpenCC and of the filter, each the best of many runs in turns."""
    from hantidy import filters  # noqa: PLC0415
    from texts import text  # noqa: PLC0415

    texts = {script: text(script, 1_000_000) for script in (simplified, traditional)}
    asked = [(f"config={name}", name) for name in sorted(c[:-5] for c in opencc.CONFIGS)]
    asked += [("to=hans", "t2s"), ("to=hansp", "tw2sp"), ("to=hant", "s2t")]
    asked += [("to=tw", "s2tw"), ("to=twp", "s2twp"), ("to=hk", "s2hk")]
    print(f"{'script':<14} {'OpenCC':<6} {'raw':>6} {'filter':>6} {'ratio':>6}  MB/s")
    for option, config in asked:
        given = texts[simplified if config.startswith("s2") else traditional]
        calls = (opencc.OpenCC(config).convert, filters.parse(f"script:{option}"))
        times: tuple[list[float], list[float]] = ([], [])
        for turn in range(TURNS + 1):
            for call, spent in zip(calls, times, strict=True):
                start = time.process_time()
                call(given)
                if turn:  # the first only opens
                    spent.append(time.process_time() - start)
        raw, ours = (len(given.encode()) / 1e6 / min(spent) for spent in times)
        print(f"{option:<14} {config:<6} {raw:>6.1f} {ours:>6.1f} {ours / raw:>6.2f}", flush=True)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--develop", action="store_true", help="the half to learn from")
    parser.add_argument("--speed", action="store_true", help="beside raw OpenCC")
    asked = parser.parse_args()
    if asked.speed:
        for pair in (PROSE, PAGES):
            print(f"{' and '.join(pair)}:")
            speed(*pair)
        return
    drawn = traps()
    half = drawn[: len(drawn) // 2] if asked.develop else drawn[len(drawn) // 2 :]
    folded = opencc.OpenCC("t2tw").convert
    alone = opencc.OpenCC("s2t").convert
    right = [folded(alone(a) + alone(b)) for a, b in half]
    print(f"{'converter':<24} {'errors':>7} of {len(half):,}")
    for name, convert in converters().items():
        got = folded(convert("\n".join(a + b for a, b in half))).split("\n")
        firsts = folded(convert("\n".join(a for a, _ in half))).split("\n")
        seconds = folded(convert("\n".join(b for _, b in half))).split("\n")
        own = map(str.__add__, firsts, seconds)
        wrong = [
            (pair, should, given)
            for pair, should, given, also in zip(half, right, got, own, strict=True)
            if given not in (should, also)
        ]
        print(f"{name:<24} {len(wrong):>7} {len(wrong) / len(half):>8.1%}")
        if asked.develop and name.startswith("hantidy"):
            for (a, b), should, given in wrong[:80]:
                print(f"    {a}|{b}: {given}, not {should}")


if __name__ == "__main__":
    main()
