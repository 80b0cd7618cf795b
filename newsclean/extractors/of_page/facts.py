"""Site, section, keywords, language, address, picture and summary as a page's markup states them."""

from collections.abc import Callable, Iterator, Mapping
from urllib.parse import urlsplit

from newsclean.core.candidate import Field, Place
from newsclean.core.document import PageDocument
from newsclean.evidence.context import PageContext
from newsclean.evidence.statements import addresses_of, article_entities, metas, resolved, texts
from newsclean.extractors.heuristic import HeuristicExtractor, Reading, at, heuristic
from newsclean.knowledge import load
from newsclean.text.address import absolute
from newsclean.text.language import sure_of


def _of_meta(name: str, field: Field, read: Callable[[str, PageDocument], str]) -> HeuristicExtractor:
    """What the most trustworthy `<meta>` states of a field."""

    def told(document: PageDocument, context: PageContext) -> Iterator[Reading]:
        for text, index, _ in metas(document, field)[:1]:
            if value := read(text, document):
                yield Reading(value, at(index))

    return HeuristicExtractor(field, told, name=name)


def _of_json_ld(name: str, field: Field, key: str) -> HeuristicExtractor:
    """The first text that JSON-LD states under a name."""

    def told(document: PageDocument, context: PageContext) -> Iterator[Reading]:
        for index, entity in article_entities(document):
            yield from (Reading(text, at(index)) for text in list(texts(entity.get(key)))[:1])

    return HeuristicExtractor(field, told, name=name)


def _text(text: str, document: PageDocument) -> str:
    return text


def _address(text: str, document: PageDocument) -> str:
    return absolute(text, document.base)


def _own_address(text: str, document: PageDocument) -> str:
    """Empty where it is the front page, at which some sites point every page."""
    url = absolute(text, document.base)
    parts = urlsplit(url)
    return url if parts.query or parts.path not in ("", "/") else ""


OF_META = (
    _of_meta("described", Field.STANDFIRST, _text),  # for search engines, and often the standfirst itself
    _of_meta("section-meta", Field.SECTION, _text),
    _of_meta("site-meta", Field.SITE, lambda text, _: text.removeprefix("@")),
    _of_meta("url-meta", Field.URL, _own_address),
    _of_meta("image-meta", Field.IMAGE, _address),
)
OF_JSON_LD = (
    _of_json_ld("section-json-ld", Field.SECTION, "articleSection"),
    _of_json_ld("publisher", Field.SITE, "publisher"),
)


@heuristic(Field.KEYWORDS)
def keywords_json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`keywords` in JSON-LD, a list or a text with commas."""
    for index, entity in article_entities(document):
        for text in texts(entity.get("keywords")):
            for word in text.split(","):
                if word.strip():
                    yield Reading(word.strip(), at(index))


@heuristic(Field.KEYWORDS)
def keywords_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`news_keywords`, `keywords` or `article:tag`."""
    stated = metas(document, "keywords")
    for text, index, kind in stated:
        if kind == stated[0].kind:
            for word in text.replace(";", ",").split(","):
                if word.strip():
                    yield Reading(word.strip(), at(index))


@heuristic(Field.URL)
def canonical(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`<link rel=canonical>`; not where it is the front page, at which some sites point every page."""
    for rel, address in document.page.relations:
        if rel == "canonical" and (url := _own_address(address, document)):
            yield Reading(url, Place(outside="markup"))
            return


@heuristic(Field.URL)
def url_json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`url` or `mainEntityOfPage` of the page's article in JSON-LD."""
    for index, entity in article_entities(document):
        told = (_own_address(text, document) for text in addresses_of(entity) if "#" not in text)
        yield from (Reading(url, at(index)) for url in [*filter(None, told)][:1])


@heuristic(Field.IMAGE)
def image_json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`image` in JSON-LD: an address, an object that has one, or a list of either."""
    for index, entity in article_entities(document):
        stated = entity.get("image")
        first = stated[0] if isinstance(stated, list) and stated else stated
        told = resolved(document, first)
        address = told.get("url") or told.get("contentUrl") if isinstance(told, Mapping) else told
        if isinstance(address, str) and (url := absolute(address, document.base)):
            yield Reading(url, at(index))


@heuristic(Field.LANGUAGE)
def language_of_root(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`<html lang>`, unless the words or letters are surely of another language."""
    code = document.page.language.replace("_", "-").split("-")[0].strip().lower()
    own = load.calendars().same_language.get(code, code)
    if len(code) == 2 and code.isalpha() and not (sure_of(context.told) and own != context.told[0].code):
        yield Reading(code, Place(outside="markup"))
