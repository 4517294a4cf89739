"""hantidy check."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from hantidy.cli import console
from hantidy.cli.help_format import Subcommand, option, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.types import FILE
from hantidy.errors import HantidyError
from hantidy.records.names import shown

if TYPE_CHECKING:
    from hantidy.pipeline import Pipeline
    from hantidy.pipeline.project import Project
    from hantidy.reports.checking import Checked, Remark

INCLUDED = ("*.md", "*.markdown", "*.rst", "*.adoc", "*.txt", "*.htm", "*.html")


@click.command(cls=Subcommand, short_help="Lint a repository: a line per edit, exit 1 if any.")
@row_options
@option("--fix", is_flag=True, section="Output", help="Make the edits, in place.")
@option(
    "--format",
    "format_",
    type=click.Choice(["text", "github", "sarif"]),
    default="text",
    section="Output",
    help="text for people, github for annotations in a workflow, sarif for code scanning.",
)
@option("-q", "--quiet", is_flag=True, section="Output", help="Say nothing but what failed.")
@option(
    "--include",
    metavar="PATTERN",
    multiple=True,
    section="Input",
    help="Read such files in folders, and no others. Default: Markdown, reST, text, HTML.",
)
@option(
    "--exclude",
    metavar="PATTERN",
    multiple=True,
    section="Input",
    help="Leave such files out, as a line of .gitignore would.",
)
@option(
    "--no-ignore-files",
    is_flag=True,
    section="Input",
    help="Read what .gitignore and .hantidyignore leave out, too.",
)
@version_option
@click.argument("paths", metavar="[PATH]...", nargs=-1, type=FILE)
def check(paths: tuple[str, ...], **options: Any) -> int:
    """Say what 'hantidy clean' would change in the texts of a repository.

      hantidy check
      hantidy check --fix docs README.md
      hantidy check --format github --exclude 'vendor/'

    The row and the patterns stand in [tool.hantidy] of pyproject.toml or in
    hantidy.toml, here or above. A line with 'hantidy: ignore' is left alone,
    as is what stands between 'hantidy: off' and 'hantidy: on'.
    Exit code 0: nothing to change (or all done by --fix); 1: something is;
    2: wrong usage, or something could not be read or written.
    """
    return _Check(paths or (".",), **options).run()


class _Check:
    """One call of the command."""

    def __init__(
        self,
        paths: tuple[str, ...],
        *,
        fix: bool,
        format_: str,
        quiet: bool,
        include: tuple[str, ...],
        exclude: tuple[str, ...],
        no_ignore_files: bool,
        **row: Any,
    ) -> None:
        from hantidy.pipeline.project import load_project  # noqa: PLC0415 - after --help
        from hantidy.records.ignore_files import IgnoreFiles, Patterns  # noqa: PLC0415

        self.paths = paths
        self.fix = fix
        self.format = format_
        self.quiet = quiet
        self.code = console.DONE
        self.found: list[tuple[str, Remark]] = []
        project = load_project()
        root = str(project.path.parent) if project.path else "."
        self.pipeline = self._row(project, row)
        self._include = Patterns(
            include or project.include or INCLUDED, root if not include else "."
        )
        self._excludes = (Patterns(project.exclude, root), Patterns(exclude))
        self._ignored = None if no_ignore_files else IgnoreFiles()

    @staticmethod
    def _row(project: Project, row: dict[str, Any]) -> Pipeline:
        """Return the row of the repository with the options; theirs alone if they name a row."""
        return pipeline_from(**row, default=project.pipeline)

    def run(self) -> int:
        console.needs_standard_output()
        for name in self._files():
            self._check(name)
        if self.format == "sarif":
            from hantidy.reports.remarks import as_sarif  # noqa: PLC0415

            click.echo(as_sarif(self.found), nl=False)
        return self.code

    def _fail(self, message: str) -> None:
        console.say(message)
        self.code = console.FAILED

    def _files(self) -> Iterator[str]:
        from hantidy.records.inputs import Input, find_inputs  # noqa: PLC0415

        found = find_inputs(self.paths, recursive=True, left_out=self._left_out)
        for each in found:
            if not isinstance(each, Input):
                if each.failed:
                    self._fail(f"{shown(each.name)}: {each.reason}")
                continue
            name = os.path.normpath(each.name)
            if each.found:
                if self._include.match(name):
                    yield name
            elif self._ignored is not None and self._ignored.is_ours(name):
                if not self.quiet:
                    console.say(f"{shown(name)}: left out by .hantidyignore (--no-ignore-files)")
            elif not any(one.match(name) for one in self._excludes):
                yield name

    def _left_out(self, path: str, *, folder: bool) -> bool:
        if any(each.match(path, folder=folder) for each in self._excludes):
            return True
        return self._ignored is not None and self._ignored.leaves_out(path, folder=folder)

    def _check(self, name: str) -> None:
        from hantidy.decoding import decode  # noqa: PLC0415
        from hantidy.decoding.binary import HEAD, not_text  # noqa: PLC0415

        if name == "-" and self.fix:
            self._fail("-: standard input cannot be mended in place; 'hantidy clean' writes it")
            return
        try:
            data = console.read_text(name, "check")
            if reason := not_text(data[:HEAD]):
                self._fail(f"{shown(name)}: {reason}")
                return
            decoded = decode(data)
            checked = self._checked(name, decoded.text)
            if self.fix and checked.text != decoded.text:
                if decoded.guessed or decoded.damage:
                    self._fail(f"{shown(name)}: left as it is: it is not sound UTF-8")
                else:
                    _write(name, checked.text, bom=decoded.bom)
                    return
        except OSError as error:
            self._fail(console.describe(error))
            return
        except HantidyError as error:
            self._fail(f"{shown(name)}: {error}")
            return
        self._tell(name, checked.remarks)

    def _checked(self, name: str, text: str) -> Checked:
        """Check ``text`` in the format of its name, so that --fix keeps its syntax."""
        from hantidy.records.formats import BY_VALUE, UNTOUCHED, values_of  # noqa: PLC0415
        from hantidy.records.source import format_of  # noqa: PLC0415
        from hantidy.reports.checking import Checked, check_text, check_values  # noqa: PLC0415

        kind = format_of(name)
        if kind in UNTOUCHED:
            return Checked((), text)
        if kind in BY_VALUE:
            return check_values(self.pipeline, text, values_of(kind, text))
        return check_text(self.pipeline, text)

    def _tell(self, name: str, remarks: tuple[Remark, ...]) -> None:
        from hantidy.reports import remarks as reports  # noqa: PLC0415

        if remarks and self.code == console.DONE:
            self.code = console.DIFFERS
        if self.format == "sarif":
            self.found += [(name, remark) for remark in remarks]
        elif not self.quiet:
            write = reports.as_github if self.format == "github" else reports.as_line
            for remark in remarks:
                click.echo(write(name, remark))


def _write(name: str, text: str, *, bom: bool) -> None:
    from hantidy.decoding import encode  # noqa: PLC0415
    from hantidy.records.outputs import Replacement  # noqa: PLC0415

    file = Replacement(name)
    try:
        file.write(encode("\ufeff" * bom + text))
        file.commit()
        if file.other_names:
            console.say(f"{console.shown_input(name)}: {file.other_names}")
    except BaseException:
        file.discard()
        raise
