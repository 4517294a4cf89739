"""Completion in a real bash, zsh and fish: commands, presets, filters, scripts and files."""

import os
import shutil
import subprocess
import sys

import pytest

BASH = """
eval "$(_HANTIDY_COMPLETE=bash_source hantidy)"
compopt() {{ [[ $2 == nospace ]] || printf '%s\\n' "$2"; }}
COMP_LINE='{line}' COMP_POINT={point} COMP_WORDBREAKS='{breaks}' COMPREPLY=()
_hantidy_completion hantidy
printf '%s\\n' "${{COMPREPLY[@]}}"
"""


@pytest.fixture
def shell(tmp_path, write):
    """Run lines in a shell whose PATH has a command ``hantidy``."""
    folder = tmp_path / "bin"
    folder.mkdir()
    command = folder / "hantidy"
    command.write_text(f'#!/bin/sh\nexec {sys.executable} -m hantidy "$@"\n')
    command.chmod(0o755)
    write("crawl.txt", "甲\n")
    write("中文 名.txt", "甲\n")

    def call(name, text):
        if shutil.which(name) is None:
            pytest.skip(f"{name} is not installed")
        done = subprocess.run(
            [name, "-c", text],
            cwd=tmp_path,
            env={**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"},
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
        )
        return done.stdout.split("\n")

    return call


CASES = [
    ("hantidy cl", ["clean"]),
    ("hantidy clean -p w", ["web"]),
    ("hantidy clean --to tw", ["tw", "twp"]),
    ("hantidy clean -f unify", ["unify-script"]),
    ("hantidy clean --without unify", ["unify-script"]),
    ("hantidy clean -f gloss:m", ["gloss:mode="]),
    ("hantidy clean --with gloss:strictness=strict,mode=", [
        f"gloss:strictness=strict,mode={mode}" for mode in ("strip", "ruby", "report")
    ]),
    ("hantidy clean -f escapes:kinds=html+p", ["escapes:kinds=html+percent"]),
    ("hantidy presets n", ["none", "normal"]),
    ("hantidy filters mo", ["mojibake"]),
]  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_bash_completes(shell, line, expected):
    assert shell("bash", BASH.format(line=line, point=len(line), breaks=" "))[:-1] == expected


def test_bash_gets_what_stands_behind_its_break(shell):
    line = "hantidy clean -f gloss:mode=st"
    assert shell("bash", BASH.format(line=line, point=len(line), breaks=" :="))[0] == "strip"
    line = "hantidy clean -f gloss:m"
    assert shell("bash", BASH.format(line=line, point=len(line), breaks=" :="))[0] == "mode="


@pytest.mark.parametrize(
    "line", ["clean cr", "clean ", "detect cr", "explain cr", "clean -c cr", "clean -o cr"]
)
def test_bash_leaves_files_to_the_shell(shell, line):
    line = f"hantidy {line}"
    assert shell("bash", BASH.format(line=line, point=len(line), breaks=" "))[0] == "default"


@pytest.mark.parametrize(("line", "expected"), CASES)
def test_zsh_completes(shell, line, expected):
    words = f"hantidy {line.removeprefix('hantidy ')}"
    answer = shell(
        "zsh",
        f'COMP_WORDS="{words}" COMP_CWORD={len(words.split()) - 1} '
        "_HANTIDY_COMPLETE=zsh_complete hantidy",
    )
    assert [value.replace("\\:", ":") for value in answer[1::3]][: len(expected)] == expected
    assert shell("zsh", 'autoload -Uz compinit; compinit -D; eval "$(_HANTIDY_COMPLETE=zsh_source '
                 'hantidy)"; print ${_comps[hantidy]}')[0] == "_hantidy_completion"  # fmt: skip


@pytest.mark.parametrize(("line", "expected"), [*CASES[:4], ("hantidy clean cr", ["crawl.txt"])])
def test_fish_completes(shell, line, expected):
    script = "_HANTIDY_COMPLETE=fish_source hantidy | source; "
    answer = shell("fish", f"{script} complete -C '{line}'")
    assert [each.split("\t")[0] for each in answer if each] == expected
