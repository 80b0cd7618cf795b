"""Parquet: one row a dump, read in small batches."""

from collections.abc import Iterator
from pathlib import Path
from typing import IO

from newsclean.errors import needing
from newsclean.sources.dump import Entry, Unreadable, dump_of
from newsclean.sources.reading import Reading

_ROWS = 64  # at once: a column of whole pages is heavy


def read(name: str, file: IO[bytes], reading: Reading) -> Iterator[Entry]:
    """A dump a row, numbered from 1."""
    with needing("reading Parquet", "parquet"):
        import pyarrow
        from pyarrow import parquet
    number = 0
    try:
        opened = parquet.ParquetFile(file)
        for batch in opened.iter_batches(batch_size=_ROWS):
            for row in batch.to_pylist():
                number += 1
                yield dump_of(f"{name}:{number}", row, reading.columns)
    except (pyarrow.ArrowException, OSError) as error:
        yield Unreadable(f"{name}:{number + 1}", str(error).splitlines()[0], "malformed")


def count(path: Path) -> int:
    """How many rows a file says that it has; raises `OSError`, `ValueError` or `MissingExtra`."""
    with needing("reading Parquet", "parquet"):
        from pyarrow import parquet
    with parquet.ParquetFile(path) as file:
        return int(file.metadata.num_rows)
