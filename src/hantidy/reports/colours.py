"""One fixed colour for each filter, the same in every report.

A colour is never the only sign: the name of the filter is shown too.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from hantidy import tables


class Colour(NamedTuple):
    """The colour of a filter, with a contrast of at least 4.5."""

    light: str
    """Colour of text on a light page."""
    dark: str
    """Colour of text on a dark page."""
    terminal: str
    """Background of white text: one of the 256 colours of terminals."""


@cache
def colours() -> dict[str, Colour]:
    """Return the colour of each built-in filter; plugins have none."""
    return {name: Colour(*own) for name, *own in tables.rows("filter_colours")}


def style() -> str:
    """Return rules of CSS that set ``--light`` and ``--dark`` on elements by ``data-filter``."""
    return "\n".join(
        f'[data-filter="{name}"] {{ --light: {own.light}; --dark: {own.dark}; }}'
        for name, own in colours().items()
    )
