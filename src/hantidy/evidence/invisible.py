"""Characters that show nothing, and terminal sequences: what `controls` takes out.

Whatever tells where a fence or a comment begins looks through them, so that taking them out
changes no answer.
"""

from __future__ import annotations

from hantidy.core.lazy import pattern

__all__ = ["ANSI", "REMOVED", "without_invisible"]

REMOVED = {
    "zero-width": "\u200b\u2060\ufeff\u00ad\u180e\u2061-\u2064",
    "bidi": "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u206a-\u206f",
    "annotation": "\ufff9-\ufffc",
    "control": "\x00-\x08\x0e-\x1a\x7f\x80-\x84\x86-\x9a\x9c-\x9f",
    "escape": "\x1b\x9b",
}
"""Characters by kind, each kind a part of a character class."""

# CSI, OSC and DCS strings of one line, character-set switches, and the codes of bulletin boards.
ANSI = (
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"
    r"|\x1b[\]PX^_][^\x07\x1b\n]{0,256}(?:\x07|\x1b\\)"
    r"|\x1b[()*+][0-9A-Za-z]"
    r"|\x1b[=>78]"
)

_ANY = "".join(REMOVED.values())
_one = pattern(f"[{_ANY}\u200c\u200d]")
_all = pattern(f"{ANSI}|[{_ANY}\u200c\u200d]")


def without_invisible(text: str) -> str:
    """Return ``text`` without invisible characters and terminal sequences."""
    return text if _one.search(text) is None else _all.sub("", text)
