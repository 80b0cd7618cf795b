"""Parquet: the published Arrow schema of the Article, behind what tells the dump."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from newsclean.errors import needing
from newsclean.outcome import Outcome
from newsclean.writers.arrow_schema import article_schema, record_of

_ROWS = 1000  # in a row group: a few megabytes


@contextmanager
def open_writer(path: Path) -> Iterator[Callable[[Outcome], None]]:
    """Writes row groups of a thousand articles; failures have no row. Raises `MissingExtra`."""
    with needing("writing Parquet", "parquet"):
        import pyarrow as pa
        from pyarrow import parquet
    schema = _schema(pa)
    held: list[dict[str, Any]] = []
    with parquet.ParquetWriter(path, schema, compression="zstd") as file:

        def write(outcome: Outcome) -> None:
            if article := outcome.article:
                held.append({**_told(outcome), **record_of(article)})
            if len(held) >= _ROWS:
                file.write_table(pa.Table.from_pylist(held, schema))
                held.clear()

        yield write
        if held:
            file.write_table(pa.Table.from_pylist(held, schema))


def _schema(pa: Any) -> Any:
    own = [
        ("source", pa.string()),
        ("digest", pa.string()),
        ("duplicate_of", pa.string()),
        ("similarity", pa.float64()),
        ("extra", pa.string()),  # JSON
    ]
    article = article_schema()
    return pa.schema([*(pa.field(name, kind) for name, kind in own), *article], metadata=article.metadata)


def _told(outcome: Outcome) -> dict[str, Any]:
    names = ("source", "digest", "duplicate_of", "similarity")
    extra = json.dumps(outcome.extra, ensure_ascii=False) if outcome.extra else None
    return {name: getattr(outcome, name) for name in names} | {"extra": extra}
