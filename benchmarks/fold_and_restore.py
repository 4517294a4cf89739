#!/usr/bin/env python3
"""Fold Chinese marks of real texts to ASCII and count which come back, beside other tools.

    python benchmarks/fold_and_restore.py --texts FOLDER [FILE ...] [--zhlint FOLDER] [--show 5]

Each ，：；！？（） becomes its ASCII mark, with nothing else changed, and a tool is to undo that.
*restored* is the share of those marks that are of full width again. *turned* is the share of the
marks that were ASCII in the source and are of full width now. A mark that is gone or has become
another one counts as not restored. Spaces are not compared: formatters put them by house style.

Fenced and inline code, comments and tags of a source in Markdown are left out of the count. What
the source has wrong counts against every tool, so the texts should be edited ones. Needs
`pip install 'hantidy[benchmarks]'`; zhlint is a package of Node: `npm install zhlint`, then name
the folder. A tool that is not there is left out, with a message.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import versus_typography as versus
from hantidy.filters.punctuation.characters import WIDE as MARKS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

FOLD = str.maketrans({wide: mark for mark, wide in MARKS.items()} | {"（": "(", "）": ")"})
WIDE, ASCII = "".join(map(chr, FOLD)), "".join(map(str, FOLD.values()))
SUFFIXES = (".txt", ".md", ".rst", ".html")
CONTEXT = 14


class Count(NamedTuple):
    """What became of the marks of one text."""

    folded: Counter[str]
    restored: Counter[str]
    ascii: int
    turned: int
    missed: list[str]
    wrong: list[str]


_CODE = re.compile(
    r"^[ >\t]*(?P<fence>`{3,}|~{3,})[^\n]*\n.*?(?:^[ >\t]*(?P=fence)[^\n]*$|\Z)"
    r"|<!--.*?-->|(?P<ticks>`+)[^`\n]+(?P=ticks)|</?[A-Za-z][^<>\n]*>",
    re.MULTILINE | re.DOTALL,
)


def counted(text: str, *, markdown: bool) -> str:
    """Return ``text`` with code, comments and tags of Markdown as placeholders of their length."""
    if not markdown:
        return text
    return _CODE.sub(lambda found: re.sub(r"\S", "\0", found[0]), text)


def files(given: Sequence[str], folder: str | None) -> list[Path]:
    """Return the files named and those of ``folder``."""
    found = [Path(name) for name in given]
    if folder:
        found += sorted(
            path
            for path in Path(folder).rglob("*")
            if path.suffix in SUFFIXES and path.name != "README.md"
        )
    return found


def compact(text: str) -> str:
    """Return ``text`` without spaces."""
    return "".join(text.split())


def aligned(line: str, now: str) -> list[str]:
    """Return what each character of ``line`` became; ``""`` for one that is gone or astray."""
    if len(line) == len(now):
        return list(now)
    came = [""] * len(line)
    matcher = SequenceMatcher(None, line.translate(FOLD), now.translate(FOLD), autojunk=False)
    for start, other, size in matcher.get_matching_blocks():
        came[start : start + size] = now[other : other + size]
    return came


def count(source: str, restored: str, show: int, *, markdown: bool = False) -> Count:
    """Compare ``restored`` with ``source``, line by line and without spaces."""
    shown = counted(source, markdown=markdown).split("\n")
    folded: Counter[str] = Counter()
    back: Counter[str] = Counter()
    missed: list[str] = []
    wrong: list[str] = []
    total = turned = 0
    lines, now_lines = source.split("\n"), restored.split("\n")
    if len(lines) != len(now_lines):
        raise ValueError("a tool changed the number of lines: nothing can be compared")
    for full, masked, now in zip(lines, shown, now_lines, strict=True):
        line, judged = compact(full), compact(masked)
        for at, (each, other) in enumerate(zip(line, aligned(line, compact(now)), strict=True)):
            if judged[at] == "\0":
                continue
            context = line[max(0, at - CONTEXT) : at] + f"[{each}]" + line[at + 1 : at + CONTEXT]
            if each in WIDE:
                folded[each] += 1
                back[each] += other == each
                if other != each:
                    missed.append(context)
            elif each in ASCII:
                total += 1
                if other in WIDE and other:
                    turned += 1
                    wrong.append(context)
    step = max(1, len(missed) // show) if show else 1
    other_step = max(1, len(wrong) // show) if show else 1
    return Count(folded, back, total, turned, missed[::step][:show], wrong[::other_step][:show])


def by_line(tool: Callable[[Sequence[str]], list[str]]) -> Callable[[str], str]:
    """Let a tool that may join lines see them one by one."""
    return lambda text: "\n".join(tool(text.split("\n")))


def whole(tool: Callable[[Sequence[str]], list[str]]) -> Callable[[str], str]:
    """Let a tool see a text as it is."""
    return lambda text: tool([text])[0]


def percent(part: int, of: int) -> str:
    """Return a share as it stands in the table."""
    return f"{100 * part / of:.2f}" if of else "-"


def report(name: str, counts: Count, seconds: float) -> None:
    """Print one row."""
    every = sum(counts.folded.values())
    each = " | ".join(percent(counts.restored[mark], counts.folded[mark]) for mark in WIDE)
    print(
        f"| {name} | {every} | {percent(sum(counts.restored.values()), every)} | {each} "
        f"| {counts.ascii} | {percent(counts.turned, counts.ascii)} | {seconds:.1f} |",
        flush=True,
    )
    for kind, some in (("missed", counts.missed), ("wrong", counts.wrong)):
        for context in some:
            print(f"    {kind}: {context}")


def main() -> None:
    """Print a table for each text and one for all."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("files", nargs="*")
    arguments.add_argument("--texts", metavar="FOLDER")
    arguments.add_argument("--zhlint", default=".", metavar="FOLDER")
    arguments.add_argument("--bytes", type=int, default=0, help="of each text; 0 for all")
    arguments.add_argument("--show", type=int, default=0, help="so many misses of each text")
    arguments.add_argument("--only", default="", help="tools, joined by commas")
    given = arguments.parse_args()
    tools: dict[str, Callable[[], Callable[[str], str]]] = {
        "hantidy": lambda: whole(versus.ours),
        "autocorrect": lambda: by_line(versus.autocorrect()),
        "pangu": lambda: by_line(versus.pangu()),
        "zhlint": lambda: by_line(versus.zhlint(given.zhlint)),
    }
    print(f"| text, tool | marks | restored | {' | '.join(WIDE)} | ASCII | turned | s |")
    print("|---" * (6 + len(WIDE)) + "|")
    texts = {}
    for path in files(given.files, given.texts):
        data = path.read_bytes()[: given.bytes or None]
        texts[path.name] = data.decode("utf-8", "ignore").replace("\r\n", "\n")
    for tool_name, made in tools.items():
        if given.only and tool_name not in given.only.split(","):
            continue
        try:
            tool = made()
        except ImportError as missing:
            print(f"{tool_name} left out: {missing}", file=sys.stderr)
            continue
        folded: Counter[str] = Counter()
        restored: Counter[str] = Counter()
        ascii_marks = turned = 0
        spent = 0.0
        for name, text in texts.items():
            started = time.process_time()
            restored_text = tool(text.translate(FOLD))
            markdown = name.endswith(".md")
            counts = count(text, restored_text, given.show, markdown=markdown)
            seconds = time.process_time() - started
            report(f"{name}, {tool_name}", counts, seconds)
            folded += counts.folded
            restored += counts.restored
            ascii_marks += counts.ascii
            turned += counts.turned
            spent += seconds
        if len(texts) > 1:
            report(f"all, {tool_name}", Count(folded, restored, ascii_marks, turned, [], []), spent)


if __name__ == "__main__":
    main()
