"""What was changed, where and why; and the views of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Change", "Edit", "splice"]


class Change(NamedTuple):
    """What a filter wants: ``text[start:end]`` becomes ``after``.

    A change that changes nothing is a finding: something seen and left alone, with its reason.
    """

    start: int
    end: int
    after: str
    rule: str
    reason: str = ""
    shield: bool = False
    """Keep the span from every later filter (an undecided repair must not be buried)."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change as it happened to a document.

    ``before`` is what the filter read and ``at`` where it stood in the text that step read;
    ``start`` and ``end`` are the smallest span of the source that ``before`` comes from.
    Positions count code points.
    """

    filter: str
    rule: str
    step: int
    at: int
    before: str
    after: str
    start: int
    end: int
    reason: str = ""

    @property
    def is_finding(self) -> bool:
        """Whether this was only seen and left alone."""
        return self.before == self.after


def splice(text: str, changes: Iterable[Change]) -> str:
    """``text`` with ``changes`` (sorted, disjoint) put in."""
    parts = []
    at = 0
    for change in changes:
        parts.append(text[at : change.start])
        parts.append(change.after)
        at = change.end
    parts.append(text[at:])
    return "".join(parts)
