"""Write the man page from the help of the command: python tools/make_man_page.py > man/hantidy.1.

Options and texts are those that ``hantidy COMMAND --help`` shows; nothing is typed twice.
"""

from __future__ import annotations

import inspect
import sys

import click

from hantidy import filters
from hantidy._version import __version__
from hantidy.cli import hantidy
from hantidy.filters import options


def main() -> None:
    """Print the page."""
    sys.stdout.write(page())


def page() -> str:
    """Return the page as troff."""
    group = hantidy
    context = click.Context(group, info_name="hantidy")
    parts = [
        f'.TH HANTIDY 1 "" "hantidy {__version__}" "User Commands"',
        ".SH NAME",
        r"hantidy \- clean and normalize Chinese text",
        ".SH SYNOPSIS",
        ".B hantidy",
        "COMMAND [OPTION]... [FILE]...",
        ".SH DESCRIPTION",
        *_text(group.help or ""),
    ]
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        parts += _command(name, command, context)
    parts += [".SH FILTERS", "In the order they run, with their options and defaults."]
    for name in filters.names():
        parts += _filter(name)
    parts += [
        ".SH EXIT STATUS",
        *_item("0", "Done."),
        *_item("1", "--check or check found differences, or some records were rejected."),
        *_item("2", "Wrong usage, or something could not be read or written."),
        ".SH ENVIRONMENT",
        *_item("NO_COLOR", "No colours, even on a terminal."),
        *_item("TMPDIR", "Where conversion of script writes its tables while it opens them."),
        ".SH FILES",
        *_item("hantidy.toml, pyproject.toml", "The row and patterns of a repository, for check."),
        *_item(".gitignore, .hantidyignore", "What check leaves out."),
    ]
    return "\n".join(parts) + "\n"


def _command(name: str, command: click.Command, parent: click.Context) -> list[str]:
    context = click.Context(command, info_name=name, parent=parent)
    usage = " ".join(command.collect_usage_pieces(context))
    parts = [f".SH {_escaped(name.upper())}", f".B hantidy {name}", _escaped(usage), ".PP"]
    parts += _text(command.help or "")
    for each in command.get_params(context):
        record = each.get_help_record(context)
        if record is not None:
            parts += _item(*record)
    return parts


def _filter(name: str) -> list[str]:
    kind = filters.kind_of(name)
    first = inspect.cleandoc(kind.__doc__ or "").split("\n\n")[0]
    parts = _item(name, " ".join(first.split()).replace("``", ""))
    known = options.types(kind)
    if known:
        parts.append(".RS")
        for option, wanted in known.items():
            value = options.in_shell(kind().options[option])
            parts += _item(f"{option}={value}", f"{options.about(name, option)}: "
                           f"{options.choices(wanted)}")  # fmt: skip
        parts.append(".RE")
    return parts


def _item(term: str, text: str) -> list[str]:
    return [".TP", rf"\fB{_escaped(term)}\fR", _escaped(" ".join(text.split()))]


def _text(text: str) -> list[str]:
    """Paragraphs; those that are indented are examples and keep their lines."""
    parts = []
    for paragraph in inspect.cleandoc(text).split("\n\n"):
        if paragraph.startswith("  "):
            parts += [".PP", ".RS", ".nf", _escaped(inspect.cleandoc(paragraph)), ".fi", ".RE"]
        else:
            parts += [".PP", _escaped(" ".join(paragraph.split()))]
    return parts


def _escaped(text: str) -> str:
    text = text.replace("\\", r"\e").replace("-", r"\-")
    return "\n".join(rf"\&{line}" if line[:1] in (".", "'") else line for line in text.split("\n"))


if __name__ == "__main__":
    main()
