"""The columns that every table of articles has, whatever holds it."""

from collections.abc import Callable
from typing import Any

from newsclean.article import Article
from newsclean.outcome import Outcome

COLUMNS = (
    "source",
    "digest",
    "headline",
    "kicker",
    "standfirst",
    "published",
    "modified",
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
)


def values(outcome: Outcome, article: Article, joined: Callable[[list[str]], str]) -> tuple[Any, ...]:
    """What stands in `COLUMNS`; `joined` makes one text of a list, as the table has it."""
    return (
        outcome.source,
        outcome.digest,
        article.headline,
        article.kicker,
        article.standfirst,
        article.published and article.published.isoformat(),
        article.modified and article.modified.isoformat(),
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
    )
