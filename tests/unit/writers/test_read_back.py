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


@pytest.fixture(params=_LEFT_OUT)
def name(request: pytest.FixtureRequest) -> str:
    """Of a format that is read back."""
    told: str = request.param
    if told == "parquet":
        pytest.importorskip("pyarrow", reason="newsclean[parquet] is not installed")
    return told


@pytest.fixture
def path(tmp_path: Path, name: str) -> Path:
    """What the format made of two articles and a failure."""
    told = tmp_path / f"out{FORMATS[name].endings[0]}"
    written(told, name)
    return told


def test_every_format_is_read_back_as_far_as_it_carries(path: Path, name: str) -> None:
    articles = sorted(newsclean.read_articles(path), key=lambda each: each.headline or "", reverse=True)

    left_out = _LEFT_OUT[name]
    assert [each.model_dump(exclude=left_out) for each in articles] == [
        each.model_dump(exclude=left_out) for each in (ARTICLE, ANOTHER)
    ]


def test_outcomes_tell_the_dump_and_the_failures_where_they_stand(path: Path, name: str) -> None:
    outcomes = {each.source: each for each in newsclean.read_outcomes(path)}

    assert outcomes.keys() == {"a.txt", "c.txt"} | ({"b.txt"} if FORMATS[name].failures else set())
    assert outcomes["a.txt"].extra == (EXTRA if name in _WITH_COLUMNS else {})
    if FORMATS[name].failures:
        assert outcomes["b.txt"].url == "https://elm.example/b"


@pytest.mark.parametrize("name", [name for name in _LEFT_OUT if name != "markdown"])
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


@pytest.mark.parametrize("name", sorted(FORMATS.keys() - _LEFT_OUT.keys()))
def test_what_is_written_for_others_is_refused_with_the_reason(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"out{FORMATS[name].endings[0]}"
    written(path, name)

    with pytest.raises(SourceError, match=f"{name} is written for others"):
        newsclean.read_articles(path)


def test_plain_text_is_what_a_reader_reads(tmp_path: Path) -> None:
    written(tmp_path / "out.txt", "text")

    texts = sorted(file.read_text(encoding="utf-8") for file in (tmp_path / "out.txt").iterdir())

    assert texts[0] == "'=Twice disarmed\n\nSnow again.\n"
    assert texts[1].startswith(f"{ARTICLE.headline}\n\n{ARTICLE.standfirst}\n\nThe road was closed!\n\n")


def test_tei_is_well_formed_and_tells_who_when_and_what(tmp_path: Path) -> None:
    from xml.etree import ElementTree

    written(tmp_path / "out.xml", "tei")

    corpus = ElementTree.parse(tmp_path / "out.xml").getroot()

    tei = "{http://www.tei-c.org/ns/1.0}"
    first, second = corpus.findall(f"{tei}TEI")
    assert first.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
    assert [each.text for each in first.iterfind(f".//{tei}titleStmt/{tei}author")] == ARTICLE.authors
    assert [each.get("when") for each in first.iterfind(f".//{tei}bibl/{tei}date")] == [
        "2016-11-15T08:08:09+01:00"
    ]
    paragraphs = [each.text for each in first.iterfind(f".//{tei}div/{tei}p")]
    assert paragraphs == [ARTICLE.standfirst, *ARTICLE.paragraphs]
    assert second.find(f".//{tei}div/{tei}p").text == "Snow again."  # type: ignore[union-attr]
