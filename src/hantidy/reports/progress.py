"""Progress of a run on one terminal line: bytes, rate, time left."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Iterable

from hantidy.records.source import Source

_EVERY = 0.1  # seconds
_UNITS = ("B", "kB", "MB", "GB", "TB")


class Progress:
    """Rewrites one line of standard error, and removes it at the end."""

    def __init__(self, names: Iterable[str]) -> None:
        """Begin; the total is the size of the files ``names``, as far as it is known."""
        self._total = _total(list(names))
        self._begun = time.monotonic()
        self._shown = 0.0
        self._before = self._position = self._files = self._records = 0
        self._source: Source | None = None

    def update(self, source: Source) -> None:
        """Show the progress of ``source``, if the interval has passed."""
        if source is not self._source:
            self._before += self._position
            self._records += self._source.records if self._source else 0
            self._files += 1
            self._source = source
        self._position = source.position
        now = time.monotonic()
        if now - self._shown < _EVERY:
            return
        self._shown = now
        done = self._before + self._position
        spent = max(now - self._begun, 1e-6)
        rate = done / spent
        parts = [size(done)]
        if self._total:
            parts = [f"{size(done)} of {size(self._total)}", f"{min(done / self._total, 1):.0%}"]
        parts.append(f"{size(rate)}/s")
        if self._total and rate:
            parts.append(f"{duration(max(0.0, self._total - done) / rate)} left")
        if self._files > 1:
            parts.append(f"{self._files:,} files")
        if (records := self._records + source.records) > self._files:
            parts.append(f"{records:,} records")
        self._write("\r" + "  ".join(parts) + "\033[K")

    def close(self) -> None:
        """Remove the line."""
        if self._shown:
            self._write("\r\033[K")

    @staticmethod
    def _write(text: str) -> None:
        if sys.stderr is None:
            return
        try:
            sys.stderr.write(text)
            sys.stderr.flush()
        except (OSError, ValueError):
            pass


def _total(names: list[str]) -> int | None:
    total = 0
    for name in names or ["-"]:
        try:
            found = os.fstat(0) if name == "-" else os.stat(name)
        except OSError:
            continue
        if not stat.S_ISREG(found.st_mode):
            return None
        total += found.st_size
    return total or None


def size(count: float) -> str:
    """Format a number of bytes: 12.3 MB."""
    for unit in _UNITS:
        if count < 1000 or unit == _UNITS[-1]:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    raise AssertionError


def duration(seconds: float) -> str:
    """Format ``seconds``: 1:02:03."""
    whole = round(seconds)
    hours, minutes = divmod(whole // 60, 60)
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"
