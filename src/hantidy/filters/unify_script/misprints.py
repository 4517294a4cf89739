"""Words of simplified text that fonts and converters misspell: table `simplified_misprints`."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from hantidy import tables

TABLE = "simplified_misprints"
REASON = "misprint", "no word has this character here"


@cache
def _words() -> dict[str, str]:
    return {seen: right for seen, right, _ in tables.rows(TABLE)}


@cache
def characters() -> str:
    """Return the character of each misspelled word by which it is found."""
    return "".join({seen[int(place)] for seen, _, place in tables.rows(TABLE)})


@cache
def pattern() -> re.Pattern[str]:
    """Return a pattern for the rarest character of a misspelled word, with the word around it."""
    found = defaultdict(list)
    for seen, _, place in tables.rows(TABLE):
        at = int(place)
        found[seen[at]].append(f"(?<={seen[: at + 1]})(?={seen[at + 1 :]})")
    return re.compile("|".join(f"{c}(?:{'|'.join(ways)})" for c, ways in sorted(found.items())))


def find(text: str) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the misprints in simplified ``text`` with their form, rule and reason."""
    for match in pattern().finditer(text):
        for seen, right in _words().items():
            start = text.find(seen, max(0, match.start() - len(seen) + 1), match.end() + len(seen))
            if start < 0:
                continue
            for at, (was, form) in enumerate(zip(seen, right, strict=True), start):
                if was != form:
                    yield at, (form, *REASON)
