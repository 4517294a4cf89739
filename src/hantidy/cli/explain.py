"""hantidy explain."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import click

from hantidy.cli import console
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.types import FILE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hantidy.core.edits import Trace
    from hantidy.pipeline import Pipeline

__all__ = ["explain", "traced", "write"]


@click.command(cls=Subcommand, short_help="Show every edit, its rule and its reason.")
@row_options
@option(
    "--encoding",
    metavar="NAME",
    default="auto",
    section="Input",
    help="Of the input: a name, auto (the default) or per-line.",
)
@option(
    "--format",
    "format_",
    type=click.Choice(["text", "jsonl", "html"]),
    section="Output",
    help="text for people, jsonl for programs, html to read in a browser. Otherwise the "
    "extension of -o says; else text.",
)
@option(
    "-o",
    "--output",
    metavar="FILE",
    type=FILE,
    section="Output",
    help="Write there: whole, or not at all.",
)
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
    kind = format_ or _by_extension(output)
    trace = traced(file, encoding, pipeline_from(**row), "explain")
    colour = output in (None, "-") and console.uses_colour(1)
    write(_parts(trace, file, kind, colour=colour), file, output)
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


def write(parts: Iterable[str], file: str, output: str | None) -> None:
    """Write ``parts``, made of ``file``, to ``output``: whole, or not at all."""
    from hantidy.decoding import encode  # noqa: PLC0415 - after --help
    from hantidy.records.outputs import NewFile, Output, Stream  # noqa: PLC0415

    to_file = output not in (None, "-")
    if (
        to_file
        and file != "-"
        and os.path.exists(str(output))
        and os.path.samefile(file, str(output))
    ):
        raise click.UsageError(f"{output} is the text itself, which -o would overwrite")
    if to_file:
        console.refuse_folder(str(output))
    else:
        console.needs_standard_output()
    target: Output = NewFile(str(output)) if to_file else Stream(1)
    try:
        for part in parts:
            target.write(encode(part))
        target.commit()
    except BaseException:
        target.discard()
        raise


_EXTENSIONS = {
    "": "text",
    ".txt": "text",
    ".log": "text",
    ".html": "html",
    ".htm": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}


def _by_extension(output: str | None) -> str:
    extension = os.path.splitext(output or "")[1].lower()
    if extension not in _EXTENSIONS:
        raise click.UsageError(
            f"what {output} shall be is unclear; its extension is one of "
            f"{', '.join(filter(None, _EXTENSIONS))}, or --format says text, jsonl or html"
        )
    return _EXTENSIONS[extension]


def _parts(trace: Trace, name: str, kind: str, *, colour: bool) -> Iterator[str]:
    from hantidy.reports import explain as reports  # noqa: PLC0415

    if kind == "jsonl":
        return reports.as_json_lines(trace, name)
    name = console.shown_input(name)
    if kind == "html":
        from hantidy.reports.review import page  # noqa: PLC0415

        return iter((page(trace, name),))
    return reports.as_text(trace, name, colour=colour)
