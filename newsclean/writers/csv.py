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
_PLAIN = (
    *("headline", "kicker", "standfirst", "published", "modified"),
    *("section", "language", "site", "url", "image"),
)
_LISTS = ("authors", "keywords", "captions")
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
    return f"'{value}" if isinstance(value, str) and _is_armed(value) else value


def _is_armed(value: str) -> bool:
    """Whether it is a formula, or looks like one that was disarmed and would be taken for that."""
    return value.lstrip(" '").startswith(_FORMULA)


def article_of(row: dict[str, str]) -> tuple[dict[str, Any], Article]:
    """The row, armed again, and the Article as far as it carries it; `KeyError` where a column is missing."""
    told = {
        name: value[1:] if value[:1] == "'" and _is_armed(value[1:]) else value for name, value in row.items()
    }
    fields: dict[str, Any] = {name: told[name] or None for name in _PLAIN}
    fields |= {name: [each for each in told[name].split("; ") if each] for name in _LISTS}
    fields["related"] = json.loads(told["related"] or "[]")
    if told["byline"]:
        fields["byline"] = {"text": told["byline"], "code": told["byline_code"] or None}
    if told["dateline"]:
        fields["dateline"] = {"text": told["dateline"]}
    return told, Article.model_validate({**fields, "body": told["body"]})
