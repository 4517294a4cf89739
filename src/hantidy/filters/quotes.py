"""Convert straight, curly and corner quotes to one form."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import ClassVar, Literal, NamedTuple

from hantidy.core.block import Block, Kind
from hantidy.core.edits import Change
from hantidy.core.lazy import pattern
from hantidy.core.spans import NOWHERE, Spans
from hantidy.evidence import script
from hantidy.evidence.characters import HAN
from hantidy.filters.base import Filter

_OPENERS = "“‘「『"
_CLOSERS = "”’」』"
_MATES = dict(zip(_OPENERS, _CLOSERS, strict=True))
# Which quote of the other form says the same, outer for outer and inner for inner.
_CORNER = dict(zip("“‘”’", "「『」』", strict=True))
_CURLY = {corner: curly for curly, corner in _CORNER.items()}
_OTHER = dict(zip("“‘”’「『」』", "‘“’”『「』」", strict=True))
_NOT_FIRST = frozenset(" \t\u3000，。、；：！？）》】”’」』,;:!?)")
_NOT_LAST = frozenset(" \t\u3000（《【“‘「『(")
_ENDS = frozenset('。！？…：:!?"”』」')
_LINES_OF_A_PAIR = 3
"""Most lines that a hard-wrapped quotation spans."""


class _Pair(NamedTuple):
    """The positions of two matching quotes."""

    start: int
    end: int
    straight: bool


class _Stray(NamedTuple):
    """A quote without its mate."""

    at: int
    reason: str


_TOKENS = pattern('[“”‘’「」『』"\n]')


_QUOTE = pattern("[“”‘’「」『』\"']")


_IN_ORDER = pattern("(?:\n|“(?:‘’|「」|『』)*”|‘(?:“”)?’|「(?:『』|“”|‘’)*」|『(?:「」)?』)*")
"""Text with pairs only, nested at most once, each within its line."""


_SWAPPED = pattern("(?:”“)+")
_SWAPPED_PAIR = pattern(
    f"”(?<=[{HAN}：，]”)([{HAN}A-Za-z0-9](?:[^“”\n]{{0,40}}[{HAN}A-Za-z0-9！？])?)“(?=[{HAN}，。、；！？])"
)


@cache
def _code(quote: str) -> re.Pattern[str]:
    r"""A straight quote of code or data: f("x"), {"a": 1}, k="v", k: "v", \", "a", "b"."""
    return re.compile(
        rf"[=({{\[\\]\s?{quote}|{quote}\s?(?:[:=}}]|\](?!\())|{quote}\s?,\s?{quote}"
        rf"|[A-Za-z0-9_)\]],\s?{quote}|^\s*{quote}[^{quote}\n]*{quote},$"
        rf"|{quote}\s?\+|\+\s?{quote}|{quote};$"
        # a value alone on an indented line, or behind a key
        rf"|^[ \t]+{quote}[^{quote}\n]*{quote}$"
        rf"|^[\w .-]{{1,40}}: {quote}[^{quote}\n]*(?<![。！？…]){quote}$",
        re.MULTILINE,
    )


_SINGLES = pattern(
    rf"'(?<![A-Za-z0-9']')(?![\s'])[^'\"\n]{{0,200}}?[{HAN}][^'\"\n]{{0,200}}(?<!\s)'(?![A-Za-z0-9'])"
)
"""Straight single quotes around hanzi; no apostrophe, no '' of a wiki."""


_HAN = pattern(f"[{HAN}]+")
"""A run of hanzi."""


_HAN_OR_MARK = pattern(f"[{HAN}，。、；：！？（）《》【】…—]")


