"""Detect the encoding of a bounded head of the input.

In order: a byte order mark; the escapes of `seven_bit`; UTF-8, even damaged; then the encoding in
which the head has the least description length under the bigram model (`evidence.bigrams`), errors
at a cost. A declaration in the document counts. chardet is asked if the margin is small, and for
encodings that are not scored.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from hantidy.core.lazy import pattern
from hantidy.decoding.charsets import CESU8, HIGH_BYTE, HIGH_BYTES, Charset, Reader, charset
from hantidy.decoding.damage import Damage
from hantidy.errors import UnknownNameError
from hantidy.evidence import bigrams
from hantidy.evidence.characters import KANA_AND_MARKS

BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)

_CJK = {"gb18030": 0.0, "big5hkscs": 2.0, "cp932": 4.0, "euc_jp": 4.0, "cp949": 4.0}
"""The double-byte encodings, each with its handicap in bits."""

_SINGLE = (
    *("cp1252", "cp1250", "cp1251", "koi8-r", "cp866", "cp1253", "cp1254", "cp1255", "cp1256"),
    *("cp1258", "cp874", "iso8859-2", "iso8859-5", "iso8859-7"),
)
"""Single-byte encodings that stand for their families; chardet tells the siblings apart."""

_SINGLE_BEHIND = 3.0
_WESTERN_BEHIND = 1.0
_THAI_BEHIND = 12.0
"""Handicap of Thai in bits: nearly all bytes above 0x7F are Thai letters."""
_UTF16_BEHIND = 6.0
_UTF8_BEHIND = -6.0
_UTF8_LENIENT = 12.0
"""Bits by which damage is cheaper in UTF-8, whose valid sequences are no accident."""
_OUTSIDER = 9.0
"""Handicap in bits of an encoding that only chardet proposed."""
_CHINESE = ("gb18030", "big5hkscs")
_KANA_CHAR = pattern(f"[{KANA_AND_MARKS}]")
_KANA = 2.0
_KANA_MOST = 24.0
_CUT = 14.0
"""Cost in bits of a character truncated by the end of the document."""
_DECLARED = 12.0
"""Advantage in bits of a declared encoding."""

_CLEAR = 14.0
"""Margin in bits above which chardet is not asked."""

_NEAR = 4.0
"""Most bits by which the encoding of a second opinion may be behind."""

_UNSOUND = 5.2
"""Bits per byte above which a lost byte is possible."""

_TOLD_BY_SHAPE = ("ascii", "hz", "iso2022", "utf-1", "utf-3", "utf-7")
"""Prefixes of encodings that their bytes show; a declaration of them is no evidence."""

_PROBE = 256
_SCORED = 1024
"""Bytes that are scored: more would not change the answer."""

_DECLARATION = pattern(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{3,40})"""
    rb"""|<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w.:-]{3,40})"""
    rb"""|@charset\s+"([\w.:-]{3,40})\"""",
    re.IGNORECASE,
)
_CUT_START = pattern(rb"[\x80-\xbf]{0,3}")
_CUT_END = pattern(rb"(?:[\xc2-\xdf]|[\xe0-\xef][\x80-\xbf]?|[\xf0-\xf4][\x80-\xbf]{0,2})\Z")
_THREE_BYTES = pattern(rb"[\xe2-\xef][\x80-\xbf]{2}")
_LONG_ASCII = pattern(rb"[\x00-\x7f]{48,}")
"""Long ASCII, which is the same in all encodings and is cut out."""
_CONTROLS = pattern("[\x00-\x07\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f\ufffd]")
_CONTROL_WEIGHT = 20
"""One control character in so many makes an encoding implausible."""


class Guess(NamedTuple):
    """An encoding and the confidence in it, from 0 to 1."""

    name: str
    confidence: float


ASCII = Guess("ascii", 1.0)


def declared(head: bytes) -> str | None:
    """Return the encoding that a page declares, if it is supported."""
    if (found := _DECLARATION.search(head)) is None:
        return None
    label = next(filter(None, found.groups())).decode("ascii", "replace")
    try:
        name = charset(label).name
    except UnknownNameError:
        return None
    return "cp1252" if name in ("iso8859-1", "ascii") else name  # as the web reads it


def sequences(head: bytes) -> tuple[int, int]:
    """Return the numbers of valid and of invalid UTF-8 sequences in ``head``.

    A character truncated at either end is neither.
    """
    body = CESU8.sub(b"\xf0\x90\x80\x80", _uncut(head))
    text = body.decode("utf-8", "replace")
    bad = text.count("\ufffd") - body.count(b"\xef\xbf\xbd")
    return len(text) - len(text.encode("ascii", "ignore")) - bad, bad


def _opens_in_utf8(head: bytes) -> bool:
    """Whether lines of valid UTF-8 precede the first invalid one: the encoding changes there."""
    try:
        head.decode()
    except UnicodeDecodeError as error:
        sound = head[: head.rfind(b"\n", 0, error.start) + 1]
        return len(_THREE_BYTES.findall(sound)) >= 8 and b"\xef\xbf\xbd" not in sound
    return True


