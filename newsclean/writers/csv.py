"""
CSV (RFC 4180, UTF-8): one row an article, lists joined by `; `, related items as JSON.

A text that a spreadsheet would take for a formula gets an apostrophe in front, as OWASP advises
against CSV injection: news text comes from strangers.
"""

import csv
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from newsclean.article import Article
from newsclean.outcome import Outcome
from newsclean.writers import columns
from newsclean.writers.packing import packed

COLUMNS = (*columns.COLUMNS, "related", "problems", "duplicate_of")
# Full-width signs are read as the plain ones by spreadsheets of East Asian systems.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


@contextmanager
def open_writer(path: Path) -> Iterator[Callable[[Outcome], None]]:
    """Writes a header and then a row an article; failures have no row."""
    with packed(path) as file:
        text = TextIOWrapper(file, encoding="utf-8", errors="backslashreplace", newline="")
        rows = csv.writer(text)
        rows.writerow(COLUMNS)

        def write(outcome: Outcome) -> None:
            if article := outcome.article:
                rows.writerow([_safe(value) for value in _row(outcome, article)])

        yield write
        text.flush()
        text.detach()


def _row(outcome: Outcome, article: Article) -> tuple[Any, ...]:
    return (
        *columns.values(outcome, article, "; ".join),
        _json([item.model_dump(mode="json") for item in article.related]),
        "; ".join(dict.fromkeys(problem.code for problem in article.problems)),
        outcome.duplicate_of,
    )


def _json(value: list[Any]) -> str:
    return json.dumps(value, ensure_ascii=False) if value else ""


def _safe(value: Any) -> Any:
    return f"'{value}" if isinstance(value, str) and value.lstrip(" ").startswith(_FORMULA) else value
