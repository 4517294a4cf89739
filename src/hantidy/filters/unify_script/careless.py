"""Repair traditional pages that were converted character by character.

The evidence is words: two different ones in a spelling that hardly anybody uses. A form that is
nearly always right changes on such a page too, but is no evidence by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from hantidy.core import lazy
from hantidy.core.spans import Spans
from hantidy.evidence import charwise_conversion, script, surnames
from hantidy.evidence.characters import COMMON_HAN
from hantidy.evidence.charwise_conversion import Slip
from hantidy.filters.unify_script import context

TABLES = (*charwise_conversion.TABLES, *surnames.TABLES, context.TABLE)
WORDS = 2
"""Number of different words that are evidence."""
LONE = 3
"""One word is enough if its misprinted character stands in this many places."""
GIVEN = ("over", "other", "misprint")
"""Kinds of slips in which a converter chose a wrong form."""
HAN = lazy.pattern(f"[{COMMON_HAN}]")
TITLE = lazy.pattern("《[^《》\n]*》|〈[^〈〉\n]*〉")
"""Titles of works, which keep their spelling."""

REASONS = {
    "kept": ("kept-form", "kept by careless conversion; its word has another form"),
    "over": ("over-converted", "its word keeps the simplified form"),
    "other": ("other-form", "the form of another word"),
    "doubt": ("likely-form", "its word has another form, by one of two opinions"),
    "follows": ("kept-form", "kept by careless conversion, as words of this page are"),
    "misprint": ("misprint", "no word has this character here"),
}


def find(
    text: str, name: script.Name, *, doubts: bool, guarded: Callable[[], Spans]
) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Yield the position of each wrong character, with its right form, rule and reason.

    ``doubts`` adds those that only one of the two opinions asks for. What is ``guarded`` is no
    evidence; neither are titles, names of people and verse.
    """
    if not charwise_conversion.has_evidence(text):
        return
    if name != "hant" or script.has_kana(text):
        text = _traditional_lines(text, name)
        if not charwise_conversion.has_evidence(text):
            return
    found = charwise_conversion.marked(text)
    if found == text or charwise_conversion.CLEAR not in found or context.is_older(text):
        return
    titles = Spans([match.span() for match in TITLE.finditer(text)])
    if not _judged(text, found, titles):  # names and protected spans take longer to find
        return
    for slip in _judged(text, _without_names(text, found), titles | guarded()):
        if (slip.kind != "doubt" or doubts) and not (
            slip.kind == "follows" and titles.touches(slip.at, slip.at + 1)
        ):
            yield slip.at, (slip.best, *REASONS[slip.kind])


def _without_names(text: str, found: str) -> str:
    """Return ``found`` without the marks of surnames and of a Cantonese 係."""
    stay = surnames.places(text)
    if "係" in found and _is_cantonese(text):
        stay += [match.start() for match in re.finditer("[係系]", text)]
    return charwise_conversion.without(text, stay) if stay else found


def _judged(text: str, found: str, ignored: Spans) -> list[Slip]:
    """Return the slips to repair; those in ``ignored`` spans are no evidence."""
    slips = list(_outside_verse(text, charwise_conversion.slips(found)))
    free = [slip for slip in slips if not ignored.touches(slip.at, slip.at + 1)]
    return _careless(text, slips, free) + _misprinted(text, slips, free)


def _careless(text: str, slips: list[Slip], free: list[Slip]) -> list[Slip]:
    """Return the slips of a careless page; only ``free`` slips are evidence that it is one."""
    clear = [slip for slip in free if slip.word]
    kept, over = _is_kept(text, clear, free), _is_over(text, clear, free)
    if not kept and not over:
        return []
    alone = {"follows": kept, "misprint": over}
    return [slip for slip in slips if slip.word or alone.get(slip.kind, True)]


def _is_kept(text: str, clear: list[Slip], free: list[Slip]) -> bool:
    """Whether more places keep a simplified character than have an unambiguous right form."""
    kept = [slip for slip in clear if slip.kind != "over"]
    if not _differ(text, kept) and not _has_company(text, clear, free):
        return False
    at_slips = {slip.at for slip in free}
    right = sum(m.start() not in at_slips for m in context.pattern("core").finditer(text))
    return sum(slip.kind in ("kept", "other", "follows") for slip in free) > right


def _has_company(text: str, clear: list[Slip], free: list[Slip]) -> bool:
    """Whether one clear word has the company of another kept character."""
    kept = {text[slip.at] for slip in free if slip.kind in ("kept", "follows")}
    return _suffice(text, clear) and not kept <= {text[slip.at] for slip in clear}


def _is_over(text: str, clear: list[Slip], free: list[Slip]) -> bool:
    """Whether more places have a wrong form of a converter than the right one."""
    if not any(slip.kind in GIVEN for slip in clear) or not _differ(text, clear):
        return False
    wrong = [slip for slip in free if slip.kind in GIVEN]
    right = sum(map(text.count, {slip.best for slip in wrong}))
    right -= sum(text[slip.at] in {other.best for other in wrong} for slip in wrong)
    return len(wrong) > right


def _suffice(text: str, clear: list[Slip]) -> bool:
    """Whether there are enough slips for the length of the text."""
    return len(clear) * charwise_conversion.RARE >= max(1, len(text))


def _differ(text: str, clear: list[Slip]) -> bool:
    """Whether the slips are of different words, and many enough."""
    return _suffice(text, clear) and any(_are_two(text, clear[0], other) for other in clear)


def _are_two(text: str, one: Slip, other: Slip) -> bool:
    """Whether two slips are in different words, not in one word with two continuations."""
    if text[one.at] != text[other.at]:
        return True
    before, after = text[max(0, one.at - 1) : one.at], text[max(0, other.at - 1) : other.at]
    return one.word != other.word and (before != after or HAN.fullmatch(before) is None)


def _misprinted(text: str, slips: list[Slip], free: list[Slip]) -> list[Slip]:
    """Return the misprints if they are in different words, or one is always misprinted."""
    wrong = [slip for slip in free if slip.kind == "misprint"]
    words = {slip.word: text[slip.at] for slip in wrong if slip.word}
    around = {text[max(0, slip.at - 1) : slip.at + 1] for slip in wrong}
    if len(words) < WORDS and (not words or len(around) < LONE):
        return []
    known = set(words.values())
    return [slip for slip in slips if slip.kind == "misprint" and text[slip.at] in known]


def _outside_verse(text: str, slips: Iterator[Slip]) -> Iterator[Slip]:
    until = -1
    verse = False
    for slip in slips:
        if slip.at > until:
            start, until = text.rfind("\n", 0, slip.at) + 1, text.find("\n", slip.at)
            until = len(text) if until < 0 else until
            verse = context.is_verse(text[start:until])
        if not verse:
            yield slip


def _is_cantonese(text: str) -> bool:
    """Whether 係 is a word of its own in ``text``."""
    # The commonest few are looked for first: one character is found faster than one of many.
    return any(map(text.__contains__, "唔嘅佢喺咁既")) and (
        len(context.pattern("cantonese").findall(text)) + len(_O_GE.findall(text)) > 1
    )


_O_GE = lazy.pattern("(?<=[oO0])既")
"""The substitute for 嘅 where it cannot be typed."""


def _traditional_lines(text: str, name: script.Name) -> str:
    """Return ``text`` with lines of another script blanked; a line without evidence stays."""
    wanted = ("hant", "mixed", "none") if name == "hant" else ("hant",)
    lines = zip(text.split("\n"), script.name_lines(text), strict=True)
    return "\n".join(line if found in wanted else " " * len(line) for line, found in lines)
