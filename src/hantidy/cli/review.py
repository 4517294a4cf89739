"""hantidy review."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

import click

from hantidy.cli.corpus import Corpus, audited, corpus_options, is_one_text, sample_options
from hantidy.cli.help_format import Subcommand, version_option
from hantidy.cli.pipeline_options import pipeline_from, row_options
from hantidy.cli.reported import write_report
from hantidy.cli.text_options import encoding_option, lang_option, report_option
from hantidy.cli.traces import named_traces, record_option
from hantidy.cli.types import FILE

if TYPE_CHECKING:
    from hantidy.pipeline import Pipeline


@click.command(
    cls=Subcommand, short_help="Make a page on which edits, or kinds, are accepted and rejected."
)
@row_options
@encoding_option
@corpus_options
@record_option
@sample_options
@lang_option
@report_option
@version_option
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=FILE)
def review(
    files: tuple[str, ...],
    *,
    encoding: str,
    fields: tuple[str, ...],
    jsonl: bool,
    recursive: bool,
    record: int | None,
    lang: str,
    output: str | None,
    sample: int | None,
    seed: int,
    jobs: int,
    **row: Any,
) -> int:
    """Make a page of HTML on which each edit is accepted or rejected.

      hantidy review page.txt -o review.html
      hantidy clean --decisions page.txt.decisions.toml page.txt
      hantidy review --field content --sample 20000 crawl.jsonl -o kinds.html
      hantidy review -r pages/ -o kinds.html

    The page needs no network and no server. It gives the decisions, which
    'hantidy clean' obeys, and of a single text the clean text too. Of records
    and folders it shows the kinds of edits with contexts, each to accept or
    reject as a whole; --record N shows one record as a text.
    """
    pipeline = pipeline_from(**row)
    corpus = Corpus(files, fields, encoding, jsonl, recursive)
    made = made_page(corpus, pipeline, record, lang=lang, sample=sample, seed=seed, jobs=jobs)
    write_report([made], files, output)
    return corpus.code


def made_page(
    corpus: Corpus,
    pipeline: Pipeline,
    record: int | None,
    *,
    read_only: bool = False,
    lang: str = "",
    sample: int | None = None,
    seed: int = 0,
    jobs: int = 1,
) -> str:
    """Return the page of ``corpus``: of its text, if it is one, else of its kinds of edits."""
    from hantidy.reports.review import page, page_of_kinds  # noqa: PLC0415 - after --help

    obeyed = None if read_only else pipeline
    if record or is_one_text(corpus.files, jsonl=corpus.jsonl):
        found = list(islice(named_traces(corpus, pipeline, record), 2))
        if len(found) > 1:
            raise click.UsageError(
                f"record {record} holds more than one text; name one file and one --field"
            )
        if not found:  # and why has been told
            raise SystemExit(corpus.code)
        trace, file, number, _, bom = found[0]
        return page(trace, _name(file) + f"-{number}" * bool(number), obeyed, lang, bom=bom)
    audit = audited(corpus, pipeline, sample=sample, seed=seed, jobs=jobs)
    return page_of_kinds(audit, _name(corpus.files[0]), obeyed, lang)


def _name(file: str) -> str:
    """Return the name of the page and its downloads."""
    return "text.txt" if file == "-" else file.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
