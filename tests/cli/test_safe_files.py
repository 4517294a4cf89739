"""What is no text, or bait: binaries, bombs, deep folders, backups, private files."""

import gzip
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from hantidy.records import outputs

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
WIDE = "Ａ宽的一行，spring\n" * 3


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.png", PNG, "is a PNG image, not text"),
        ("a.docx", b"PK\x03\x04\x14\0\x06\0", "is a ZIP archive"),
        ("nul", bytes(4096), "holds NUL bytes, so it is not text"),
        (
            "page.txt",
            gzip.compress(b"x", mtime=0),
            "is gzip data (name it .gz to have it unpacked)",
        ),
    ],
)
def test_a_named_binary_is_refused_and_the_others_are_done(run, write, name, data, reason):
    path = write(name, data)
    write("b.txt", "Ａ\n")
    ran = run("clean", "-f", "width", name, "b.txt")
    assert (ran.code, ran.out) == (2, b"A\n")
    assert ran.err.startswith(f"hantidy: {name}: {reason}")
    assert run("clean", "-i", "--backup", ".bak", name).code == 2
    ran = run("clean", "-r", ".")
    assert ran.code == 0
    assert f"{name}: skipped: {reason}" in ran.err
    assert path.read_bytes() == data
    assert not Path(f"{name}.bak").exists()


def test_nul_bytes_with_a_reason_are_read(run, write):
    write("z", "Ａ\0Ｂ\0".encode())
    assert run("clean", "-f", "width", "-z", "z").out == b"A\0B\0"
    assert run("clean", "-p", "none", "--encoding", "utf-8", "z").out == "Ａ\0Ｂ\0".encode()
    assert run("clean", "-p", "none", data=bytes(4096)).out == bytes(4096)


@pytest.mark.parametrize("recursive", [[], ["-r"]])
def test_utf16_without_a_mark_is_a_guess(run, write, recursive):
    data = WIDE.encode("utf-16-le")
    path = write("d/x", data)
    place = "d" if recursive else "d/x"
    ran = run("clean", "-f", "width", "-i", *recursive, place)
    assert ran.code == 2
    assert "left as it is: utf-16-le is a guess" in ran.err
    assert path.read_bytes() == data
    assert run("clean", "-p", "none", *recursive, place).out == WIDE.encode()
    assert run("clean", "-f", "width", "-i", "--encoding", "utf-16-le", *recursive, place).code == 0
    assert path.read_bytes() == WIDE.replace("Ａ", "A").encode()


def test_a_file_that_turns_is_left(run, write):
    data = ("一行好好的字。\n" * 9).encode() + ("另一行好好的字Ａ。\n" * 9).encode("gbk")
    path = write("x", data)
    ran = run("clean", "-f", "width", "-i", "x")
    assert ran.code == 2
    assert "left as it is: not all of it is UTF-8" in ran.err
    assert path.read_bytes() == data
    assert run("clean", "-p", "none", "x").out.decode().count("另一行好好的字Ａ。") == 9


def test_folders_may_be_nested_deep(run, tmp_path):
    here = os.open(tmp_path, os.O_RDONLY)
    try:
        for _ in range(1300):
            os.mkdir("d", dir_fd=here)
            deeper = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = deeper
        with open("x", "wb", opener=lambda name, flags: os.open(name, flags, dir_fd=here)) as file:
            file.write("Ａ\n".encode())
    finally:
        os.close(here)
    ran = run("clean", "-f", "width", "-r", ".")
    assert (ran.code, ran.out, ran.err) == (0, b"A\n", "")
    subprocess.run(["rm", "-r", "d"], check=True)


def test_a_walk_is_sorted_and_goes_round_version_control(run, write):
    for name in ("t/b/1", "t/a", "t/c", "t/.git/x", "t/b/0"):
        write(name, name + "\n")
    assert run("clean", "-p", "none", "-r", "t").out == b"t/a\nt/b/0\nt/b/1\nt/c\n"


def test_backups_are_no_inputs_and_are_not_overwritten(run, write):
    write("d/x", "Ａ\n")
    call = ["clean", "-f", "width", "-i", "--backup", ".orig"]
    for _ in range(2):
        ran = run(*call, "-r", "d")
        assert (ran.code, ran.err) == (0, "")
    assert sorted(Path("d").iterdir()) == [Path("d/x"), Path("d/x.orig")]
    assert Path("d/x.orig").read_text("utf-8") == "Ａ\n"
    ran = run(*call, "d/x", "d/x.orig")
    assert (ran.code, ran.err) == (
        0,
        "hantidy: d/x.orig: skipped: is a backup (its name ends in .orig)\n",
    )
    write("d/x", "Ｂ\n")
    ran = run(*call, "d/x")
    assert ran.code == 2
    assert "its backup x.orig is there already" in ran.err
    assert Path("d/x").read_text("utf-8") == "Ｂ\n"
    assert Path("d/x.orig").read_text("utf-8") == "Ａ\n"
    assert sorted(Path("d").iterdir()) == [Path("d/x"), Path("d/x.orig")]


