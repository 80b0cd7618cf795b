"""Authors as a page's markup states them: JSON-LD, `<meta>`, marks; persons before organisations."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.core.candidate import Field
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context, Reading, at, heuristic
from newsclean.extractors.stated import article_entities, clean, metas, resolved, site_names, texts
from newsclean.text.whitespace import key

_NOT_A_NAME = re.compile(r"https?:|www\.|[@/<>{}|=#:()]|\d{2}|\w\.\w{3,20}\.\w")
_LONGEST = 60  # characters of a name
_LONGEST_MARK = 120  # characters of an element that names authors; a longer one tells about them
_ABOVE, _BELOW = 30, 8  # blocks above the lead, and below the last paragraph, where a byline stands


@heuristic(Field.AUTHORS)
def json_ld(document: Document, context: Context) -> Iterator[Reading]:
    """A person as `author` of the page's article in JSON-LD."""
    for organisation, name, index in _json_ld(document, context):
        if not organisation:
            yield Reading(name, at(index))


@heuristic(Field.AUTHORS)
def json_ld_organisation(document: Document, context: Context) -> Iterator[Reading]:
    """An organisation as `author` in JSON-LD: believed where no person is named."""
    for organisation, name, index in _json_ld(document, context):
        if organisation:
            yield Reading(name, at(index))


@heuristic(Field.AUTHORS)
def meta(document: Document, context: Context) -> Iterator[Reading]:
    """A person in `<meta name=author>` or its like, the most trustworthy name that states one."""
    for organisation, name, index in _meta(document, context):
        if not organisation:
            yield Reading(name, at(index))


@heuristic(Field.AUTHORS)
def meta_organisation(document: Document, context: Context) -> Iterator[Reading]:
    """The site itself in `<meta name=author>`: believed where no person is named."""
    for organisation, name, index in _meta(document, context):
        if organisation:
            yield Reading(name, at(index))


@heuristic(Field.AUTHORS)
def marked(document: Document, context: Context) -> Iterator[Reading]:
    """An element that says `rel=author` or `itemprop=author`."""
    yield from _marks(document, context, ("rel:author", "itemprop:author"))


@heuristic(Field.AUTHORS)
def byline_class(document: Document, context: Context) -> Iterator[Reading]:
    """A short element whose class says byline or author, between headline and lead."""
    yield from _marks(document, context, ("class:byline",))


def _json_ld(document: Document, context: Context) -> Iterator[tuple[bool, str, int]]:
    """Whether it is an organisation, the name, the block."""
    for index, entity in article_entities(document):
        for person in _listed(document, entity.get("author") or entity.get("creator")):
            for name in _names(person, context):
                yield _is_organisation(person) or _is_the_site(name, document), name, index


def _meta(document: Document, context: Context) -> Iterator[tuple[bool, str, int]]:
    stated = [each for each in metas(document, "authors") if not _NOT_A_NAME.search(each.text)]
    for text, index, kind in stated:
        if kind == stated[0].kind:
            for name in _split(text, context):
                yield _is_the_site(name, document), name, index


def _is_the_site(name: str, document: Document) -> bool:
    told = key(name).replace(" ", "")
    return any(told in known or known in told for known in site_names(document) if len(known) > 2)


def _marks(document: Document, context: Context, names: tuple[str, ...]) -> Iterator[Reading]:
    """The marks around the headline, else those right behind the article; of one place all."""
    assert document.page is not None
    told = [mark for mark in document.page.marks if mark.name in names and 2 < len(mark.text) < _LONGEST_MARK]
    above = [mark for mark in told if context.lead - _ABOVE <= mark.first <= context.lead + 2]
    below = [mark for mark in told if context.last < mark.first <= context.last + _BELOW]
    place = -1
    for mark in above or below:
        signed = _without_marker(mark.text, context) != mark.text
        people = [name for name in _split(mark.text, context) if _reads_as_name(name, alone=signed)]
        if people and place in (-1, mark.first):
            place = mark.first
            for name in people:
                yield Reading(name, at(mark.first))


def _reads_as_name(name: str, *, alone: bool) -> bool:
    """
    Two to five words that begin with capitals, particles apart; alphabets without them pass.

    One word is enough where a byline's marker stands before it.
    """
    words = name.split()
    small = sum(word[0].islower() for word in words)
    return (
        (1 if alone else 2) <= len(words) <= 5 and small * 2 < len(words) and not any(map(str.isdigit, name))
    )


def _listed(document: Document, value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    return [resolved(document, each) for each in values]


def _is_organisation(person: Any) -> bool:
    return isinstance(person, Mapping) and "Organization" in str(person.get("@type"))


def _names(person: Any, context: Context) -> Iterator[str]:
    for text in texts(person):
        yield from _split(text, context)


def _without_marker(text: str, context: Context) -> str:
    """`Written by Jane Doe` without the words that mark a byline, also where a tag's end glued them."""
    markers = {marker for each in context.languages for marker in each.byline.markers}
    folded = text.casefold()
    for marker in sorted(markers, key=lambda each: (-len(each), each)):
        rest = text[len(marker) :]
        if folded.startswith(marker) and rest and (rest[0].isupper() or rest[0] in " :"):
            return rest.lstrip(" :")
    return text


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
