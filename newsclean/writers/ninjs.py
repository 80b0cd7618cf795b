"""
IPTC ninjs 3.1 (https://iptc.org/std/ninjs/): one JSON object a line, valid by IPTC's JSON Schema.

ninjs times have a zone. A time or a day without one is told in `edNote`, for people, and never as
`firstCreated`, where programs would take it for a moment in a zone that nobody stated.
"""

import json
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from pathlib import Path
from typing import Any

from newsclean.article import Article, RelatedItem
from newsclean.outcome import Outcome
from newsclean.writers.identity import absolute, urn, zoned
from newsclean.writers.moments import spelt
from newsclean.writers.packing import by_line

STANDARD = {
    "name": "ninjs",
    "version": "3.1",
    "schema": "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#",
}
_TEXTS = ("headlines", "descriptions")
_UNZONED = re.compile(r"(?P<name>published|modified) (?P<moment>[^\s,]{10,40}), time zone not known")


def open_writer(path: Path) -> AbstractContextManager[Callable[[Outcome], None]]:
    """Writes a line an article; failures have none."""
    return by_line(path, _line)


def _line(outcome: Outcome) -> bytes:
    article = outcome.article
    return json.dumps(item(article, outcome), ensure_ascii=False).encode() + b"\n" if article else b""


def item(article: Article, outcome: Outcome) -> dict[str, Any]:
    """The article as a ninjs object; what is not known is left out."""
    told = {
        "uri": absolute(article.url) or urn(outcome.source, outcome.digest),
        "type": "text",
        "standard": STANDARD,
        "firstCreated": zoned(article.published),
        "versionCreated": zoned(article.modified) or zoned(article.published),
        "edNote": _unzoned(article),
        "language": article.language,
        "headlines": _texts(main=article.headline, kicker=article.kicker),
        "descriptions": _texts(standfirst=article.standfirst),
        "bodies": _bodies(article),
        "by": article.byline.text if article.byline else ", ".join(article.authors),
        "people": [{"name": name, "rel": "author"} for name in _persons(article)],
        "located": article.dateline.place if article.dateline else None,
        "infoSources": _sources(article),
        "subjects": [{"name": word} for word in article.keywords],
        "genres": [{"name": article.section}] if article.section else [],
        "renditions": _renditions(article),
        "associations": [_association(item, outcome) for item in article.related],
        "altIds": [{"role": "source", "value": outcome.source}],
    }
    return {name: value for name, value in told.items() if value}


def article_of(told: dict[str, Any]) -> tuple[dict[str, Any], Article]:
    """What an object of ours tells of its dump, and the Article as far as it carries it; `KeyError` else."""
    texts = {each["role"]: each["value"] for name in _TEXTS for each in told.get(name, ())}
    named = [(each["role"], each["name"]) for each in told.get("infoSources", ())]
    persons = [each["name"] for each in told.get("people", ())]
    unzoned = {found["name"]: found["moment"] for found in _UNZONED.finditer(told.get("edNote", ""))}
    fields = {
        "headline": texts.get("main"),
        "kicker": texts.get("kicker"),
        "standfirst": texts.get("standfirst"),
        "body": next((each["value"] for each in told.get("bodies", ())), ""),
        "published": told.get("firstCreated") or unzoned.get("published"),
        "modified": unzoned.get("modified") or _changed(told),
        "byline": {"text": told["by"], "authors": persons} if persons else None,
        "authors": persons + [name for role, name in named if role == "author"],
        "dateline": {"place": told["located"]} if "located" in told else None,
        "site": next((name for role, name in named if role == "publisher"), None),
        "section": next((each["name"] for each in told.get("genres", ())), None),
        "keywords": [each["name"] for each in told.get("subjects", ())],
        "language": told.get("language"),
        "url": _url(told["uri"]),
        "image": next((each["href"] for each in told.get("renditions", ())), None),
        "related": [_related(each) for each in told.get("associations", ())],
    }
    source = next((each["value"] for each in told.get("altIds", ()) if each["role"] == "source"), "")
    return {"source": source}, Article.model_validate(fields)


def _changed(told: dict[str, Any]) -> str | None:
    """The last change; where none is known the first version's time stands there, as ninjs wants one."""
    version: str | None = told.get("versionCreated")
    return version if version != told.get("firstCreated") else None


def _url(uri: str) -> str | None:
    return uri if absolute(uri) else None


def _related(told: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": next((each["value"] for each in told.get("altIds", ())), None),
        "title": next((each["value"] for each in told.get("headlines", ())), None),
        "url": _url(told["uri"]),
        "image": next((each["href"] for each in told.get("renditions", ())), None),
    }


def _persons(article: Article) -> list[str]:
    """The authors whom the byline names; others may be organisations."""
    named = article.byline.authors if article.byline else []
    return [name for name in article.authors if name in named]


def _texts(**values: str | None) -> list[dict[str, str]]:
    return [
        {"role": role, "contentType": "text/plain", "value": value} for role, value in values.items() if value
    ]


def _bodies(article: Article) -> list[dict[str, Any]]:
    if not article.body:
        return []
    counts = {"charCount": len(article.body), "wordCount": len(article.body.split())}
    return [{"role": "main", "contentType": "text/plain", **counts, "value": article.body}]


def _unzoned(article: Article) -> str:
    """The times that cannot be told as moments, as they were printed."""
    moments: dict[str, date | None] = {"published": article.published, "modified": article.modified}
    return "; ".join(
        f"{name} {spelt(moment)}, time zone not known"
        for name, moment in moments.items()
        if moment and not zoned(moment)
    )


def _sources(article: Article) -> list[dict[str, str]]:
    agencies = (part.agency for part in (article.byline, article.dateline) if part and part.agency)
    told = [{"name": agency, "role": "agency"} for agency in dict.fromkeys(agencies)]
    persons = _persons(article)
    told += [{"name": name, "role": "author"} for name in article.authors if name not in persons]
    return [*told, *([{"name": article.site, "role": "publisher"}] if article.site else [])]


def _renditions(article: Article) -> list[dict[str, str]]:
    image = absolute(article.image)
    return [{"name": "main-image", "href": image}] if image else []


def _association(related: RelatedItem, outcome: Outcome) -> dict[str, Any]:
    name = related.title or related.url or related.id or "related"
    told: dict[str, Any] = {
        "name": name,
        "uri": absolute(related.url) or urn(outcome.source, outcome.digest, related.id or name),
        "rel": "related",
        "type": "text",
        "headlines": _texts(main=related.title),
        "altIds": [{"role": "site", "value": related.id}] if related.id else [],
    }
    image = absolute(related.image)
    told["renditions"] = [{"name": "image", "href": image}] if image else []
    return {key: value for key, value in told.items() if value}
