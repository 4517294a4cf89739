"""Filters that users and other packages add to the registry."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from hantidy.errors import OptionError, UnknownNameError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from importlib.metadata import EntryPoint

    from hantidy.filters.base import Filter

GROUP = "hantidy.filters"
"""The entry-point group in which an installed package names its filters."""

_registered: dict[str, type[Filter]] = {}


def register(kind: type[Filter], built_in: Sequence[str]) -> None:
    """Add ``kind``; raises OptionError if its name is taken."""
    checked(kind)
    taken = find(kind.name)
    if kind.name in built_in or (taken is not None and not _is_same(taken, kind)):
        raise OptionError(
            f"there is a filter {kind.name!r} already; give {kind.__qualname__} a name of its own"
        )
    _registered[kind.name] = kind


def _is_same(one: type[Filter], other: type[Filter]) -> bool:
    """Whether both are the same class, possibly redefined in a notebook."""
    return (one.__module__, one.__qualname__) == (other.__module__, other.__qualname__)


def checked(kind: object) -> type[Filter]:
    """Return ``kind``; raises OptionError if it is no complete filter."""
    from hantidy.filters.base import Filter  # noqa: PLC0415 - the list of names needs no engine

    if not (isinstance(kind, type) and issubclass(kind, Filter)):
        raise TypeError(f"a filter is a class derived from hantidy.Filter, not {kind!r}")
    if not re.fullmatch(r"[a-z][a-z0-9-]*", str(getattr(kind, "name", ""))):
        raise OptionError(
            f'{kind.__qualname__}: declare its name, lower-case letters, digits and "-", such as '
            'name: ClassVar = "my-filter"'
        )
    if getattr(kind, "kind", None) not in ("repair", "style"):
        raise OptionError(f'{kind.name}: kind is "repair" or "style"; declare one of them')
    if not isinstance(kind.version, str) or not kind.version:
        raise OptionError(
            f'{kind.name}: declare version: ClassVar = "1", and raise it whenever its output '
            "changes; fingerprints depend on it"
        )
    return kind


def find(name: str) -> type[Filter] | None:
    """Return the class of the added filter ``name``, or None."""
    if name in _registered:
        return _registered[name]
    return _loaded(name) if name in _installed() else None


def added() -> dict[str, type[Filter]]:
    """Return every added filter by name, those of installed packages first."""
    return {name: _loaded(name) for name in _installed()} | _registered


@cache
def _installed() -> dict[str, EntryPoint]:
    """Return the entry points of installed packages; read once."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - costly, and seldom needed

    return {point.name: point for point in sorted(entry_points(group=GROUP), key=str)}


@cache
def _loaded(name: str) -> type[Filter]:
    point = _installed()[name]
    package = point.dist.name if point.dist is not None else point.value
    try:
        kind = checked(point.load())
    except Exception as error:
        raise UnknownNameError(
            f"the filter {name!r} of package {package} cannot be loaded: {error}"
        ) from error
    if kind.name != name:
        raise UnknownNameError(
            f"package {package} gives the filter {kind.name!r} under the name {name!r}; its entry "
            "point must have the filter's own name"
        )
    return kind


def ordered(built_in: Sequence[str], more: type[Filter] | None = None) -> list[str]:
    """Return the names of all filters in pipeline order, with that of an unregistered ``more``.

    An added filter stands before the one that its ``before`` names, else last.
    """
    kinds = [kind for name, kind in added().items() if name not in built_in]
    if more is not None and more.name not in built_in and more not in kinds:
        kinds.append(more)
    order = list(built_in)
    for kind in kinds:
        at = order.index(kind.before) if kind.before in order else len(order)
        order.insert(at, kind.name)
    return order
