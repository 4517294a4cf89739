"""The options that several commands share: the encoding of the input, the file to write."""

from __future__ import annotations

from hantidy.cli.help_format import option
from hantidy.cli.types import FILE

__all__ = ["encoding_option", "output_option"]

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
    section="Output",
    help="Write there: whole, or not at all.",
)
