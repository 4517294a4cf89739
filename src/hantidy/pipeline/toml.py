"""Read the TOML of small files, with limits on nesting, and write that of a pipeline.

The parser of the standard library recurses into nested values, and its time grows with the square
of the length of a dotted key.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from os import PathLike
from typing import Any

from hantidy.core import lazy
from hantidy.core.small_files import read_small
from hantidy.core.withheld import NOTHING, Withheld
from hantidy.errors import ConfigError, HantidyError
from hantidy.filters.base import Filter
from hantidy.pipeline.decisions import as_table

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


@contextmanager
def naming(path: str | PathLike[str]) -> Iterator[None]:
    """Name the file at ``path`` in every error about what it holds; each is a ConfigError."""
    try:
        yield
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: it must be UTF-8 text ({error})") from error
    except HantidyError as error:
        raise ConfigError(f"{path}: {error}") from error


def read_text(path: str | PathLike[str]) -> str:
    """Return the text of the small file at ``path``, without a byte order mark."""
    return read_small(path).decode("utf-8-sig")


def write(row: Iterable[Filter], withheld: Withheld = NOTHING) -> str:
    """Return ``row`` and ``withheld`` as TOML that `hantidy.load` reads, every option written."""
    row = tuple(row)
    head = [] if row else ['preset = "none"']
    if withheld.words:
        head.append(f"keep = {_value(withheld.words)}")
    tables = ["\n".join(head) + "\n"] if head else []
    for made in withheld.decisions:
        fields = (f"{name} = {_value(value)}" for name, value in as_table(made).items())
        tables.append("\n".join(["[[except]]", *fields]) + "\n")
    for each in row:
        lines = ["[[filter]]", f'name = "{each.name}"']
        lines += [
            f"{name} = {_value(value)}" for name, value in each.options.items() if value is not None
        ]
        tables.append("\n".join(lines) + "\n")
    return "\n".join(tables)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    # A JSON string is a TOML string, but that TOML wants DEL escaped too.
    return json.dumps(str(value), ensure_ascii=False).replace("\x7f", "\\u007f")
