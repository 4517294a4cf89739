"""Options that several commands share: encoding of the input, file to write, language of a page."""

from __future__ import annotations

import click

from hantidy.cli.help_format import option
from hantidy.cli.types import FILE

__all__ = ["encoding_option", "lang_option", "output_option", "written_here"]


def written_here(context: click.Context, option: click.Parameter, name: str | None) -> str | None:
    """Refuse the name of a file elsewhere, which would become a folder of that name."""
    if name is not None and "://" in name:
        raise click.UsageError(
            f"{option.opts[0]} writes to this machine, and {name} is elsewhere; "
            "write to standard output or to a folder here, and upload that",
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
output_option = option(
    "-o",
    "--output",
    metavar="FILE",
    type=FILE,
    callback=written_here,
    section="Output",
    help="Write there: whole, or not at all.",
)
lang_option = option(
    "--lang",
    type=click.Choice(["en", "zh-Hans", "zh-Hant"]),
    callback=lambda _context, _option, lang: lang or "",
    section="Output",
    help="The language of the page. Otherwise the browser's.",
)
