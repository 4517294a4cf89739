"""The errors of hantidy: one base, a short family, each message saying what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = [
    "ChangesError",
    "ConfigError",
    "DecodingError",
    "HantidyError",
    "OptionError",
    "TableError",
    "TooManyEditsError",
    "UnknownNameError",
    "meant",
]


class HantidyError(Exception):
    """Base of every error that hantidy raises on purpose."""


class UnknownNameError(HantidyError, LookupError):
    """A filter, preset, table or encoding of that name does not exist."""


class OptionError(HantidyError, ValueError):
    """A filter has no such option, or the option no such value."""


class ChangesError(HantidyError, ValueError):
    """A filter gave changes that overlap, are not sorted, or leave the text."""


class ConfigError(HantidyError, ValueError):
    """A pipeline file is not what a pipeline file must be."""


class DecodingError(HantidyError, ValueError):
    """Bytes could not be decoded, and the caller asked to be told (errors="strict")."""

    offset: int | None = None
    """Where in the document the first such byte stands, and in which line (from 1)."""
    line: int | None = None


class TableError(HantidyError, ValueError):
    """A table or word list is not in the form its reader expects."""


class TooManyEditsError(HantidyError):
    """A text has more edits than an account of it, which is held in memory, may have."""

    def __init__(self, most: int) -> None:
        """Say what to do instead; ``most`` edits were allowed."""
        super().__init__(
            f"has more than {most:,} edits, and an account of them is held in memory; give a part "
            "of the text, count them with 'hantidy audit', or see them with 'hantidy clean --diff'"
        )


def meant(name: str, known: Iterable[str]) -> str:
    """Return what a message adds where ``name`` is nearly one of ``known``, else nothing."""
    from difflib import get_close_matches  # noqa: PLC0415 - for errors only

    close = get_close_matches(name.lower(), list(known), 1)
    return f" (did you mean {close[0]}?)" if close else ""
