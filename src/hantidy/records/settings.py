"""Settings of a run over files."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from hantidy.pipeline import Pipeline
from hantidy.records.compressed import UNPACK_LIMIT


@dataclass(frozen=True)
class Settings:
    """The pipeline, and how documents are found in files; picklable.

    ``format`` is text, jsonl, parquet, arrow, one of `hantidy.records.formats`, or empty to go by
    each file's extension. ``columns`` names what to clean in those formats; without any, all is.
    ``on_error`` is what becomes of a record that cannot be read: fail, skip, or quarantine.
    """

    pipeline: Pipeline
    encoding: str = "auto"
    errors: str = "replace"
    format: str = ""
    fields: tuple[str, ...] = ("text",)
    columns: tuple[str, ...] = ()
    per_line: bool = False
    null_data: bool = False
    on_error: str = "skip"
    jobs: int = 1
    unpack_limit: int = UNPACK_LIMIT
    """Largest ratio of decompression of inputs; 0: no limit."""
    count: bool = False
    """Whether changes are counted by rule."""
    compare: bool = False
    """Whether results come with what they were made of."""

    @property
    def raw(self) -> bool:
        """Whether undecodable bytes come out as they were."""
        return self.errors == "raw"

    @property
    def nul_is_meant(self) -> bool:
        """Whether NUL bytes are allowed: NUL ends records, or the encoding was named."""
        return self.null_data or self.encoding not in ("auto", "per-line")


@dataclass(frozen=True)
class Named:
    """Part of a document that decisions name."""

    part: Any
    name: str

    def clean(self, how: Settings) -> Any:
        """Return what becomes of it."""
        return self.part.clean(replace(how, pipeline=how.pipeline.in_document(self.name)))
