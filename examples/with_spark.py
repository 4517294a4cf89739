"""Spark: mapInArrow, a function on columns, and the same function in SQL."""

import os
import sys

from pyspark.sql import SparkSession

import hantidy
from hantidy.engines.spark import register
from records import CLEAN, RECORDS

os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # workers run the Python that runs this
web = hantidy.preset("web")
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.ui.enabled", "false")
    .config("spark.driver.bindAddress", "127.0.0.1")
    .config("spark.driver.host", "127.0.0.1")
    .getOrCreate()
)
pages = spark.createDataFrame(
    [(record["id"], record["text"]) for record in RECORDS], "id long, text string"
)
mapped = pages.mapInArrow(hantidy.MapBatch(web, "text"), pages.schema)
clean = register(spark, "hantidy", web)
pages.createOrReplaceTempView("pages")
for frame in (
    mapped,
    pages.select("id", clean("text").alias("text")),
    spark.sql("SELECT id, hantidy(text) AS text FROM pages"),
):
    texts = [row.text for row in frame.orderBy("id").collect()]
    print(texts)
    assert texts == CLEAN
spark.stop()
