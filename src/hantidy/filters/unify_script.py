"""Lines and pages that mix scripts, and traditional pages made character by character."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from hantidy.edits import Change
from hantidy.evidence import forms, opencc, script, surnames
from hantidy.filters.base import Filter

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from hantidy.evidence.block import Block

__all__ = ["UnifyScript"]

CORE = {
    # What careless conversion keeps everywhere, with the forms it never writes.
    "后": "後", "里": "裡裏", "干": "幹乾", "于": "於", "范": "範", "只": "隻", "制": "製",
    "并": "並併", "余": "餘", "采": "採", "系": "係繫", "松": "鬆", "征": "徵", "托": "託",
    "注": "註", "咨": "諮", "郁": "鬱",
}  # fmt: skip
STYLE = frozenset("了瞭闲閑閒")
"""Characters whose forms are a matter of style: never touched."""
VERBS = (
    "看说站坐跟走拿穿戴抱想听等随沿接顺朝向对带笑哭睡躺开关挂放写活住试忙趁意味标指拉提推握盯望背牵"
    "骑靠围绕凭本藏守护照按藉借附缠压含流闪响唱喊叫念读算数打骂吃喝披映散飘飞游立跪蹲趴倚陪领追赶找"
    "怀存留有隔连当惦记挨冒迎踩踏举捧端扶搂托扛挑夹叼吊晃摇动转滚爬跑跳舞演谈聊问答争吵"
)
PARTICLE = re.compile(f"著(?<=[{VERBS}]著)(?![作名述录称者《〈])")
"""著 in simplified text where 着 belongs: a particle after a verb, and no word of its own."""
UNIT = re.compile(
    "[而首理每各本該同鄰千百十萬數幾兩英公海華故鄉州巴阿特]里|里[長民鄰幹公巷程約昂斯拉加特奧爾尼安]"
)
"""里 the unit, or in a name, where words alone say too little."""
CANTONESE = re.compile("[唔嘅咁冇佢喺啲嚟咗嗰哋乜嘢]|[oO0]既")
CLASSICAL = re.compile("[兮矣哉曰爰曷焉乎豈矧彼厥攸胥弗爾靡]")
MODERN = re.compile("[的了這們個裡還很嗎呢]")
SPARSE = 80
"""Of so many characters of an older text, one at least is one of its particles."""
CLAUSE = re.compile("[0-9A-Za-z㐀-鿿〇]+")
"""What stands between marks and spaces."""
PREVAILS = 1.5
"""A script prevails where it has this many times the witnesses of the other."""


PASSES = 4

_Found = dict[int, tuple[str, str, str]]
"""What stands where it was found instead, the rule, and the reason."""


class _Slip(NamedTuple):
    at: int
    best: str
    kind: Literal["kept", "over", "other"]
    sure: bool
    """Whether two independent opinions agree."""


@cache
def _core() -> re.Pattern[str]:
    return re.compile(f"[{''.join(CORE.values())}]")


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
    surnames 余 范 于 涂, glyph variants (裏 着 綫 臺), 了/瞭, 閑/閒, Cantonese 係. Twice equals
    once; reads one block.
    """

    name: ClassVar = "unify-script"
    kind: ClassVar = "style"
    tables: ClassVar = (*forms.TABLES, *surnames.TABLES, "script_characters")
    libraries: ClassVar = ("OpenCC",)
    stable: ClassVar = True
    examples: ClassVar = (
        ("會議后,領導干部并未離開,還在這里。", "會議後,領導幹部並未離開,還在這裡。"),
        ("作業係統已經更新,請恢複設定。", "作業系統已經更新,請恢復設定。"),
        ("他们還在看著电视,没有回家。", "他们还在看着电视,没有回家。"),
    )

    strictness: Literal["strict", "balanced"] = "balanced"
    shinjitai: Literal["off", "on"] = "off"
    traditional: bool = True

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        # The gate of simplified text: one search for a traditional character, one for 著.
        traditional = script.finder("hant").search(text) is not None
        if not traditional and self.shinjitai == "off" and PARTICLE.search(text) is None:
            return ()
        found: _Found = {}
        current = text
        for _ in range(PASSES):
            # Lines brought to one script may show the block's script, or other slips, better.
            more, unified = self._found(current)
            found |= more
            if unified:
                current = _with(current, more)
            else:
                return [
                    Change(at, at + 1, *found[at])
                    for at in sorted(found)
                    if found[at][0] != text[at]
                ]
        return ()

    def _found(self, text: str) -> tuple[_Found, bool]:
        """Return what one pass finds, and whether scripts were unified in it."""
        kana, hans, hant = (
            script.finder(which).search(text) is not None for which in ("kana", "hans", "hant")
        )
        name: script.Name = "hant"
        if kana or not hant or hans:
            name = script.name(text)
        if name in ("jpan", "none"):
            return {}, False
        mixed = hant if name == "hans" else hans
        unified: _Found = {}
        if mixed or (name == "hans" and PARTICLE.search(text)):
            unified = dict(_remnants(text, traditional=self.traditional))
        found = dict(unified)
        if name != "hans" and self.traditional:
            alone = mixed or kana
            found |= {
                slip.at: (slip.best, *_RULES[slip.kind])
                for slip in self._slips(_traditional_lines(text, name) if alone else text)
                if slip.at not in unified
            }
        if self.shinjitai == "on" and not kana:
            found |= _japanese(text, name)
        return found, bool(unified)

    def _slips(self, text: str) -> list[_Slip]:
        suspects, doubtful = forms.suspects(text)
        if len(suspects) < 2:
            return []
        right = len(_core().findall(text))
        if 2 * len(suspects) <= right and sum(text[at] not in forms.kept() for at in suspects) < 2:
            return []
        slips = list(_judged(text, sorted(suspects + doubtful)))
        agreed = [slip for slip in slips if slip.sure]
        if len(agreed) < 2 or _is_classical(text):
            return []
        count = Counter(slip.kind for slip in agreed)
        beside = sum(text.count(each) for each in {s.best for s in agreed if s.kind == "over"})
        kept, over = count["kept"] + count["other"], count["over"] + count["other"]
        if not (kept >= 2 and kept > right) and not (count["over"] and over >= 2 and over > beside):
            return []
        return agreed if self.strictness == "strict" else slips


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
}


