"""Write a pipeline as TOML."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hantidy.core.withheld import NOTHING, Withheld
from hantidy.pipeline import decisions

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hantidy.filters.base import Filter


def to_toml(row: Iterable[Filter], withheld: Withheld = NOTHING) -> str:
    """Return ``row`` and ``withheld`` as TOML that `hantidy.load` reads, every option written."""
    row = tuple(row)
    head = [] if row else ['preset = "none"']
    if withheld.words:
        head.append(f"keep = {_value(withheld.words)}")
    tables = ["\n".join(head) + "\n"] if head else []
    for made in withheld.decisions:
        fields = (f"{name} = {_value(value)}" for name, value in decisions.as_table(made).items())
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
