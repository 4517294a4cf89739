"""hantidy check: a repository's linter."""

import json
import subprocess
from pathlib import Path

import pytest

BAD = "今天,天气好。\n"
GOOD = "今天，天气好。\n"


def lines(ran):
    return ran.out.decode().splitlines()


@pytest.fixture
def repository(write, tmp_path):
    (tmp_path / ".git").mkdir()
    write("README.md", BAD)
    write("docs/a.md", GOOD + BAD)
    write("docs/code.py", BAD)
    write("vendor/b.md", BAD)
    write("build/c.md", BAD)
    write("build/keep.md", BAD)
    write(".gitignore", "build/*\n!build/keep.md\n")
    write(".hantidyignore", "/vendor\n")
    return tmp_path


def test_a_line_per_edit(run, repository):
    del repository
    ran = run("check")
    assert (ran.code, ran.err) == (1, "")
    assert lines(ran) == [
        "README.md:1:3 punctuation comma , → ，",
        "build/keep.md:1:3 punctuation comma , → ，",
        "docs/a.md:2:3 punctuation comma , → ，",
    ]
    assert run("check", "-q").out == b""
    assert run("check", "--no-ignore-files", "-q").code == 1


def test_named_files_are_read_whatever_they_are(run, repository):
    del repository
    assert lines(run("check", "docs/code.py")) == ["docs/code.py:1:3 punctuation comma , → ，"]
    assert lines(run("check", "docs/code.py", "--exclude", "*.py")) == []
    assert lines(run("check", "build/c.md")) == ["build/c.md:1:3 punctuation comma , → ，"]


def test_named_files_that_are_ours_to_ignore_stay(run, repository):
    """As a hook names them."""
    ran = run("check", "--fix", "vendor/b.md")
    assert (ran.code, ran.out) == (0, b"")
    assert ran.err == "hantidy: vendor/b.md: left out by .hantidyignore (--no-ignore-files)\n"
    assert (repository / "vendor/b.md").read_text("utf-8") == BAD
    assert run("check", "-q", "vendor/b.md").err == ""
    assert run("check", "--no-ignore-files", "vendor/b.md").code == 1


def test_patterns_include_and_exclude(run, repository):
    del repository
    ran = run("check", "--include", "*.py", "--exclude", "build/")
    assert lines(ran) == ["docs/code.py:1:3 punctuation comma , → ，"]
    ran = run("check", "--exclude", "docs/", "--exclude", "build/")
    assert lines(ran) == ["README.md:1:3 punctuation comma , → ，"]


def test_fix_mends_what_is_checked_and_nothing_else(run, repository):
    ran = run("check", "--fix")
    assert (ran.code, ran.out) == (0, b"")
    assert (repository / "docs/a.md").read_text("utf-8") == GOOD * 2
    assert (repository / "vendor/b.md").read_text("utf-8") == BAD
    assert (repository / "docs/code.py").read_text("utf-8") == BAD
    assert run("check").code == 0


def test_comments_switch_it_off(run, write):
    text = (
        f"{BAD}<!-- hantidy: off -->\n{BAD}<!-- hantidy: on -->\n{BAD}"
        f"{BAD.strip()} <!-- hantidy: ignore -->\n{BAD}<!-- hantidy: off -->\n{BAD}"
    )
    path = write("a.md", text)
    assert [line.split(":")[1] for line in lines(run("check", "a.md"))] == ["1", "5", "7"]
    assert run("check", "--fix", "a.md").code == 0
    mended = path.read_text("utf-8").splitlines()
    assert [number for number, line in enumerate(mended, 1) if "，" in line] == [1, 5, 7]
    # A crawled page must not switch its own cleaning off.
    assert run("clean", data=text.encode()).out.decode().count("，") == 6


def test_the_configuration_of_the_repository(run, repository, monkeypatch):
    toml = (
        '[tool.hantidy]\npreset = "none"\nexclude = ["README.md"]\n'
        '[[tool.hantidy.filter]]\nname = "width"\n'
    )
    (repository / "pyproject.toml").write_text(toml)
    (repository / "docs/w.md").write_text("Ａ\n", "utf-8")
    (repository / "README.md").write_text("Ａ\n", "utf-8")
    assert lines(run("check")) == ["docs/w.md:1:1 width latin Ａ → A"]
    monkeypatch.chdir(repository / "docs")
    assert lines(run("check")) == ["w.md:1:1 width latin Ａ → A"]
    assert lines(run("check", "-p", "repair")) == []
    data = f"Ａ{BAD}".encode()
    assert run("clean", data=data).out == f"A{GOOD}".encode()
    assert run("clean", "-c", "auto", data=data).out == f"A{BAD}".encode()
    (repository / "docs/hantidy.toml").write_text('preset = "nome"\n')
    ran = run("check")
    assert ran.code == 2
    assert "hantidy.toml: there is no preset 'nome' (did you mean none?)" in ran.err
    (repository / "docs/hantidy.toml").write_text('excluded = ["a"]\n')
    ran = run("check")
    assert ran.code == 2
    assert "unknown key 'excluded'" in ran.err
    assert ran.err.rstrip().endswith("include, exclude")


def test_a_pyproject_of_another_is_none(run, repository):
    (repository / "pyproject.toml").write_text('[tool.other]\nx = 1\n[project]\nname = "a"\n')
    assert run("check", "docs/a.md").code == 1


