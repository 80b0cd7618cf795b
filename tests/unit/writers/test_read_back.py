"""What newsclean writes, newsclean reads: all of it where the format holds all, else what it carries."""

from pathlib import Path

import pytest

import newsclean
from newsclean.article import Article
from newsclean.errors import SourceError
from newsclean.outcome import Failure, Outcome, outcome_of
from newsclean.writers.formats import FORMATS, format_of

ARTICLE = Article.model_validate(
    {
        "headline": "=Storm *closes* <the> road & pass;",
        "kicker": "Weather",
        "standfirst": "Snow fell all night.",
        "published": "2016-11-15T08:08:09+01:00",
        "modified": "2016-11-16T09:00:00",
        "byline": {"text": "By Jane Roe", "authors": ["Jane Roe"]},
        "authors": ["Jane Roe", "Staff"],
        "dateline": {"text": "OSLO, Nov 14 -", "place": "Oslo"},
        "body": "The road was closed!\n\n# 1. Nobody *was* hurt, <b>they</b> said &amp; ~a~.\n\n1. First.",
        "related": [{"id": "7", "title": "Plough", "url": "https://elm.example/7"}],
        "keywords": ["snow", "roads"],
        "section": "Home",
        "language": "en",
        "site": "Elm Gazette",
        "url": "https://elm.example/storm",
        "image": "https://elm.example/storm.jpg",
        "captions": ["The pass."],
        "leaks": [{"kind": "json", "span": {"start": 1, "end": 3}, "verdict": "exact", "value": {"a": 1}}],
        "dropped": [{"text": "Home", "reason": "navigation"}],
        "confidence": {"headline": 0.5},
    }
)
ANOTHER = Article(headline="'=Twice disarmed", body="Snow again.")
EXTRA = {"shelf": 7}
# What no format but the three whole ones carries, and what some leave out besides.
_INNER = {"leaks", "dropped", "provenance", "confidence", "problems"}
_LEFT_OUT = {
    "jsonl": set(),
    "sqlite": set(),
    "parquet": set(),
    "markdown": _INNER,
    "csv": {*_INNER, "byline", "dateline"},
    "ninjs": {*_INNER, "dateline", "captions"},
    "schema-org": {*_INNER, "captions"},
}
_WITH_COLUMNS = ("jsonl", "sqlite", "parquet", "markdown", "csv")


def written(path: Path, name: str) -> None:
    from dataclasses import replace

    with FORMATS[name].open(path) as write:
        write(replace(outcome_of("a.txt", "0123456789abcdef", ARTICLE), extra=EXTRA))
        write(
            Outcome("b.txt", "", failure=Failure("empty", "the dump is empty"), url="https://elm.example/b")
        )
        write(outcome_of("c.txt", "1123456789abcdef", ANOTHER))


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_read_back_as_far_as_it_carries(tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="newsclean[parquet] is not installed")
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    written(path, name)

    articles = sorted(newsclean.read_articles(path), key=lambda each: each.headline or "", reverse=True)

    left_out = _LEFT_OUT[name]
    assert [each.model_dump(exclude=left_out) for each in articles] == [
        each.model_dump(exclude=left_out) for each in (ARTICLE, ANOTHER)
    ]


@pytest.mark.parametrize("name", FORMATS)
def test_outcomes_tell_the_dump_and_the_failures_where_they_stand(tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="newsclean[parquet] is not installed")
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    written(path, name)

    outcomes = {each.source: each for each in newsclean.read_outcomes(path)}

    assert outcomes.keys() == {"a.txt", "c.txt"} | ({"b.txt"} if FORMATS[name].failures else set())
    assert outcomes["a.txt"].extra == (EXTRA if name in _WITH_COLUMNS else {})
    if FORMATS[name].failures:
        assert outcomes["b.txt"].url == "https://elm.example/b"


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "markdown"])
def test_what_newsclean_did_not_write_is_told_as_such(tmp_path: Path, name: str) -> None:
    if name == "parquet":
        pytest.importorskip("pyarrow", reason="newsclean[parquet] is not installed")
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    path.write_text('{"a": 1}\n', encoding="utf-8")

    # A header of CSV alone has no row that could be wrong.
    if name == "csv":
        path.write_text("a,b\n1,2\n", encoding="utf-8")

    with pytest.raises(SourceError, match="out"):
        list(newsclean.read_articles(path))


def test_a_name_without_an_ending_needs_its_format(tmp_path: Path) -> None:
    path = tmp_path / "out"
    written(path, "jsonl")

    with pytest.raises(SourceError, match="jsonl"):
        newsclean.read_articles(path)
    assert len(list(newsclean.read_articles(path, format="jsonl"))) == 2
    assert format_of(path, "jsonl").name == "jsonl"
