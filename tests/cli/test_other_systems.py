"""What Windows lacks is not needed: the command without the names that POSIX alone has."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from hantidy.cli.review import _name
from hantidy.records.descriptors import writer_to

SRC = Path(__file__).parents[2] / "src"
MISSING = """
import os, signal, sys
for name in (
    "chown fchown fchmod lchown fork forkpty getuid geteuid getgid getegid mkfifo O_CLOEXEC "
    "O_NONBLOCK O_NOFOLLOW O_DIRECTORY O_SYNC uname sysconf killpg setsid pread pwrite readv "
    "sendfile posix_fadvise get_blocking set_blocking sched_getaffinity register_at_fork "
    "copy_file_range getxattr setxattr listxattr removexattr getloadavg"
).split():
    if hasattr(os, name):
        delattr(os, name)
for name in "SIGPIPE SIGHUP SIGALRM SIGUSR1 SIGCHLD SIGTSTP SIGQUIT SIGWINCH alarm setitimer".split():
    if hasattr(signal, name):
        delattr(signal, name)
class Nowhere:
    def find_spec(self, name, path=None, target=None):
        if name in ("fcntl", "resource", "pwd", "grp", "termios", "tty"):
            raise ImportError(name)
for name in ("fcntl", "resource", "pwd", "grp", "termios", "tty"):
    sys.modules.pop(name, None)
sys.meta_path.insert(0, Nowhere())
"""
TEXT = "河湾(wan)(wan)开发区(qu)(qu)建(jian)成。\r\n水厂今天,完成。\r\n"
CLEAN = "河湾开发区建成。\r\n水厂今天，完成。\r\n"


@pytest.fixture
def hantidy(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("lacks").mkdir()
    Path("lacks/sitecustomize.py").write_text(MISSING, "utf-8")
    paths = os.pathsep.join([str(tmp_path / "lacks"), str(SRC)])
    env = {**os.environ, "PYTHONPATH": paths, "PYTHONIOENCODING": "cp936", "PYTHONUTF8": "0"}

    def run(*words):
        command = [sys.executable, "-m", "hantidy", *words]
        return subprocess.run(command, env=env, capture_output=True, check=True).stdout

    return run


def test_the_command_runs_and_keeps_line_ends(hantidy):
    for name in ("pages/一.txt", "pages/里 面/二.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(TEXT.encode())
    assert hantidy("clean", "pages/一.txt") == CLEAN.encode()
    hantidy("clean", "-r", "pages", "--output-dir", "out")
    assert Path("out/里 面/二.txt").read_bytes() == CLEAN.encode()
    for command in ("explain", "audit", "review", "detect"):
        assert hantidy(command, "pages/一.txt").decode()
    hantidy("review", "pages/一.txt", "-o", "r.html")
    assert b"\r" not in Path("r.html").read_bytes()
    hantidy("clean", "-i", "--backup", ".orig", "-r", "pages")
    assert Path("pages/里 面/二.txt").read_bytes() == CLEAN.encode()
    assert Path("pages/里 面/二.txt.orig").read_bytes() == TEXT.encode()
    line = json.dumps({"text": TEXT}, ensure_ascii=False).encode() + b"\r\n"
    Path("c.jsonl").write_bytes(line * 3)
    Path("names.txt").write_bytes("今天,\r\n".encode())
    cleaned = hantidy("clean", "--keep-file", "names.txt", "c.jsonl").splitlines(keepends=True)
    assert [json.loads(each)["text"] for each in cleaned] == [CLEAN.replace("，", ",")] * 3
    assert all(each.endswith(b"\r\n") for each in cleaned)


def test_names_of_windows_in_a_page():
    assert _name("C:\\网页\\一.txt") == "一.txt"


def test_a_console_of_windows_is_written_to_as_text(monkeypatch, tmp_path):
    """Python's own stream for it, which takes UTF-8; here a file stands for the console."""
    with (tmp_path / "console").open("wb") as file:
        monkeypatch.setattr(os, "isatty", lambda _: True)
        monkeypatch.setattr(os, "name", "nt")
        write = writer_to(file.fileno())
        monkeypatch.undo()
        assert write.__self__.name == file.fileno()
        assert write("好".encode()) == 3
    assert (tmp_path / "console").read_bytes() == "好".encode()
    assert writer_to(1).func is os.write
