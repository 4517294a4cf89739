"""A pipeline at work on files: each input read, cleaned in order, and handed to a target."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from hantidy.errors import HantidyError
from hantidy.records.inputs import Input, Skipped
from hantidy.records.names import shown
from hantidy.records.source import Source, format_of
from hantidy.records.text import Outcome, Settings, text_tasks
from hantidy.records.workers import Done, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hantidy.pipeline import Pipeline
    from hantidy.records.outputs import Quarantine
    from hantidy.records.parquet import RowGroup
    from hantidy.records.targets import Target
    from hantidy.records.text import Counts, Rejected, Unsettled

__all__ = ["Cleaning", "Summary"]

_TOLD = 10
"""So many bad records of a file are told one by one, the rest as a number."""


class _StoppedError(HantidyError):
    """A record could not be read, and the caller wanted to stop there."""


@dataclass
class Summary:
    """What a run did, in numbers; ``tell`` is called with each message for the person."""

    tell: Callable[[str], None]
    inputs: int = 0
    documents: int = 0
    bytes_read: int = 0
    bytes_written: int = 0
    changed: int = 0
    """Inputs that are, or would be, other than they were."""
    skipped: int = 0
    failed: int = 0
    left: int = 0
    """Inputs that were left as they are because changing them would lose something."""
    rejected: int = 0
    without_field: int = 0
    undecodable: int = 0
    counts: Counts = field(default_factory=Counter)
    findings: Counts = field(default_factory=Counter)
    encodings: Counter[str] = field(default_factory=Counter)

    def fail(self, name: str, reason: str) -> None:
        """Count and tell a failure."""
        self.failed += 1
        self.about(name, reason)

    def about(self, name: str, message: str) -> None:
        """Tell ``message`` about an input."""
        self.tell(f"{shown(name)}: {message}")


@dataclass(frozen=True, slots=True)
class _Opened:
    source: Source


@dataclass(frozen=True, slots=True)
class _Ended:
    source: Source


@dataclass(frozen=True, slots=True)
class _Failed:
    source: Source | None
    name: str
    error: Exception


@dataclass(frozen=True)
class _Work:
    """The work on any task, whatever its format; travels to other processes."""

    how: Settings

    def __call__(self, part: Any) -> Any:
        return part.clean(self.how)


@dataclass(frozen=True)
class Cleaning:
    """How to clean files: a pipeline and how documents stand in them.

    ``format`` is text, jsonl, parquet, or empty to go by each file's extension. ``on_error`` is
    what becomes of a record that cannot be read: fail, skip, or quarantine (then
    ``quarantine`` keeps it).
    """

    pipeline: Pipeline
    encoding: str = "auto"
    errors: str = "replace"
    format: str = ""
    fields: tuple[str, ...] = ("text",)
    per_line: bool = False
    null_data: bool = False
    on_error: str = "skip"
    quarantine: Quarantine | None = None
    jobs: int = 1
    count: bool = False

    def run(
        self,
        inputs: Iterable[Input | Skipped],
        target: Target,
        summary: Summary,
        progress: Callable[[Source], None] | None = None,
    ) -> None:
        """Clean ``inputs`` in order into ``target``; what went wrong with one is in ``summary``."""
        how = Settings(
            self.pipeline, self.fields, self.errors == "raw", self.count, target.compares
        )
        row = in_order(_Work(how), self._row(inputs), self.jobs)
        events = _Events(self, target, summary, progress)
        try:
            for item in row:
                events.take(item)
        except BaseException:
            events.abandon()
            raise
        finally:
            row.close()

    def _row(self, inputs: Iterable[Input | Skipped]) -> Iterator[Any]:
        # Bytes can be carried through UTF-8 alone, so there is nothing to guess.
        encoding = "utf-8" if (self.encoding, self.errors) == ("auto", "raw") else self.encoding
        for each in inputs:
            if isinstance(each, Skipped):
                yield each
                continue
            source = None
            try:
                source = Source(each, encoding, self.errors, null_data=self.null_data)
                yield _Opened(source)
                yield from self._tasks(source)
            except (OSError, HantidyError, MemoryError) as error:
                yield _Failed(source, each.name, error)
            else:
                yield _Ended(source)

    def _tasks(self, source: Source) -> Iterator[Any]:
        kind = self.format or format_of(source.name)
        if kind == "parquet":
            from hantidy.records.parquet import ParquetFile  # noqa: PLC0415 - only such files

            source.parquet = ParquetFile(source, self.fields)
            return source.parquet.tasks()
        if kind == "jsonl":
            from hantidy.records.jsonl import json_tasks  # noqa: PLC0415 - only such files

            return json_tasks(source.chunks())
        return text_tasks(
            self.pipeline, source.chunks(), per_line=self.per_line, null_data=self.null_data
        )


class _Events:
    """What happens to the inputs, one after the other."""

    def __init__(
        self,
        cleaning: Cleaning,
        target: Target,
        summary: Summary,
        progress: Callable[[Source], None] | None,
    ) -> None:
        self._cleaning = cleaning
        self._target = target
        self._summary = summary
        self._progress = progress
        self._current: _Current | None = None

    def take(self, event: Any) -> None:
        if isinstance(event, _Opened):
            self._open(event.source)
        elif isinstance(event, _Failed):
            self._fail(event)
        elif isinstance(event, Skipped):
            self._skip(event)
        else:
            if self._current is not None:
                self._go_on(self._current, event)
            if isinstance(event, _Ended):
                self._current = None
                event.source.close()

    def _go_on(self, current: _Current, event: Any) -> None:
        try:
            if isinstance(event, Done):
                current.take(event)
            elif isinstance(event, _Ended):
                current.end()
            else:
                current.close_group(event)
        except OSError as error:
            if not self._target.apart:
                raise
            self.abandon()
            self._summary.fail(current.source.name, _reason(error))
            current.source.stop = True
        if self._progress is not None:
            self._progress(current.source)

    def abandon(self) -> None:
        if self._current is not None:
            self._current.abandon()
            self._current = None

    def _open(self, source: Source) -> None:
        quarantine = self._cleaning.quarantine
        if quarantine is not None and quarantine.identity == source.identity:
            self._summary.fail(source.name, "is the quarantine too, which would overwrite it")
            source.stop = True
            return
        try:
            self._target.begin(source)
        except (OSError, HantidyError) as error:
            self._summary.fail(source.name, _reason(error))
            source.stop = True
        else:
            self._current = _Current(source, self._cleaning, self._target, self._summary)

    def _fail(self, event: _Failed) -> None:
        self.abandon()
        self._summary.fail(event.name, _reason(event.error))
        if event.source is not None:
            event.source.close()

    def _skip(self, skipped: Skipped) -> None:
        if skipped.failed:
            self._summary.fail(skipped.name, skipped.reason)
        else:
            self._summary.skipped += 1
            self._summary.about(skipped.name, f"skipped: {skipped.reason}")


class _Current:
    """The input that is being written."""

    def __init__(
        self, source: Source, cleaning: Cleaning, target: Target, summary: Summary
    ) -> None:
        self.source = source
        self._cleaning = cleaning
        self._target = target
        self._summary = summary
        self._changed = False
        self._rejected = 0
        self._accounted = False
        self._documents = 0
        self._without_field = 0
        self._unsettled = 0
        self._first_unsettled: Unsettled | None = None

    def take(self, done: Done[Any, Any]) -> None:
        """Write what came of a task."""
        outcome = done.result
        if self.source.parquet is not None:
            outcome = self.source.parquet.take(done.payload, outcome)
        summary = self._summary
        self._changed |= outcome.changed
        self._documents += outcome.documents
        self._without_field += outcome.without_field
        if outcome.unsettled:
            self._unsettled += len(outcome.unsettled)
            self._first_unsettled = self._first_unsettled or outcome.unsettled[0]
        summary.counts.update(outcome.counts)
        summary.findings.update(outcome.findings)
        summary.bytes_written += len(outcome.data)
        for rejected in outcome.rejected:
            self._reject(rejected)
        self._target.write(self.source, outcome)
        if self._changed and self._target.only_asks:
            self.source.stop = True

    def close_group(self, group: RowGroup) -> None:
        """Write a row group all of whose cells are there."""
        assert self.source.parquet is not None
        data = self.source.parquet.close_group(group, write=self._target.writes)
        self._write(data)

    def _write(self, data: bytes) -> None:
        if data:
            self._summary.bytes_written += len(data)
            self._target.write(self.source, Outcome(data, b"", changed=False))

    def _reject(self, rejected: Rejected) -> None:
        cleaning, summary = self._cleaning, self._summary
        self._rejected += 1
        summary.rejected += 1
        where = f"line {rejected.line}: {rejected.reason}"
        if cleaning.on_error == "fail":
            raise _StoppedError(f"{shown(self.source.name)}: {where}")
        if self._rejected <= _TOLD:
            summary.about(self.source.name, where)
        if cleaning.quarantine is not None:
            cleaning.quarantine.keep(rejected.text)

    def end(self) -> None:
        """Everything of this input was read and written."""
        source, summary = self.source, self._summary
        if source.parquet is not None and self._target.writes:
            self._write(source.parquet.finish())
        self._account()
        changed = self._changed or source.recoded
        reason = self._target.end(source, changed=changed, rejected=self._rejected)
        if reason:
            summary.left += 1
            summary.about(source.name, reason)
        elif changed:
            summary.changed += 1
            if self._target.only_checks:
                summary.about(source.name, "would change")
            said = source.decoder.declared if self._target.apart else None
            if said and said != "utf-8":
                summary.about(
                    source.name, f"says that it is in {said}, and is in UTF-8 now: set that right"
                )

    def abandon(self) -> None:
        """Something went wrong in the middle."""
        self._account()
        self._target.abandon(self.source)

    def _account(self) -> None:
        source, summary = self.source, self._summary
        if self._accounted:
            return
        self._accounted = True
        decoder = source.decoder
        summary.inputs += 1
        summary.documents += self._documents
        summary.bytes_read += source.bytes_read
        summary.without_field += self._without_field
        summary.encodings[decoder.encoding] += 1
        damage = decoder.damage
        if damage.count:
            summary.undecodable += damage.count
            if self._cleaning.errors != "raw":
                became = "U+FFFD" if self._cleaning.errors == "replace" else "an escape"
                summary.about(
                    source.name,
                    f"undecodable bytes at {damage.count} "
                    f"{'place' if damage.count == 1 else 'places'}, the first at offset "
                    f"{damage.first}; each became {became}",
                )
        if self._first_unsettled is not None:
            summary.about(source.name, self._about_unsettled(*self._first_unsettled))
        if self._rejected > _TOLD:
            summary.about(source.name, f"{self._rejected - _TOLD} more bad records")
        if self._documents and self._without_field == self._documents:
            names = " or ".join(f'"{name}"' for name in self._cleaning.fields)
            summary.about(
                source.name,
                f"no record has text in a field {names}, so nothing was cleaned; "
                "--field names another",
            )

    def _about_unsettled(self, place: int, reason: str) -> str:
        kind = "line"
        if self.source.parquet is not None:
            kind = "row"
        elif self._cleaning.null_data:
            kind = "record"
        if self._unsettled == 1:
            return f"the block at {kind} {place:,} came back as it was: {reason}"
        return (
            f"{self._unsettled:,} blocks came back as they were, the first at {kind} {place:,}: "
            f"{reason}"
        )


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "a line or record is too large for the memory there is"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)
