"""What the wheel holds: every module and table, the page of the manual, and nothing else."""

import subprocess
import sys
import zipfile
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


def test_the_wheel_is_small(wheel):
    assert wheel.stat().st_size <= LARGEST
    assert sum(entry.file_size for entry in zipfile.ZipFile(wheel).infolist()) <= INSTALLED
