"""A row of filters, applied to a string, a stream or a batch with one and the same answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from hantidy import filters
from hantidy.core.engine import Engine
from hantidy.errors import UnknownNameError
from hantidy.evidence import protected
from hantidy.filters.base import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.core.edits import Trace

__all__ = ["Pipeline"]


@dataclass(frozen=True, init=False)
class Pipeline:
    """A row of filters: immutable, hashable, picklable, equal by value, shared by threads freely.

    The row is applied to each block of a document until nothing changes (at most four rounds),
    so ``p(p(text)) == p(text)``.
    """

    filters: tuple[Filter, ...]

    def __init__(self, filters: Iterable[Filter] = ()) -> None:
        """Take ``filters`` in the order given."""
        if not isinstance(filters, Iterable):
            raise TypeError(f"a pipeline is made of a list of filters, not {_kind(filters)}")
        row = tuple(filters)
        for each in row:
            if not isinstance(each, Filter):
                raise TypeError(
                    f"a pipeline is made of filters, not of {_kind(each)}; "
                    "hantidy.filters.get(name) makes one",
                )
        object.__setattr__(self, "filters", row)

    def __reduce__(self) -> tuple[Any, ...]:
        return Pipeline, (self.filters,)

    @cached_property
    def engine(self) -> Engine:
        """What works the row on documents and on single blocks."""
        return Engine(self.filters, protected)

    def __call__(self, text: str) -> str:
        """Return the document ``text`` clean; anything but ``str`` is a TypeError."""
        return self.engine.clean(text)

    def trace(self, text: str) -> Trace:
        """Return the document ``text`` clean, with an account of every edit."""
        return self.engine.trace(text)

    def stream(self, chunks: Iterable[str]) -> Iterator[str]:
        """Yield one document that arrives in ``chunks``, clean, holding one block at a time."""
        return self.engine.stream(chunks)

    def batch(self, texts: Iterable[Any]) -> list[Any]:
        """Return each text clean, every one a document of its own.

        Missing values (None, NaN, pandas' NA) are kept; anything else that is not ``str`` is a
        TypeError.
        """
        if isinstance(texts, str | bytes | Mapping) or not isinstance(texts, Iterable):
            raise TypeError(
                f"a batch is a list of texts, not one {_kind(texts)}; MapBatch takes columns"
            )
        clean = self.engine.clean
        return [clean(text) if isinstance(text, str) else _kept_missing(text) for text in texts]

    def __or__(self, other: Filter | Pipeline) -> Pipeline:
        """Return this row with ``other`` behind it."""
        if isinstance(other, Pipeline):
            return Pipeline(self.filters + other.filters)
        if isinstance(other, Filter):
            return Pipeline((*self.filters, other))
        return NotImplemented

    def without(self, *names: str) -> Pipeline:
        """Return this row without the filters of these names."""
        there = {each.name for each in self.filters}
        for name in names:
            if name not in there:
                filters.kind_of(name)
        return Pipeline(each for each in self.filters if each.name not in names)

    def replace(self, name: str, **options: Any) -> Pipeline:
        """Return this row with the ``options`` of filter ``name`` changed, the others kept."""
        if all(each.name != name for each in self.filters):
            filters.kind_of(name)
            raise UnknownNameError(
                f"this pipeline has no filter {name!r} to change; "
                f"including(hantidy.filters.get({name!r})) adds one"
            )
        return Pipeline(
            each.replace(**options) if each.name == name else each for each in self.filters
        )

    def including(self, new: Filter) -> Pipeline:
        """Return this row with ``new`` instead of the filter of its name, or at its place.

        Its place is where `hantidy.filters.names` has it; a filter that nobody registered stands
        before the one that its class attribute ``before`` names, else behind all.
        """
        if not isinstance(new, Filter):
            raise TypeError(
                f"a filter is included, not {_kind(new)}; hantidy.filters.get(name) makes one"
            )
        if any(each.name == new.name for each in self.filters):
            return Pipeline(new if each.name == new.name else each for each in self.filters)
        row = list(self.filters)
        built_in = {new.name, *(each.name for each in row)} <= set(filters.BUILT_IN)
        order = list(filters.BUILT_IN) if built_in else filters.order(type(new))
        place = order.index(new.name)
        behind = set(order[place + 1 :])
        at = next((at for at, each in enumerate(row) if each.name in behind), len(row))
        return Pipeline((*row[:at], new, *row[at:]))

    def to_toml(self) -> str:
        """Return the row as a file that `hantidy.load` reads.

        UnknownNameError where a filter is not registered, which such a file could not name.
        """
        from hantidy.pipeline.written import written  # noqa: PLC0415 - rarely asked for

        for each in self.filters:
            if filters.kind_of(each.name) is not type(each):
                raise UnknownNameError(
                    f"the registered filter {each.name!r} is another class than the one here"
                )
        return written(self.filters)

    @cached_property
    def fingerprint(self) -> str:
        """A digest that changes whenever the output may.

        It covers the row with all its options, the tables its filters read, and the versions of
        hantidy, Unicode and the libraries its filters call.
        """
        from hantidy.pipeline.fingerprint import of  # noqa: PLC0415 - rarely asked for
        from hantidy.pipeline.written import written  # noqa: PLC0415 - rarely asked for

        return of(self.filters, written(self.filters))

    def __repr__(self) -> str:
        return f"Pipeline([{', '.join(map(repr, self.filters))}])"


def _kind(value: object) -> str:
    return type(value).__name__


def _kept_missing(value: Any) -> Any:
    if (
        value is None
        or type(value).__name__ == "NAType"
        or (
            isinstance(value, float) and value != value  # noqa: PLR0124 - NaN is what differs from itself
        )
    ):
        return value
    raise TypeError(f"a text is a str (or None, NaN, NA where it is missing), not {_kind(value)}")
