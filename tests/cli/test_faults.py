"""What happens when the machine fails: killed, disk full, read-only, Ctrl-C at the first moment."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="mounts, sends signals")

COMMAND = [sys.executable, "-m", "hantidy", "clean", "-f", "width"]
LINES = "Ａ中文测试ＡＢＣ，一行普通的文字。\n".encode() * 40_000
CLEAN = LINES.replace("Ａ".encode(), b"A").replace("ＢＣ".encode(), b"BC")
KILLS = 50


def killed(arguments, folder, after):
    process = subprocess.Popen(
        [*COMMAND, *arguments], cwd=folder, stderr=subprocess.DEVNULL, start_new_session=True
    )
    time.sleep(after)
    process.kill()
    process.wait()


def seconds_of(arguments, folder):
    start = time.monotonic()
    subprocess.run([*COMMAND, *arguments], cwd=folder, check=True, capture_output=True)
    return time.monotonic() - start


@pytest.mark.slow
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("where", [("-i", "x"), ("x", "-o", "y"), ("-r", "d", "--output-dir", "e")])
def test_fifty_kills_lose_nothing(tmp_path, where, jobs):
    """Old file whole or new file whole, and at most one hidden file a kill beside it."""
    moments = random.Random(str((where, jobs)))

    def prepare():
        for name in ("x", "d/1", "d/2"):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(LINES)

    prepare()
    arguments = (*where, "-j", jobs)
    whole = seconds_of(arguments, tmp_path)
    for old in (
        tmp_path / "y",
        tmp_path / "e/1",
        tmp_path / "e/2",
        tmp_path / "e/.hantidy-done.jsonl",
    ):
        old.unlink(missing_ok=True)
    for count in range(1, KILLS + 1):
        prepare()
        (tmp_path / "y").write_bytes(b"old\n")
        killed(arguments, tmp_path, moments.uniform(0, whole))
        assert (tmp_path / "x").read_bytes() in ((LINES, CLEAN) if "-i" in where else (LINES,))
        assert (tmp_path / "y").read_bytes() in (b"old\n", CLEAN)
        for name in ("1", "2"):
            assert (tmp_path / "d" / name).read_bytes() == LINES
            if (tmp_path / "e" / name).exists():
                assert (tmp_path / "e" / name).read_bytes() == CLEAN
        visible = {path.name for path in tmp_path.rglob("[!.]*") if path.is_file()}
        assert visible <= {"x", "y", "1", "2"}
        hidden = [path for path in tmp_path.rglob(".*") if path.suffix != ".jsonl"]
        assert len(hidden) <= count
    # What was broken off is done by the next run, whatever was left behind.
    subprocess.run([*COMMAND, *arguments], cwd=tmp_path, check=True, capture_output=True)
    made = {"-i": "x", "-r": "e/1"}.get(where[0], "y")
    assert (tmp_path / made).read_bytes() == CLEAN


@pytest.fixture
def small_disk(tmp_path):
    """A file system of 2 MB; skipped where we may not mount one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only the superuser mounts a file system")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_full_disk_is_said_and_leaves_the_old_file(small_disk, jobs):
    (small_disk / "x").write_bytes(LINES[: 49 * 30_000])
    (small_disk / "y").write_bytes(b"old\n")
    for arguments in (["-i", "x"], ["x", "-o", "y"], ["x", "--output-dir", "e"]):
        done = subprocess.run(
            [*COMMAND, *arguments, "-j", jobs], cwd=small_disk, capture_output=True, check=False
        )
        assert (done.returncode, done.stdout) == (2, b"")
        assert b"No space left on device" in done.stderr
        assert b"Traceback" not in done.stderr
        assert (small_disk / "x").read_bytes() == LINES[: 49 * 30_000]
        assert (small_disk / "y").read_bytes() == b"old\n"
        assert not [
            path for path in small_disk.rglob("*") if path.is_file() and path.name not in "xy"
        ]


def test_a_limit_on_the_size_of_files_is_a_full_disk(run, write):
    import resource

    write("x", LINES)

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    for arguments in (["-i", "x"], ["x", "-o", "y"]):
        ran = run("clean", "-f", "width", *arguments, preexec_fn=limited)
        assert ran.code == 2
        assert "File too large" in ran.err
        assert Path("x").read_bytes() == LINES
        assert list(map(str, Path().iterdir())) == ["x"]


def as_plain_user():
    """Drop what lets the superuser read and write what the mode of a file forbids."""
    import ctypes

    drop, read_and_write, read_and_search = 24, 1, 2
    for capability in (read_and_write, read_and_search):
        ctypes.CDLL(None).prctl(drop, capability, 0, 0, 0)


