"""The edits of a document, or their kinds in many, as one page: to read, or to accept and reject.

The page needs nothing else: no network, no server. Its style, script and words are files beside
this one, which a designer can edit.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from hashlib import sha256
from html import escape
from importlib.resources import files
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from hantidy._version import __version__
from hantidy.core.blocks import blocks
from hantidy.core.edits import Edit, Trace
from hantidy.pipeline import Pipeline
from hantidy.records.names import escaped_json
from hantidy.reports.colours import style
from hantidy.reports.review.exactness import exact_rejections
from hantidy.reports.review.groups import AROUND, Groups

if TYPE_CHECKING:
    from hantidy.reports.audit import Audit

LANGUAGES = ("en", "zh-Hans", "zh-Hant")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
_MARKUP = re.compile("[<>&]")


def page(
    trace: Trace,
    name: str,
    pipeline: Pipeline | None = None,
    lang: str = "",
    *,
    bom: bool = False,
) -> str:
    """Return the page of ``trace``, the account of the document ``name``.

    With ``pipeline``, the one that made the trace, edits can be accepted and rejected, and text
    and decisions downloaded; without, the page is read only. ``lang`` is one of LANGUAGES; empty,
    the browser decides. ``bom`` says that the document began with a byte order mark of UTF-8,
    and so does the text that is downloaded.
    """
    data = {**_opening(name, pipeline, lang), "bom": "\ufeff" * bom, **_data(trace, pipeline)}
    return _filled(data, ("decisions.js", "review.js"))


def page_of_kinds(audit: Audit, name: str, pipeline: Pipeline | None = None, lang: str = "") -> str:
    """Return the page of the kinds of edits in ``audit``, with contexts: sorted, searched.

    With ``pipeline``, the one of the audit, kinds can be accepted and rejected, and the decisions
    downloaded; without, the page is read only. ``name`` and ``lang`` are as for `page`.
    """
    told = audit.to_dict()
    del told["kinds"]
    kinds = [
        [
            *(kind.filter, kind.rule, kind.before, kind.after, kind.count, kind.documents),
            *(kind.reason, kind.contexts, int(kind.is_cut), int(kind.is_finding)),
        ]
        for kind in [*audit.most(), *audit.left_alone()]
    ]
    data = {**told, **_opening(name, pipeline, lang), "digest": _digest(_json(kinds))}
    return _filled({**data, "kinds": kinds}, ("kinds.js",))


def _filled(data: dict[str, Any], scripts: tuple[str, ...]) -> str:
    parts = {
        "lang": escape(data["lang"] or "en"),
        "title": escape(f"{data['name']} · hantidy"),
        "style": f"{_file('review.css')}{style()}",
        "words": _json(json.loads(_file("words.json"))),
        "data": _json(data),
        "script": "".join(map(_file, ("common.js", *scripts))),
    }
    return _PLACE.sub(lambda place: parts[place[1]], _file("page.html"))


def _opening(name: str, pipeline: Pipeline | None, lang: str) -> dict[str, Any]:
    return {
        "name": name,
        "version": __version__,
        "lang": lang,
        "pipeline": "" if pipeline is None else pipeline.to_toml(),
        "fingerprint": "" if pipeline is None else pipeline.fingerprint,
    }


def _file(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _json(value: Any) -> str:
    """``value`` as JSON that may stand inside a script element."""
    written = escaped_json(value, separators=(",", ":"))
    return _MARKUP.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


def _digest(text: str) -> str:
    """What tells the decisions about one text, or corpus, from those about another."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


class _Utf16:
    """Positions of a text in UTF-16 code units, as JavaScript counts."""

    def __init__(self, text: str) -> None:
        self._astral = [match.start() for match in _ASTRAL.finditer(text)]

    def __call__(self, position: int) -> int:
        return position + bisect_right(self._astral, position - 1)


def _data(trace: Trace, pipeline: Pipeline | None) -> dict[str, Any]:
    place = _Utf16(trace.source)
    groups = Groups(trace)
    lengths = map(len, blocks(trace.source))
    starts = list(map(place, accumulate(lengths, initial=0)))[:-1]
    reasons: dict[str, int] = {}

    def row(edit: Edit) -> list[int]:
        reason = reasons.setdefault(edit.reason, len(reasons))
        return [groups.kind_of(edit), place(edit.start), place(edit.end), reason]

    edits: list[list[int]] = []
    hunks: list[list[Any]] = []
    for hunk in trace.hunks:
        own = sorted(
            (edit for edit in hunk.edits if not edit.is_finding), key=lambda edit: edit.start
        )
        edits += [[*row(edit), groups.group_of(edit)] for edit in own]
        clean = trace.text[hunk.clean_start : hunk.clean_end]
        hunks.append([place(hunk.start), place(hunk.end), clean, len(own)])
    findings = sorted(trace.findings, key=lambda edit: edit.start)
    exact_kinds, exact_groups = exact_rejections(trace, groups, pipeline)
    return {
        "source": trace.source,
        "digest": _digest(trace.source),
        "kinds": groups.kinds,
        "around": AROUND,
        "blocks": starts,
        "edits": edits,
        "findings": list(map(row, findings)),
        "reasons": list(reasons),
        "hunks": hunks,
        "exactKinds": exact_kinds,
        "exactGroups": exact_groups,
    }
