"""Parse TOML from outside, with limits on nesting.

The parser of the standard library recurses into nested values, and its time grows with the square
of the length of a dotted key.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any

from hantidy.core import lazy
from hantidy.errors import ConfigError

_DEEPEST = 16
"""Most brackets open at a time, and most parts of a dotted key."""

_TEXTS_AND_COMMENTS = lazy.pattern(
    r"\"\"\"(?:[^\\\"]|\\.|\"(?!\"\"))*\"{3,5}|'''(?:[^']|'(?!''))*'{3,5}"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'[^'\n]*'|\#[^\n]*",
    re.DOTALL,
)
_BRACKET = lazy.pattern(r"[\[\]{}]")
_DOTTED = lazy.pattern(rf"(?:[\w-]*[ \t]*\.[ \t]*){{{_DEEPEST}}}")


def parse(toml: str) -> dict[str, Any]:
    """Return what ``toml`` says; ConfigError where it is not TOML, or nested too deeply."""
    bare = _TEXTS_AND_COMMENTS.sub("", toml)
    depth = 0
    for bracket in _BRACKET.finditer(bare):
        depth += 1 if bracket[0] in "[{" else -1
        if depth > _DEEPEST:
            raise ConfigError(f"values are nested more than {_DEEPEST} deep")
    if _DOTTED.search(bare):
        raise ConfigError(f"a dotted key has more than {_DEEPEST} parts")
    try:
        return tomllib.loads(toml)
    except (ValueError, RecursionError) as error:  # a number may be too long for Python
        raise ConfigError(f"this is not TOML: {error}") from error
