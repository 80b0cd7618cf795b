"""
What JSON-LD that leaked into a text states of its article: a dumper that keeps the text of scripts.

Read as on a page. Where several articles are described, that one whose headline the text shows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from newsclean.core.candidate import Field
from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext, once
from newsclean.evidence.page_names import stated_authors
from newsclean.evidence.statements import moment, texts
from newsclean.extractors.heuristic import HeuristicExtractor, Reading, at, heuristic
from newsclean.text.whitespace import key

_KINDS = ("Article", "Posting")  # ends of schema.org's types
_INSIDE = ("@graph", "mainEntity")
_DEEPEST = 4
_MOST = 200  # objects of one leak that are looked at

Entity = Mapping[str, Any]


def leaks_stand(document: TextDocument, context: TextContext) -> object:
    """Anything that leaked into the text."""
    return document.leaks


@heuristic(Field.HEADLINE, leaks_stand)
def headline_in_leak(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`headline`; the line that says the same is its place."""
    for index, entity in _article(document, context):
        for text in texts(entity.get("headline")):
            yield Reading(text, at(_line_of(text, document, context, index)))


@heuristic(Field.SECTION, leaks_stand)
def section_in_leak(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`articleSection`, the first of several."""
    for index, entity in _article(document, context):
        yield from (Reading(text, at(index)) for text in list(texts(entity.get("articleSection")))[:1])


@heuristic(Field.KEYWORDS, leaks_stand)
def keywords_in_leak(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """`keywords`, a list or one text with commas."""
    for index, entity in _article(document, context):
        for text in texts(entity.get("keywords")):
            yield from (Reading(each.strip(), at(index)) for each in text.split(",") if each.strip())


def _signed(name: str, *, organisations: bool) -> HeuristicExtractor:
    """Those whom `author` states, persons or organisations."""

    def told(document: TextDocument, context: TextContext) -> Iterator[Reading]:
        for index, entity in _article(document, context):
            for organisation, author in stated_authors(entity, context.all_codes, lambda value: value):
                if organisation == organisations:
                    yield Reading(author, at(_line_of(author, document, context, index)))

    return HeuristicExtractor(Field.AUTHORS, told, leaks_stand, name)


def _dated(name: str, field: Field, key: str) -> HeuristicExtractor:
    """The moment that is stated under a name."""

    def told(document: TextDocument, context: TextContext) -> Iterator[Reading]:
        for index, entity in _article(document, context):
            for text in texts(entity.get(key)):
                if (value := moment(text, context.all_codes)) is not None:
                    yield Reading(value, at(index))

    return HeuristicExtractor(field, told, leaks_stand, name)


SIGNED_AND_DATED = (
    _signed("authors-in-leak", organisations=False),
    _signed("organisation-in-leak", organisations=True),  # believed where no person signs
    _dated("published-in-leak", Field.PUBLISHED, "datePublished"),
    _dated("modified-in-leak", Field.MODIFIED, "dateModified"),
)


@once
def _article(document: TextDocument, context: TextContext) -> Iterator[tuple[int, Entity]]:
    """The leak's block and the object that describes this article; nothing where that is not sure."""
    found = [
        (index, entity)
        for index in sorted(document.leaked)
        for entity in _described(document.leaks[document.blocks[index].value].value)
    ]
    if len(found) > 1:
        shown = {each.key for each in context.features}
        found = [(n, each) for n, each in found if shown.intersection(map(key, texts(each.get("headline"))))]
    told = {key(text) for _, entity in found for text in texts(entity.get("headline"))}
    if len(told) == 1:
        yield found[0]


def _described(value: Any) -> Iterator[Entity]:
    """The articles that an object, a list of objects or a graph describes; not those that it lists."""
    left = [(value, 0)]
    for _ in range(_MOST):
        if not left:
            return
        each, depth = left.pop()
        if isinstance(each, list) and depth < _DEEPEST:
            left += [(item, depth + 1) for item in each[:_MOST]]
        elif isinstance(each, Mapping):
            if _is_article(each):
                yield each
            elif depth < _DEEPEST:
                left += [(each[name], depth + 1) for name in _INSIDE if name in each]


def _is_article(entity: Entity) -> bool:
    kinds = entity.get("@type")
    named = kinds if isinstance(kinds, list) else [kinds]
    return "headline" in entity and any(isinstance(each, str) and each.endswith(_KINDS) for each in named)


def _line_of(text: str, document: TextDocument, context: TextContext, otherwise: int) -> int:
    """The first line that says the same, else the leak."""
    folded = key(text)
    return next((i for i in document.visible if context.features[i].key == folded), otherwise)
