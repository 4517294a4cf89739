"""Decisions against single edits: their TOML tables, read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from hantidy.core.edits import Edit
from hantidy.core.withheld import Decision
from hantidy.errors import ConfigError, meant

NEEDED = ("filter", "rule", "before", "after")
"""The keys that a decision must have."""
KEYS = tuple(each.name for each in fields(Decision))


def decision(written: object) -> Decision:
    """Parse a decision; ConfigError says what is wrong with it."""
    if isinstance(written, Decision):
        return written
    if isinstance(written, Edit):
        return Decision(written.filter, written.rule, written.before, written.after)
    if not isinstance(written, Mapping):
        raise TypeError(
            "a decision is a hantidy.Decision, an edit of a trace or a mapping, not "
            f"{type(written).__name__}"
        )
    _check({str(key): value for key, value in written.items()})
    return Decision(**written)


def _check(written: dict[str, Any]) -> None:
    for key in written:
        if key not in KEYS:
            raise ConfigError(
                f"unknown key {key!r} in a decision{meant(key, KEYS)}; the keys are "
                f"{', '.join(KEYS)}"
            )
    for key in NEEDED:
        if key not in written:
            raise ConfigError(f"a decision needs {key!r} ({', '.join(NEEDED)})")
    for key, value in written.items():
        if key == "occurrence":
            if type(value) is not int or value < 1:
                raise ConfigError(f"occurrence is a number from 1, not {value!r}")
        elif not isinstance(value, str):
            raise ConfigError(f"{key} of a decision is a text, not {value!r}")


def as_table(made: Decision) -> dict[str, Any]:
    """Return the fields of a decision that are set, in the order of the file."""
    return {key: value for key in KEYS if (value := getattr(made, key)) or key in NEEDED}
