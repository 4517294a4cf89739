"""The base class of filters."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

from hantidy.core.block import Block
from hantidy.core.engine import Engine
from hantidy.core.spans import NOWHERE
from hantidy.evidence import protected
from hantidy.evidence.language_hints import foreign_lines
from hantidy.filters import options

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hantidy.core.block import Kind
    from hantidy.core.changed_lines import ChangedLines
    from hantidy.core.edits import Change, Trace
    from hantidy.core.spans import Spans

__all__ = ["Filter", "RuleText"]


class RuleText(NamedTuple):
    """What the help tells of one rule of a filter."""

    name: str
    """The rule as edits name it."""
    reason: str
    examples: tuple[tuple[str, str], ...]
    """Text before and after."""
    untouched: tuple[str, ...]
    """Text that looks like it and stays."""


@dataclass(frozen=True)
class Filter:
    """Text to text, total over every ``str``, settled when it is built.

    A filter is a frozen dataclass whose fields are its options. It states its rules once, in
    `changes`; its text, its edits and its findings all come from there.
    """

    name: ClassVar[str]
    kind: ClassVar[Kind]
    version: ClassVar[str] = ""
    """What a filter of another package raises whenever its output changes."""
    before: ClassVar[str | None] = None
    """The name of the filter that a filter of another package stands before in the order."""
    tables: ClassVar[tuple[str, ...]] = ()
    """Names of the tables its answers depend on: they go into the fingerprint."""
    libraries: ClassVar[tuple[str, ...]] = ()
    """Distributions its answers depend on: their versions go into the fingerprint."""
    reads_protected: ClassVar[bool] = False
    """Whether a repair filter asks for protected spans, as every style filter does."""
    idempotent: ClassVar[bool] = False
    """Whether one application always equals two: the engine may then skip the second."""
    rewrites: ClassVar[bool] = False
    """Whether `rewrite` is there: set for every class that writes one."""
    rewrites_guarded: ClassVar[bool] = True
    """Whether `rewrite` changes a text in which something is guarded."""
    examples: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Before and after, with the default options: shown by the help, run by the tests."""

    def __init_subclass__(cls) -> None:
        cls.rewrites = cls.rewrite is not Filter.rewrite

    def __post_init__(self) -> None:
        options.check(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return options.rebuild, (type(self), options.given(self))

    @property
    def replaces_surrogates(self) -> bool:
        """Whether no lone surrogate is left when this filter is done."""
        return False

    def guarded(self, block: Block) -> Spans:
        """The spans of ``block`` that this filter may not change."""
        return block.guarded(self.kind)

    def changes(self, block: Block) -> Sequence[Change]:
        """What to change in ``block.text``: sorted, disjoint; findings among them.

        Changes that touch what is `guarded` are dropped by the caller, so a filter need not
        look unless its rules depend on it. ChangesError tells of changes that overlap, are not
        sorted or leave the text.
        """
        raise NotImplementedError

    def rewrite(self, block: Block) -> str | Sequence[Change] | None:
        """The text that `changes` make, by a faster way; None where there is none.

        What is `guarded` must be as it was: where something is, the changes may be returned.
        """
        del block
        return None

    def may_change(self, lines: ChangedLines) -> bool:
        """Whether anything may be left to change in a block that this filter has read before.

        Nothing but ``lines`` changed since. No means that the block is not read again, so a
        filter that cannot tell says yes.
        """
        del lines
        return True

    def finds(self, lines: str) -> bool:
        """Whether `changes` has anything to say of ``lines`` alone, what is guarded in them too.

        An answer to `may_change` where no rule counts what stands elsewhere in the block.
        """
        block = Block(lines, "", formats=protected)
        block.assume(foreign_lines, NOWHERE)
        return bool(self.changes(block))

    def contents(self) -> tuple[str, ...]:
        """What the files that options name hold, in digest: it goes into the fingerprint."""
        return ()

    def replace(self, **changed: Any) -> Filter:
        """The same filter with only the options named changed."""
        return options.build(type(self), {**options.given(self), **changed})

    def __call__(self, text: str) -> str:
        """Return ``text`` cleaned by this filter alone."""
        return Engine((self,), protected).clean(text)

    def trace(self, text: str) -> Trace:
        """Return ``text`` cleaned by this filter alone, with every edit."""
        return Engine((self,), protected).trace(text)

    @classmethod
    def rules(cls) -> Sequence[RuleText]:
        """The rules that are written down as data, for the help and the documents."""
        return ()

    @property
    def options(self) -> dict[str, Any]:
        """Every option with its value, in the order of the fields."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
