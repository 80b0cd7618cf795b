"""Spark on two worker processes: the articles of `parse`, each once."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pyspark = pytest.importorskip("pyspark", reason="newsclean[spark] is not installed")

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
from pyspark.sql import SparkSession  # noqa: E402

from newsclean.integrations.arrow import article_of, outcome_schema  # noqa: E402
from newsclean.integrations.spark import clean_dataframe  # noqa: E402

pytestmark = [
    # Arrow goes in and out here; pandas is only what Spark asks for.
    pytest.mark.filterwarnings("ignore:PySpark does not yet fully support pandas:FutureWarning"),
    pytest.mark.spark,
    pytest.mark.slow,
    pytest.mark.skipif(not shutil.which("java"), reason="Spark needs Java 17"),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SparkSession]:
    os.environ["PYSPARK_PYTHON"] = sys.executable
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.local.dir", str(tmp_path_factory.mktemp("spark")))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 3)
        .getOrCreate()
    )
    yield session
    session.stop()


def test_a_dataframe_gives_the_articles_of_parse(
    session: SparkSession, dumps: list[Any], tmp_path: Path
) -> None:
    """From Parquet, in two tasks and batches of three, to Parquet."""
    table = pa.table(
        {"text": [d.raw for d in dumps], "url": [d.url for d in dumps], "id": [d.id for d in dumps]}
    )
    pq.write_table(table, tmp_path / "in.parquet")

    dumped = session.read.parquet(str(tmp_path / "in.parquet")).repartition(2)
    clean_dataframe(dumped).write.parquet(str(tmp_path / "out"))

    files = list((tmp_path / "out").glob("*.parquet"))
    cleaned = pa.concat_tables(pq.ParquetFile(path).read() for path in files)
    told = {
        row["id"]: article_of(row).model_dump_json() if row["status"] == "ok" else None
        for row in cleaned.to_pylist()
    }
    assert len(files) == 2
    assert cleaned.schema.names == outcome_schema().names
    assert cleaned.num_rows == len(dumps)
    assert told == {d.id: d.expected for d in dumps}
