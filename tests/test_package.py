"""What the wheel holds: every module and table, the page of the manual, and nothing else."""

import re
import subprocess
import sys
import zipfile
from email import message_from_string
from pathlib import Path

import pytest

TOP = Path(__file__).parent.parent
LARGEST = 4_000_000  # bytes of the wheel
INSTALLED = 12_000_000


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("dist")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=TOP,
        check=True,
        capture_output=True,
    )
    (made,) = folder.glob("*.whl")
    return made


def test_the_wheel_holds_the_package_and_nothing_else(wheel):
    names = set(zipfile.ZipFile(wheel).namelist())
    version = wheel.name.split("-")[1]
    of_package = {
        str(path.relative_to(TOP / "src"))
        for path in (TOP / "src/hantidy").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    beside = {
        f"hantidy-{version}.data/data/share/man/man1/hantidy.1",
        *(
            f"hantidy-{version}.dist-info/{name}"
            for name in ("METADATA", "RECORD", "WHEEL", "entry_points.txt", "licenses/LICENSE")
        ),
    }
    assert names == of_package | beside
    kinds = {".py", ".tsv", ".txt", ".json", ".html", ".css", ".js", ".typed"}
    assert {Path(name).suffix for name in of_package} <= kinds


def test_an_index_shows_the_readme_with_no_link_that_leads_nowhere(wheel):
    (name,) = (each for each in zipfile.ZipFile(wheel).namelist() if each.endswith("/METADATA"))
    told = message_from_string(zipfile.ZipFile(wheel).read(name).decode())
    assert told["Description-Content-Type"] == "text/markdown"
    assert {"中文", "文本清洗", "乱码"} <= set(told["Keywords"].split(","))
    shown = told.get_payload()
    links = re.findall(r"\]\(([^)]*)\)", shown)
    assert [link for link in links if not link.startswith(("https://", "#"))] == []
    readme = (TOP / "README.md").read_text("utf-8")
    assert "docs/pictures" in readme
    assert "docs/pictures" not in shown
    plain = [line for line in readme.splitlines() if "](" not in line]
    assert [line for line in plain if line] == [
        line for line in shown.splitlines() if line in set(plain) and line
    ]
    assert "| with_spark.py |" in shown


def test_the_wheel_is_small(wheel):
    assert wheel.stat().st_size <= LARGEST
    assert sum(entry.file_size for entry in zipfile.ZipFile(wheel).infolist()) <= INSTALLED
