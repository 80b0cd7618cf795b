"""What newsclean wrote, read back: whichever format it has."""

import csv
import json
import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from newsclean.article import Article
from newsclean.errors import SourceError, WriterError, needing
from newsclean.given import Format
from newsclean.outcome import Failure, Outcome, outcome_from, outcome_of
from newsclean.sources.folder import NOTHING_THERE
from newsclean.sources.packed import opened, read_errors, reason_of
from newsclean.writers import markdown, ninjs, schema_org
from newsclean.writers.csv import article_of as article_of_row
from newsclean.writers.formats import FORMATS, format_of

_LONGEST_FIELD = 64 * 1024 * 1024  # characters of a field of CSV, as where dumps are read


def read_articles(path: str | os.PathLike[str], *, format: Format | None = None) -> Iterator[Article]:
    """
    The Articles in an output of `clean`, in their order, in the format that its ending tells, or `format`.

    JSON lines, Parquet and SQLite give back the very articles. CSV, Markdown, ninjs and JSON-LD give back
    what they carry: no provenance, leaks or dropped blocks. Failures have no Article and are passed over;
    `read_outcomes` gives them. Raises `SourceError` for what newsclean did not write, `MissingExtra`.
    """
    return (article for outcome in read_outcomes(path, format=format) if (article := outcome.article))


def read_outcomes(path: str | os.PathLike[str], *, format: Format | None = None) -> Iterator[Outcome]:
    """The same with the name of the dump and the caller's columns, and failures where the format has them."""
    place = Path(path)
    if not place.exists():
        raise SourceError(os.fspath(path), NOTHING_THERE)
    try:
        chosen = format_of(place, format).name
    except WriterError as error:
        raise SourceError(
            os.fspath(path), f"has no ending that tells its format; choose one of {', '.join(FORMATS)}"
        ) from error
    if chosen not in _READERS:
        told = f"{chosen} is written for others to read, and not read back"
        raise SourceError(os.fspath(path), f"{told}; choose one of {', '.join(_READERS)}")
    return _READERS[chosen](place)


def read_lines(path: Path) -> Iterator[Outcome]:
    """The outcomes in an output in JSON lines; raises `SourceError` with the line that is none."""
    return _by_line(path, outcome_from)


def _by_line(path: Path, read: Callable[[bytes], Outcome]) -> Iterator[Outcome]:
    number = 0
    try:
        with opened(path) as file:
            for number, line in enumerate(file, 1):
                try:
                    yield read(line)
                except (SourceError, ValueError, TypeError, KeyError, AttributeError) as error:
                    raise SourceError(f"{path}:{number}", _first_line(error)) from error
    except read_errors() as error:
        raise SourceError(f"{path}:{number + 1}", reason_of(error)) from error


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0]


def _parquet(path: Path) -> Iterator[Outcome]:
    with needing("reading Parquet", "parquet"):
        import pyarrow
        from pyarrow import parquet
    from newsclean.writers.arrow_schema import article_of

    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=256):
                for row in batch.to_pylist():
                    yield _outcome(row, article_of(row))
    except (pyarrow.ArrowException, OSError, KeyError, ValueError, TypeError) as error:
        raise SourceError(os.fspath(path), f"is no Parquet of newsclean: {_first_line(error)}") from error


def _sqlite(path: Path) -> Iterator[Outcome]:
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            database.row_factory = sqlite3.Row
            for row in database.execute("SELECT * FROM articles ORDER BY id"):
                yield _outcome(dict(row), Article.model_validate_json(row["article"]))
            for row in database.execute("SELECT * FROM failures"):
                failure = Failure(row["code"], row["message"])
                extra = json.loads(row["extra"] or "{}")
                yield Outcome(
                    row["source"], row["digest"] or "", failure=failure, url=row["url"], extra=extra
                )
    except (sqlite3.Error, IndexError, ValueError) as error:
        raise SourceError(os.fspath(path), f"is no SQLite of newsclean: {_first_line(error)}") from error


def _csv(path: Path) -> Iterator[Outcome]:
    csv.field_size_limit(_LONGEST_FIELD)
    from io import TextIOWrapper

    try:
        with opened(path) as file, TextIOWrapper(file, encoding="utf-8", newline="") as text:
            for row in csv.DictReader(text, strict=True):
                yield _outcome(*article_of_row(row))
    except read_errors(csv.Error, ValueError, TypeError, KeyError, AttributeError) as error:
        raise SourceError(os.fspath(path), f"is no CSV of newsclean: {_first_line(error)}") from error


def _markdown(path: Path) -> Iterator[Outcome]:
    for file in sorted(path.glob("*.md")) if path.is_dir() else [path]:
        try:
            yield _outcome(*markdown.article_of(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise SourceError(os.fspath(file), f"is no article of newsclean: {_first_line(error)}") from error


def _told(
    article_of: Callable[[dict[str, Any]], tuple[dict[str, Any], Article]],
) -> Callable[[bytes], Outcome]:
    return lambda line: _outcome(*article_of(json.loads(line)))


def _outcome(row: dict[str, Any], article: Article) -> Outcome:
    """The outcome of an article, with what its row tells of the dump."""
    extra = row.get("extra") or {}
    return replace(
        outcome_of(row.get("source") or "", row.get("digest") or "", article),
        duplicate_of=row.get("duplicate_of") or None,
        similarity=row.get("similarity"),
        extra=json.loads(extra) if isinstance(extra, str) else extra,
    )


_READERS: dict[str, Callable[[Path], Iterator[Outcome]]] = {
    "jsonl": read_lines,
    "csv": _csv,
    "parquet": _parquet,
    "sqlite": _sqlite,
    "markdown": _markdown,
    "ninjs": lambda path: _by_line(path, _told(ninjs.article_of)),
    "schema-org": lambda path: _by_line(path, _told(schema_org.article_of)),
}
