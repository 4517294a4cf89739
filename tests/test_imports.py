"""The floors of the house: imports run one way, without circles, those for types too."""

import ast
from pathlib import Path

import pytest

import hantidy

ROOT = Path(hantidy.__file__).parent

FLOORS = {
    # A part of the package, and the parts it may import beside itself.
    "errors": set(),
    "_version": set(),
    "core": {"errors"},
    "tables": {"errors", "core"},
    "evidence": {"core", "tables", "errors"},
    "decoding": {"evidence", "core", "tables", "errors"},
    "filters": {"evidence", "core", "tables", "errors"},
    "pipeline": {"filters", "evidence", "core", "tables", "errors", "_version"},
    "profile": {"pipeline", "decoding", "filters", "evidence", "core", "tables", "errors"},
    "engines": {"pipeline", "filters", "evidence", "core", "errors"},
    "testing": {"pipeline", "filters", "evidence", "core", "errors"},
    "records": {"pipeline", "filters", "decoding", "core", "errors"},
    "reports": {
        *("pipeline", "filters", "evidence", "decoding", "records", "core", "tables", "errors"),
        "_version",
    },
    "cli": {
        *("records", "reports", "engines", "pipeline", "profile", "filters", "decoding"),
        *("core", "tables", "errors", "_version"),
    },
    "__main__": {"cli"},
}


def modules():
    """Every module of the package with its file."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = ("hantidy", *path.relative_to(ROOT).with_suffix("").parts)
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


def imports(name):
    """The modules of ours that ``name`` imports, wherever in it the import stands."""
    for node in ast.walk(ast.parse(MODULES[name].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name}: imports are absolute"
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in MODULES:
                    yield inner
                elif node.module in MODULES:
                    yield node.module


@pytest.mark.parametrize("name", [name for name in MODULES if name != "hantidy"])
def test_imports_stay_on_their_floor(name):
    part = name.split(".")[1]
    allowed = {part, *FLOORS[part]}
    for other in imports(name):
        if other != "hantidy":
            assert other.split(".")[1] in allowed, f"{name} imports {other}"


def test_no_import_runs_in_a_circle():
    graph = {name: set(imports(name)) - {name, "hantidy"} for name in MODULES}
    graph["hantidy"] = set()  # the front door fetches names when they are asked for
    finished = set()

    def visit(name, path):
        assert name not in path, " -> ".join([*path[path.index(name) :], name])
        if name in finished:
            return
        for other in sorted(graph[name]):
            visit(other, [*path, name])
        finished.add(name)

    for name in graph:
        visit(name, [])


@pytest.mark.parametrize("folder", ["src", "tools", "tests", "benchmarks", "fuzz", "examples"])
def test_no_file_is_longer_than_400_lines(folder):
    files = (ROOT.parent.parent / folder).rglob("*.py")
    lengths = {str(path): path.read_text("utf-8").count("\n") for path in files}
    assert not {name: length for name, length in lengths.items() if length > 400}
