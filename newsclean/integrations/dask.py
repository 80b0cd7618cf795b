"""
Dask: a bag or a dataframe of dumps becomes a dataframe of articles, on any cluster.

    import dask.bag
    from newsclean.integrations.dask import clean_bag, outcome_schema

    dumps = dask.bag.read_text("crawl/*.jsonl.gz").map(json.loads)
    clean_bag(dumps).to_parquet("articles", schema=outcome_schema(), write_index=False)
    pandas.read_parquet("articles", dtype_backend="pyarrow")  # pandas' own types know no structs

A partition is the unit of work and of repetition: one worker cleans it and writes it to a file
named after its number. A worker that dies costs time, not rows: what it had in hand is done again
elsewhere and written to the same files. Nothing here knows the scheduler: connect a
`dask.distributed.Client` to any cluster on whose workers newsclean is installed, or let Dask choose.
"""

from dataclasses import astuple
from typing import Any

from newsclean.errors import needing

with needing("newsclean.integrations (dask)", "dask"):
    import dask.dataframe as dd
    import pandas as pd
    import pyarrow as pa
    from dask.bag import Bag

    from newsclean.integrations.arrow import (
        Columns,
        carried,
        clean_batch,
        clean_row,
        gathered,
        outcome_schema,
    )

__all__ = ["Columns", "clean_bag", "clean_dataframe", "outcome_schema"]


def clean_bag(bag: Bag, columns: Columns = Columns(), **options: Any) -> dd.DataFrame:
    """
    A row of `outcome_schema()` for every dump of a bag, in its order and its partitions.

    The dumps are text, bytes, or mappings with `columns` as keys; `options` are those of `parse`.
    """
    parts = bag.map_partitions(_clean_rows, columns, options).to_delayed()
    return dd.from_delayed(parts, meta=_empty())


def clean_dataframe(frame: dd.DataFrame, columns: Columns = Columns(), **options: Any) -> dd.DataFrame:
    """
    The same for every row of a dataframe, such as one of `dask.dataframe.read_parquet`.

    The dataframe's other columns stand behind, in their own types.
    """
    own = carried(frame.columns, columns)
    meta = _joined(_empty(), frame._meta, own)
    return frame.map_partitions(_clean_frame, columns, options, own, meta=meta)


def _clean_rows(dumps: Any, columns: Columns, options: dict[str, Any]) -> pd.DataFrame:
    return _pandas(gathered(pa.Table, [clean_row(dump, columns, **options) for dump in dumps]))


def _clean_frame(
    frame: pd.DataFrame, columns: Columns, options: dict[str, Any], own: dict[str, str]
) -> pd.DataFrame:
    read = frame[[name for name in astuple(columns) if name in frame.columns]]
    cleaned = _pandas(clean_batch(pa.Table.from_pandas(read, preserve_index=False), columns, **options))
    return _joined(cleaned[outcome_schema().names].set_index(frame.index), frame, own)


def _joined(cleaned: pd.DataFrame, frame: pd.DataFrame, own: dict[str, str]) -> pd.DataFrame:
    """The result, and behind it the frame's own columns in their own types."""
    return pd.concat([cleaned, frame[list(own)].rename(columns=own)], axis=1)


def _pandas(table: pa.Table) -> pd.DataFrame:
    """With Arrow's own types, so that nothing changes its form on the way to Parquet."""
    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _empty() -> pd.DataFrame:
    return _pandas(outcome_schema().empty_table())
