"""Traces of named texts: whole files, and fields of records."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from hantidy.cli import console
from hantidy.cli.corpus import is_one_text, is_text
from hantidy.cli.help_format import option
from hantidy.errors import TooManyEditsError
from hantidy.records.names import undecodable

if TYPE_CHECKING:
    from hantidy.cli.corpus import Corpus
    from hantidy.core.edits import Trace
    from hantidy.pipeline import Pipeline
    from hantidy.reports.explain import Named

MOST_EDITS = 300_000
"""Most edits of one text kept in memory, about a kilobyte each."""

record_option = option(
    "--record",
    metavar="N",
    type=click.IntRange(1),
    section="Input",
    help="That record alone: the line of JSON Lines, the row of a table, the number of a value.",
)


def named_traces(corpus: Corpus, pipeline: Pipeline, record: int | None) -> Iterator[Named]:
    """Yield the trace of each text of ``corpus``, or of the texts of one ``record``.

    Raises UsageError if there is no text.
    """
    if is_one_text(corpus.files, jsonl=corpus.jsonl):
        if record:
            raise click.UsageError(
                f"{console.shown_input(corpus.files[0])} is one text, of which --record cannot "
                "take a part; --jsonl says that standard input holds records"
            )
        yield _whole(corpus.files[0], corpus.encoding, pipeline)
        return
    found = False
    for each in _of_many(corpus, pipeline, record):
        found = True
        yield each
    if record and not found and corpus.code == console.DONE:
        fields = " or ".join(map(repr, corpus.fields or ("text",)))
        raise click.UsageError(
            f"there is no record {record} with a text in its field {fields}; --field names another"
        )


def _of_many(corpus: Corpus, pipeline: Pipeline, record: int | None) -> Iterator[Named]:
    from hantidy.reports.explain import Named  # noqa: PLC0415 - after --help

    for given in corpus.inputs():
        if is_text(given.name, jsonl=corpus.jsonl):
            if not record:
                yield from corpus.guarded(given, _whole_of(given.name, corpus.encoding, pipeline))
            continue
        for each in corpus.documents(given):
            if not record or each.record == record:
                trace = _traced(pipeline, each.text, f"{given.name}, record {each.record}")
                yield Named(trace, given.name, each.record, each.field)
            elif each.record > record and len(corpus.fields) < 2:
                break


def _whole_of(file: str, encoding: str, pipeline: Pipeline) -> Iterator[Named]:
    yield _whole(file, encoding, pipeline)


def _whole(file: str, encoding: str, pipeline: Pipeline) -> Named:
    """Return the trace of ``file``, read as one text; undecodable bytes are reported."""
    from hantidy.decoding import decode  # noqa: PLC0415 - after --help
    from hantidy.reports.explain import Named  # noqa: PLC0415

    decoded = decode(console.read_text(file, "explain"), encoding)
    if decoded.damage:
        told = undecodable(len(decoded.damage), decoded.damage[0][0], "U+FFFD")
        console.say(f"{console.shown_input(file)}: {told}")
    return Named(_traced(pipeline, decoded.text, file), file, bom=decoded.bom)


def _traced(pipeline: Pipeline, text: str, name: str) -> Trace:
    """Return the trace of ``text``; OSError if it has too many edits."""
    try:
        return pipeline.engine.trace(text, MOST_EDITS)
    except TooManyEditsError as error:
        raise OSError(None, str(error), console.shown_input(name)) from error
