"""datatrove: a step of its pipelines that cleans and keeps the numbers of the cleaning."""

from collections.abc import Iterator

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.base import PipelineStep

import hantidy
from records import CLEAN, RECORDS


class HanTidy(PipelineStep):
    """Clean the text of each document; the edits of each filter go into its metadata."""

    name = "hantidy"
    type = "formatter"

    def __init__(self, preset: str = "web") -> None:
        """Take the name of a preset."""
        super().__init__()
        self.pipeline = hantidy.preset(preset)

    def run(
        self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1
    ) -> Iterator[Document]:
        """Yield every document, clean."""
        del rank, world_size
        for document in data:
            with self.track_time():
                trace = self.pipeline.trace(document.text)
                document.text = trace.text
                document.metadata["hantidy"] = trace.counts
                self.stat_update("edited" if trace.counts else "sound")
            yield document


documents = [
    Document(text=record["text"], id=str(record["id"])) for record in RECORDS if record["text"]
]
cleaned = list(HanTidy().run(documents))
print([(document.text, document.metadata) for document in cleaned])
assert [document.text for document in cleaned] == [text for text in CLEAN if text]
