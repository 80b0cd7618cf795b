"""The columns that every table of articles has, whatever holds it."""

import json
from collections.abc import Callable
from datetime import date
from typing import Any

from newsclean.article import Article
from newsclean.outcome import Outcome
from newsclean.writers.moments import sortable, spelt

COLUMNS = (
    "source",
    "digest",
    "headline",
    "kicker",
    "standfirst",
    "published",
    "published_day",
    "published_utc",
    "modified",
    "modified_day",
    "modified_utc",
    "byline",
    "byline_code",
    "authors",
    "dateline",
    "body",
    "section",
    "language",
    "site",
    "url",
    "image",
    "keywords",
    "captions",
    "extra",
)


def values(outcome: Outcome, article: Article, joined: Callable[[list[str]], str]) -> tuple[Any, ...]:
    """What stands in `COLUMNS`; `joined` makes one text of a list, as the table has it."""
    return (
        outcome.source,
        outcome.digest,
        article.headline,
        article.kicker,
        article.standfirst,
        *_moment(article.published),
        *_moment(article.modified),
        article.byline and article.byline.text,
        article.byline and article.byline.code,
        joined(article.authors),
        article.dateline and article.dateline.text,
        article.body,
        article.section,
        article.language,
        article.site,
        article.url,
        article.image,
        joined(article.keywords),
        joined(article.captions),
        json.dumps(outcome.extra, ensure_ascii=False) if outcome.extra else None,
    )


def _moment(moment: date | None) -> tuple[str | None, str | None, str | None]:
    """As printed, its day, and the instant to sort by, to the second; null where no zone is known."""
    if not moment:
        return None, None, None
    return spelt(moment), moment.isoformat()[:10], sortable(moment)
