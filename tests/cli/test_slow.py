"""What only much text or bad timing shows: memory, signals, speed. Run with ``pytest -m slow``."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from commands import TRUE, WIDTH

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc, sends signals"),
]

COMMAND = [sys.executable, "-m", "hantidy"]
LINES = "Ａ中文测试ＡＢＣ，一行普通的文字。\n".encode()


def peak(arguments, feed, limit=None):
    """Feed the command, return its exit code, how much it wrote and its largest memory in MB."""

    def limited():
        if limit:
            import resource

            resource.setrlimit(resource.RLIMIT_AS, (limit, limit))

    process = subprocess.Popen(
        [*COMMAND, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        preexec_fn=limited,  # noqa: PLW1509 - no thread yet
    )
    import threading

    def write():
        with process.stdin as stdin:
            for data in feed:
                stdin.write(data)

    threading.Thread(target=write, daemon=True).start()
    written = 0
    while data := process.stdout.read(1 << 20):
        written += len(data)
    said = process.stderr.read().decode()
    process.stdout.close()
    process.stderr.close()
    assert "Traceback" not in said, said
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, written, used.ru_maxrss / 1000


@pytest.mark.parametrize("arguments", [TRUE, WIDTH, ("-p", "web")])
def test_memory_is_flat(arguments):
    count = 4 if "web" in arguments else 200
    code, _, most = peak(["clean", *arguments], [LINES * 25000] * count)
    assert code == 0
    assert most < 200


def test_memory_of_records_is_flat():
    record = b'{"id":1,"text":"' + LINES.strip() * 40 + b'"}\n'
    code, _, most = peak(["clean", *WIDTH, "--format", "jsonl"], [record * 500] * 400)
    assert code == 0
    assert most < 300


@pytest.mark.parametrize("kind", ["text", "jsonl"])
def test_memory_of_a_gigabyte_in_two_processes_is_flat(kind):
    """Of the command and its workers, whichever is the largest."""
    record = b'{"id":1,"text":"' + LINES.strip() * 40 + b'"}\n' if kind == "jsonl" else LINES * 40
    part = record * 500
    feed = [part] * (1_000_000_000 // len(part))
    code, written, most = peak(["clean", *WIDTH, "-j", "2", "--format", kind], feed)
    assert code == 0
    assert written > 700_000_000
    assert most < 300


def test_memory_of_a_document_without_line_ends_is_flat():
    dense = "达(dá)拉特旗,位于内蒙古.".encode() * 30_000
    code, _, most = peak(["clean"], [dense] * 25)
    assert code == 0
    assert most < 150


def test_memory_of_a_large_record_with_dense_edits_is_bounded():
    dense = "达(dá)拉特旗,位于内蒙古.".encode() * 30_000
    count = 96_000_000 // len(dense)
    feed = [b'{"text":"', *[dense] * count, b'"}\n']
    code, _, most = peak(["clean", "--format", "jsonl"], feed)
    assert code == 0
    assert most < 1000


@pytest.mark.parametrize("command", ["explain", "review", "audit"])
def test_memory_of_reports_is_bounded(tmp_path, command):
    (tmp_path / "x").write_bytes((LINES * 3).replace("Ａ".encode(), b"") * 200_000)
    code, _, most = peak([command, str(tmp_path / "x"), "-o", str(tmp_path / "o.html")], [])
    assert code in (0, 2)
    assert most < 1000


def test_a_line_of_300_megabytes():
    code, written, _ = peak(["clean", *TRUE], [b"a" * 1_000_000] * 300, limit=2_000_000_000)
    assert code == 0
    assert written == 300_000_000


def test_a_record_too_large_is_said_so():
    feed = [b'{"text":"', *[b"a" * 1_000_000] * 300, b'"}\n']
    code, written, _ = peak(["clean", *TRUE, "--format", "jsonl"], feed, limit=1_000_000_000)
    assert (code, written > 0) in ((0, True), (2, False))


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("after", [0.05, 0.3, 0.6, 1.2])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_end_at_any_moment_leaves_a_whole_file(tmp_path, number, after, jobs):
    old = LINES * 60000
    new = old.replace("Ａ".encode(), b"A").replace("ＢＣ".encode(), b"BC")
    path = tmp_path / "x"
    path.write_bytes(old)
    process = subprocess.Popen(
        [*COMMAND, "clean", *WIDTH, "-i", "-j", jobs, "x"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    time.sleep(after)
    if number == signal.SIGKILL:
        process.kill()
    else:
        os.killpg(process.pid, number)
    said = process.communicate()[1]
    assert path.read_bytes() in (old, new)
    if number != signal.SIGKILL:
        assert [each.name for each in tmp_path.iterdir()] == ["x"]
        if after >= 0.3:
            assert process.returncode in (0, 128 + number)
            assert b"Traceback" not in said


def test_no_worker_outlives_a_killed_parent(tmp_path):
    (tmp_path / "x").write_bytes(LINES * 400000)
    process = subprocess.Popen(
        [*COMMAND, "clean", *WIDTH, "-j", "2", "x"],
        cwd=tmp_path,
        stdout=subprocess.DEVNULL,
    )
    children = []
    for _ in range(100):
        time.sleep(0.02)
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if len(found) == 2:
            children = found
            break
    process.kill()
    process.wait()
    assert children
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}/stat").exists() for pid in children):
        assert time.monotonic() < deadline, "a worker goes on alone"
        time.sleep(0.05)


def test_a_killed_worker_is_told(tmp_path):
    (tmp_path / "x").write_bytes(LINES * 400000)
    process = subprocess.Popen(
        [*COMMAND, "clean", *WIDTH, "-j", "2", "x", "-o", "y"],
        cwd=tmp_path,
        stderr=subprocess.PIPE,
    )
    for _ in range(100):
        time.sleep(0.02)
        found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        if len(found) == 2:
            os.kill(int(found[0]), signal.SIGKILL)
            break
    said = process.communicate()[1].decode()
    assert process.returncode == 2
    assert "worker" in said
    assert [each.name for each in tmp_path.iterdir()] == ["x"]


def test_the_reader_may_leave():
    for jobs in ("1", "2"):
        process = subprocess.Popen(
            [*COMMAND, "clean", *TRUE, "-j", jobs],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        process.stdout.close()
        with contextlib.suppress(BrokenPipeError):
            for _ in range(200):
                process.stdin.write(LINES * 1000)
        with contextlib.suppress(BrokenPipeError):
            process.stdin.close()
        assert process.stderr.read() == b""
        process.stderr.close()
        assert process.wait() == 0


def test_a_line_leaves_before_the_next_comes():
    process = subprocess.Popen(
        [*COMMAND, "clean", *WIDTH, "--line-buffered"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    for _ in range(3):
        process.stdin.write("Ａ\n".encode())
        process.stdin.flush()
        assert process.stdout.readline() == b"A\n"
    process.stdin.close()
    process.stdout.close()
    assert process.wait() == 0


def test_few_files_are_open_at_once(tmp_path):
    for number in range(300):
        (tmp_path / str(number)).write_bytes(b"%d\n" % number)

    def limited():
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40))

    for jobs in ("1", "2"):
        done = subprocess.run(
            [*COMMAND, "clean", *TRUE, "-j", jobs, "-r", "."],
            cwd=tmp_path,
            capture_output=True,
            preexec_fn=limited,
            check=False,
        )
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.count(b"\n") == 300


def test_start_up_is_quick():
    """In seconds of work: what the clock says depends on who else is at work."""
    import resource

    def best(arguments, data):
        spent = []
        for _ in range(5):
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run([*COMMAND, *arguments], input=data, capture_output=True, check=True)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        return min(spent)

    assert best(["--version"], b"") < 0.15
    assert best(["clean"], "开发\n".encode()) < 0.4
