"""The registry: every filter, in pipeline order, each imported when it is built.

Entry points of other packages are read only for a name that is not built in, or for the list.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from hantidy.errors import UnknownNameError, meant

if TYPE_CHECKING:
    from hantidy.filters.base import Filter

__all__ = ["BUILT_IN", "get", "kind_of", "names", "order", "parse", "register"]

# A filter stands in the module of its name (- becomes _) as the class of its name in CamelCase.
BUILT_IN = (
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
    """Return the names of all filters in pipeline order, those of installed plugins too."""
    return tuple(order())


def order(more: type[Filter] | None = None) -> list[str]:
    """Return the same names, with that of ``more`` at its declared place."""
    from hantidy.filters import plugins  # noqa: PLC0415 - only where more than the built-in is asked

    return plugins.ordered(BUILT_IN, more)


def kind_of(name: str) -> type[Filter]:
    """Return the class of the filter ``name``; UnknownNameError if there is none."""
    if name in BUILT_IN:
        module = import_module(f"{__name__}.{name.replace('-', '_')}")
        found: type[Filter] = getattr(module, name.title().replace("-", ""))
        return found
    from hantidy.filters import plugins  # noqa: PLC0415 - only where more than the built-in is asked

    added = plugins.find(name)
    if added is None:
        raise UnknownNameError(
            f"there is no filter {name!r}{meant(name, names())}; the filters are "
            f"{', '.join(names())}"
        )
    return added


def register(kind: type[Filter], before: str | None = None) -> type[Filter]:
    """Add a filter of your own to the registry, and return its class.

    From then on `get`, `parse`, TOML and the command (in the same process) know its name. It
    stands before the filter named ``before`` (its class attribute ``before`` where that is left
    out), else behind all. No preset contains it. OptionError says what the class lacks. A package
    registers its filters by entry points of the group ``hantidy.filters`` instead.

    >>> from hantidy import filters
    >>> filters.register(MyFilter, before="spacing")  # doctest: +SKIP
    """
    from hantidy.filters import plugins  # noqa: PLC0415 - only where a filter is added

    if before is not None:
        kind_of(before)
        plugins.checked(kind).before = before
    plugins.register(kind, BUILT_IN)
    return kind


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
