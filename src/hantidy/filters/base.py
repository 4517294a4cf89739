"""What a filter is."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar

from hantidy.core import engine
from hantidy.filters import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.core.block import Block, Kind
    from hantidy.core.edits import Change, Trace

__all__ = ["Filter"]


@dataclass(frozen=True)
class Filter:
    """Text to text, total over every ``str``, settled when it is built.

    A filter is a frozen dataclass whose fields are its options. It states its rules once, in
    `changes`; its text, its edits and its findings all come from there.
    """

    name: ClassVar[str]
    kind: ClassVar[Kind]
    tables: ClassVar[tuple[str, ...]] = ()
    """Names of the tables its answers depend on: they go into the fingerprint."""
    libraries: ClassVar[tuple[str, ...]] = ()
    """Distributions its answers depend on: their versions go into the fingerprint."""
    stable: ClassVar[bool] = False
    """Whether one application always equals two, so that nobody need look again."""
    keeps_spans: ClassVar[bool] = False
    """Whether it does no more than put one hanzi for another, outside of what is guarded.

    Protected spans are then found where they were, so nobody need look for them again.
    """
    batches: ClassVar[bool] = False
    """Whether many blocks at once take less than one after the other."""
    reads_protected: ClassVar[bool] = False
    """Whether a repair filter asks for protected spans, as every style filter does."""
    rewrites: ClassVar[bool] = False
    """Whether `rewrite` is there: set for every class that writes one."""
    examples: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Before and after, with the default options: shown by the help, run by the tests."""

    def __init_subclass__(cls) -> None:
        cls.rewrites = cls.rewrite is not Filter.rewrite

    def __post_init__(self) -> None:
        options.check(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return options.rebuild, (type(self), options.given(self))

    def changes(self, block: Block) -> Sequence[Change]:
        """What to change in ``block.text``: sorted, disjoint; findings among them.

        Changes that touch what the block guards against this kind of filter are dropped by
        the caller, so a filter need not look unless its rules depend on it.
        """
        raise NotImplementedError

    def rewrite(self, block: Block) -> str | None:
        """The changed text by a faster way, where there is one; else None.

        Must give what `changes` gives where no span is guarded. Beside protected spans a style
        filter's answer counts only if it is the text as it was: there nothing may be left to
        change outside of them, or the answer must be None.
        """
        del block
        return None

    def rewrite_batch(self, blocks: Sequence[Block]) -> list[str]:
        """What `rough_changes` make of each of ``blocks``, by itself: only the work is one.

        For filters that have set `batches`.
        """
        raise NotImplementedError

    def rough_changes(self, block: Block) -> Sequence[Change]:
        """Changes that make the same text and may be larger than need be, for the text alone."""
        return self.changes(block)

    def contents(self) -> tuple[str, ...]:
        """What the files that options name hold, in digest: it goes into the fingerprint."""
        return ()

    def replace(self, **changed: Any) -> Filter:
        """The same filter with only the options named changed."""
        return options.build(type(self), {**options.given(self), **changed})

    def __call__(self, text: str) -> str:
        """Return ``text`` cleaned by this filter alone."""
        return engine.clean((self,), text)

    def trace(self, text: str) -> Trace:
        """Return ``text`` cleaned by this filter alone, with every edit."""
        return engine.trace((self,), text)

    @property
    def options(self) -> dict[str, Any]:
        """Every option with its value, in the order of the fields."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
