"""A pipeline as a TOML file.

``preset = "web"`` and ``without = ["gloss"]`` begin with a preset, ``[[filter]]`` tables (a
name and options) each replace the filter of that name or stand at its place in the order.
Without ``preset`` the tables are the whole row, in the order given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hantidy import filters
from hantidy.core.small_files import read_small
from hantidy.errors import ConfigError, HantidyError
from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import preset
from hantidy.pipeline.toml import parse

if TYPE_CHECKING:
    from os import PathLike

    from hantidy.filters.base import Filter

__all__ = ["load", "made_of", "read"]

_KEYS = ("preset", "to", "without", "filter")


def load(path: str | PathLike[str]) -> Pipeline:
    """Return the pipeline that the TOML file at ``path`` describes.

    ConfigError says what the file should hold; OSError where it cannot be read.
    """
    try:
        return read(read_small(path).decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: a pipeline file is UTF-8 text ({error})") from error
    except HantidyError as error:
        raise ConfigError(f"{path}: {error}") from error


def read(toml: str) -> Pipeline:
    """Return the pipeline that ``toml`` describes; ConfigError says what it should hold."""
    return made_of(parse(toml))


def made_of(config: dict[str, Any]) -> Pipeline:
    """Return the pipeline that a parsed file describes; ConfigError says what it should hold."""
    for key in config:
        if key not in _KEYS:
            raise ConfigError(f"unknown key {key!r}; the keys are {', '.join(_KEYS)}")
    tables = config.get("filter", [])
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError("write each filter as a table of its own, headed [[filter]]")
    made = [_made(table) for table in tables]
    if "preset" not in config and "to" not in config and "without" not in config and made:
        return Pipeline(made)
    pipeline = preset(_text(config, "preset", "web"), _text(config, "to", None))
    without = config.get("without", [])
    if not isinstance(without, list) or not all(isinstance(name, str) for name in without):
        raise ConfigError('without is a list of names, such as without = ["gloss"]')
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


def _text(config: dict[str, Any], key: str, default: Any) -> Any:
    value = config.get(key, default)
    if value is not default and not isinstance(value, str):
        raise ConfigError(f'{key} is a name in quotes, such as {key} = "{default or "tw"}"')
    return value
