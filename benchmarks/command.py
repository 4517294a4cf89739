#!/usr/bin/env python3
"""Measure the command on large files: MB/s of the processor and of the clock, largest memory.

    python benchmarks/command.py [--megabytes 100] [--preset web] [--jobs 2]

Plain text, JSON Lines of 2 KB and of 200 bytes a record, each alone and with several jobs. By the
processor's clock (user and system, of all processes) figures stand other work on the machine; the
gain of several jobs can only be seen by the wall clock of an idle one. JSON Lines are counted in
bytes of their text, so that the figures compare.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from texts import text

COMMAND = [sys.executable, "-m", "hantidy", "clean"]


def files(folder: Path, megabytes: int) -> dict[str, tuple[Path, int]]:
    """Write the files; return each with the bytes of text in it."""
    page = text("simplified", 1_000_000)
    lines = page.split("\n")
    found = {}
    plain = folder / "plain.txt"
    with plain.open("w", encoding="utf-8") as file:
        for _ in range(megabytes):
            file.write(page + "\n")
    found["plain text"] = plain, plain.stat().st_size
    for name, size in (("JSON Lines, 2 KB", 2000), ("JSON Lines, 200 bytes", 200)):
        records = []
        held: list[str] = []
        count = total = 0
        for line in lines:
            held.append(line)
            count += len(line.encode()) + 1
            if count >= size:
                record = {
                    "id": len(records),
                    "url": "https://example.org/",
                    "text": "\n".join(held),
                }
                records.append(json.dumps(record, ensure_ascii=False) + "\n")
                total += count
                held, count = [], 0
        path = folder / f"{size}.jsonl"
        with path.open("w", encoding="utf-8") as file:
            for _ in range(megabytes):
                file.writelines(records)
        found[name] = path, total * megabytes
    return found


def measured(path: Path, arguments: list[str]) -> tuple[float, float, float]:
    """Run the command; return its seconds of work, seconds by the clock, and memory in MB."""
    begun = time.perf_counter()
    process = subprocess.Popen([*COMMAND, *arguments, str(path)], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"the command failed on {path.name}")
    # The time of workers counts too: they have been waited for by then.
    return used.ru_utime + used.ru_stime, time.perf_counter() - begun, used.ru_maxrss / 1000


def main() -> None:
    """Print one line a file and number of jobs."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--megabytes", type=int, default=20)
    arguments.add_argument("--preset", default="web")
    arguments.add_argument("--jobs", type=int, default=2)
    arguments.add_argument("--rounds", type=int, default=3, help="the best of so many, in turns")
    given = arguments.parse_args()
    print(f"preset {given.preset}, {given.megabytes} MB")
    print(f"{'':<24}{'jobs':>5}{'MB/s work':>11}{'MB/s clock':>12}{'MB memory':>11}{'gain':>7}")
    with tempfile.TemporaryDirectory() as folder:
        for name, (path, size) in files(Path(folder), given.megabytes).items():
            best: dict[int, list[tuple[float, float, float]]] = {1: [], given.jobs: []}
            for _ in range(given.rounds):
                for jobs, runs in best.items():
                    options = ["-p", given.preset, "-j", str(jobs)]
                    runs.append(measured(path, options))
            alone = min(clock for _, clock, _ in best[1])
            for jobs, runs in best.items():
                work = min(each[0] for each in runs)
                clock = min(each[1] for each in runs)
                memory = max(each[2] for each in runs)
                print(
                    f"{name:<24}{jobs:>5}{size / 1e6 / work:>11.1f}{size / 1e6 / clock:>12.1f}"
                    f"{memory:>11.0f}{alone / clock:>7.2f}"
                )


if __name__ == "__main__":
    main()
