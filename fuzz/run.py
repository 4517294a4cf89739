#!/usr/bin/env python3
"""Fuzz one target, guided by coverage, with seeds from the fixtures.

    python fuzz/run.py TARGET [--seconds 600] [--corpus FOLDER]

TARGET is decode, presets, filters, jsonl or toml; ``all`` divides the time. Needs the extra
``fuzz``. A finding stops the run: its input is written beside, and its traceback printed. FOLDER
holds more seeds, a file each, and receives what fuzzing finds worth keeping.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

TOP = Path(__file__).parent.parent
NAMES = ("decode", "presets", "filters", "jsonl", "toml")
LONGEST = 2000  # bytes of one input


def write_seeds(folder: Path) -> None:
    """Write each text of the fixtures as a file."""
    count = 0
    for path in sorted((TOP / "fixtures").rglob("*.toml")):
        for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ()):
            data = case["text"].encode("utf-8", "surrogatepass")
            (folder / f"{count:05}").write_bytes(b"\x00\x00" + data[:LONGEST])
            count += 1


def fuzz(name: str, seconds: int, corpus: Path | None) -> None:
    """Fuzz the target ``name`` in this process, which ends with it."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["hantidy"]):
        from targets import TARGETS  # noqa: PLC0415
    with tempfile.TemporaryDirectory() as folder:
        write_seeds(Path(folder))
        arguments = [
            sys.argv[0],
            *([str(corpus)] if corpus else []),
            folder,
            f"-max_total_time={seconds}",
            f"-max_len={LONGEST}",
            f"-dict={TOP / 'fuzz/chinese.dict'}",
            f"-artifact_prefix={name}-",
            "-timeout=20",
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        atheris.Setup(arguments, TARGETS[name])
        atheris.Fuzz()


def main() -> int:
    """Fuzz what is asked for; return 1 if something was found."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("target", choices=[*NAMES, "all"])
    arguments.add_argument("--seconds", type=int, default=600)
    arguments.add_argument("--corpus", type=Path, metavar="FOLDER")
    given = arguments.parse_args()
    if given.target != "all":
        fuzz(given.target, given.seconds, given.corpus)
        return 0
    seconds = str(given.seconds // len(NAMES))
    codes = [
        subprocess.run([sys.executable, __file__, name, "--seconds", seconds], check=False)
        for name in NAMES
    ]
    return int(any(done.returncode for done in codes))


if __name__ == "__main__":
    sys.exit(main())