def test_github_and_sarif(run, write):
    write("a b.md", BAD)
    (line,) = lines(run("check", "--format", "github", "a b.md"))
    assert line.startswith("::warning file=a b.md,line=1,col=3,title=hantidy punctuation comma::")
    ran = run("check", "--format", "sarif", "a b.md")
    assert ran.code == 1
    (found,) = json.loads(ran.out)["runs"][0]["results"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20b.md"
    assert place["region"] == {"startLine": 1, "startColumn": 3}
    assert found["ruleId"] == "punctuation/comma"
    assert json.loads(run("check", "--format", "sarif", "-p", "none", "a b.md").out)["version"]


def test_what_cannot_be_read_is_told(run, write):
    write("a.png", b"\x89PNG\r\n\x1a\n")
    path = write("g.md", (BAD * 9).encode("gbk"))
    ran = run("check", "--fix", "nowhere.md", "a.png", "g.md")
    assert ran.code == 2
    assert "nowhere.md: No such file" in ran.err
    assert "a.png: is a PNG image" in ran.err
    assert "g.md: left as it is" in ran.err
    assert path.read_bytes() == (BAD * 9).encode("gbk")


def test_clean_heeds_ignore_files_only_when_asked(run, repository):
    del repository
    every = run("clean", "-r", ".", "-p", "none").out.decode()
    assert every.count(BAD) == 6
    ran = run("clean", "-r", ".", "-p", "none", "--ignore-files")
    assert ran.out.decode().count(BAD) == 4
    assert ran.err == "hantidy: 2 files and folders left out by ignore files\n"
    assert run("clean", "-r", ".", "-p", "none", "--ignore-files", "-q").err == ""
    assert run("clean", "--ignore-files", "README.md").code == 2


def test_git_agrees_about_what_is_ignored(run, tmp_path, write):
    """The names are compared with what git itself says."""
    subprocess.run(["git", "init", "-q", "."], cwd=tmp_path, check=True)
    write(".gitignore", "*.tmp.md\n/top/\nsub/deep/*.md\n!sub/deep/kept.md\n# no\n\\#yes.md\n")
    write("sub/.gitignore", "own.md\n!a.tmp.md\n")
    names = ["a.tmp.md", "top/x.md", "sub/top/x.md", "sub/deep/x.md", "sub/deep/kept.md"]
    names += ["sub/own.md", "own.md", "sub/a.tmp.md", "#yes.md", "z.md"]
    for name in names:
        write(name, BAD)
    git = ["git", "ls-files", "--others", "--exclude-standard", "*.md"]
    known = subprocess.run(git, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    found = {line.split(":")[0] for line in lines(run("check"))}
    assert found == set(known.split("\n")[:-1]) - {""}
    assert "sub/a.tmp.md" in found
    assert Path("top/x.md").exists()


def test_a_line_that_is_no_pattern_matches_nothing(run, repository, write):
    del repository
    write(".gitignore", "\\\nbuild/\n")
    assert {line.split(":")[0] for line in lines(run("check"))} == {"README.md", "docs/a.md"}
    ran = run("check", "--exclude", "\\")
    assert (ran.code, ran.out) == (2, b"")
    assert "is no pattern as .gitignore has them" in ran.err


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [
        ("a.json", '{"今天,晴":"今天,晴。&quot;"}\n', '{"今天,晴":"今天，晴。\\""}\n'),
        ("a.csv", "今天&quot;晴,好,今天\n", '"今天""晴",好,今天\n'),
        ("a.tsv", "天气\t今天&Tab;晴。\t今天,晴。\n", "天气\t今天&Tab;晴。\t今天，晴。\n"),
        ("a.po", 'msgid "今天,晴"\nmsgstr "今天,晴"\n', 'msgid "今天,晴"\nmsgstr "今天，晴"\n'),
        ("a.yaml", "天气:晴\n", "天气:晴\n"),
        ("a.toml", '天气="今天,晴&quot;"\n', '天气="今天,晴&quot;"\n'),
    ],
)
def test_fix_leaves_the_syntax_of_known_formats(run, write, name, before, after):
    path = write(name, before)
    found = lines(run("check", name))
    assert bool(found) == (before != after)
    assert run("check", "--fix", name).code == 0
    assert path.read_text("utf-8") == after
    assert run("check", name).code == 0
    assert run("clean", name).out == after.encode()


def test_edits_in_values_stand_where_they_are(run, write):
    write("a.srt", "1\n00:00:01,000 --> 00:00:02,000\n" + BAD)
    assert lines(run("check", "a.srt")) == ["a.srt:3:3 punctuation comma , → ，"]
    write("a.json", '["", "\\u4eca天,天气好。"]')
    assert lines(run("check", "a.json")) == ["a.json:1:6 punctuation comma , → ，"]
    write("a.csv", '"今天,晴。"\n"今天,晴。 hantidy: ignore"\n')
    assert lines(run("check", "a.csv")) == ["a.csv:1:1 punctuation comma , → ，"]


def test_broken_formats_and_records_are_refused(run, write):
    write("a.json", "[")
    assert "a.json: is no valid json" in run("check", "a.json").err
    write("a.jsonl", "{}")
    assert "a.jsonl: holds records" in run("check", "a.jsonl").err
    assert "standard input cannot be mended" in run("check", "--fix", "-", data=b"").err
