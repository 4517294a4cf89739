"""hantidy explain."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from hantidy.cli import console
from hantidy.cli.corpus import Corpus, corpus_options
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.reported import kind_of_report, write_report
from hantidy.cli.review import made_page
from hantidy.cli.text_options import encoding_option, lang_option, report_option
from hantidy.cli.traces import named_traces, record_option
from hantidy.cli.types import FILE

if TYPE_CHECKING:
    from hantidy.pipeline import Pipeline

_EXTENSIONS = {
    "": "text",
    ".txt": "text",
    ".log": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
}


@click.command(cls=Subcommand, short_help="Show every edit, its rule and its reason.")
@row_options
@encoding_option
@corpus_options
@record_option
@option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl", "html"]),
    section="Output",
    help="text for people, jsonl for programs, html to read in a browser. Otherwise the "
    "extension of -o says; else text.",
)
@lang_option
@report_option
@version_option
@click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
def explain(
    files: tuple[str, ...],
    *,
    encoding: str,
    fields: tuple[str, ...],
    jsonl: bool,
    recursive: bool,
    record: int | None,
    format_: str | None,
    lang: str,
    output: str | None,
    **row: Any,
) -> int:
    """Show what 'hantidy clean' would change, and why.

      hantidy explain page.txt
      hantidy explain -p repair --with numerals page.txt
      hantidy explain page.txt -o page.html
      hantidy explain --field content --record 12 crawl.jsonl
      hantidy explain -r --format jsonl pages/ | jq .rule | sort | uniq -c

    A text is read whole and kept in memory; of records each field is a text.
    What was seen and left alone is shown too, with the reason. The page of
    many texts shows the kinds of their edits.
    """
    files = files or ("-",)
    kind = format_ or kind_of_report(output, _EXTENSIONS)
    pipeline = pipeline_from(**row)
    corpus = Corpus(files, fields, encoding, jsonl, recursive)
    if kind == "html":
        made = made_page(corpus, pipeline, record, read_only=True, lang=lang)
        write_report([made], files, output)
        return corpus.code
    colour = output in (None, "-") and console.uses_colour(1)
    write_report(_parts(corpus, pipeline, record, kind, colour=colour), files, output)
    return corpus.code


def _parts(
    corpus: Corpus, pipeline: Pipeline, record: int | None, kind: str, *, colour: bool
) -> Iterator[str]:
    from hantidy.reports import explain as reports  # noqa: PLC0415 - after --help

    traces = named_traces(corpus, pipeline, record)
    if kind == "jsonl":
        yield from reports.as_json_lines(traces)
    else:
        yield from reports.as_text(traces, colour=colour)
