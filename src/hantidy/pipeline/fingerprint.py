"""The fingerprint: a digest of everything that the output of a pipeline depends on."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Sequence
from importlib.metadata import version

from hantidy import tables
from hantidy._version import __version__
from hantidy.filters.base import Filter


def of(row: Sequence[Filter], written: str) -> str:
    """Return the fingerprint of a pipeline, 32 hexadecimal digits.

    ``written`` is the pipeline as TOML.
    """
    parts = [
        f"hantidy {__version__}",
        f"unicode {unicodedata.unidata_version}",
        written,
        *(
            f"table {name} {tables.digest(name)}"
            for name in sorted({t for f in row for t in f.tables})
        ),
        *(
            f"library {name} {version(name)}"
            for name in sorted({m for f in row for m in f.libraries})
        ),
        *(
            f"filter {type(each).__module__}.{type(each).__qualname__} {each.version}"
            for each in row
            if not type(each).__module__.startswith("hantidy.")
        ),
        *(part for each in row for part in each.contents()),
    ]
    return hashlib.sha256("\n".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
