"""The presets: rows of filters by name."""

from __future__ import annotations

from functools import cache
from typing import Any

from hantidy import filters
from hantidy.core.edits import Trace
from hantidy.errors import UnknownNameError, meant
from hantidy.pipeline import Pipeline

Options = dict[str, dict[str, Any]]

_REPAIR: Options = {
    "escapes": {},
    "mojibake": {},
    "controls": {},
    "codepoints": {},
    "homoglyphs": {},
    "gloss": {"strictness": "strict"},
    "unify-script": {"strictness": "strict"},
}
_WEB: Options = {
    **_REPAIR,
    "gloss": {"strictness": "balanced"},
    "unify-script": {"strictness": "balanced"},
    "width": {},
    "punctuation": {},
    "spacing": {},
}
_NORMAL: Options = {**_WEB, "numerals": {"mode": "safe"}, "units": {}}

_PRESETS: dict[str, tuple[str, Options]] = {
    "none": ("changes nothing", {}),
    "repair": ("undoes damage, on strong evidence only", _REPAIR),
    "web": ("undoes damage and sets marks, widths and spaces right (the default)", _WEB),
    "normal": ("web, with numerals and units in one notation", _NORMAL),
}


def names() -> tuple[str, ...]:
    """Return the names of all presets, each one's row longer than the one before."""
    return tuple(_PRESETS)


def about(name: str) -> str:
    """Return the purpose of preset ``name`` in a few words."""
    return _found(name)[0]


def preset(name: str, to: str | None = None) -> Pipeline:
    """Return the pipeline of preset ``name``; ``to`` appends a conversion of script.

    UnknownNameError names the presets there are, OptionError the scripts.
    """
    if not isinstance(name, str):
        raise TypeError(
            f"a preset is a name ({', '.join(_PRESETS)}), not {type(name).__name__}; "
            "a pipeline of your own is called itself: pipeline(text)"
        )
    return _made(name, to)


@cache
def _made(name: str, to: str | None) -> Pipeline:
    row = _found(name)[1]
    if to in ("hans", "hansp") and "unify-script" in row:
        # What would be mended in traditional text is simplified all the same.
        row = {**row, "unify-script": {**row["unify-script"], "traditional": False}}
    order = filters.BUILT_IN
    pipeline = Pipeline(filters.get(each, **row[each]) for each in order if each in row)
    return pipeline if to is None else pipeline | filters.get("script", to=to)


def clean(text: str, preset: str = "web", to: str | None = None) -> str:
    """Return ``text`` cleaned by a preset: "none", "repair", "web" or "normal".

    ``to`` converts it too: "hans", "hansp", "hant", "tw", "twp" or "hk".
    """
    return _preset(preset, to)(text)


def trace(text: str, preset: str = "web", to: str | None = None) -> Trace:
    """Return ``text`` cleaned by a preset, with every edit."""
    return _preset(preset, to).trace(text)


_preset = preset


def _found(name: str) -> tuple[str, Options]:
    try:
        return _PRESETS[name]
    except KeyError:
        raise UnknownNameError(
            f"there is no preset {name!r}{meant(name, _PRESETS)}; the presets are "
            f"{', '.join(_PRESETS)}"
        ) from None
