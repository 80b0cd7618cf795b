"""Ray Data on two worker processes: the articles of `parse`, each once."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ray = pytest.importorskip("ray", reason="newsclean[ray] is not installed")
pytest.importorskip("ray.data", reason="newsclean[ray] is not installed")

import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402

from newsclean.integrations.arrow import article_of, outcome_schema  # noqa: E402
from newsclean.integrations.ray import clean_dataset  # noqa: E402

pytestmark = [
    pytest.mark.ray,
    pytest.mark.slow,
    pytest.mark.filterwarnings(r"ignore::DeprecationWarning:ray\..*"),  # its own settings, of its own
]


@pytest.fixture(scope="module")
def cluster() -> Iterator[None]:
    ray.init(num_cpus=2, include_dashboard=False, logging_level=logging.ERROR, log_to_driver=False)
    yield
    ray.shutdown()


def test_a_dataset_gives_the_articles_of_parse(cluster: None, dumps: list[Any], tmp_path: Path) -> None:
    """From Parquet, in batches of three, to Parquet."""
    table = pa.table(
        {"text": [d.raw for d in dumps], "url": [d.url for d in dumps], "id": [d.id for d in dumps]}
    )
    (tmp_path / "in").mkdir()
    for number in range(4):
        pq.write_table(
            table.slice(number * 4, 4 if number < 3 else None), tmp_path / "in" / f"{number}.parquet"
        )

    dumped = ray.data.read_parquet(str(tmp_path / "in"))
    clean_dataset(dumped, batch_size=3).write_parquet(str(tmp_path / "out"))

    cleaned = pa.concat_tables(pq.ParquetFile(path).read() for path in (tmp_path / "out").glob("*.parquet"))
    told = {
        row["id"]: article_of(row).model_dump_json() if row["status"] == "ok" else None
        for row in cleaned.to_pylist()
    }
    assert cleaned.schema.equals(outcome_schema())
    assert cleaned.num_rows == len(dumps)
    assert told == {d.id: d.expected for d in dumps}
