"""Prove the guards of filters: remove each in turn and see whether a test fails.

    python tools/prove_guards.py [NAME ...] [--deep] [--only dates ...] [--sample 30 --seed 1]
                                 [--fixtures-only] [--texts FOLDER]

A guard is what leaves text alone: an early way out (an `if` whose body is one `continue`, `break`
or `return` of nothing, False, True or no changes), a name among the guards of a `Row`, or a case
of a decision list (`Cases`).
``--deep`` adds every operand of `and` and `or`, every condition of a comprehension and of an
`A if condition else B` with nothing on one side. Each guard is removed by itself in a fork of one
warm process: first the cases in fixtures/NAME run, then, if all of them hold, the tests
tests/filters/test_NAME*.py, the quickest first, until one fails. A guard whose removal no test
notices is a survivor: a missing case, dead code, or a shortcut, which only saves time. Without a
shortcut the filter gives the same for the texts of all fixtures, under each set of options that its
own fixtures have, and for the files of ``--texts FOLDER``.

tools/argued_guards.tsv says of each survivor that stays why it does. Exit 1 if a survivor is not
argued, if one argued as a shortcut changes an output or, when all guards ran, if an argued one is
none.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import gc
import hashlib
import importlib.machinery
import io
import os
import signal
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).parent.parent
ARGUED = ROOT / "tools" / "argued_guards.tsv"
FILTERS = ROOT / "src" / "hantidy" / "filters"
NAMES = ("gloss", "punctuation", "script", "unify-script", "homoglyphs", "mojibake", "numerals")
SECONDS = 20
"""What a run may take beside ten times what it takes with every guard; longer is noticed too."""


class Guard(NamedTuple):
    """One thing to remove: where it stands in the syntax tree of a module."""

    path: Path
    function: str
    line: int
    text: str
    """What is removed, as one line of source."""
    node: int
    """The number of its node in the order of ast.walk."""
    field: str
    at: int

    @property
    def key(self) -> tuple[str, str, str]:
        """What names it in the list of argued ones, whatever its line."""
        return self.path.stem, self.function, self.text

    def removed(self) -> ast.Module:
        """The module without it."""
        tree = ast.parse(self.path.read_text(encoding="utf-8"))
        node: Any = list(ast.walk(tree))[self.node]
        match self.field:
            case "test":
                node.test = ast.Constant(value=bool(self.at))
            case "values":
                node.values[self.at] = ast.Constant(value=isinstance(node.op, ast.And))
            case "ifs":
                node.ifs[self.at] = ast.Constant(value=True)
            case "elts":
                del node.elts[self.at]
            case "args":
                del node.args[self.at]
        return ast.fix_missing_locations(tree)


def guards(path: Path, *, deep: bool) -> Iterator[Guard]:
    """Every guard of a module."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named: dict[int, str] = {}
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.Lambda)):
            name = getattr(function, "name", "lambda")
            named |= {id(inner): name for inner in ast.walk(function)}
    for number, node in enumerate(ast.walk(tree)):
        for of, field, at, text in _removable(node, deep=deep):
            place = number if of is node else list(ast.walk(tree)).index(of)
            line = getattr(of, "lineno", 0) or of.target.lineno  # type: ignore[attr-defined]
            yield Guard(path, named.get(id(node), "module"), line, text, place, field, at)


def _is_nothing(value: ast.expr | None) -> bool:
    """Whether a returned value holds no change: None, False, True, (), Found((), end)."""
    match value:
        case None | ast.Constant() | ast.Tuple(elts=[]) | ast.List(elts=[]):
            return True
        case ast.Call(args=[ast.Tuple(elts=[]), *_]) | ast.Tuple(elts=[ast.List(elts=[]), *_]):
            return True
    return False


