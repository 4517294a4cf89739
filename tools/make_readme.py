#!/usr/bin/env python3
"""Write the lists of filters and presets in the READMEs, from the registry.

python tools/make_readme.py [--check]
"""

import re
import sys
from pathlib import Path

from hantidy import filters
from hantidy.pipeline import presets

READMES = sorted(Path(__file__).parent.parent.glob("README*.md"))


def shown(text: str) -> str:
    """``text`` for a cell of a table: what cannot be seen is spelt out."""
    spelt = re.sub(
        r"[\x00-\x1f\x7f-\x9f\u00a0\u200b-\u200f\u2028-\u202e\u2060\ufeff\ue000-\uf8ff]",
        lambda match: f"\\u{ord(match[0]):04x}",
        text,
    )
    fence = "``" if "`" in spelt else "`"
    pad = " " if "`" in spelt else ""
    return f"{fence}{pad}{spelt}{pad}{fence}".replace("|", "\\|")


def filters_table() -> str:
    """One row a filter, with its first example."""
    rows = ["| filter | kind | before | after |", "|---|---|---|---|"]
    for name in filters.names():
        kind = filters.kind_of(name)
        before, after = next(((b, a) for b, a in kind.examples if a != b), kind.examples[0])
        rows.append(f"| {name} | {kind.kind} | {shown(before)} | {shown(after)} |")
    return "\n".join(rows)


def presets_table() -> str:
    """One row a preset, with its filters and the options that are not the defaults."""
    rows = ["| preset | what it does | filters |", "|---|---|---|"]
    for name in presets.names():
        row = " ".join(each.name for each in presets.preset(name).filters)
        rows.append(f"| {name} | {presets.about(name)} | {row or '(none)'} |")
    return "\n".join(rows)


def written(readme: str) -> str:
    """README with its lists made anew."""
    for name, made in (("filters", filters_table()), ("presets", presets_table())):
        readme = re.sub(
            rf"(<!-- {name}: [^\n]*-->\n).*?(<!-- end of {name} -->)",
            lambda match, made=made: f"{match[1]}{made}\n{match[2]}",
            readme,
            flags=re.DOTALL,
        )
    return readme


def main() -> int:
    """Write the READMEs, or with --check say whether they are fresh."""
    stale = 0
    for readme in READMES:
        now = readme.read_text(encoding="utf-8")
        fresh = written(now)
        if "--check" in sys.argv[1:]:
            stale |= now != fresh
        else:
            readme.write_text(fresh, encoding="utf-8")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
