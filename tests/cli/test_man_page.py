"""The man page is what the help says."""

import runpy
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PAGE = ROOT / "man" / "hantidy.1"


@pytest.mark.skipif(version("click") < "8.4", reason="the page shows the help of a newer click")
def test_the_page_is_that_of_this_help():
    made = runpy.run_path(str(ROOT / "tools" / "make_man_page.py"))["page"]()
    assert made == PAGE.read_text("utf-8"), "python tools/make_man_page.py > man/hantidy.1"


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man")
def test_man_reads_it_without_a_warning():
    done = subprocess.run(
        ["man", "-l", "--warnings=w", str(PAGE)],
        capture_output=True, text=True, check=True, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.stderr == ""
    assert "hantidy - clean and normalize Chinese text" in done.stdout
    assert "--with NAME[:k=v,…]" in done.stdout
