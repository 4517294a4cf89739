"""Files: in place, new ones, checked, compared."""

import os
import stat
from pathlib import Path

from commands import WIDTH


def test_in_place_says_nothing_and_keeps_the_mode(run, write):
    path = write("x", "Ａ\n")
    path.chmod(0o640)
    ran = run("clean", *WIDTH, "-i", "x")
    assert (ran.code, ran.out, ran.err) == (0, b"", "")
    assert path.read_bytes() == b"A\n"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_in_place_follows_links(run, write, tmp_path):
    path = write("d/x", "Ａ\n")
    link = tmp_path / "l"
    link.symlink_to("d/x")
    run("clean", *WIDTH, "-i", "l")
    assert link.is_symlink()
    assert path.read_bytes() == b"A\n"


def test_untouched_file_keeps_inode_and_time(run, write):
    path = write("x", "a\n")
    os.utime(path, (1e9, 1e9))
    before = path.stat()
    run("clean", *WIDTH, "-i", "x")
    after = path.stat()
    assert (before.st_ino, before.st_mtime) == (after.st_ino, after.st_mtime)
    assert [path.name for path in Path.cwd().iterdir()] == ["x"]


def test_backup_keeps_the_old_bytes(run, write):
    write("x", "Ａ\n")
    run("clean", *WIDTH, "-i", "--backup", ".bak", "x")
    assert Path("x.bak").read_bytes() == "Ａ\n".encode()
    assert Path("x").read_bytes() == b"A\n"


def test_in_place_goes_on_after_a_bad_name(run, write):
    path = write("x", "Ａ\n")
    assert run("clean", *WIDTH, "-i", "nope", "x").code == 2
    assert path.read_bytes() == b"A\n"


def test_in_place_leaves_what_it_would_damage(run, write):
    data = "Ａ".encode() + b"\xff\n"
    path = write("x", data)
    ran = run("clean", "-f", "width", "--encoding", "utf-8", "-i", "x")
    assert ran.code == 2
    assert "left as it is" in ran.err
    assert path.read_bytes() == data
    ran = run("clean", "-f", "width", "--encoding", "utf-8", "-i", "--backup", "~", "x")
    assert ran.code == 0
    assert path.read_bytes() == "A\ufffd\n".encode()


def test_in_place_reports_a_declaration_that_is_wrong_now(run, write):
    page = '<meta charset="gb2312">\nＡ中文\n'
    path = write("x", page.encode("gbk"))
    ran = run("clean", "-f", "width", "--encoding", "gbk", "-i", "x")
    assert ran.code == 0
    assert "says that it is in gb18030" in ran.err
    assert path.read_text(encoding="utf-8") == page.replace("Ａ", "A")


def test_standard_input_is_never_in_place(run):
    assert run("clean", *WIDTH, "-i", "-", data=b"a").code == 2
    assert run("clean", *WIDTH, "-i", data=b"a").code == 2


def test_output_may_not_be_an_input(run, write, tmp_path):
    path = write("x", "Ａ\n")
    os.link(path, tmp_path / "h")
    assert run("clean", *WIDTH, "x", "-o", "o").code == 0
    assert Path("o").read_bytes() == b"A\n"
    ran = run("clean", *WIDTH, "x", "-o", "h")
    assert ran.code == 2
    assert path.read_bytes() == "Ａ\n".encode()


def test_output_found_among_the_inputs_stays(run, write):
    write("d/a", "Ａ\n")
    path = write("d/z", "old\n")
    assert run("clean", *WIDTH, "-r", "d", "-o", "d/z").code == 2
    assert path.read_bytes() == b"old\n"
    assert run("clean", *WIDTH, "-r", "d", "-o", "d/new/x").code == 2
    assert run("clean", *WIDTH, "-r", "d", "-o", "d/b").code == 0
    assert (path.parent / "b").read_bytes() == b"A\nold\n"


def test_a_missing_input_does_not_empty_the_output(run, write):
    path = write("out", "old\n")
    assert run("clean", *WIDTH, "nope", "-o", "out").code == 2
    assert path.read_bytes() == b"old\n"


def test_a_declaration_that_is_wrong_now_is_told(run, write):
    page = '<meta charset="gb2312">Ａ中文\n'
    path = write("x", page.encode("gbk"))
    ran = run("clean", "-f", "width", "-i", "--encoding", "gb2312", "x")
    assert ran.code == 0
    assert "says that it is in gb" in ran.err
    assert path.read_bytes() == page.replace("Ａ", "A").encode()


def test_a_guess_is_left_alone(run, write):
    data = "这是一个用旧编码写成的页面，标点和字都在。\n".encode("gbk") * 9
    path = write("x", data)
    ran = run("clean", "-f", "width", "-i", "x")
    assert ran.code == 2
    assert "--encoding gb18030" in ran.err
    assert path.read_bytes() == data


def test_failed_run_leaves_no_output(run, write):
    write("x", b"a\n\xff\n")
    assert run("clean", "--encoding", "utf-8", "--errors", "strict", "x", "-o", "out").code == 2
    assert [path.name for path in Path.cwd().iterdir()] == ["x"]


def test_check_writes_nothing(run, write):
    path = write("x", "Ａ\n")
    ran = run("clean", *WIDTH, "--check", "x")
    assert (ran.code, ran.out) == (1, b"")
    assert "x: would change" in ran.err
    assert path.read_bytes() == "Ａ\n".encode()
    write("y", "A\n")
    assert run("clean", *WIDTH, "--check", "y").code == 0
    assert run("clean", *WIDTH, "--check", "nope").code == 2


def test_diff_can_be_applied(run, write):
    old = "".join(f"{'Ａ' if i % 40 == 7 else 'a'}{i}\n" for i in range(900)) + "Ｚ"
    write("x", old)
    ran = run("clean", *WIDTH, "--diff", "x")
    assert ran.code == 0
    assert b"\033" not in ran.out
    new = run("clean", *WIDTH, "x").out.decode()
    assert applied(old, ran.out.decode()) == new


def applied(text, diff):
    """What patch(1) makes of it."""
    old = text.split("\n")
    new, at = [], 0
    for line in diff.split("\n")[2:]:
        if line.startswith("@@"):
            start = int(line.split()[1][1:].split(",")[0]) - 1
            new += old[at:start]
            at = start
        elif line[:1] in " -":
            if line:
                assert old[at] == line[1:]
                at += 1
                new += [line[1:]] if line[0] == " " else []
        elif line[:1] == "+":
            new.append(line[1:])
    return "\n".join(new + old[at:])


def test_stats_alone_takes_no_file(run, write):
    path = write("x", "ＡＢ\n")
    ran = run("clean", *WIDTH, "--stats", "x")
    assert ran.out == b"AB\n"
    assert "width" in ran.err
    assert path.read_bytes() == "ＡＢ\n".encode()
    run("clean", *WIDTH, "--stats=s.json", "x")
    import json

    found = json.loads(Path("s.json").read_bytes())
    assert found["inputs"] == 1
    assert sum(found["edits"]["width"].values()) >= 1
