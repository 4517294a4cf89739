"""File formats known by name: where the text stands in them, so that only text is cleaned.

Each format is a module that finds the values of a document: spans of text with what they say and
how to write them. Every other character of the document stays as it was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from importlib import import_module

from hantidy.records.formats.value import Value

EXTENSIONS = {
    ".json": "json",
    ".ipynb": "ipynb",
    ".csv": "csv",
    ".tsv": "tsv",
    ".srt": "srt",
    ".vtt": "vtt",
    ".ass": "ass",
    ".ssa": "ass",
    ".lrc": "lrc",
    ".po": "po",
    ".pot": "po",
    ".yaml": "yaml",
    ".yml": "yaml",
    ".toml": "toml",
}
"""What the end of a file's name says; every other name is text, or records (see `source`)."""

UNTOUCHED = frozenset({"yaml", "toml"})
"""Formats that come out as they came: no library rewrites a value and keeps the rest."""

_MODULES = {
    "json": "json_document",
    "ipynb": "notebook",
    "csv": "delimited",
    "tsv": "delimited",
    "srt": "subtitles",
    "vtt": "subtitles",
    "ass": "subtitles",
    "lrc": "subtitles",
    "po": "gettext",
}

BY_VALUE = tuple(_MODULES)
"""Formats of which only the values are cleaned."""


def values_of(kind: str, text: str, fields: Sequence[str] = ()) -> list[Value]:
    """Return the values of the document ``text`` of format ``kind``, in their order.

    ``fields`` names the columns or keys that are meant; without any, all are. FormatError says
    where the document is not what its name says.
    """
    module = import_module(f"{__name__}.{_MODULES[kind]}")
    found: list[Value] = module.values(text, kind, tuple(fields))
    return found


def clean_values(
    kind: str, text: str, clean: Callable[[str], str], fields: Sequence[str] = ()
) -> tuple[str, int]:
    """Return the document ``text`` with each of its `values_of` clean, and their number."""
    found = values_of(kind, text, fields)
    parts: list[str] = []
    at = 0
    for value in found:
        cleaned = clean(value.text)
        if cleaned != value.text:
            parts += (text[at : value.start], value.write(cleaned))
            at = value.end
    return ("".join(parts) + text[at:] if parts else text), len(found)
