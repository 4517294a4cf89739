"""Strip inline readings (pinyin, bopomofo, ruby) behind hanzi."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from hantidy.core.block import Block
from hantidy.core.changed_lines import ChangedLines
from hantidy.core.edits import Change
from hantidy.core.spans import NOWHERE
from hantidy.evidence.glosses import OPENERS, READINGS, Glosses, Nature, Run, find_glosses
from hantidy.evidence.readings import glossed, spelling
from hantidy.filters.base import Filter
from hantidy.filters.gloss.bare import find_bare
from hantidy.filters.gloss.reading_talk import find_reading_talk, is_english, may_be_english
from hantidy.filters.gloss.ruby import find_ruby, has_ruby

_RULES: dict[Nature, str] = {
    "toned": "toned",
    "toneless": "toneless",
    "weak": "in-evidence",
    "word": "word",
    "syllable": "slip",
    "mark": "mark",
}
_SPACES = frozenset(" \u3000")
_ENOUGH = 3  # readings that make a case
_MOSTLY = 0.6  # the share of readings among brackets in lower case that does
_NEARLY_ALL = 0.85  # the share from which a machine's slips need not recur
_IN_STEP = 0.8  # the share of glossed hanzi set apart by spaces that makes the spaces part of it


@dataclass(frozen=True)
class Gloss(Filter):
    """Takes out inline readings: 開發區(qu)(qu), 達(dá)拉特, 西安(Xī'ān), 中(ㄓㄨㄥ), ruby HTML.

    A gloss goes because it is a reading of the hanzi before it, in any tone, never because it
    looks like pinyin. With a tone it goes; without one it goes where most brackets of the block
    are readings; one letter or several syllables without tones need three readings in the block,
    or three different words that are read as a whole.
    In a block that a machine glossed (12 readings and more, of common hanzi), its slips and the
    names it gives to marks go too. Blanks before a gloss go with it.

    Never touched: brackets that hold hanzi or digits only, Title Case and CAPITALS without tones
    (鋰(Li), 的(DE)), words that are no reading, whatever does not stand right after a hanzi, line
    ends. Readings that the text is about stay as findings: in a sentence that speaks of them
    (读作, 多音字 …) or beside one, under a heading or question that does, in an English sentence,
    and where the block is romanized in another way (Jyutping, Tâi-lô …).

    mode: strip takes them out, ruby makes <ruby> of them, report only finds them. strictness:
    strict asks for three readings in the block or one that stands twice, balanced is as above,
    aggressive takes every lower-case reading. bare=on takes out toned readings without brackets
    too, three and more close together, and lines of readings beside the line they read.
    Looks at a block at a time.
    """

    name: ClassVar = "gloss"
    kind: ClassVar = "repair"
    tables: ClassVar = ("common_hanzi", "readings", "reading_talk", "zhuyin")
    examples: ClassVar = (
        ("開發區(qu)(qu)的建(jian)設(she)", "開發區的建設"),
        ("達(dá)拉特旗，西安(Xī'ān)", "達拉特旗，西安"),
        ("氮化鎵(GaN)和阿里(Ali)", "氮化鎵(GaN)和阿里(Ali)"),
    )

    mode: Literal["strip", "ruby", "report"] = "strip"
    strictness: Literal["strict", "balanced", "aggressive"] = "balanced"

    bare: Literal["off", "on"] = "off"
    """Whether readings without brackets go: 春chūn眠mián, and lines of readings."""

    @property
    def triggers(self) -> str | None:
        """The opening brackets; None where readings without brackets go too."""
        return f"<{OPENERS}" if self.bare == "off" else None

    def may_change(self, lines: ChangedLines) -> bool:
        return self.bare == "on" or has_ruby(lines.now) or find_glosses(lines.now) is not None

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        changes = list(self._ruby(text))
        if self.bare == "on":
            changes += [self._noted(text, change) for change in find_bare(text)]
        glosses = block.evidence(find_glosses)
        if glosses is None:
            return sorted(changes)
        found = [*changes, *self._brackets(block, glosses)]
        return sorted(found) if changes else found

    def rewrite(self, block: Block) -> str | None:
        text = block.text
        if self.mode != "strip" or self.bare == "on" or has_ruby(text):
            return None
        glosses = block.evidence(find_glosses)
        if glosses is None:
            return text
        left = self._left(glosses)
        if all(written == what_is_left for (written, _), what_is_left in left.items()):
            return text
        blanks = [f"\0{blank}" for blank in _SPACES if blank in text]
        behind = "\0".join(["", *glosses.parts[2:-1:2]]) if blanks else ""
        if glosses.has_blanks or any(map(behind.__contains__, blanks)):
            return None  # blanks that may go
        if may_be_english(text) or (not glosses.is_dense and block.evidence(find_reading_talk)):
            return None  # sentences of their own mind
        alone = {
            written: what_is_left for (written, word), what_is_left in left.items() if not word
        }
        written_runs = glosses.parts[1::2]
        runs = list(map(alone.get, written_runs, written_runs))
        for at, word in glosses.words.items():
            runs[at] = left[glosses.parts[2 * at + 1], word]
        parts = glosses.parts.copy()
        parts[1::2] = runs
        return "".join(parts)

    def _left(self, glosses: Glosses) -> dict[tuple[str, str], str]:
        """Return what is left of each run, blanks included."""
        going = self._going(glosses)
        left = {}
        for key, run in glosses.found.items():
            if run.natures <= going:
                left[key] = run.stripped
            elif run.natures.isdisjoint(_RULES):
                left[key] = key[0]
            else:
                count = glosses.counts[key]
                left[key] = (run.base + run.blanks) + "".join(
                    "\n" * each.written.count("\n") if gone else each.written
                    for each, gone in zip(
                        run.brackets, self._goes(run, count, going, glosses), strict=True
                    )
                )
        return left

    def _going(self, glosses: Glosses) -> frozenset[Nature]:
        """Return the natures of brackets that go, by the evidence of the block."""
        if glosses.is_other_romanization:
            return frozenset()
        strict = self.strictness == "strict"
        in_words = glosses.words_read >= _ENOUGH and glosses.lower_share >= _MOSTLY
        if strict and glosses.total.strong < _ENOUGH and not (glosses.is_doubled or in_words):
            return frozenset()
        going: set[Nature] = {"toned"}
        if self.strictness == "aggressive":
            going |= {"toneless", "weak", "word"}
        elif glosses.lower_share >= _MOSTLY:
            going |= (
                {"toneless", "weak", "word"} if glosses.total.strong >= _ENOUGH else {"toneless"}
            )
        if in_words:
            going.add("word")
        if glosses.is_dense:
            going.add("mark")
            if self.strictness == "aggressive" or glosses.share >= _NEARLY_ALL:
                going.add("syllable")
        return frozenset(going)

    def _goes(self, run: Run, count: int, going: frozenset[Nature], glosses: Glosses) -> list[bool]:
        """Return which brackets go, of a run that occurs ``count`` times.

        In a dense block a recurring slip goes too.
        """
        recurs = bool(going) and glosses.is_dense and (count >= _ENOUGH or run.is_doubled)
        return [
            each.nature in going or (recurs and each.nature == "syllable") for each in run.brackets
        ]

    def _brackets(self, block: Block, glosses: Glosses) -> Iterator[Change]:
        text, parts = block.text, glosses.parts
        going = self._going(glosses)
        talk = NOWHERE if glosses.is_dense or not going else block.evidence(find_reading_talk)
        english = bool(going) and may_be_english(text)
        placed: list[tuple[int, Run, list[bool]]] = []
        reasons: dict[int, str] = {}
        at = 0
        for number, (written, word) in enumerate(glosses.runs()):
            at += len(parts[2 * number])
            run = glosses.found[written, word]
            if talk and talk.touches(at, at + len(written)):
                reasons[at] = "the text is about readings"
            elif english and is_english(text, at):
                reasons[at] = "in a sentence of Latin letters"
            if at in reasons:
                goes = [False] * len(run.brackets)
            else:
                goes = self._goes(run, glosses.counts[written, word], going, glosses)
            placed.append((at, run, goes))
            at += len(written)
        spaces = _spaces_that_go(parts, placed)
        for number, (at, run, goes) in enumerate(placed):
            if number in spaces:
                start, end = spaces[number]
                yield self._taken_out(
                    text, at - end, at - start, "spaced", "sets glossed hanzi apart"
                )
            if self.mode == "ruby" and any(goes):
                yield self._as_ruby(text, at, run, goes)
            else:
                reason = reasons.get(at, "too little evidence")
                yield from self._run(text, at, run, goes, reason)

    def _run(self, text: str, at: int, run: Run, goes: list[bool], reason: str) -> Iterator[Change]:
        start = at + len(run.base)
        end = start + len(run.blanks)
        for bracket, gone in zip(run.brackets, goes, strict=True):
            begin, end = end, end + len(bracket.written)
            if gone and bracket.hanzi:
                why = f"{bracket.content} is how it is read"
                yield from self._without_line_ends(text, start, end, _RULES[bracket.nature], why)
            elif gone:
                why = f"{bracket.content} is the slip of a machine that glosses"
                yield from self._without_line_ends(text, start, end, _RULES[bracket.nature], why)
            elif bracket.nature in READINGS:
                yield Change(begin, end, bracket.written, "kept", reason)
            start = end

    def _without_line_ends(
        self, text: str, start: int, end: int, rule: str, reason: str
    ) -> Iterator[Change]:
        """Yield the changes that remove ``[start, end)`` except its line ends."""
        while (line_end := text.find("\n", start, end)) >= 0:
            if start < line_end:
                yield self._taken_out(text, start, line_end, rule, reason)
            start = line_end + 1
        if start < end:
            yield self._taken_out(text, start, end, rule, reason)

    def _noted(self, text: str, change: Change) -> Change:
        """Return the change; in modes that keep readings, a finding."""
        if self.mode == "strip":
            return change
        return change._replace(after=text[change.start : change.end])

    def _taken_out(self, text: str, start: int, end: int, rule: str, reason: str) -> Change:
        return self._noted(text, Change(start, end, "", rule, reason))

    def _as_ruby(self, text: str, at: int, run: Run, goes: list[bool]) -> Change:
        first = next(each for each, gone in zip(run.brackets, goes, strict=True) if gone)
        base_end = at + len(run.base)
        base = base_end - max(1, first.hanzi)
        left = "".join(
            "\n" * each.written.count("\n") if gone else each.written
            for each, gone in zip(run.brackets, goes, strict=True)
        )
        end = base_end + len(run.blanks) + sum(len(each.written) for each in run.brackets)
        content = first.content.replace("\n", " ")
        ruby = f"<ruby>{text[base:base_end]}<rp>(</rp><rt>{content}</rt><rp>)</rp></ruby>"
        return Change(base, end, ruby + left, "ruby", f"{content} is how it is read")

    def _ruby(self, text: str) -> Iterator[Change]:
        if self.mode == "ruby":
            return
        for element in find_ruby(text):
            if not all(map(_reads, element.pairs)):
                continue
            start = element.start
            for base_start, base_end in [*element.bases, (element.end, element.end)]:
                yield from self._without_line_ends(text, start, base_start, "ruby", "ruby markup")
                start = base_end


def _reads(pair: tuple[str, str]) -> bool:
    """Whether the whole base of a ruby is read as its text."""
    base, reading = pair
    spelt = spelling(reading)
    return spelt is not None and glossed(base, spelt) == len(base)


def _spaces_that_go(
    parts: list[str], placed: list[tuple[int, Run, list[bool]]]
) -> dict[int, tuple[int, int]]:
    """Return the blanks that only separate glossed hanzi, by the number of the run behind.

    Each has its start and end as distances before the run.
    """
    apart = {}
    removed = sum(any(goes) for _, _, goes in placed)
    for number in range(1, len(placed)):
        part = parts[2 * number]
        if part[:1] not in _SPACES:
            continue
        (_, _, before), (_, run, goes) = placed[number - 1 : number + 1]
        word = part.lstrip(" \u3000")
        read = max(each.hanzi for each in run.brackets)
        if all(before) and any(goes) and len(word) + len(run.base) == read:
            apart[number] = (len(word), len(part))
    if removed > _ENOUGH and len(apart) >= _IN_STEP * (removed - 1):
        return apart
    return {at: span for at, span in apart.items() if at - 1 in apart or at + 1 in apart}