def test_a_plain_user_is_told_what_is_read_only(tmp_path, run, write):
    for name in ("x", "d/x", "d/secret"):
        write(name, "Ａ\n")
    Path("d/secret").chmod(0)
    Path("x").chmod(0o444)
    Path("d").chmod(0o555)
    for arguments, said in (
        (["-i", "x"], "x: is read-only"),
        (["-i", "d/x"], "d/x: Permission denied"),
        (["d/x", "-o", "d/y"], "d/y: Permission denied"),
        (["d/x", "--output-dir", "d/e"], "d/e: Permission denied"),
        (["d/secret"], "'d/secret' is not readable"),
    ):
        ran = run("clean", "-f", "width", *arguments, preexec_fn=as_plain_user)
        assert (ran.code, ran.out) == (2, b"")
        assert said in ran.err
        assert Path("x").read_text() == Path("d/x").read_text() == "Ａ\n"
    Path("d").chmod(0o755)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["d", "secret", "x", "x"]


ENTRY = """
import os, signal, sys
from importlib import abc
from hantidy.__main__ import main

delay = float(sys.argv.pop(1))
sys.argv[0] = "hantidy"
interrupt = lambda *_: os.kill(os.getpid(), signal.SIGINT)
signal.signal(signal.SIGALRM, interrupt)

class Begins(abc.MetaPathFinder):  # asked for the first time when main imports something
    def find_spec(self, name, path, target=None):
        sys.meta_path.remove(self)
        signal.setitimer(signal.ITIMER_REAL, delay) if delay else interrupt()

sys.meta_path.insert(0, Begins())
main()
"""


@pytest.mark.parametrize("delay", ["0", "0.0001", "0.005", "0.02", "0.04", "0.06", "0.09"])
def test_ctrl_c_from_the_first_moment_is_no_traceback(tmp_path, delay):
    """From entry into ``main`` on: while modules are imported, and while the text is worked on."""
    (tmp_path / "x").write_bytes(LINES)
    done = subprocess.run(
        [sys.executable, "-c", ENTRY, delay, "clean", "-i", "x"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert b"Traceback" not in done.stderr
    assert done.returncode in (130, 0)
    assert (tmp_path / "x").read_bytes() == LINES or done.returncode == 0
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


MAKING_A_CLASS = """
import functools, os, sys
from hantidy.__main__ import main

number = int(sys.argv.pop())

def interrupt(self, owner, name):
    if owner.__name__ == "Pipeline":
        os.kill(os.getpid(), number)

functools.cached_property.__set_name__ = interrupt
main()
"""


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_signal_while_a_class_is_made_is_no_traceback(tmp_path, number, code):
    (tmp_path / "x").write_bytes(LINES)
    done = subprocess.run(
        [sys.executable, "-c", MAKING_A_CLASS, "clean", "-i", "x", str(int(number))],
        cwd=tmp_path,
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (code, b"")
    assert (tmp_path / "x").read_bytes() == LINES


@pytest.mark.parametrize("more", [[], ["--backup", ".bak"]])
def test_other_names_of_a_file_are_said(run, write, more):
    write("x", "Ａ\n")
    os.link("x", "z")
    ran = run("clean", "-f", "width", "-i", *more, "x")
    assert (ran.code, Path("x").read_bytes(), Path("z").read_text()) == (0, b"A\n", "Ａ\n")
    assert ran.err == "hantidy: x: had 1 other name (hard links), which keep the old text\n"
    write("y", "Ａ\n")
    assert run("clean", "-f", "width", "-i", *more, "y").err == ""


DISMISSED = """
import os, signal, time
from hantidy.records.process_pool import Crew

def end(number, frame):
    raise SystemExit(128 + number)

signal.signal(signal.SIGTERM, end)
os.register_at_fork(after_in_child=lambda: time.sleep(0.3))
held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT}) | {signal.SIGINT}
Crew(str, 2).dismiss()
assert signal.pthread_sigmask(signal.SIG_BLOCK, ()) == held
"""


def test_workers_that_are_not_needed_end_in_silence():
    """A signal that meets a process in the middle of its fork finds no handler of the parent.

    What the parent holds back itself stays held back.
    """
    ran = subprocess.run(
        [sys.executable, "-c", DISMISSED], check=False, capture_output=True, text=True, timeout=60
    )
    assert (ran.returncode, ran.stderr) == (0, "")
