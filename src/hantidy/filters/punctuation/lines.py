"""Classify the line around a mark: Chinese, Latin, speech or code."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from hantidy.core.lazy import pattern
from hantidy.core.spans import Region, Spans
from hantidy.evidence.characters import HAN
from hantidy.evidence.ranges import count

_HAN = pattern(f"[{HAN}]+")
_LATIN = pattern("[A-Za-z]+")

_QUOTED = pattern(r'"[^"\n]*"')

_RECORD = pattern(r"[{}\[\]=\\<>|]|^[,;:\s]*$")
"""Characters of code and records, outside strings, that a sentence lacks."""

_SENTENCE_END = pattern(f"[。！？；…]|[{HAN}][！？!?]|[{HAN}]{{2}}[:,，：].*[{HAN}]{{3}}")

_OPTION = pattern(r"[^,:：，。\n]{1,40}:[A-Za-z0-9][\x20-\x2b\x2d-\x7e]*(?=,|$)")
"""A label and its value in ASCII: ``1 年:1 year``."""
_OPTIONS = 3  # so many in a line make a list


Near = Callable[[Sequence[Region]], Spans]
"""Returns the protected spans in the lines of places."""


class Lines:
    """Facts about the lines of a text; those of the last line asked for are cached."""

    def __init__(self, text: str, protected: Near) -> None:
        """Read ``text``; ``protected`` is called only if the spans of some places are needed."""
        self._text = text
        self._protected = protected
        self._line = (-1, -1)
        self._hanzi: dict[int, tuple[int, int]] = {}
        self._is_ascii: bool | None = None
        self._hanzi_prevail: bool | None = None
        self._quotes_speech: bool | None = None
        self._lists_options: bool | None = None

    def around(self, at: int) -> tuple[int, int]:
        """Return the span of the line around ``at``."""
        if not self._line[0] <= at < self._line[1]:
            start = self._text.rfind("\n", 0, at) + 1
            end = self._text.find("\n", at)
            self._line = (start, len(self._text) if end < 0 else end)
            self._hanzi_prevail = self._is_ascii = None
            self._quotes_speech = self._lists_options = None
        return self._line

    def is_ascii(self, at: int) -> bool:
        """Whether the line is ASCII alone."""
        line = self.around(at)
        if self._is_ascii is None:
            self._is_ascii = self._text[slice(*line)].isascii()
        return self._is_ascii

    def hanzi_outnumber(self, at: int) -> bool:
        """Whether the line has more hanzi than Latin letters, URLs and code left out."""
        start, end = self.around(at)
        if self._hanzi_prevail is None:
            hanzi, latin = self._counted(start, end)
            self._hanzi_prevail = hanzi > latin
            if not self._hanzi_prevail:
                protected = self._protected([(start, end)])
                hidden = [each for each in protected if each[0] < end and each[1] > start]
                balance = (
                    hanzi
                    - latin
                    - sum(
                        self._balance(max(first, start), min(last, end)) for first, last in hidden
                    )
                )
                self._hanzi_prevail = balance > 0
        return self._hanzi_prevail

    def hanzi_prevail_by_far(self, at: int) -> bool:
        """Whether the line has three times as many hanzi as Latin letters."""
        hanzi, latin = self._counted(*self.around(at))
        return hanzi > 3 * latin

    def quotes_speech(self, at: int) -> bool:
        """Whether the line has paired straight quotes of speech, and is no record or code."""
        line = self.around(at)
        if self._quotes_speech is None:
            text = self._text[slice(*line)]
            outside = _QUOTED.sub("", text)
            self._quotes_speech = (
                text.count('"') % 2 == 0
                and not _RECORD.search(outside)
                and _SENTENCE_END.search(outside) is not None
            )
        return self._quotes_speech

    def lists_options(self, at: int) -> bool:
        """Whether the line is a list of labels with values in ASCII: ``1 年:1 year,…``."""
        line = self.around(at)
        if self._lists_options is None:
            self._lists_options = (
                self._text.count(":", *line) >= _OPTIONS
                and len(_OPTION.findall(self._text, *line)) >= _OPTIONS
            )
        return self._lists_options

    def _counted(self, start: int, end: int) -> tuple[int, int]:
        """Return the number of hanzi and of Latin letters of a line; cached."""
        found = self._hanzi.get(start)
        if found is None:
            line = self._text, start, end
            found = self._hanzi[start] = count(_HAN, *line), count(_LATIN, *line)
        return found

    def _balance(self, start: int, end: int) -> int:
        """Return the number of hanzi minus the number of Latin letters."""
        return count(_HAN, self._text, start, end) - count(_LATIN, self._text, start, end)
