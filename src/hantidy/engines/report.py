"""Statistics of the cleaning of one text, to filter and count by."""

from __future__ import annotations

from typing import Any

from hantidy.evidence import glosses, script
from hantidy.pipeline import Pipeline

_COUNTS = ("findings", "hans", "hant", "shinjitai", "kana", "damage")


def fields(pipeline: Pipeline) -> dict[str, type]:
    """The fields of a report in their order, each with its type."""
    edits = dict.fromkeys(
        (f"edits_{each.name.replace('-', '_')}" for each in pipeline.filters), int
    )
    return {**edits, **dict.fromkeys(_COUNTS, int), "gloss_density": float}


def report(pipeline: Pipeline, text: str) -> tuple[str, dict[str, Any]]:
    """Clean ``text`` and return it with its report.

    ``edits_NAME`` counts the edits of each filter; findings, what was seen and left alone;
    hans, hant, shinjitai and kana, the characters that only those scripts have; damage, the
    U+FFFD and lone surrogates of the source; gloss_density, readings in brackets for each
    character.
    """
    trace = pipeline.trace(text)
    counted = script.count(text)
    found = glosses.find_glosses(text)
    made = dict.fromkeys(fields(pipeline), 0) | {
        "findings": len(trace.findings),
        "hans": counted.hans,
        "hant": counted.hant,
        "shinjitai": counted.shinjitai,
        "kana": counted.kana,
        "damage": text.count("\ufffd") + len(text) - len(text.encode("utf-8", "ignore").decode()),
        "gloss_density": found.total.readings / len(text) if found else 0.0,
    }
    for name, count in trace.counts.items():
        made[f"edits_{name.replace('-', '_')}"] = count
    return trace.text, made


def merged(reports: list[dict[str, Any] | None]) -> dict[str, Any] | None:
    """The reports of several columns of one row as one: counts added, density averaged."""
    some = [each for each in reports if each is not None]
    if not some:
        return None
    total = {name: sum(each[name] for each in some) for name in some[0]}
    total["gloss_density"] = total["gloss_density"] / len(some)
    return total
