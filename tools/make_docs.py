#!/usr/bin/env python3
"""Write the pages of docs/ that the registry, the rules and the fixtures decide.

    python tools/make_docs.py

docs/filters/NAME.md for each filter, docs/presets.md, docs/configuration-schema.md, docs/api.md,
docs/side-by-side.md and docs/engines.md, of the examples. They are not kept in the repository: the
site is built from them.
"""

from __future__ import annotations

import ast
import inspect
import json
import re
import tomllib
from pathlib import Path

import hantidy
import make_side_by_side as side_by_side
from hantidy import filters
from hantidy.filters import options
from hantidy.pipeline import presets
from hantidy.pipeline.schema import schema
from make_readme import presets_table, shown

TOP = Path(__file__).parent.parent
DOCS = TOP / "docs"
CASES = 12  # of each kind shown
ROWS = 40  # most filters and options in the table of speeds


def cases(name: str, kind: str) -> list[dict[str, object]]:
    """Return the cases of the fixtures of one kind; none where there is no such file."""
    path = TOP / "fixtures" / name / f"{kind}.toml"
    if not path.exists():
        return []
    found: list[dict[str, object]] = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    return found


def as_text(text: str) -> str:
    """Return ``text`` as Markdown that shows its tags and entities, but for what is code."""
    signs = {"<": "&lt;", "&": "&amp;"}
    return re.sub("`[^`]*`|[<&]", lambda match: signs.get(match[0], match[0]), text)


def as_cell(text: str) -> str:
    """Return ``text`` as `as_text` does, for a cell of a table."""
    return as_text(text).replace("|", "\\|")


def table_of_cases(found: list[dict[str, object]]) -> str:
    """Return a table of before, after and why; cases with options of their own say them."""
    rows = ["| before | after | |", "|---|---|---|"]
    for case in found[:CASES]:
        text = str(case["text"])
        given = case.get("options") or {}
        said = ", ".join(f"{key}={value}" for key, value in given.items())  # type: ignore[attr-defined]
        told = as_cell(str(case.get("why", "")))
        why = " ".join(filter(None, [told, f"`{said}`" if said else ""]))
        rows.append(f"| {shown(text)} | {shown(str(case.get('clean', text)))} | {why} |")
    return "\n".join(rows)


def rules_table(name: str) -> str:
    """Return a row for each rule: why, and one edit, of the cases that are changed."""
    seen: dict[str, str] = {}
    for case in cases(name, "changed"):
        built = filters.get(name, **case.get("options", {}))  # type: ignore[call-overload]
        for edit in built.trace(str(case["text"])).edits:
            if edit.is_finding or edit.rule in seen:
                continue
            example = " → ".join(map(seen_in_cell, (edit.before, edit.after)))
            seen[edit.rule] = table_row([edit.rule, as_cell(edit.reason), example])
    return "\n".join(["| rule | why | for example |", "|---|---|---|", *seen.values()])


def seen_in_cell(text: str) -> str:
    """Return ``text`` for a cell, where nothing and blanks are to be seen too."""
    return shown(re.sub("^ +$", lambda match: "␣" * len(match[0]), text)) if text else "(nothing)"


