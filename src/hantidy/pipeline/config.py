"""Read a pipeline from a TOML file.

``preset = "web"`` and ``without = ["gloss"]`` begin with a preset, ``[[filter]]`` tables (a
name and options) each replace the filter of that name or stand at its place in the order.
Without ``preset`` the tables are the whole row, in the order given. ``keep = ["李恒"]`` and
``keep-files = ["names.txt"]`` name words that no filter touches, ``[[except]]`` tables edits that
are not made (filter, rule, before, after; left, right, document, occurrence if need be).
"""

from __future__ import annotations

from os import PathLike
from pathlib import Path
from typing import Any

from hantidy import filters
from hantidy.errors import ConfigError
from hantidy.filters.base import Filter
from hantidy.pipeline import Pipeline, decisions
from hantidy.pipeline.presets import preset
from hantidy.pipeline.toml import naming, parse, read_text

_KEYS = ("preset", "to", "without", "keep", "keep-files", "except", "filter")


def load(path: str | PathLike[str]) -> Pipeline:
    """Return the pipeline that the TOML file at ``path`` describes.

    ConfigError says what the file should hold; OSError where it cannot be read.
    """
    with naming(path):
        return from_table(parse(read_text(path)), Path(path).parent)


def read(toml: str) -> Pipeline:
    """Return the pipeline that ``toml`` describes; ConfigError says what it should hold."""
    return from_table(parse(toml))


def from_table(
    config: dict[str, Any], folder: str | PathLike[str] = "", others: tuple[str, ...] = ()
) -> Pipeline:
    """Return the pipeline that a parsed file describes; ConfigError says what it should hold.

    Names of other files in it are relative to ``folder``, where it lies. ``others`` are keys
    that the file may have beside those of a pipeline, for the message.
    """
    for key in config:
        if key not in _KEYS:
            raise ConfigError(f"unknown key {key!r}; the keys are {', '.join((*_KEYS, *others))}")
    pipeline = _row(config)
    words = _texts(config, "keep", '["李恒"]')
    for path in _texts(config, "keep-files", '["names.txt"]'):
        words += words_of(Path(folder, path))
    if words:
        pipeline = pipeline.keeping(words)
    if decided := _decided(config):
        pipeline = pipeline.excepting(decided)
    return pipeline


def _decided(config: dict[str, Any]) -> list[dict[str, Any]]:
    tables = _tables(config, "except", "edit that is not to be made")
    for each in tables:
        filters.kind_of(decisions.decision(each).filter)  # one that is not there decides nothing
    return tables


def words_of(path: str | PathLike[str]) -> list[str]:
    """Return the words to keep of the file at ``path``: UTF-8, a word a line, # for remarks."""
    with naming(path):
        lines = map(str.strip, read_text(path).split("\n"))
        return [line for line in lines if line and not line.startswith("#")]


def decisions_of(path: str | PathLike[str]) -> list[dict[str, Any]]:
    """Return the decisions of the TOML file at ``path``, which holds [[except]] tables alone."""
    with naming(path):
        config = parse(read_text(path))
        for key in config:
            if key != "except":
                raise ConfigError(f"a file of decisions holds [[except]] tables, no {key!r}")
        return _decided(config)


def _row(config: dict[str, Any]) -> Pipeline:
    made = [_made(table) for table in _tables(config, "filter", "filter")]
    if "preset" not in config and "to" not in config and "without" not in config and made:
        return Pipeline(made)
    pipeline = preset(_text(config, "preset", "web"), _text(config, "to", None))
    without = _texts(config, "without", '["gloss"]')
    _refuse_contradictions([each.name for each in made], without, converts="to" in config)
    pipeline = pipeline.without(*without)
    for new in made:
        pipeline = pipeline.including(new)
    return pipeline


def _refuse_contradictions(names: list[str], without: list[str], *, converts: bool) -> None:
    for name in names:
        if names.count(name) > 1:
            raise ConfigError(
                f"two [[filter]] tables are named {name!r}, and the second would replace the "
                "first; give all its options in one"
            )
        if name in without:
            raise ConfigError(
                f"without leaves out {name!r}, and a [[filter]] table asks for it; keep one of them"
            )
        if name == "script" and converts:
            raise ConfigError(
                'to = … converts already, and so does the [[filter]] table named "script"; '
                "keep one of them"
            )


def _made(table: dict[str, Any]) -> Filter:
    options = dict(table)
    name = options.pop("name", None)
    if not isinstance(name, str):
        raise ConfigError('each [[filter]] needs a name, such as name = "gloss"')
    return filters.get(name, **options)


def _tables(config: dict[str, Any], key: str, what: str) -> list[dict[str, Any]]:
    tables = config.get(key, [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"write each {what} as a table of its own, headed [[{key}]]")
    return tables


def _texts(config: dict[str, Any], key: str, example: str) -> list[str]:
    texts = config.get(key, [])
    if not isinstance(texts, list) or not all(isinstance(each, str) for each in texts):
        kind = "names" if key == "without" else "texts"
        raise ConfigError(f"{key} is a list of {kind}, such as {key} = {example}")
    return list(texts)


def _text(config: dict[str, Any], key: str, default: Any) -> Any:
    value = config.get(key, default)
    if value is not default and not isinstance(value, str):
        raise ConfigError(f'{key} is a name in quotes, such as {key} = "{default or "tw"}"')
    return value
