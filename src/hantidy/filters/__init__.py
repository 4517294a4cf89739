"""The registry: every filter, in pipeline order, each imported when it is built."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hantidy.errors import UnknownNameError

if TYPE_CHECKING:
    from hantidy.filters.base import Filter

__all__ = ["get", "kind_of", "names", "parse"]

# A filter stands in the module of its name (- becomes _) as the class of its name in CamelCase.
_NAMES = (
    "escapes",
    "mojibake",
    "controls",
    "codepoints",
    "homoglyphs",
    "gloss",
    "unify-script",
    "width",
    "punctuation",
    "numerals",
    "units",
    "spacing",
    "quotes",
    "lines",
    "wrap",
    "script",
)


def names() -> tuple[str, ...]:
    """Return the names of all filters, in pipeline order."""
    return _NAMES


def kind_of(name: str) -> type[Filter]:
    """Return the class of the filter ``name``; UnknownNameError if there is none."""
    if name not in _NAMES:
        raise UnknownNameError(f"there is no filter {name!r}; the filters are {', '.join(_NAMES)}")
    module = import_module(f"{__name__}.{name.replace('-', '_')}")
    found: type[Filter] = getattr(module, name.title().replace("-", ""))
    return found


def get(name: str, **options: Any) -> Filter:
    """Return the filter ``name`` with ``options``.

    UnknownNameError names the filters there are, OptionError the options and values there are.
    """
    from hantidy.filters.options import build  # noqa: PLC0415 - the registry itself costs nothing

    return build(kind_of(name), options)


def parse(written: str) -> Filter:
    """Return the filter written ``NAME`` or ``NAME:option=value,option=value``."""
    from hantidy.filters import options  # noqa: PLC0415 - the registry itself costs nothing

    name, given = options.split(written)
    return options.parse(kind_of(name), given)
