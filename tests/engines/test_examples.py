"""Every script of examples/ runs, with the engine it is about."""

import importlib.util
import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
NAMES = {
    "arrow": "pyarrow", "datajuicer": "data_juicer", "remote": "fsspec", "spark": "pyspark",
    "testing": "hypothesis", "units": "pint", "zstd": "zstandard",
}  # fmt: skip
GATHERED = {"benchmarks", "browser", "dev", "docs", "engines", "fuzz", "notebook", "tools"}


def test_every_extra_has_an_example():
    extras = tomllib.loads((EXAMPLES.parent / "pyproject.toml").read_text("utf-8"))["project"]
    scripts = {path.stem.removeprefix("with_") for path in EXAMPLES.glob("with_*.py")}
    assert scripts == set(extras["optional-dependencies"]) - GATHERED


@pytest.mark.parametrize("script", sorted(EXAMPLES.glob("with_*.py")), ids=lambda path: path.stem)
def test_example(script, tmp_path):
    engine = script.stem.removeprefix("with_")
    engine = NAMES.get(engine, engine)
    if importlib.util.find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed: pip install 'hantidy[engines]'")
    done = subprocess.run(
        [sys.executable, str(script)],
        cwd=tmp_path, capture_output=True, text=True, timeout=600, check=False,
        env={**os.environ, "HF_HOME": str(tmp_path), "PYSPARK_PYTHON": sys.executable,
             "RAY_USAGE_STATS_ENABLED": "0", "HF_DATASETS_OFFLINE": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert done.stdout
