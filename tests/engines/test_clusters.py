"""Two workers, one of which is killed in the middle: the job still ends, and ends right."""

import importlib.util
import os
import signal
import sys
from pathlib import Path

import pytest

import hantidy

TEXTS = [f"第{n}页,達(dá)拉特旗的沙棘;干部" for n in range(4000)]
ROWS = [{"id": n, "text": text} for n, text in enumerate(TEXTS)]


class KilledOnce:
    """Cleans batches; the first process to come to the middle is killed, as by a full memory."""

    def __init__(self, marker):
        self.marker = marker
        self.clean = hantidy.MapBatch(hantidy.preset("web"), "text")

    def __call__(self, batch):
        if 2000 in [int(str(n)) for n in batch["id"]]:
            try:
                os.close(os.open(self.marker, os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                pass
            else:
                os.kill(os.getpid(), signal.SIGKILL)
        return self.clean(batch)


def mapped(clean, batches):
    """What mapInArrow calls: each batch by itself."""
    for batch in batches:
        yield clean(batch)


@pytest.fixture
def clean(tmp_path):
    made = KilledOnce(str(tmp_path / "killed"))
    yield made
    assert Path(made.marker).exists()


@pytest.fixture
def expected():
    return hantidy.preset("web").batch(TEXTS)


@pytest.mark.filterwarnings("default")  # theirs, not ours
@pytest.mark.skipif(importlib.util.find_spec("ray") is None, reason="pip install 'hantidy[ray]'")
def test_ray(clean, expected, monkeypatch):
    import ray

    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False)
    try:
        data = ray.data.from_items(ROWS, override_num_blocks=8)
        taken = data.map_batches(clean, batch_format="pyarrow", concurrency=2).take_all()
    finally:
        ray.shutdown()
    assert [row["text"] for row in sorted(taken, key=lambda row: row["id"])] == expected


@pytest.mark.filterwarnings("default")  # theirs, not ours
@pytest.mark.skipif(
    importlib.util.find_spec("pyspark") is None, reason="pip install 'hantidy[spark]'"
)
def test_spark(clean, expected, monkeypatch, spark_on):
    import functools

    import pyspark

    monkeypatch.setenv("SPARK_HOME", str(Path(pyspark.__file__).parent))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parent), *sys.path]))
    spark = spark_on("local-cluster[2,1,1024]")
    rows = [(row["id"], row["text"]) for row in ROWS]
    made = spark.createDataFrame(rows, "id long, text string").repartition(8)
    done = made.mapInArrow(functools.partial(mapped, clean), made.schema)
    assert [row.text for row in done.orderBy("id").collect()] == expected
