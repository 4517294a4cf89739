"""A filter of another package: emoji go, or are only reported."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Literal

from hantidy import Block, Change, Filter

_EMOJI = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf][\ufe0f\u200d\U0001f300-\U0001faff]*")


@dataclass(frozen=True)
class Pictographs(Filter):
    """Takes emoji out of text.

    Sequences go whole, their joiners and selectors too. Code, links and tables keep theirs. With
    mode=report nothing is changed and each is a finding.
    """

    name: ClassVar = "pictographs"
    kind: ClassVar = "style"
    version: ClassVar = "1"
    before: ClassVar = "spacing"
    examples: ClassVar = (("出发了\U0001f680加油", "出发了加油"),)

    mode: Literal["strip", "report"] = "strip"

    def changes(self, block: Block) -> Sequence[Change]:
        return [
            Change(*found.span(), "" if self.mode == "strip" else found[0], "emoji", "a pictograph")
            for found in _EMOJI.finditer(block.text)
        ]
