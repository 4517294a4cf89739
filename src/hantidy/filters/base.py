"""The base class of filters."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, NamedTuple

from hantidy.core.block import Block, Kind
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change, Trace
from hantidy.core.engine import Engine
from hantidy.core.spans import NOWHERE, Spans
from hantidy.evidence import protected
from hantidy.evidence.foreign_lines import foreign_lines
from hantidy.filters import options


class RuleText(NamedTuple):
    """The description of one rule of a filter, for the help."""

    name: str
    """The rule's name in edits."""
    reason: str
    examples: tuple[tuple[str, str], ...]
    """Text before and after."""
    untouched: tuple[str, ...]
    """Similar text that the rule leaves alone."""


@dataclass(frozen=True)
class Filter:
    """A function from text to text, defined for every ``str`` and configured when it is built.

    A filter is a frozen dataclass whose fields are its options. Its rules are in `changes`, from
    which its text, its edits and its findings are made.
    """

    name: ClassVar[str]
    kind: ClassVar[Kind]
    version: ClassVar[str] = ""
    """Version of a filter of another package; to be raised whenever its output changes."""
    before: ClassVar[str | None] = None
    """Name of the filter before which a filter of another package stands."""
    tables: ClassVar[tuple[str, ...]] = ()
    """Names of the tables its output depends on; part of the fingerprint."""
    libraries: ClassVar[tuple[str, ...]] = ()
    """Distributions its output depends on; their versions are part of the fingerprint."""
    reads_protected: ClassVar[bool] = False
    """Whether a repair filter reads protected spans, as every style filter does."""
    idempotent: ClassVar[bool] = False
    """Idempotent by itself: the engine may skip the second application."""
    rewrites: ClassVar[bool] = False
    """Whether the class defines `rewrite`; set automatically."""
    rewrites_guarded: ClassVar[bool] = True
    """Whether `rewrite` may be called on a text with guarded spans."""
    guards_otherwise: ClassVar[bool] = False
    """Whether the class defines `guarded`; set automatically."""
    examples: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Texts before and after, with the default options; shown in the help, run by tests."""

    def __init_subclass__(cls) -> None:
        cls.rewrites = cls.rewrite is not Filter.rewrite
        cls.guards_otherwise = cls.guarded is not Filter.guarded

    def __post_init__(self) -> None:
        options.check(self)

    def __reduce__(self) -> tuple[Any, ...]:
        return options.build, (type(self), self.options)

    @property
    def replaces_surrogates(self) -> bool:
        """Whether the output never holds a lone surrogate."""
        return False

    @property
    def triggers(self) -> str | None:
        """Characters, as in a character class, without any of which `changes` finds nothing.

        A short text that has none of them is not read. None, the default, where no characters
        tell.
        """
        return None

    def guarded(self, block: Block) -> Spans:
        """The spans of ``block`` that this filter may not change."""
        return block.guarded(self.kind)

    def changes(self, block: Block) -> Sequence[Change]:
        """Return the changes of ``block.text``, sorted and disjoint, with the findings.

        The caller drops changes that touch `guarded` spans, so a filter reads these only if its
        rules depend on them. The caller raises ChangesError for changes that overlap, are not
        sorted or exceed the text.
        """
        raise NotImplementedError

    def rewrite(self, block: Block) -> str | Sequence[Change] | None:
        """Return the text that `changes` would give, faster; None to use `changes`.

        Text in `guarded` spans must stay. The changes may be returned instead.
        """
        del block
        return None

    def may_change(self, lines: ChangedLines) -> bool:
        """Whether the filter may change something in a block that it has read before.

        Only ``lines`` have changed since. If False, the block is not read again; a filter that
        cannot decide returns True, as this does.
        """
        del lines
        return True

    def finds(self, lines: str) -> bool:
        """Whether `changes` finds anything in ``lines`` alone, guarded spans included.

        An implementation of `may_change` for filters whose rules read no other lines.
        """
        block = Block(lines, "", formats=protected)
        block.assume(foreign_lines, NOWHERE)
        return bool(self.changes(block))

    def contents(self) -> tuple[str, ...]:
        """Digests of the files that options name; part of the fingerprint."""
        return ()

    def replace(self, **changed: Any) -> Filter:
        """Return the filter with the named options changed."""
        return options.build(type(self), {**self.options, **changed})

    def __call__(self, text: str) -> str:
        """Return ``text`` cleaned by this filter alone."""
        return Engine((self,), protected).clean(text)

    def trace(self, text: str) -> Trace:
        """Return ``text`` cleaned by this filter alone, with every edit."""
        return Engine((self,), protected).trace(text)

    @classmethod
    def rules(cls) -> Sequence[RuleText]:
        """Return the rules that are data, for the help and the documentation."""
        return ()

    @property
    def options(self) -> dict[str, Any]:
        """Return every option with its value, in the order of the fields."""
        return {field.name: getattr(self, field.name) for field in dataclasses.fields(self)}
