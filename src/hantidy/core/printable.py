"""Text that is safe to print: invisible characters are escaped."""

from __future__ import annotations

from collections.abc import Mapping

_SIGNS = {"\n": "⏎", "\t": "⇥", "\u3000": "\u3000"}


def printable(text: str, signs: Mapping[str, str]) -> str:
    """Return ``text`` with each unprintable character as ``signs`` has it, else as an escape."""
    if text.isprintable():
        return text
    return "".join(
        char
        if char.isprintable()
        else signs.get(char) or char.encode("unicode_escape").decode("ascii")
        for char in text
    )


def visible(text: str) -> str:
    """Return ``text`` on one line: signs for line ends and tabs, escapes for what is invisible."""
    return printable(text, _SIGNS)
