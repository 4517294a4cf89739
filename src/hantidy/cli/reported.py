"""Where a command that reports on texts writes: standard output, or a file named by -o."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from hantidy.cli import console

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["kind_of_report", "write_report"]


def kind_of_report(output: str | None, kinds: Mapping[str, str]) -> str:
    """Return what ``kinds`` (by extension; "" where there is none) has for the file ``output``.

    UsageError where the extension is another.
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
    """Write ``parts``, made of the files ``inputs``, to ``output``: whole, or not at all.

    None and ``-`` are standard output. UsageError where ``output`` is one of the inputs.
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
