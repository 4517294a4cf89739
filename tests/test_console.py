"""The console blocks of README and site run, in a folder that has the files they name."""

import gzip
import json
import os
import re
import subprocess
import sys
import tomllib
from importlib.util import find_spec
from pathlib import Path

import pytest

import hantidy

TOP = Path(__file__).parent.parent
SRC = TOP / "src"
MADE = (TOP / ".gitignore").read_text("utf-8").split()
PAGES = [
    TOP / "README.md",
    *(page for page in sorted((TOP / "docs").glob("*.md")) if f"docs/{page.name}" not in MADE),
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
MESSY = "河湾(wan)(wan)开发区(qu)(qu)建(jian)成三座水厂,日供水５万吨\n"
ELSEWHERE = re.compile(r"://|^(pip|pipx|uvx|curl|python3 -m venv|nox)\b")
"""What needs a network, or an environment of its own."""
NEEDED = {r"\.zst\b|zst ": "zstandard", r"\.parquet|\.arrow": "pyarrow"}


def blocks(kind):
    return [
        pytest.param(text, id=f"{page.stem}-{number}")
        for page in PAGES
        for number, (found, text) in enumerate(BLOCK.findall(page.read_text("utf-8")))
        if found == kind
    ]


def records(*fields):
    row = dict.fromkeys(fields, MESSY)
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for _ in range(20)).encode()


@pytest.fixture
def world(tmp_path, monkeypatch):
    """The files that the blocks name."""
    monkeypatch.chdir(tmp_path)
    for name in ("page.txt", "log.txt", "pages/a.txt", "pages/b/c.txt", "corpus/a.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(MESSY, "utf-8")
    for name in ("docs", "old", "subtitles"):
        Path(name).mkdir()
    Path("docs/a.md").write_text("干净的一页。\n", "utf-8")
    Path("names.txt").write_text("李恒\n", "utf-8")
    for name in ("page.html", "old/a.html", "old-gbk-page.html"):
        Path(name).write_bytes(f"<p>{MESSY}</p>\n".encode("gbk") * 20)
    Path("subtitles/a.srt").write_text("1\n00:00:01,000 --> 00:00:02,000\n今天,好\n", "utf-8")
    Path("messages.po").write_text('msgid "a"\nmsgstr "今天,好"\n', "utf-8")
    Path("notes.ipynb").write_text(
        json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}), "utf-8"
    )
    Path("table.csv").write_text("标题,数\n今天好,1\n", "utf-8")
    Path("crawl.jsonl").write_bytes(records("text", "title", "content"))
    Path("corpus.jsonl.gz").write_bytes(gzip.compress(records("text", "title")))
    decided = '[[except]]\nfilter = "punctuation"\nrule = "comma"\nbefore = ","\nafter = "，"\n'
    for name in ("page.txt.decisions.toml", "pages.decisions.toml"):
        Path(name).write_text(decided, "utf-8")
    if find_spec("zstandard"):
        import zstandard

        packed = zstandard.compress(Path("crawl.jsonl").read_bytes())
        Path("crawl.jsonl.zst").write_bytes(packed)
    if find_spec("pyarrow"):
        import pyarrow as pa
        from pyarrow import feather, parquet

        parquet.write_table(pa.table({"text": [MESSY] * 20}), "corpus.parquet")
        talk = {"messages": [[{"content": MESSY}]], "meta": [{"title": MESSY}]}
        feather.write_feather(pa.table(talk), "talk.arrow", compression="uncompressed")


@pytest.mark.parametrize("block", blocks("console"))
@pytest.mark.usefixtures("world")
def test_console_blocks_run(block):
    env = {**os.environ, "PYTHON": sys.executable, "PYTHONPATH": str(SRC), "NO_COLOR": "1"}
    lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    assert lines
    for line in lines:
        missing = [name for named, name in NEEDED.items() if re.search(named, line)]
        if ELSEWHERE.search(line) or not all(map(find_spec, missing)):
            continue
        script = f'set -o pipefail; hantidy() {{ "$PYTHON" -m hantidy "$@"; }}\n{line}'
        done = subprocess.run(["bash", "-c", script], env=env, capture_output=True, check=False)
        checks = re.search(r"hantidy check|--check", line)
        assert done.returncode in ((0, 1) if checks else (0,)), (line, done.stderr.decode())


@pytest.mark.parametrize("block", blocks("toml"))
@pytest.mark.usefixtures("world")
def test_configurations_load(block):
    Path("mine.toml").write_text(block, "utf-8")
    assert hantidy.load("mine.toml").filters or tomllib.loads(block) == {"preset": "none"}


@pytest.mark.parametrize("block", blocks("yaml"))
def test_hooks_and_inputs_are_there(block):
    hooks = (TOP / ".pre-commit-hooks.yaml").read_text("utf-8")
    action = (TOP / "action.yml").read_text("utf-8")
    named = re.findall(r"- id: (\S+)", block)
    given = re.findall(r"with: {(\w+):", block)
    assert named or given
    assert set(named) <= set(re.findall(r"- id: (\S+)", hooks))
    assert set(given) <= set(re.findall(r"^  (\w+):", action, re.MULTILINE))
