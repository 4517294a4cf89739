"""Render lint results for people, as GitHub annotations, and as SARIF."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hantidy._version import __version__
from hantidy.core.printable import visible
from hantidy.records.names import shown
from hantidy.reports.explain import cut

if TYPE_CHECKING:
    from hantidy.reports.checking import Remark

_LONGEST = 40


def as_line(name: str, remark: Remark) -> str:
    """Return ``file:line:column filter rule before → after``."""
    return f"{shown(name)}:{remark.line}:{remark.column} {_said(remark)}"


def as_github(name: str, remark: Remark) -> str:
    """Return a workflow command of GitHub that annotates the line."""
    place = f"file={_property(name)},line={remark.line},col={remark.column}"
    edit = remark.edit
    title = _property(f"hantidy {edit.filter} {edit.rule}")
    return f"::warning {place},title={title}::{_escaped(_changed(remark))}"


def as_sarif(found: list[tuple[str, Remark]]) -> str:
    """Return all remarks as one SARIF 2.1.0 document."""
    rules = sorted({_rule(remark) for _, remark in found})
    run = {
        "tool": {
            "driver": {
                "name": "hantidy",
                "version": __version__,
                "rules": [{"id": rule} for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [_result(name, remark) for name, remark in found],
    }
    schema = "https://json.schemastore.org/sarif-2.1.0.json"
    return json.dumps({"$schema": schema, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _result(name: str, remark: Remark) -> dict[str, Any]:
    from urllib.parse import quote  # noqa: PLC0415 - for this format only

    region = {"startLine": remark.line, "startColumn": remark.column}
    place = {"artifactLocation": {"uri": quote(name)}, "region": region}
    return {
        "ruleId": _rule(remark),
        "level": "warning",
        "message": {"text": _changed(remark)},
        "locations": [{"physicalLocation": place}],
    }


def _rule(remark: Remark) -> str:
    return f"{remark.edit.filter}/{remark.edit.rule}"


def _said(remark: Remark) -> str:
    edit = remark.edit
    return f"{edit.filter} {edit.rule} {_brief(edit.before)} → {_brief(edit.after)}"


def _changed(remark: Remark) -> str:
    edit = remark.edit
    reason = f" ({edit.reason})" if edit.reason else ""
    return f"{_brief(edit.before)} → {_brief(edit.after)}{reason}"


def _brief(text: str) -> str:
    text = visible(text)
    short = cut(text, _LONGEST)
    return (short if short == text else f"{short}…") or "(nothing)"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
