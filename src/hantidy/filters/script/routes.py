"""Choose the OpenCC configuration of each part of a text."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from functools import cache, lru_cache, partial
from typing import Literal, NamedTuple

from hantidy.core import lazy
from hantidy.core.lazy import pattern
from hantidy.evidence import opencc, script
from hantidy.evidence.characters import HAN, KANA_AND_MARKS
from hantidy.evidence.opencc import Config, Mixed, Own
from hantidy.evidence.ranges import line_numbers, odd_of
from hantidy.filters.script import japanese
from hantidy.filters.script.kinds import PLAIN, Kind

Written = Literal["hans", "hant"]
_BOTH: tuple[Written, Written] = ("hans", "hant")
Configs = tuple[Config, ...]

# Where the table joins the phrases of simplified text, the words are cut as they are read. The
# phrases of the later stages are looked for without regard to those cuts: it is twice as fast, and
# finds 當使用者 where 當用 was cut off.
_FROM_HANS: dict[str, Configs] = {
    "hant": (Mixed("s2t", (("script_hant",),)),),
    "tw": (Mixed("s2tw", (("script_hant",), ("script_variants_tw", "script_tw_forms"))),),
    "twp": (
        Mixed(
            "s2twp",
            (
                ("script_hant",),
                (
                    "script_twp_general",
                    "script_twp_borders",
                    "script_variants_tw",
                    "script_tw_forms",
                ),
            ),
        ),
    ),
    "hk": (Mixed("s2hk", (("script_hant",), ("script_zhu_hk", "script_hk_forms"))),),
}
_FROM_HANT: dict[str, Configs] = {
    "hans": (Mixed("t2s", (("script_hans", "script_zhu"),)),),
    "hansp": (
        Mixed(
            "tw2sp",
            (
                ("script_hansp_general", "script_hansp_borders", "script_hans", "script_zhu"),
                ("script_hans", "script_zhu"),
            ),
            segmented=True,
        ),
    ),
    "tw": (Mixed("t2tw", (("script_variants_tw",),)),),
    "twp": (
        Mixed(
            "s2twp",
            (("script_twp_general", "script_variants_tw", "script_twp", "script_twp_borders"),),
            first=1,
        ),
    ),
    "hk": (Mixed("t2hk", (("script_hk", "script_zhu_hk"),)),),
}
_GENERAL = frozenset({"script_twp_general", "script_hansp_general"})
_ZHU = frozenset({"script_zhu", "script_zhu_hk"})
"""Tables for traditional text that writes 著 for 着 too."""
ROUNDS = 4
_UNFINISHED = "赀計"  # the one phrase that OpenCC's own t2s leaves half done
_NAMED = "恒冲咏韵强姗"  # simplified, and in names that Hong Kong writes so: 恒生銀行
_CLAUSE = re.compile(r"([\s，。！？；：、「」『』（）《》〈〉“”‘’…—,.!?;:()\[\]\"'|]+)")
_CHARACTERWISE: tuple[Configs, ...] = (("s2t",), ("s2tw",), ("s2hk",))
"""Configurations that convert no words, so that their output is stable."""
_ALONE = lazy.pattern(f"(?<!\\S)[{HAN}]{{2,4}}(?!\\S)")
"""A word between spaces: in a list of forms its neighbours may be in the target."""
KANA = f"{KANA_AND_MARKS}\uff66-\uff9d"
INVISIBLE = (
    "\u00ad\u034f\u061c\u180b-\u180f\u200b-\u200f\u2060-\u2064"
    "\ufe00-\ufe0f\ufeff\U000e0100-\U000e01ef"
)
"""Invisible characters that may stand inside a phrase; phrases match across them."""


class Route(NamedTuple):
    """The configurations for a text by its script; empty leaves it alone."""

    hans: Configs
    hant: Configs
    doubt: Written | None
    """What a line is taken for that does not show it, unless all that its block shows is the
    target; None leaves it to the block."""
    target: Written
    whole: bool = False
    """Whether a line is converted as a whole, as the shipped configurations do."""
    japanese: bool = False
    """Whether lines may be Japanese, which stay."""


def _without(configs: Configs, tables: Container[str]) -> Configs:
    return tuple(
        config._replace(
            tables=tuple(
                tuple(each for each in stage if each not in tables) for stage in config.tables
            )
        )
        if isinstance(config, Mixed)
        else config
        for config in configs
    )


@cache
def route(to: str, source: str, kind: Kind = PLAIN, variants: str | None = None) -> Route:
    """Return the route from ``source`` to ``to``, for text of a ``kind``."""
    hans = _FROM_HANS.get(to, ())
    if kind.cantonese:
        hans = tuple(
            config._replace(tables=(("script_yue", *config.tables[0]), *config.tables[1:]))
            for config in hans
            if isinstance(config, Mixed)
        )
    hant = _FROM_HANT.get(to, ())
    if source == "hk":
        # Its forms are brought to OpenCC's standard before they become another region's.
        hant = {"hansp": ("hk2sp",), "tw": ("hk2t", "t2tw"), "hant": ("hk2t",), "hk": ()}.get(
            to, ("hk2t", *hant)
        )
    elif source == "tw" and to in ("hant", "hk"):
        hant = (Mixed("tw2t", (("script_tw",),)), *hant)
    if kind.technical:
        hans, hant = _without(hans, _GENERAL), _without(hant, _GENERAL)
    if kind.tells_zhu:
        hant = _without(hant, _ZHU)
    if variants is not None:
        last = Own((f"script_variants_{variants}",))
        hans, hant = (*hans, last), (*hant, last)
    target: Written = "hans" if to in ("hans", "hansp") else "hant"
    if source == "auto":
        return Route(hans, hant, None, target)
    if source == "hans":
        return Route(hans, (), "hans", target)
    return Route((), hant, "hant", target)


@cache
def configured(config: str) -> Route:
    """Return the route of one of OpenCC's own configurations."""
    through: Configs = (config,)
    if config.startswith("s2"):
        return Route(through, (), "hans", "hant", whole=True)
    if config.partition("2")[2] in ("s", "sp"):
        return Route((), through, "hant", "hans", whole=True)
    return Route(through, through, "hans", "hant", whole=True)


