"""Regular expressions that are compiled on first use, so that importing a module costs nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, AnyStr, Generic, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _LazyPattern(Generic[AnyStr]):
    """Stands for a compiled pattern; the first look at any attribute compiles it."""

    def __init__(self, source: AnyStr | Callable[[], AnyStr], flags: int, library: str) -> None:
        self._source: AnyStr | Callable[[], AnyStr] = source
        self._flags = flags
        self._library = library

    def __getattr__(self, name: str) -> Any:
        """Compile, keep the methods on this object so that later calls are direct."""
        if name.startswith("__"):
            raise AttributeError(name)
        source = self._source() if callable(self._source) else self._source
        if self._library == "re":
            compiled: Any = re.compile(source, self._flags)
        else:
            import regex  # noqa: PLC0415 - takes long to import

            compiled = regex.compile(source, self._flags)
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)

    def __repr__(self) -> str:
        return f"lazy.pattern({self._source!r})"


def pattern(
    source: AnyStr | Callable[[], AnyStr], flags: int = 0, *, library: str = "re"
) -> re.Pattern[AnyStr]:
    """Return the pattern ``source``, compiled by ``library`` (``re`` or ``regex``) on first use.

    A function as ``source`` is called then too; it may read tables.
    ``flags`` are those of the library. An invalid pattern raises its error on first use. Keep
    expensive patterns and those of large tables behind this; it is safe to share by threads.
    """
    return cast("re.Pattern[AnyStr]", _LazyPattern(source, flags, library))
