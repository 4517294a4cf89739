"""--output-dir: one output an input, finished ones not done again."""

import gzip
import json
import os
import time
from pathlib import Path

import pytest

W = ("-f", "width")
pytestmark = pytest.mark.usefixtures("shards")


@pytest.fixture
def shards(write):
    write("in/a.jsonl", '{"text":"Ａ"}\n')
    write("in/sub/b.jsonl.gz", gzip.compress('{"text":"Ｂ"}\n'.encode()))
    write("in/c.txt", "\ufeffＣ\n")


def made(folder="out"):
    found = {}
    for path in sorted(Path(folder).rglob("*")):
        if path.is_file() and not path.name.startswith(".hantidy"):
            data = path.read_bytes()
            if path.suffix == ".gz":
                data = gzip.decompress(data)
            found[path.relative_to(folder).as_posix()] = data.decode()
    return found


def test_names_folders_and_compression_stay(run):
    ran = run("clean", *W, "-r", "in", "--output-dir", "out")
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    assert made() == {
        "a.jsonl": '{"text":"A"}\n',
        "c.txt": "\ufeffC\n",
        "sub/b.jsonl.gz": '{"text":"B"}\n',
    }
    run("clean", *W, "in/a.jsonl", "in/sub/b.jsonl.gz", "--output-dir", "two", "-j", "2")
    assert set(made("two")) == {"a.jsonl", "sub/b.jsonl.gz"}


@pytest.mark.parametrize(
    ("compress", "names"),
    [
        ("none", {"a.jsonl", "c.txt", "sub/b.jsonl"}),
        ("gz", {"a.jsonl.gz", "c.txt.gz", "sub/b.jsonl.gz"}),
    ],
)
def test_compression_may_change(run, compress, names):
    assert run("clean", *W, "-r", "in", "--output-dir", "out", "--compress", compress).code == 0
    assert set(made()) == names


def test_what_is_finished_is_not_done_again(run):
    call = ["clean", *W, "-r", "in", "--output-dir", "out"]
    run(*call)
    before = {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.*")}
    ran = run(*call, "--stats=n.json")
    assert ran.err == "hantidy: 3 inputs were done by an earlier run\n"
    assert {path: path.stat().st_mtime_ns for path in Path("out").rglob("*.*")} == before
    numbers = json.loads(Path("n.json").read_bytes())
    assert (numbers["already"], numbers["inputs"]) == (3, 0)
    assert numbers["seconds"] >= 0
    # Another input, another output and another row are done again.
    Path("in/a.jsonl").write_text('{"text":"Ｚ"}\n', "utf-8")
    os.utime("in/a.jsonl", ns=(time.time_ns(), time.time_ns()))
    Path("out/c.txt").unlink()
    assert "1 input was done" in run(*call).err
    assert made()["a.jsonl"] == '{"text":"Z"}\n'
    assert "c.txt" in made()
    assert "earlier" not in run(*call, "--with", "spacing").err


def test_an_interrupted_input_is_done_again(run, write):
    write("in/d.jsonl", '{"text":"Ａ"}\nbroken\n')
    call = ["clean", *W, "-r", "in", "--output-dir", "out", "--on-error", "fail"]
    ran = run(*call)
    assert ran.code == 2
    assert "d.jsonl" not in made()
    assert not list(Path("out").rglob(".*.hantidy"))
    write("in/d.jsonl", '{"text":"Ａ"}\n')
    assert run(*call).code == 0
    assert made()["d.jsonl"] == '{"text":"A"}\n'
    with Path("out/.hantidy-done.jsonl").open("ab") as file:
        file.write(b'["half a ro')
    assert "4 inputs were done" in run(*call).err


def test_outputs_are_no_inputs(run):
    for _ in range(2):
        assert run("clean", *W, "-r", ".", "--output-dir", "./in/out").code == 0
        assert set(made("in/out")) == {"in/a.jsonl", "in/c.txt", "in/sub/b.jsonl.gz"}


def test_nothing_is_written_over(run, write):
    ran = run("clean", *W, "-r", "in", "--output-dir", "in")
    assert ran.code == 2
    write("other/a.jsonl", '{"text":"Ａ"}\n')
    ran = run("clean", *W, "-r", "in", "other", "--output-dir", "out")
    assert ran.code == 2
    assert "would become out/a.jsonl, as in/a.jsonl did" in ran.err
    assert run("clean", *W, "-", "--output-dir", "out").code == 2
    for more in (["-o", "x"], ["-i"], ["--check"]):
        assert run("clean", *more, "in/a.jsonl", "--output-dir", "out").code == 2
    assert run("clean", "--compress", "gz", "in/a.jsonl").code == 2


def test_progress_counts_files_and_records(run):
    ran = run("clean", *W, "--progress", "always", "-r", "in", "--output-dir", "out")
    assert ran.code == 0


def test_the_list_of_what_is_done_is_no_input(run):
    run("clean", *W, "-r", "in", "--output-dir", "in/out")
    assert run("clean", *W, "-r", "in", "--output-dir", "again").err == ""
    assert not (Path("again") / "out" / ".hantidy-done.jsonl").exists()
    assert (Path("again") / "out" / "c.txt").exists()


def test_an_empty_name_is_no_folder(run):
    ran = run("clean", *W, "-r", "in", "--output-dir", "")
    assert (ran.code, Path("c.txt").exists()) == (2, False)
    assert "--output-dir names a folder" in ran.err


def test_a_report_is_written_here(run):
    for command in ("audit", "explain", "review"):
        ran = run(command, "c.txt", "-o", "s3://b/x.html")
        assert (ran.code, Path("s3:").exists()) == (2, False)
        assert "-o writes to this machine" in ran.err
