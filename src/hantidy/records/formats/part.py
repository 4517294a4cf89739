"""A whole document of a format known by name, as a task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from hantidy.decoding import encode
from hantidy.records.formats import UNTOUCHED, clean_values
from hantidy.records.formats.value import FormatError
from hantidy.records.settings import Settings
from hantidy.records.tasks import Task
from hantidy.records.text import Found, Outcome, clean_document

LARGEST = 1 << 28  # characters: a document is held whole


class DocumentPart(NamedTuple):
    """A document of format ``kind``; ``fields`` names the columns or keys to clean."""

    kind: str
    text: str
    fields: tuple[str, ...]

    def clean(self, how: Settings) -> Outcome:
        """Return what becomes of it; each value is a document of its own."""
        if self.kind in UNTOUCHED:
            return Outcome(encode(self.text, raw=how.raw), b"", changed=False, documents=1)
        found = Found(count=how.count)

        def clean(text: str) -> str:
            return clean_document(how.pipeline, text, found)

        text, count = clean_values(self.kind, self.text, clean, self.fields)
        changed = text != self.text
        before = encode(self.text, raw=how.raw) if how.compare and changed else b""
        missing = bool(self.fields) and not count
        data = encode(text, raw=how.raw)
        outcome = Outcome(data, before, changed, count + missing, without_field=int(missing))
        found.tell(outcome)
        return outcome


def document_tasks(
    kind: str, chunks: Iterable[str], fields: tuple[str, ...]
) -> Iterator[Task[DocumentPart]]:
    """Gather a document that arrives in ``chunks``; FormatError if it is not of ``kind``."""
    parts: list[str] = []
    size = 0
    for chunk in chunks:
        parts.append(chunk)
        size += len(chunk)
        if size > LARGEST:
            raise FormatError(kind, f"over {LARGEST:,} characters, too large to hold", 1)
    text = "".join(parts)
    if kind not in UNTOUCHED:
        clean_values(kind, text, str, fields)  # fails here, where one file's failure is its own
    yield Task(DocumentPart(kind, text, fields), size)
