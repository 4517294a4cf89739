"""The options that say which filters run, shared by the commands that clean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from hantidy.cli.shape import option

if TYPE_CHECKING:
    from collections.abc import Callable

    from hantidy.pipeline import Pipeline

__all__ = ["pipeline_from", "row_options"]

Command = TypeVar("Command", bound="Callable[..., Any]")

SCRIPTS = ("hans", "hansp", "hant", "tw", "twp", "hk")


def row_options(command: Command) -> Command:
    """Give ``command`` the options that `pipeline_from` takes."""
    options = (
        option(
            "-p",
            "--preset",
            metavar="NAME",
            section="Filters",
            help="none, repair, web (the default) or normal.",
        ),
        option(
            "--to",
            metavar="SCRIPT",
            section="Filters",
            help="Convert too: hans, hansp, hant, tw, twp or hk (p: with the region's words).",
        ),
        option(
            "-f",
            "--filter",
            "only",
            metavar="NAME[:k=v,…]",
            multiple=True,
            section="Filters",
            help="Run this filter; repeat for a row in that order. Replaces the preset.",
        ),
        option(
            "--with",
            "added",
            metavar="NAME[:k=v,…]",
            multiple=True,
            section="Filters",
            help="Add a filter at its place, or set its options.",
        ),
        option(
            "--without",
            metavar="NAME",
            multiple=True,
            section="Filters",
            help="Leave a filter out.",
        ),
        option(
            "-c",
            "--config",
            metavar="FILE.toml",
            section="Filters",
            help="Take the row from a file ('hantidy presets NAME' prints one).",
        ),
    )
    for add in reversed(options):
        command = add(command)
    return command


def pipeline_from(
    *,
    preset: str | None,
    to: str | None,
    only: tuple[str, ...],
    added: tuple[str, ...],
    without: tuple[str, ...],
    config: str | None,
) -> Pipeline:
    """Return the pipeline that the options name; UsageError where they contradict each other."""
    import hantidy  # noqa: PLC0415 - the room is entered when it is needed
    from hantidy import filters  # noqa: PLC0415
    from hantidy.errors import HantidyError  # noqa: PLC0415

    given = [
        name
        for name, value in (("--preset", preset), ("--filter", only), ("--config", config))
        if value
    ]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} each say the whole row; give one of them")
    try:
        if config:
            pipeline = hantidy.load(config)
        elif only:
            pipeline = hantidy.Pipeline([filters.parse(each) for each in only])
        else:
            pipeline = hantidy.preset(preset or "web")
        for each in added:
            pipeline = pipeline.including(filters.parse(each))
        if without:
            pipeline = pipeline.without(*without)
        if to:
            pipeline = pipeline.including(filters.get("script", to=to))
    except HantidyError as error:
        raise click.UsageError(str(error)) from error
    return pipeline
