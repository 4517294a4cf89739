#!/usr/bin/env python3
"""Write the lists of filters, presets and figures in the READMEs.

Filters and presets are those of the registry, figures those of benchmarks/RESULTS.md and REAL.md.

python tools/make_readme.py [--check]
"""

import re
import sys
from pathlib import Path

from hantidy import filters
from hantidy.pipeline import presets

TOP = Path(__file__).parent.parent
LANGUAGES = {"README.md": 2, "README.zh-Hans.md": 3, "README.zh-Hant.md": 4}
"""Each README with its column in readme_figures.tsv."""
BENCHMARKS = {
    name: (TOP / "benchmarks" / name).read_text("utf-8") for name in ("RESULTS.md", "REAL.md")
}


def shown(text: str) -> str:
    """``text`` for a cell of a table: what cannot be seen is spelt out."""
    spelt = re.sub(
        r"[\x00-\x1f\x7f-\x9f\u00a0\u200b-\u200f\u2028-\u202e\u2060\ufe00-\ufe0f\ufeff"
        r"\ue000-\uf8ff\U000e0000-\U000e0fff]",
        lambda match: match[0].encode("unicode_escape").decode("ascii"),
        text,
    )
    fence = "``" if "`" in spelt else "`"
    pad = " " if "`" in spelt else ""
    return f"{fence}{pad}{spelt}{pad}{fence}".replace("|", "\\|")


def said() -> dict[str, list[str]]:
    """What is said of each figure, by its key, in each language."""
    lines = (TOP / "tools" / "readme_figures.tsv").read_text(encoding="utf-8").splitlines()
    return {cells[0]: cells for cells in (line.split("\t") for line in lines[1:])}


def filters_table(column: int) -> str:
    """One row a filter, with its first example that changes something, if it has one."""
    rows = ["| filter | kind | before | after |", "|---|---|---|---|"]
    for name in filters.names():
        kind = filters.kind_of(name)
        before, after = next(((b, a) for b, a in kind.examples if a != b), kind.examples[0])
        made = shown(after) if after != before else said()["found"][column]
        rows.append(f"| {name} | {kind.kind} | {shown(before)} | {made} |")
    return "\n".join(rows)


def presets_table() -> str:
    """One row a preset, with its filters and the options that are not the defaults."""
    rows = ["| preset | what it does | filters |", "|---|---|---|"]
    for name in presets.names():
        row = " ".join(each.name for each in presets.preset(name).filters)
        rows.append(f"| {name} | {presets.about(name)} | {row or '(none)'} |")
    return "\n".join(rows)


def figure(table: str, row: str, column: str) -> str:
    """Return the first number of a cell of the table of RESULTS.md whose head begins so."""
    rows = [line.strip("| ").split(" | ") for line in BENCHMARKS["RESULTS.md"].splitlines()]
    at = next((at for at, cells in enumerate(rows) if " | ".join(cells).startswith(table)), None)
    if at is not None:
        for cells in rows[at:]:
            if cells == [""]:
                break
            if cells[0] == row and column in rows[at]:
                found = re.search(r"[\d.]+", cells[rows[at].index(column)])
                assert found
                return found[0]
    raise SystemExit(f"RESULTS.md: no {column!r} of {row!r} in a table {table!r}: mend make_readme")


def wrong(preset: int) -> str:
    """Return how many edits in a million characters were judged wrong, of the presets in turn."""
    found = re.findall(
        r"^Wrong: .*?([\d.]+)(?: to ([\d.]+))? per million", BENCHMARKS["REAL.md"], re.MULTILINE
    )
    return "–".join(filter(None, found[preset]))


def values() -> dict[str, tuple[str, str]]:
    """Return the figures of hantidy, and of others, by key."""
    folded = {tool: figure("text | hantidy, turned", "all", head) for tool, head in (
        ("hantidy", "hantidy, turned"), ("zhlint", "zhlint, turned"),
        ("autocorrect", "autocorrect, turned"), ("pangu", "pangu"),
    )}  # fmt: skip
    ours = folded.pop("hantidy")
    median, least = (figure("text | web MB/s", row, "web MB/s") for row in ("median", "least"))
    times = figure("text | web MB/s", "median", "web / ftfy")
    return {
        "repair": (wrong(0), ""),
        "web": (wrong(1), ""),
        "marks": (ours, ", ".join(f"{tool} {share}" for tool, share in folded.items())),
        "names": (
            figure("list | names", "townships", "hantidy full keeps"),
            f"cn2an {figure('list | names', 'townships', 'cn2an keeps')}",
        ),
        "itn": (
            figure("suite | cases", "WeTextProcessing ITN", "hantidy full: right, left, wrong"),
            f"cn2an {figure('suite | cases', 'WeTextProcessing ITN', 'cn2an: right, left, wrong')}",
        ),
        "speed": (f"{median} ({least})", f"ftfy {float(median) / float(times):.1f}"),
        "tw": (figure("text | web MB/s", "median", "s2tw / OpenCC"), "OpenCC 1"),
    }


def figures_table(column: int) -> str:
    """One row a figure, in the language of ``column``."""
    told = said()
    rows = [f"| {told['head'][column]} |", "|---|---|---|---|"]
    for key, (ours, others) in values().items():
        rows.append(f"| {told[key][column]} | {ours} | {others} | `{told[key][1]}` |")
    return "\n".join(rows)


def written(readme: str, column: int) -> str:
    """README with its lists made anew."""
    for name, made in (
        ("filters", filters_table(column)),
        ("presets", presets_table()),
        ("figures", figures_table(column)),
    ):
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
    for name, column in LANGUAGES.items():
        readme = TOP / name
        now = readme.read_text(encoding="utf-8")
        fresh = written(now, column)
        if "--check" in sys.argv[1:]:
            stale |= now != fresh
        else:
            readme.write_text(fresh, encoding="utf-8")
    return int(stale)


if __name__ == "__main__":
    sys.exit(main())