def _removable(node: ast.AST, *, deep: bool) -> Iterator[tuple[ast.AST, str, int, str]]:
    """What of a node may go: the node and field it stands in, its place there, its source."""
    match node:
        case ast.If(body=[ast.Return(value)], orelse=[]) if not _is_nothing(value):
            pass
        case ast.If(body=[ast.Return() | ast.Continue() | ast.Break() as way_out], orelse=[]):
            yield node, "test", 0, f"if {ast.unparse(node.test)}: {ast.unparse(way_out)}"
        case ast.Call(func=ast.Name(id="Row"), args=[name, _, ast.Tuple() as of, *_]):
            unless = [each.value for each in node.keywords if each.arg == "unless"]
            for row in [of, *unless]:
                for at, value in enumerate(getattr(row, "elts", ())):
                    yield row, "elts", at, f"{ast.unparse(name)}: {ast.unparse(value)}"
        case ast.Call(func=ast.Name(id="Cases"), args=cases):
            for at, value in enumerate(cases):
                if isinstance(value, ast.Call):
                    yield node, "args", at, ast.unparse(value)
        case _ if deep:
            yield from _conditions(node)


def _conditions(node: ast.AST) -> Iterator[tuple[ast.AST, str, int, str]]:
    """What ``--deep`` adds of a node."""
    match node:
        case ast.BoolOp(values=values):
            for at, value in enumerate(values):
                yield node, "values", at, ast.unparse(value)
        case ast.comprehension(ifs=ifs):
            for at, value in enumerate(ifs):
                yield node, "ifs", at, ast.unparse(value)
        case ast.IfExp(test=test, body=body, orelse=orelse) if _is_nothing(body) or _is_nothing(
            orelse
        ):
            yield node, "test", int(not _is_nothing(body)), ast.unparse(test)


class Prover:
    """A pytest plugin: the collected tests run once as they are, then without each guard."""

    def __init__(self, name: str, every: Sequence[Guard], texts: Sequence[str]) -> None:
        """Prove ``every`` guard of the filter ``name``; shortcuts change none of ``texts``."""
        self.name = name
        self.every = every
        self.texts = texts
        self.survivors: dict[Guard, str] = {}
        """Each with a text that it changes, or nothing."""
        self.holds = False
        """Whether all tests hold with every guard in its place."""
        self.broken: list[str] = []
        """The tests that do not, and the texts of such cases."""

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run in place of pytest's own loop."""
        begun = time.monotonic()
        took = {item: _seconds(item) for item in session.items}
        items = sorted(took, key=lambda item: took[item] or 0)
        cases = list(_cases(self.name))
        self.broken = [item.nodeid for item, seconds in took.items() if seconds is None]
        self.broken += [case["text"] for case, held in cases if not _holds(self.name, case, held)]
        self.holds = not self.broken
        limit = int(SECONDS + 10 * (time.monotonic() - begun))
        gc.freeze()
        if self.holds:
            for number, guard in enumerate(self.every, 1):
                if sys.stderr.isatty():
                    print(f"{self.name}: {number} of {len(self.every)}", end="\r", file=sys.stderr)
                if _survives(guard, self.name, cases, items, limit):
                    self.survivors[guard] = self._changed_by(guard)
        return True

    def _changed_by(self, guard: Guard) -> str:
        """Return the first of the texts that comes out otherwise without the guard, or nothing."""
        options = {repr(case.get("options", {})): case for case, _ in _cases(self.name)}
        wanted = [case.get("options", {}) for case in options.values()] or [{}]
        before = _outputs(self.name, wanted, self.texts)
        receiver, sender = os.pipe()
        if os.fork() == 0:
            _remove(guard)
            after = _outputs(self.name, wanted, self.texts)
            pairs = enumerate(zip(before, after, strict=True))
            other = next((at for at, (one, two) in pairs if one != two), -1)
            os.write(sender, str(other).encode())
            os._exit(0)
        os.wait()
        os.close(sender)
        with os.fdopen(receiver) as answer:
            at = int(answer.read() or 0)
        return "" if at < 0 else self.texts[at % len(self.texts)]


