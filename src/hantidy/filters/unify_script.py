"""Lines and pages that mix scripts, and traditional pages made character by character."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal

from hantidy.core.edits import Change
from hantidy.evidence import charwise_conversion, opencc, script, surnames
from hantidy.filters.base import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hantidy.core.block import Block
    from hantidy.core.spans import Spans

__all__ = ["UnifyScript"]

CORE = "後裡裏幹乾於範隻製並併餘採係繫鬆徵託註諮鬱"
"""What careless conversion writes nowhere, as it keeps 后里干于范只制并余采系松征托注咨郁."""
VERBS = (
    "看说站坐跟走拿穿戴抱想听等随沿接顺朝向对带笑哭睡躺开关挂放写活住试忙趁意味标指拉提推握盯望背牵"
    "骑靠围绕凭本藏守护照按藉借附缠压含流闪响唱喊叫念读算数打骂吃喝披映散飘飞游立跪蹲趴倚陪领追赶找"
    "怀存留有隔连当惦记挨冒迎踩踏举捧端扶搂托扛挑夹叼吊晃摇动转滚爬跑跳舞演谈聊问答争吵"
)
PARTICLE = re.compile(f"著(?<=[{VERBS}]著)(?![作名述录称者《〈])")
"""著 in simplified text where 着 belongs: a particle after a verb, and no word of its own."""
CANTONESE = re.compile("[唔嘅咁冇佢喺啲嚟咗嗰哋乜嘢既](?:(?<!既)|(?<=[oO0]既))")
CLASSICAL = re.compile("[兮矣哉曰爰曷焉乎豈矧彼厥攸胥弗爾靡]")
MODERN = re.compile("[的了這們個裡還很嗎呢]")
SPARSE = 80
"""Of so many characters of an older text, one at least is one of its particles."""
CLAUSE = re.compile("[0-9A-Za-z㐀-鿿〇]+")
"""What stands between marks and spaces."""
PREVAILS = 1.5
"""A script prevails where it has this many times the witnesses of the other."""
PLAIN = 5
"""So many witnesses of one script, with hardly any of the other, show it whatever is around."""
PASSES = 4
TRADITIONAL = opencc.Mixed("s2tw", ("script_hant",), segmented=False)
"""How a simplified character in a traditional clause is converted."""

Written = Literal["hans", "hant"]
_Found = dict[int, tuple[str, str, str]]
"""What belongs where it was found instead, the rule, and the reason."""


@cache
def _core() -> re.Pattern[str]:
    return re.compile(f"[{CORE}]")


@dataclass(frozen=True)
class UnifyScript(Filter):
    """Mends text that mixes simplified and traditional, and careless traditional text.

    A page made traditional character by character keeps 后 里 干 于 … where 後 裡 幹 於 belong, or
    writes 係統 控製 where 系統 控制 belong. A block is such a page where at least two places and
    more places than there are right ones ask for another form; the words around each place
    decide (a Taiwanese word list), with strictness=strict only where OpenCC agrees. A clause of a
    simplified text that holds traditional characters beside simplified ones becomes simplified,
    and the other way round. With shinjitai=on, Japanese forms in a block without kana are
    brought to the block's script. traditional=false leaves traditional text to a conversion
    to simplified that follows.

    Never touched: Japanese lines, clauses (names, quotations) wholly in the other script, the
    surnames 余 范 于 涂, glyph variants (裏 着 綫 臺), what is a matter of style in Taiwan (了/瞭,
    閑/閒, 雇/僱, 升/昇, 毀/燬), Cantonese 係, pages that hold the marks of the table (⨁⨂⨀⨟). Twice
    equals once; reads one block.
    """

    name: ClassVar = "unify-script"
    kind: ClassVar = "style"
    tables: ClassVar = (
        *charwise_conversion.TABLES,
        *surnames.TABLES,
        "script_characters",
        "script_hant",
    )
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

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.masked
        if self._is_sound(text):
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

    def rewrite(self, block: Block) -> str | None:
        text = block.text
        if self._is_sound(text):
            return text
        plain = _shows(text, "hant") and _unlike().search(text) is None
        if self.shinjitai == "on" or not plain:
            return None
        if not self.traditional:
            return text
        after = text
        for _ in range(PASSES):
            found = block.evidence(_careless) if after is text else _careless(after)
            if not found:
                return after
            mended = charwise_conversion.mended(found, doubts=self.strictness != "strict")
            if guarded := self.guarded(block):
                mended = _around(text, mended, guarded)
            if mended == after:
                return after
            after = mended
        return text

    def _is_sound(self, text: str) -> bool:
        """The gate of simplified text: one search for a traditional character, one for 著."""
        return (
            not _shows(text, "hant") and self.shinjitai == "off" and PARTICLE.search(text) is None
        )

    def _found(self, text: str, block: Block) -> _Found:
        """Return what one pass finds."""
        kana, hans, hant = (_shows(text, which) for which in ("kana", "hans", "hant"))
        name: script.Name = "hant"
        if kana or not hant or hans:
            name = script.name(text)
        if name in ("jpan", "none"):
            return {}
        mixed = hant if name == "hans" else hans
        if mixed or (name == "hans" and PARTICLE.search(text)):
            unified = dict(_remnants(text, traditional=self.traditional))
            if unified:
                return unified
        found: _Found = {}
        if name != "hans" and self.traditional:
            lines = _traditional_lines(text, name) if mixed or kana else text
            page = block.evidence(_careless) if lines is block.masked else _careless(lines)
            found = {
                slip.at: (slip.best, *_RULES[slip.kind])
                for slip in charwise_conversion.slips(page or "")
                if slip.kind != "doubt" or self.strictness != "strict"
            }
        if self.shinjitai == "on" and not kana:
            found |= _japanese(text, name)
        return found


@cache
def _unlike() -> re.Pattern[str]:
    """What plain traditional text does not have."""
    return re.compile(f"[{''.join(sorted(script.characters('hans')))}{script.KANA}]")


def _shows(text: str, *which: Literal["kana", "hans", "hant"]) -> bool:
    """Whether ``text`` has a character of these classes."""
    return any(script.finder(each).search(text) is not None for each in which)


def _around(text: str, mended: str, guarded: Spans) -> str:
    """``mended``, which is as long as ``text``, with what is ``guarded`` as it was."""
    parts: list[str] = []
    at = 0
    for start, end in guarded.gaps(len(text)):
        parts += (text[at:start], mended[start:end])
        at = end
    return "".join(parts) + text[at:]


def _careless(text: str) -> str | None:
    """``text`` with what belongs in it marked, if it is a careless page; else nothing."""
    found = charwise_conversion.marked(text)
    if found == text or not _is_flagged(text, found) or _is_classical(text):
        return None
    stay = surnames.places(text)
    if "係" in found and _is_cantonese(text):
        stay += [match.start() for match in re.finditer("[係系]", text)]
    if not stay:
        return found
    found = charwise_conversion.without(text, stay)
    return found if _is_flagged(text, found) else None


def _is_cantonese(text: str) -> bool:
    """Whether 係 is a word of its own in ``text``."""
    # The commonest few are looked for first: one character is found faster than one of many.
    return any(map(text.__contains__, "唔嘅佢喺咁既")) and len(CANTONESE.findall(text)) > 1


def _is_flagged(text: str, found: str) -> bool:
    """Whether more places ask for another form than have a right one, by two opinions."""
    other = found.count(charwise_conversion.OTHER)
    kept = found.count(charwise_conversion.KEPT) + other
    if kept >= 2 and kept > len(_core().findall(text)):
        return True
    over = found.count(charwise_conversion.OVER)
    if not over or over + other < 2:
        return False
    shared = set(re.findall(f"{charwise_conversion.OVER}(.)", found))
    return over + other > sum(map(text.count, shared))


def _traditional_lines(text: str, name: script.Name) -> str:
    """``text`` with its other lines blotted out; one that shows no script goes with the text."""
    wanted = ("hant", "mixed", "none") if name == "hant" else ("hant",)
    lines = zip(text.split("\n"), script.name_lines(text), strict=True)
    return "\n".join(line if found in wanted else " " * len(line) for line, found in lines)


def _with(text: str, found: _Found) -> str:
    """``text`` with what was ``found`` put in."""
    characters = list(text)
    for at, (form, _, _) in found.items():
        characters[at] = form
    return "".join(characters)


def _is_classical(text: str) -> bool:
    """Whether ``text`` is of an older language, in which 于 云 后 余 are words of their own."""
    marks = len(CLASSICAL.findall(text))
    return marks * SPARSE > len(text) and marks > len(MODERN.findall(text))


_RULES = {
    "kept": ("kept-form", "kept by careless conversion; its word has another form"),
    "over": ("over-converted", "its word keeps the simplified form"),
    "other": ("other-form", "the form of another word"),
    "doubt": ("likely-form", "its word has another form, by one of two opinions"),
}


def _remnants(text: str, *, traditional: bool) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Bring what stands in the wrong script to the script of the text, or else of its line.

    A line that plainly has the other script keeps it. Only in clauses that hold both: a name or a
    quotation of its own stays.
    """
    whole = script.count(text)
    prevailing = _stronger(whole)
    rarer = script.finder("hans" if whole.hans < whole.hant else "hant")
    clauses: dict[Written, list[tuple[int, str]]] = {"hans": [], "hant": []}
    for start, end in _lines(text, rarer, PARTICLE):
        line = text[start:end]
        found = script.count(line)
        target = None if found.name == "jpan" else prevailing or _stronger(found)
        if target and found.name in ("hans", "hant") and max(found.hans, found.hant) >= PLAIN:
            target = found.name
        if target and (traditional or target == "hans"):
            clauses[target] += ((start + at, held) for at, held in _mixed(line, target))
    for target, some in clauses.items():
        for place, after in _unified(some, target):
            yield place, (after, f"to-{target}", "beside the other script")


