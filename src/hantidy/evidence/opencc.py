"""The only module that imports OpenCC.

A configuration is a name of OpenCC (``"s2tw"``) or a `Mixed` one: a shipped configuration with our
tables among its phrases. It is opened on first use, once per process, from OpenCC's folder by
absolute path (by itself OpenCC prefers an ``s2t.json`` of the working folder); for the first short
texts only with those rows of ours that begin with one of their characters. Only its name is
pickled. A handle is read-only: threads share it and forked children keep it, without a lock.
"""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from hantidy import tables
from hantidy.errors import TableError, UnknownNameError

if TYPE_CHECKING:
    import tempfile


class Mixed(NamedTuple):
    """A shipped configuration with tables of ours among its phrases.

    At every place the longest phrase still wins; where two are equally long, ours.
    """

    base: str
    """The configuration that OpenCC ships."""
    tables: tuple[tuple[str, ...], ...]
    """For each stage the names of our tables of two columns, source and target.

    Those of the last one join the phrases of the segmentation."""
    first: int = 0
    """Number of the first stage; earlier ones are skipped."""
    segmented: bool = False
    """Whether a stage sees only one segment of the text, where OpenCC has it so."""


class Own(NamedTuple):
    """Tables of ours alone; the longest match wins."""

    tables: tuple[str, ...]


class Phrases(NamedTuple):
    """The phrases of a shipped configuration, without its single characters."""

    base: str


Config = str | Mixed | Own | Phrases
"""A configuration of `convert`."""

_Handle = tuple[Callable[[str], str], bool]
_SHORT = 80
"""Most characters of a text for which a configuration is opened in part."""
_FEW = 2
"""How often it is, before it is opened whole."""
_longest = [0]
"""The length of the longest text so far: what reads documents opens all whole."""


def convert(text: str, config: Config) -> str:
    """Return ``text`` as OpenCC converts it with ``config``, whatever characters it holds.

    OpenCC loses text behind a NUL in configurations with segmentation, and accepts no lone
    surrogate. Here both stay in place, and no phrase matches across them.
    """
    if text.isascii():
        return text  # no key of a dictionary is of ASCII alone
    raw, fears_nul = _handle(text, config)
    if not fears_nul or "\0" not in text:
        try:
            return raw(text)
        except UnicodeEncodeError:
            pass
    pieces = re.split("([\0\ud800-\udfff]+)", text)
    pieces[::2] = [raw(piece) if piece else piece for piece in pieces[::2]]
    return "".join(pieces)


@cache
def names() -> tuple[str, ...]:
    """Return the names of the configurations that OpenCC ships, sorted."""
    files = map(os.path.splitext, os.listdir(_folder()))
    return tuple(sorted(name for name, ending in files if ending == ".json"))


@cache
def _folder() -> str:
    from importlib.util import find_spec  # noqa: PLC0415 - only text to convert pays for it

    spec = find_spec("opencc")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = os.path.join(os.path.abspath(place), "clib", "share", "opencc")
        if os.path.isdir(folder):
            return folder
    raise TableError("OpenCC is not installed with its dictionaries: pip install opencc")


@cache
def _opened(config: Config) -> dict[frozenset[str] | None, _Handle]:
    """Return what is opened of ``config``, by the characters with which rows of ours begin.

    None stands for all.
    """
    del config
    return {}


def _handle(text: str, config: Config) -> _Handle:
    """Return OpenCC's function for ``text``, and whether it loses text behind a NUL."""
    opened = _opened(config)
    part = None
    _longest[0] = max(_longest[0], len(text))
    if None not in opened and _longest[0] <= _SHORT and isinstance(config, Own | Mixed):
        parts = [each for each in [*opened] if each and each.issuperset(text)]  # threads add some
        if parts or len(opened) < _FEW:
            # OpenCC reads compatibility ideographs as the unified ones.
            part = parts[0] if parts else frozenset(text + unicodedata.normalize("NFC", text))
    if part not in opened:
        with _Files() as files:
            recipe = _recipe(config, files, part)
            opened[part] = files.opened(recipe), "segmentation" in recipe
    return opened[part]


