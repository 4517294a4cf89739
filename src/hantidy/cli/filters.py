"""hantidy filters."""

from __future__ import annotations

import inspect
import textwrap
from typing import TYPE_CHECKING

import click

from hantidy.cli.help_format import Subcommand, version_option
from hantidy.cli.types import FILTER_NAME

if TYPE_CHECKING:
    from hantidy.filters.base import Filter, RuleText

WIDTH = 78


@click.command(cls=Subcommand, short_help="List the filters, or describe one.")
@click.argument("name", required=False, type=FILTER_NAME)
@version_option
def filters(name: str | None) -> None:
    """List the filters in the order they run, or describe one.

      hantidy filters
      hantidy filters gloss

    Use one with 'hantidy clean -f NAME:option=value', or add it to a
    preset with '--with'.
    """
    from hantidy import filters as registry  # noqa: PLC0415 - after --help

    if name is None:
        click.echo(_list([registry.kind_of(each) for each in registry.names()]))
    else:
        click.echo(_description(registry.kind_of(name)))


def _list(kinds: list[type[Filter]]) -> str:
    wide = max(len(kind.name) for kind in kinds)
    # One line a filter, for whoever reads with awk.
    lines = [
        f"{kind.name:<{wide}}  {kind.kind:<6}  {_shortened(_summary(kind), WIDTH - wide - 10)}"
        for kind in kinds
    ]
    about = "repair: undoes damage, anywhere. style: leaves code, links, tables alone."
    return "\n".join([*lines, "", about, "'hantidy filters NAME' describes one."])


def _description(kind: type[Filter]) -> str:
    from hantidy.filters import options  # noqa: PLC0415

    about = [_filled(part) for part in _text(kind).split("\n\n")]
    parts = [f"{kind.name} ({kind.kind} filter)", *about]
    default = kind()
    if known := options.types(kind):
        rows = [
            f"{option}={options.in_shell(default.options[option])}\n"
            + _indented(options.about(kind.name, option))
            + _indented(options.choices(wanted))
            for option, wanted in known.items()
        ]
        about_options = "\n".join("  " + row.rstrip("\n") for row in rows)
        parts.append(f"Options, with their defaults:\n{about_options}")
    else:
        parts.append("It has no options.")
    if kind.examples:
        shown = [
            f"{_wrapped(_visible(before), '  ')}\n{_wrapped(_visible(after), '→ ')}"
            for before, after in kind.examples
        ]
        parts.append("Examples:\n\n" + "\n\n".join(shown))
    if rules := kind.rules():
        parts.append("Rules, each with what it changes and what it leaves alone:")
        parts.append("\n".join(map(_ruled, rules)))
    parts.append(f"Try it:  echo '…' | hantidy clean -f {kind.name}")
    return "\n\n".join(parts)


def _ruled(rule: RuleText) -> str:
    """Describe a rule: its name and reason, what it changes, what stays."""
    changed = "; ".join(
        f"{_visible(before)} → {_visible(after)}" for before, after in rule.examples
    )
    stays = ", ".join(map(_visible, rule.untouched))
    lines = [f"  {rule.name}: {rule.reason}", _wrapped(changed, "    ")]
    if stays:
        lines.append(_wrapped(f"not {stays}", "    "))
    return "\n".join(lines)


def _indented(text: str) -> str:
    lines = textwrap.wrap(text, WIDTH - 6, break_on_hyphens=False)
    return "".join(f"      {line}\n" for line in lines)


def _filled(paragraph: str) -> str:
    """Wrap ``paragraph``, unless it was laid out by hand."""
    if any(line.startswith((" ", "-", "*", "|")) for line in paragraph.split("\n")):
        return paragraph
    return textwrap.fill(" ".join(paragraph.split()), WIDTH, break_on_hyphens=False)


def _wrapped(text: str, mark: str) -> str:
    """Wrap ``text`` for a terminal, where hanzi take two columns."""
    from hantidy.reports.explain import cut  # noqa: PLC0415 - only for a description

    lines: list[str] = []
    while text:
        line = cut(text, WIDTH - len(mark))
        lines.append((mark if not lines else "  ") + line)
        text = text[len(line) :]
    return "\n".join(lines) or mark


def _summary(kind: type[Filter]) -> str:
    return " ".join(_text(kind).split("\n\n")[0].split())


def _shortened(text: str, room: int) -> str:
    return text if len(text) <= room else text[: room - 1].rsplit(" ", 1)[0].rstrip(",;:") + " …"


def _text(kind: type[Filter]) -> str:
    """Return the filter's docstring, formatted for a terminal."""
    return inspect.cleandoc(kind.__doc__ or "").replace("``", "`")


def _visible(text: str) -> str:
    """Return ``text`` with invisible characters escaped, for an example."""
    return "".join(
        char if char.isprintable() or char == "\u3000" else char.encode("unicode_escape").decode()
        for char in text
    )
