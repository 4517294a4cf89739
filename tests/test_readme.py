"""What the README says is what happens."""

import doctest
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
README = (TOP / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "page",
    [*sorted(TOP.glob("README*.md")), *sorted((TOP / "docs").glob("*.md"))],
    ids=lambda page: page.stem,
)
def test_examples(page):
    """Every Python example runs and prints what stands there."""
    failed, tried = doctest.testfile(str(page), module_relative=False, encoding="utf-8")
    assert tried or "```python" not in page.read_text(encoding="utf-8")
    assert not failed


PAGES = [TOP / "README.md", *sorted((TOP / "docs").glob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_commands_are_understood(page):
    """Every hantidy of a console block has the options that stand there, and values they take."""
    from hantidy.cli import hantidy

    blocks = re.findall(
        r"^```console\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    for line in "".join(blocks).splitlines():
        words = shlex.split(line.removeprefix("$ "), comments=True)
        for start, word in enumerate(words):
            if word != "hantidy" or (start and words[start - 1] not in ("|", "&&", "uvx")):
                continue
            ends = (at for at in range(start, len(words)) if words[at] in ("|", "&&", ">", "<"))
            name, *rest = words[start + 1 : next(ends, len(words))]
            command = hantidy.get_command(None, name)
            assert command is not None, line
            command.make_context(name, rest)  # an error that names what is wrong


def test_lists_are_fresh():
    """The lists of filters and presets are those of the registry."""
    done = subprocess.run([sys.executable, "tools/make_readme.py", "--check"], cwd=TOP, check=False)
    assert done.returncode == 0, "run python tools/make_readme.py"


def test_the_commands_are_there():
    """The check of every submission reads the test command from here."""
    for name in ("main", "test"):
        assert re.search(
            rf"<!-- {name} command -->\n```console\n\$ python3 -m venv \.venv && .*\n```", README
        )


@pytest.mark.parametrize("name", ["README.zh-Hans.md", "README.zh-Hant.md"])
def test_translations_say_the_same(name):
    """Code, lists, links and headings are those of the English README, in its order."""
    translated = (TOP / name).read_text(encoding="utf-8")
    shape = re.compile(r"^#+ |^- |^```.*?^```|\]\((?!README)[^)]*\)", re.MULTILINE | re.DOTALL)
    here, there = shape.findall(translated), shape.findall(README)
    code = [each for each in there if each.startswith("```")]
    assert [each for each in here if each.startswith("```")] == code
    assert len(here) == len(there)
    assert {each for each in there if each.startswith("](")} <= set(here)
