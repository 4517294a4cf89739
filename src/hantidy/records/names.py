"""Names and messages as a terminal may print them."""

from __future__ import annotations

__all__ = ["escaped", "shown", "undecodable"]


def shown(name: str) -> str:
    r"""Return a file name safe to print: controls and bytes that are no UTF-8 as ``\x1b``."""
    return name if name.isprintable() else _without_controls(name, "")


def undecodable(count: int, first: int, became: str) -> str:
    """Say how many places could not be decoded, and what became of them."""
    places = "place" if count == 1 else "places"
    return (
        f"undecodable bytes at {count:,} {places}, the first at offset {first}; "
        f"each became {became}"
    )


def escaped(message: str) -> str:
    """Return a message safe to print; its line ends stay."""
    return message if message.isprintable() else _without_controls(message, "\n")


def _without_controls(text: str, keep: str) -> str:
    return "".join(char if char.isprintable() or char in keep else _escape(char) for char in text)


def _escape(char: str) -> str:
    code = ord(char)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    return char.encode("unicode_escape").decode("ascii")