def speed(name: str) -> str:
    """Return how fast a filter was on real text, of the results of the benchmarks."""
    results = (TOP / "benchmarks" / "RESULTS.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in results.splitlines() if line[:2] == "| "]
    (head,) = (row for row in rows if row[0] == "real text, MB/s")
    table = rows[rows.index(head) : rows.index(head) + ROWS]
    own = [row for row in table if row[0].partition(":")[0] == name and len(row) == len(head)]
    if not own:
        raise SystemExit(f"benchmarks/RESULTS.md has no speed of {name} on real text")
    lines = [table_row(each) for each in (["MB/s", *head[1:]], ["---"] * len(head), *own)]
    return "\n".join(
        [
            "Alone, on real text of public packages, MB/s of UTF-8 on one core: "
            "`python benchmarks/run.py --texts FOLDER --bytes 200000 --alone`.",
            "",
            *lines,
        ]
    )


def table_row(cells: list[str]) -> str:
    """Return one row of a table."""
    return f"| {' | '.join(cells)} |"


def filter_page(name: str) -> str:
    """Return the page of one filter."""
    kind = filters.kind_of(name)
    built = kind()
    rows = ["| option | default | values | |", "|---|---|---|---|"]
    for option, wanted in options.types(kind).items():
        default = options.in_shell(built.options[option])
        values = options.choices(wanted)
        said = as_cell(options.about(name, option))
        rows.append(table_row([f"`{option}`", shown(default) if default else "", values, said]))
    return "\n\n".join(
        [
            f"# {name}",
            f"A **{kind.kind}** filter. In the shell: `hantidy clean -f {name}`; "
            f'in Python: `hantidy.filters.get("{name}")`.',
            as_text(inspect.cleandoc(kind.__doc__ or "").replace("``", "`")),
            "## Options",
            "\n".join(rows) if len(rows) > 2 else "It has none.",
            "## Rules",
            rules_table(name),
            "## Changed",
            table_of_cases(cases(name, "changed")),
            "## Left alone",
            table_of_cases(cases(name, "untouched")),
            *(
                ["## Known failures", table_of_cases(found)]
                if (found := cases(name, "known-failures"))
                else []
            ),
            "## Speed",
            speed(name),
            "",
        ]
    )


def filters_page() -> str:
    """Return the page of all filters, each with what it does and the presets it is in."""
    rows = ["| filter | kind | what it does | presets |", "|---|---|---|---|"]
    held = {each: {one.name for one in presets.preset(each).filters} for each in presets.names()}
    for name in filters.names():
        kind = filters.kind_of(name)
        does = as_cell((kind.__doc__ or "").strip().split("\n\n")[0].replace("``", "`"))
        within = ", ".join(each for each, row in held.items() if name in row)
        cells = [f"[{name}]({name}.md)", kind.kind, " ".join(does.split())]
        rows.append(table_row([*cells, within]))
    about = (
        "In pipeline order. A **repair** filter undoes damage and may work anywhere; a **style** "
        "filter never touches protected spans: URLs, e-mail addresses, code, paths, markup tags, "
        "front matter, tables of data. One that is in no preset works when it is asked for, "
        "`script` by `--to` too."
    )
    return "\n\n".join(["# Filters", about, "\n".join(rows), ""])


def presets_page() -> str:
    """Return the page of the presets, each with its TOML."""
    parts = ["# Presets", presets_table()]
    for name in presets.names():
        toml = presets.preset(name).to_toml().strip()
        parts += [f"## {name}", f"```toml\n{toml}\n```"]
    return "\n\n".join([*parts, ""])


def api_page() -> str:
    """Return the page of every public name, at the place where it is defined."""
    names = sorted(set(hantidy.__all__) - {"__version__", "filters"}, key=str.lower)
    places = [f"{getattr(hantidy, name).__module__}.{name}" for name in names]
    return "\n\n".join(
        ["# Python API", *(f"::: {place}" for place in [*places, "hantidy.testing"]), ""]
    )


def engines_page() -> str:
    """Return the page of the examples, one engine after the other."""
    parts = [
        "# Engines",
        "One callable, `hantidy.MapBatch`, or one function for each engine. Each recipe is a script"
        " of the folder `examples/` that the tests run with the engine. A pipeline with your "
        'decisions is `hantidy.load("mine.toml")` in the place of `hantidy.preset("web")`. '
        "The records that all of them clean:",
        _script("records"),
    ]
    for path in sorted((TOP / "examples").glob("with_*.py")):
        title, _, about = (ast.get_docstring(ast.parse(path.read_text("utf-8"))) or "").partition(
            ":"
        )
        extra = path.stem.removeprefix("with_")
        parts += [
            f"## {title}",
            about.strip()[:1].upper() + about.strip()[1:],
            f"`pip install 'hantidy[{extra}]'`",
        ]
        parts.append(_script(path.stem))
    return "\n\n".join([*parts, ""])


def side_by_side_page() -> str:
    """Return the page of what other tools made of some texts, with what hantidy makes of them."""
    kept = side_by_side.given()
    parts = [
        "# Side by side",
        "The same texts through other tools and through hantidy. `tools/make_side_by_side.py` ran "
        "the tools, with their defaults unless a call says otherwise; what hantidy gives is made "
        "with this page. Each tool does more than is shown here, some of it not hantidy's task.",
    ]
    for tool in side_by_side.tools():
        rows = []
        for text in tool["texts"]:
            version, gave = kept[tool["name"], text]
            ours = eval(tool["ours"], {"hantidy": hantidy, "t": text})
            rows.append(table_row([shown(text), shown(gave), shown(ours)]))
        parts += [
            f"## {tool['name']} {version}".strip(),
            f"`{tool['theirs']}` beside `{tool['ours']}`",
            "\n".join([f"| text | {tool['name']} | hantidy |", "|---|---|---|", *rows]),
        ]
    return "\n\n".join([*parts, ""])


def _script(name: str) -> str:
    text = (TOP / "examples" / f"{name}.py").read_text(encoding="utf-8")
    return f"```py\n{text.strip()}\n```"


def main() -> None:
    """Write the pages."""
    (DOCS / "api.md").write_text(api_page(), encoding="utf-8")
    (DOCS / "engines.md").write_text(engines_page(), encoding="utf-8")
    folder = DOCS / "filters"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "index.md").write_text(filters_page(), encoding="utf-8")
    for name in filters.names():
        (folder / f"{name}.md").write_text(filter_page(name), encoding="utf-8")
    (DOCS / "side-by-side.md").write_text(side_by_side_page(), encoding="utf-8")
    (DOCS / "presets.md").write_text(presets_page(), encoding="utf-8")
    written = json.dumps(schema(), ensure_ascii=False, indent=2)
    (DOCS / "configuration-schema.md").write_text(
        f"# JSON Schema of a configuration\n\n```json\n{written}\n```\n", encoding="utf-8"
    )


if __name__ == "__main__":
    main()
