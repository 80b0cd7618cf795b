"""
What a million pages cost, measured on pages of yours: the README's cost model.

    python tests/bench/bench_cost.py FOLDER [--limit N] [--rows R]

FOLDER holds pages as files (`.html`, `.txt`, also `.gz`). They are cleaned through Arrow in batches
of R rows, as Dask, Ray and Spark do it, in one process. Prints the CPU per page, core-hours per
million pages, and the peak memory of the process before the first batch and after the last.
"""

import argparse
import gzip
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from newsclean.integrations.arrow import clean_batch

MILLION = 1_000_000
HOUR = 3600  # seconds


def main() -> None:
    options = _options()
    paths = [path for path in sorted(options.folder.rglob("*")) if path.is_file()]
    random.Random(0).shuffle(paths)
    clean_batch(pa.record_batch({"text": ["Warm up\n\nThe bridge was opened on Monday, the county said.\n"]}))
    before = _peak()
    pages = size = articles = 0
    spent = 0.0
    for raws in _batches(paths[: options.limit], options.rows):
        start = time.process_time()
        cleaned = clean_batch(pa.record_batch({"text": raws}))
        spent += time.process_time() - start
        pages, size = pages + len(raws), size + sum(map(len, raws))
        articles += cleaned.column("status").to_pylist().count("ok")
    print(f"{pages} pages, {size / pages / 1000:.0f} kB each, {articles} articles")
    print(f"CPU     {1000 * spent / pages:.1f} ms a page, {size / spent / 1e6:.1f} MB a second")
    print(f"cost    {MILLION * spent / pages / HOUR:.1f} core-hours a million pages")
    print(
        f"memory  {before} MB before the first batch, {_peak()} MB at the peak ({options.rows} rows a batch)"
    )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rows", type=int, default=256)
    return parser.parse_args()


def _batches(paths: list[Path], rows: int) -> Iterator[list[bytes]]:
    for first in range(0, len(paths), rows):
        yield [_content(path) for path in paths[first : first + rows]]


def _content(path: Path) -> bytes:
    raw = path.read_bytes()
    return gzip.decompress(raw) if path.suffix == ".gz" else raw


def _peak() -> int:
    """Megabytes; Linux tells kilobytes, macOS bytes."""
    unit = 1024 if sys.platform != "darwin" else 1024 * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // unit


if __name__ == "__main__":
    main()