def mode(path):
    return stat.S_IMODE(Path(path).stat().st_mode)


def test_a_private_file_stays_private_from_the_first_byte(tmp_path):
    os.umask(0o022)
    target = tmp_path / "x"
    target.write_bytes(b"old")
    target.chmod(0o600)
    for made in (outputs.Replacement(str(target), "~"), outputs.NewFile(str(target))):
        made.write(b"new")
        (unfinished,) = tmp_path.glob(".x*")
        assert mode(unfinished) == 0o600
        made.commit()
        assert mode(target) == 0o600
    assert mode(f"{target}~") == 0o600
    fresh = outputs.NewFile(str(tmp_path / "y"))
    fresh.write(b"new")
    fresh.commit()
    assert mode(tmp_path / "y") == 0o644


def test_a_backup_that_must_be_copied_is_private_too(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(1, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    target = tmp_path / "x"
    target.write_bytes(b"old")
    target.chmod(0o600)
    made = outputs.Replacement(str(target), "~")
    made.write(b"new")
    made.commit()
    assert (target.read_bytes(), (tmp_path / "x~").read_bytes()) == (b"new", b"old")
    assert mode(tmp_path / "x~") == 0o600


def test_a_record_nested_deep_is_rejected(run):
    deep = '{"x":' + "[" * 2_000_000 + "]" * 2_000_000 + ',"text":"Ａ"}'
    data = deep + '\n{"text":"Ｂ"}\n'
    for more in ([], ["-j", "2"], ["--on-error", "quarantine=q"]):
        ran = run("clean", "-f", "width", "--format", "jsonl", *more, data=data.encode())
        assert (ran.code, ran.out) == (1, b'{"text":"B"}\n')
        assert "line 1" in ran.err
        assert "nested too deeply" in ran.err
    assert Path("q").read_text("utf-8") == deep + "\n"


BOMB = """
import sys, zstandard
packer = zstandard.ZstdCompressor().compressobj()
for _ in range(1 << 9):
    sys.stdout.buffer.write(packer.compress(b"0123456\\n" * (1 << 17)))
sys.stdout.buffer.write(packer.flush())
"""


@pytest.fixture
def bomb(tmp_path):
    pytest.importorskip("zstandard")
    path = tmp_path / "b.zst"
    with path.open("wb") as file:
        subprocess.run([sys.executable, "-c", BOMB], stdout=file, check=True)
    assert path.stat().st_size < 100_000
    return path


def limit_memory():
    import resource

    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))


@pytest.mark.slow
def test_a_bomb_is_refused_in_little_memory(run, bomb):
    del bomb
    ran = run("clean", "-p", "none", "b.zst", "-o", "o", preexec_fn=limit_memory)
    assert ran.code == 2
    assert "unpacks to more than 2,000 times its size" in ran.err
    assert not Path("o").exists()
    ran = run("explain", "b.zst", preexec_fn=limit_memory)
    assert ran.code == 2
    assert "holds more than 256 MB" in ran.err
    assert run("detect", "b.zst", preexec_fn=limit_memory).code == 0


def test_a_window_that_is_too_large_is_refused(run, tmp_path):
    zstandard = pytest.importorskip("zstandard")
    parameters = zstandard.ZstdCompressionParameters(window_log=28, enable_ldm=True)
    data = zstandard.ZstdCompressor(compression_params=parameters).compressobj()
    (tmp_path / "w.zst").write_bytes(data.compress(b"text\n") + data.flush())
    ran = run("clean", "-p", "none", "w.zst")
    assert ran.code == 2
    assert "--unpack-limit 0 allows up to 2 GB" in ran.err
    assert run("clean", "-p", "none", "--unpack-limit", "0", "w.zst").out == b"text\n"


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("plain/", "plain/: Not a directory"),
        ("none/", "none/: No such folder"),
        ("d", "d: is a folder; -o names a file"),
        ("d/", "d/: is a folder; -o names a file"),
    ],
)
def test_an_output_that_names_a_folder_is_refused(run, write, output, reason):
    write("a", "Ａ\n")
    kept = write("plain", "old\n")
    write("d/x", "x\n")
    for command in ("clean", "explain"):
        ran = run(command, "a", "-o", output)
        assert (ran.code, ran.out) == (2, b"")
        assert ran.err == f"hantidy: {reason}\n"
    assert kept.read_bytes() == b"old\n"
    assert not Path("none").exists()


def test_a_fifo_is_never_cleaned_in_place(run, tmp_path):
    os.mkfifo(tmp_path / "p")
    ran = run("clean", "-i", "p")
    assert ran.code == 2
    assert "p: not an ordinary file" in ran.err
