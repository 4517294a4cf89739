"""Standard streams, names, bytes: what a good pipe filter does."""

import gzip
import os
import subprocess
import sys
from pathlib import Path

import pytest

from commands import TRUE, WIDTH

EVERY_BYTE = bytes(range(256)) * 3


def test_reads_standard_input(run):
    assert run("clean", *WIDTH, data="Ａ中\n".encode()).out == "A中\n".encode()


def test_dash_stands_between_files(run, write):
    write("a", "a\n")
    write("c", "c\n")
    assert run("clean", *TRUE, "a", "-", "c", data=b"b\n").out == b"a\nb\nc\n"


def test_empty_input_gives_empty_output(run):
    ran = run("clean", *TRUE)
    assert (ran.code, ran.out, ran.err) == (0, b"", "")


def test_empty_row_keeps_every_byte(run):
    assert run("clean", *TRUE, data=EVERY_BYTE).out == EVERY_BYTE


def test_raw_bytes_survive_a_filter(run):
    data = "Ａ".encode() + b"\xff\xfe\x80" + "Ｂ\U0010fe90".encode() + b"\xed\xa0\x80"
    expected = b"A\xff\xfe\x80" + "B\U0010fe90".encode() + b"\xed\xa0\x80"
    assert run("clean", *WIDTH, data=data).out == expected


@pytest.mark.parametrize(("errors", "out"), [("replace", "A\ufffdb\n"), ("escape", "A\\xffb\n")])
def test_undecodable_bytes_are_told(run, errors, out):
    ran = run(
        "clean",
        "-f",
        "width",
        "--encoding",
        "utf-8",
        "--errors",
        errors,
        data="Ａ".encode() + b"\xffb\n",
    )
    assert ran.out == out.encode()
    assert ran.code == 0
    assert "offset 3" in ran.err


def test_strict_stops_at_line_and_offset(run):
    ran = run("clean", "--encoding", "utf-8", "--errors", "strict", data=b"ok\nab\xff\n")
    assert ran.code == 2
    assert "line 2" in ran.err
    assert "offset 5" in ran.err


def test_missing_file_is_told_and_the_rest_done(run, write):
    write("a", "a\n")
    ran = run("clean", *TRUE, "nope", "a")
    assert (ran.code, ran.out) == (2, b"a\n")
    assert "nope" in ran.err


def test_folder_needs_recursive(run, write):
    write("d/x", "x\n")
    ran = run("clean", *TRUE, "d")
    assert (ran.code, ran.out) == (2, b"")
    assert "-r" in ran.err


def test_recursion_is_sorted_and_follows_no_links(run, write, tmp_path):
    write("w/b", "2\n")
    write("w/a", "1\n")
    write("w/.git/config", "no\n")
    (tmp_path / "w" / "up").symlink_to("..")
    assert run("clean", *TRUE, "-r", "w").out == b"1\n2\n"


def test_recursion_skips_binary_files(run, write):
    path = write("t/b", "x\0Ａ".encode())
    write("t/a", "Ａ\n")
    ran = run("clean", *WIDTH, "-r", "-i", "t")
    assert "NUL" in ran.err
    assert path.read_bytes() == "x\0Ａ".encode()


def test_strange_names_are_printed_escaped(run, write):
    name = b"b\xff\x1b[31m\n"
    write(name, "k\n")
    assert run("clean", *TRUE, name).out == b"k\n"
    ran = run("clean", *TRUE, name + b".no")
    assert ran.code == 2
    assert "\\xff\\x1b[31m\\n.no" in ran.err


def test_line_ends_and_bom_stay(run):
    data = b"\xef\xbb\xbf" + "Ａ\r\nb\rc".encode()
    assert run("clean", *WIDTH, data=data).out == b"\xef\xbb\xbfA\r\nb\rc"


def test_bom_only_at_the_very_start(run, write):
    write("a", b"\xef\xbb\xbfa\n")
    assert run("clean", *TRUE, "a", "a").out == b"\xef\xbb\xbfa\na\n"


@pytest.mark.parametrize("setting", ["LC_ALL=C", "PYTHONIOENCODING=gbk", "PYTHONUTF8=0"])
def test_locale_changes_nothing(run, setting):
    name, value = setting.split("=")
    environment = {**os.environ, name: value, "PYTHONCOERCECLOCALE": "0"}
    assert run("clean", *WIDTH, data="Ａ中😀\n".encode(), env=environment).out == "A中😀\n".encode()


