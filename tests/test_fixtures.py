"""Every case of fixtures/, through the function and through the command."""

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import hantidy
from hantidy import filters
from hantidy.filters import options

FIXTURES = Path(__file__).parent.parent / "fixtures"
KINDS = ("changed", "untouched", "known-failures")
FIELDS = {
    "changed": {"origin", "text", "clean", "options", "why"},
    "untouched": {"origin", "text", "options", "why", "web"},
    "known-failures": {"origin", "text", "clean", "options", "why"},
}


def cases(kind, name):
    path = FIXTURES / name / f"{kind}.toml"
    if not path.exists():
        return []
    found = tomllib.loads(path.read_text(encoding="utf-8")).get("case", [])
    for case in found:
        assert case.keys() <= FIELDS[kind], case
        assert case["origin"], case
        case.setdefault("options", {})
        case.setdefault("clean", case["text"])
        assert kind != "known-failures" or case["why"], case
    return found


def every(kind):
    return [
        pytest.param(name, case, id=f"{name}-{i}")
        for name in filters.names()
        for i, case in enumerate(cases(kind, name))
    ]


def made(name, case):
    return filters.get(name, **case["options"])


@pytest.mark.parametrize("name", filters.names())
def test_every_filter_has_cases(name):
    """A filter comes with what it must change and with what it must not."""
    assert cases("changed", name)
    assert cases("untouched", name)
    assert {p.name for p in (FIXTURES / name).iterdir()} <= {f"{k}.toml" for k in KINDS}


@pytest.mark.parametrize(("name", "case"), every("changed"))
def test_changed(name, case):
    assert made(name, case)(case["text"]) == case["clean"]


@pytest.mark.parametrize(("name", "case"), every("untouched"))
def test_untouched(name, case):
    text = case["text"]
    assert made(name, case)(text) == text
    if case.get("web", True):
        for preset in ("none", "repair", "web"):
            assert hantidy.clean(text, preset) == text


@pytest.mark.parametrize(("name", "case"), every("known-failures"))
def test_known_failures(name, case):
    """Loud on the day it passes: then move the case to changed or untouched."""
    assert made(name, case)(case["text"]) != case["clean"]


@pytest.mark.parametrize("name", filters.names())
def test_command_agrees(name):
    """The shell gives what Python gives, for the same cases."""
    pytest.importorskip("hantidy.cli.clean")
    by_options = {}
    for case in cases("changed", name) + cases("untouched", name):
        if "\0" not in case["text"]:
            written = ",".join(
                f"{k}={options.in_shell(tuple(v) if isinstance(v, list) else v)}"
                for k, v in case["options"].items()
            )
            by_options.setdefault(f"{name}:{written}".rstrip(":"), []).append(case)
    for written, some in by_options.items():
        done = subprocess.run(
            [sys.executable, "-m", "hantidy", "clean", "-f", written, "-z", "--encoding", "utf-8"],
            input="".join(case["text"] + "\0" for case in some).encode(),
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert done.stdout.decode().split("\0")[:-1] == [case["clean"] for case in some]
