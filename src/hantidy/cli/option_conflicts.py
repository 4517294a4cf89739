"""Options of ``hantidy clean`` that contradict each other or would do nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import click

_RECORDS = frozenset({"jsonl", "parquet", "arrow"})


def refuse_contradictions(**options: Any) -> None:
    """Raise UsageError for the first contradiction, with what to do instead."""
    for found in (_in_documents, _in_output, _in_inputs, _in_run):
        for contradiction, message in found(**options):
            if contradiction:
                raise click.UsageError(message)


def _formats(
    files: tuple[str, ...], format_: str | None, *, recursive: bool, files_from: str | None
) -> frozenset[str]:
    """Return the formats of the inputs; empty if only the files show them."""
    from hantidy.records.source import format_of  # noqa: PLC0415 - after --help

    if format_:
        return frozenset({format_})
    if recursive or files_from is not None:
        return frozenset()
    return frozenset(map(format_of, files or ("-",)))


def _in_documents(
    *,
    files: tuple[str, ...],
    format_: str | None,
    fields: tuple[str, ...],
    on_error: str | None,
    per_line: bool,
    null_data: bool,
    line_buffered: bool,
    recursive: bool,
    files_from: str | None,
    jobs: int,
    **_: Any,
) -> Iterator[tuple[bool, str]]:
    formats = _formats(files, format_, recursive=recursive, files_from=files_from)
    records = bool(formats) and formats <= _RECORDS
    text = formats == {"text"}
    of_records = "and the input is text; --format jsonl says that each line is a record"
    yield (
        records and (per_line or null_data),
        "--per-line and --null-data are for text; a record is a document already",
    )
    yield text and bool(fields), f"--field names a field of records, {of_records}"
    yield text and on_error is not None, f"--on-error is about records, {of_records}"
    yield (
        per_line and null_data,
        "with --per-line a document is a line, with --null-data a NUL record: give one",
    )
    yield (
        line_buffered and null_data,
        "--line-buffered is for lines, --null-data for NUL records: give one",
    )
    yield (
        line_buffered and jobs != 1,
        "--line-buffered lets each line out at once, -j gathers many: give one",
    )
    mode, equals, file = (on_error or "skip").partition("=")
    well_formed = (mode == "quarantine" and file) or (mode in ("fail", "skip") and not equals)
    yield not well_formed, "--on-error is fail, skip or quarantine=FILE"


def _in_output(
    *,
    output: str | None,
    in_place: bool,
    backup: str | None,
    check: bool,
    diff: bool,
    output_dir: str | None,
    compress: str | None,
    **_: Any,
) -> Iterator[tuple[bool, str]]:
    yield (
        in_place and output is not None,
        "-i changes the files themselves and -o writes another; give one of them",
    )
    yield (
        output_dir is not None and (output is not None or in_place or check or diff),
        "--output-dir writes a file for each input; leave out -o, -i, --check and --diff",
    )
    yield compress is not None and output_dir is None, "--compress goes with --output-dir"
    yield output == "", "-o names a file; - is standard output"
    yield output_dir == "", "--output-dir names a folder; . is the one we are in"
    yield backup is not None and not in_place, "--backup goes with -i"
    yield backup == "" or "/" in (backup or ""), "--backup is a suffix such as .orig"
    yield (
        (check or diff) and (in_place or output is not None),
        "--check and --diff write no files; leave out -i and -o",
    )


def _in_inputs(
    *,
    files: tuple[str, ...],
    files_from: str | None,
    recursive: bool,
    in_place: bool,
    ignore_files: bool,
    remote: bool,
    **_: Any,
) -> Iterator[tuple[bool, str]]:
    yield (
        in_place and ("-" in files or (not files and files_from is None)),
        "standard input cannot be cleaned in place; name a file",
    )
    yield (
        bool(files) and files_from is not None,
        "name files, or list them with --files-from, not both",
    )
    yield (
        remote and files_from is None,
        "--remote is about names in --files-from; those on the command line need no option",
    )
    yield ignore_files and not recursive, "--ignore-files is about what -r finds; give both"
    yield (
        recursive and not files and files_from is None,
        "-r cleans what is in folders: name one (. is the one you are in)",
    )


def _in_run(
    *, output: str | None, on_error: str | None, stats: str | None, jobs: int, **_: Any
) -> Iterator[tuple[bool, str]]:
    yield jobs < 0, "-j is a number of processes; 0 is one for each core"
    yield stats == "", "--stats=FILE names a file; --stats alone writes to standard error"
    files = [output, stats, (on_error or "").partition("=")[2]]
    written = [os.path.realpath(name) for name in files if name and name != "-"]
    yield (
        len(written) > len(set(written)),
        "-o, --stats and quarantine each write a file: name different ones",
    )
