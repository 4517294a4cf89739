import sys

import pytest


@pytest.fixture
def spark_on(monkeypatch):
    """Open Spark on a master; it is stopped behind the test."""
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    opened = []

    def open_session(master):
        from pyspark.sql import SparkSession

        made = SparkSession.builder.master(master).config("spark.ui.enabled", "false")
        for name in ("spark.driver.bindAddress", "spark.driver.host"):
            made = made.config(name, "127.0.0.1")
        opened.append(made.getOrCreate())
        return opened[-1]

    yield open_session
    for session in opened:
        session.stop()
