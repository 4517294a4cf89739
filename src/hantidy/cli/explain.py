"""hantidy explain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hantidy.cli import console
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.reported import kind_of_report, write_report
from hantidy.cli.text_options import encoding_option, output_option
from hantidy.cli.types import FILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hantidy.core.edits import Trace
    from hantidy.pipeline import Pipeline

__all__ = ["explain", "traced"]


@click.command(cls=Subcommand, short_help="Show every edit, its rule and its reason.")
@row_options
@encoding_option
@option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl", "html"]),
    section="Output",
    help="text for people, jsonl for programs, html to read in a browser. Otherwise the "
    "extension of -o says; else text.",
)
@output_option
@version_option
@click.argument("file", metavar="[FILE]", default="-", type=FILE)
def explain(file: str, encoding: str, format_: str | None, output: str | None, **row: Any) -> int:
    """Show what 'hantidy clean' would change in a text, and why.

      hantidy explain page.txt
      hantidy explain -p repair --with numerals page.txt
      hantidy explain page.txt -o page.html
      hantidy explain --format jsonl page.txt | jq .rule | sort | uniq -c

    The file is read as one text and kept in memory. What was seen and left
    alone is shown too, with the reason.
    """
    kind = format_ or kind_of_report(output, _EXTENSIONS)
    trace = traced(file, encoding, pipeline_from(**row), "explain")
    colour = output in (None, "-") and console.uses_colour(1)
    write_report(_parts(trace, file, kind, colour=colour), [file], output)
    return console.DONE


def traced(file: str, encoding: str, pipeline: Pipeline, command: str) -> Trace:
    """Return the account of ``file``, read as one text; undecodable bytes are told."""
    from hantidy.decoding import decode  # noqa: PLC0415 - after --help
    from hantidy.records.names import undecodable  # noqa: PLC0415

    decoded = decode(console.read_text(file, command), encoding)
    if decoded.damage:
        told = undecodable(len(decoded.damage), decoded.damage[0][0], "U+FFFD")
        console.say(f"{console.shown_input(file)}: {told}")
    return pipeline.trace(decoded.text)


_EXTENSIONS = {
    "": "text",
    ".txt": "text",
    ".log": "text",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".html": "html",
    ".htm": "html",
}


def _parts(trace: Trace, name: str, kind: str, *, colour: bool) -> Iterator[str]:
    from hantidy.reports import explain as reports  # noqa: PLC0415

    if kind == "jsonl":
        return reports.as_json_lines(trace, name)
    name = console.shown_input(name)
    if kind == "html":
        from hantidy.reports.review import page  # noqa: PLC0415

        return iter((page(trace, name),))
    return reports.as_text(trace, name, colour=colour)
