"""Every output format gives back what was put in, and claims nothing that was not."""

import csv
import gzip
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newsclean.article import Article
from newsclean.errors import WriterError
from newsclean.outcome import Failure, Outcome, line_of, outcome_from, outcome_of
from newsclean.writers.formats import FORMATS, format_of
from newsclean.writers.target import replacing

NINJS = json.loads((Path(__file__).parent / "ninjs_3_1.json").read_text())
NAIVE = datetime(2016, 11, 15, 8, 8, 9)
ARTICLE = Article.model_validate(
    {
        "headline": 'Storm closes the "mountain" road',
        "kicker": "Weather",
        "standfirst": "Snow fell all night.",
        "published": NAIVE,
        "byline": {
            "text": "By Jane Roe, S/SH 11",
            "code": "S/SH 11",
            "initials": ["S", "SH"],
            "authors": ["Jane Roe"],
        },
        "authors": ["Jane Roe", "Staff"],
        "dateline": {
            "text": "OSLO, Nov 14 (NTB) -",
            "place": "Oslo",
            "agency": "NTB",
            "date": date(2016, 11, 14),
        },
        "body": "The road was closed.\n\n# 1. Nobody *was* hurt, <b>they</b> said & left.\n\n1. First.",
        "related": [{"id": "7", "title": "Plough", "url": "https://example.com/7", "extra": {"sort": "1"}}],
        "keywords": ["snow", "roads"],
        "section": "Home",
        "language": "en",
        "site": "Example Herald",
        "url": "https://example.com/storm",
        "image": "https://example.com/storm.jpg",
        "captions": ["The pass."],
        "problems": [{"code": "timezone-unknown", "message": "No zone is known.", "field": "published"}],
    }
)
GOOD = outcome_of("a.txt", "0123456789abcdef", ARTICLE)
BAD = Outcome("b.txt", "fedcba9876543210", failure=Failure("empty", "the dump is empty"))


def written(path: Path, *outcomes: Outcome) -> Path:
    with replacing(path) as temporary, format_of(path).open(temporary) as write:
        for outcome in outcomes:
            write(outcome)
    return path


def article(**changes: Any) -> Outcome:
    return outcome_of("c.txt", "00ff00ff00ff00ff", Article.model_validate(ARTICLE.model_dump() | changes))


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_json_lines_come_back_failures_too(tmp_path: Path, ending: str) -> None:
    import zstandard

    unpack = {
        "": bytes,
        ".gz": gzip.decompress,
        ".zst": lambda c: zstandard.ZstdDecompressor().decompressobj().decompress(c),
    }
    path = written(tmp_path / f"out.jsonl{ending}", GOOD, BAD)

    lines = unpack[ending](path.read_bytes()).splitlines()  # type: ignore[operator]

    assert [outcome_from(line) for line in lines] == [GOOD, BAD]
    assert outcome_from(lines[0]).article == ARTICLE


def test_a_packed_output_is_the_same_every_time(tmp_path: Path) -> None:
    one, two = (written(tmp_path / name, GOOD).read_bytes() for name in ("a.jsonl.gz", "b.jsonl.gz"))

    assert one == two


def test_a_name_that_is_no_text_is_written_with_escapes() -> None:
    assert json.loads(line_of(Outcome("\udcff.txt", failure=Failure("empty", "")))) == {
        "source": "\\udcff.txt",
        "digest": "",
        "error": {"code": "empty", "message": ""},
    }


def test_csv_holds_every_column_and_no_formula(tmp_path: Path) -> None:
    evil = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "＝1"]
    path = written(tmp_path / "out.csv", GOOD, BAD, *(article(headline=text) for text in evil))

    with path.open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))

    assert rows[0]["headline"] == ARTICLE.headline
    assert rows[0]["published"] == "2016-11-15T08:08:09"
    assert rows[0]["body"] == ARTICLE.body
    assert rows[0]["authors"] == "Jane Roe; Staff"
    assert json.loads(rows[0]["related"])[0]["extra"] == {"sort": "1"}
    assert [row["headline"] for row in rows[1:]] == [f"'{text}" for text in evil]


def test_parquet_gives_the_articles_back(tmp_path: Path) -> None:
    from pyarrow import parquet

    from newsclean.writers.arrow_schema import article_of

    path = written(tmp_path / "out.parquet", GOOD, BAD, GOOD.marked("a.txt", 1.0))

    rows = parquet.read_table(path).to_pylist()

    assert [article_of(row) for row in rows] == [ARTICLE, ARTICLE]
    assert [(row["source"], row["duplicate_of"]) for row in rows] == [("a.txt", None), ("a.txt", "a.txt")]


def test_sqlite_finds_words_and_joins_its_tables(tmp_path: Path) -> None:
    path = written(
        tmp_path / "out.sqlite", article(headline="Council buys a plough", body="Short."), GOOD, BAD
    )

    with closing(sqlite3.connect(path)) as database:
        found = database.execute(
            "SELECT source FROM articles JOIN search ON search.rowid = articles.id WHERE search MATCH 'storm'"
        ).fetchall()
        in_body = database.execute("SELECT count(*) FROM search WHERE search MATCH 'body:hurt'").fetchone()
        related = database.execute(
            "SELECT article, id, title, extra FROM related WHERE article = 2"
        ).fetchall()
        problems = database.execute("SELECT code, field FROM problems").fetchall()
        failures = database.execute("SELECT source, code FROM failures").fetchall()
        whole = database.execute("SELECT article FROM articles WHERE source = 'a.txt'").fetchone()

    assert found == [("a.txt",)]
    assert in_body == (1,)
    assert related == [(2, "7", "Plough", '{"sort": "1"}')]
    assert problems == [("timezone-unknown", "published")] * 2
    assert failures == [("b.txt", "empty")]
    assert Article.model_validate_json(whole[0]) == ARTICLE


