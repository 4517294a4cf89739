"""What a document is: a view of the evidence that the filters go by."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from hantidy.decoding import Decoded, decode
from hantidy.decoding.binary import HEAD, not_text
from hantidy.evidence import bigrams, glosses, script
from hantidy.evidence.characters import HAN, HANGUL, LATIN
from hantidy.evidence.invisible import HIDING
from hantidy.pipeline.presets import preset

if TYPE_CHECKING:
    from hantidy.core.edits import Edit

__all__ = ["Profile", "detect"]

_LOOKED_AT = 262_144
"""Characters at the beginning that are searched for damage."""

_ODD_SPACE = "controls: space"

_HAN = re.compile(f"[{HAN}]+")
_HANGUL = re.compile(f"[{HANGUL}]+")
_LATIN = re.compile(f"[{LATIN}]+")


@dataclass(frozen=True)
class Profile:
    """What was found; of text that is already a str nothing is known of its bytes."""

    encoding: str | None
    """The encoding, the widest of its family, or None where a str or no text was given."""
    confidence: float
    """How sure the encoding is, from 0 to 1."""
    guessed: bool
    """Whether the encoding was inferred and is not UTF-8."""
    binary: str
    """Why the bytes are no text ("is a PNG image, not text"), empty where they may be text."""
    bom: bool
    """Whether the document opens with the byte order mark of UTF-8."""
    damage: int
    """How many places could not be decoded."""
    first_damage: int | None
    """The byte offset of the first of them."""
    lines: int
    characters: int
    han: int
    """Han characters; below, what else there is of kana, hangul and Latin letters."""
    kana: int
    hangul: int
    latin: int
    script: script.Name
    """hans, hant, mixed, jpan or none (nothing shows it)."""
    hans: int
    """Characters that only simplified text has, and so on."""
    hant: int
    shinjitai: int
    glosses: int
    """Brackets that give the reading of the hanzi before them."""
    gloss_density: float
    """Such brackets for each Han character."""
    is_glossed: bool
    """Whether a machine glossed this: many, nearly all brackets, and of the commonest hanzi."""
    odd_spaces: int
    """No-break and other Unicode spaces: `controls` makes them common, but they harm nothing."""
    hidden: int
    """Invisible characters that may hide text: tags, and variation selectors in a row."""
    bits: float
    """Bits a character under the character-pair model: sound text needs 4 to 9."""
    suspicions: tuple[tuple[str, int], ...]
    """What preset repair would change or has its doubts about: filter and rule, and how often.

    Of text that was decoded wrongly the pairs of codecs stand for the rule.
    """

    def to_dict(self) -> dict[str, Any]:
        """Return the profile as JSON has it."""
        return asdict(self) | {"suspicions": dict(self.suspicions)}

    def _repr_html_(self) -> str:
        """What was found, for a notebook; what there is none of is left out."""
        from hantidy.core import notebook  # noqa: PLC0415 - in notebooks only

        told = self.to_dict()
        doubts = told.pop("suspicions")
        rows = [(name.replace("_", " "), str(value)) for name, value in told.items() if value]
        rows += [(f"suspicion: {name}", str(count)) for name, count in doubts.items()]
        said = f"{self.characters:,} characters, script {self.script}"
        return notebook.table(said, ("what", "found"), rows)


def detect(data: bytes | str, encoding: str | None = None) -> Profile:
    """Say what ``data`` is: its encoding if it is bytes, its script, its glosses, its damage.

    ``encoding`` names the encoding of bytes instead of finding it out. Of a long document the
    first quarter of a million characters are looked through for damage and glosses.
    """
    if isinstance(data, str):
        found, binary, text = None, "", data
    elif isinstance(data, bytes | bytearray | memoryview):
        data = bytes(data)
        binary = not_text(data[:HEAD], nul_is_meant=encoding not in (None, "auto", "per-line"))
        found = decode(b"" if binary else data, encoding)  # of what is no text nothing is counted
        text = found.text
    else:
        raise TypeError(f"detect takes bytes or str, not {type(data).__name__}")
    return _profile(text, found, binary)


def _profile(text: str, found: Decoded | None, binary: str) -> Profile:
    opening = text[:_LOOKED_AT]
    counted = script.count(text)
    han = _count(_HAN, text)
    edits = preset("repair").trace(opening).edits
    suspicions = Counter(map(_suspicion, edits))
    odd_spaces = suspicions.pop(_ODD_SPACE, 0)
    glossed = glosses.find_glosses(opening)
    readings = glossed.total.readings if glossed else 0
    sample = opening[:65_536]
    return Profile(
        encoding=found.encoding if found and not binary else None,
        confidence=0.0 if binary else found.confidence if found else 1.0,
        guessed=found.guessed if found else False,
        binary=binary,
        bom=found.bom if found else False,
        damage=len(found.damage) if found else 0,
        first_damage=found.damage[0][0] if found and found.damage else None,
        lines=text.count("\n") + (not text.endswith("\n") and bool(text)),
        characters=len(text),
        han=han,
        kana=counted.kana,
        hangul=_count(_HANGUL, text),
        latin=_count(_LATIN, text),
        script=counted.name,
        hans=counted.hans,
        hant=counted.hant,
        shinjitai=counted.shinjitai,
        glosses=readings,
        gloss_density=round(readings / han, 4) if han else 0.0,
        is_glossed=glossed.is_dense if glossed else False,
        odd_spaces=odd_spaces,
        hidden=sum(len(each.before) - len(each.after) for each in edits if each.rule in HIDING),
        bits=round(bigrams.cost(sample) / len(sample), 2) if sample else 0.0,
        suspicions=tuple(sorted(suspicions.items(), key=lambda item: (-item[1], item[0]))),
    )


def _suspicion(edit: Edit) -> str:
    return f"{edit.filter}: {edit.reason if edit.rule == 'decoded' else edit.rule}"


def _count(pattern: re.Pattern[str], text: str) -> int:
    return len("".join(pattern.findall(text)))
