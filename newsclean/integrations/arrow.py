"""
Arrow in, Arrow out: the one function that the engines' adapters stand on.

    from newsclean.integrations.arrow import clean_batch
    articles = clean_batch(pa.table({"text": dumps, "url": urls}))

With pandas: `clean_batch(pa.Table.from_pandas(df)).to_pandas(types_mapper=pd.ArrowDtype)`.
With polars: `pl.from_arrow(clean_batch(df.to_arrow()))`.

The result has the batch's rows, in its order: `id`, `status`, `error`, the Article's columns, and
behind them the batch's own, but for the dump; one with a name of ours is called `<name>_given`.
"""

import traceback
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass
from datetime import datetime
from typing import Any, TypeVar

import newsclean
from newsclean.errors import needing
from newsclean.writers.arrow_schema import article_of, article_schema, outcome_schema, record_of

with needing("newsclean.integrations (arrow)", "arrow"):
    import pyarrow as pa

__all__ = ["Columns", "article_of", "article_schema", "carried", "clean_batch", "clean_row"]
__all__ += ["gathered", "outcome_schema", "record_of"]

Rows = TypeVar("Rows", pa.RecordBatch, pa.Table)
_STATUS = {"NotAnArticle": "not-an-article", "DecodeError": "undecodable"}


@dataclass(frozen=True, slots=True)
class Columns:
    """
    The names of the columns that are read; only `text` must be there, as text or bytes.

    `fetched`: a timestamp, a date or ISO 8601 text. `id`: back as text; without it, the URL.
    """

    text: str = "text"
    url: str = "url"
    fetched: str = "fetched"
    charset: str = "charset"
    id: str = "id"


def clean_batch(batch: Rows, columns: Columns = Columns(), **options: Any) -> Rows:
    """
    Clean every row of a RecordBatch or a Table; `options` are those of `newsclean.parse`.

    `status` is `ok`, `not-an-article`, `undecodable` or `unreadable` (a null), with the reason in
    `error`, or it is `error` for whatever else a row raised, with the traceback: no row raises.
    Raises `SourceError` where the batch has no column `columns.text`.
    """
    names, missing = batch.schema.names, pa.nulls(batch.num_rows)
    if columns.text not in names:
        raise newsclean.SourceError("batch", f"no column {columns.text!r} among {names}")
    cells: list[Any] = [batch.column(name) if name in names else missing for name in astuple(columns)]
    rows = [_outcome((cell.as_py() for cell in row), options) for row in zip(*cells, strict=True)]
    cleaned = gathered(type(batch), rows)
    for name, new in carried(names, columns).items():
        field = batch.schema.field(name).with_name(new)
        cleaned = cleaned.append_column(field, batch.column(name))
    return cleaned


def carried(names: Iterable[str], columns: Columns) -> dict[str, str]:
    """The caller's own columns -> their new names; the dump, `url` and `id` are told by the result."""
    taken = outcome_schema().names
    others = (name for name in names if name not in (columns.text, columns.url, columns.id))
    return {name: f"{name}_given" if name in taken else name for name in others}


def gathered(kind: type[Rows], rows: list[dict[str, Any]]) -> Rows:
    """The rows of `clean_row` as a batch or table; a value that Arrow cannot hold costs its row alone."""
    try:
        return kind.from_pylist(rows, schema=outcome_schema())
    except Exception as error:
        if len(rows) == 1:
            rows = [{"id": rows[0]["id"], **_failure(error)}]
        else:
            rows = [told for row in rows for told in gathered(pa.Table, [row]).to_pylist()]
        return kind.from_pylist(rows, schema=outcome_schema())


def clean_row(row: Any, columns: Columns = Columns(), **options: Any) -> dict[str, Any]:
    """The same for one dump, text or bytes, or for a mapping with the columns as keys."""
    told = {columns.text: row} if isinstance(row, (str, bytes)) else row
    return _outcome((told.get(name) for name in astuple(columns)), options)


def _outcome(row: Iterator[Any], options: dict[str, Any]) -> dict[str, Any]:
    name = url = None
    try:
        text, url, fetched, charset, key = row
        name = url if key is None else str(key)
        if text is None:
            return {"id": name, "status": "unreadable", "error": "there is no text", "url": url}
        moment = fetched and datetime.fromisoformat(str(fetched))
        given = {"url": url, "fetched": moment, "charset": charset}
        article = newsclean.parse(text, **options | {name: hint for name, hint in given.items() if hint})
        return {"id": name, "status": "ok", **record_of(article)}
    except Exception as error:
        return {"id": name, **_failure(error), "url": url if isinstance(url, str) else None}


def _failure(error: Exception) -> dict[str, str]:
    status = _STATUS.get(type(error).__name__)
    told = [str(error)] if status else traceback.format_exception(error)
    return {"status": status or "error", "error": "".join(told)}
