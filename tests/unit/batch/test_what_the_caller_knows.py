"""What the caller's rows tell beside the dump comes out again, whatever becomes of it."""

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

import newsclean
from newsclean.outcome import line_of, outcome_from

PROSE = "The road over the pass was closed on Monday after heavy snow, the police said in a statement."
STORY = f"Storm closes the road\n\n{PROSE}\n\n{PROSE.replace('snow', 'rain')}\n"
ROWS = [
    {"text": STORY, "link": "https://www.elm.example/storm", "shelf": 7, "tags": ["a", "b"]},
    {"text": " ", "link": "https://www.elm.example/none", "shelf": 8},
]


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "rows.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    return path


def test_every_line_names_its_address_and_the_callers_columns(rows: Path) -> None:
    good, bad = (
        json.loads(line_of(outcome)) for outcome in newsclean.clean(rows, url_field="link", workers=0)
    )

    assert (good["url"], good["site"]) == ("https://www.elm.example/storm", "elm.example")
    assert good["extra"] == {"link": "https://www.elm.example/storm", "shelf": 7, "tags": ["a", "b"]}
    assert (bad["url"], bad["extra"]["shelf"]) == ("https://www.elm.example/none", 8)


def test_a_line_with_the_callers_columns_is_read_back(rows: Path) -> None:
    outcomes = list(newsclean.clean(rows, url_field="link", workers=0))

    back = [outcome_from(line_of(outcome)) for outcome in outcomes]

    assert [each.extra for each in back] == [each.extra for each in outcomes]
    assert [each.article for each in back] == [each.article for each in outcomes]


def test_a_column_with_controls_is_written_as_escapes_and_read_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "rows.jsonl"
    path.write_text(json.dumps({"text": STORY, "note": "a\x9b2J\u202eb"}), encoding="utf-8")
    (outcome,) = newsclean.clean(path, workers=0)

    line = line_of(outcome)

    assert "\x9b" not in line.decode()
    assert outcome_from(line).extra == {"note": "a\x9b2J\u202eb"}


def test_another_value_beside_the_same_dump_is_done_again(rows: Path, tmp_path: Path) -> None:
    target = tmp_path / "out.jsonl"
    newsclean.clean(rows, into=target, workers=0)
    rows.write_text(rows.read_text().replace('"shelf": 7', '"shelf": 9'), encoding="utf-8")

    done = newsclean.clean(rows, into=target, workers=0, resume=True)

    assert (done.summary.resumed, done.summary.redone) == (1, 1)
    assert json.loads(target.read_text().splitlines()[0])["extra"]["shelf"] == 9


def table(path: Path) -> list[dict[str, Any]]:
    if path.suffix == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            return list(csv.DictReader(file))
    if path.suffix == ".sqlite":
        with closing(sqlite3.connect(path)) as database:
            database.row_factory = sqlite3.Row
            return [dict(row) for row in database.execute("SELECT * FROM articles")]
    from pyarrow import parquet

    rows: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return rows


@pytest.mark.parametrize("ending", ["csv", "sqlite", "parquet"])
def test_tables_have_a_column_for_them(rows: Path, tmp_path: Path, ending: str) -> None:
    if ending == "parquet":
        pytest.importorskip("pyarrow", reason="newsclean[parquet] is not installed")
    target = tmp_path / f"out.{ending}"

    newsclean.clean(rows, into=target, url_field="link", workers=0)

    (row,) = table(target)
    assert row["url"] == "https://www.elm.example/storm"
    assert json.loads(row["extra"])["shelf"] == 7


@pytest.mark.parametrize(("asked", "written"), [("en", 1), ("de", 0), (None, 1)])
def test_articles_of_other_languages_are_left_out_and_counted(
    rows: Path, tmp_path: Path, asked: str | None, written: int
) -> None:
    target = tmp_path / "out.jsonl"

    done = newsclean.clean(rows, into=target, workers=0, only_languages=[asked] if asked else None)

    told = [json.loads(line) for line in target.read_text(encoding="utf-8").splitlines()]
    assert sum("headline" in line for line in told) == written
    assert sum("error" in line for line in told) == 1
    assert done.summary.skipped.total() == 1 - written
