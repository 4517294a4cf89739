"""The options that say which filters run, shared by the commands that clean."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from hantidy.cli.help_format import Command, option, with_options
from hantidy.cli.types import FILE, FILTER, FILTER_NAME, PRESET, SCRIPT, SCRIPTS
from hantidy.errors import HantidyError, meant

if TYPE_CHECKING:
    from hantidy.pipeline import Pipeline

AUTO = "auto"
"""The value of ``--config`` that stands for the configuration of the repository."""
_MEANT = {
    "tw": ("zh-tw", "zh-hant-tw", "taiwan", "zh_tw"),
    "hk": ("zh-hk", "zh-mo", "zh-hant-hk", "hongkong", "zh_hk"),
    "hans": ("zh-cn", "zh-sg", "zh-hans", "cn", "zh_cn", "zh", "sc", "simplified", "chs"),
    "hant": ("zh-hant", "tc", "traditional", "cht", "t"),
}
"""Other names of targets: language tags and common words."""


def row_options(command: Command) -> Command:
    """Give ``command`` the options that `pipeline_from` takes."""
    options = (
        option(
            "-p",
            "--preset",
            metavar="NAME",
            type=PRESET,
            section="Filters",
            help="none, repair, web (the default) or normal.",
        ),
        option(
            "--to",
            metavar="SCRIPT",
            type=SCRIPT,
            section="Filters",
            help="Convert too: hans, hansp, hant, tw, twp or hk (p: with the region's words).",
        ),
        option(
            "-f",
            "--filter",
            "only",
            metavar="NAME[:k=v,…]",
            type=FILTER,
            multiple=True,
            section="Filters",
            help="Run this filter; repeat for a row in that order. Replaces the preset.",
        ),
        option(
            "--with",
            "added",
            metavar="NAME[:k=v,…]",
            type=FILTER,
            multiple=True,
            section="Filters",
            help="Add a filter at its place, or set its options.",
        ),
        option(
            "--without",
            metavar="NAME",
            type=FILTER_NAME,
            multiple=True,
            section="Filters",
            help="Leave a filter out.",
        ),
        option(
            "-c",
            "--config",
            metavar="FILE.toml",
            type=FILE,
            section="Filters",
            help="Take the row from a file ('hantidy presets NAME' prints one); auto: from "
            "hantidy.toml or [tool.hantidy] of pyproject.toml, here or above.",
        ),
        option(
            "--keep",
            metavar="WORD",
            multiple=True,
            section="Filters",
            help="A word (a name, say) that no filter touches.",
        ),
        option(
            "--keep-file",
            "keep_files",
            metavar="FILE",
            type=FILE,
            multiple=True,
            section="Filters",
            help="Such words, one a line.",
        ),
        option(
            "--decisions",
            metavar="FILE.toml",
            type=FILE,
            multiple=True,
            section="Filters",
            help="Edits that are not made ('hantidy review' writes them).",
        ),
    )
    return with_options(options, command)


def checked_script(to: str | None) -> None:
    """Raise UsageError if ``to`` is no target, with the likeliest one."""
    if to is None or to in SCRIPTS:
        return
    name = to.lower()
    known = f"--to is {', '.join(SCRIPTS)}"
    for target, others in _MEANT.items():
        if name in others:
            words = f" (or {target}p with the region's words)" if f"{target}p" in SCRIPTS else ""
            raise click.UsageError(f"{known}; {to} is {target}{words}")
    if "2" in name:
        raise click.UsageError(
            f"{known}; {to} is a configuration of OpenCC: --with script:config={to}"
        )
    raise click.UsageError(f"{known}, not {to}{meant(to, SCRIPTS)}")


def pipeline_from(
    *,
    preset: str | None,
    to: str | None,
    only: tuple[str, ...],
    added: tuple[str, ...],
    without: tuple[str, ...],
    config: str | None,
    default: Pipeline | None = None,
    keep: tuple[str, ...] = (),
    keep_files: tuple[str, ...] = (),
    decisions: tuple[str, ...] = (),
) -> Pipeline:
    """Return the pipeline that the options name; UsageError if they contradict each other.

    ``default`` is the row if no option names one; preset web if it is None.
    """
    import hantidy  # noqa: PLC0415 - the room is entered when it is needed
    from hantidy import filters  # noqa: PLC0415

    given = [
        name
        for name, value in (("--preset", preset), ("--filter", only), ("--config", config))
        if value
    ]
    if len(given) > 1:
        raise click.UsageError(f"{' and '.join(given)} each say the whole row; give one of them")
    checked_script(to)
    _refuse_contradictions(to=to, only=only, added=added, without=without)
    try:
        if config == AUTO:
            from hantidy.pipeline.project import load_project  # noqa: PLC0415

            pipeline = load_project().pipeline
        elif config:
            pipeline = hantidy.load(config)
        elif only:
            pipeline = hantidy.Pipeline([filters.parse(each) for each in only])
        elif default is not None and not preset:
            pipeline = default
        else:
            pipeline = hantidy.preset(preset or "web")
        for each in added:
            pipeline = pipeline.including(filters.parse(each))
        if without:
            pipeline = pipeline.without(*without)
        if to:
            pipeline = _converting(pipeline, to)
        pipeline = _withholding(pipeline, keep, keep_files, decisions)
    except HantidyError as error:
        raise click.UsageError(str(error)) from error
    return pipeline


def _withholding(
    pipeline: Pipeline, keep: tuple[str, ...], keep_files: tuple[str, ...], decided: tuple[str, ...]
) -> Pipeline:
    if not (keep or keep_files or decided):
        return pipeline
    from hantidy.pipeline import config  # noqa: PLC0415 - seldom asked for

    words = [*keep, *(word for path in keep_files for word in config.words_of(path))]
    found = [each for path in decided for each in config.decisions_of(path)]
    return pipeline.keeping(words).excepting(found)


def _refuse_contradictions(
    *, to: str | None, only: tuple[str, ...], added: tuple[str, ...], without: tuple[str, ...]
) -> None:
    """Raise UsageError if a filter is named twice, or both added and removed."""
    from hantidy.filters.options import split  # noqa: PLC0415 - after --help

    for asking, written in (("--filter", only), ("--with", added)):
        names = [split(each)[0] for each in written]
        for name in names:
            if names.count(name) > 1:
                raise click.UsageError(
                    f"{asking} names {name} twice; once is enough, since the row is applied "
                    "until nothing changes: give all its options there"
                )
            if name in without:
                raise click.UsageError(
                    f"{asking} {name} asks for a filter that --without {name} leaves out; "
                    "give one of them"
                )
            if name == "script" and to:
                raise click.UsageError(
                    f"--to {to} converts already; give it, or {asking} script:to={to} with what "
                    "other options there are"
                )
    both = {split(each)[0] for each in only} & {split(each)[0] for each in added}
    if both:
        raise click.UsageError(
            f"--filter and --with both name {min(both)}; give all its options in one of them"
        )
    if only and without:
        raise click.UsageError("--filter says the whole row, so --without has nothing to leave out")
    if to and "script" in without:
        raise click.UsageError(f"--to {to} needs the filter that --without script leaves out")


def _converting(pipeline: Pipeline, to: str) -> Pipeline:
    """Return ``pipeline`` with the conversion set to ``to``, its other options kept."""
    from hantidy import filters  # noqa: PLC0415 - after --help

    for each in pipeline.filters:
        if each.name == "script":
            if config := each.options["config"]:
                raise click.UsageError(
                    f"the row converts by the configuration {config} already; leave out --to {to}"
                )
            return pipeline.replace("script", to=to)
    return pipeline.including(filters.get("script", to=to))