@dataclass(frozen=True)
class Quotes(Filter):
    """Pairs straight quotes and makes them curly; curly and corner quotes, when asked.

    ``style=auto`` (the default) pairs straight quotes within their line, which on the Web is the
    paragraph, or within two lines that are one sentence, and writes them as the block writes its
    other quotes: 「」 where those are the majority, else “”. ``style=curly`` and ``style=corner``
    rewrite the other form too, outer for outer, inner for inner, one kind nested in itself
    alternating; such a pair may span lines.

    Only pairs beside hanzi, or around hanzi with no Latin letter beside them, are touched. A
    quote without its mate is a finding and never given one; so are the straight quotes of a line
    that do not pair plainly. Left alone: lines with kana, code and data ({"a": 1}, f("x"),
    "a","b"), inches (27"), apostrophes, quotations in foreign sentences. Twice equals once. It
    reads line by line (a pair that was hard-wrapped three lines on), and the block for its habit.
    """

    name: ClassVar[str] = "quotes"
    kind: ClassVar[Kind] = "style"
    tables: ClassVar[tuple[str, ...]] = ()
    examples: ClassVar[tuple[tuple[str, str], ...]] = (
        ('他说"你好"就走了', "他说“你好”就走了"),
        ('「甲」和"乙"', "「甲」和「乙」"),
    )

    style: Literal["auto", "curly", "corner"] = "auto"

    def changes(self, block: Block) -> Sequence[Change]:
        """Return the changes of pairs in another form, and findings of unmatched quotes."""
        text = block.text
        tokens = "".join(_TOKENS.findall(text))
        has_singles = "'" in text and _SINGLES.search(text)
        straight = '"' in tokens or bool(has_singles)
        if not straight and not tokens.strip("\n"):
            return ()
        unasked = self.style == "auto" or not (
            set(tokens) & set(_CURLY if self.style == "curly" else _CORNER)
        )
        if not straight and unasked and _IN_ORDER.fullmatch(tokens):
            return ()
        if self.style == "auto":
            corner = tokens.count("「") + tokens.count("『")
            target = "corner" if corner > tokens.count("“") + tokens.count("‘") else "curly"
        else:
            target = self.style
        pairs, strays = _paired(text, NOWHERE, every=not unasked)
        # Finding the guarded spans costs more than the rest. A stray in one the caller drops, but
        # a straight quote in one leaves its line odd.
        doubtful = bool(pairs) or any(text[stray.at] == '"' for stray in strays)
        if doubtful and (guarded := block.guarded(self.kind)):
            pairs, strays = _paired(text, guarded, every=not unasked)
        swapped = list(_swapped(text, tokens, strays))
        turned = {each.start for each in swapped}
        found = swapped + [
            Change(stray.at, stray.at + 1, text[stray.at], "unbalanced", stray.reason)
            for stray in strays
            if stray.at not in turned
        ]
        if pairs:
            found += _written(text, pairs, target, also_paired=self.style != "auto")
        found.sort()
        return found


