"""
The Article as columns: one Arrow schema for Parquet and for every engine that speaks Arrow.

The schema follows the Article's own annotations, so that no field can be forgotten. Three things
are told differently from JSON:

* a moment (`published`, `modified`) stays ISO 8601 text, as printed, and is followed by two typed
  columns: `published_day`, and `published_utc`, which is null where no zone is known. A column of
  Arrow timestamps has one zone for all its rows; a naive time would have to be given a false one.
* values of any shape (`related.extra`, `leaks.value`) are JSON text.
* mappings (`confidence`, `provenance`, `byline.roles`) are Arrow maps, in their order.

Nothing is lost: `article_of(record_of(article)) == article`.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, ConfigDict, TypeAdapter

from newsclean.article import Article
from newsclean.errors import needing

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"  # of the schema; it grows when a column changes its type or its meaning
_MOMENTS = ("published", "modified")
_ANYTHING: TypeAdapter[Any] = TypeAdapter(Any, config=ConfigDict(ser_json_inf_nan="strings"))


@cache
def article_schema() -> "pa.Schema":
    """
    The published schema: a column per field of the Article, in the Article's order.

    Every column is nullable and carries the field's description as metadata. Raises
    `MissingExtra` where pyarrow is not installed.
    """
    arrow = _pyarrow()
    schema: pa.Schema = arrow.schema(list(_columns(arrow)), metadata={"newsclean.schema": VERSION})
    return schema


@cache
def outcome_schema() -> "pa.Schema":
    """The schema of a run over many dumps: `id`, `status` and `error`, then `article_schema()`."""
    schema = article_schema()
    for name in ("error", "status", "id"):
        schema = schema.insert(0, _pyarrow().field(name, _pyarrow().string()))
    return schema


def record_of(article: Article) -> dict[str, Any]:
    """The Article as one row: column -> a value that pyarrow takes for `article_schema()`."""
    record = article.model_dump(mode="json")
    for item in record["related"]:
        item["extra"] = _json(item["extra"])
    for leak in record["leaks"]:
        leak["value"] = _json(leak["value"])
    if record["byline"]:
        record["byline"]["roles"] = list(record["byline"]["roles"].items())
    record["provenance"] = list(record["provenance"].items())
    record["confidence"] = list(record["confidence"].items())
    for name in _MOMENTS:
        record[f"{name}_day"], record[f"{name}_utc"] = _typed(getattr(article, name))
    return record


def article_of(record: Mapping[str, Any]) -> Article:
    """
    The Article that a row was made of; columns that are not the Article's are left alone.

    Takes a row of `to_pylist()`, of pandas or of polars; raises `pydantic.ValidationError` for
    one that `record_of` cannot have made.
    """
    told = {name: record[name] for name in Article.model_fields}
    told["related"] = [{**item, "extra": json.loads(item["extra"])} for item in told["related"]]
    told["leaks"] = [{**leak, "value": json.loads(leak["value"])} for leak in told["leaks"]]
    if told["byline"]:
        told["byline"] = {**told["byline"], "roles": dict(told["byline"]["roles"])}
    told["provenance"] = dict(told["provenance"])
    told["confidence"] = dict(told["confidence"])
    return Article.model_validate(told)


def _pyarrow() -> Any:
    with needing("the Arrow schema", "arrow"):
        import pyarrow
    return pyarrow


def _columns(pa: Any) -> Iterator[Any]:
    for name, info in Article.model_fields.items():
        yield pa.field(name, _type(pa, info.annotation), metadata={"description": info.description or ""})
        if name in _MOMENTS:
            yield pa.field(f"{name}_day", pa.date32(), metadata={"description": "Its day, as printed."})
            yield pa.field(
                f"{name}_utc",
                pa.timestamp("us", tz="UTC"),
                metadata={"description": "The instant; null where the time or its zone is unknown."},
            )


def _type(pa: Any, annotation: Any) -> Any:
    """The Arrow type of a field's annotation."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if annotation is Any or (origin is dict and inner[1] is Any):
        return pa.string()  # JSON
    if origin is Annotated:
        return _type(pa, inner[0])
    if origin in (Union, UnionType):
        return _type(pa, next(each for each in inner if each is not type(None)))
    if origin is list:
        return pa.list_(_type(pa, inner[0]))
    if origin is dict:
        return pa.map_(pa.string(), _type(pa, inner[1]))
    return _struct(pa, annotation) or _scalar(pa, annotation)


def _struct(pa: Any, kind: Any) -> Any:
    """The struct of a model or of a dataclass; None for anything else."""
    if issubclass(kind, BaseModel):
        return pa.struct([(name, _type(pa, info.annotation)) for name, info in kind.model_fields.items()])
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return pa.struct([(each.name, _type(pa, hints[each.name])) for each in fields(kind)])
    return None


def _scalar(pa: Any, kind: type) -> Any:
    if issubclass(kind, (str, date, Enum)):
        return pa.string()
    return {bool: pa.bool_(), int: pa.int64(), float: pa.float64()}[kind]


def _json(value: Any) -> str:
    """As in the Article's own JSON: text as it is, NaN and the infinities as strings."""
    return _ANYTHING.dump_json(value).decode()


def _typed(moment: date | None) -> tuple[date | None, datetime | None]:
    """The day as printed, and the instant where the zone is known."""
    if not isinstance(moment, datetime):
        return moment, None
    return moment.date(), moment.astimezone(UTC) if moment.tzinfo else None
