"""The options of ``hantidy clean``, in the order of its help."""

from __future__ import annotations

import click

from hantidy.cli.help_format import Command, option, with_options
from hantidy.cli.text_options import encoding_option, output_option
from hantidy.cli.types import FILE, FOLDER
from hantidy.records.formats import BY_VALUE


def clean_options(command: Command) -> Command:
    """Give ``command`` its options, but those of the row."""
    options = (
        option(
            "--per-line", is_flag=True, section="Input", help="Each line is a document of its own."
        ),
        encoding_option,
        option(
            "--errors",
            type=click.Choice(["replace", "escape", "raw", "strict"]),
            default="replace",
            section="Input",
            help=r"Undecodable bytes become U+FFFD (replace, the default) or \xHH (escape), stay "
            "as they are (raw), or stop the run (strict).",
        ),
        option(
            "-z",
            "--null-data",
            is_flag=True,
            section="Input",
            help="Documents end in NUL, not at the end of the file.",
        ),
        option(
            "--line-buffered",
            is_flag=True,
            section="Output",
            help="Write each line at once. Implies --per-line.",
        ),
        option(
            "--format",
            "format_",
            type=click.Choice(["text", "jsonl", "parquet", "arrow", *BY_VALUE]),
            metavar="NAME",
            section="Input",
            help="What the input is: text, jsonl, parquet, arrow, "
            f"{', '.join(BY_VALUE)}. Otherwise the file's extension says.",
        ),
        option(
            "--field",
            "fields",
            metavar="NAME",
            multiple=True,
            section="Input",
            help="The field of each record to clean, such as meta.title or messages[].content; "
            "repeat for more. Default: text.",
        ),
        option(
            "--on-error",
            metavar="fail|skip|quarantine=FILE",
            section="Input",
            help="A record that cannot be read stops the run, is left out (default), or goes to "
            "FILE.",
        ),
        option(
            "--unpack-limit",
            metavar="N",
            type=click.IntRange(0),
            default=2000,
            section="Input",
            help="Refuse packed files that grow more than N times (default 2000; 0: never).",
        ),
        option(
            "-r",
            "--recursive",
            is_flag=True,
            section="Input",
            help="Clean what is in folders, sorted by name.",
        ),
        option(
            "--ignore-files",
            is_flag=True,
            section="Input",
            help="With -r: leave out what .gitignore and .hantidyignore name.",
        ),
        output_option,
        option(
            "--output-dir",
            metavar="DIR",
            type=FOLDER,
            section="Output",
            help="Write each input to a file in DIR (here, or named with ://), names and folders "
            "kept. What an earlier run finished is not done again.",
        ),
        option(
            "--compress",
            type=click.Choice(["zst", "gz", "none"]),
            section="Output",
            help="With --output-dir: pack so. Otherwise as each input is.",
        ),
        option(
            "-i", "--in-place", is_flag=True, section="Output", help="Change the files themselves."
        ),
        option(
            "--backup",
            metavar="SUFFIX",
            section="Output",
            help="With -i: keep the old file under name + SUFFIX.",
        ),
        option(
            "--files-from",
            metavar="FILE",
            type=FILE,
            section="Input",
            help="Read file names there, one a line or each ended by NUL; - is standard input.",
        ),
        option(
            "--remote",
            is_flag=True,
            section="Input",
            help="Names with :// in --files-from are files elsewhere, as on the command line.",
        ),
        option(
            "--check",
            is_flag=True,
            section="Output",
            help="Write nothing; exit 1 if something would change.",
        ),
        option(
            "--diff",
            is_flag=True,
            section="Output",
            help="Write what would change as a unified diff.",
        ),
        option(
            "-j",
            "--jobs",
            metavar="N",
            type=int,
            default=1,
            section="Run",
            help="Work in N processes; 0: one for each core.",
        ),
        option(
            "--progress",
            type=click.Choice(["auto", "never", "always"]),
            default="auto",
            section="Run",
            help="Bytes, rate and time left on standard error (auto: only on a terminal).",
        ),
        option(
            "--stats",
            metavar="[=FILE]",
            section="Run",
            help="Count the edits: a table on standard error, or JSON to FILE.",
        ),
        option("-q", "--quiet", is_flag=True, section="Run", help="Say nothing but what failed."),
    )
    return with_options(options, command)
