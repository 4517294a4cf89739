"""hantidy audit."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from hantidy.cli import console
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.reported import kind_of_report, write_report
from hantidy.cli.text_options import encoding_option, output_option
from hantidy.cli.types import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.pipeline import Pipeline
    from hantidy.reports.audit import Audit

__all__ = ["audit"]

BATCH = 1 << 18
"""So many characters are looked at by one process at a time."""

_EXTENSIONS = {
    "": "table",
    ".txt": "table",
    ".log": "table",
    ".json": "json",
    ".html": "html",
    ".htm": "html",
}


@click.command(cls=Subcommand, short_help="Say what a pipeline would do, by kind of edit.")
@row_options
@option(
    "--field",
    "fields",
    metavar="NAME",
    multiple=True,
    section="Input",
    help="The field of each record to look at; repeat for more. Default: text.",
)
@option(
    "--format",
    "format_",
    type=click.Choice(["table", "json", "html"]),
    section="Output",
    help="table for people, json for programs, html to sort and search. Otherwise the extension "
    "of -o says; else table.",
)
@output_option
@encoding_option
@option("--jsonl", is_flag=True, section="Input", help="Standard input holds records.")
@option("-r", "--recursive", is_flag=True, section="Input", help="Look at what is in folders.")
@option(
    "--sample",
    metavar="N",
    type=click.IntRange(1),
    section="Input",
    help="Draw N documents evenly, and look at the first 20,000 characters of each.",
)
@option("--seed", metavar="N", type=int, default=0, section="Input", help="Draw others.")
@option(
    "-j",
    "--jobs",
    metavar="N",
    type=click.IntRange(0),
    default=1,
    section="Run",
    help="Work in N processes; 0: one for each core.",
)
@version_option
@click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
def audit(files: tuple[str, ...], **options: Any) -> int:
    """Say what 'hantidy clean' would do to a corpus, by kind of edit.

      hantidy audit crawl.jsonl
      hantidy audit -r pages/ -p repair -o audit.html
      hantidy audit --sample 20000 -j 0 --format json crawl/*.jsonl.zst

    A kind is a filter, its rule, what it read and what it made of it: how
    often, in how many documents, with contexts. Nothing is changed.
    """
    return _Run(files or ("-",), **options).run()


class _Batch(NamedTuple):
    """Some texts, each with whether a document begins with it."""

    texts: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class _Look:
    """The work on a batch; travels to other processes."""

    pipeline: Pipeline

    def __call__(self, batch: _Batch) -> Audit:
        from hantidy.reports.audit import Audit, pieces  # noqa: PLC0415 - in each process

        found = Audit(self.pipeline)
        for text, begins in batch.texts:
            for piece, first in pieces(text):
                found.look(piece, begins=begins and first)
        return found


class _Run:
    """One call of the command."""

    def __init__(
        self,
        files: tuple[str, ...],
        *,
        fields: tuple[str, ...],
        format_: str | None,
        output: str | None,
        encoding: str,
        jsonl: bool,
        recursive: bool,
        sample: int | None,
        seed: int,
        jobs: int,
        **row: Any,
    ) -> None:
        from hantidy.reports.audit import Audit  # noqa: PLC0415 - after --help

        self.files = files
        self.fields = fields or ("text",)
        self.format = format_ or kind_of_report(output, _EXTENSIONS)
        self.output = output
        self.encoding = encoding
        self.kind = "jsonl" if jsonl else ""
        self.recursive = recursive
        self.sample = sample
        self.seed = seed
        self.jobs = jobs or os.cpu_count() or 1
        self.code = console.DONE
        self.found = Audit(pipeline_from(**row))

    def run(self) -> int:
        from hantidy.records.workers import Done, in_order  # noqa: PLC0415
        from hantidy.reports.audit import drawn  # noqa: PLC0415

        texts = self._texts()
        if self.sample is not None:
            some, self.found.drawn_from = drawn(
                (text for text, begins in texts if begins), self.sample, self.seed
            )
            texts = ((text, True) for text in some)
        row = in_order(_Look(self.found.pipeline), self._tasks(texts), self.jobs)
        try:
            for done in row:
                assert isinstance(done, Done)
                self.found.add(done.result)
        finally:
            row.close()
        self._write()
        return self.code

    def _tasks(self, texts: Iterator[tuple[str, bool]]) -> Iterator[Any]:
        from hantidy.records.workers import Task  # noqa: PLC0415

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

    def _texts(self) -> Iterator[tuple[str, bool]]:
        from hantidy.errors import HantidyError  # noqa: PLC0415
        from hantidy.records.inputs import Input, find_inputs  # noqa: PLC0415
        from hantidy.records.names import shown  # noqa: PLC0415
        from hantidy.records.reading import texts_of  # noqa: PLC0415

        for each in find_inputs(self.files, recursive=self.recursive):
            if not isinstance(each, Input):
                console.say(f"{shown(each.name)}: {each.reason}")
                self.code = console.FAILED if each.failed else self.code
                continue
            kind = self.kind if each.name == "-" else ""
            try:
                yield from texts_of(
                    each, self.fields, kind=kind, encoding=self.encoding, told=self._told
                )
            except OSError as error:
                console.say(f"{shown(each.name)}: {error.strerror or error}")
                self.code = console.FAILED
            except HantidyError as error:
                console.say(f"{shown(each.name)}: {error}")
                self.code = console.FAILED

    def _told(self, encoding: str) -> None:
        self.found.encodings[encoding] += 1

    def _write(self) -> None:
        from hantidy.records.names import escaped_json, shown  # noqa: PLC0415
        from hantidy.reports import audit_pages as pages  # noqa: PLC0415

        if self.format == "json":
            parts = iter([escaped_json(self.found.to_dict()), "\n"])
        elif self.format == "html":
            parts = pages.as_html(self.found, ", ".join(map(shown, self.files[:3])))
        else:
            parts = pages.as_table(self.found)
        write_report(parts, self.files, self.output)
