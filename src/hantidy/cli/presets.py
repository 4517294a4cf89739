"""hantidy presets."""

from __future__ import annotations

import textwrap

import click

from hantidy.cli.help_format import Subcommand, version_option
from hantidy.cli.pipeline_options import checked_script
from hantidy.cli.types import PRESET, SCRIPT

WIDTH = 78


@click.command(cls=Subcommand, short_help="List the presets, or print one as TOML.")
@click.argument("name", required=False, type=PRESET)
@click.option("--to", metavar="SCRIPT", type=SCRIPT, help="With a conversion of script at the end.")
@version_option
def presets(name: str | None, to: str | None) -> None:
    """List the presets, or print one as TOML ready to edit.

      hantidy presets
      hantidy presets web > my.toml
      hantidy clean -c my.toml page.txt

    Without --to nothing is converted between simplified and traditional.
    """
    import hantidy  # noqa: PLC0415 - after --help
    from hantidy.pipeline import presets as known  # noqa: PLC0415

    checked_script(to)
    if name is not None:
        click.echo(hantidy.preset(name, to).to_toml(), nl=False)
        return
    for each in known.names():
        row = " ".join(one.name for one in hantidy.preset(each, to).filters) or "(no filter)"
        click.echo(f"{each:<8}{known.about(each)}")
        click.echo(
            textwrap.fill(
                row,
                WIDTH,
                initial_indent=" " * 8,
                subsequent_indent=" " * 8,
                break_on_hyphens=False,
            )
        )
    click.echo("\n'hantidy presets NAME' prints one as TOML ready to edit.")
