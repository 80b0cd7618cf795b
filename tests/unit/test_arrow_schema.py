"""The Article as an Arrow row comes back as it went, and its schema covers every field."""

from datetime import UTC, date, datetime

import pytest

from newsclean.article import (
    Article,
    Byline,
    Dateline,
    Dropped,
    Image,
    Leak,
    Problem,
    Provenance,
    RelatedItem,
)
from newsclean.core.document import Verdict
from newsclean.core.span import Span
from newsclean.writers.arrow_schema import article_of, article_schema, record_of

pa = pytest.importorskip("pyarrow")

FULL = Article(
    headline="Ferry runs aground – “no one hurt”",
    kicker="Coast",
    standfirst="Forty passengers walked ashore.",
    published=datetime.fromisoformat("2024-03-10T23:30:00-05:00"),
    modified=date(2024, 3, 11),
    byline=Byline(
        text="By Ada Roe, Coast Wire; editing by Bo Li",
        code="AR/BL 7",
        initials=["AR", "BL"],
        desk="7",
        agency="Coast Wire",
        authors=["Ada Roe"],
        roles={"writing": ["Ada Roe"], "editing": ["Bo Li"]},
    ),
    authors=["Ada Roe"],
    dateline=Dateline(text="PORT ELM, March 10", place="PORT ELM", agency="CW", date=date(2024, 3, 10)),
    body="One.\n\nTwo.",
    related=[
        RelatedItem(
            id="007",
            title="Tides",
            url="https://coast.example/7",
            image="https://coast.example/7.jpg",
            published=datetime(2024, 3, 9, 8, 0),
            derived=["published"],
            extra={"rank": 3, "ratio": float("nan"), "deep": [{"a": None}]},
        )
    ],
    keywords=["ferry"],
    section="Regional",
    language="en",
    site="coast.example",
    url="https://coast.example/1",
    image="https://coast.example/1.jpg",
    captions=["The ferry"],
    comments=["About time."],
    images=[
        Image(
            url="https://a.example/1.jpg",
            alt="A ferry",
            caption="The ferry. Photo: Ole Berg",
            credit="Ole Berg",
        )
    ],
    form="live-blog",
    paywalled=True,
    comment_count=3,
    leaks=[
        Leak(kind="json", span=Span(3, 9), value={"a": [1, "ü"]}, verdict=Verdict.EXACT, declared_bytes=9)
    ],
    dropped=[
        Dropped(text="Share", reason="share-bar", span=Span(0, 5), element=None),
        Dropped(text="Menu", reason="menu", span=None, element="li:4"),
    ],
    provenance={"headline": Provenance(spans=[Span(0, 5)], elements=["h1:2"], outside="url", signals=["a"])},
    confidence={"headline": 0.9, "body": 0.5},
    problems=[Problem(code="zone", message="No zone.", field="published", where=Span(1, 2))],
    cleaned_by="newsclean",
)
EMPTY = Article.model_validate({})
UNREAD = Article.model_validate({"leaks": [{"kind": "script", "span": Span(0, 1), "verdict": "exact"}]})


@pytest.mark.parametrize("article", [FULL, EMPTY, UNREAD])
def test_an_article_comes_back_from_its_row(article: Article) -> None:
    batch = pa.RecordBatch.from_pylist([record_of(article)], schema=article_schema())

    (row,) = batch.to_pylist()

    assert article_of(row).model_dump_json() == article.model_dump_json()


def test_the_sample_fills_every_field() -> None:
    """So that a new field of the Article is tested here too."""
    assert Article.model_fields.keys() == FULL.model_fields_set


def test_every_field_has_a_column_and_its_description() -> None:
    schema = article_schema()

    for name, info in Article.model_fields.items():
        metadata = schema.field(name).metadata or {}
        assert metadata[b"description"].decode() == info.description


@pytest.mark.parametrize(
    ("moment", "day", "instant"),
    [
        ("2024-03-10T23:30:00-05:00", date(2024, 3, 10), datetime(2024, 3, 11, 4, 30, tzinfo=UTC)),
        ("2024-03-10T23:30:00", date(2024, 3, 10), None),
        ("2024-03-10", date(2024, 3, 10), None),
        (None, None, None),
    ],
)
def test_only_a_time_with_a_zone_is_an_instant(
    moment: str | None, day: date | None, instant: datetime | None
) -> None:
    """A naive time is never exported as if it had a zone; the printed form always stays."""
    record = record_of(Article.model_validate({"published": moment}))

    assert (record["published"], record["published_day"], record["published_utc"]) == (moment, day, instant)


def test_a_row_goes_through_parquet(tmp_path: object) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = pa.Table.from_pylist([record_of(FULL)], schema=article_schema())

    parquet.write_table(table, f"{tmp_path}/articles.parquet")
    back = parquet.read_table(f"{tmp_path}/articles.parquet")

    assert back.schema.equals(article_schema())
    assert article_of(back.to_pylist()[0]).model_dump_json() == FULL.model_dump_json()
