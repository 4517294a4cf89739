"""The JSON Schema of a configuration, made from the registry."""

from __future__ import annotations

from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from hantidy import filters
from hantidy.filters import options
from hantidy.pipeline import decisions, presets

_NAMES: dict[str, Any] = {"type": "array", "items": {"type": "string"}}
_DECISION: dict[str, Any] = {
    "type": "object",
    "description": "An edit that is not made; left, right, document and occurrence name its place.",
    "properties": {
        key: {"type": "integer", "minimum": 1} if key == "occurrence" else {"type": "string"}
        for key in decisions.KEYS
    },
    "required": list(decisions.NEEDED),
    "additionalProperties": False,
}


def schema() -> dict[str, Any]:
    """Return the schema that a file for `hantidy.load` follows, of draft 2020-12.

    It knows keys, filters, options and their values; what options say of one another only
    `hantidy.load` knows.
    """
    targets = options.values(options.types(filters.kind_of("script"))["to"])
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A hantidy pipeline",
        "type": "object",
        "properties": {
            "preset": {"enum": list(presets.names())},
            "to": {"enum": targets},
            "without": {"type": "array", "items": {"enum": list(filters.names())}},
            "keep": {**_NAMES, "description": "Words that no filter touches."},
            "keep-files": {**_NAMES, "description": "Files of such words, one a line."},
            "except": {"type": "array", "items": _DECISION},
            "filter": {
                "type": "array",
                "items": {"oneOf": [_filter(name) for name in filters.names()]},
            },
        },
        "additionalProperties": False,
    }


def _filter(name: str) -> dict[str, Any]:
    kind = filters.kind_of(name)
    return {
        "type": "object",
        "properties": {
            "name": {"const": name},
            **{option: _value(wanted) for option, wanted in options.types(kind).items()},
        },
        "required": ["name"],
        "additionalProperties": False,
    }


def _value(wanted: Any) -> dict[str, Any]:
    origin = get_origin(wanted)
    if origin is Literal:
        return {"enum": list(get_args(wanted))}
    if origin is tuple:
        return {"type": "array", "items": _value(get_args(wanted)[0])}
    if origin in (Union, UnionType):
        parts = [_value(part) for part in get_args(wanted) if part is not NoneType]
        return parts[0] if len(parts) == 1 else {"anyOf": parts}
    return {"type": {bool: "boolean", int: "integer"}.get(wanted, "string")}