def _outputs(name: str, wanted: Sequence[dict[str, Any]], texts: Sequence[str]) -> list[bytes]:
    """Return a digest of text and changes, findings too, of each text under each options."""
    from hantidy import Block, filters  # noqa: PLC0415 - after the module was replaced

    made = [filters.get(name, **options) for options in wanted]
    return [_digest(each(text), *each.changes(Block(text))) for each in made for text in texts]


def _seconds(item: pytest.Item) -> float | None:
    """How long a test takes; None if it fails."""
    begun = time.monotonic()
    reports = runtestprotocol(item, log=False, nextitem=None)
    return None if any(each.failed for each in reports) else time.monotonic() - begun


def _cases(name: str) -> Iterator[tuple[dict[str, Any], bool]]:
    """The fixtures of a filter, each with whether it is expected to hold."""
    for kind in ("changed", "untouched", "known-failures"):
        path = ROOT / "fixtures" / name / f"{kind}.toml"
        if path.exists():
            for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", []):
                yield case, kind != "known-failures"


def _holds(name: str, case: dict[str, Any], expected: bool) -> bool:
    """Whether a case comes out clean, or, where that is not ``expected``, otherwise."""
    from hantidy import filters  # noqa: PLC0415 - after the module was replaced

    made = filters.get(name, **case.get("options", {}))
    return (made(case["text"]) == case.get("clean", case["text"])) == expected


def _survives(
    guard: Guard,
    name: str,
    cases: Sequence[tuple[dict[str, Any], bool]],
    items: Sequence[pytest.Item],
    limit: int,
) -> bool:
    """Whether every test holds without the guard."""
    child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.alarm(limit)
        held = False
        try:
            _remove(guard)
            if all(_holds(name, *case) for case in cases):
                _renew(items)
                held = all(_seconds(item) is not None for item in items)
        finally:
            os._exit(0 if held else 1)
    _, status = os.waitpid(child, 0)
    return status == 0


def _remove(guard: Guard) -> None:
    """Drop the modules of the guard's filter; their next import finds the guard's without it."""
    beside = "hantidy.filters." + guard.path.relative_to(FILTERS).with_suffix("").parts[0]
    for name, module in list(sys.modules.items()):
        if f"{name}.".startswith(f"{beside}."):
            del sys.modules[name]
        elif name.startswith(("hantidy.pipeline", "hantidy.core")):
            for each in vars(module).values():
                getattr(each, "cache_clear", int)()  # pipelines that hold the filter as it was
    loader = importlib.machinery.SourceFileLoader
    plain = loader.get_code

    def get_code(self: Any, fullname: str) -> Any:
        if Path(self.path) == guard.path:
            return compile(guard.removed(), self.path, "exec")
        return plain(self, fullname)

    loader.get_code = get_code  # type: ignore[method-assign]


def _renew(items: Sequence[pytest.Item]) -> None:
    """Execute the modules of the tests again, so that they import what was replaced."""
    for module in {item.getparent(pytest.Module).obj for item in items}:  # type: ignore[union-attr]
        source = Path(module.__file__).read_text(encoding="utf-8")
        exec(compile(source, module.__file__, "exec"), vars(module))
        for item in items:
            if isinstance(item, pytest.Function) and item.module is module:
                item.obj = getattr(module, item.originalname)


def argued(name: str) -> dict[tuple[str, str, str], tuple[str, str]]:
    """The survivors that are argued for a filter, each with its kind and its reason."""
    rows = [
        line.split("\t")
        for line in ARGUED.read_text(encoding="utf-8").splitlines()
        if line and not line.startswith("#")
    ]
    return {(row[1], row[2], row[3]): (row[4], row[5]) for row in rows if row[0] == name}


def modules(name: str) -> list[Path]:
    """The files of a filter."""
    folder = FILTERS / name.replace("-", "_")
    return sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]


