"""A value of a document: a span of its text, what it says, and how another is written there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hantidy.errors import HantidyError


class FormatError(HantidyError):
    """A document is not in the format that its name says."""

    def __init__(self, kind: str, reason: str, line: int) -> None:
        """Say what is wrong at ``line`` (counted from 1) and what to do."""
        super().__init__(
            f"is no valid {kind} (line {line:,}: {reason}); --format text cleans it as plain text"
        )


class Value(NamedTuple):
    """``document[start:end]`` says ``text``; ``write`` gives the span that says another text."""

    start: int
    end: int
    text: str
    write: Callable[[str], str] = str
