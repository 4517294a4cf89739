"""Plain text: one document per file, line or NUL record."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from itertools import groupby
from pickle import PickleBuffer
from typing import Any, NamedTuple

from hantidy.core.blocks import LINES, LONGEST, batches_of_chunks, blocks
from hantidy.core.edits import Step
from hantidy.decoding import encode
from hantidy.pipeline import Pipeline
from hantidy.records.settings import Settings
from hantidy.records.tasks import Task
from hantidy.records.wire import pack, unpack

Counts = Counter[tuple[str, str]]
"""How often each rule changed something, by filter and rule."""


class Rejected(NamedTuple):
    """A record that could not be read."""

    line: int
    reason: str
    text: str


class Unsettled(NamedTuple):
    """A block some of whose lines were given up (see `hantidy.core.fixpoint`)."""

    place: int
    """The number of its first line; of records, the number of the record."""
    reason: str


@dataclass(slots=True)
class Outcome:
    """The result of a task: bytes to write, whether they differ from the input, and counts."""

    data: bytes | memoryview
    before: bytes
    """The input to compare with ``data``, if the target compares."""
    changed: bool
    documents: int = 0
    counts: Counts = field(default_factory=Counter)
    findings: Counts = field(default_factory=Counter)
    rejected: tuple[Rejected, ...] = ()
    without_field: int = 0
    unsettled: tuple[Unsettled, ...] = ()

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel with the bytes beside the pickle."""
        rest = (getattr(self, each.name) for each in fields(self)[1:])
        return Outcome, (PickleBuffer(self.data), *rest)


class TextPart(NamedTuple):
    """Texts to clean: blocks that begin in the same open format, or whole documents."""

    texts: tuple[str, ...]
    carried: str | None
    """The format that is open before each block; None if each text is a document."""
    end: str
    """The terminator of each text."""
    documents: int
    place: int = 1
    """The number of its first line, or of its first document."""

    def __reduce__(self) -> tuple[Any, ...]:
        """Travel with the texts beside the pickle."""
        return _unpacked, (pack(self.texts), *self[1:])

    def clean(self, how: Settings) -> Outcome:
        """Return what becomes of it."""
        found = Found(count=how.count)
        cleaned = []
        for found.place, text in enumerate(self.texts):
            if self.carried is None:
                cleaned.append(clean_document(how.pipeline, text, found))
            else:
                cleaned.append(_worked(how.pipeline, text, self.carried, found))
        end = self.end
        text = cleaned[0] + end if len(cleaned) == 1 else "".join(one + end for one in cleaned)
        changed = any(map(str.__ne__, cleaned, self.texts))
        before = b""
        if how.compare and changed:
            before = encode("".join(one + end for one in self.texts), raw=how.raw)
        outcome = Outcome(encode(text, raw=how.raw), before, changed, self.documents)
        found.tell(outcome)
        outcome.unsettled = tuple(self.placed(each) for each in outcome.unsettled)
        return outcome

    def placed(self, found: Unsettled) -> Unsettled:
        """Return ``found``, numbered by its text, with its place in the file."""
        passed = found.place
        if self.carried is not None:
            passed = sum(text.count("\n") for text in self.texts[:passed])
        return Unsettled(self.place + passed, found.reason)


def _unpacked(texts: Any, *rest: Any) -> TextPart:
    return TextPart(unpack(*texts), *rest)


def text_tasks(
    pipeline: Pipeline, chunks: Iterable[str], *, per_line: bool, null_data: bool
) -> Iterator[Task[TextPart]]:
    """Cut a file that arrives in ``chunks`` into tasks."""
    if per_line or null_data:
        yield from _record_tasks(chunks, "\0" if null_data else "\n")
        return
    before = pipeline.engine.carrier().before
    documents = line = 1
    ended = True
    for batch in batches_of_chunks(chunks):
        for carried, group in groupby(batch, before):
            texts = tuple(group)
            yield Task(TextPart(texts, carried, "", documents, line), sum(map(len, texts)))
            documents = 0
            for text in texts:
                whole = ended and len(text) <= LONGEST
                ended = text.endswith("\n")
                line += LINES if whole and ended else text.count("\n")


def _record_tasks(chunks: Iterable[str], end: str) -> Iterator[Task[TextPart]]:
    # A line keeps its end, which no rule sees but a carriage return before it belongs to.
    kept, dropped = (end, "") if end == "\n" else ("", end)
    place = 1
    for text in complete(chunks, end):
        whole = text.endswith(end)
        records = text.split(end)
        last = records.pop()
        if records:
            texts = tuple(record + kept for record in records) if kept else tuple(records)
            yield Task(TextPart(texts, None, dropped, len(texts), place), len(text))
            place += len(texts)
        if not whole:
            yield Task(TextPart((last,), None, "", 1, place), len(last))


def complete(chunks: Iterable[str], end: str) -> Iterator[str]:
    """Yield ``chunks`` cut anew so that each but the last ends with ``end``."""
    pending: list[str] = []
    for chunk in chunks:
        cut = chunk.rfind(end) + 1
        if not cut:
            pending.append(chunk)
            continue
        pending.append(chunk[:cut])
        yield "".join(pending)
        pending = [chunk[cut:]] if cut < len(chunk) else []
    if rest := "".join(pending):
        yield rest


class Found:
    """Statistics of a part: counts by rule, and blocks with lines that were given up."""

    def __init__(self, *, count: bool) -> None:
        """Begin empty; ``count`` tells whether rules are counted."""
        self.counted = count
        self.counts: Counts = Counter()
        self.findings: Counts = Counter()
        self.place = 1
        """The place of the current block or document."""
        self._unsettled: list[Unsettled] = []

    def unsettled(self, reason: str) -> None:
        """Note that lines of the current block were given up."""
        self._unsettled.append(Unsettled(self.place, reason))

    def tell(self, outcome: Outcome) -> None:
        """Add the statistics to ``outcome``."""
        outcome.counts, outcome.findings = self.counts, self.findings
        outcome.unsettled = tuple(self._unsettled)

    def add(self, steps: list[Step]) -> None:
        """Count the changes of ``steps``."""
        for step in steps:
            for change in step.changes:
                same = step.text[change.start : change.end] == change.after
                (self.findings if same else self.counts)[step.filter, change.rule] += 1


def clean_document(pipeline: Pipeline, text: str, found: Found) -> str:
    """Return one clean document; add its statistics to ``found``."""
    if not found.counted:
        return pipeline.engine.clean(text, found.unsettled)
    return "".join(
        _worked(pipeline, block, carried, found)
        for block, carried in pipeline.engine.carried_blocks(blocks(text))
    )


def _worked(pipeline: Pipeline, text: str, carried: str, found: Found) -> str:
    if not found.counted:
        return pipeline.engine.work(text, carried, None, found.unsettled)
    steps: list[Step] = []
    cleaned = pipeline.engine.work(text, carried, steps, found.unsettled)
    found.add(steps)
    return cleaned
