"""Hugging Face datasets: two processes; a second run comes from the cache."""

import tempfile

from datasets import Dataset, load_dataset

import hantidy
from records import CLEAN, RECORDS


def main() -> None:
    """Clean the records twice."""
    clean = hantidy.MapBatch(hantidy.preset("web"), "text")
    with tempfile.TemporaryDirectory() as folder:
        Dataset.from_list(RECORDS).to_json(f"{folder}/pages.jsonl")
        pages = load_dataset(
            "json", data_files=f"{folder}/pages.jsonl", split="train", cache_dir=folder
        )
        first = pages.map(clean, batched=True, num_proc=2)
        again = pages.map(clean, batched=True, num_proc=2)
        print(first["text"][:])
        assert list(first["text"]) == CLEAN
        assert [file["filename"] for file in first.cache_files] == [
            file["filename"] for file in again.cache_files
        ]


if __name__ == "__main__":
    main()
