"""Render an audit as a table on a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from hantidy.core.printable import visible
from hantidy.reports.explain import columns, cut

if TYPE_CHECKING:
    from hantidy.reports.audit import Audit, Kind

_SHOWN = 15
_CONTEXT = 34


def as_table(audit: Audit) -> Iterator[str]:
    """Yield the audit in lines of about a hundred columns."""
    yield f"{audit.summary}\n"
    for filter_name, count in audit.edits.most_common():
        rate = 1e6 * count / max(audit.characters, 1)
        spent = audit.seconds_per_million(filter_name)
        left = audit.findings[filter_name]
        yield (
            f"  {filter_name:<14}{count:>9,} edits {rate:>9,.1f} per million "
            f"{left:>7,} left {spent:>7.2f} s per million\n"
        )
    for label, counts in (("encodings", audit.encodings), ("scripts", audit.scripts)):
        if counts:
            yield f"{label}: {', '.join(f'{n} {c:,}' for n, c in counts.most_common())}\n"
    if audit.others:
        yield f"{audit.others.total():,} more of too many kinds to tell apart\n"
    for title, kinds in (
        ("most frequent", audit.most(_SHOWN)),
        ("rarest", audit.rarest(_SHOWN)),
        ("least certain (the same text is left alone or changed otherwise elsewhere)",
         audit.least_certain(_SHOWN)),
    ):  # fmt: skip
        if kinds:
            yield f"\n{title}\n"
            yield from _rows(kinds)


def _rows(kinds: Iterable[Kind]) -> Iterator[str]:
    for kind in kinds:
        said = _padded(f"{kind.filter} {kind.rule}", 26)
        change = _padded(f"{_cell(kind.before)} → {_cell(kind.after)}", 22)
        context = visible(kind.contexts[0]) if kind.contexts else ""
        yield f"{kind.count:>8,} {kind.documents:>7,}  {said}{change}{cut(context, _CONTEXT)}\n"


def _cell(text: str) -> str:
    return cut(visible(text), 12) or "(nothing)"


def _padded(text: str, width: int) -> str:
    return text + " " * max(1, width - columns(text))
