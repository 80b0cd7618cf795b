"""What structured voices state of an article, in plain words: shared by the extractors that read them."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

from newsclean.core.document import Block, BlockKind, Document, PageDocument, once_a_document
from newsclean.core.pattern import pattern
from newsclean.dates.read import read_timestamp
from newsclean.evidence.own_article import Belongs, Page, bare
from newsclean.knowledge import load
from newsclean.text.address import absolute
from newsclean.text.whitespace import fold, key

_TAG = pattern(r"</?[a-zA-Z][^<>]{0,300}>")
_ISO = pattern(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.{0,25})?")
_DIGITS_OF_ZONE = pattern(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d$)")

_ARTICLES = ("Article", "Posting")
_DAY = len("2024-05-03")
_MOST_HEADINGS = 12  # of the main level; a page with more of them is a list of articles


class Stated(NamedTuple):
    """One statement: its text and the block that makes it."""

    text: str
    block: int
    kind: str = ""


@once_a_document
def article_entities(document: PageDocument) -> tuple[tuple[int, Mapping[str, Any]], ...]:
    """
    The JSON-LD object that describes the page's article, else the page's; at most one.

    Of several articles the one whose headline or address is the page's, else the first; one whose headline
    is like none of the page's is another article's.
    """
    articles = [(i, value) for i, value in entities_of(document, _ARTICLES) if i not in others(document)]
    if len(articles) > 1:
        return (max(articles, key=lambda each: _owns(document, each[1])),)  # the first of those
    if articles:
        return tuple(articles)
    return tuple(entities_of(document, ("WebPage",))[:1])


def entities_of(document: Document, types: tuple[str, ...]) -> list[tuple[int, Mapping[str, Any]]]:
    """The JSON-LD objects whose type ends so, in the order of the page."""
    return [(index, block.value) for index, block in data_of(document) if block.name.endswith(types)]


@once_a_document
def data_of(document: Document) -> tuple[tuple[int, Block], ...]:
    """The DATA blocks with their indexes: a page has dozens of META ones beside them."""
    return tuple([(i, block) for i, block in document.stated if block.kind is BlockKind.DATA])


@once_a_document
def others(document: PageDocument) -> frozenset[int]:
    """The blocks of JSON-LD that describe other articles than the page's."""
    found: set[int] = set()
    days = {each.text[:_DAY] for each in metas(document, "published")}
    for index, entity in entities_of(document, _ARTICLES):
        agrees = any(text[:_DAY] in days for text in texts(entity.get("datePublished")))
        if not agrees and _owns(document, entity) is Belongs.TO_ANOTHER:
            found.add(index)
    return frozenset(found)


def _owns(document: PageDocument, entity: Mapping[str, Any]) -> Belongs:
    addresses = (absolute(text, document.base) for text in addresses_of(entity))
    return _page(document).owns(texts(entity.get("headline") or entity.get("name")), addresses)


def addresses_of(entity: Mapping[str, Any]) -> Iterator[str]:
    """Where a JSON-LD object says that it is found."""
    main = entity.get("mainEntityOfPage")
    stated = (entity, main) if isinstance(main, dict) else (entity, {"url": main})
    for each in stated:
        for name in ("url", "@id"):
            if isinstance(address := each.get(name), str):
                yield address


@once_a_document
def _page(document: PageDocument) -> Page:
    titles = list(own_titles(document))
    levels = document.page.lines.levels
    for level in (1, 2):
        if headings := [document.texts[i] for i, told in enumerate(levels) if told == level]:
            titles += headings[:_MOST_HEADINGS]
            break
    stated = [address for rel, address in document.page.relations if rel == "canonical"]
    stated += [text for text, _, _ in metas(document, "url")]
    addresses = {bare(absolute(each, document.base)) for each in (*stated, document.source.hints.url or "")}
    return Page(tuple(titles), frozenset(addresses - {""}))


def own_titles(document: Document) -> frozenset[str]:
    """What the page is called by its head, folded."""
    return frozenset(key(text) for text, _, _ in metas(document, "headline")) - {""}


@once_a_document
def stated_titles(document: PageDocument) -> tuple[str, ...]:
    """Whatever states a title, in the head or in JSON-LD, as it is stated."""
    stated = [text for text, _, _ in metas(document, "headline")]
    stated += [text for _, entity in article_entities(document) for text in texts(entity.get("headline"))]
    return tuple(dict.fromkeys(stated))


def resolved(document: Document, value: Any) -> Any:
    """A reference (`{"@id": …}`) as the object that it names, where the page has it."""
    if isinstance(value, dict) and "@id" in value and len(value) <= 2:
        for _, block in data_of(document):
            if block.value.get("@id") == value["@id"] and block.value != value:
                return block.value
    return value


def metas(document: Document, field: str) -> tuple[Stated, ...]:
    """What `<meta>` states of a field, the most trustworthy name first."""
    return _by_field(document)[field]


@once_a_document
def _by_field(document: Document) -> dict[str, tuple[Stated, ...]]:
    named = _by_name(document)
    return {
        field: tuple([each for name in names for each in named.get(name, ())])
        for field, names in load.markup().meta.items()
    }


@once_a_document
def _by_name(document: Document) -> dict[str, list[Stated]]:
    found: dict[str, list[Stated]] = {}
    for index, block in document.stated:
        if block.kind is BlockKind.META:
            found.setdefault(block.name, []).append(Stated(clean(block.text), index, block.name))
    return found


def clean(text: str) -> str:
    """A statement as it reads: entities that were escaped twice and tags are resolved."""
    if "&" in text:
        from html import unescape

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


@once_a_document
def site_names(document: Document) -> set[str]:
    """What the site calls itself, and the labels of its host: letters and digits alone."""
    names = {key(text).replace(" ", "") for text, _, _ in metas(document, "site")}
    url = document.source.hints.url or next((b.text for _, b in document.stated if b.name == "og:url"), "")
    host = url.split("//")[-1].split("/")[0].removeprefix("www.")
    labels = host.split(".")
    return (names | {key(host).replace(" ", ""), *(each for each in labels[:-1] if len(each) > 3)}) - {""}
