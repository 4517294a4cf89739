"""Options that several commands share: encoding of the input, file to write, language of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click

from hantidy.cli.help_format import option
from hantidy.cli.types import FILE


def _written_here(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """Raise UsageError for a report with the name of a remote file."""
    if name is not None and "://" in name:
        raise click.UsageError(
            f"{option.opts[0]} writes to this machine, and {name} is elsewhere; "
            "write it here, and upload that",
            context,
        )
    return name


encoding_option = option(
    "--encoding",
    metavar="NAME",
    default="auto",
    show_default=True,
    section="Input",
    help="Of the input: a name, auto (byte order mark, UTF-8, or a guess) or per-line.",
)
lang_option = option(
    "--lang",
    type=click.Choice(["en", "zh-Hans", "zh-Hant"]),
    callback=lambda _context, _option, lang: lang or "",
    section="Output",
    help="The language of the page. Otherwise the browser's.",
)


def _output(**more: Any) -> Callable[[Any], Any]:
    return option(
        "-o",
        "--output",
        metavar="FILE",
        type=FILE,
        section="Output",
        help="Write there: whole, or not at all.",
        **more,
    )


output_option = _output()
report_option = _output(callback=_written_here)
