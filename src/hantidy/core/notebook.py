"""Tables of HTML for notebooks.

Text keeps the colour of the page around it and marks are laid on thin, so that a table is as easy
to read on a dark page as on a light one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from hantidy.core.printable import visible

MOST = 50
"""Most rows shown."""
_AROUND = 20
"""Characters of context shown on either side."""

_MARK = "border:1px {};border-radius:.2em;padding:0 .15em;background:rgba({},.22)"
_GONE = _MARK.format("dashed", "214,69,56")
_COME = _MARK.format("solid", "46,150,88")
_CELL = "text-align:left;vertical-align:top;white-space:pre-wrap;overflow-wrap:anywhere"


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def table(caption: str, head: Iterable[str], rows: Sequence[Iterable[str]], total: int = 0) -> str:
    """Return ``rows`` under ``head`` as a table; what is no `Html` is escaped.

    ``total`` is how many rows there would be, where only some are given.
    """
    if total > len(rows):
        caption += f"; the first {len(rows):,} places of {total:,}"
    body = "".join(_row("td", row) for row in rows)
    return (
        f"<div style='color:inherit'><p>{escape(visible(caption))}</p>"
        f"<table><thead>{_row('th', head)}</thead><tbody>{body}</tbody></table></div>"
    )


def change(before: str, after: str) -> Html:
    """Return what was there and what is there now, told apart by frames too."""
    gone = f"<del style='text-decoration:none;{_GONE}'>{escape(visible(before))}</del>"
    come = f"<ins style='text-decoration:none;{_COME}'>{escape(visible(after))}</ins>"
    return Html((gone if before else "") + (come if after else ""))


def change_in(text: str, start: int, end: int, after: str) -> Html:
    """Return what became of ``text[start:end]``, with what stands around it."""
    left, right = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    changed = change(text[start:end], after)
    return Html(f"{escape(visible(left))}{changed}{escape(visible(right))}")


def _row(tag: str, cells: Iterable[str]) -> str:
    written = (cell if isinstance(cell, Html) else escape(visible(cell)) for cell in cells)
    opened = f"<{tag} style='{_CELL}'>"
    return f"<tr>{''.join(f'{opened}{cell}</{tag}>' for cell in written)}</tr>"
