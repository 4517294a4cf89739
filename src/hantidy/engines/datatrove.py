"""datatrove: a step of its pipelines that cleans documents and counts what it did.

    from hantidy.engines.datatrove import HanTidy

    LocalPipelineExecutor([JsonlReader("crawl"), HanTidy("web"), JsonlWriter("clean")]).run()

Needs the extra ``datatrove``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from datatrove.pipeline.base import PipelineStep

from hantidy.pipeline import Pipeline
from hantidy.pipeline.presets import preset

if TYPE_CHECKING:
    from datatrove.data import DocumentsPipeline

__all__ = ["HanTidy"]


class HanTidy(PipelineStep):  # type: ignore[misc]
    """Clean the text of each document.

    The statistics of the step count documents, documents changed, and edits by filter.
    ``counts`` names an entry of the metadata that gets the edits by filter of each document.
    """

    name = "🧹 hantidy"
    type = "✂️ - FORMAT"

    def __init__(
        self,
        pipeline: str | Pipeline = "web",
        to: str | None = None,
        counts: str | None = None,
    ) -> None:
        """Take a preset's name (and ``to``, a script), or a pipeline."""
        super().__init__()
        self.pipeline = preset(pipeline, to) if isinstance(pipeline, str) else pipeline
        self.counts = counts

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> Iterator[object]:
        """Yield every document, clean, in the order they come."""
        del rank, world_size
        for document in data or ():
            with self.track_time():
                trace = self.pipeline.trace(document.text)
                changed = trace.text != document.text
                document.text = trace.text
                if self.counts is not None:
                    document.metadata[self.counts] = trace.counts
                self.stat_update("documents", "changed" if changed else "unchanged")
                for filter_name, count in trace.counts.items():
                    self.stat_update(f"edits_{filter_name}", value=count)
            yield document
