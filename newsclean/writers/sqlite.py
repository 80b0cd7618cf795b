"""
SQLite: tables of articles, related items, problems and failures, with full-text search.

    SELECT headline FROM articles JOIN search ON search.rowid = articles.id WHERE search MATCH 'storm'
"""

import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from newsclean.article import Article, Problem, RelatedItem
from newsclean.errors import WriterError
from newsclean.outcome import Outcome
from newsclean.writers import columns

_SCHEMA = """
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, source TEXT NOT NULL, digest TEXT NOT NULL,
    headline TEXT, kicker TEXT, standfirst TEXT, published TEXT, published_day TEXT, published_utc TEXT,
    modified TEXT, modified_day TEXT, modified_utc TEXT,
    byline TEXT, byline_code TEXT, authors TEXT NOT NULL, dateline TEXT, body TEXT NOT NULL,
    section TEXT, language TEXT, site TEXT, url TEXT, image TEXT,
    keywords TEXT NOT NULL, captions TEXT NOT NULL, extra TEXT,
    duplicate_of TEXT, similarity REAL, article TEXT NOT NULL
);
CREATE TABLE related (
    article INTEGER NOT NULL REFERENCES articles (id), position INTEGER NOT NULL,
    id TEXT, title TEXT, url TEXT, image TEXT, published TEXT, derived TEXT NOT NULL, extra TEXT NOT NULL,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE TABLE problems (
    article INTEGER NOT NULL REFERENCES articles (id), position INTEGER NOT NULL,
    code TEXT NOT NULL, message TEXT NOT NULL, field TEXT, start INTEGER, "end" INTEGER,
    PRIMARY KEY (article, position)
) WITHOUT ROWID;
CREATE TABLE failures (
    source TEXT NOT NULL, digest TEXT, code TEXT NOT NULL, message TEXT NOT NULL, url TEXT, extra TEXT
);
CREATE VIRTUAL TABLE search USING fts5 (headline, body, content='articles', content_rowid='id');
"""
_INDEXES = """
CREATE INDEX articles_source ON articles (source);
CREATE INDEX articles_published ON articles (published_utc);
CREATE INDEX articles_day ON articles (published_day);
CREATE INDEX problems_code ON problems (code);
INSERT INTO search (search) VALUES ('rebuild');
"""


@contextmanager
def open_writer(path: Path) -> Iterator[Callable[[Outcome], None]]:
    """
    Writes rows; the search index is built at the end. Lists are JSON, `articles.article` is all of it.

    Raises `WriterError` where SQLite refuses.
    """
    try:
        with closing(sqlite3.connect(path)) as database:
            database.executescript(_SCHEMA)
            yield lambda outcome: _write(database, outcome)
            database.executescript(_INDEXES)
            database.commit()
    except sqlite3.Error as error:
        raise WriterError(str(path), str(error)) from error


def _write(database: sqlite3.Connection, outcome: Outcome) -> None:
    article = outcome.article
    if outcome.failure:
        extra = _json(outcome.extra) if outcome.extra else None
        why = (outcome.failure.code, outcome.failure.message)
        told = (outcome.source, outcome.digest, *why, outcome.url, extra)
        database.execute("INSERT INTO failures VALUES (?, ?, ?, ?, ?, ?)", told)
    elif article:
        row = _row(outcome, article)
        values = ", ".join("?" * len(row))
        number = database.execute(f"INSERT INTO articles VALUES (NULL, {values})", row).lastrowid or 0
        database.executemany(
            "INSERT INTO related VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [(number, at, *_related(item)) for at, item in enumerate(article.related)],
        )
        database.executemany(
            "INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(number, at, *_problem(problem)) for at, problem in enumerate(article.problems)],
        )


def _row(outcome: Outcome, article: Article) -> tuple[object, ...]:
    said = columns.values(outcome, article, _json)
    return (*said, outcome.duplicate_of, outcome.similarity, outcome.json.decode())


def _related(item: RelatedItem) -> tuple[object, ...]:
    told = item.model_dump(mode="json")
    plain = (told[name] for name in ("id", "title", "url", "image", "published"))
    return (*plain, _json(told["derived"]), _json(told["extra"]))


def _problem(problem: Problem) -> tuple[object, ...]:
    where = problem.where
    return (
        problem.code,
        problem.message,
        problem.field,
        where.start if where else None,
        where.end if where else None,
    )


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
