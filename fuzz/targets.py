"""What is fuzzed: each target takes bytes and raises where a promise is broken."""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin

import atheris

import hantidy
from hantidy import filters
from hantidy.errors import HantidyError
from hantidy.filters import options
from hantidy.pipeline.presets import names as preset_names
from hantidy.records.json_scanner import members

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["TARGETS"]

TO = (None, "hans", "hant", "tw", "hk")


def _text(given: atheris.FuzzedDataProvider) -> str:
    data: bytes = given.ConsumeBytes(given.remaining_bytes())
    return data.decode("utf-8", "surrogateescape")


def _kept_laws(pipeline: hantidy.Pipeline, text: str) -> None:
    """Law 1, 2, 3, 4 and 10 on one text."""
    cleaned = pipeline(text)
    trace = pipeline.trace(text)
    assert trace.text == cleaned, "trace and text differ"
    assert trace.replay() == cleaned, "replay and text differ"
    assert pipeline(cleaned) == cleaned, "twice is not once"
    middle = len(text) // 2
    assert "".join(pipeline.stream([text[:middle], text[middle:]])) == cleaned, "stream differs"
    for edit in trace.edits:
        assert 0 <= edit.start <= edit.end <= len(text)


def decode(data: bytes) -> None:
    """Decoding and detection are total, and lose no byte in silence."""
    decoded = hantidy.decode(data)
    decoded.text.encode()
    hantidy.detect(data)
    assert 0 <= decoded.confidence <= 1


def presets(data: bytes) -> None:
    """Every preset with and without a target keeps the laws."""
    given = atheris.FuzzedDataProvider(data)
    name = given.PickValueInList(list(preset_names()))
    to = given.PickValueInList(list(TO))
    text = _text(given)
    pipeline = hantidy.preset(name, to=to)
    _kept_laws(pipeline, text)
    if name != "none":
        pipeline(text).encode()


def each_filter(data: bytes) -> None:
    """Every filter with random valid options keeps the laws."""
    given = atheris.FuzzedDataProvider(data)
    name = given.PickValueInList(list(filters.names()))
    drawn = {field: given.PickValueInList(values) for field, values in _options(name).items()}
    try:
        built = filters.get(name, **drawn)
    except HantidyError:
        return  # options that contradict one another
    _kept_laws(hantidy.Pipeline([built]), _text(given))


@cache
def _options(name: str) -> dict[str, list[Any]]:
    """The options of a filter that have a known set of values."""
    found = {}
    for field, hint in options.types(filters.kind_of(name)).items():
        parts = get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)
        known: list[Any] = []
        for part in parts:
            if part is bool:
                known += [False, True]
            elif part is NoneType:
                known.append(None)
            elif get_origin(part) is Literal:
                known += get_args(part)
        if known:
            found[field] = known
    return found


def json_lines(data: bytes) -> None:
    """The scanner finds in a line what the standard library reads, or says what is wrong."""
    text = data.decode("utf-8", "surrogateescape")
    try:
        found = members(text, ("text",))
    except (ValueError, RecursionError):
        return
    for member in found:
        assert text[member.start] == '"'
        assert text[member.end - 1] == '"'


def toml(data: bytes) -> None:
    """A configuration is a pipeline or an error of ours."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "row.toml"
        path.write_bytes(data)
        try:
            pipeline = hantidy.load(path)
        except HantidyError:
            return
        path.write_text(pipeline.to_toml(), encoding="utf-8")
        assert hantidy.load(path) == pipeline, "to_toml and load differ"


TARGETS: dict[str, Callable[[bytes], None]] = {
    "decode": decode,
    "presets": presets,
    "filters": each_filter,
    "jsonl": json_lines,
    "toml": toml,
}
