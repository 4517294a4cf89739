"""The command: a thin layer over what Python can do. One file a subcommand, loaded when used."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import click

from hantidy._version import __version__
from hantidy.cli.help_format import write_text

_COMMANDS = {
    "clean": "Clean text: standard input to standard output, or files.",
    "explain": "Show every edit, its rule and its reason.",
    "review": "Make a page on which each edit is accepted or rejected.",
    "audit": "Say what a pipeline would do, by kind of edit.",
    "check": "Lint a repository: a line per edit, exit 1 if any.",
    "detect": "Say what a text is: encoding, script, damage.",
    "filters": "List the filters, or describe one.",
    "presets": "List the presets, or print one as TOML.",
}
WIDTH = 80


class _Commands(click.Group):
    """Subcommands that are imported when they are called, not when help lists them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        module = import_module(f"hantidy.cli.{cmd_name}")
        command: click.Command = getattr(module, cmd_name)
        return command

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Move options before the command behind it."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            command = next((arg for arg in args if arg in _COMMANDS), "clean")
            raise click.UsageError(
                f"there is no option {error.option_name} before a command; options stand behind "
                f"it, as in 'hantidy {command} {error.option_name} …'",
                ctx,
            ) from error

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; an unknown name raises UsageError with the likeliest one."""
        name = args[0]
        if name not in _COMMANDS:
            raise click.UsageError(_no_command(name), ctx)
        return super().resolve_command(ctx, args)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        write_text(self.help or "", formatter)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(_COMMANDS.items()))

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            # click would exit with 1. Who reads our output has seen enough: that is success.
            ctx.exit(0)


def _tell_version(*, verbose: bool) -> None:
    if not verbose:
        click.echo(f"hantidy {__version__}")
        return
    from hantidy.cli.versions import versions  # noqa: PLC0415 - rarely asked for

    click.echo("\n".join(versions()))


def _no_command(name: str) -> str:
    import os  # noqa: PLC0415 - for errors only

    from hantidy.errors import meant  # noqa: PLC0415

    said = f"there is no command {name!r}"
    if near := meant(name, _COMMANDS):
        return said + near
    if os.path.exists(name) or os.path.splitext(name)[1] or os.sep in name:
        return f"{said}; did you mean 'hantidy clean {name}'?"
    return f"{said}; the commands are {', '.join(_COMMANDS)}"


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": WIDTH},
)
@click.option("-V", "--version", is_flag=True, help="Show the version and exit.")
@click.option("--verbose", is_flag=True, help="With --version: libraries and tables too.")
@click.pass_context
def hantidy(ctx: click.Context, *, version: bool, verbose: bool) -> None:
    """Undo what crawling does to Chinese text: inline readings, wrong decoding,
    mixed scripts, folded marks. Sound text is left alone.

      cat page.txt | hantidy clean
      hantidy clean --to tw -o clean.jsonl.gz crawl.jsonl.gz
      hantidy explain page.txt

    Each command has its own --help.
    """  # noqa: D205 - written for the terminal
    if verbose and not version:
        raise click.UsageError("--verbose goes with --version", ctx)
    if version:
        _tell_version(verbose=verbose)
        ctx.exit()
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())
