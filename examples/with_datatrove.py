"""datatrove: a step of its pipelines that cleans and keeps the numbers of the cleaning."""

from datatrove.data import Document

from hantidy.engines.datatrove import HanTidy
from records import CLEAN, RECORDS

documents = [
    Document(text=record["text"], id=str(record["id"])) for record in RECORDS if record["text"]
]
step = HanTidy("web", counts="hantidy")
cleaned = list(step.run(documents))
print([(document.text, document.metadata) for document in cleaned])
assert [document.text for document in cleaned] == [text for text in CLEAN if text]
assert step.stats.stats["documents"].total == len(documents)
