"""The JSON Schema and `hantidy.load` agree on what a configuration is."""

import tomllib

import jsonschema
import pytest

import hantidy
from hantidy import filters
from hantidy.errors import ConfigError, HantidyError
from hantidy.pipeline.config import read
from hantidy.pipeline.presets import names
from hantidy.pipeline.schema import schema

WRONG = [
    'preset = "wob"',
    'colour = "red"',
    "without = true",
    '[[filter]]\nname = "gloss"\nmode = "shout"',
    '[[filter]]\nname = "glass"',
    '[[filter]]\nmode = "ruby"',
]


def valid(toml):
    try:
        jsonschema.validate(tomllib.loads(toml), schema())
    except jsonschema.ValidationError:
        return False
    return True


@pytest.mark.parametrize("name", names())
def test_presets_are_valid(name):
    assert valid(hantidy.preset(name, to="tw").to_toml())


@pytest.mark.parametrize("name", filters.names())
def test_filters_are_valid(name):
    if name != "script":
        assert valid(hantidy.Pipeline([filters.get(name)]).to_toml())


@pytest.mark.parametrize("toml", WRONG)
def test_what_is_not_valid_does_not_load(toml):
    assert not valid(toml)
    with pytest.raises((ConfigError, HantidyError)):
        read(toml)
