"""Propose pairs of codecs that may have damaged a window or a block."""

from __future__ import annotations

from collections.abc import Iterable
from operator import eq

from hantidy.core import lazy
from hantidy.evidence import bigrams
from hantidy.filters.mojibake.codecs import (
    FTFY,
    LOST,
    Pair,
    codes,
    decode,
    encode_single,
    high,
    single_byte,
)
from hantidy.filters.mojibake.lost_bytes import first_doubt
from hantidy.filters.mojibake.plain import is_plain_text
from hantidy.filters.mojibake.plausibility import bits_of, worths
from hantidy.filters.mojibake.signatures import Seed
from hantidy.filters.mojibake.spans import find_spans, is_utf8

Chain = tuple[Pair, ...]
"""Pairs of codecs in the order in which they are undone: the last damage first."""
Reading = tuple[float, int, str, Chain]
"""Cost, rank, text and chain of one reading of a window."""

_ALIKE = 0.5
"""Share of a block's odd characters that similar readers show alike."""
_COVERED = 0.9
"""Share of a window's odd characters that a reader must have."""
_LATIN = 0.5
"""The same of Windows-1252 for ftfy to have been at work, which makes other letters of some."""
_COARSE = 5
"""Pairs of a window that are scored exactly, besides those of UTF-8."""
OTHERS_TRUE = ("cp949", "cp932", "euc_jp")
"""Encodings of Korean and Japanese text."""
ODD = lazy.pattern("[\x80-\u2e7f]")
"""An odd character: neither ASCII nor East Asian."""
_SOUND = lazy.pattern("[^\x00-\u2e7f\ufffd-\uffff]+")
_FOLDED = lazy.pattern("[\u0100-\u07ff]")


def candidates(window: str, found: Iterable[Seed]) -> list[Pair]:
    """Return the pairs that may have made a window, the likeliest first."""
    pairs: list[Pair] = []
    for pair in dict.fromkeys(pair for seed in found for pair in seed.pairs):
        trues = ("cp950", "big5hkscs") if pair.true == "big5" else (pair.true,)
        reads = ("big5", "big5hkscs") if pair.read == "big5" else (pair.read,)
        pairs += (Pair(true, read) for true in trues for read in reads)
    every = ODD.findall(window)
    odd = set(every)
    if odd:
        latin = sum(char in high("cp1252") for char in every) >= _LATIN * len(every)
        ranked: list[tuple[float, Pair]] = []
        seen: set[bytes] = set()
        for reader in single_byte():
            if len(odd & high(reader)) < _COVERED * len(odd):
                continue
            data = encode_single(window, reader)
            if data in seen:
                continue
            seen.add(data)
            pairs.append(Pair("utf-8", reader))
            if is_utf8(encode_single(_SOUND.sub(" ", window), reader)):
                continue  # what has the form of UTF-8 is nothing else
            pairs += (Pair(true, reader) for true in OTHERS_TRUE)
            ranked += [
                (bits_of(decode(data, true)), Pair(true, reader)) for true in ("gb18030", "cp950")
            ]
        ranked.sort(key=lambda each: each[0])
        for _, pair in ranked[:_COARSE]:
            pairs.append(pair)
            if pair.true == "cp950":
                pairs.append(Pair("big5hkscs", pair.read))
        if latin and _FOLDED.search(window):
            pairs.append(_FTFYD)
    return pairs


_EAST_ASIAN = (*OTHERS_TRUE, "gb18030")
_ALPHABETS = ("cp1251", "koi8-r", "cp866", "iso8859-5", "cp1253", "cp1250", "cp1255", "cp1256",
              "cp874", "cp1252", "mac-roman")  # fmt: skip
"""Encodings of text in other languages."""
MOST_LEFT = 0.2
"""Most share of odd characters that is left after the damage of Chinese text is undone."""
_PROSE = 11.5
"""Bits a character that prose costs at most; what was no Chinese and became hanzi costs 13."""
_CLEAR, _LESS = 20, 6
"""Bits that the second reading of a window must cost more, and of a block with many letters."""
_FTFYD = Pair("gb18030", FTFY)
_LIKE_LATIN = ("cp1252", "cp1254", "iso8859-15", "iso8859-9")
"""Readers that may have shown what ftfy took for Latin-1."""
_BETTER, _EACH = 6, 0.12
"""Bits that ftfy must save besides, and for each character of the damaged lines."""
_FEW = 3
"""The part of lines that such a reader may read badly, as a divisor; ftfy's are most."""
_MANY = 20
"""Different odd characters from which on few other readers have them all."""
_SAMPLE = 1_000
"""Characters of lines by which similar readers are compared."""
_CUT = 16
"""Characters from which on a window may begin and end inside of a hanzi."""
_SHOWN_WIDE = lazy.pattern("[\x00-\u2e7f]+")


