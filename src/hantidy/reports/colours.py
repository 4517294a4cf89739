"""One fixed colour for each filter, the same in every report.

A colour never stands alone: the name of the filter stands in it.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from hantidy import tables

__all__ = ["Colour", "colours", "style"]


class Colour(NamedTuple):
    """The colour of a filter; contrast is 4.5 at least."""

    light: str
    """Of letters on a light page."""
    dark: str
    """Of letters on a dark page."""
    terminal: str
    """Behind white letters: a number of the 256 that terminals share."""


@cache
def colours() -> dict[str, Colour]:
    """Return the colour of each filter of ours; filters of others have none."""
    return {name: Colour(*own) for name, *own in tables.rows("filter_colours")}


def style() -> str:
    """Return rules of CSS that set ``--light`` and ``--dark`` on elements by ``data-filter``."""
    return "\n".join(
        f'[data-filter="{name}"] {{ --light: {own.light}; --dark: {own.dark}; }}'
        for name, own in colours().items()
    )
