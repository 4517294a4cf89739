"""Inputs of many texts (files, folders, records) and their audit."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from hantidy.cli import console
from hantidy.cli.help_format import option
from hantidy.errors import HantidyError
from hantidy.records.names import shown

if TYPE_CHECKING:
    from hantidy.pipeline import Pipeline
    from hantidy.records.inputs import Input
    from hantidy.records.reading import Document
    from hantidy.reports.audit import Audit

BATCH = 1 << 18
"""Characters of a task for a process."""


def corpus_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options that select the texts of the inputs."""
    for add in (
        option(
            "-r", "--recursive", is_flag=True, section="Input", help="Look at what is in folders."
        ),
        option("--jsonl", is_flag=True, section="Input", help="Standard input holds records."),
        option(
            "--field",
            "fields",
            metavar="NAME",
            multiple=True,
            section="Input",
            help="The field of each record to look at; repeat for more. Default: text.",
        ),
    ):
        command = add(command)
    return command


def sample_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options for the number of documents and of processes."""
    for add in (
        option(
            "-j",
            "--jobs",
            metavar="N",
            type=click.IntRange(0),
            default=1,
            section="Run",
            help="Work in N processes; 0: one for each core.",
        ),
        option("--seed", metavar="N", type=int, default=0, section="Input", help="Draw others."),
        option(
            "--sample",
            metavar="N",
            type=click.IntRange(1),
            section="Input",
            help="Draw N documents evenly, and look at the first 20,000 characters of each.",
        ),
    ):
        command = add(command)
    return command


def is_text(name: str, *, jsonl: bool) -> bool:
    """Whether a file is one text by its name: neither records nor values."""
    from hantidy.records.source import format_of  # noqa: PLC0415 - after --help

    return not jsonl if name == "-" else format_of(name) == "text"


def is_one_text(files: tuple[str, ...], *, jsonl: bool) -> bool:
    """Whether ``files`` are a single text."""
    return len(files) == 1 and not os.path.isdir(files[0]) and is_text(files[0], jsonl=jsonl)


@dataclass
class Corpus:
    """The named inputs; one that cannot be read is reported and skipped."""

    files: tuple[str, ...]
    fields: tuple[str, ...]
    encoding: str = "auto"
    jsonl: bool = False
    recursive: bool = False
    code: int = console.DONE
    """The exit code."""
    encodings: Counter[str] = field(default_factory=Counter)

    def inputs(self) -> Iterator[Input]:
        """Yield the readable inputs."""
        from hantidy.records.inputs import Input, find_inputs  # noqa: PLC0415 - after --help

        for each in find_inputs(self.files, recursive=self.recursive):
            if isinstance(each, Input):
                yield each
                continue
            console.say(f"{shown(each.name)}: {each.reason}")
            self.code = console.FAILED if each.failed else self.code

    def documents(self, given: Input) -> Iterator[Document]:
        """Yield the texts of an input."""
        from hantidy.records.formats import UNTOUCHED  # noqa: PLC0415 - after --help
        from hantidy.records.reading import texts_of  # noqa: PLC0415
        from hantidy.records.source import format_of  # noqa: PLC0415

        if not given.found and (known := format_of(given.name)) in UNTOUCHED:
            console.say(
                f"{console.shown_input(given.name)}: is {known}, which comes out as it came"
            )
        kind = "jsonl" if self.jsonl and given.name == "-" else ""
        fields = self.fields or ("text",)
        yield from self.guarded(
            given, texts_of(given, fields, kind=kind, encoding=self.encoding, told=self._told)
        )

    def guarded(self, given: Input, texts: Iterator[Any]) -> Iterator[Any]:
        """Yield ``texts``, made of ``given``; an error is reported and ends them."""
        try:
            yield from texts
        except (OSError, HantidyError) as error:
            reason = getattr(error, "strerror", None) or error
            console.say(f"{shown(given.name)}: {reason}")
            self.code = console.FAILED

    def _told(self, encoding: str) -> None:
        self.encodings[encoding] += 1


class _Batch(NamedTuple):
    """Texts, each with whether a document begins with it."""

    texts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class _Look:
    """Audits a batch; picklable."""

    pipeline: Pipeline

    def __call__(self, batch: _Batch) -> Audit:
        from hantidy.reports.audit import Audit, pieces  # noqa: PLC0415 - in each process

        found = Audit(self.pipeline)
        for text, begins in batch.texts:
            for piece, first in pieces(text):
                found.look(piece, begins=begins and first)
        return found


def audited(
    corpus: Corpus, pipeline: Pipeline, *, sample: int | None, seed: int, jobs: int
) -> Audit:
    """Return what ``pipeline`` would do to ``corpus``, or to ``sample`` documents of it.

    Exits if nothing could be read.
    """
    from hantidy.records.tasks import Done  # noqa: PLC0415
    from hantidy.records.workers import in_order  # noqa: PLC0415 - after --help
    from hantidy.reports.audit import Audit, drawn  # noqa: PLC0415

    found = Audit(pipeline)
    texts = (
        (each.text, each.begins) for given in corpus.inputs() for each in corpus.documents(given)
    )
    if sample is not None:
        some, found.drawn_from = drawn((text for text, begins in texts if begins), sample, seed)
        texts = ((text, True) for text in some)
    row = in_order(_Look(pipeline), _tasks(texts), jobs or os.cpu_count() or 1)
    try:
        for done in row:
            assert isinstance(done, Done)
            found.add(done.result)
    finally:
        row.close()
    if not found.documents and corpus.code != console.DONE:  # and why has been told
        raise SystemExit(corpus.code)
    found.encodings.update(corpus.encodings)
    return found


def _tasks(texts: Iterator[tuple[str, bool]]) -> Iterator[Any]:
    from hantidy.records.tasks import Task  # noqa: PLC0415

    held: list[tuple[str, bool]] = []
    size = 0
    for each in texts:
        held.append(each)
        size += len(each[0])
        if size >= BATCH:
            yield Task(_Batch(tuple(held)), size)
            held, size = [], 0
    if held:
        yield Task(_Batch(tuple(held)), size)
