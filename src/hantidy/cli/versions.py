"""Versions of all that the output depends on: hantidy, Python, Unicode, libraries, tables."""

from __future__ import annotations

import os
import platform
import unicodedata
from collections.abc import Iterator
from importlib import metadata

from hantidy import tables
from hantidy._version import __version__
from hantidy.pipeline import presets

_OURS = ("benchmarks", "browser", "dev", "docs", "fuzz", "notebook", "testing", "tools")
"""Extras for work on hantidy itself."""


def versions() -> Iterator[str]:
    """Yield a line for each: its name and its version, or a digest of its content."""
    yield f"hantidy {__version__}"
    yield f"output {'.'.join(__version__.split('.')[:2])} (CHANGELOG.md lists what changed)"
    yield f"Python {platform.python_version()}"
    yield f"Unicode {unicodedata.unidata_version}"
    for name in _libraries():
        try:
            yield f"library {name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            continue  # an extra
    for name in sorted(_tables()):
        yield f"table {name} {tables.digest(name)}"
    for name in presets.names():
        yield f"preset {name} {presets.preset(name).fingerprint}"


def _libraries() -> list[str]:
    """Return the distributions that hantidy needs or can use, by its metadata."""
    required = metadata.requires("hantidy") or []
    used = [each for each in required if not any(f"extra == '{kind}'" in each for kind in _OURS)]
    return sorted({_name(each) for each in used} - {"hantidy"})


def _name(requirement: str) -> str:
    end = next((at for at, char in enumerate(requirement) if char in "<>=!~[; "), None)
    return requirement[:end]


def _tables() -> set[str]:
    folder = os.path.dirname(tables.__file__)
    return {
        os.path.splitext(name)[0] for name in os.listdir(folder) if name.endswith((".tsv", ".txt"))
    }
