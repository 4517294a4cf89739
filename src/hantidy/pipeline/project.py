"""The configuration of a repository: ``[tool.hantidy]`` in pyproject.toml, or hantidy.toml.

The nearest one from a folder upwards counts. Its keys are those of a pipeline file, and
``include`` and ``exclude``: patterns of .gitignore that say which files `hantidy check` reads.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hantidy.errors import ConfigError
from hantidy.pipeline import Pipeline
from hantidy.pipeline.config import from_table
from hantidy.pipeline.presets import preset
from hantidy.pipeline.toml import naming, parse, read_text

NAMES = ("hantidy.toml", "pyproject.toml")
_PATTERNS = ("include", "exclude")


@dataclass(frozen=True)
class Project:
    """The configuration of a repository."""

    pipeline: Pipeline
    include: tuple[str, ...] = ()
    """Which files are read where a folder is named; empty for the default."""
    exclude: tuple[str, ...] = ()
    path: Path | None = None
    """The file that says so; patterns are read from its folder."""


def load_project() -> Project:
    """Return the configuration of the working folder; preset web where there is none.

    ConfigError names the file and what is wrong with it.
    """
    folder = Path.cwd()
    for path in (each / name for each in (folder, *folder.parents) for name in NAMES):
        if not path.is_file():
            continue
        with naming(path):
            table = _table(path)
            if table is not None:
                include, exclude = (_patterns(table, key) for key in _PATTERNS)
                return Project(from_table(table, path.parent, _PATTERNS), include, exclude, path)
    return Project(preset("web"))


def _table(path: Path) -> dict[str, Any] | None:
    """Return what a file says of hantidy; None for a pyproject.toml without ``[tool.hantidy]``."""
    config = parse(read_text(path))
    if path.name != "pyproject.toml":
        return config
    tools = config.get("tool", {})
    found = tools.get("hantidy") if isinstance(tools, dict) else None
    return found if isinstance(found, dict) else None


def _patterns(table: dict[str, Any], key: str) -> tuple[str, ...]:
    found = table.pop(key, [])
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise ConfigError(f'{key} is a list of patterns, such as {key} = ["docs/*.md"]')
    return tuple(found)
