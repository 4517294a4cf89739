"""Ray Data: the same callable in each of its batch formats."""

import ray

import hantidy
from records import CLEAN, RECORDS

clean = hantidy.MapBatch(hantidy.preset("web"), "text")
ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
for batch_format in ("pyarrow", "pandas", "numpy"):
    rows = ray.data.from_items(RECORDS).map_batches(clean, batch_format=batch_format).take_all()
    texts = [row["text"] for row in sorted(rows, key=lambda row: row["id"])]
    print(batch_format, texts)
    assert [text if isinstance(text, str) else None for text in texts] == CLEAN
ray.shutdown()
