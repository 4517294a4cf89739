"""UTF-8 that was read in a codec of the Latin family: ftfy knows these best.

Only its `fix_encoding` is asked, since ftfy's other repairs turn Chinese marks into ASCII.
"""

from __future__ import annotations

import re
from functools import cache

__all__ = ["fixed"]


@cache
def _hint() -> re.Pattern[str]:
    """What any UTF-8 shows in a reader of a Latin, Greek or Cyrillic code page, or DOS, or Mac."""
    return re.compile("[\xc2-\xf4ÂÃâ√├┬╬╨╤ΓВГРСв][^\x00-\x7f]")


def fixed(text: str) -> str | None:
    """``text`` as ftfy decodes it; None where it finds nothing to do."""
    if _hint().search(text) is None:
        return None
    import ftfy  # noqa: PLC0415 - met here only, and only when a line asks for it

    after = ftfy.fix_encoding(text)
    if after == text or after.count("\n") != text.count("\n"):
        return None
    return after