_UNUSUAL = pattern(f"[{KANA}{INVISIBLE}]")


def is_usual(text: str) -> bool:
    """Whether ``text`` has neither kana nor invisible characters."""
    return _UNUSUAL.search(odd_of(text)) is None


def convert(text: str, way: Route, shown: str | None = None) -> str:
    """Convert ``text`` by the route ``way``, line by line.

    ``shown`` has the same lines, with more evidence of their script.
    """
    if way.hans == way.hant:
        return through(text, way.hans)
    converted = _line_by_line(text, way, shown)
    # What a shipped configuration makes of its own answer, where that does not show it.
    for _ in range(ROUNDS):
        if converted == text or not way.whole or is_done(converted, way):
            break
        text, converted = converted, _line_by_line(converted, way, None)
    if way.hans in _CHARACTERWISE and " " in converted:
        return _ALONE.sub(partial(_listed, way), converted)
    return converted


def _listed(way: Route, found: re.Match[str]) -> str:
    """Convert a phrase by itself, if the result is stable."""
    word, (config,) = found[0], way.hans
    if _shown(word):
        return word
    if opencc.convert(word, opencc.Phrases(str(config))) == word:
        return word
    once = opencc.convert(word, config)
    return once if opencc.convert(once, config) == once else word


def is_done(converted: str, way: Route) -> bool:
    """Whether the output shows its script, so that a second run keeps it."""
    unfinished = _UNFINISHED[0] in converted and _UNFINISHED in converted
    return not unfinished and _witness(way.target).search(converted) is not None


def rests(text: str, way: Route) -> bool:
    """Whether ``text`` shows the target alone, and what shows it stays."""
    return _shown(text) == {way.target} and not (way.hans if way.target == "hans" else way.hant)


def is_mixed(text: str) -> bool:
    """Whether ``text`` shows both scripts."""
    return len(_shown(text)) > 1


@lru_cache(4)
def _shown(text: str) -> frozenset[Written]:
    """Return the scripts that ``text`` shows."""
    return frozenset(which for which in _BOTH if _witness(which).search(text))


