"""Prove the guards of a filter: remove each in turn and see whether a test fails.

    python tools/prove_guards.py numerals [--deep] [--only dates ...] [--sample 30 --seed 1]
                                          [--fixtures-only]

A guard is what leaves text alone: an early way out (an `if` whose body is one `continue`, `break`
or `return` of nothing, False, True or no changes) and an element of an argument named `guards`.
``--deep`` adds every operand of `and` and `or` and every condition of a comprehension. Each is
removed by itself in a process of its own: first the cases in fixtures/NAME run, then, if all of
them hold, the tests tests/filters/test_NAME*.py. A guard whose removal no test notices is a
survivor: a missing case or dead code.

Survivors that are argued (a bound on time, a shortcut) stand in tools/argued_guards.tsv with the
reason. Exit 1 if a survivor is not argued or, when all guards ran, an argued one is none.
"""

from __future__ import annotations

import argparse
import ast
import copy
import importlib.machinery
import os
import random
import signal
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
ARGUED = ROOT / "tools" / "argued_guards.tsv"
FILTERS = ROOT / "src" / "hantidy" / "filters"
SECONDS = 60
"""What a run may take; longer is noticed as well."""


class Guard(NamedTuple):
    """One thing to remove."""

    path: Path
    function: str
    line: int
    text: str
    """What is removed, as one line of source."""
    source: str
    """The module without it."""

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it in the list of argued ones, whatever its line."""
        return self.path.stem, self.function, self.text


def guards(path: Path, *, deep: bool) -> Iterator[Guard]:
    """Every guard of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, (ast.FunctionDef, ast.Lambda))]
    named = {
        id(inner): getattr(function, "name", "lambda")
        for function in functions
        for inner in ast.walk(function)
    }
    nodes = list(ast.walk(tree))
    for index, node in enumerate(nodes):
        for field, at, text in _removable(node, deep=deep):
            changed = copy.deepcopy(tree)
            _remove(list(ast.walk(changed))[index], field, at)
            source = ast.unparse(ast.fix_missing_locations(changed))
            yield Guard(path, named.get(id(node), "module"), node.lineno, text, source)


def _is_nothing(value: ast.expr | None) -> bool:
    """Whether a returned value holds no change: None, False, True, (), Found((), end)."""
    match value:
        case None | ast.Constant() | ast.Tuple(elts=[]) | ast.List(elts=[]):
            return True
        case ast.Call(args=[ast.Tuple(elts=[]), *_]) | ast.Tuple(elts=[ast.List(elts=[]), *_]):
            return True
    return False


def _removable(node: ast.AST, *, deep: bool) -> Iterator[tuple[str, int, str]]:
    """What of a node may go: the field it stands in, its place there, its source."""
    match node:
        case ast.If(body=[ast.Return(value)], orelse=[]) if not _is_nothing(value):
            pass
        case ast.If(body=[ast.Return() | ast.Continue() | ast.Break() as way_out], orelse=[]):
            yield "test", -1, f"if {ast.unparse(node.test)}: {ast.unparse(way_out)}"
        case ast.BoolOp(values=values) if deep:
            for at, value in enumerate(values):
                yield "values", at, ast.unparse(value)
        case ast.comprehension(ifs=[_, *_]) if deep:
            node.lineno = node.target.lineno  # type: ignore[attr-defined]
            for at, value in enumerate(node.ifs):
                yield "ifs", at, ast.unparse(value)
        case ast.keyword(arg="guards", value=ast.Tuple(elts=elements)):
            for at, value in enumerate(elements):
                yield "elts", at, ast.unparse(value)
        case _:
            pass


def _remove(node: Any, field: str, at: int) -> None:
    if field == "test":
        node.test = ast.Constant(value=False)
    elif field == "values":
        neutral = isinstance(node.op, ast.And)
        node.values[at] = ast.Constant(value=neutral)
    elif field == "ifs":
        node.ifs[at] = ast.Constant(value=True)
    else:
        del node.value.elts[at]


