"""Undo wrong decoding: text whose bytes were read in another codec than they were written in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from typing import ClassVar

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.filters.base import Filter
from hantidy.filters.mojibake import residue, signs, slips, unicode_marks
from hantidy.filters.mojibake.paths import blanked, disjoint
from hantidy.filters.mojibake.search import Undone, undo_block
from hantidy.filters.mojibake.seeds import seeds
from hantidy.filters.mojibake.talk import has_talk, is_spoken_of

_CONTROL = "not undone: a C1 control between hanzi"
_QUOTED = "mojibake that the text speaks of"


@dataclass(frozen=True)
class Mojibake(Filter):
    """Give text that was decoded wrongly back what it was.

    Changes stretches that read far better when their bytes are taken back: UTF-8, GBK and Big5 read
    by the readers of ``tables/codecs.tsv`` (Windows, DOS, ISO, KOI8 and Mac code pages, GBK, Big5,
    Shift-JIS, EUC-KR, EUC-JP, UTF-16), through up to four layers; byte order marks and U+FFFD as
    these show them; byte slips of GBK where the bytes determine the answer; Latin-1 symbols that
    GBK shows as hanzi (漏 2008); © that became ``?``. The pairs of codecs at work are asked of the
    block: where one is known, a label of two hanzi is enough.
    A hanzi that lost a byte becomes U+FFFD; with ``lossy``, the character that is likeliest there,
    a guess.

    Never touches sound text: a reading must save many bits under a model of character pairs. Text
    of other languages never becomes hanzi. Mojibake quoted in text about mojibake stays, so does
    烫烫烫. What was seen and not undone is a finding, shielded from every later filter.

    Twice equals once. It reads one block.
    """

    name: ClassVar = "mojibake"
    kind: ClassVar = "repair"
    tables: ClassVar = (
        "codecs",
        "signatures",
        "bigrams",
        "kinds",
        "turns",
        "readings",
        "zhuyin",
        "mojibake_talk",
        "name_hanzi",
        "common_hanzi",
    )
    examples: ClassVar = (
        ("浠婂ぉ涓嬮洦", "今天下雨"),
        ("ÎÒÃÇ°®ÖÐ¹ú", "我们爱中国"),
        ("版权所有 漏 2008-2012", "版权所有 © 2008-2012"),
    )
    lossy: bool = False
    """Whether a lost byte may be guessed."""

    def may_change(self, lines: ChangedLines) -> bool:
        text = lines.now
        return bool(
            seeds(text, 1)
            or (_begins_small().search(text) and self._small(text, Undone([], []), company=True))
        )

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        undone = undo_block(text, guess=self.lossy)
        if not (undone.repairs or undone.left or _begins_small().search(text)):
            return ()
        decoded = []
        talk = bool(undone.repairs) and has_talk(text)
        for repair in undone.repairs:
            start, end = repair.start, repair.end
            if talk and is_spoken_of(text, start, end):
                decoded.append(Change(start, end, text[start:end], "quoted", _QUOTED, shield=True))
            else:
                decoded.append(Change(start, end, repair.after, "decoded", repair.reason))
        company = any(change.rule == "decoded" for change in decoded)
        return disjoint(chain(decoded, *self._small(text, undone, company=company)))

    def _small(self, text: str, undone: Undone, *, company: bool) -> list[list[Change]]:
        """What shows damage beside whole runs of it, ranked; none is empty."""
        spoken_of = partial(is_spoken_of, text)
        rest = blanked(text, undone.repairs, "\n")
        ranked = (
            list(unicode_marks.find_unicode_marks(text)),
            slips.find_slips(rest, guess=self.lossy, company=company),
            signs.find_signs(text, spoken_of, company=company),
            [
                Change(start, end, text[start:end], "damage", f"not undone: {what}", shield=True)
                for start, end, what in residue.find_residue(text, undone.left)
            ],
            [
                Change(start, end, text[start:end], "damage", _CONTROL, shield=True)
                for start, end in residue.find_controls(text)
            ],
        )
        return [changes for changes in ranked if changes]


@cache
def _begins_small() -> re.Pattern[str]:
    """A character that damage shows by which is no run of wrong characters.

    Some are common hanzi and marks, which count only beside what makes them suspect.
    """
    always = f"{unicode_marks.BEGINS}{residue.CONTROLS}"
    hanzi, beside = signs.begins()
    return re.compile(
        f"[{always}{slips.BEGINS}{hanzi}](?:(?<=[{always}])|{slips.SHOWS}|{beside})", re.MULTILINE
    )
