"""What a run says on standard error, once a file and no more than is needed."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import hantidy
from commands import WIDTH

# The entity would open a comment, which the blocks behind it were not told of.
UNSETTLED = "甲&amp;乙\n&lt;!-- 丙\n"
ROW = ("-f", "escapes:kinds=all")


@pytest.mark.parametrize("more", [[], ["--stats"], ["-j", "2"]])
def test_a_block_that_came_back_is_told(run, write, more):
    """Which file, which line, why; once a file."""
    write("a.txt", "乙\n" * 256 + UNSETTLED)
    write("b.txt", (UNSETTLED + "甲\n" * 510) * 2)
    write("c.txt", "，,甲\n")
    ran = run("clean", *ROW, *more, "a.txt", "b.txt", "c.txt")
    said = [line for line in ran.err.splitlines() if line.startswith("hantidy: ")]
    reason = (
        "escapes would open or close a fence, front matter, comment or raw element; "
        "line 2 of the block stays as it was"
    )
    assert said == [
        f"hantidy: a.txt: the block at line 257 was not cleaned whole: {reason}",
        f"hantidy: b.txt: 2 blocks were not cleaned whole, the first at line 1: {reason}",
    ]
    assert ran.code == 0


def test_a_record_that_came_back_is_told(run):
    line = UNSETTLED.replace("\n", "\\n")
    data = '{"text":"甲"}\n' + f'{{"text":"{line}"}}\n' * 2
    ran = run("clean", *ROW, "--format", "jsonl", data=data.encode())
    assert "2 blocks were not cleaned whole, the first at line 2: " in ran.err
    ran = run("clean", *ROW, "-z", data=b"a\0" + UNSETTLED.encode() + b"\0")
    assert "the block at record 2 was not cleaned whole: " in ran.err


def test_nothing_is_said_of_what_went_well(run):
    assert run("clean", *WIDTH, data="Ａ\n".encode()).err == ""


def test_records_without_the_field_are_counted(run, write):
    """They pass unchanged, and nobody need guess how many they were."""
    write("a.jsonl", '{"text":"甲"}\n' * 1988 + '{"title":"乙"}\n{"text":null}\n{"text":5}\n' * 4)
    for jobs in ("1", "2"):
        ran = run("clean", "-j", jobs, "a.jsonl")
        assert ran.code == 0
        assert ran.err == (
            'hantidy: a.jsonl: 12 of 2,000 records have no text in a field "text"; '
            "they pass unchanged\n"
        )
    ran = run("clean", "--field", "title", "--field", "body", "a.jsonl")
    assert '1,996 of 2,000 records have no text in a field "title" or "body"' in ran.err
    write("b.jsonl", '{"text":"甲"}\n{}\n')
    assert "1 of 2 records has no text" in run("clean", "b.jsonl").err


@pytest.mark.parametrize(
    ("command", "advice"),
    [
        ("clean", "name files, or take all that is in it with -r"),
        ("explain", "name files, or take all that is in it with -r"),
        ("detect", "name the files in it"),
    ],
)
def test_a_folder_is_told_with_advice_that_works(run, write, command, advice):
    write("d/a.txt", "a\n")
    ran = run(command, "d")
    assert (ran.code, ran.out) == (2, b"")
    assert ran.err == f"hantidy: d: is a folder; {advice}\n"


def test_what_cannot_be_read_is_named(run, write):
    """`explain` and `detect` say which file, as `clean` does."""
    write("cut.gz", b"\x1f\x8b\x08\x00")
    write("empty.gz", b"")
    write("bad.xz", b"no xz")
    for command in ("clean", "explain", "detect"):
        for name, reason in (
            ("cut.gz", "the compressed data is cut off"),
            ("empty.gz", "the compressed data is cut off"),
            ("bad.xz", "this is not sound xz data"),
            ("nowhere", "No such file"),
        ):
            ran = run(command, name)
            assert (ran.code, ran.out) == (2, b"")
            assert ran.err.startswith(f"hantidy: {name}: {reason}"), ran.err


def test_nothing_compressed_is_nothing(run, write):
    write("a", "")
    for extension in ("gz", "xz", "bz2"):
        assert run("clean", "a", "-o", f"a.{extension}").code == 0
        ran = run("clean", f"a.{extension}")
        assert (ran.code, ran.out, ran.err) == (0, b"", "")


def test_explain_tells_of_undecodable_bytes(run):
    ran = run("explain", data="甲\n".encode() + b"\xff")
    assert ran.err == (
        "hantidy: (standard input): undecodable bytes at 1 place, the first at offset 4; "
        "each became U+FFFD\n"
    )


def test_records_are_no_text_to_detect(run, write):
    write("a.jsonl", '{"text":"甲"}\n')
    write("a.parquet", "PAR1")
    assert "'hantidy explain' shows the edits of its records" in run("check", "a.jsonl").err
    assert "detect reads one text" in run("detect", "a.parquet").err
    assert run("detect", "a.jsonl").code == 0
    write("a.yaml", "甲: 乙\n")
    for command in ("explain", "review"):
        assert "comes out as it came" in run(command, "a.yaml").err


def test_a_bad_line_is_told_by_line_and_column(run):
    ran = run("clean", *ROW, "--format", "jsonl", data='{"text":"甲"}\n{"text":"甲"\n'.encode())
    said = "hantidy: -: line 2: not JSON: Expecting ',' or '}' (column 12); "
    assert ran.err == f"{said}left out (--on-error says what becomes of it)\n"
    ran = run("clean", "--format", "jsonl", "--on-error", "quarantine=q", data=b"not json\n")
    assert ran.err == (
        "hantidy: -: line 1: not JSON: Expecting value (column 1); kept in quarantine\n"
    )


def test_version_with_all_that_output_depends_on(run):
    assert run("--version").out.count(b"\n") == 1
    ran = run("--version", "--verbose")
    said = ran.out.decode().splitlines()
    assert said[0].encode() + b"\n" == run("--version").out
    for start in ("Unicode ", "library opencc ", "table bigrams ", "preset web "):
        assert any(line.startswith(start) for line in said), start
    assert f"output {'.'.join(hantidy.__version__.split('.')[:2])} " in ran.out.decode()
    assert "library mkdocs" not in ran.out.decode()  # nothing in the output depends on it
    assert run("--verbose").code == 2


@pytest.mark.parametrize("command", [["filters"], ["presets", "web"], ["detect"], ["--help"]])
def test_a_full_disk_is_named(command):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hantidy", *command],
            input=b"",
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == b"hantidy: standard output: No space left on device\n"


def test_numbers_never_overwrite_a_text(run, write):
    """--stats=FILE, -o and a quarantine: each its own file, and none of them an input."""
    path = write("a.txt", "甲,乙\n")
    ran = run("clean", "--stats=a.txt", "a.txt")
    assert (ran.code, ran.out) == (2, b"")
    assert "a.txt is an input, which --stats would overwrite" in ran.err
    assert run("clean", "--stats=./o", "-o", "o", "a.txt").code == 2
    ran = run("explain", "a.txt", "-o", "./a.txt")
    assert "a.txt is an input, which -o would overwrite" in ran.err
    ran = run("audit", "a.txt", "-o", "./a.txt")
    assert "a.txt is an input, which -o would overwrite" in ran.err
    assert path.read_bytes() == "甲,乙\n".encode()
    assert run("clean", "--stats=n.json", "-o", "o", "a.txt").code == 0
    assert json.loads(Path("n.json").read_text(encoding="utf-8"))["inputs"] == 1


def test_text_is_no_parquet(run, write):
    write("a.txt", "甲\n")
    ran = run("clean", "a.txt", "-o", "o.parquet")
    assert ran.code == 2
    assert "is no Parquet" in ran.err
    assert not Path("o.parquet").exists()


def test_the_table_of_detect_stands_straight_beside_chinese_names(run, write):
    write("中文名.txt", "甲\n")
    write("a.txt", "甲\n")
    header, chinese, latin = run("detect", "中文名.txt", "a.txt").out.decode().splitlines()
    assert header.startswith("file        encoding")
    assert chinese.startswith("中文名.txt  utf-8")
    assert latin.startswith("a.txt       utf-8")
