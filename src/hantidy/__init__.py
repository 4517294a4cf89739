"""hantidy tidies Han text: damage undone on evidence, sound text left alone, every edit shown.

>>> import hantidy
>>> hantidy.clean("開發區(qu)(qu)的建(jian)設(she)")
'開發區的建設'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hantidy._version import __version__

if TYPE_CHECKING:
    from hantidy import filters
    from hantidy.core.block import Block
    from hantidy.core.edits import Change, Edit, Trace
    from hantidy.core.withheld import Decision
    from hantidy.decoding import decode
    from hantidy.engines import MapBatch
    from hantidy.errors import HantidyError
    from hantidy.filters.base import Filter
    from hantidy.pipeline import Pipeline
    from hantidy.pipeline.config import load
    from hantidy.pipeline.presets import clean, preset, trace
    from hantidy.profile import Profile, detect
    from hantidy.reports.audit import Audit, audit

__all__ = [
    "Audit",
    "Block",
    "Change",
    "Decision",
    "Edit",
    "Filter",
    "HantidyError",
    "MapBatch",
    "Pipeline",
    "Profile",
    "Trace",
    "__version__",
    "audit",
    "clean",
    "decode",
    "detect",
    "filters",
    "load",
    "preset",
    "trace",
]

# Importing hantidy does no work: each name is fetched from its room when first used.
_ROOMS = {
    "Audit": "hantidy.reports.audit",
    "Block": "hantidy.core.block",
    "Change": "hantidy.core.edits",
    "Decision": "hantidy.core.withheld",
    "Edit": "hantidy.core.edits",
    "Filter": "hantidy.filters.base",
    "HantidyError": "hantidy.errors",
    "MapBatch": "hantidy.engines",
    "Pipeline": "hantidy.pipeline",
    "Profile": "hantidy.profile",
    "Trace": "hantidy.core.edits",
    "audit": "hantidy.reports.audit",
    "clean": "hantidy.pipeline.presets",
    "decode": "hantidy.decoding",
    "detect": "hantidy.profile",
    "load": "hantidy.pipeline.config",
    "preset": "hantidy.pipeline.presets",
    "trace": "hantidy.pipeline.presets",
}


def __getattr__(name: str) -> Any:
    if name in ("filters", "testing"):
        return import_module(f"hantidy.{name}")
    if name not in _ROOMS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(_ROOMS[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted(__all__)
