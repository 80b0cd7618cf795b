"""Authors as a page's markup states them: JSON-LD, `<meta>`, marks; persons before organisations."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context, Reading, at, heuristic
from newsclean.extractors.stated import article_entities, clean, metas, texts
from newsclean.text.whitespace import key

_NOT_A_NAME = re.compile(r"https?:|www\.|[@/<>{}|=#]|\.com\b|\d{2}")
_LONGEST = 60  # characters of a name


@heuristic(Field.AUTHORS)
def json_ld(document: Document, context: Context) -> Iterator[Reading]:
    """`author` of the page's article in JSON-LD."""
    for index, entity in article_entities(document):
        for person in _listed(entity.get("author")):
            if not _is_organisation(person):
                for name in _names(person, context):
                    yield Reading(name, at(index))


@heuristic(Field.AUTHORS)
def json_ld_organisation(document: Document, context: Context) -> Iterator[Reading]:
    """An organisation as `author` in JSON-LD: believed where no person is named."""
    for index, entity in article_entities(document):
        for person in _listed(entity.get("author")):
            if _is_organisation(person):
                for name in _names(person, context):
                    yield Reading(name, at(index))


@heuristic(Field.AUTHORS)
def meta(document: Document, context: Context) -> Iterator[Reading]:
    """`<meta name=author>` and its like, the most trustworthy name that states one."""
    stated = [each for each in metas(document, "authors") if not _NOT_A_NAME.search(each.text)]
    for text, index, kind in stated:
        if kind == stated[0].kind:
            for name in _split(text, context):
                yield Reading(name, at(index))


@heuristic(Field.AUTHORS)
def marked(document: Document, context: Context) -> Iterator[Reading]:
    """An element that says `rel=author` or `itemprop=author`."""
    yield from _marks(document, context, ("rel:author", "itemprop:author"))


@heuristic(Field.AUTHORS)
def byline_class(document: Document, context: Context) -> Iterator[Reading]:
    """A short element whose class says byline or author, between headline and lead."""
    yield from _marks(document, context, ("class:byline",))


def _marks(document: Document, context: Context, names: tuple[str, ...]) -> Iterator[Reading]:
    assert document.page is not None
    for mark in document.page.marks:
        if mark.name in names and mark.first <= max(context.last, 0) + 6 and 2 < len(mark.text) < 120:
            for name in _split(_without_marker(mark.text, context), context):
                yield Reading(name, Place(tuple(range(mark.first, mark.end)[:1])))


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _is_organisation(person: Any) -> bool:
    return isinstance(person, Mapping) and "Organization" in str(person.get("@type"))


def _names(person: Any, context: Context) -> Iterator[str]:
    for text in texts(person):
        yield from _split(text, context)


def _without_marker(text: str, context: Context) -> str:
    """`By Jane Doe` without its first word, where that is a byline's."""
    first, _, rest = text.partition(" ")
    markers = {marker for each in context.languages for marker in each.byline.markers} | {"by"}
    return rest if first.casefold().rstrip(":") in markers else text


def _split(text: str, context: Context) -> Iterator[str]:
    """The names of a list of names."""
    joiners = {joiner for each in context.languages for joiner in each.byline.joiners} | {"and", "&"}
    text = _without_marker(clean(text), context)
    words = [
        "," if key(word) in joiners or word == "&" else word for word in text.replace(",", " , ").split()
    ]
    for part in re.split(r"[,;|•·]", " ".join(words)):
        name = part.strip(" .-–")
        if 2 < len(name) <= _LONGEST and not _NOT_A_NAME.search(name):
            yield name
