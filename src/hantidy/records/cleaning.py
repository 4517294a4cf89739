"""Clean files with a pipeline: read each input, clean it in order, hand it to a target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from hantidy.core import lazy
from hantidy.errors import HantidyError
from hantidy.records.formats import BY_VALUE, UNTOUCHED
from hantidy.records.inputs import Input, Skipped
from hantidy.records.outputs import Quarantine
from hantidy.records.run import Run, Summary
from hantidy.records.settings import Named, Settings
from hantidy.records.source import COLUMNAR, Source, columnar_file, format_of
from hantidy.records.targets import Target
from hantidy.records.tasks import Task
from hantidy.records.text import text_tasks
from hantidy.records.workers import in_order

_JSON_HEAD = lazy.pattern(r'\s*(?:\{\s*"(?:[^"\\\n]|\\.)*"\s*:|\[\s*[\[{"])')


def clean_files(
    how: Settings,
    inputs: Iterable[Input | Skipped],
    target: Target,
    summary: Summary,
    *,
    quarantine: Quarantine | None = None,
    progress: Callable[[Source], None] | None = None,
) -> None:
    """Clean ``inputs`` in order into ``target``; what went wrong with one is in ``summary``.

    ``quarantine`` keeps records that cannot be read; ``progress`` is called now and then.
    """
    how = replace(how, compare=target.compares)
    run = Run(how, target, summary, quarantine, progress)
    row = in_order(partial(_cleaned, how), _row(how, inputs, run), how.jobs)
    try:
        for item in row:
            if callable(item):
                item()
            else:
                run.take(item)
    except BaseException:
        run.abandon()
        raise
    finally:
        row.close()


def _cleaned(how: Settings, part: Any) -> Any:
    return part.clean(how)


def _row(how: Settings, inputs: Iterable[Input | Skipped], run: Run) -> Iterator[Any]:
    """Yield the tasks of each input between the calls that begin and end it."""
    # Bytes can be carried through UTF-8 alone, so there is nothing to guess.
    encoding = "utf-8" if how.raw and how.encoding == "auto" else how.encoding
    for each in inputs:
        if isinstance(each, Skipped):
            yield partial(run.skip, each)
            continue
        source = None
        try:
            source = Source(
                each,
                encoding,
                how.errors,
                null_data=how.null_data,
                unpack_limit=how.unpack_limit,
            )
            yield partial(run.begin, source)
            yield from _named(how, _tasks(how, source), each.name)
        except (OSError, HantidyError, MemoryError) as error:
            yield partial(run.fail, source, each.name, error)
        else:
            yield partial(run.end, source)


def _named(how: Settings, tasks: Iterator[Any], name: str) -> Iterator[Any]:
    if not any(each.document for each in how.pipeline.withheld.decisions):
        yield from tasks
        return
    for task in tasks:
        wrapped = isinstance(task, Task)
        yield Task(Named(task.payload, name), task.size) if wrapped else task


def _tasks(how: Settings, source: Source) -> Iterator[Any]:
    kind = how.format or format_of(source.name)
    if kind in COLUMNAR:
        source.columnar = columnar_file(kind, source, how.fields)
        return source.columnar.tasks()
    if not source.is_standard:
        source.refuse_binary(nul_is_meant=how.nul_is_meant)
    if kind == "jsonl":
        from hantidy.records.field_paths import tree_of  # noqa: PLC0415 - only such files
        from hantidy.records.jsonl import json_tasks  # noqa: PLC0415

        tree_of(how.fields)  # what is no path is told once, before any record
        return json_tasks(source.chunks())
    if kind in BY_VALUE or kind in UNTOUCHED:
        from hantidy.records.formats.part import document_tasks  # noqa: PLC0415

        if kind in UNTOUCHED:
            source.note = f"{kind} comes out as it came; --format text cleans it as plain text"
        return document_tasks(kind, source.chunks(), how.columns)
    chunks = source.chunks()
    if source.is_standard and not (how.format or how.per_line or how.null_data):
        chunks = _noticing_json(source, chunks)
    return text_tasks(how.pipeline, chunks, per_line=how.per_line, null_data=how.null_data)


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
