"""The careless writings of a text, each with what becomes of it: rows of `careless_words`."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from contested_forms import members, real
from hantidy.evidence.charwise_conversion import CLEAR, DOUBT, END, KEPT, OTHER, OVER

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator

Outcomes = tuple[str, ...]
"""What each form of a character becomes in a place: nothing, or a form, with ? where in doubt."""
Reading = tuple[Outcomes | None, ...]
"""The outcomes in each place of a text; None where a character has but one form."""

MANY = 48
"""More careless writings than this of one word are not looked for."""
COMMON = 20
"""So often a word is common."""
LONGEST = 8
"""So many characters a row has at most."""


def marked(seen: str, wanted: str, simple: str) -> str:
    """Write one character with its mark."""
    if not wanted:
        return seen
    if wanted.endswith("?"):
        return DOUBT + wanted[0] + seen
    return (KEPT if seen == simple else OVER if wanted == simple else OTHER) + wanted


def writings(text: str, read: Reading) -> Iterator[tuple[str, str]]:
    """Yield each careless or right writing of ``text`` with what becomes of it."""
    choices = []
    for character, outcomes in zip(text, read, strict=True):
        if outcomes is None:
            choices.append([(character, character)])
        else:
            every = zip(members()[character], real(character), outcomes, strict=True)
            right = {wanted[0] for wanted in outcomes if wanted}
            choices.append(
                [(f, marked(f, o, character)) for f, is_real, o in every if is_real or f in right]
            )
    size = 1
    for choice in choices:
        size *= len(choice)
    if size <= MANY:
        for chosen in product(*choices):
            seen, after = zip(*chosen, strict=True)
            yield "".join(seen), "".join(after)


def rare_writings(counts: Counter[str], readings: dict[str, Reading]) -> Iterator[tuple[str, str]]:
    """Yield common words of two characters in forms that are rare by themselves (傢庭)."""
    for word, read in readings.items():
        if len(word) == 2 and counts[word] >= COMMON:
            for wrong, right in ((0, 1), (1, 0)):
                for seen, after in rare_forms(word[wrong], read[wrong]):
                    for beside in right_forms(word[right], read[right]):
                        if wrong < right:
                            yield seen + beside, after + beside
                        else:
                            yield beside + seen, beside + after


def rare_forms(simple: str, outcomes: Outcomes | None) -> list[tuple[str, str]]:
    """Return the rare forms of a character that become others, and what they become, marked."""
    if outcomes is None:
        return []
    every = zip(members()[simple], real(simple), outcomes, strict=True)
    return [
        (f, marked(f, wanted, simple)) for f, is_real, wanted in every if wanted and not is_real
    ]


def right_forms(simple: str, outcomes: Outcomes | None) -> list[str]:
    """Return the forms of a character that stay."""
    if outcomes is None:
        return [simple]
    return [f for f, wanted in zip(members()[simple], outcomes, strict=True) if not wanted]


class Rows(dict[str, str]):
    """What is written, and what becomes of it; rows that follow from shorter ones are left out."""

    def differs(self, text: str, after: str) -> bool:
        """Whether the rows make something else of ``text``, or see no evidence where it is some."""
        found = self.convert(text)
        if CLEAR in after and CLEAR not in found:
            return True
        return _bare(found) != _bare(after)

    def convert(self, text: str) -> str:
        found = []
        at = 0
        while at < len(text):
            for end in range(min(len(text), at + LONGEST), at, -1):
                if text[at:end] in self:
                    found.append(self[text[at:end]])
                    at = end
                    break
            else:
                found.append(text[at])
                at += 1
        return "".join(found)


def _bare(after: str) -> str:
    return after.replace(CLEAR, "").replace(END, "")
