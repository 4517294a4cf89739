"""hantidy review."""

from __future__ import annotations

from typing import Any

import click

from hantidy.cli import console
from hantidy.cli.explain import traced
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.reported import write_report
from hantidy.cli.text_options import encoding_option, output_option
from hantidy.cli.types import FILE

__all__ = ["review"]


@click.command(cls=Subcommand, short_help="Make a page on which each edit is accepted or rejected.")
@row_options
@encoding_option
@option(
    "--lang",
    type=click.Choice(["en", "zh-Hans", "zh-Hant"]),
    section="Output",
    help="The language of the page. Otherwise the browser's.",
)
@output_option
@version_option
@click.argument("file", metavar="FILE", type=FILE)
def review(file: str, encoding: str, lang: str | None, output: str | None, **row: Any) -> int:
    """Make a page of HTML on which each edit is accepted or rejected.

      hantidy review page.txt -o review.html
      hantidy clean --decisions page.txt.decisions.toml page.txt

    The page needs no network and no server. It gives the clean text and the
    decisions, which 'hantidy clean' obeys. The file is read as one text and
    kept in memory.
    """
    from hantidy.reports.review import page  # noqa: PLC0415 - after --help

    pipeline = pipeline_from(**row)
    trace = traced(file, encoding, pipeline, "review")
    name = "text.txt" if file == "-" else file.replace("\\", "/").rsplit("/", 1)[-1]
    write_report([page(trace, name, pipeline, lang or "")], [file], output)
    return console.DONE
