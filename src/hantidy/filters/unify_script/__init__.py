"""Unify text that mixes scripts, and repair character-by-character conversion."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.evidence import opencc, script
from hantidy.filters.base import Filter
from hantidy.filters.unify_script import careless, context, misprints, mixed, witnesses

PASSES = 4

_Found = dict[int, tuple[str, str, str]]
"""By position: the right character, the rule, and the reason."""


@dataclass(frozen=True)
class UnifyScript(Filter):
    """Mends text that mixes simplified and traditional, and careless traditional text.

    A page made traditional character by character keeps 后 里 干 于 … where 後 裡 幹 於 belong, or
    writes 係統 控製 where 系統 控制 belong. A block is such a page where at least two different
    words are written as hardly anybody writes them, and more places ask for another form than have
    the right one; with strictness=strict only what OpenCC agrees on is put in. A clause of a
    simplified text that holds traditional characters beside simplified ones becomes simplified,
    and the other way round. With shinjitai=on, Japanese forms in a block without kana are
    brought to the block's script. With clauses=on, so are clauses wholly in the other script, as
    speech recognition writes them. traditional=false leaves traditional text to a conversion
    to simplified that follows.

    Never touched: Japanese lines, verse, clauses (names, quotations) wholly in the other script,
    surnames and authors, variants and inherited glyphs that traditional text is printed with
    (恒 栖 庄 黄 强), what is a matter of style (周/週, 布/佈, 裏/裡, 了/瞭), Cantonese 係, pages
    that hold the marks of the table. Twice equals once; reads one block.
    """

    name: ClassVar = "unify-script"
    kind: ClassVar = "style"
    tables: ClassVar = tuple(dict.fromkeys((*careless.TABLES, *mixed.TABLES, misprints.TABLE)))
    libraries: ClassVar = ("OpenCC",)
    idempotent: ClassVar = True
    examples: ClassVar = (
        ("會議后,領導干部并未離開,還在這里。", "會議後,領導幹部並未離開,還在這裡。"),
        ("作業係統已經更新,請恢複設定。", "作業系統已經更新,請恢復設定。"),
        ("他们還在看著电视,没有回家。", "他们还在看着电视,没有回家。"),
    )

    strictness: Literal["strict", "balanced"] = "balanced"
    shinjitai: Literal["off", "on"] = "off"
    traditional: bool = True
    clauses: Literal["off", "on"] = "off"

    def may_change(self, lines: ChangedLines) -> bool:
        return any(self._may_differ(*pair) for pair in lines.pairs)

    def _may_differ(self, before: str, now: str) -> bool:
        """Whether a line may be read otherwise than before.

        It is not if its clauses are the same, or differ in letters and digits alone, hold one
        script and no kana, and are verse or prose as they were.
        """
        if context.CLAUSE.findall(before) == context.CLAUSE.findall(now):
            return False
        hanzi = context.HANZI.findall
        return (
            self.clauses == "on"
            or hanzi(before) != hanzi(now)
            or "既" in now  # a word of Cantonese behind a letter o
            or script.has_kana(now)
            or all(script.finder(which).search(now) for which in ("hans", "hant"))
            or context.is_verse(before) != context.is_verse(now)
        )

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.masked
        if self.shinjitai == "off" and mixed.is_whole(text):
            return ()
        found: _Found = {}
        current = text
        for _ in range(PASSES):
            # Lines brought to one script may show the block's script, or other slips, better.
            more = self._found(current, block)
            if more and (guarded := self.guarded(block)):
                # What stays as it is must not speak as if it had changed.
                more = {at: one for at, one in more.items() if not guarded.touches(at, at + 1)}
            found |= more
            if not more:
                return [
                    Change(at, at + 1, *found[at])
                    for at in sorted(found)
                    if found[at][0] != text[at]
                ]
            current = _with(current, more)
        return ()

    def _found(self, text: str, block: Block) -> _Found:
        """Return the changes of one pass."""
        name = witnesses.name(text) if self.shinjitai == "off" else script.name(text)
        if name in ("jpan", "none"):
            return {}
        unified = dict(
            mixed.find(
                text,
                name,
                traditional=self.traditional,
                wholly=self.clauses == "on",
                japanese=self.shinjitai == "on",
            )
        )
        if unified:
            return unified
        found: _Found = dict(misprints.find(text)) if name == "hans" else {}
        if name != "hans" and self.traditional:
            guarded = partial(self.guarded, block)
            found = dict(
                careless.find(text, name, doubts=self.strictness != "strict", guarded=guarded)
            )
        if self.shinjitai == "on" and not script.has_kana(text):
            found |= _japanese(text, name)
        return found


def _with(text: str, found: _Found) -> str:
    """Return ``text`` with the changes applied."""
    parts: list[str] = []
    last = 0
    for at in sorted(found):
        parts += (text[last:at], found[at][0])
        last = at + 1
    return "".join(parts) + text[last:]


def _japanese(text: str, name: script.Name) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the Japanese forms, each with its form in the script of the text."""
    if name not in ("hans", "hant"):
        return
    for run in script.finder("shinjitai").finditer(text):
        traditional = opencc.convert(run[0], "jp2t")
        after = opencc.convert(traditional, "t2s" if name == "hans" else "t2tw")
        if len(after) == len(run[0]):
            for at, (seen, form) in enumerate(zip(run[0], after, strict=True), run.start()):
                if seen != form:
                    yield at, (form, "shinjitai", "a Japanese form")
