"""A pipeline: a row of filters for a string, a stream or a batch, with equal results."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from hantidy import filters
from hantidy.core.edits import Edit, Trace
from hantidy.core.engine import Engine
from hantidy.core.surrogates import SURROGATE
from hantidy.core.withheld import NOTHING, Decision, Withheld
from hantidy.errors import ConfigError, UnknownNameError
from hantidy.evidence import protected
from hantidy.filters.base import Filter
from hantidy.pipeline.decisions import decision

__all__ = ["Pipeline"]


@dataclass(frozen=True, init=False)
class Pipeline:
    """A row of filters: immutable, hashable, picklable, equal by value, shared by threads freely.

    The row is applied to each block of a document until nothing changes (at most four rounds),
    so ``p(p(text)) == p(text)``.
    """

    filters: tuple[Filter, ...]
    withheld: Withheld
    """Words to keep, and decisions against single edits."""

    def __init__(self, filters: Iterable[Filter] = (), withheld: Withheld = NOTHING) -> None:
        """Take ``filters`` in the order given; `keeping` and `excepting` make ``withheld``."""
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
        object.__setattr__(self, "withheld", withheld)

    def __reduce__(self) -> tuple[Any, ...]:
        return Pipeline, (self.filters, self.withheld)

    @cached_property
    def engine(self) -> Engine:
        """The engine that applies the row to documents and single blocks."""
        return Engine(self.filters, protected, self.withheld.in_document(None))

    def __call__(self, text: str) -> str:
        """Return the document ``text`` clean; anything but ``str`` is a TypeError."""
        return self.engine.clean(text)

    def trace(self, text: str) -> Trace:
        """Return the clean document ``text`` with every edit."""
        return self.engine.trace(text)

    def stream(self, chunks: Iterable[str]) -> Iterator[str]:
        """Yield one clean document that arrives in ``chunks``; memory holds one block."""
        return self.engine.stream(chunks)

    def batch(self, texts: Iterable[Any]) -> list[Any]:
        """Return each text clean; every one is a document of its own.

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
            return Pipeline(self.filters + other.filters, self.withheld | other.withheld)
        if isinstance(other, Filter):
            return Pipeline((*self.filters, other), self.withheld)
        return NotImplemented

    def keeping(self, words: Iterable[str]) -> Pipeline:
        """Return this pipeline with ``words`` (names, say) that no filter touches.

        They are looked for in the text that each step reads, and are no evidence for any filter.
        An edit held back is a finding.
        """
        if isinstance(words, str) or not isinstance(words, Iterable):
            raise TypeError(f"words to keep are a list of texts, not {_kind(words)}")
        return Pipeline(self.filters, self.withheld | Withheld(tuple(map(_word, words))))

    def excepting(self, decisions: Iterable[Decision | Edit | Mapping[str, Any]]) -> Pipeline:
        """Return this pipeline with edits that are not made.

        A decision is a `hantidy.Decision`, a mapping with its fields, or an `Edit` of a trace,
        which stands for every edit of its kind (filter, rule, before and after). The change is
        dropped after its filter has judged the text, and is a finding; later filters leave the
        place as it is. ConfigError says what a decision lacks.
        """
        if isinstance(decisions, str | Mapping) or not isinstance(decisions, Iterable):
            raise TypeError(f"decisions are a list, not {_kind(decisions)}")
        made = tuple(map(decision, decisions))
        return Pipeline(self.filters, self.withheld | Withheld((), made))

    def in_document(self, name: str) -> Pipeline:
        """Return this pipeline for the document ``name``, with the decisions that are about it.

        Without a name, decisions about a document are not obeyed.
        """
        withheld = self.withheld.in_document(name)
        return self if withheld == self.withheld else Pipeline(self.filters, withheld)

    def without(self, *names: str) -> Pipeline:
        """Return this row without the filters of these names."""
        there = {each.name for each in self.filters}
        for name in names:
            if name not in there:
                filters.kind_of(name)
        row = (each for each in self.filters if each.name not in names)
        return Pipeline(row, self.withheld)

    def replace(self, name: str, **options: Any) -> Pipeline:
        """Return this row with the ``options`` of filter ``name`` changed, the others kept."""
        if all(each.name != name for each in self.filters):
            filters.kind_of(name)
            raise UnknownNameError(
                f"this pipeline has no filter {name!r} to change; "
                f"including(hantidy.filters.get({name!r})) adds one"
            )
        row = (each.replace(**options) if each.name == name else each for each in self.filters)
        return Pipeline(row, self.withheld)

    def including(self, new: Filter) -> Pipeline:
        """Return this row with ``new`` instead of the filter of its name, or at its place.

        Its place is where `hantidy.filters.names` has it; a filter that nobody registered stands
        before the one that its class attribute ``before`` names, else behind all.
        """
        if not isinstance(new, Filter):
            raise TypeError(
                f"a filter is included, not {_kind(new)}; hantidy.filters.get(name) makes one"
            )
        row = [new if each.name == new.name else each for each in self.filters]
        if new in row:
            return Pipeline(row, self.withheld)
        built_in = {new.name, *(each.name for each in row)} <= set(filters.BUILT_IN)
        order = list(filters.BUILT_IN) if built_in else filters.order(type(new))
        place = order.index(new.name)
        behind = set(order[place + 1 :])
        at = next((at for at, each in enumerate(row) if each.name in behind), len(row))
        return Pipeline((*row[:at], new, *row[at:]), self.withheld)

    def to_toml(self) -> str:
        """Return the row as a file that `hantidy.load` reads.

        UnknownNameError where a filter is not registered, which such a file could not name.
        """
        from hantidy.pipeline import toml  # noqa: PLC0415 - rarely asked for

        for each in self.filters:
            if filters.kind_of(each.name) is not type(each):
                raise UnknownNameError(
                    f"the registered filter {each.name!r} is another class than the one here"
                )
        return toml.write(self.filters, self.withheld)

    @cached_property
    def fingerprint(self) -> str:
        """A digest that changes whenever the output may.

        It covers the row with all its options, the tables its filters read, and the versions of
        hantidy, Unicode and the libraries its filters call.
        """
        from hantidy.pipeline import fingerprint, toml  # noqa: PLC0415 - rarely asked for

        return fingerprint.of(self.filters, toml.write(self.filters, self.withheld))

    def _repr_html_(self) -> str:
        """The row with its options, for a notebook."""
        from hantidy.core import notebook  # noqa: PLC0415 - in notebooks only
        from hantidy.filters.options import in_shell  # noqa: PLC0415

        rows: list[tuple[str, str, str]] = [
            (each.name, each.kind, ", ".join(f"{k}={in_shell(v)}" for k, v in each.options.items()))
            for each in self.filters
        ]
        rows += [("keep", "", word) for word in self.withheld.words[: notebook.MOST]]
        rows += [
            (each.filter, f"except {each.rule}", notebook.change(each.before, each.after))
            for each in self.withheld.decisions[: notebook.MOST]
        ]
        said = f"{len(self.filters)} filters, fingerprint {self.fingerprint}"
        return notebook.table(said, ("filter", "kind", "options"), rows)

    def __repr__(self) -> str:
        held = "".join(
            f".{method}({list(some)!r})"
            for method, some in (
                ("keeping", self.withheld.words),
                ("excepting", self.withheld.decisions),
            )
            if some
        )
        return f"Pipeline([{', '.join(map(repr, self.filters))}]){held}"


def _word(word: object) -> str:
    if not isinstance(word, str):
        raise TypeError(f"a word to keep is a text, not {_kind(word)}")
    if not word or SURROGATE.search(word):
        raise ConfigError(f"{word!r} is no word to keep; give one or more whole characters")
    return word


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
