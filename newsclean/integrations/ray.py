"""
Ray Data: a dataset of dumps becomes a dataset of articles.

    import ray
    from newsclean.integrations.ray import clean_dataset

    dumps = ray.data.read_parquet("s3://crawl/2024-05/")
    clean_dataset(dumps).write_parquet("s3://articles/2024-05/")

It is `dataset.map_batches(clean_batch, batch_format="pyarrow")`. A batch is the unit of repetition:
Ray does it again when a worker or a node dies.
"""

from typing import Any

from newsclean.errors import needing

with needing("newsclean.integrations (ray)", "ray"):
    import pyarrow as pa
    from ray.data import Dataset

    from newsclean.integrations.arrow import Columns, clean_batch

__all__ = ["Columns", "clean_dataset"]


def clean_dataset(
    dataset: Dataset, columns: Columns = Columns(), *, batch_size: int = 256, **options: Any
) -> Dataset:
    """
    A row of `outcome_schema()` for every row of a dataset; `options` are those of `newsclean.parse`.

    `batch_size`: rows in hand at once; small, because pages are large and slow beside what Ray is
    tuned for.
    """
    arguments = {"columns": columns, **options}
    return dataset.map_batches(
        _clean, batch_size=batch_size, batch_format="pyarrow", fn_kwargs=arguments, zero_copy_batch=True
    )


def _clean(batch: pa.Table, **arguments: Any) -> pa.Table:
    return clean_batch(batch, **arguments)
