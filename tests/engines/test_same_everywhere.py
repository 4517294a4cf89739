"""The same 20,000 records, cleaned by everything that can: one text."""

import importlib
import importlib.util
import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

import hantidy

ENGINES = ("datasets", "ray", "pyspark", "polars", "pandas")
missing = [name for name in ENGINES if importlib.util.find_spec(name) is None]
pytestmark = pytest.mark.skipif(
    bool(missing), reason=f"{', '.join(missing)} not installed: pip install 'hantidy[engines]'"
)

PIECES = [
    "河湾(wan)(wan)开发区(qu)(qu)建(jian)成三座水厂", "達(dá)拉特旗的沙棘(jí)林", ",日供水５万吨。", "&amp;nbsp;",
    "占地面積３００畝\u200b", "(一(yi))", "先后建成;這里的干部", "库布其沙漠边缘种下的梭梭", "x,y\r\n", "`a,b`", "http://a.b/台湾",
    "電話:０４７７-１２３", "\u2028", "乌兰布和 , 沙漠", "“引号”", "GDP(2020年)增长8.6%",
]  # fmt: skip


def records():
    chance = random.Random(20_000)
    return [
        {"id": n, "text": None if n % 997 == 0 else "".join(chance.choices(PIECES, k=chance.randint(0, 8)))}
        for n in range(20_000)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    rows = records()
    file = folder / "pages.jsonl"
    file.write_text(
        "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8"
    )
    config = folder / "row.toml"
    config.write_text(
        'preset = "web"\n[[filter]]\nname = "gloss"\nstrictness = "aggressive"\n', encoding="utf-8"
    )
    return file, config, rows


@pytest.mark.filterwarnings("default")  # theirs, not ours
def test_same_everywhere(pages, monkeypatch, spark_on):
    file, config, rows = pages
    pipeline = hantidy.load(config)
    clean = hantidy.MapBatch(pipeline, "text")
    expected = pipeline.batch([row["text"] for row in rows])
    assert expected != [row["text"] for row in rows]
    results = {}

    for jobs in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "hantidy", "clean", "-c", config, "--format", "jsonl", "-j", jobs, file],
            capture_output=True, check=True,
        )  # fmt: skip
        results[f"pipe -j {jobs}"] = [json.loads(line)["text"] for line in done.stdout.splitlines()]

    import pandas as pd

    frame = clean(pd.DataFrame(rows))
    results["pandas"] = [text if isinstance(text, str) else None for text in frame["text"]]

    import polars as pl

    importlib.import_module("hantidy.engines.polars")

    lazy = pl.DataFrame(rows).lazy().with_columns(pl.col("text").hantidy.clean(pipeline))
    results["polars"] = lazy.collect(engine="streaming")["text"].to_list()

    monkeypatch.setenv("HF_HOME", str(Path(file).parent))
    import datasets

    table = datasets.load_dataset(
        "json", data_files=str(file), split="train", cache_dir=str(Path(file).parent)
    )
    first = table.map(clean, batched=True, num_proc=2)
    again = table.map(hantidy.MapBatch(hantidy.load(config), "text"), batched=True, num_proc=2)
    assert first.cache_files == again.cache_files
    results["datasets"] = list(first["text"])

    import ray

    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        for batch_format in ("pyarrow", "pandas", "numpy"):
            taken = (
                ray.data.from_items(rows).map_batches(clean, batch_format=batch_format).take_all()
            )
            taken.sort(key=lambda row: row["id"])
            results[f"ray {batch_format}"] = [
                row["text"] if isinstance(row["text"], str) else None for row in taken
            ]
    finally:
        ray.shutdown()

    from hantidy.engines.spark import register

    spark = spark_on("local[2]")
    made = spark.createDataFrame([(r["id"], r["text"]) for r in rows], "id long, text string")
    register(spark, "hantidy", pipeline)
    made.createOrReplaceTempView("pages")
    for name, cleaned in (
        ("spark mapInArrow", made.mapInArrow(clean, made.schema)),
        ("spark sql", spark.sql("SELECT id, hantidy(text) AS text FROM pages")),
    ):
        results[name] = [row.text for row in cleaned.orderBy("id").collect()]

    for name, texts in results.items():
        assert texts == expected, name
