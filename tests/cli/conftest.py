import os
import subprocess
import sys
from pathlib import Path

import pytest


class Ran:
    def __init__(self, done):
        self.code = done.returncode
        self.out = done.stdout
        self.err = done.stderr.decode("utf-8", "replace")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command in an empty folder: arguments, standard input as bytes."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments, data=b"", **options):
        done = subprocess.run(
            [sys.executable, "-m", "hantidy", *map(os.fsdecode, map(os.fsencode, arguments))],
            input=data,
            capture_output=True,
            check=False,
            timeout=60,
            **options,
        )
        ran = Ran(done)
        assert "Traceback" not in ran.err, ran.err
        return ran

    return call


@pytest.fixture
def write(tmp_path):
    """Write a file in the empty folder."""

    def call(name, data):
        path = Path(os.fsdecode(tmp_path / os.fsdecode(name)))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return call
