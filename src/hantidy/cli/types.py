"""Types of options and arguments for shell completion.

Values are checked where they are used, with better messages.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from hantidy.errors import HantidyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    _StringType = click.ParamType[str]
else:
    _StringType = click.ParamType  # which takes no argument before click 8.4

SCRIPTS = {
    "hans": "simplified Chinese, characters only",
    "hansp": "simplified Chinese, words of the mainland too",
    "hant": "traditional Chinese, the standard of OpenCC",
    "tw": "traditional Chinese of Taiwan",
    "twp": "traditional Chinese of Taiwan, words too",
    "hk": "traditional Chinese of Hong Kong",
}


class _Completed(_StringType):
    """A string with completions."""

    def __init__(self, name: str, known: Callable[[str], Iterable[tuple[str, str]]]) -> None:
        self.name = name
        self._known = known

    def shell_complete(
        self, ctx: click.Context, param: click.Parameter, incomplete: str
    ) -> list[CompletionItem]:
        """Return the completions of ``incomplete``, each with its help."""
        return [
            CompletionItem(value, help=about)
            for value, about in self._known(incomplete)
            if value.startswith(incomplete)
        ]


def _presets(_: str) -> Iterable[tuple[str, str]]:
    from hantidy.pipeline import presets  # noqa: PLC0415 - when a key was pressed

    return [(name, presets.about(name)) for name in presets.names()]


def _filter_names(_: str) -> Iterable[tuple[str, str]]:
    from hantidy import filters  # noqa: PLC0415

    for name in filters.names():
        about = (filters.kind_of(name).__doc__ or "").strip().split("\n")[0]
        yield name, about


def _filters(incomplete: str) -> Iterable[tuple[str, str]]:
    """Yield names of filters; behind a colon their options, behind = the values."""
    name, colon, written = incomplete.partition(":")
    if not colon:
        return _filter_names(name)
    return _options(name, written)


def _options(name: str, written: str) -> Iterable[tuple[str, str]]:
    from hantidy import filters  # noqa: PLC0415

    options = import_module("hantidy.filters.options")
    try:
        known = options.types(filters.kind_of(name))
    except HantidyError:
        return
    before, comma, last = written.rpartition(",")
    head = f"{name}:{before}{comma}"
    option, equals, value = last.partition("=")
    if not equals:
        for each, wanted in known.items():
            yield f"{head}{each}=", options.about(name, each) or options.choices(wanted)
    elif option in known:
        items, plus, _ = value.rpartition("+")
        for each in options.values(known[option]):
            yield f"{head}{option}={items}{plus}{each}", ""


PRESET = _Completed("preset", _presets)
SCRIPT = _Completed("script", lambda _: SCRIPTS.items())
FILTER = _Completed("filter", _filters)
FILTER_NAME = _Completed("filter name", _filter_names)
FILE = click.Path(allow_dash=True)
FOLDER = click.Path(file_okay=False)
