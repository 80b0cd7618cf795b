"""What benchmarks read that are given files: rows of text dumps, and pages gzipped beside their rows."""

import argparse
import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def options_of(description: str | None) -> argparse.ArgumentParser:
    """A parser of the options that name the documents, and how often and where they are read."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--dumps", type=Path)
    parser.add_argument("--pages", type=Path, action="append", default=[])
    parser.add_argument("--every", type=int, default=1, metavar="N", help="of the rows each Nth alone")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--core", type=int, default=0)
    return parser


def texts(path: Path, every: int) -> list[bytes]:
    """The `text` of each row, in UTF-8."""
    return [row["text"].encode() for row in _rows(path)][::every]


def pages(path: Path, every: int) -> list[bytes]:
    """The gzipped page that `html` of each row names, beside the file."""
    paths = [path.parent / row["html"] for row in _rows(path)][::every]
    return [gzip.decompress(page.read_bytes()) for page in paths]


def _rows(path: Path) -> Iterator[Any]:
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)
