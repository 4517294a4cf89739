"""Report, trim or drop page furniture and the residue of tables and markup."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from hantidy.core.block import Block, Kind
from hantidy.core.edits import Change
from hantidy.evidence.protected import find_code
from hantidy.filters.base import Filter
from hantidy.filters.lines.furniture import disclaimers, furniture
from hantidy.filters.lines.residue import cells, markup, wiki_marks

_REASONS = {
    "meta": "who, when, from where and how often read",
    "copyright": "a copyright notice",
    "icp": "a registration number of the site",
    "pager": "links to the pages before and after",
    "toolbar": "buttons of the page",
    "breadcrumb": "where the page stands in its site",
    "disclaimer": "a disclaimer of the site",
    "related": "links to other pages",
    "footer": "who runs the site",
    "novel-site": "the advertisement of a novel site",
    "board": "the head or foot of a bulletin board",
    "wiki": "a mark of a wiki page",
    "markup": "markup left over from a forum or a wiki",
    "empty-cells": "empty cells of a flattened table",
}


@dataclass(frozen=True)
class Lines(Filter):
    """Finds page furniture and the residue of tables and markup; tells, trims or drops it.

    ``mode=tag``, the default, changes nothing: every piece is a finding whose rule is its reason
    code (``meta``, ``copyright``, ``icp``, ``pager``, ``toolbar``, ``breadcrumb``, ``disclaimer``,
    ``related``, ``footer``, ``novel-site``, ``board``, ``wiki``, ``markup``, ``empty-cells``).
    ``mode=trim`` takes the empty cells from the ends of flattened rows (约束性 | |||) and tells
    the rest. ``mode=drop`` takes everything it knows: furniture with its whole line, notes and
    tags from within theirs (what a tag encloses stays), empty cells as trim does. ``codes``
    chooses among the reason codes; empty means all.

    A line is furniture only as a whole and only while it is short: prose that speaks of
    sources, copyright or sharing stays, and so do code, fenced text, Markdown tables and rows
    that end in one bar. Both scripts. Twice equals once. It reads line by line; notes like [1]
    and forum tags need a second one in the block.
    """

    name: ClassVar[str] = "lines"
    kind: ClassVar[Kind] = "repair"
    reads_protected: ClassVar[bool] = True
    tables: ClassVar[tuple[str, ...]] = ("furniture", "furniture_rules")
    examples: ClassVar[tuple[tuple[str, str], ...]] = (
        ("来源：新华网\n正文", "来源：新华网\n正文"),
    )

    mode: Literal["tag", "drop", "trim"] = "tag"
    codes: tuple[
        Literal[
            "meta",
            "copyright",
            "icp",
            "pager",
            "toolbar",
            "breadcrumb",
            "disclaimer",
            "novel-site",
            "related",
            "footer",
            "board",
            "wiki",
            "markup",
            "empty-cells",
        ],
        ...,
    ] = ()

    def changes(self, block: Block) -> Sequence[Change]:
        """Return each piece of residue as a finding or a removal."""
        text = block.text
        whole = [residue for find in (furniture, disclaimers) for residue in find(text)]
        inside = [residue for find in (cells, wiki_marks, markup) for residue in find(text)]
        if self.codes:
            whole = [residue for residue in whole if residue.code in self.codes]
            inside = [residue for residue in inside if residue.code in self.codes]
        if not whole and not inside:
            return ()
        changes: list[Change] = []
        at = 0
        code = find_code(text, block.carried)
        # Whole lines first where they begin together; a piece inside one is gone with it.
        for residue in sorted([*whole, *inside], key=lambda each: (each.start, -each.end)):
            start, end, after = residue.start, residue.end, residue.after
            if start < at or block.shielded.touches(start, end) or code.touches(start, end):
                continue
            if self.mode == "tag" or (self.mode == "trim" and not residue.trims):
                after = text[start:end]
            elif self.mode == "drop" and residue.whole and end < len(text):
                end += 1  # the line end goes with its line
            changes.append(Change(start, end, after, residue.code, _REASONS[residue.code]))
            at = end
        return changes