def fixture_texts() -> list[str]:
    """The texts of the fixtures of all filters."""
    names = [path.name for path in sorted((ROOT / "fixtures").iterdir())]
    return list(dict.fromkeys(case["text"] for name in names for case, _ in _cases(name)))


def prove(
    name: str, every: Sequence[Guard], texts: Sequence[str], *, whole: bool, fixtures_only: bool
) -> int:
    """Print the survivors among the guards of one filter; 1 if one is not argued."""
    begun = time.monotonic()
    tests = sorted((ROOT / "tests/filters").glob(f"test_{name.replace('-', '_')}*.py"))
    # Without a test there is nothing to collect, and pytest would collect all.
    given = [str(path) for path in tests] + (["--deselect", "tests"] if fixtures_only else [])
    prover = Prover(name, every, texts)
    with contextlib.redirect_stdout(io.StringIO()) as said:
        pytest.main(["-p", "no:cacheprovider", *given], plugins=[prover])
    if not prover.holds:
        broken = ", ".join(map(repr, prover.broken)) or said.getvalue().strip()
        print(f"{name}: with every guard in its place these fail: {broken}")
        return 1
    known = argued(name)
    open_, shortcuts = [], 0
    for guard, changed in prover.survivors.items():
        kind, reason = known.get(guard.key, ("", ""))
        note = f"  [{kind}: {reason}]" if kind else ""
        note += f"  changes {changed[:60]!r}" if changed else ""
        print(f"{guard.path.relative_to(ROOT)}:{guard.line}: {guard.function}: {guard.text}{note}")
        shortcuts += kind == "shortcut" and not changed
        if not kind or (kind == "shortcut" and changed):
            open_.append(guard)
    others = len(prover.survivors) - shortcuts
    print(
        f"{name}: {len(every)} guards, {shortcuts} are shortcuts (same output of {len(texts)} "
        f"texts), {others} of the others survive ({others / max(1, len(every)):.1%}), "
        f"{len(open_)} not argued; {time.monotonic() - begun:.0f} s",
        flush=True,
    )
    stale = known.keys() - {guard.key for guard in prover.survivors} if whole else set()
    for key in sorted(stale):
        print(f"argued, but no survivor: {' '.join(key)}")
    return int(bool(open_ or stale))


def _digest(*parts: object) -> bytes:
    return hashlib.sha256(repr(parts).encode()).digest()


def main() -> int:
    """Print each survivor and the share of them, filter by filter."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("names", nargs="*", default=NAMES, help="filters")
    parser.add_argument("--deep", action="store_true", help="every operand of a condition too")
    parser.add_argument("--only", nargs="+", help="these modules of their folders")
    parser.add_argument("--sample", type=int, help="so many guards of all, drawn by --seed")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--fixtures-only", action="store_true", help="without tests/filters")
    parser.add_argument("--texts", type=Path, help="files that no shortcut may change")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT / "src"), str(ROOT / "tests")]
    every = [
        (name, guard)
        for name in given.names
        for path in modules(name)
        if not given.only or path.stem in given.only
        for guard in guards(path, deep=given.deep)
    ]
    if given.sample and given.sample < len(every):
        # By a digest of each, so that a guard added elsewhere draws no other ones.
        every.sort(key=lambda one: _digest(given.seed, one[0], *one[1].key))
        every = every[: given.sample]
    if not every:
        print(f"{', '.join(given.names)}: no guard of this kind; --deep looks at more", flush=True)
        return 0
    whole = not (given.sample or given.only or given.fixtures_only or given.deep)
    of = Counter(name for name, _ in every)
    files = sorted(given.texts.glob("*.*")) if given.texts else []
    texts = [*fixture_texts(), *(path.read_text("utf-8", "replace") for path in files)]
    return max(
        prove(
            name,
            [guard for its, guard in every if its == name],
            texts,
            whole=whole,
            fixtures_only=given.fixtures_only,
        )
        for name in given.names
        if of[name]
    )


if __name__ == "__main__":
    sys.exit(main())
