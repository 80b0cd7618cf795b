"""
schema.org NewsArticle as JSON-LD: one object a line.

schema.org takes ISO 8601 as it is printed: a day, a local time, or a time with its zone; so a
naive time stays one.
"""

import json
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from newsclean.article import Article, RelatedItem
from newsclean.outcome import Outcome
from newsclean.writers.identity import urn
from newsclean.writers.moments import spelt
from newsclean.writers.packing import by_line

# Behind `</script>` in a headline, a page that embeds the line would go on as markup.
_MARKUP = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}
# The Article's fields that stand as they are -> their names there.
_PLAIN = {
    "headline": "headline",
    "kicker": "alternativeHeadline",
    "standfirst": "abstract",
    "published": "datePublished",
    "modified": "dateModified",
    "section": "articleSection",
    "language": "inLanguage",
    "url": "url",
    "image": "image",
}
_OF_RELATED = {
    "id": "identifier",
    "title": "headline",
    "url": "url",
    "image": "image",
    "published": "datePublished",
}


def open_writer(path: Path) -> AbstractContextManager[Callable[[Outcome], None]]:
    """Writes a line an article, safe to stand in a `<script>` element; failures have none."""
    return by_line(path, _line)


def _line(outcome: Outcome) -> bytes:
    told = news_article(article, outcome) if (article := outcome.article) else None
    return json.dumps(told, ensure_ascii=False).translate(_MARKUP).encode() + b"\n" if told else b""


def news_article(article: Article, outcome: Outcome) -> dict[str, Any]:
    """The article as a NewsArticle; what is not known is left out."""
    byline, dateline = article.byline, article.dateline
    told = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": article.url or urn(outcome.source, outcome.digest),
        "headline": article.headline,
        "alternativeHeadline": article.kicker,
        "abstract": article.standfirst,
        "datePublished": article.published and spelt(article.published),
        "dateModified": article.modified and spelt(article.modified),
        "author": [_author(name, article) for name in article.authors],
        "creditText": byline.text if byline else None,
        "sourceOrganization": _organization(byline.agency if byline else None),
        "dateline": dateline.text if dateline else None,
        "locationCreated": {"@type": "Place", "name": dateline.place}
        if dateline and dateline.place
        else None,
        "articleBody": article.body,
        "wordCount": len(article.body.split()),
        "articleSection": article.section,
        "keywords": article.keywords,
        "inLanguage": article.language,
        "publisher": _organization(article.site),
        "url": article.url,
        "image": article.image,
        "mentions": [_mention(item) for item in article.related],
        "identifier": outcome.source,
    }
    return {name: value for name, value in told.items() if value}


def article_of(told: dict[str, Any]) -> tuple[dict[str, Any], Article]:
    """What an object of ours tells of its dump, and the Article as far as it carries it; `KeyError` else."""
    persons = [each["name"] for each in told.get("author", ()) if "@type" in each]
    agency = _name(told, "sourceOrganization")
    place = _name(told, "locationCreated")
    fields = {name: told.get(key) for name, key in _PLAIN.items()}
    fields |= {
        "body": told.get("articleBody", ""),
        "authors": [each["name"] for each in told.get("author", ())],
        "byline": {"text": told["creditText"], "authors": persons, "agency": agency}
        if "creditText" in told
        else None,
        "dateline": {"text": told.get("dateline"), "place": place} if place or "dateline" in told else None,
        "keywords": told.get("keywords", []),
        "site": _name(told, "publisher"),
        "related": [
            {name: each.get(key) for name, key in _OF_RELATED.items()} for each in told.get("mentions", ())
        ],
    }
    return {"source": told["identifier"]}, Article.model_validate(fields)


def _name(told: dict[str, Any], key: str) -> str | None:
    found: str | None = told.get(key, {}).get("name")
    return found


def _author(name: str, article: Article) -> dict[str, str]:
    """A person where the byline names one; else it may be an organization, and nothing is claimed."""
    person = article.byline is not None and name in article.byline.authors
    return {"@type": "Person", "name": name} if person else {"name": name}


def _organization(name: str | None) -> dict[str, str] | None:
    return {"@type": "Organization", "name": name} if name else None


def _mention(item: RelatedItem) -> dict[str, Any]:
    told = {
        "@type": "NewsArticle",
        "identifier": item.id,
        "headline": item.title,
        "url": item.url,
        "image": item.image,
        "datePublished": item.published and spelt(item.published),
    }
    return {name: value for name, value in told.items() if value}