def _uncut(head: bytes) -> bytes:
    """Drop a truncated UTF-8 character at either end."""
    start = _CUT_START.match(head)
    end = _CUT_END.search(head)
    return head[start.end() if start else 0 : end.start() if end else len(head)]


def _wide(head: bytes) -> list[str]:
    """Return the encodings of two or four bytes a character that ``head`` may be in.

    Text holds no NUL: if one is left after decoding, the encoding is excluded.
    """
    found = []
    quads = len(head) // 4
    if quads:
        if head[3::4].count(0) == quads and head[2::4].count(0) >= 0.8 * quads:
            found.append("utf-32-le")
        if head[0::4].count(0) >= quads and head[1::4].count(0) >= 0.8 * quads:
            found.append("utf-32-be")
    likely = _UPPER + _HANGUL if b"\0" in head else _UPPER
    for name, upper in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(upper.translate(None, likely)) <= 0.15 * len(upper):
            found.append(name)
    return [name for name in found if "\0" not in _units(head, name)]


def _units(head: bytes, name: str) -> str:
    """Return the whole units of ``head`` in UTF-16 or UTF-32; NUL where there is none."""
    size = 4 if name.startswith("utf-32") else 2
    return head[: len(head) // size * size].decode(name, "replace") or "\0"


_UPPER = bytes([0, 0x20, 0x30, 0xFE, 0xFF, *range(0x4E, 0xA0)])
"""The upper bytes of nearly every UTF-16 unit of a text in Latin, Chinese or Japanese."""

_HANGUL = bytes(range(0xAC, 0xD8))
"""The upper bytes of Korean, which has spaces and so NULs; frequent in GBK too."""


def decide(
    head: bytes,
    *,
    first: bool = True,
    final: bool = True,
    hint: str | None = None,
    ask: bool = True,
) -> Guess:
    """Return the encoding of ``head``, which has at least one byte above 0x7F or a NUL.

    ``first`` says that the document starts here, so that it may be UTF-16 or UTF-32, ``final``
    that it ends here. ``hint`` is an encoding declared or met before. ``ask`` allows a second
    opinion.
    """
    good, bad = sequences(head)
    if good >= 8 and good >= 4 * bad and not (bad and b"\0" in head):
        return Guess("utf-8", 1.0 if not bad else 0.95)
    if bad and _opens_in_utf8(head):
        return Guess("utf-8", 0.9)
    behind = dict(_CJK)
    behind.update(dict.fromkeys(_SINGLE, _SINGLE_BEHIND))
    behind.update(cp1252=_WESTERN_BEHIND, cp874=_THAI_BEHIND)
    if good:
        behind["utf-8"] = -_UTF8_LENIENT * min(bad, good) if bad else _UTF8_BEHIND
    plausible = good if hint == "utf-8" else True
    if hint and plausible and not hint.startswith(_TOLD_BY_SHAPE):
        behind[hint] = behind.get(hint, 0.0) - _DECLARED
    if first and (found := _wide(head)):
        costs = _costs(head[:_SCORED], behind | dict.fromkeys(found, _UTF16_BEHIND), final=final)
        if (best := _best(costs)) in found:
            return Guess(best, _confidence(costs))
    if head.isascii():
        return ASCII
    scored = _LONG_ASCII.sub(_ends, head)[:_SCORED]
    costs = _costs(scored, behind, final=final and scored[-4:] == head[-4:])
    best = _best(costs)
    if ask and (_margin(costs) < _CLEAR or best in _SINGLE):
        best = _second_opinion(scored, best, costs)
    return Guess(best, round(_confidence(costs) * _plausible(scored, best), 3))


def _costs(data: bytes, behind: dict[str, float], *, final: bool) -> dict[str, float]:
    """Return what ``data`` costs in each of the encodings of ``behind``."""
    costs = {}
    for name, start in behind.items():
        whole = _uncut(data) if name == "utf-8" else data
        costs[name] = start + _plain_cost(whole, charset(name), _CUT if final else 0.0)
    if _needs_tolerance(data, behind, costs):
        for name, start in _CJK.items():
            costs[name] = min(costs[name], start + _tolerant_cost(data, charset(name)))
    return costs


def _needs_tolerance(data: bytes, behind: dict[str, float], costs: dict[str, float]) -> bool:
    """Whether a lost byte could be why no double-byte encoding reads well."""
    best = _best(costs)
    if _margin(costs) < _CLEAR:
        return True
    if best in _CJK:
        return costs[best] > _UNSOUND * len(data)
    if len(data) <= _PROBE:
        return True
    return _best(_costs(data[:_PROBE], behind, final=False)) in _CJK  # the beginning tells


def _plausible(data: bytes, name: str) -> float:
    """Return the plausibility of ``data`` in the encoding, by its control characters.

    Bytes that are UTF-8 are so by no accident, whatever they hold.
    """
    if name == "utf-8":
        return 1.0
    text = Reader(charset(name), "replace", Damage(kept=False)).read(data)
    return max(0.0, 1.0 - _CONTROL_WEIGHT * len(_CONTROLS.findall(text)) / max(len(text), 1))


def _confidence(costs: dict[str, float]) -> float:
    return round(1 - float(0.5 ** (1 + _margin(costs) / 6)), 3)


def _ends(ascii_run: re.Match[bytes]) -> bytes:
    return ascii_run[0][:16] + ascii_run[0][-16:]


def _best(costs: dict[str, float]) -> str:
    return min(costs, key=costs.__getitem__)


def _margin(costs: dict[str, float]) -> float:
    """Return the margin of the best encoding over the next of another family."""
    best, *others = sorted(costs, key=costs.__getitem__)
    rivals = [name for name in others if not (best in _SINGLE and name in _SINGLE)]
    return costs[rivals[0]] - costs[best] if rivals else 100.0


def _plain_cost(data: bytes, encoding: Charset, cut: float) -> float:
    """Return the description length of ``data`` in ``encoding``, with a cost for each error.

    A character cut off at the end costs ``cut``.
    """
    reader = Reader(encoding, "replace", Damage(kept=False))
    text = reader.read(data)
    cost = bigrams.cost(text) + (cut if reader.state[0] else 0.0)
    return cost + _kana_cost(text, encoding)


def _kana_cost(text: str, encoding: Charset) -> float:
    """Return the cost of the kana of ``text`` in an encoding of Chinese, where they are rare."""
    if encoding.name not in _CHINESE:
        return 0.0
    return min(_KANA_MOST, _KANA * len(_KANA_CHAR.findall(text)))


def _tolerant_cost(data: bytes, encoding: Charset) -> float:
    """Return the least description length if lead bytes may be missing and bytes may be stray.

    The cheapest path through the bytes: a step is a character of one or two bytes, or a skipped
    byte. A lost byte shifts all pairs up to the next ASCII character; a skip corrects that.
    """
    step = bigrams.step
    extra = _KANA_EXTRA if encoding.name in _CHINESE else {}
    known = _characters(encoding.name)
    far = 1 << 30
    cost = [far] * (len(data) + 2)
    last = ["\n"] * (len(data) + 2)
    cost[0] = 0
    for at, byte in enumerate(data):
        here, before = cost[at], last[at]
        if byte < 0x80:
            char = chr(byte)
            if (new := here + step(before + char)) < cost[at + 1]:
                cost[at + 1], last[at + 1] = new, char
            continue
        passed = here + _passed(data, at)
        if passed < cost[at + 1]:
            cost[at + 1], last[at + 1] = passed, before
        for size in (1, 2):
            if char := known[data[at : at + size]]:
                new = here + step(before + char) + extra.get(char, 0)
                if new < cost[at + size]:
                    cost[at + size], last[at + size] = new, char
    return cost[len(data)] / 10


_KANA_EXTRA = {chr(code): round(_KANA * 10) for code in range(0x3041, 0x30FF)}


def _passed(data: bytes, at: int) -> int:
    """Return the cost of skipping one byte above 0x7F, in tenths of a bit.

    Low beside other such bytes, where one may be lost; high alone among ASCII, where it is a
    letter of some alphabet.
    """
    alone = not (data[at - 1 : at] > b"\x7f" or data[at + 1 : at + 2] > b"\x7f")
    if at and at + 1 < len(data):
        return 400 if alone else 240
    return 240 if alone else 120


class _Characters(dict[bytes, str]):
    """Decodes one or two bytes, with a cache; empty if they are no character."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._charset = charset(name)

    def __missing__(self, raw: bytes) -> str:
        damage = Damage()
        text = Reader(self._charset, "replace", damage).read(raw, final=True)
        self[raw] = char = "" if damage or len(text) != 1 else text
        return char


@cache
def _characters(name: str) -> _Characters:
    return _Characters(name)


def _second_opinion(scored: bytes, best: str, costs: dict[str, float]) -> str:
    """Ask chardet, which distinguishes siblings and decides if the margin is small."""
    import chardet  # noqa: PLC0415 - slow to import, and asked only here

    told = chardet.detect(scored, compat_names=False)["encoding"]
    if told is None:
        return best
    try:
        name = charset(told).name
    except UnknownNameError:
        return best
    known = name in costs
    if not known:
        if best not in _SINGLE or not _is_single(name):
            return best
        costs[name] = _OUTSIDER + _plain_cost(scored, charset(name), _CUT)
    near = 0.0 if best in _SINGLE else _NEAR
    if best in _SINGLE:  # letters with accents: chardet knows more languages than we do
        near += (2.0 if known else 1.0) * len(HIGH_BYTE.findall(scored))
    return name if costs[name] <= costs[best] + near else best


def _is_single(name: str) -> bool:
    """Whether every byte is one character in the encoding."""
    return len(HIGH_BYTES.decode(charset(name).codec, "replace")) == len(HIGH_BYTES)
