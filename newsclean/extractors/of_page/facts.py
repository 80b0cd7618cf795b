"""Site, section, keywords, language, address, picture and summary as a page's markup states them."""

from collections.abc import Iterator, Mapping

from newsclean.core.candidate import Field, Place
from newsclean.core.document import PageDocument
from newsclean.evidence.context import PageContext
from newsclean.evidence.statements import article_entities, metas, resolved, texts
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.text.address import absolute


@heuristic(Field.STANDFIRST)
def described(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`description` in `<meta>`: written for search engines, often the standfirst itself."""
    for text, index, _ in list(metas(document, "standfirst"))[:1]:
        yield Reading(text, at(index))


@heuristic(Field.SECTION)
def section_json_ld(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`articleSection` in JSON-LD."""
    for index, entity in article_entities(document):
        for text in list(texts(entity.get("articleSection")))[:1]:
            yield Reading(text, at(index))


@heuristic(Field.SECTION)
def section_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`article:section` and its like."""
    for text, index, _ in list(metas(document, "section"))[:1]:
        yield Reading(text, at(index))


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
    stated = list(metas(document, "keywords"))
    for text, index, kind in stated:
        if kind == stated[0].kind:
            for word in text.replace(";", ",").split(","):
                if word.strip():
                    yield Reading(word.strip(), at(index))


@heuristic(Field.SITE)
def site_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:site_name` and its like."""
    for text, index, _ in list(metas(document, "site"))[:1]:
        yield Reading(text.removeprefix("@"), at(index))


@heuristic(Field.SITE)
def publisher(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`publisher` in JSON-LD."""
    for index, entity in article_entities(document):
        for text in list(texts(entity.get("publisher")))[:1]:
            yield Reading(text, at(index))


@heuristic(Field.URL)
def canonical(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`<link rel=canonical>`; wrong on sites that point every page at their front page."""
    for rel, address in document.page.relations:
        if rel == "canonical" and (url := absolute(address, document.base)):
            yield Reading(url, Place(outside="markup"))
            return


@heuristic(Field.URL)
def url_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:url`."""
    for text, index, _ in list(metas(document, "url"))[:1]:
        if url := absolute(text, document.base):
            yield Reading(url, at(index))


@heuristic(Field.IMAGE)
def image_meta(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """`og:image` and its like."""
    for text, index, _ in list(metas(document, "image"))[:1]:
        if url := absolute(text, document.base):
            yield Reading(url, at(index))


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
    """`<html lang>`."""
    code = document.page.language.replace("_", "-").split("-")[0].strip().lower()
    if len(code) == 2 and code.isalpha():
        yield Reading(code, Place(outside="markup"))
