"""Clean files with a pipeline: read each input, clean it in order, hand it to a target."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from hantidy.core import lazy
from hantidy.errors import HantidyError
from hantidy.records.compressed import UNPACK_LIMIT
from hantidy.records.formats import BY_VALUE, UNTOUCHED
from hantidy.records.inputs import Input, Skipped
from hantidy.records.names import shown
from hantidy.records.run import Current, Summary
from hantidy.records.source import COLUMNAR, Source, columnar_file, format_of
from hantidy.records.tasks import Done, Task
from hantidy.records.text import Settings, text_tasks
from hantidy.records.workers import in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hantidy.pipeline import Pipeline
    from hantidy.records.outputs import Quarantine
    from hantidy.records.targets import Target

_JSON_HEAD = lazy.pattern(r'\s*(?:\{\s*"(?:[^"\\\n]|\\.)*"\s*:|\[\s*[\[{"])')


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
class _Named:
    """Part of a document that decisions name."""

    part: Any
    name: str

    def clean(self, how: Settings) -> Any:
        return self.part.clean(replace(how, pipeline=how.pipeline.in_document(self.name)))


@dataclass(frozen=True)
class _Work:
    """Does a task of any format; picklable."""

    how: Settings

    def __call__(self, part: Any) -> Any:
        return part.clean(self.how)


@dataclass(frozen=True)
class Cleaning:
    """Settings of a run over files: the pipeline, and how documents are found in them.

    ``format`` is text, jsonl, parquet, arrow, one of `hantidy.records.formats`, or empty to go by
    each file's extension. ``columns`` names what to clean in those formats; without any, all is.
    ``on_error`` is what becomes of a record that cannot be read: fail, skip, or quarantine (then
    ``quarantine`` keeps it).
    """

    pipeline: Pipeline
    encoding: str = "auto"
    errors: str = "replace"
    format: str = ""
    fields: tuple[str, ...] = ("text",)
    columns: tuple[str, ...] = ()
    per_line: bool = False
    null_data: bool = False
    on_error: str = "skip"
    quarantine: Quarantine | None = None
    jobs: int = 1
    unpack_limit: int = UNPACK_LIMIT
    """Largest ratio of decompression of inputs; 0: no limit."""
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

    @property
    def nul_is_meant(self) -> bool:
        """Whether NUL bytes are allowed: NUL ends records, or the encoding was named."""
        return self.null_data or self.encoding not in ("auto", "per-line")

    def _row(self, inputs: Iterable[Input | Skipped]) -> Iterator[Any]:
        # Bytes can be carried through UTF-8 alone, so there is nothing to guess.
        encoding = "utf-8" if (self.encoding, self.errors) == ("auto", "raw") else self.encoding
        for each in inputs:
            if isinstance(each, Skipped):
                yield each
                continue
            source = None
            try:
                source = Source(
                    each,
                    encoding,
                    self.errors,
                    null_data=self.null_data,
                    unpack_limit=self.unpack_limit,
                )
                yield _Opened(source)
                yield from self._named(self._tasks(source), each.name)
            except (OSError, HantidyError, MemoryError) as error:
                yield _Failed(source, each.name, error)
            else:
                yield _Ended(source)

    def _named(self, tasks: Iterator[Any], name: str) -> Iterator[Any]:
        if not any(each.document for each in self.pipeline.withheld.decisions):
            yield from tasks
            return
        for task in tasks:
            wrapped = isinstance(task, Task)
            yield Task(_Named(task.payload, name), task.size) if wrapped else task

    def _tasks(self, source: Source) -> Iterator[Any]:
        kind = self.format or format_of(source.name)
        if kind in COLUMNAR:
            source.columnar = columnar_file(kind, source, self.fields)
            return source.columnar.tasks()
        if not source.is_standard:
            source.refuse_binary(nul_is_meant=self.nul_is_meant)
        if kind == "jsonl":
            from hantidy.records.field_paths import tree_of  # noqa: PLC0415 - only such files
            from hantidy.records.jsonl import json_tasks  # noqa: PLC0415

            tree_of(self.fields)  # what is no path is told once, before any record
            return json_tasks(source.chunks())
        if kind in BY_VALUE or kind in UNTOUCHED:
            from hantidy.records.formats.part import document_tasks  # noqa: PLC0415

            if kind in UNTOUCHED:
                source.note = f"{kind} comes out as it came; --format text cleans it as plain text"
            return document_tasks(kind, source.chunks(), self.columns)
        chunks = source.chunks()
        if source.is_standard and not (self.format or self.per_line or self.null_data):
            chunks = _noticing_json(source, chunks)
        return text_tasks(self.pipeline, chunks, per_line=self.per_line, null_data=self.null_data)


def _noticing_json(source: Source, chunks: Iterator[str]) -> Iterator[str]:
    """Yield ``chunks``; if the first looks like JSON, note that a format is missing."""
    first = next(chunks, "")
    if _JSON_HEAD.match(first):
        source.note = (
            "looks like JSON and was cleaned as plain text; --format json or jsonl cleans "
            "its values alone"
        )
    yield first
    yield from chunks


class _Events:
    """Opens the inputs one after the other and yields their tasks."""

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
        self._current: Current | None = None

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

    def _go_on(self, current: Current, event: Any) -> None:
        try:
            if isinstance(event, Done):
                named = isinstance(event.payload, _Named)
                current.take(Done(event.payload.part, event.result) if named else event)
            elif isinstance(event, _Ended):
                current.end()
            else:
                current.close_group(event)
        except OSError as error:
            if not self._target.apart:
                raise
            self.abandon()
            self._summary.fail(current.source.name, _reason_of_output(error, current.source))
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
            self._summary.fail(source.name, _reason_of_output(error, source))
            source.stop = True
        else:
            self._current = Current(source, self._cleaning, self._target, self._summary)

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


def _reason_of_output(error: Exception, source: Source) -> str:
    """Return why the output of ``source`` failed, with the output's own name."""
    name = getattr(error, "filename", None)
    if not isinstance(name, str) or os.path.realpath(name) == os.path.realpath(source.name):
        return _reason(error)
    return f"{shown(name)}: {_reason(error)}"


def _reason(error: Exception) -> str:
    if isinstance(error, MemoryError):
        return "a line or record is too large for the memory there is"
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return str(error)
