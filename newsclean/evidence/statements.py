"""What structured voices state of an article, in plain words: shared by the extractors that read them."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from html import unescape
from typing import Any, NamedTuple

from newsclean.core.document import BlockKind, Document, PageDocument
from newsclean.dates.read import read_timestamp
from newsclean.knowledge import load
from newsclean.text.whitespace import fold, key

_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,300}>")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,25})?")
_TELLING = 4  # letters of a word that two wordings of one headline share
_FEWEST_TELLING = 3  # such words, for their lack to tell anything
_DIGITS_OF_ZONE = re.compile(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$)")


class Stated(NamedTuple):
    """One statement: its text and the block that makes it."""

    text: str
    block: int
    kind: str = ""


def article_entities(document: Document) -> tuple[tuple[int, Mapping[str, Any]], ...]:
    """
    The JSON-LD object that describes the page's article.

    Of several of such a type the one whose headline or address is the page's, else the first; one alone
    only where it may be: a headline that shares no word with any title of the page is another article's.
    Where none is of such a type, the page's own.
    """
    return document.once("article_entities", lambda: tuple(_article_entities(document)))


def _article_entities(document: Document) -> Iterator[tuple[int, Mapping[str, Any]]]:
    data = [(index, block) for index, block in document.stated if block.kind is BlockKind.DATA]
    articles = [(index, block.value) for index, block in data if block.name.endswith(("Article", "Posting"))]
    if not articles:
        yield from [(index, block.value) for index, block in data if block.name == "WebPage"][:1]
        return
    titles = own_titles(document) | _headings(document)
    here = _addresses(document)
    its_own = [each for each in articles if _is_titled(each[1], titles)]
    its_own = its_own or [each for each in articles if _is_at(each[1], here)]
    possible = its_own or [each for each in articles if not _is_of_another(each[1], titles)]
    yield from possible[:1]


def own_titles(document: Document) -> frozenset[str]:
    """What the page is called by its head, folded."""
    stated = [clean(block.text) for _, block in document.stated if block.name == "title"]
    stated += [text for text, _, _ in metas(document, "headline")]
    return frozenset(map(key, stated)) - {""}


def _headings(document: Document) -> frozenset[str]:
    """What its headings of the first two ranks say, folded."""
    if not isinstance(document, PageDocument):
        return frozenset()
    levels = document.page.lines.levels
    return frozenset(key(document.texts[i]) for i, level in enumerate(levels) if level in (1, 2)) - {""}


def _is_titled(entity: Mapping[str, Any], titles: Iterable[str]) -> bool:
    """Whether a title of the page says an object's headline, or begins with what is left of it."""
    for headline in texts(entity.get("headline") or entity.get("name")):
        told = key(headline)
        if told and any(told in title for title in titles):
            return True
    return False


def _is_of_another(entity: Mapping[str, Any], titles: Iterable[str]) -> bool:
    """Whether an object's headline shares no word of some length with any title of the page."""
    told = {word for text in texts(entity.get("headline")) for word in key(text).split()}
    known = {word for title in titles for word in title.split()}
    telling = {word for word in told if len(word) >= _TELLING}
    return len(telling) >= _FEWEST_TELLING and len(known) >= _FEWEST_TELLING and not telling & known


def _is_at(entity: Mapping[str, Any], here: frozenset[str]) -> bool:
    """Whether an object says that it is what stands at one of these addresses."""
    main = entity.get("mainEntityOfPage")
    stated = (entity.get("url"), entity.get("@id"), main.get("@id") if isinstance(main, Mapping) else main)
    return any(isinstance(each, str) and _bare(each) in here for each in stated)


def _addresses(document: Document) -> frozenset[str]:
    """The page's own addresses, as the caller and its head state them."""
    known = [document.source.hints.url or "", *(text for text, _, _ in metas(document, "url"))]
    if isinstance(document, PageDocument):
        known += [address for rel, address in document.page.relations if rel == "canonical"]
    return frozenset(map(_bare, known)) - {""}


def _bare(address: str) -> str:
    """An address without scheme, query and the stroke at its end."""
    return re.split(r"[?#]", address.strip().rpartition("//")[2], maxsplit=1)[0].rstrip("/").lower()


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