def plain_reading(window: str, pairs: list[Pair]) -> Reading | None:
    """The reading of a window that is plain text throughout, if there is only one."""
    found: dict[str, tuple[int, Pair]] = {}
    for rank, pair in enumerate(pairs):
        if pair.read == FTFY or pair.true in OTHERS_TRUE:
            continue
        after = decode(b"".join(codes(window, pair.read)), pair.true)
        if len(window) >= _CUT:
            after = after.removesuffix(LOST)
        if is_plain_text(after):
            found.setdefault(after, (rank, pair))
    if len(found) != 1:
        return None
    ((after, (rank, pair)),) = found.items()
    return bits_of(after), rank, after, (pair,)


def with_best_reader(text: str, pair: Pair) -> Pair:
    """The pair with the reader that reads the block best, of those that show much of it alike.

    A window may not hold what tells such readers apart.
    """
    if pair.read not in single_byte():
        return pair
    best = _of_alike(text, pair)
    return _FTFYD if best.true == _FTFYD.true and _was_ftfyd(text, best) else best


def _was_ftfyd(text: str, pair: Pair) -> bool:
    """Whether ftfy explains better what ``pair`` reads badly in the first damaged lines."""
    if pair.read not in _LIKE_LATIN:
        return False
    odd = (line for line in text.split("\n") if 2 * len(ODD.findall(line)) > len(line))
    lines = "\n".join(odd)[:_SAMPLE]
    bad = "\n".join(
        line
        for line in lines.split("\n")
        if first_doubt(decode(encode_single(line, pair.read), pair.true)) >= 0
    )
    if _FEW * len(bad) <= len(lines):
        return False
    plain, mended = (
        sum(worth for _, worth in worths(bad, find_spans(bad, each, known=True), each, known=True))
        for each in (pair, _FTFYD)
    )
    return mended - plain >= _BETTER + _EACH * len(lines)


def _of_alike(text: str, pair: Pair) -> Pair:
    """The pair with the best of the readers that show much of ``text`` alike."""
    odd = "".join(ODD.findall("".join(set(text))))
    mine = encode_single(odd, pair.read)
    least, rivals = _known(odd, pair.read), {mine: pair.read}
    for reader in single_byte():
        if _known(odd, reader) >= least:
            theirs = encode_single(odd, reader)
            if sum(map(eq, mine, theirs)) >= _ALIKE * len(odd):
                rivals.setdefault(theirs, reader)
    if len(rivals) == 1:
        return pair
    differ = {char for char, *every in zip(odd, *rivals, strict=True) if len({*every}) > 1}
    lines = "\n".join(line for line in text.split("\n") if not differ.isdisjoint(line))
    part = lines[:_SAMPLE]
    cost, best = min(
        (bits_of(decode(encode_single(part, reader), pair.true)), reader)
        for reader in rivals.values()
    )
    saved = bits_of(decode(encode_single(part, pair.read), pair.true)) - cost
    return pair._replace(read=best) if saved >= (_CLEAR if len(odd) < _MANY else _LESS) else pair


def _known(odd: str, reader: str) -> int:
    """Return the number of the characters that a reader shows."""
    return len(high(reader).intersection(odd))


def is_whole(window: str, after: str, *, left: float = MOST_LEFT) -> bool:
    """Whether nothing is lost but at the ends of a long window, and little odd is left of prose."""
    if LOST in (after.strip(LOST) if len(after) >= _CUT else after):
        return False
    odd = len(ODD.findall(after))
    shown = _SHOWN_WIDE.sub("", after)
    prose = bigrams.cost(shown) <= _PROSE * len(shown)
    return prose and odd <= left * len(ODD.findall(window))


def is_foreign(window: str, reading: Reading) -> bool:
    """Whether the bytes of ``window`` are better text of another language.

    What is prose already could only be other prose of hanzi.
    """
    cost, _, after, chain = reading
    pair = chain[0]
    shown = "".join(char for char in after if char > "\x7f" and char != LOST)
    left = len(ODD.findall(after)) > MOST_LEFT * len(ODD.findall(window))
    prose = not left and bigrams.cost(shown) <= _PROSE * len(shown)
    data = b"".join(codes(window, pair.read))
    return any(
        codec not in pair and bits_of(data.decode(codec, "replace")) < cost
        for codec in (_EAST_ASIAN if prose else (*_EAST_ASIAN, *_ALPHABETS))
    )
