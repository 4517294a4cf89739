"""What other repositories take from this one: the hooks of pre-commit and the action of GitHub.

Both install this package into environments of their own (nox -s hooks).
"""

import os
import re
import subprocess
import sys
import venv
from pathlib import Path

import pytest
import yaml

TOP = Path(__file__).parent.parent
DAMAGED = "達(dá)拉特旗,沙棘。\n"
pytestmark = pytest.mark.slow


def ran(*call, **options):
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=600, **options)


@pytest.fixture
def repository(tmp_path):
    """A repository of somebody, with a damaged text, a sound one, code and an ignored text."""
    folder = tmp_path / "theirs"
    (folder / "vendor").mkdir(parents=True)
    for name, text in {
        "a b.md": DAMAGED, "sound.md": "没有什么可改。\n", "code.py": f"x = '{DAMAGED[:-2]}'\n",
        "vendor/v.md": DAMAGED, ".hantidyignore": "vendor/\n",
    }.items():  # fmt: skip
        (folder / name).write_text(text, "utf-8")
    for call in (["init", "-q"], ["add", "-A"]):
        subprocess.run(["git", *call], cwd=folder, check=True)
    return folder


@pytest.fixture
def ours(tmp_path):
    """The files of this checkout as a repository whose commit hooks are taken from."""
    if not (TOP / ".git").exists():
        pytest.skip("not a checkout")
    files = subprocess.run(
        ["git", "ls-files", "-z"], cwd=TOP, check=True, capture_output=True
    ).stdout
    folder = tmp_path / "ours"
    for name in filter(None, os.fsdecode(files).split("\0")):
        if name.split("/")[0] in {"src", "man"} or "/" not in name:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_bytes((TOP / name).read_bytes())
    who = ["-c", "user.name=n", "-c", "user.email=n@example.org"]
    for call in (["init", "-q"], ["add", "-A"], [*who, "commit", "-q", "-m", "x"]):
        subprocess.run(["git", *call], cwd=folder, check=True)
    return folder


def test_hooks_of_pre_commit(repository, ours, tmp_path):
    pytest.importorskip("pre_commit")
    commit = ran("git", "rev-parse", "HEAD", cwd=ours).stdout.strip()
    hooks = [{"id": "hantidy-check"}, {"id": "hantidy-fix", "stages": ["manual"]}]
    where = {"repo": ours.as_uri(), "rev": commit, "hooks": hooks}
    (repository / ".pre-commit-config.yaml").write_text(yaml.safe_dump({"repos": [where]}), "utf-8")
    env = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home")}
    env.pop("PYTHONPATH", None)
    hook = [sys.executable, "-m", "pre_commit", "run", "--all-files"]
    checked = ran(*hook, cwd=repository, env=env)
    assert checked.returncode == 1, checked.stderr
    assert re.findall(r"^(.*?):\d+:\d+ (\S+)", checked.stdout, re.MULTILINE) == [
        ("a b.md", "gloss"),
        ("a b.md", "punctuation"),
    ]
    fixed = ran(*hook, "--hook-stage", "manual", "hantidy-fix", cwd=repository, env=env)
    assert "files were modified" in fixed.stdout
    assert (repository / "a b.md").read_text("utf-8") == "達拉特旗，沙棘。\n"
    assert (repository / "vendor/v.md").read_text("utf-8") == DAMAGED
    assert ran(*hook, cwd=repository, env=env).returncode == 0


def test_the_action(repository, tmp_path):
    venv.create(tmp_path / "env", with_pip=True)
    env = {"PATH": f"{tmp_path}/env/bin:{os.environ['PATH']}", "HOME": str(tmp_path)}

    def taken(step, **given):
        """Run a step as GitHub does: expressions filled in, bash that stops at an error."""
        values = {f"inputs.{name}": each["default"] for name, each in action["inputs"].items()}
        values |= {"github.action_path": str(TOP)}
        values |= {f"inputs.{name}": value for name, value in given.items()}
        filled = {
            name: re.sub(r"\$\{\{ (\S+) \}\}", lambda found: values[found[1]], value)
            for name, value in step["env"].items()
        }
        bash = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
        return ran(*bash, cwd=repository, env={**env, **filled})

    action = yaml.safe_load((TOP / "action.yml").read_text("utf-8"))
    python, install, check = action["runs"]["steps"]
    assert python["uses"].startswith("actions/setup-python@")
    wrong = taken(install, version="==0.0.0.1")
    assert "hantidy==0.0.0.1" in wrong.stderr
    installed = taken(install)
    assert installed.returncode == 0, installed.stderr
    checked = taken(check)
    assert checked.returncode == 1
    assert re.findall(r"^::warning file=(.*?),line=1,col=(\d+)", checked.stdout, re.MULTILINE) == [
        ("a b.md", "2"),
        ("a b.md", "9"),
    ]
    assert taken(check, arguments="--exclude *.md -q").returncode == 0
    assert taken(check, paths="sound.md code.py").returncode == 1