def _lines(text: str, *patterns: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield the lines of ``text`` that hold what one of ``patterns`` finds."""
    found = dict.fromkeys(patterns, -1)
    at = 0
    while at < len(text):
        for pattern, place in found.items():
            if place < at:  # else it is still ahead
                match = pattern.search(text, at)
                found[pattern] = match.start() if match else len(text)
        first = min(found.values())
        if first == len(text):
            return
        start = text.rfind("\n", 0, first) + 1
        end = text.find("\n", first)
        at = len(text) if end < 0 else end + 1
        yield start, at


def _stronger(found: script.Script) -> Written | None:
    """Which script plainly prevails, if one does."""
    if max(found.hans, found.hant) < PREVAILS * min(found.hans, found.hant):
        return None
    return None if found.hans == found.hant else "hans" if found.hans > found.hant else "hant"


def _mixed(line: str, target: Written) -> Iterator[tuple[int, str]]:
    """Yield the clauses of ``line`` that are partly in the ``target`` script, with their places."""
    hans, hant = script.finder("hans"), script.finder("hant")
    own, other = (hans, hant) if target == "hans" else (hant, hans)
    if other.search(line) is None and not (target == "hans" and "著" in line):
        return
    for clause in CLAUSE.finditer(line):
        held = clause[0]
        if own.search(held) is not None and script.finder("shinjitai").search(held) is None:
            yield clause.start(), held


def _unified(clauses: list[tuple[int, str]], target: Written) -> Iterator[tuple[int, str]]:
    """Yield the places in ``clauses`` that are not in the ``target`` script, and their forms."""
    if not clauses:
        return
    joined = "\n".join(clause for _, clause in clauses)  # where every phrase ends
    converted = opencc.convert(joined, "t2s" if target == "hans" else TRADITIONAL).split("\n")
    brought = _simplified if target == "hans" else _traditional
    for (start, clause), after in zip(clauses, converted, strict=True):
        for at, form in brought(clause, after):
            yield start + at, form


def _simplified(clause: str, converted: str) -> Iterator[tuple[int, str]]:
    """Yield the traditional characters of a ``clause`` with their simplified forms.

    What changes beside one changes with it, as its word does (彷彿: 仿佛).
    """
    if len(converted) == len(clause):
        for run in script.finder("hant").finditer(clause):
            start, end = run.span()
            while start and converted[start - 1] != clause[start - 1]:
                start -= 1
            while end < len(clause) and converted[end] != clause[end]:
                end += 1
            yield from _changed(clause, converted, start, end)
    for match in PARTICLE.finditer(clause):
        yield match.start(), "着"


def _traditional(clause: str, converted: str) -> Iterator[tuple[int, str]]:
    """Yield the simplified characters of a ``clause`` with their traditional forms."""
    if len(converted) == len(clause):
        for run in script.finder("hans").finditer(clause):
            yield from _changed(clause, converted, *run.span())


def _changed(before: str, after: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    """Yield the places where one text differs from the other, with what stands there then."""
    for at in range(start, end):
        if before[at] != after[at]:
            yield at, after[at]


def _japanese(text: str, name: script.Name) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Give Japanese forms the form they have in the script of the text."""
    if name not in ("hans", "hant"):
        return
    for run in script.finder("shinjitai").finditer(text):
        traditional = opencc.convert(run[0], "jp2t")
        after = opencc.convert(traditional, "t2s" if name == "hans" else "t2tw")
        if len(after) == len(run[0]):
            for at, (seen, form) in enumerate(zip(run[0], after, strict=True), run.start()):
                if seen != form:
                    yield at, (form, "shinjitai", "a Japanese form")
