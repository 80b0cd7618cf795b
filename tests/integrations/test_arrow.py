"""Arrow in, Arrow out: every row comes back, none raises, and the articles are those of `parse`."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

import newsclean
from newsclean.extend import Leak, Span, Toolkit

pa = pytest.importorskip("pyarrow", reason="newsclean[arrow] is not installed")
arrow = pytest.importorskip("newsclean.integrations.arrow", reason="newsclean[arrow] is not installed")

STORY = "Bridge opens\n\nThe bridge was opened on Monday after two years of work, the county said.\n"


def table_of(dumps: list[Any]) -> Any:
    return pa.table(
        {"id": [d.id for d in dumps], "url": [d.url for d in dumps], "text": [d.raw for d in dumps]}
    )


def told(row: dict[str, Any]) -> str | None:
    return arrow.article_of(row).model_dump_json() if row["status"] == "ok" else None


def test_the_articles_are_those_of_parse(dumps: list[Any]) -> None:
    rows = arrow.clean_batch(table_of(dumps)).to_pylist()

    assert [(row["id"], told(row)) for row in rows] == [(d.id, d.expected) for d in dumps]


def test_a_record_batch_gives_a_record_batch_of_the_published_schema(dumps: list[Any]) -> None:
    (batch,) = table_of(dumps).to_batches()

    cleaned = arrow.clean_batch(batch)

    assert isinstance(cleaned, pa.RecordBatch)
    assert cleaned.schema.equals(arrow.outcome_schema(), check_metadata=True)


@pytest.mark.parametrize(
    "kind", [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary()], ids=str
)
def test_text_may_be_text_or_bytes_of_any_width(kind: Any) -> None:
    batch = pa.record_batch({"text": pa.array([STORY], kind)})

    (row,) = arrow.clean_batch(batch).to_pylist()

    assert (row["status"], row["headline"]) == ("ok", "Bridge opens")


def test_a_bad_row_costs_itself_alone() -> None:
    """A null, an empty text, a picture, a wrong hint and invalid UTF-8 inside a column of text."""
    broken = pa.array([b"\xff\xfe\xfd", b"", b"\x01\x02" * 400, STORY.encode(), STORY.encode()]).view(
        pa.string()
    )
    text = pa.concat_arrays([broken, pa.array([None], pa.string())])
    fetched = pa.array([None, None, None, "yesterday", "2024-05-01T10:00:00Z", None])

    rows = arrow.clean_batch(pa.record_batch({"text": text, "fetched": fetched})).to_pylist()

    statuses = ["error", "not-an-article", "undecodable", "error", "ok", "unreadable"]
    assert [row["status"] for row in rows] == statuses
    assert [row["error"] is None for row in rows] == [status == "ok" for status in statuses]
    assert "UnicodeDecodeError" in rows[0]["error"]
    assert "Invalid isoformat string: 'yesterday'" in rows[3]["error"]


def declared_too_long(text: str) -> Iterator[Leak]:
    if "bridge" in text:
        yield Leak("json", Span(0, 3), declared_bytes=2**70)


def test_a_value_that_arrow_cannot_hold_costs_its_row() -> None:
    """A length beyond 64 bits is a number in JSON, and none in Arrow."""
    other = STORY.replace("bridge", "tunnel")
    batch = pa.record_batch({"text": [other, STORY, other], "id": [1, 2, 3]})

    rows = arrow.clean_batch(batch, toolkit=Toolkit(find_leaks=declared_too_long)).to_pylist()

    assert [(row["id"], row["status"]) for row in rows] == [("1", "ok"), ("2", "error"), ("3", "ok")]


@pytest.mark.parametrize("fetched", ["2024-05-01", date(2024, 5, 1), datetime(2024, 5, 1, tzinfo=UTC), None])
def test_the_hints_may_come_in_any_form(fetched: Any) -> None:
    batch = pa.record_batch({"text": [STORY], "fetched": [fetched], "url": ["https://elm.example/1"]})

    (row,) = arrow.clean_batch(batch).to_pylist()

    assert (row["status"], row["id"]) == ("ok", "https://elm.example/1")


def test_columns_and_options_may_be_named() -> None:
    batch = pa.record_batch({"page": [STORY], "key": [7]})
    columns = arrow.Columns(text="page", id="key")

    (row,) = arrow.clean_batch(batch, columns, toolkit=Toolkit(extractors=())).to_pylist()

    assert (row["id"], row["status"]) == ("7", "not-an-article")


def test_a_batch_without_text_is_the_callers_mistake() -> None:
    with pytest.raises(newsclean.SourceError, match="no column 'text' among"):
        arrow.clean_batch(pa.record_batch({"html": [STORY]}))


def test_no_rows_are_no_rows() -> None:
    batch = pa.record_batch({"text": pa.array([], pa.string())})

    assert arrow.clean_batch(batch).num_rows == 0


def test_pandas_goes_in_and_comes_out(dumps: list[Any]) -> None:
    """As documented: nothing is needed but pandas itself."""
    pd = pytest.importorskip("pandas", reason="pandas is not installed")
    frame = pd.DataFrame({"id": [d.id for d in dumps], "text": [d.raw for d in dumps]})
    frame["url"] = [d.url for d in dumps]

    cleaned = arrow.clean_batch(pa.Table.from_pandas(frame)).to_pandas(types_mapper=pd.ArrowDtype)

    assert list(cleaned["id"]) == list(frame["id"])
    rows = pa.Table.from_pandas(cleaned, schema=arrow.outcome_schema()).to_pylist()
    assert [told(row) for row in rows] == [d.expected for d in dumps]


def test_polars_goes_in_and_comes_out(dumps: list[Any]) -> None:
    """As documented: nothing is needed but polars itself."""
    pl = pytest.importorskip("polars", reason="polars is not installed")
    frame = pl.DataFrame({"id": [d.id for d in dumps], "text": [d.raw for d in dumps]})
    frame = frame.with_columns(pl.Series("url", [d.url for d in dumps]))

    cleaned = pl.from_arrow(arrow.clean_batch(frame.to_arrow()))

    assert cleaned["id"].to_list() == [d.id for d in dumps]
    assert [told(row) for row in cleaned.to_dicts()] == [d.expected for d in dumps]


def test_the_callers_own_columns_stand_behind_in_their_own_types() -> None:
    """One with a name of ours is renamed; a row that gave no article has them, and its address, as well."""
    batch = pa.record_batch(
        {
            "shelf": pa.array([7, 8], pa.int16()),
            "text": [STORY, ""],
            "url": ["https://elm.example/1", "https://elm.example/2"],
            "section": ["x", "y"],
        }
    )

    cleaned = arrow.clean_batch(batch)

    assert cleaned.schema.names == [*arrow.outcome_schema().names, "shelf", "section_given"]
    assert cleaned.schema.field("shelf").type == pa.int16()
    rows = cleaned.select(["url", "shelf", "section_given"]).to_pylist()
    assert rows == [
        {"url": "https://elm.example/1", "shelf": 7, "section_given": "x"},
        {"url": "https://elm.example/2", "shelf": 8, "section_given": "y"},
    ]