def _paragraphs(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield each line with a quote or an apostrophe: its start, its text, its quotes.

    Two lines are one paragraph if both have an odd number of straight quotes and the first ends
    in the middle of a sentence.
    """
    before: tuple[int, str, str] | None = None
    end = 0
    while found := _QUOTE.search(text, end):
        start = text.rfind("\n", end, found.start()) + 1 or end
        end = text.find("\n", found.end())
        end = len(text) if end < 0 else end
        line = text[start:end]
        quoted = "".join(_TOKENS.findall(line))
        odd = quoted.count('"') % 2 == 1
        if before is not None:
            first_start, first, first_quoted = before
            before = None
            if odd and start == first_start + len(first) + 1 and line[0] not in " \t\u3000":
                yield first_start, f"{first}\n{line}", f"{first_quoted}{quoted}"
                continue
            yield first_start, first, first_quoted
        if odd and line[-1] not in _ENDS:
            before = start, line, quoted
        else:
            yield start, line, quoted
    if before is not None:
        yield before


def _paired(text: str, guarded: Spans, *, every: bool) -> tuple[list[_Pair], list[_Stray]]:
    """Return the pairs of ``text`` and the unmatched quotes.

    Lines with kana and quotes in guarded spans are skipped. Unless ``every`` pair is wanted, so
    are lines whose quotes all match.
    """
    pairs: list[_Pair] = []
    strays: list[_Stray] = []
    matcher = _Matcher(text, pairs, strays)
    kana = script.finder("kana")
    for start, line, quoted in _paragraphs(text):
        if line.isascii():
            continue  # nothing Chinese beside its quotes or inside them
        end = start + len(line)
        if not (every or matcher.open or '"' in quoted or "'" in line) and _IN_ORDER.fullmatch(
            quoted
        ):
            continue
        if kana.search(line):
            matcher.drop()
            continue
        quotes = [match.start() for match in _TOKENS.finditer(text, start, end) if match[0] != "\n"]
        if guarded:
            quotes = [at for at in quotes if not guarded.touches(at, at + 1)]
        straight, doubtful, taken = _straight(text, start, end, quotes)
        if guarded:
            straight = [
                pair
                for pair in straight
                if not guarded.touches(pair.start, pair.start + 1)
                and not guarded.touches(pair.end, pair.end + 1)
            ]
        pairs += straight
        strays += doubtful
        matcher.match(at for at in quotes if text[at] != '"' and at not in taken)
        if matcher.open and not matcher.goes_on(end + 1):
            matcher.end()
    matcher.end()
    return pairs, strays


class _Matcher:
    """Matches curly and corner quotes, whose form tells whether they open or close."""

    def __init__(self, text: str, pairs: list[_Pair], strays: list[_Stray]) -> None:
        self._text = text
        self._pairs = pairs
        self._strays = strays
        self.open: list[tuple[str, int]] = []
        self._wanted = dict.fromkeys(_CLOSERS, 0)  # how many of each closer are waited for

    def match(self, quotes: Iterable[int]) -> None:
        """Match the quotes of one line."""
        for at in quotes:
            quote = self._text[at]
            if quote in _MATES:
                self.open.append((_MATES[quote], at))
                self._wanted[_MATES[quote]] += 1
            elif self._wanted[quote]:
                while (inner := self._pop())[0] != quote:
                    self._strays.append(_Stray(inner[1], "no closing quote"))
                self._pairs.append(_Pair(inner[1], at, straight=False))
            elif quote != "’" or not _is_latin(self._text[at - 1 : at]):  # it’s, the boys’
                self._strays.append(_Stray(at, "no opening quote"))

    def _pop(self) -> tuple[str, int]:
        last = self.open.pop()
        self._wanted[last[0]] -= 1
        return last

    def goes_on(self, at: int) -> bool:
        """Whether the next lines close the open quotes before they open the same kind."""
        text, (closer, opened) = self._text, self.open[-1]
        stop = at
        for _ in range(_LINES_OF_A_PAIR):
            stop = text.find("\n", stop) + 1
            if not stop:
                stop = len(text)
                break
        if (blank := text.find("\n\n", max(0, at - 1), stop)) >= 0:
            stop = blank
        closes = text.find(closer, at, stop)
        opens = text.find(text[opened], at, stop)
        return closes >= 0 and not 0 <= opens < closes

    def end(self) -> None:
        """Finish; open quotes are unmatched."""
        self._strays += (_Stray(at, "no closing quote in its paragraph") for _, at in self.open)
        self.drop()

    def drop(self) -> None:
        """Drop the open quotes."""
        self.open.clear()
        self._wanted = dict.fromkeys(_CLOSERS, 0)


def _is_latin(char: str) -> bool:
    return char.isascii() and char.isalnum()


def _straight(
    text: str, start: int, end: int, quotes: list[int]
) -> tuple[list[_Pair], list[_Stray], set[int]]:
    """Return the straight pairs of a line, its doubtful quotes, and curly ones used in pairs."""
    pairs = []
    if "'" in text[start:end] and not _code("'").search(text, start, end):
        pairs = [
            _Pair(match.start(), match.end() - 1, straight=True)
            for match in _SINGLES.finditer(text, start, end)
        ]
    spots = [at for at in quotes if text[at] == '"']
    if not spots or _code('"').search(text, start, end) or not _HAN.search(text, start, end):
        return pairs, [], set()
    if len(spots) == 1:
        half = [at for at in quotes if text[at] in '"“”']
        if [text[at] for at in half] in (["“", '"'], ['"', "”"]):
            return [*pairs, _Pair(half[0], half[1], straight=True)], [], set(half)
        if text[spots[0] - 1 : spots[0]].isdecimal():  # 27" is 27 inches
            return pairs, [], set()
    if len(spots) % 2:
        odd = _Stray(spots[0], "an odd number of straight quotes in the line")
        return pairs, [odd], set()
    found = [_Pair(*both, straight=True) for both in zip(spots[::2], spots[1::2], strict=True)]
    if all(_is_plain(text, pair, start, end) for pair in found):
        return pairs + found, [], set()
    return pairs, [_Stray(spots[0], "straight quotes that do not pair plainly")], set()


def _is_plain(text: str, pair: _Pair, start: int, end: int) -> bool:
    """Whether the quotes are placed as an opening and a closing one."""
    inside = text[pair.start + 1 : pair.start + 2], text[pair.end - 1]
    before = text[pair.start - 1] if pair.start > start else ""
    after = text[pair.end + 1] if pair.end + 1 < end else ""
    return (
        pair.start + 1 < pair.end
        and inside[0] not in _NOT_FIRST
        and inside[1] not in _NOT_LAST
        and not before.isdecimal()
        and not (_is_latin(before) and _is_latin(inside[0]))
        and not (_is_latin(inside[1]) and _is_latin(after))
    )


def _written(text: str, pairs: list[_Pair], target: str, *, also_paired: bool) -> Iterator[Change]:
    """Yield the changes of ``pairs`` to the target form."""
    forms = _CORNER if target == "corner" else _CURLY
    hanzi = [match.start() for match in _HAN.finditer(text)]
    around: list[tuple[int, str]] = []  # the ends of the pairs we are in, and their openers
    for pair in sorted(pairs):
        while around and around[-1][0] < pair.start:
            around.pop()
        opener = text[pair.start]
        if pair.straight:
            opener = {'"': "“", "'": "‘"}.get(opener, opener)
        crossing = bool(around) and around[-1][0] < pair.end
        wanted = pair.straight or also_paired
        if wanted and not crossing and _is_chinese(text, pair, hanzi):
            written = forms.get(opener, opener)
            if written != text[pair.start] and around and around[-1][1] == written:
                written = _OTHER[written]
            yield from _change(text, pair, written, target)
            opener = written
        around.append((pair.end, opener))


def _swapped(text: str, tokens: str, strays: list[_Stray]) -> Iterator[Change]:
    """Yield pairs whose opening and closing quote are swapped, ``说”好“就``.

    Only in a line without other quotes, of a block whose other lines match.
    """
    if not strays or "”" not in tokens:
        return
    lines = tokens.split("\n")
    if not _IN_ORDER.fullmatch(
        "\n".join("" if _SWAPPED.fullmatch(line) else line for line in lines)
    ):
        return
    at = 0
    for line in text.split("\n"):
        if "”" in line and _SWAPPED.fullmatch("".join(_TOKENS.findall(line))):
            found = list(_SWAPPED_PAIR.finditer(line))
            if 2 * len(found) == line.count("“") + line.count("”"):
                for pair in found:
                    for place, quote in ((pair.start(1) - 1, "“"), (pair.end(1), "”")):
                        reason = "an opening and a closing quote changed places"
                        yield Change(at + place, at + place + 1, quote, "swapped", reason)
        at += len(line) + 1


def _change(text: str, pair: _Pair, opener: str, target: str) -> Iterator[Change]:
    rule = "straight" if pair.straight else target
    reason = f"a pair of {'straight' if pair.straight else 'other'} quotes written {target}"
    for at, quote in ((pair.start, opener), (pair.end, _MATES[opener])):
        if text[at] != quote:
            yield Change(at, at + 1, quote, rule, reason)


def _is_chinese(text: str, pair: _Pair, hanzi: list[int]) -> bool:
    """Whether hanzi or their marks are beside the pair, or inside it with no letters beside."""
    # One mark that was folded to ASCII is looked through, with its space: 他说: "OK", 然后
    before = text[max(0, pair.start - 3) : pair.start].rstrip(" ,:;.!?")[-1:]
    after = text[pair.end + 1 : pair.end + 4].lstrip(" ,:;.!?")[:1]
    if _HAN_OR_MARK.search(before + after):
        return True
    first = bisect_right(hanzi, pair.start)
    inside = first < len(hanzi) and hanzi[first] < pair.end
    return inside and not (_is_latin(before) or _is_latin(after))
