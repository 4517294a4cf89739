"""Untrusted text on a terminal and in files: controls and bidi marks are named, never obeyed."""

import json
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

HOSTILE = "Ａ\x1b]0;title\x07 \u202eabc\u202c \x9b31m \x7f\n"


@pytest.fixture
def on_terminal(tmp_path):
    """Run a command with a terminal as its standard output."""

    def call(*arguments):
        line = shlex.join([sys.executable, "-m", "hantidy", *arguments])
        return subprocess.run(
            ["script", "-qec", line, "/dev/null"],
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        ).stdout.decode()

    return call


def plain(text):
    """Without the colours that are ours."""
    import re

    return re.sub(r"\x1b\[[0-9;]*m", "", text)


@pytest.mark.parametrize("command", ["clean --diff", "explain", "explain --format jsonl"])
def test_a_terminal_gets_names(on_terminal, write, command):
    write("x", HOSTILE)
    shown = plain(on_terminal(*command.split(), "-f", "width", "x"))
    for char in "\x1b\x07\u202e\u202c\x9b\x7f":
        assert char not in shown
    assert "202e" in shown or command.endswith("jsonl")


def test_a_pipe_gets_the_bytes(run, write):
    write("x", HOSTILE)
    ran = run("clean", "--diff", "-f", "width", "x")
    assert f"-{HOSTILE}".encode() in ran.out


def test_json_lines_are_safe_everywhere_and_name_the_file(run, write):
    name = "a\nb\x1b.txt"
    write(name, HOSTILE)
    ran = run("explain", "--format", "jsonl", "-p", "repair", name)
    text = ran.out.decode()
    assert text.replace("\n", "").isprintable()
    records = [json.loads(line) for line in text.splitlines()]
    assert {record["file"] for record in records} == {name}
    assert "\u202e" in {record["before"] for record in records}
    assert json.loads(run("detect", "--json", name).out)["file"] == name


NAMES = [
    "./sub/b.txt", "m y.txt", "sub/../c.txt", "{folder}/d.txt", "中 文.txt", 'q"r.txt', "b\\s.txt",
    "t\tb.txt", "n\nl.txt", "e\x1b.txt", "u\u202er.txt", "b\udcff.txt", "end ", "-x.txt",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tool", [["git", "apply"], ["patch", "-p1"]])
def test_a_diff_applies(run, write, tmp_path, name, tool):
    name = name.format(folder=tmp_path)
    write("sub/keep", "")
    path = write(name, "一\nＡ\n三\n")
    diff = run("clean", "--diff", "-f", "width", "--", name)
    subprocess.run(tool, input=diff.out, check=True, cwd=tmp_path, capture_output=True)
    assert path.read_text("utf-8") == "一\nA\n三\n"
    assert not list(Path.cwd().glob("*.orig"))
