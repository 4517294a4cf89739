#!/usr/bin/env python3
"""Compare width, punctuation and spacing with other tools on the strings of the fixtures.

    python benchmarks/versus_typography.py [--zhlint FOLDER] [--show TOOL]

Of the strings that need work, a tool gets each *right*, *left* (as it was) or *other*; of those
that are sound it *keeps* each or *damages* it. Formatters put spaces between Chinese and Latin
by house style, which is not held against them: strings are compared without those spaces, and
how often a tool moved nothing else is told apart (*spaced*). The strings and what is right for
them are this project's own, so a tool with another aim may do worse here than at its own work.

Needs `pip install 'hantidy[benchmarks]'`; zhlint is a package of Node: `npm install zhlint`,
then name the folder. A tool that is not there is left out, with a message.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tomllib
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import hantidy
from hantidy import filters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Tool = Callable[[Sequence[str]], list[str]]

FIXTURES = Path(__file__).parent.parent / "fixtures"
ROW = ("width", "punctuation", "spacing")
HAN = "㐀-鿿"

_SPACES = re.compile(f"(?<=[{HAN}]) +(?=[!-~])|(?<=[!-~]) +(?=[{HAN}])")

_ZHLINT = """
import { run } from 'zhlint'
let input = ''
for await (const chunk of process.stdin) input += chunk
const options = { rules: { preset: 'default' } }
const cleaned = JSON.parse(input).map(text => {
  try { return run(text, options).result } catch (error) { return text }
})
process.stdout.write(JSON.stringify(cleaned))
"""


class Case(NamedTuple):
    """A string and what should come of it."""

    text: str
    clean: str
    origin: str


def cases() -> tuple[list[Case], list[Case]]:
    """Return the strings that need work and those that are sound, of the three filters."""
    found: dict[str, list[Case]] = {"changed": [], "untouched": []}
    for name in ROW:
        for kind, some in found.items():
            path = FIXTURES / name / f"{kind}.toml"
            for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
                if not case.get("options"):
                    text = case["text"]
                    some.append(Case(text, case.get("clean", text), case["origin"]))
    return found["changed"], found["untouched"]


def ours(texts: Sequence[str]) -> list[str]:
    """Return what the three filters make of ``texts``."""
    pipeline = hantidy.Pipeline([filters.get(name) for name in ROW])
    return [pipeline(text) for text in texts]


def autocorrect() -> Tool:
    """Return autocorrect, as a formatter of plain text."""
    import autocorrect_py  # noqa: PLC0415 - optional

    return lambda texts: [autocorrect_py.format(text) for text in texts]


def pangu() -> Tool:
    """Return pangu, which only sets spaces."""
    import pangu as tool  # noqa: PLC0415 - optional

    space = getattr(tool, "space_text", None) or tool.spacing_text  # its name before version 5
    return lambda texts: [space(text) for text in texts]


def ftfy() -> Tool:
    """Return ftfy with its own defaults."""
    import ftfy as tool  # noqa: PLC0415 - beside the others

    return lambda texts: [tool.fix_text(text) for text in texts]


def nfkc() -> Tool:
    """Return Unicode's compatibility form, which corpora are often put in."""
    return lambda texts: [unicodedata.normalize("NFKC", text) for text in texts]


def zhlint(folder: str) -> Tool:
    """Return zhlint with its default preset, run once for all strings."""
    node = shutil.which("node")
    if node is None or not (Path(folder) / "node_modules" / "zhlint").exists():
        raise ImportError("zhlint: run `npm install zhlint` in a folder, then --zhlint FOLDER")

    def run(texts: Sequence[str]) -> list[str]:
        done = subprocess.run(
            [node, "--input-type=module", "--eval", _ZHLINT],
            input=json.dumps(list(texts)),
            capture_output=True,
            check=True,
            cwd=folder,
            text=True,
            encoding="utf-8",
        )
        return list(json.loads(done.stdout))

    return run


def bare(text: str) -> str:
    """Return ``text`` without spaces between Chinese and ASCII."""
    return _SPACES.sub("", text)


def counts(some: Sequence[Case], got: Sequence[str]) -> dict[str, int]:
    """Return how many of ``some`` came out in each way."""
    found = {"right": 0, "spaced": 0, "left": 0, "other": 0}
    for case, text in zip(some, got, strict=True):
        if text == case.clean:
            found["right"] += 1
        elif bare(text) == bare(case.clean):
            found["spaced"] += 1
        elif bare(text) == bare(case.text):
            found["left"] += 1
        else:
            found["other"] += 1
    return found


def show(some: Sequence[Case], got: Sequence[str]) -> None:
    """Print each string that came out otherwise than it should."""
    for case, text in zip(some, got, strict=True):
        if bare(text) != bare(case.clean):
            print(f"{case.origin}: {case.text!r}\n    should be {case.clean!r}\n    is {text!r}")


def main() -> None:
    """Print the table."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--zhlint", default=".", metavar="FOLDER")
    arguments.add_argument("--show", metavar="TOOL", help="print what it got wrong")
    given = arguments.parse_args()
    changed, sound = cases()
    tools: dict[str, Callable[[], Tool]] = {
        "hantidy": lambda: ours,
        "autocorrect": autocorrect,
        "zhlint": lambda: zhlint(given.zhlint),
        "pangu": pangu,
        "ftfy": ftfy,
        "NFKC": nfkc,
    }
    print(
        f"| {len(changed)} strings to mend | right | right but for spaces | left | other |", end=""
    )
    print(f" {len(sound)} sound strings | kept | spaced | damaged |")
    print("|---" * 9 + "|")
    for name, made in tools.items():
        try:
            tool = made()
        except ImportError as missing:
            print(f"{name} left out: {missing}", file=sys.stderr)
            continue
        mended, kept = (tool([case.text for case in some]) for some in (changed, sound))
        work, rest = counts(changed, mended), counts(sound, kept)
        row = [name, *(work[key] for key in ("right", "spaced", "left", "other")), ""]
        row += [rest["right"], rest["spaced"], rest["left"] + rest["other"]]
        print(f"| {' | '.join(map(str, row))} |")
        if given.show == name:
            show([*changed, *sound], [*mended, *kept])


if __name__ == "__main__":
    main()
