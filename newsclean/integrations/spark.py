"""
Spark: a dataframe of dumps becomes a dataframe of articles.

    from newsclean.integrations.spark import clean_dataframe

    dumps = spark.read.parquet("s3a://crawl/2024-05/")
    clean_dataframe(dumps).write.parquet("s3a://articles/2024-05/")

It is `frame.mapInArrow(clean, schema)`. The executors need newsclean, pyarrow and pandas
(`PYSPARK_PYTHON` names their Python); Spark 4 needs Java 17. Keep batches small, a page is large:
`spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", 256)`.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from newsclean.errors import needing

with needing("newsclean.integrations (spark)", "spark"):
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.pandas.types import from_arrow_schema
    from pyspark.sql.types import StructField, StructType

    from newsclean.integrations.arrow import Columns, carried, clean_batch, outcome_schema

__all__ = ["Columns", "clean_dataframe"]


def clean_dataframe(frame: DataFrame, columns: Columns = Columns(), **options: Any) -> DataFrame:
    """
    A row of `outcome_schema()`, and the dataframe's other columns behind, for every row of it.

    `options` are those of `newsclean.parse`.

    A task is the unit of repetition: Spark does it again when an executor dies.
    """
    clean = partial(_clean, columns=columns, options=options)
    own = carried(frame.columns, columns)
    given = [StructField(own[each.name], each.dataType) for each in frame.schema if each.name in own]
    schema = StructType([*from_arrow_schema(outcome_schema()).fields, *given])
    return frame.mapInArrow(clean, schema)


def _clean(
    batches: Iterable[pa.RecordBatch], columns: Columns, options: dict[str, Any]
) -> Iterator[pa.RecordBatch]:
    return (clean_batch(batch, columns, **options) for batch in batches)
