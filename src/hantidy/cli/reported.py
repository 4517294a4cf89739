"""The output of commands that report on texts: standard output, or the file of -o."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping

import click

from hantidy.cli import console


def kind_of_report(output: str | None, kinds: Mapping[str, str]) -> str:
    """Return the kind of report for the file ``output``, by its extension ("" for none).

    Raises UsageError for an extension that is not in ``kinds``.
    """
    extension = os.path.splitext(output or "")[1].lower()
    if extension not in kinds:
        *names, last = dict.fromkeys(kinds.values())
        raise click.UsageError(
            f"what {output} shall be is unclear; its extension is one of "
            f"{', '.join(filter(None, kinds))}, or --format says {', '.join(names)} or {last}"
        )
    return kinds[extension]


def write_report(parts: Iterable[str], inputs: Iterable[str], output: str | None) -> None:
    """Write ``parts``, made of the files ``inputs``, to ``output``, atomically.

    None and ``-`` are standard output. Raises UsageError if ``output`` is one of the inputs.
    """
    from hantidy.decoding import encode  # noqa: PLC0415 - after --help
    from hantidy.records.outputs import NewFile, Output, Stream  # noqa: PLC0415

    if output in (None, "-"):
        console.needs_standard_output()
        target: Output = Stream(1)
    else:
        name = str(output)
        if os.path.exists(name) and any(
            os.path.exists(file) and os.path.samefile(file, name) for file in inputs
        ):
            raise click.UsageError(f"{name} is an input, which -o would overwrite")
        console.refuse_folder(name)
        target = NewFile(name)
    try:
        for part in parts:
            target.write(encode(part))
        target.commit()
    except BaseException:
        target.discard()
        raise