def survives(guard: Guard | None, name: str, tests: list[str]) -> bool:
    """Whether every test holds without the guard (None: with all of them)."""
    child = os.fork()
    if child == 0:
        signal.alarm(SECONDS)
        out = os.open(os.devnull, os.O_WRONLY)
        os.dup2(out, 1)
        os.dup2(out, 2)
        held = False
        try:
            if guard is not None:
                _replace(guard)
            held = _fixtures_hold(name) and _tests_hold(tests)
        finally:
            os._exit(0 if held else 1)
    _, status = os.waitpid(child, 0)
    return status == 0


def _replace(guard: Guard) -> None:
    """Import the guard's module, and what stands beside it, without the guard."""
    beside = "hantidy.filters." + guard.path.relative_to(FILTERS).with_suffix("").parts[0]
    for module in [each for each in sys.modules if f"{each}.".startswith(f"{beside}.")]:
        del sys.modules[module]
    loader = importlib.machinery.SourceFileLoader
    plain = loader.get_code

    def get_code(self: Any, fullname: str) -> Any:
        if Path(self.path) == guard.path:
            return compile(guard.source, self.path, "exec")
        return plain(self, fullname)

    loader.get_code = get_code  # type: ignore[method-assign]


def _fixtures_hold(name: str) -> bool:
    from hantidy import filters  # noqa: PLC0415 - after the module was replaced

    for kind in ("changed", "untouched", "known-failures"):
        path = ROOT / "fixtures" / name / f"{kind}.toml"
        for case in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            made = filters.get(name, **case.get("options", {}))(case["text"])
            if (made == case.get("clean", case["text"])) != (kind != "known-failures"):
                return False
    return True


def _tests_hold(tests: list[str]) -> bool:
    if not tests:
        return True
    os.chdir(ROOT)
    return pytest.main(["-q", "-x", "-p", "no:cacheprovider", *tests]) == 0


def argued(name: str) -> dict[tuple[str, str, str], str]:
    """The survivors that are argued for a filter, each with its reason."""
    rows = [
        line.split("\t")
        for line in ARGUED.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {(row[1], row[2], row[3]): row[4] for row in rows if row[0] == name}


def main() -> int:
    """Print each survivor and the share of them."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("name", help="a filter")
    parser.add_argument("--deep", action="store_true", help="every operand of a condition too")
    parser.add_argument("--only", nargs="+", help="these modules of its folder")
    parser.add_argument("--sample", type=int, help="so many guards, drawn by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fixtures-only", action="store_true", help="without tests/filters")
    given = parser.parse_args()
    sys.path.insert(0, str(ROOT / "src"))
    sys.path.insert(0, str(ROOT / "tests"))
    folder = FILTERS / given.name.replace("-", "_")
    paths = sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]
    if given.only:
        paths = [path for path in paths if path.stem in given.only]
    every = [guard for path in paths for guard in guards(path, deep=given.deep)]
    if given.sample and given.sample < len(every):
        every = random.Random(given.seed).sample(every, given.sample)
    tests = sorted(str(path) for path in (ROOT / "tests/filters").glob(f"test_{folder.name}*.py"))
    if given.fixtures_only:
        tests = []
    # Tables and what stands outside the folder are read once, here.
    if not _fixtures_hold(given.name) or not survives(None, given.name, tests):
        print("the tests fail with every guard in its place")
        return 1
    known = argued(given.name)
    survivors = [guard for guard in every if survives(guard, given.name, tests)]
    for guard in survivors:
        note = known.get(guard.key, "")
        place = f"{guard.path.relative_to(ROOT)}:{guard.line}: {guard.function}"
        print(f"{place}: {guard.text}" + (f"  [{note}]" if note else ""))
    open_ = [guard for guard in survivors if guard.key not in known]
    print(
        f"{given.name}: {len(every)} guards, {len(survivors)} survive "
        f"({len(survivors) / max(1, len(every)):.1%}), {len(open_)} of them not argued"
    )
    whole = not given.sample and not given.only and not given.fixtures_only
    stale = known.keys() - {guard.key for guard in survivors} if whole else set()
    for key in sorted(stale):
        print(f"argued, but no survivor: {' '.join(key)}")
    return int(bool(open_ or stale))


if __name__ == "__main__":
    sys.exit(main())
