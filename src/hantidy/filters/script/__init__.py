"""Script conversion between simplified and traditional Chinese, with OpenCC."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from typing import Any, ClassVar, Literal

from hantidy.core import lazy
from hantidy.core.block import Block
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.spans import Spans
from hantidy.errors import OptionError
from hantidy.evidence import opencc
from hantidy.evidence.ranges import has_any
from hantidy.filters import options
from hantidy.filters.base import Filter
from hantidy.filters.script import differences, kinds, routes, words

_AUTHOR = ("著", lazy.pattern(r"(著)(?<=[ \u3000]著)(?=[\s，。；、）)]|\Z)"))
_ONE = ("幺", lazy.pattern("(幺)"))
_KEPT = {"hans": _AUTHOR, "hansp": _AUTHOR, "tw": _ONE, "twp": _ONE}
"""Patterns of what stays, by target, with its character. 著 set off after an author's name is
writing. For 幺 Taiwan writes 么, which read again where nothing shows the script is 麼."""
_OVERRIDE = lazy.pattern(r"\{\\[!-z|~]*\}")
"""A tag of an ASS subtitle."""
_TAG = lazy.pattern(
    r"\{\\[!-z|~]*\}|</?(?:b|i|u|s|em|strong|font|span|sub|sup|mark|wbr)\b[^<>\n]*>"
)
"""A tag that may stand inside a word."""
_INVISIBLE = pattern(f"[{routes.INVISIBLE}]+")


@dataclass(frozen=True)
class Script(Filter):
    """Converts between simplified and traditional with OpenCC.

    Goes to `hans` (characters only: 視訊 becomes 视讯; 著 that is a particle or a verb becomes 着),
    `hansp` (mainland words too), `hant` (OpenCC's standard), `tw`, `twp` (Taiwanese words too) or
    `hk`. With source=auto a line is taken for what it shows, and a line that shows nothing for what
    its block is, simplified in doubt; traditional forms of another region (説 衞 裏) become those
    of `tw` or `hk`. Words are cut as they are read (增长|发挥, not 长发). With `hansp` and `twp`
    words of a general sense (程序, 菜单, 文件) change only in a block on computing. `variants`
    brings variant characters of the result to one standard (羣/群, 裏/裡).

    Never touched: a line that is already in the target (里長, 于先生, 范先生 stay), Japanese lines,
    protected spans but for prose in them: an indented paragraph, a line of options, a link to a
    heading of the document. `config` names one of OpenCC's own configurations instead and gives
    its very answers, but not for a line that is already in its target. `dictionary` is a file of
    rows ``word TAB word``, which win over all else, everywhere.

    Looks at a line, and at its block where the line is undecided. Twice equals once.
    """

    name: ClassVar = "script"
    kind: ClassVar = "style"
    tables: ClassVar = (
        "script_characters",
        "script_hans",
        "script_zhu",
        "script_zhu_hk",
        "script_hk",
        "script_hk_forms",
        "script_hant",
        "script_tw",
        "script_tw_forms",
        "script_variants_cn",
        "script_variants_hk",
        "script_variants_opencc",
        "script_variants_tw",
        "script_twp",
        "script_twp_borders",
        "script_twp_general",
        "script_hansp_borders",
        "script_hansp_general",
        "script_yue",
        "technical_words",
    )
    libraries: ClassVar = ("opencc",)
    examples: ClassVar = (
        ("視訊會議的畫面裡，他笑著看著我", "视讯会议的画面里，他笑着看着我"),
        ("著名的乾隆皇帝瞭解民間疾苦", "著名的乾隆皇帝了解民间疾苦"),
    )

    to: Literal["hans", "hansp", "hant", "tw", "twp", "hk"] = "hans"
    source: Literal["auto", "hans", "hant", "tw", "hk"] = "auto"
    config: str | None = None
    dictionary: str | None = None
    variants: Literal["tw", "hk", "cn", "opencc"] | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.config is not None and self.config not in opencc.names():
            known = ", ".join(opencc.names())
            raise OptionError(f"script: config is one of {known}; not {self.config!r}")
        if self.config is not None and (self.to, self.source) != ("hans", "auto"):
            raise OptionError(
                f"script: config={self.config} says what is converted to what; leave out to and "
                "source"
            )
        if self.variants is not None and (self.config or self.to in ("hans", "hansp")):
            raise OptionError(
                "script: variants are forms of traditional characters; give to=hant, tw, twp or hk"
            )
        self._take(words.read(self.dictionary) if self.dictionary is not None else ())

    def _take(self, rows: words.Rows) -> None:
        name = self.config or self.to
        # What these make is theirs when it is read again. Words of a region may meet across what
        # was changed and be other words, and so may a user's.
        settled = not rows and name not in ("twp", "s2twp", "tw2sp", "jp2t")
        # Words need not be as long as before, and may end elsewhere beside what is protected.
        of_words = bool(rows) or name.endswith(("sp", "wp", "kp"))
        given = {"_rows": rows, "_settled": settled, "_of_words": of_words}
        for attribute, value in (given | {"idempotent": settled and not of_words}).items():
            object.__setattr__(self, attribute, value)

    # The words of a dictionary are part of the filter, wherever their file is or has gone.

    _rows: ClassVar[words.Rows]
    _settled: ClassVar[bool]
    """Whether its output is in the target script by its own judgment."""
    _of_words: ClassVar[bool]
    """Whether a conversion may change the length of a word."""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Script):
            return NotImplemented
        return self._settings() == other._settings()

    def __hash__(self) -> int:
        return hash(self._settings())

    def _settings(self) -> tuple[object, ...]:
        return (self.to, self.source, self.config, self.variants, self._rows)

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.options, self._rows)

    def replace(self, **changed: Any) -> Filter:
        """The same filter with only the options named changed, its words kept with the path."""
        if "dictionary" in changed:
            return super().replace(**changed)
        return _rebuild(type(self), {**self.options, **changed}, self._rows)

    def contents(self) -> tuple[str, ...]:
        """Return the words of the dictionary: its path says nothing of them."""
        return tuple("\t".join(row) for row in self._rows)

    def guarded(self, block: Block) -> Spans:
        """Return the protected spans without the Chinese prose in them."""
        protected = block.protected
        if not protected:
            return block.held
        from hantidy.evidence.prose import find_prose  # noqa: PLC0415 - only text with spans

        text = block.text
        guarded = (protected - find_prose(text, block.carried, protected)) | block.held
        if "{" in text and "{\\" in text:
            guarded |= Spans([found.span() for found in _OVERRIDE.finditer(text)])
        return guarded

    def changes(self, block: Block) -> Sequence[Change]:
        text = block.text
        rule = self.config or self.to
        runs = []
        for (start, end), after in self._gaps(text, self.guarded(block)):
            runs += differences.between(text[start:end], after, start)
        return [Change(start, end, after, rule) for start, end, after in runs]

    def rewrite(self, block: Block) -> str | None:
        text = block.text
        guarded = self.guarded(block)
        if not guarded:
            return self._convert(text)
        parts: list[str] = []
        at = 0
        for (start, end), after in self._gaps(text, guarded):
            parts += (text[at:start], after)
            at = end
        return "".join(parts) + text[at:]

    def _way(self, text: str) -> routes.Route:
        if self.config is not None:
            return routes.configured(self.config)
        kind = kinds.kind_of(text, self.to)
        return routes.route(self.to, self.source, kind, self.variants)

    def _gaps(self, text: str, guarded: Spans) -> Iterator[tuple[tuple[int, int], str]]:
        """Yield the spans that are not guarded, with their conversion.

        Guarded text is no context: a line may show another script with it. Only what stands
        before and behind a tag is read as one.
        """
        glued: list[list[tuple[int, int]]] = []
        at = 0
        for start, end in guarded.gaps(len(text)):
            if at and not self._of_words and _TAG.fullmatch(text, at, start):
                glued[-1].append((start, end))
            else:
                glued.append([(start, end)])
            at = end
        stretches = ["".join([text[start:end] for start, end in some]) for some in glued]
        afters = words.masked(text, stretches, self._convert)
        for some, before, after in zip(glued, stretches, afters, strict=True):
            if len(some) == 1:
                yield some[0], after
                continue
            at = 0
            ends = accumulate(end - start for start, end in some)
            for gap, cut in zip(some, differences.moved(before, after, ends), strict=True):
                yield gap, after[at:cut]
                at = cut

    def _convert(self, text: str) -> str:
        # What shows no script once it is converted may be taken for another when it is read again,
        # and what stood beside the other script may be read by another way. Among kana a converted
        # line may show what its neighbours are.
        for _ in range(routes.ROUNDS):
            way = self._way(text)
            before, text = text, self._read(text, way)
            if text == before or not self._settled:
                break
            if routes.is_done(text, way) and not routes.is_mixed(before) and self._is_usual(before):
                break
        return text

    def _is_usual(self, text: str) -> bool:
        return self.config is not None or routes.is_usual(text)

    def _read(self, text: str, way: routes.Route) -> str:
        character, kept = _KEPT.get(self.config or self.to, ("", None))
        if kept is not None and character in text and len(pieces := kept.split(text)) > 1:
            pieces[::2] = words.masked(text, pieces[::2], self._convert)
            return "".join(pieces)
        if not self._rows and self.config is None and routes.rests(text, way):
            return text
        if self._is_usual(text):
            return _converted(way, self._rows, text)
        way = way._replace(japanese=way.doubt is None)
        return _past_invisible(text, partial(_converted, way, self._rows))


def _rebuild(kind: type[Script], given: dict[str, Any], rows: words.Rows) -> Script:
    """Rebuild a filter from a pickle with its words; their file may not exist here."""
    made = options.build(kind, {**given, "dictionary": None})
    object.__setattr__(made, "dictionary", given["dictionary"])
    made._take(rows)  # noqa: SLF001 - its own
    return made


@cache
def _words(rows: words.Rows) -> words.Words:
    return words.Words(rows)


def _converted(way: routes.Route, rows: words.Rows, text: str) -> str:
    if not rows:
        return routes.convert(text, way)
    return _words(rows).around(text, partial(routes.convert, way=way, shown=text))


def _past_invisible(text: str, convert: Callable[[str], str]) -> str:
    """Convert ``text`` as if it had no invisible characters, and put them back in their places."""
    if not has_any(text, routes.INVISIBLE):
        return convert(text)
    pieces = _INVISIBLE.split(text)
    bare = "".join(pieces)
    after = convert(bare)
    places = differences.moved(bare, after, accumulate(map(len, pieces[:-1])))
    parts: list[str] = []
    at = 0
    for mark, place in zip(_INVISIBLE.findall(text), places, strict=True):
        parts += (after[at:place], mark)
        at = place
    return "".join(parts) + after[at:]
