"""Options of filters: typed fields, checked when the filter is built."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from functools import cache
from types import UnionType
from typing import (
    Any,
    ClassVar,
    Literal,
    Protocol,
    TypeVar,
    Union,
    get_args,
    get_origin,
    get_type_hints,
)

from hantidy.errors import OptionError, meant


class _Named(Protocol):
    """A dataclass with a name, to which options belong."""

    name: ClassVar[str]


Built = TypeVar("Built", bound=_Named)

_IN_WORDS = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    type(None): "nothing",
}


def types(kind: object) -> dict[str, Any]:
    """Return the options of a kind of filter, each with its type."""
    return _types_of(kind)


@cache
def _types_of(kind: Any) -> dict[str, Any]:
    written = {field.name: field.type for field in dataclasses.fields(kind)}
    bare = type("Options", (), {"__annotations__": written, "__module__": kind.__module__})
    return get_type_hints(bare)


def build(kind: type[Built], options: Mapping[str, Any]) -> Built:
    """Build a filter of ``kind``; OptionError names the valid options."""
    known = types(kind)
    for name in options:
        if name not in known:
            raise OptionError(f"{kind.name} has no option {name!r}{_meant(name, known)}")
    return kind(
        **{
            name: tuple(value) if isinstance(value, list) else value
            for name, value in options.items()
        }
    )


def check(made: _Named) -> None:
    """Raise OptionError if an option of ``made`` has a value that its type forbids."""
    for name, wanted in types(type(made)).items():
        value = getattr(made, name)
        if value == () != getattr(type(made), name, ()):  # where no list is meant to be all of them
            raise OptionError(
                f"{made.name}: {name} is {choices(wanted)}, one at least; without any the filter "
                "would do nothing, so leave it out"
            )
        if not _fits(value, wanted):
            raise OptionError(
                f"{made.name}: {name} is {choices(wanted)}, not {value!r}{_near(value, wanted)}",
            )


def parse(kind: type[Built], written: str) -> Built:
    """Build a filter from ``k=v,k=v``, the form of the shell (lists joined by ``+``)."""
    known = types(kind)
    options: dict[str, Any] = {}
    before = ""
    for part in filter(None, written.split(",")):
        name, equals, value = part.partition("=")
        if name in options:
            raise OptionError(f"{kind.name}: {name} is given twice; give it once")
        if name not in known and before and not equals and get_origin(known[before]) is tuple:
            joined = f"{before}={in_shell(options[before])}+{part}"
            raise OptionError(f"{kind.name}: a list is joined by +, as in {joined}")
        if name not in known:
            raise OptionError(f"{kind.name} has no option {name!r}{_meant(name, known)}")
        if not equals:
            raise OptionError(f"{kind.name}: write {name}=VALUE; {name} is {choices(known[name])}")
        options[name] = _read(kind.name, name, value, known[name])
        before = name
    return build(kind, options)


def split(written: str) -> tuple[str, str]:
    """Split ``NAME:k=v,k=v`` into name and options."""
    name, _, options = written.partition(":")
    return name.strip(), options


def in_shell(value: Any) -> str:
    """Return ``value`` in the form of the shell."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return "+".join(map(in_shell, value))
    return "" if value is None else str(value)


def choices(wanted: Any) -> str:
    """Describe the values that an option of this type may have."""
    origin = get_origin(wanted)
    if origin is Literal:
        return " or ".join(map(in_shell, get_args(wanted)))
    if origin is tuple:
        return f"a list of {choices(get_args(wanted)[0])}"
    if origin in (Union, UnionType):
        return " or ".join(choices(part) for part in get_args(wanted))
    return _IN_WORDS.get(wanted, str(wanted))


def values(wanted: Any) -> list[str]:
    """List the values of an option of this type, if they are enumerable."""
    origin = get_origin(wanted)
    if origin is Literal:
        return [in_shell(value) for value in get_args(wanted)]
    if origin in (tuple, Union, UnionType):
        return [value for part in get_args(wanted) for value in values(part)]
    return ["true", "false"] if wanted is bool else []


def about(filter_name: str, option: str) -> str:
    """Return the description of ``option``, empty if no table has it."""
    return _descriptions().get((filter_name, option), "")


@cache
def _descriptions() -> dict[tuple[str, str], str]:
    from hantidy import tables  # noqa: PLC0415 - for the help

    return {(name, option): text for name, option, text in tables.rows("option_descriptions")}


def _meant(name: str, known: dict[str, Any]) -> str:
    return f"{meant(name, known)}; {_named(known)}"


def _named(known: dict[str, Any]) -> str:
    if not known:
        return "it takes none"
    return "its options are " + ", ".join(f"{name} ({choices(t)})" for name, t in known.items())


def _fits(value: Any, wanted: Any) -> bool:
    origin = get_origin(wanted)
    if origin is Literal:
        return any(value == one and type(value) is type(one) for one in get_args(wanted))
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(v, get_args(wanted)[0]) for v in value)
    if origin in (Union, UnionType):
        return any(_fits(value, part) for part in get_args(wanted))
    return type(value) is wanted


def _read(filter_name: str, name: str, value: str, wanted: Any) -> Any:
    origin = get_origin(wanted)
    read: Any = value
    if origin is tuple:
        item = get_args(wanted)[0]
        read = tuple(_read(filter_name, name, v, item) for v in value.split("+") if v)
    elif origin in (Union, UnionType):
        parts = get_args(wanted)
        if value == "" and type(None) in parts:
            return None
        for part in parts:
            try:
                return _read(filter_name, name, value, part)
            except OptionError:
                continue
    elif wanted is bool:
        read = {"true": True, "false": False}.get(value, value)
    elif wanted in (int, float):
        read = _number(value, wanted)
    elif origin is Literal:
        read = next((one for one in get_args(wanted) if in_shell(one) == value), value)
    if not _fits(read, wanted):
        near = _near(value, wanted)
        raise OptionError(f"{filter_name}: {name} is {choices(wanted)}, not {value!r}{near}")
    return read


def _near(value: Any, wanted: Any) -> str:
    return meant(value, values(wanted)) if isinstance(value, str) else ""


def _number(value: str, wanted: type[int | float]) -> int | float | str:
    """Parse ``value`` as a number of the ``wanted`` type; return it unchanged if it is none."""
    digits = value.removeprefix("-")
    if wanted is float:
        digits = digits.replace(".", "", 1)
    return wanted(value) if digits.isascii() and digits.isdigit() else value
