"""Files that a repository ignores: .gitignore, .hantidyignore and patterns of its own.

Patterns are read by pathspec as git reads them: those of a deeper folder win over those above, and
a line that is no pattern matches nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache

from pathspec import GitIgnoreSpec

from hantidy.errors import HantidyError

OURS = ".hantidyignore"
IGNORE_FILES = (".gitignore", OURS)


class Patterns:
    """Patterns as in .gitignore, read from ``folder``."""

    def __init__(self, lines: Iterable[str], folder: str = ".") -> None:
        """Compile ``lines``. A line that is no pattern raises HantidyError."""
        self._folder = os.path.realpath(folder)
        lines = list(lines)
        for line in lines:
            if not _is_pattern(line):
                raise HantidyError(f"{line!r} is no pattern as .gitignore has them, such as '*.md'")
        self._spec = GitIgnoreSpec.from_lines(lines)

    def __bool__(self) -> bool:
        return len(self._spec) > 0

    def match(self, path: str, *, folder: bool = False) -> bool | None:
        """Return whether ``path`` is taken (or given back by a pattern with !), None if neither."""
        place = os.path.join(os.path.realpath(os.path.dirname(path)), os.path.basename(path))
        inside = os.path.relpath(place, self._folder)
        if inside.startswith(os.pardir):
            return None
        return self._spec.check_file(inside + "/" * folder).include


class IgnoreFiles:
    """The ignore files that count for a path: those of its folder and all above, up to .git."""

    def __init__(self) -> None:
        """Begin; files are read when a path in their folder is asked for."""
        self.count = 0
        """How many paths were left out."""
        self._of_folder = cache(self._read)

    def leaves_out(self, path: str, *, folder: bool = False) -> bool:
        """Return whether ``path`` is left out, and count it if so."""
        out = any(self._match(path, name, folder=folder) for name in IGNORE_FILES)
        self.count += out
        return out

    def is_ours(self, path: str) -> bool:
        """Return whether a .hantidyignore leaves out ``path``, which holds for named files too."""
        return self._match(path, OURS, folder=False)

    def _match(self, path: str, name: str, *, folder: bool) -> bool:
        at = os.path.realpath(os.path.dirname(path) or ".")
        place = os.path.join(at, os.path.basename(path))
        while True:
            patterns = self._of_folder(at, name)
            found = patterns.match(place, folder=folder) if patterns else None
            if found is not None:
                return found
            above = os.path.dirname(at)
            if above == at or os.path.isdir(os.path.join(at, ".git")):
                return False
            at = above

    @staticmethod
    def _read(folder: str, name: str) -> Patterns | None:
        try:
            with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
                return Patterns(filter(_is_pattern, file.read().split("\n")), folder)
        except OSError:
            return None


def _is_pattern(line: str) -> bool:
    try:
        GitIgnoreSpec.from_lines([line])
    except ValueError:
        return False
    return True
