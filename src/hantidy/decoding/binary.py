"""Recognize binary files by their first bytes."""

from __future__ import annotations

import re
from functools import cache

from hantidy import tables
from hantidy.decoding.deciding import BOMS, decide

HEAD = 65_536
"""Bytes that are enough to decide."""

_ANY = ".."


def kind_of(head: bytes) -> str:
    """Return what a file that begins with ``head`` is ("a PNG image"), or nothing if unknown.

    It goes by the signatures of ``tables/file_signatures.tsv``.
    """
    pattern, kinds = _signatures()
    found = pattern.match(head)
    return kinds[found.lastindex - 1] if found and found.lastindex else ""


def not_text(head: bytes, *, nul_is_meant: bool = False) -> str:
    """Return why a file that begins with ``head`` is no text; nothing if it may be.

    A signature tells it, or a NUL byte. ``nul_is_meant`` says that NUL bytes are explained: the
    encoding was named, or NUL ends the records. A byte order mark explains them too, and so does
    text in UTF-16 or UTF-32.
    """
    if kind := kind_of(head):
        return f"is {kind}, not text"
    if nul_is_meant or b"\0" not in head or any(head.startswith(mark) for mark, _ in BOMS):
        return ""
    if decide(head, final=len(head) < HEAD).name.startswith(("utf-16", "utf-32")):
        return ""
    return "holds NUL bytes, so it is not text (--encoding names the encoding, if it is)"


@cache
def _signatures() -> tuple[re.Pattern[bytes], list[str]]:
    rows = tables.rows("file_signatures")
    marks = [
        b"(%s)" % b"".join(_byte(mark[at : at + 2]) for at in range(0, len(mark), 2))
        for mark, _ in rows
    ]
    return re.compile(b"|".join(marks), re.DOTALL), [kind for _, kind in rows]


def _byte(digits: str) -> bytes:
    return b"." if digits == _ANY else re.escape(bytes.fromhex(digits))
