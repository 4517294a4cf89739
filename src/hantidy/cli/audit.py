"""hantidy audit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from hantidy.cli.corpus import Corpus, audited, corpus_options, sample_options
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.reported import kind_of_report, write_report
from hantidy.cli.text_options import encoding_option, lang_option, report_option
from hantidy.cli.types import FILE
from hantidy.records.names import escaped_json, shown

if TYPE_CHECKING:
    from hantidy.reports.audit import Audit

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
    "--format",
    "format_",
    type=click.Choice(["table", "json", "html"]),
    section="Output",
    help="table for people, json for programs, html to sort and search. Otherwise the extension "
    "of -o says; else table.",
)
@lang_option
@report_option
@encoding_option
@corpus_options
@sample_options
@version_option
@click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
def audit(
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
    lang: str,
    **row: Any,
) -> int:
    """Say what 'hantidy clean' would do to a corpus, by kind of edit.

      hantidy audit crawl.jsonl
      hantidy audit -r pages/ -p repair -o audit.html
      hantidy audit --sample 20000 -j 0 --format json crawl/*.jsonl.zst

    A kind is a filter, its rule, what it read and what it made of it: how
    often, in how many documents, with contexts. Nothing is changed;
    'hantidy review' makes a page on which kinds are accepted and rejected.
    """
    files = files or ("-",)
    kind = format_ or kind_of_report(output, _EXTENSIONS)
    corpus = Corpus(files, fields, encoding, jsonl, recursive)
    found = audited(corpus, pipeline_from(**row), sample=sample, seed=seed, jobs=jobs)
    write_report(_parts(found, kind, files, lang), files, output)
    return corpus.code


def _parts(found: Audit, kind: str, files: tuple[str, ...], lang: str) -> Iterator[str]:
    from hantidy.reports.audit_table import as_table  # noqa: PLC0415
    from hantidy.reports.review import page_of_kinds  # noqa: PLC0415

    if kind == "json":
        return iter([escaped_json(found.to_dict()), "\n"])
    if kind == "html":
        return iter([page_of_kinds(found, ", ".join(map(shown, files[:3])), lang=lang)])
    return as_table(found)
