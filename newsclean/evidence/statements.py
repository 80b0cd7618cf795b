"""What structured voices state of an article, in plain words: shared by the extractors that read them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from html import unescape
from typing import Any, NamedTuple

from newsclean.core.document import BlockKind, Document
from newsclean.dates.read import read_timestamp
from newsclean.knowledge import load
from newsclean.text.whitespace import fold, key

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,25})?")
_DIGITS_OF_ZONE = re.compile(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$)")


class Stated(NamedTuple):
    """One statement: its text and the block that makes it."""

    text: str
    block: int
    kind: str = ""


def article_entities(document: Document) -> tuple[tuple[int, Mapping[str, Any]], ...]:
    """The JSON-LD object that describes the page's article: the first of such a type, else the page's."""
    return document.once("article_entities", lambda: tuple(_article_entities(document)))


def _article_entities(document: Document) -> Iterator[tuple[int, Mapping[str, Any]]]:
    page: tuple[int, Mapping[str, Any]] | None = None
    for index, block in document.stated:
        if block.kind is BlockKind.DATA:
            if block.name.endswith(("Article", "Posting")):
                yield index, block.value
                return
            if page is None and block.name == "WebPage":
                page = index, block.value
    if page:
        yield page


def resolved(document: Document, value: Any) -> Any:
    """A reference (`{"@id": …}`) as the object that it names, where the page has it."""
    if isinstance(value, dict) and "@id" in value and len(value) <= 2:
        for _, block in document.stated:
            if (
                block.kind is BlockKind.DATA
                and block.value.get("@id") == value["@id"]
                and block.value != value
            ):
                return block.value
    return value


def metas(document: Document, field: str) -> Iterator[Stated]:
    """What `<meta>` states of a field, the most trustworthy name first."""
    named = document.once("metas", lambda: _by_name(document))
    for name in load.markup().meta[field]:
        yield from named.get(name, ())


def _by_name(document: Document) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = {}
    for index, block in document.stated:
        if block.kind is BlockKind.META:
            found.setdefault(block.name, []).append(Stated(clean(block.text), index, block.name))
    return found


def clean(text: str) -> str:
    """A statement as it reads: entities that were escaped twice and tags are resolved."""
    if "&" in text:
        text = unescape(text)
    if "<" in text:
        text = _TAG.sub("", text)
    return fold(text)


def texts(value: Any) -> Iterator[str]:
    """The plain texts in a value of JSON-LD: itself, its items, or their names."""
    if isinstance(value, str):
        if told := clean(value):
            yield told
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        parts = (value.get("givenName"), value.get("familyName"))
        whole = " ".join(part for part in parts if isinstance(part, str))
        yield from texts(value.get("name") or value.get("@value") or whole)


def moment(text: str, languages: Iterable[str] = ()) -> datetime | date | None:
    """
    A time as a machine states it; a midnight without a zone is a day.

    >>> moment("2024-05-03T15:47:42+0200").isoformat()
    '2024-05-03T15:47:42+02:00'
    """
    text = _DIGITS_OF_ZONE.sub("", text.strip())
    if _ISO.fullmatch(text):
        try:
            return date.fromisoformat(text) if len(text) == 10 else _timely(datetime.fromisoformat(text))
        except ValueError:
            pass
    if not 6 <= len(text) <= 80:
        return None
    stamp = read_timestamp(text, languages=tuple(languages))
    return stamp.value if stamp and not stamp.ambiguous else None


def _timely(value: datetime) -> datetime | date:
    midnight = value.tzinfo is None and not (value.hour or value.minute or value.second)
    return value.date() if midnight else value


def site_names(document: Document) -> set[str]:
    """What the site calls itself, and the labels of its host: letters and digits alone."""
    return document.once("site_names", lambda: _site_names(document))


def _site_names(document: Document) -> set[str]:
    names = {key(text).replace(" ", "") for text, _, _ in metas(document, "site")}
    url = document.source.hints.url or next((b.text for _, b in document.stated if b.name == "og:url"), "")
    host = url.split("//")[-1].split("/")[0].removeprefix("www.")
    labels = host.split(".")
    return (names | {key(host).replace(" ", ""), *(each for each in labels[:-1] if len(each) > 3)}) - {""}
