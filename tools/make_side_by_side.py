#!/usr/bin/env python3
"""Run other tools on the texts of side_by_side.toml, and keep in side_by_side.tsv what they give.

    python tools/make_side_by_side.py

Tools that are not installed keep what they gave last time. `make_docs.py` makes the page.
"""

from __future__ import annotations

import csv
import sys
import tomllib
from importlib import metadata
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEPT = HERE / "side_by_side.tsv"
HEAD = "# What other tools gave, by tools/make_side_by_side.py: tool, version, text, what it gave."


def given() -> dict[tuple[str, str], tuple[str, str]]:
    """Return version and answer by tool and text, as they are kept."""
    if not KEPT.exists():
        return {}
    lines = KEPT.read_text(encoding="utf-8").splitlines()[1:]
    return {
        (tool, text): (version, gave)
        for tool, version, text, gave in csv.reader(lines, "excel-tab")
    }


def tools() -> list[dict[str, Any]]:
    """Return the tools with their texts."""
    found: list[dict[str, Any]] = tomllib.loads(
        (HERE / "side_by_side.toml").read_text(encoding="utf-8")
    )["tool"]
    return found


def main() -> int:
    """Run what is installed."""
    before = given()
    rows = []
    for tool in tools():
        names: dict[str, Any] = {}
        try:
            exec(tool["setup"], names)
            version = metadata.version(tool["package"]) if tool["package"] else ""
        except ImportError as error:
            print(f"{tool['name']}: {error}; its answers stay", file=sys.stderr)
            names = {}
        for text in tool["texts"]:
            if names:
                rows.append(
                    (tool["name"], version, text, eval(tool["theirs"], names | {"t": text}))
                )
            elif (tool["name"], text) in before:
                version, gave = before[tool["name"], text]
                rows.append((tool["name"], version, text, gave))
    with KEPT.open("w", encoding="utf-8", newline="") as file:
        file.write(f"{HEAD}\n")
        csv.writer(file, "excel-tab", lineterminator="\n").writerows(rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