def test_null_data(run):
    assert run("clean", *WIDTH, "-z", data="Ａ\nb\0Ｃ\0Ｄ".encode()).out == b"A\nb\0C\0D"


def test_per_line_keeps_line_ends(run):
    assert run("clean", *WIDTH, "--per-line", data="Ａ\r\n\nＢ".encode()).out == b"A\r\n\nB"


def test_unknown_names_are_usage_errors(run):
    for wrong in (["--no-such"], ["-f", "no-such"], ["-p", "no-such"], ["-f", "width:no=1"]):
        ran = run("clean", *wrong)
        assert (ran.code, ran.out) == (2, b""), wrong
        assert ran.err


def test_files_from(run, write):
    write("z/a b", "Ａ\n")
    assert run("clean", *WIDTH, "--files-from", "-", data=b"z/a b\0").out == b"A\n"
    write("list", "z/a b\n")
    assert run("clean", *WIDTH, "--files-from", "list").out == b"A\n"
    assert run("clean", *WIDTH, "--files-from", os.devnull).out == b""


def test_gzip_in_and_out(run, write):
    write("g.gz", gzip.compress("Ａ\n".encode() * 5000))
    ran = run("clean", *WIDTH, "g.gz", "-o", "o.gz")
    assert ran.code == 0, ran.err
    with gzip.open("o.gz") as file:
        assert file.read() == b"A\n" * 5000


@pytest.mark.parametrize("extension", ["gz", "xz", "bz2", "zst"])
def test_cut_off_data_is_an_error(run, write, extension):
    if extension == "zst":
        pytest.importorskip("zstandard")
    write("plain", "".join(f"{i}\n" for i in range(20000)))
    whole = f"whole.{extension}"
    assert run("clean", *TRUE, "plain", "-o", whole).code == 0
    data = Path(whole).read_bytes()
    assert run("clean", *TRUE, whole).out == Path("plain").read_bytes()
    write(f"cut.{extension}", data[: len(data) // 2])
    ran = run("clean", *TRUE, f"cut.{extension}")
    assert ran.code == 2
    assert "cut off" in ran.err


def test_jobs_change_nothing(run):
    data = "".join(f"{i}Ａ\r\n" for i in range(30000)).encode() + b"\xff end"
    one = run("clean", *WIDTH, data=data)
    two = run("clean", *WIDTH, "-j", "2", data=data)
    assert (two.out, two.code) == (one.out, 0)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full")
def test_full_disk_is_told():
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "hantidy", "clean", *TRUE],
            input=b"a\n" * 100000,
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 2
    assert b"standard output" in done.stderr
    assert b"Traceback" not in done.stderr


def test_version_is_one_line(run):
    for arguments in (["--version"], ["clean", "--version"]):
        assert run(*arguments).out.startswith(b"hantidy ")


@pytest.mark.parametrize("command", [[], ["clean"], ["filters"], ["presets"]])
def test_help_fits_80_columns(run, command):
    out = run(*command, "--help").out.decode()
    assert max(map(len, out.splitlines())) <= 80


def test_what_travels_comes_back_as_it_was():
    """Texts and bytes beside the pickle: lone surrogates, nothing, many, more than a pipe holds."""
    from multiprocessing import Pipe
    from threading import Thread

    from hantidy.records.text import Outcome, TextPart
    from hantidy.records.wire import receive, send

    parts = [
        TextPart(texts, "", "", 1, 3)
        for texts in [("甲\ud800乙",), (), ("", "a", "", "中😀"), ("x\n" * 400_000, "y")]
    ]
    outcome = Outcome(b"\0\xff" * 300_000, b"before", changed=True, documents=2)
    ours, theirs = Pipe()
    writing = Thread(target=send, args=(theirs, [parts, outcome]))
    writing.start()
    assert receive(ours) == [parts, outcome]
    writing.join()
    theirs.close()
    with pytest.raises(EOFError):
        receive(ours)


@pytest.mark.parametrize("options", [[], ["--per-line"], ["-z"], ["-p", "none", "--errors", "raw"]])
def test_jobs_change_nothing_whatever_a_document_is(run, options):
    """Blocks before which something is open, long lines, documents of a line or ended by NUL."""
    fence = "```\n" + "甲,乙\n" * 600 + "```\n" + "丙,丁\n" * 300
    data = (fence * 3 + "长,长" * 90_000 + "\n甲,乙\0丙" + fence).encode() + b"\xff"
    one = run("clean", *options, data=data)
    two = run("clean", *options, "-j", "2", data=data)
    assert (two.out, two.code, two.err) == (one.out, one.code, one.err)