def _recipe(config: Config, files: _Files, part: frozenset[str] | None) -> dict[str, Any]:
    """Return ``config`` as OpenCC reads it, with our tables written to ``files``.

    Of those that match in the text itself, only rows that begin with a character of ``part``.
    """
    import json  # noqa: PLC0415

    if isinstance(config, Own):
        return _chain([files.dictionary(config.tables, part)])
    name = config if isinstance(config, str) else config.base
    if name not in names():
        known = ", ".join(names())
        raise UnknownNameError(f"OpenCC has no configuration {name!r}; it has {known}")
    with open(os.path.join(_folder(), f"{name}.json"), encoding="utf-8") as file:
        recipe: dict[str, Any] = json.load(file)
    _name_wholly(recipe)
    stages = recipe["conversion_chain"]
    if isinstance(config, Phrases):
        groups = [stage["dict"].get("dicts", [stage["dict"]]) for stage in stages]
        return _chain([each for group in groups for each in group if "Phrases" in str(each)])
    if isinstance(config, Mixed):
        recipe["conversion_chain"] = stages = stages[config.first :]
        places = list(zip(stages, config.tables, strict=False))
        if not config.segmented:
            recipe.pop("segmentation", None)
        elif "segmentation" in recipe:
            places.append((recipe["segmentation"], config.tables[-1]))
        for number, (place, tables) in enumerate(places):
            first = None if number else part
            _join(place, [files.dictionary([table], first) for table in tables])
    return recipe


def _chain(dictionaries: list[dict[str, Any]]) -> dict[str, Any]:
    return {"name": "ours", "conversion_chain": [{"dict": each} for each in dictionaries]}


class _Files:
    """Files for OpenCC, which reads configurations and dictionaries from files only.

    They are in memory until they are read, or in a temporary folder where the system has no such
    files.
    """

    def __enter__(self) -> Self:
        self._descriptors: list[int] = []
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        return self

    def __exit__(self, *_: object) -> None:
        if self._folder is not None:
            self._folder.cleanup()
        for descriptor in self._descriptors:
            os.close(descriptor)

    def dictionary(self, names: Sequence[str], part: frozenset[str] | None) -> dict[str, str]:
        """Write tables of ours as one dictionary; return its entry for a configuration."""
        rows = "".join(map(tables.text, names))
        if part is not None:
            begun = re.escape("".join(part))
            rows = "".join(re.findall(f"^[\n{begun}].*\n", rows, re.MULTILINE))
        if len(names) > 1:  # sorted rows are opened sooner
            rows = "".join(sorted(rows.splitlines(keepends=True)))
        return {"type": "text", "file": self._written(f"{names[0]}.tsv", rows)}

    def opened(self, recipe: dict[str, Any]) -> Callable[[str], str]:
        """Open a configuration that is not a file of OpenCC."""
        import json  # noqa: PLC0415

        library: Any = import_module("opencc")
        path = self._written("recipe.json", json.dumps(recipe))
        converted: Callable[[str], str] = library.OpenCC(path).convert
        return converted

    def _written(self, name: str, text: str) -> str:
        path = self._in_memory(name) or self._in_folder(name)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)
        return path

    def _in_memory(self, name: str) -> str | None:
        if not hasattr(os, "memfd_create") or not os.path.isdir("/proc/self/fd"):
            return None
        self._descriptors.append(os.memfd_create(name))
        return f"/proc/self/fd/{self._descriptors[-1]}"

    def _in_folder(self, name: str) -> str:
        import tempfile  # noqa: PLC0415

        try:
            self._folder = self._folder or tempfile.TemporaryDirectory(prefix="hantidy-")
        except OSError as error:
            raise TableError(
                "conversion needs a temporary folder that can be written; name one by the "
                "environment variable TMPDIR"
            ) from error
        return os.path.join(self._folder.name, name)


def _name_wholly(part: Any) -> None:
    """Make every file name of a configuration absolute."""
    if isinstance(part, dict):
        if "file" in part:
            part["file"] = os.path.join(_folder(), part["file"])
        for value in part.values():
            _name_wholly(value)
    elif isinstance(part, list):
        for value in part:
            _name_wholly(value)


def _join(place: dict[str, Any], ours: list[dict[str, str]]) -> None:
    """Add our dictionaries to the phrases of one stage.

    OpenCC makes one trie of a union, where the longest key wins and of equal ones the first, and
    walks the members of any other group one after the other. A phrase is longer than a single
    character, so both are one union unless other phrases stand between them.
    """
    stage = place["dict"]
    first, *others = stage["dicts"] if stage.get("match_policy") == "short_circuit" else [stage]
    phrases, rest = [*ours, *_leaves(first)], [leaf for each in others for leaf in _leaves(each)]
    if any("Phrases" in leaf["file"] for leaf in rest):
        dicts = [_union(phrases), _union(rest)]
        place["dict"] = {"type": "group", "match_policy": "short_circuit", "dicts": dicts}
    else:
        place["dict"] = _union(phrases + rest)


def _union(dicts: list[dict[str, Any]]) -> dict[str, Any]:
    return {"type": "group", "match_policy": "union", "dicts": dicts}


def _leaves(group: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the dictionaries of a group in their order."""
    if "dicts" not in group:
        return [group]
    return [leaf for each in group["dicts"] for leaf in _leaves(each)]
