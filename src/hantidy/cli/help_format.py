"""The help of subcommands: line breaks are kept, options are in sections."""

from __future__ import annotations

import inspect
import textwrap
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from hantidy._version import __version__

Command = TypeVar("Command", bound="Callable[..., Any]")

LABELS = 26
"""Columns for the names of options, so that lines have at most 80."""

version_option = click.version_option(
    __version__,
    "-V",
    "--version",
    message="hantidy %(version)s",
    help="Show the version and exit.",
)


class SectionedOption(click.Option):
    """An option with the heading under which help lists it."""

    def __init__(self, *names: Any, section: str = "", **given: Any) -> None:
        super().__init__(*names, **given)
        self.section = section


def option(*names: str, section: str = "", **given: Any) -> Callable[[Command], Command]:
    """Return ``click.option`` with a heading for the help."""
    return click.option(*names, cls=SectionedOption, section=section, **given)


def with_options(options: Sequence[Callable[[Command], Command]], command: Command) -> Command:
    """Return ``command`` with ``options``, which its help lists in their order."""
    for add in reversed(options):
        command = add(command)
    return command


class Subcommand(click.Command):
    """A command whose help is its docstring, with its line breaks."""

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the docstring with its line breaks."""
        write_text(self.help or "", formatter)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options under their headings, in the order of their first mention."""
        sections: dict[str, list[tuple[str, str]]] = {}
        for each in self.get_params(ctx):
            record = each.get_help_record(ctx)
            if record is not None and isinstance(each, click.Option):
                heading = getattr(each, "section", "") or "Other"
                sections.setdefault(heading, []).append(record)
        for heading, records in sections.items():
            with formatter.section(heading):
                formatter.write_dl(records, col_max=LABELS)


def write_text(text: str, formatter: click.HelpFormatter) -> None:
    """Write ``text`` indented, with its line breaks."""
    formatter.write_paragraph()
    formatter.write(textwrap.indent(inspect.cleandoc(text), "  ") + "\n")
