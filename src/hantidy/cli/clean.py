"""hantidy clean."""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from hantidy.cli import console
from hantidy.cli.clean_options import clean_options
from hantidy.cli.help_format import Subcommand, version_option
from hantidy.cli.option_conflicts import refuse_contradictions
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.types import FILE
from hantidy.errors import HantidyError

if TYPE_CHECKING:
    from hantidy.records.inputs import Input, Skipped
    from hantidy.records.outputs import Quarantine
    from hantidy.records.targets import Target

STATS_TO_STDERR = "-"


class _Clean(Subcommand):
    """A command whose ``--stats`` takes a file only as ``--stats=FILE``.

    Otherwise ``hantidy clean --stats page.txt`` would overwrite the page.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        end = args.index("--") if "--" in args else len(args)
        for arg, value in pairwise(args[:end]):
            if arg == "--stats" and value.endswith(".json") and not os.path.exists(value):
                raise click.UsageError(
                    f"--stats alone writes to standard error; to write {value}, --stats={value}",
                    ctx,
                )
        args = [
            f"--stats={STATS_TO_STDERR}" if arg == "--stats" and at < end else arg
            for at, arg in enumerate(args)
        ]
        return super().parse_args(ctx, args)


@click.command(cls=_Clean, short_help="Clean text: standard input to standard output, or files.")
@row_options
@clean_options
@version_option
@click.argument("files", metavar="[FILE]...", nargs=-1, type=FILE)
def clean(files: tuple[str, ...], **options: Any) -> int:
    """Clean text: standard input to standard output, or files.

      cat page.txt | hantidy clean
      hantidy clean -p repair --to tw page.txt -o clean.txt
      hantidy clean -i -r --backup .orig pages/
      hantidy clean --field title --field text -j 4 crawl.jsonl.zst
      hantidy clean --check --diff notes.md

    Text goes to standard output, everything else to standard error.
    Exit code 0: done; 1: --check found differences or records were
    rejected; 2: wrong usage, or something could not be read or written.
    """
    refuse_contradictions(files=files, **options)
    return _Run(files, **options).run()


class _Run:
    """One call of the command: options in, calls of `hantidy.records` out."""

    def __init__(
        self,
        files: tuple[str, ...],
        *,
        per_line: bool,
        encoding: str,
        errors: str,
        null_data: bool,
        line_buffered: bool,
        format_: str | None,
        fields: tuple[str, ...],
        on_error: str | None,
        output: str | None,
        in_place: bool,
        backup: str | None,
        recursive: bool,
        files_from: str | None,
        check: bool,
        diff: bool,
        jobs: int,
        progress: str,
        stats: str | None,
        unpack_limit: int,
        ignore_files: bool,
        remote: bool,
        output_dir: str | None,
        compress: str | None,
        quiet: bool,
        **row: Any,
    ) -> None:
        self.files = files
        self.files_from = files_from
        self.recursive = recursive
        self.null_data = null_data
        self.ignored: Any = None
        if ignore_files:
            from hantidy.records.ignore_files import IgnoreFiles  # noqa: PLC0415

            self.ignored = IgnoreFiles()
        self.quiet = quiet
        self.remote = remote
        self.output_dir = output_dir
        self.compress = compress
        self.format = format_ or ""
        self.output = output
        self.in_place = in_place
        self.backup = backup
        self.check = check
        self.diff = diff
        self.progress = progress
        self.stats = stats
        self.encoding = encoding
        self.on_error = on_error
        from hantidy.decoding import Decoder  # noqa: PLC0415 - after --help
        from hantidy.records.settings import Settings  # noqa: PLC0415

        try:
            Decoder(encoding, errors)
        except HantidyError as error:
            raise click.UsageError(str(error)) from error
        self._quarantine = self._quarantined(errors)
        self.how = Settings(
            pipeline_from(**row),
            encoding,
            errors,
            self.format,
            tuple(dict.fromkeys(fields)) or ("text",),
            tuple(dict.fromkeys(fields)),
            per_line=per_line or line_buffered,
            null_data=null_data,
            on_error=(on_error or "skip").partition("=")[0],
            unpack_limit=unpack_limit,
            jobs=1 if line_buffered else jobs or os.cpu_count() or 1,
            count=stats is not None,
        )

    def run(self) -> int:
        from hantidy.records.cleaning import clean_files  # noqa: PLC0415
        from hantidy.records.run import Summary  # noqa: PLC0415

        summary = Summary(console.say, quiet=self.quiet)
        target = self._target()
        shown = self._shown_progress()
        try:
            clean_files(
                self.how,
                self._inputs(target, summary),
                target,
                summary,
                quarantine=self._quarantine,
                progress=None if shown is None else shown.update,
            )
            if summary.failed and not summary.inputs:
                target.discard()  # nothing was read: an older output is better than an empty one
            else:
                target.close()
        except BaseException:
            target.discard()
            raise
        finally:
            if shown is not None:
                shown.close()
            if self._quarantine is not None:
                self._quarantine.close()
        if summary.already and not self.quiet:
            files = "input was" if summary.already == 1 else "inputs were"
            console.say(f"{summary.already:,} {files} done by an earlier run")
        if self.ignored is not None and self.ignored.count and not self.quiet:
            count = self.ignored.count
            names = "file or folder" if count == 1 else "files and folders"
            console.say(f"{count:,} {names} left out by ignore files")
        if self.stats is not None:
            self._tell(summary)
        if summary.failed or summary.left:
            return console.FAILED
        if summary.rejected or (self.check and summary.changed):
            return console.DIFFERS
        return console.DONE

    def _inputs(self, target: Target, summary: Any) -> Iterator[Input | Skipped]:
        from hantidy.records.inputs import Input, Skipped, find_inputs  # noqa: PLC0415
        from hantidy.records.outputs import identity, is_special  # noqa: PLC0415

        found = find_inputs(
            self.names,
            recursive=self.recursive,
            nul_is_meant=self.null_data or self.encoding.lower().startswith(("utf-16", "utf-32")),
            backup=self.backup or "",
            remote=self.remote or self.files_from is None,
            left_out=self._left_out if self.ignored or self.output_dir else None,
        )
        numbers = None if self._numbers is None else identity(self._numbers)
        for each in found:
            if numbers is not None and isinstance(each, Input) and identity(each.name) == numbers:
                raise click.UsageError(
                    f"{each.name} is an input, which --stats would overwrite; name another file"
                )
            if self.in_place and isinstance(each, Input) and each.remote:
                yield Skipped(each.name, "is not here, so it cannot be changed in place")
            elif self.in_place and isinstance(each, Input) and is_special(each.name):
                # A pipe would be waited for.
                yield Skipped(each.name, "not an ordinary file, so it cannot be changed in place")
            elif isinstance(each, Input) and target.is_done(each):
                summary.already += 1
            else:
                yield each

    @cached_property
    def names(self) -> list[str]:
        """The names of inputs that were given, on the command line or in a list."""
        from hantidy.records.inputs import listed  # noqa: PLC0415

        if self.files_from is not None:
            return listed(console.read(self.files_from))
        return list(self.files) or ["-"]

    def _left_out(self, path: str, *, folder: bool) -> bool:
        """Whether ignore files name ``path``, or it is an output of this run."""
        ours = self.output_dir
        if folder and ours and os.path.isdir(ours) and os.path.samefile(path, ours):
            return True
        return self.ignored is not None and bool(self.ignored.leaves_out(path, folder=folder))

    @property
    def _numbers(self) -> str | None:
        """Return the file of ``--stats``."""
        return None if self.stats == STATS_TO_STDERR else self.stats

    def _target(self) -> Target:
        from hantidy.records import outputs, targets  # noqa: PLC0415

        if self.in_place:
            return targets.InPlace(
                self.backup or "",
                encoding_given=self.encoding not in ("auto", "per-line"),
                drop_rejected=self.on_error is not None,
            )
        if self.output_dir is not None:
            return self._into_folder(self.output_dir)
        if self.diff:
            from hantidy.reports.diff import UnifiedDiff  # noqa: PLC0415

            console.needs_standard_output()
            return targets.Compared(
                UnifiedDiff(
                    outputs.Stream(1).write,
                    colour=console.uses_colour(1),
                    visible=console.is_terminal(1),
                ),
                only_asks=False,
            )
        if self.check:
            return targets.Compared(only_asks=self.stats is None)
        return self._together()

    def _together(self) -> Target:
        """One output for all inputs: a file, or standard output."""
        from hantidy.records import outputs, targets  # noqa: PLC0415
        from hantidy.records.remote import is_remote  # noqa: PLC0415

        if self.output and self.output != "-":
            name = self.output
            console.refuse_folder(name)
            if is_remote(name):
                from hantidy.records.remote_outputs import RemoteFile  # noqa: PLC0415

                return targets.Together(RemoteFile(name), self.format, name=name)
            if outputs.is_special(name):
                return targets.Together(outputs.Device(name), self.format)
            return targets.Together(
                outputs.NewFile(name), self.format, outputs.identity(name), name
            )
        console.needs_standard_output()
        return targets.Together(outputs.Stream(1), self.format, outputs.identity(1))

    def _into_folder(self, folder: str) -> Target:
        from hantidy.records.into_folder import IntoFolder, common_folder  # noqa: PLC0415

        how = self.how
        settings = (how.pipeline.fingerprint, how.encoding, how.errors, how.format, how.fields,
                    how.columns, how.per_line, how.null_data, how.on_error)  # fmt: skip
        named = [
            name
            for name in self.names
            if name != "-" and "://" not in name and not os.path.isdir(name)
        ]
        return IntoFolder(folder, common_folder(named), repr(settings), self.compress or "")

    def _quarantined(self, errors: str) -> Quarantine | None:
        name = (self.on_error or "").partition("=")[2]
        if not name:
            return None
        from hantidy.records.outputs import Quarantine  # noqa: PLC0415

        return Quarantine(name, raw=errors == "raw")

    def _shown_progress(self) -> Any:
        wanted = self.progress == "always" or (
            self.progress == "auto" and console.is_terminal(2) and not console.is_terminal(1)
        )
        if not wanted:
            return None
        from hantidy.reports.progress import Progress  # noqa: PLC0415

        return Progress(self.names)

    def _tell(self, summary: Any) -> None:
        from hantidy.reports import stats  # noqa: PLC0415

        if self._numbers is None:
            console.say(stats.table(summary), prefix="")
            return
        from hantidy.records import outputs  # noqa: PLC0415

        special = outputs.is_special(self._numbers)
        file = (outputs.Device if special else outputs.NewFile)(self._numbers)
        try:
            file.write(stats.json_text(summary).encode())
            file.commit()
        except BaseException:
            file.discard()
            raise