def _judged(text: str, places: list[int]) -> Iterator[_Slip]:
    """Judge the suspect ``places`` of ``text``; yield those that the words speak against."""
    hans = script.characters("hans")
    cantonese: bool | None = None
    for at in places:
        seen = text[at]
        verdict = forms.judge(text, at)
        if verdict is None or verdict.best == seen or verdict.seen > 0.2 or verdict.share < 0.8:
            continue
        if seen in STYLE or seen in hans:
            continue
        if seen in "係系":
            if cantonese is None:
                cantonese = len(CANTONESE.findall(text)) > 1
            if cantonese:
                continue
        sure = verdict.seen < 0.1 and verdict.share > 0.9 and verdict.agreed > 0.8 * verdict.share
        if not sure and verdict.seen > 0.03 and verdict.agreed < 0.5 * verdict.share:
            continue
        if _is_name(text, at, sure=sure):
            continue
        kind: Literal["kept", "over", "other"] = "other"
        if verdict.simplified in (seen, verdict.best):
            kind = "kept" if verdict.simplified == seen else "over"
        yield _Slip(at, verdict.best, kind, sure)


def _is_name(text: str, at: int, *, sure: bool) -> bool:
    """Whether a kept form at ``at`` is a surname, or 里 the unit where words say too little."""
    seen = text[at]
    if seen in surnames.SURNAMES:
        return surnames.is_surname(text, at)
    return seen == "里" and not sure and UNIT.search(text[max(0, at - 1) : at + 2]) is not None


def _remnants(text: str, *, traditional: bool) -> Iterator[tuple[int, tuple[str, str, str]]]:
    """Bring what stands in the wrong script to the script of the text, or else of its line.

    Only in clauses that hold both: a name or a quotation of its own stays.
    """
    whole = script.count(text)
    prevailing = _stronger(whole)
    rarer = script.finder("hans" if whole.hans < whole.hant else "hant")
    at = 0
    while (witness := _first(text, at, rarer)) < len(text):
        start = text.rfind("\n", 0, witness) + 1
        end = text.find("\n", witness)
        at = len(text) if end < 0 else end + 1
        line = text[start:at]
        found = script.count(line)
        target = prevailing or _stronger(found)
        if target and found.name != "jpan" and (traditional or target == "hans"):
            for place, after in _unified(line, target):
                yield start + place, (after, f"to-{target}", "beside the other script")


def _first(text: str, at: int, rarer: re.Pattern[str]) -> int:
    """Where the next character stands that may be in the wrong script."""
    found = (pattern.search(text, at) for pattern in (rarer, PARTICLE))
    return min((match.start() for match in found if match), default=len(text))


def _stronger(found: script.Script) -> Literal["hans", "hant"] | None:
    """Which script plainly prevails, if one does."""
    if max(found.hans, found.hant) < PREVAILS * min(found.hans, found.hant):
        return None
    return None if found.hans == found.hant else "hans" if found.hans > found.hant else "hant"


def _unified(line: str, target: Literal["hans", "hant"]) -> Iterator[tuple[int, str]]:
    """Yield the places of ``line`` that are not in the ``target`` script, with what they become."""
    hans, hant = script.finder("hans"), script.finder("hant")
    own, other = (hans, hant) if target == "hans" else (hant, hans)
    if other.search(line) is None and not (target == "hans" and "著" in line):
        return
    for clause in CLAUSE.finditer(line):
        held = clause[0]
        if own.search(held) is None or script.finder("shinjitai").search(held):
            continue
        if target == "hans":
            for at, after in _simplified(held):
                yield clause.start() + at, after
        else:
            for run in hans.finditer(held):
                for at in range(run.start(), run.end()):
                    verdict = forms.judge(line, clause.start() + at)
                    if verdict and verdict.best != held[at]:
                        yield clause.start() + at, verdict.best


def _simplified(clause: str) -> Iterator[tuple[int, str]]:
    """Yield the traditional characters of a ``clause`` with their simplified forms."""
    simple = opencc.convert(clause, "t2s")
    if len(simple) == len(clause):
        for run in script.finder("hant").finditer(clause):
            for at in range(run.start(), run.end()):
                if simple[at] != clause[at]:
                    yield at, simple[at]
    for match in PARTICLE.finditer(clause):
        yield match.start(), "着"


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