def _line_by_line(text: str, way: Route, shown: str | None) -> str:
    usual, plans = _plans(text if shown is None else shown, way)
    if not plans:
        return through(text, usual)
    lines = done = text.split("\n")
    numbers: Iterable[int] = range(len(lines))
    if len(plans) * 2 < len(lines):
        numbers, done = sorted(plans), through(text, usual).split("\n")
    pieces: list[tuple[str, Configs]] = []
    for number in numbers:
        plan, line = plans.get(number, usual), lines[number]
        pieces += _clauses(line, way) if plan is None else [(line, plan)]
        pieces.append(("\n", ()))
    for number, line in zip(numbers, _together(pieces[:-1]).split("\n"), strict=True):
        done[number] = line
    return "\n".join(done)


def through(text: str, configs: Configs) -> str:
    for config in configs:
        text = opencc.convert(text, config)
    return text


def _together(pieces: list[tuple[str, Configs]]) -> str:
    """Convert all pieces of a plan in one call; line ends separate them for OpenCC."""
    done = [piece for piece, _ in pieces]
    for plan in {plan for _, plan in pieces if plan}:
        places = [at for at, (piece, own) in enumerate(pieces) if own == plan and piece]
        if not places:
            continue
        new = through("\n".join([done[at] for at in places]), plan).split("\n")
        for at, piece in zip(places, new, strict=True):
            done[at] = piece
    return "".join(done)


@cache
def _witness(which: Written) -> re.Pattern[str]:
    """Return a pattern of the characters that show a script."""
    characters = script.characters(which)
    if which == "hans":
        characters = characters.difference(_NAMED)
    return re.compile(f"[{''.join(sorted(characters))}]")


def _plans(text: str, way: Route) -> tuple[Configs, dict[int, Configs | None]]:
    """Return the configurations for most lines of ``text``, and those of others by their number.

    None is for a line whose clauses differ.
    """
    usual = _doubt(text, way)
    other: Written = "hant" if usual == "hans" else "hans"
    by_script = {"hans": way.hans, "hant": way.hant}
    by_both = way.hant if way.target == "hans" else way.hans if way.whole else None
    lines = text.split("\n")
    plans: dict[int, Configs | None] = {}
    if other in _shown(text):
        for number in line_numbers(_witness(other), text):
            shows_both = _witness(usual).search(lines[number])
            plans[number] = by_both if shows_both else by_script[other]
    if way.japanese:
        _leave_japanese(text, lines, by_script[usual], plans)
    return by_script[usual], plans


def _doubt(text: str, way: Route) -> Written:
    """Return the script of lines of ``text`` that show none."""
    shown = _shown(text)
    if way.doubt is not None:
        return way.target if shown == {way.target} else way.doubt
    name = script.name(text) if len(shown) > 1 else "".join(shown)
    if way.target == "hans":
        return "hans" if name == "hans" else "hant"
    return "hant" if name == "hant" else "hans"


def _leave_japanese(
    text: str, lines: list[str], usual: Configs, plans: dict[int, Configs | None]
) -> None:
    """Leave Japanese lines alone, and on a Japanese page all that is not surely Chinese."""
    page = script.is_japanese(text)
    surely_chinese = script.finder("chinese").search
    for at in range(len(lines)) if page else line_numbers(script.finder("kana"), text):
        line = lines[at]
        if plans.get(at, usual) != () and (
            (page and not surely_chinese(line)) or script.is_japanese(line)
        ):
            plans[at] = None if japanese.holds_chinese(line) else ()


def _clauses(line: str, way: Route) -> list[tuple[str, Configs]]:
    """Return the clauses of a line of both scripts: each by its script, else by the line's."""
    shows_hans, shows_hant = _witness("hans").search, _witness("hant").search
    if way.japanese and japanese.quotes(line):
        return [
            (each, () if not is_chinese else way.hans if shows_hans(each) else way.hant)
            for each, is_chinese in japanese.sentences(line)
        ]
    counted = script.count(line)
    more = way.hans if counted.hans > counted.hant else way.hant
    pieces: list[tuple[str, Configs]] = []
    for at, piece in enumerate(_CLAUSE.split(line)):
        if at % 2 or script.finder("kana").search(piece):
            plan: Configs = ()
        elif shows_hans(piece):
            plan = way.hans
        else:
            plan = way.hant if shows_hant(piece) else more
        pieces.append((piece, plan))
    return pieces
