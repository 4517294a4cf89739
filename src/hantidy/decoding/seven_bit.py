"""Detect seven-bit encodings by their escapes: HZ, ISO-2022, UTF-7."""

from __future__ import annotations

from hantidy.core.lazy import pattern
from hantidy.decoding.charsets import Reader, charset
from hantidy.decoding.damage import Damage
from hantidy.decoding.deciding import Guess
from hantidy.decoding.shifted import UTF7, utf7_text
from hantidy.evidence import bigrams
from hantidy.evidence.characters import COMMON_HAN

_HZ = pattern(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")
_ISO2022 = pattern(rb"\x1b(?:\$\)[AC]|\$[@B]|\$\(D|\([IJ])")
_ISO2022_NAMES = {b"A": "iso2022_cn", b"C": "iso2022_kr"}
_SHIFTS = pattern(rb"\x0e|\x0f|\x1b\$[)*][A-Z]")
_HANZI = pattern(f"[{COMMON_HAN}]{{2}}")


def escapes(line: bytes) -> Guess | None:
    """Return which encoding of seven bits ``line`` is in, if any: HZ, ISO-2022 or UTF-7."""
    if found := _ISO2022.search(line):
        name = _ISO2022_NAMES.get(found[0][-1:], "iso2022_jp")
        damage = Damage()
        text = Reader(charset(name), "replace", damage).read(line, final=True)
        shifts = name == "iso2022_cn" and _SHIFTS.search(text.encode())
        return None if damage or shifts else Guess(name, 0.95)
    if _HZ.search(line):
        damage = Damage()
        text = Reader(charset("hz"), "replace", damage).read(line)
        seems = line.decode("ascii", "replace")
        if not damage and _is_chinese(_HZ.findall(line)) and bigrams.gain(seems, text) > 0:
            return Guess("hz", 0.95)
    return Guess("utf-7", 0.95) if _is_utf7(line) else None


def _is_utf7(line: bytes) -> bool:
    """Whether every plus sign of ``line`` is one of UTF-7 and the runs are Chinese."""
    if not line.isascii():
        return False
    runs = [found[1] for found in UTF7.tokens.finditer(line) if found[0] != b"+-"]
    texts = [utf7_text(run) or "" for run in runs]
    seems = b"".join(runs).decode()
    return (
        all(texts)
        and bool(_HANZI.search("".join(texts)))
        and bigrams.gain(seems, "".join(texts)) > 0
    )


def _is_chinese(parts: list[bytes]) -> bool:
    """Whether each of ``parts`` of HZ holds marks and hanzi, mostly common ones."""
    for part in parts:
        rows = part[2:-2:2]
        common = sum(0x30 <= row <= 0x57 for row in rows)
        rare = sum(row > 0x57 for row in rows)
        if common < 2 or rare > common or any(0x23 < row < 0x30 for row in rows):
            return False
    return True
