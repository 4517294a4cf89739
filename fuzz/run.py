#!/usr/bin/env python3
"""Fuzz one target, guided by coverage, with seeds from the fixtures.

    python fuzz/run.py TARGET [--seconds 600] [--runs N] [--corpus FOLDER]

TARGET is decode, presets, filters, jsonl or toml; ``all`` takes one after the other and divides
the time. With ``--runs`` each target runs that often with the same seed, so that the result is the
same on every machine. Needs the extra ``fuzz``. A finding stops the run: its input is written
beside, and its traceback printed. FOLDER holds more seeds, a file each, and receives what fuzzing
finds worth keeping.
"""

from __future__ import annotations

import argparse
import os
import pkgutil
import subprocess
import sys
import tempfile
import tomllib
from importlib import import_module
from pathlib import Path

TOP = Path(__file__).parent.parent
RUNS = {"decode": 4_000, "presets": 1_000, "filters": 7_000, "jsonl": 400_000, "toml": 20_000}
"""About twenty seconds each: how often ``--runs 1`` runs a target."""
LONGEST = 2000  # bytes of one input


def write_seeds(folder: Path, name: str, *, few: bool) -> None:
    """Write each text of the fixtures as a file, or a ``few`` of them; TOML for its own target."""
    if name == "toml":
        import hantidy  # noqa: PLC0415
        from hantidy.pipeline.presets import names  # noqa: PLC0415

        seeds = [hantidy.preset(each, to="tw").to_toml().encode() for each in names()]
        seeds += [path.read_bytes() for path in sorted((TOP / "fuzz").glob("*.toml"))]
    else:
        seeds = [
            b"\x00\x00" + case["text"].encode("utf-8", "surrogatepass")
            for path in sorted((TOP / "fixtures").rglob("*.toml"))
            for case in tomllib.loads(path.read_text(encoding="utf-8")).get("case", ())
        ]
    for number, seed in enumerate(seeds[:: 10 if few and name != "toml" else 1]):
        (folder / f"{number:05}").write_bytes(seed[:LONGEST])


def import_all() -> None:
    """Import the modules that are otherwise imported when used, so that coverage sees them."""
    import hantidy  # noqa: PLC0415

    for module in pkgutil.walk_packages(hantidy.__path__, "hantidy."):
        if not module.name.startswith(("hantidy.engines", "hantidy.testing", "hantidy.__main__")):
            import_module(module.name)


def fuzz(name: str, seconds: int, runs: int, corpus: Path | None) -> None:
    """Fuzz the target ``name`` in this process, which ends with it."""
    import atheris  # noqa: PLC0415

    with atheris.instrument_imports(include=["hantidy"]):
        import_all()
        from targets import TARGETS  # noqa: PLC0415
    with tempfile.TemporaryDirectory() as folder:
        write_seeds(Path(folder), name, few=bool(runs))
        long = [f"-runs={runs * RUNS[name]}", "-seed=1"] if runs else [f"-max_total_time={seconds}"]
        arguments = [
            sys.argv[0],
            *([str(corpus)] if corpus else []),
            folder,
            *long,
            f"-max_len={LONGEST}",
            f"-dict={TOP / 'fuzz/chinese.dict'}",
            f"-artifact_prefix={name}-",
            "-timeout=60",
            "-verbosity=0",
            "-print_final_stats=1",
        ]
        atheris.Setup(arguments, TARGETS[name])
        atheris.Fuzz()


def main() -> int:
    """Fuzz what is asked for; return 1 if something was found."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("target", choices=[*RUNS, "all"])
    arguments.add_argument("--seconds", type=int, default=600)
    arguments.add_argument("--runs", type=int, default=0, help="times of some twenty seconds each")
    arguments.add_argument("--corpus", type=Path, metavar="FOLDER")
    given = arguments.parse_args()
    if given.target != "all":
        fuzz(given.target, given.seconds, given.runs, given.corpus)
        return 0
    long = ["--seconds", str(given.seconds // len(RUNS)), "--runs", str(given.runs)]
    codes = [
        subprocess.run(
            [sys.executable, __file__, name, *long],
            env=os.environ | {"PYTHONHASHSEED": "0"},
            check=False,
        )
        for name in RUNS
    ]
    return int(any(done.returncode for done in codes))


if __name__ == "__main__":
    sys.exit(main())
