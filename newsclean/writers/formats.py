"""One table: format -> the endings that choose it and the writer that opens it."""

import os
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from newsclean.errors import WriterError
from newsclean.outcome import Outcome, line_of
from newsclean.writers import csv, markdown, ninjs, parquet, schema_org, sqlite, tei, text
from newsclean.writers.packing import by_line

Write = Callable[[Outcome], None]


@dataclass(frozen=True, slots=True)
class Format:
    """
    An output format.

    `open`: a context in which outcomes are written, one call each, to a new file (or folder) at
    the path given. `failures`: whether the format has a place for dumps that gave no Article.
    `folder`: whether it is a folder of files.
    """

    name: str
    endings: tuple[str, ...]
    open: Callable[[Path], AbstractContextManager[Write]]
    failures: bool = False
    folder: bool = False


FORMATS = {
    each.name: each
    for each in (
        Format("jsonl", (".jsonl", ".ndjson"), lambda path: by_line(path, line_of), failures=True),
        Format("csv", (".csv",), csv.open_writer),
        Format("parquet", (".parquet",), parquet.open_writer),
        Format("sqlite", (".sqlite", ".sqlite3", ".db"), sqlite.open_writer, failures=True),
        Format("markdown", (".md",), markdown.open_writer, folder=True),
        Format("text", (".txt",), text.open_writer, folder=True),
        Format("tei", (".tei", ".xml"), tei.open_writer),
        Format("ninjs", (".ninjs",), ninjs.open_writer),
        Format("schema-org", (".jsonld",), schema_org.open_writer),
    )
}
_PACKED = (".gz", ".zst")
_PACKABLE = ("jsonl", "csv", "ninjs", "schema-org", "tei")


def format_of(path: Path, name: str | None = None) -> Format:
    """
    The format of that name, or else the one that the path's ending chooses.

    Raises `WriterError` where neither tells.
    """
    packed = path.suffix.lower() in _PACKED
    ending = Path(path.stem if packed else path.name).suffix.lower()
    chosen = FORMATS.get(name) if name else next((f for f in FORMATS.values() if ending in f.endings), None)
    if chosen is None:
        raise WriterError(os.fspath(path), f"no such format; choose one of {', '.join(FORMATS)}")
    if packed and chosen.name not in _PACKABLE:
        raise WriterError(os.fspath(path), f"{chosen.name} is not written packed")
    return chosen
