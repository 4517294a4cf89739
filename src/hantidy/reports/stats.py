"""Statistics of a run: a table for people, JSON for programs."""

from __future__ import annotations

import json
import time
from typing import Any

from hantidy.records.run import Summary

_NUMBERS = {
    "inputs": "inputs read",
    "documents": "documents",
    "bytes_read": "bytes read",
    "bytes_written": "bytes written",
    "changed": "inputs changed",
    "skipped": "inputs skipped",
    "already": "inputs done by an earlier run",
    "left": "inputs left as they are",
    "failed": "inputs failed",
    "rejected": "records rejected",
    "without_field": "records without the field",
    "undecodable": "undecodable places",
}
_ALWAYS = ("inputs", "documents", "bytes_read", "bytes_written", "changed")


def as_dict(summary: Summary) -> dict[str, Any]:
    """Return ``summary`` as plain data: numbers, then edits and findings by filter and rule."""
    numbers = {name: getattr(summary, name) for name in _NUMBERS}
    return {
        **numbers,
        "seconds": round(time.monotonic() - summary.begun, 3),
        "encodings": dict(summary.encodings.most_common()),
        "edits": _nested(summary.counts),
        "findings": _nested(summary.findings),
    }


def json_text(summary: Summary) -> str:
    """Return ``summary`` as JSON."""
    return json.dumps(as_dict(summary), ensure_ascii=False, indent=2) + "\n"


def table(summary: Summary) -> str:
    """Return ``summary`` as a table of at most 80 columns."""
    rows = [
        (label, "", getattr(summary, name))
        for name, label in _NUMBERS.items()
        if name in _ALWAYS or getattr(summary, name)
    ]
    rows += [
        (f"in {name or 'no encoding'}", "", count)
        for name, count in summary.encodings.most_common()
    ]
    rows.append(("edits", "", summary.counts.total()))
    rows += _rules(summary.counts)
    if summary.findings:
        rows.append(("findings (seen and left alone)", "", summary.findings.total()))
        rows += _rules(summary.findings)
    wide = max(len(left) + len(right) + 2 for left, right, _ in rows)
    number = max(len(f"{count:,}") for *_, count in rows)
    return "\n".join(
        f"{left + ('  ' if right else '') + right:<{wide}}  {count:>{number},}"
        for left, right, count in rows
    )


def _rules(counts: Any) -> list[tuple[str, str, int]]:
    return [(f"  {name}", rule, count) for (name, rule), count in sorted(counts.items())]


def _nested(counts: Any) -> dict[str, dict[str, int]]:
    nested: dict[str, dict[str, int]] = {}
    for (name, rule), count in sorted(counts.items()):
        nested.setdefault(name, {})[rule] = count
    return nested