def test_markdown_reads_as_the_text_that_it_was(tmp_path: Path) -> None:
    from markdown_it import MarkdownIt

    folder = written(tmp_path / "out.md", GOOD, BAD, GOOD)

    files = sorted(folder.iterdir())
    front, _, text = files[0].read_text(encoding="utf-8").removeprefix("---\n").partition("---\n")
    shown = [
        "".join(child.content for child in token.children or ())
        for token in MarkdownIt().parse(text)
        if token.type == "inline"
    ]
    told = {
        name: json.loads(value) for name, _, value in (line.partition(": ") for line in front.splitlines())
    }

    assert len(files) == 2
    assert files[0].name.startswith("2016-11-15-storm-closes-the-mountain-road-01234567")
    assert shown == [ARTICLE.headline, ARTICLE.standfirst, *ARTICLE.paragraphs]
    assert told["published"] == "2016-11-15T08:08:09"
    assert told["authors"] == ["Jane Roe", "Staff"]
    assert told["problems"] == ["timezone-unknown"]


def test_front_matter_is_yaml_for_any_text(tmp_path: Path) -> None:
    outcome = article(headline="a: b\u2028#\x7f\x85 'c' \"d\" \\ {e} - & * \N{SNOWMAN}")
    folder = written(tmp_path / "out.md", outcome)

    front = next(folder.iterdir()).read_text(encoding="utf-8").split("---\n")[1]
    line = next(line for line in front.splitlines() if line.startswith("headline: "))

    assert json.loads(line.removeprefix("headline: ")) == outcome.article.headline  # type: ignore[union-attr]
    assert not any(character in front for character in "\x7f\x85\u2028")


PLUS_FOUR = timezone(timedelta(hours=4))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"published": NAIVE.replace(tzinfo=PLUS_FOUR), "modified": datetime(2016, 11, 16, 9, tzinfo=UTC)},
        {"published": date(2016, 11, 15), "modified": NAIVE},
        {"published": None, "byline": None, "dateline": None, "authors": [], "related": [], "body": ""},
        {"url": "/relative", "image": "//host/picture.jpg", "headline": None, "kicker": None},
        {
            "url": "https://example.com/a b",
            "related": [{}, {"id": "1"}, {"url": "x"}],
        },
    ],
)
def test_ninjs_is_valid_by_the_schema(tmp_path: Path, changes: dict[str, Any]) -> None:
    path = written(tmp_path / "out.ninjs", article(**changes), BAD)

    (item,) = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]

    jsonschema.Draft202012Validator(NINJS, format_checker=jsonschema.FormatChecker()).validate(item)


def test_a_naive_time_is_never_told_as_a_moment(tmp_path: Path) -> None:
    path = written(tmp_path / "out.ninjs", GOOD, article(published=NAIVE.replace(tzinfo=PLUS_FOUR)))

    naive, aware = (json.loads(line) for line in path.read_text(encoding="utf-8").splitlines())

    assert "firstCreated" not in naive
    assert "versionCreated" not in naive
    assert "2016-11-15T08:08:09, time zone not known" in naive["edNote"]
    assert aware["firstCreated"] == "2016-11-15T08:08:09+04:00"
    assert "edNote" not in aware


def test_json_ld_keeps_times_as_they_are_and_is_safe_in_a_script(tmp_path: Path) -> None:
    path = written(tmp_path / "out.jsonld", GOOD, article(headline="</script><script>alert(1)</script>"))

    lines = path.read_text(encoding="utf-8").splitlines()
    told = json.loads(lines[0])

    assert told["@type"] == "NewsArticle"
    assert told["datePublished"] == "2016-11-15T08:08:09"
    assert told["author"] == [{"@type": "Person", "name": "Jane Roe"}, {"name": "Staff"}]
    assert told["articleBody"] == ARTICLE.body
    assert "<" not in lines[1]
    assert json.loads(lines[1])["headline"] == "</script><script>alert(1)</script>"


@pytest.mark.parametrize("name", ["out", "out.docx", "out.parquet.gz"])
def test_an_ending_that_tells_no_format_is_refused(name: str) -> None:
    with pytest.raises(WriterError):
        format_of(Path(name))


def test_a_format_may_be_named_against_the_ending() -> None:
    assert format_of(Path("out.txt"), "csv") is FORMATS["csv"]


@pytest.mark.parametrize("ending", ["jsonl", "csv", "parquet", "sqlite", "md", "ninjs", "jsonld"])
def test_what_fails_half_way_leaves_the_old_file_and_nothing_else(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"out.{ending}"
    path.write_text("old") if ending != "md" else path.mkdir()

    with (
        pytest.raises(ZeroDivisionError),
        replacing(path) as temporary,
        format_of(path).open(temporary) as write,
    ):
        write(GOOD)
        raise ZeroDivisionError

    assert list(tmp_path.iterdir()) == [path]
    assert path.is_dir() or path.read_text() == "old"
