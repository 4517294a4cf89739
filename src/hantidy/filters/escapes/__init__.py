"""Decode HTML entities, and other escapes when asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.evidence.formats import is_markup
from hantidy.filters.base import Filter
from hantidy.filters.escapes.asked import KINDS, find_asked
from hantidy.filters.escapes.entities import find_entities

_OF_CODE = frozenset(("bytes", "mail"))
"""Rules that also change protected spans: escapes of code and headers look like paths."""


@dataclass(frozen=True)
class Escapes(Filter):
    r"""Turns escapes back into the characters they stand for.

    Changes HTML entities that end in ``;`` — named, decimal, hexadecimal; those of UTF-8 bytes
    and of surrogate pairs together. With ``kinds``, also ``%E4%BD%A0`` and ``%u4f60``
    (``percent``), ``\u4f60`` (``unicode``), ``\xe4\xbd`` and ``\344\275`` (``bytes``), encoded
    words and quoted-printable (``mail``), what was escaped twice (``double``) and the entities
    of lines with tags (``markup``). What is cut off or cannot be decided stays.

    Never touches an entity in a line that talks of escaping; quotes, backslashes and tabs in
    lines of strings of JSON, YAML or CSV; ``&lt; &gt; &amp; &quot;`` in a document of HTML or XML;
    in a line with a markup tag one
    that is no hanzi or other wide character; one in a URL, code or another protected span, or
    between quotation marks of its own; ``&amp;`` before what would then be an entity; ``&lt;``
    where it would open a tag, with its ``&gt;`` (unless ``kinds=all``); entities without ``;``
    (``?id=3&region=cn``); those of a line that would then open a code fence or a comment
    (``&nbsp;`` before one). A number that names a surrogate, NUL or nothing becomes U+FFFD; one
    of over seven digits is left. An entity that names a line end becomes a space, since lines
    stay lines.

    Twice equals once. It sees one line at a time. Entities are those of HTML5
    (Python's ``html.entities``), mail is decoded by the standard library.
    """

    name: ClassVar = "escapes"
    kind: ClassVar = "repair"
    tables: ClassVar = ("bigrams", "kinds", "turns")
    reads_protected: ClassVar = True
    examples: ClassVar = (
        ("版权所有&copy;晨光书店&nbsp;2019", "版权所有©晨光书店\xa02019"),
        ("&#20320;&#x597d;&#xff0c;世界", "你好，世界"),
        ("写作&amp;lt;的是小于号", "写作&amp;lt;的是小于号"),
    )
    kinds: tuple[
        Literal["html", "percent", "unicode", "bytes", "mail", "double", "markup", "all"], ...
    ] = ("html",)

    @property
    def triggers(self) -> str | None:
        """An ampersand, unless other escapes are asked for."""
        return "&" if self.kinds == ("html",) else None

    def may_change(self, lines: ChangedLines) -> bool:
        return self.kinds != ("html",) or "&" in lines.now

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        every = "all" in self.kinds
        names = frozenset(kind.name for kind in KINDS) if every else frozenset(self.kinds)
        found = list(find_asked(text, names)) if names != {"html"} else []
        if (every or not names.isdisjoint(("html", "markup"))) and "&" in text:
            in_markup = every or "markup" in names
            document = not in_markup and is_markup(text, block.carried)
            found += find_entities(text, every=every, in_markup=in_markup, document=document)
        if found:
            protected = block.protected
            found = _disjoint(
                change
                for change in sorted(found)
                if change.rule in _OF_CODE or not protected.touches(change.start, change.end)
            )
        return found


def _disjoint(changes: Iterable[Change]) -> list[Change]:
    """Return sorted ``changes`` without those that overlap an earlier one."""
    kept: list[Change] = []
    for change in changes:
        if not kept or kept[-1].end <= change.start:
            kept.append(change)
    return kept
