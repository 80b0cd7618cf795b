"""When the article was published and changed, as a page's markup states it."""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

from newsclean.core.candidate import Field, Place
from newsclean.core.document import BlockKind, Document
from newsclean.extractors.heuristic import Context, Reading, at, heuristic
from newsclean.extractors.stated import article_entities, metas, moment, texts
from newsclean.readers.timestamps import read_timestamps
from newsclean.text.timestamps import Timestamp

_DAY = re.compile(r"\d{4}|\d{1,2}[./-]\d")  # what no printed day is without
_REMEMBERED = 2_000  # lines; several signals ask for the same ones, and pages of one site share many
_LONGEST_LINE = 160  # characters; a longer line is prose, and a date in prose is the story's
_ABOVE, _BELOW = 20, 6  # blocks above and below the first of the body
_NEAR = 8  # blocks around the headline and the lead in which a time belongs to the article


@heuristic(Field.PUBLISHED)
def json_ld(document: Document, context: Context) -> Iterator[Reading]:
    """`datePublished` of the page's article in JSON-LD: where it stands, it is right."""
    yield from _json_ld(document, context, "datePublished")


@heuristic(Field.PUBLISHED)
def other_json_ld(document: Document, context: Context) -> Iterator[Reading]:
    """`datePublished` of whatever else JSON-LD describes: the page, a recipe, a review, a video."""
    for index, block in document.stated:
        if block.kind is BlockKind.DATA:
            for text in texts(block.value.get("datePublished")):
                if told := _told(text, context):
                    yield Reading(told, at(index))
                    return


@heuristic(Field.PUBLISHED)
def meta(document: Document, context: Context) -> Iterator[Reading]:
    """`article:published_time` and its like, the most trustworthy that reads as a time."""
    yield from _meta(document, context, "published")


@heuristic(Field.MODIFIED)
def modified_json_ld(document: Document, context: Context) -> Iterator[Reading]:
    """`dateModified` of the page's article in JSON-LD."""
    yield from _json_ld(document, context, "dateModified")


@heuristic(Field.MODIFIED)
def modified_meta(document: Document, context: Context) -> Iterator[Reading]:
    """`article:modified_time` and its like."""
    yield from _meta(document, context, "modified")


@heuristic(Field.PUBLISHED)
def time_element(document: Document, context: Context) -> Iterator[Reading]:
    """The first `<time>` near the headline that does not call itself an update."""
    for name, value, text, first, end in _near_marks(document, context, "time"):
        if "modif" not in name and "updat" not in name and (told := _told(value or text, context)):
            yield Reading(told, _blocks(first, end))
            return


@heuristic(Field.PUBLISHED)
def item_property(document: Document, context: Context) -> Iterator[Reading]:
    """`itemprop=datePublished`."""
    for _, value, text, first, end in _near_marks(document, context, "itemprop:datepublished"):
        if told := _told(value or text, context):
            yield Reading(told, _blocks(first, end))
            return


@heuristic(Field.PUBLISHED)
def date_class(document: Document, context: Context) -> Iterator[Reading]:
    """An element near the headline whose class says date or time."""
    for _, _, text, first, end in _near_marks(document, context, "class:date"):
        if told := _told(text, context):
            yield Reading(told, _blocks(first, end))
            return


@heuristic(Field.PUBLISHED)
def visible(document: Document, context: Context) -> Iterator[Reading]:
    """The first timestamp in a short line between headline and lead that no label calls an update."""
    for place, stamp in _visible(document, context):
        if stamp.role != "updated":
            yield Reading(stamp.value, place)
            return


@heuristic(Field.PUBLISHED)
def labelled_visible(document: Document, context: Context) -> Iterator[Reading]:
    """A timestamp behind `Published:` or its like, close to the article."""
    for place, stamp in _visible(document, context):
        if stamp.role == "published":
            yield Reading(stamp.value, place)
            return


@heuristic(Field.MODIFIED)
def updated_visible(document: Document, context: Context) -> Iterator[Reading]:
    """A timestamp behind `Updated:` or its like, close to the article."""
    for place, stamp in _visible(document, context):
        if stamp.role == "updated":
            yield Reading(stamp.value, place)
            return


def _visible(document: Document, context: Context) -> Iterator[tuple[Place, Timestamp]]:
    """The unambiguous timestamps of the short lines around headline and lead, then behind the body."""
    lead, last = max(context.lead, 0), max(context.last, 0)
    languages = tuple(language.code for language in context.languages)
    for index, block in document.prose():
        if not (lead - _ABOVE <= index <= lead + _BELOW or last < index <= last + 4):
            continue
        if len(block.text) <= _LONGEST_LINE and _DAY.search(block.text):
            for stamp in _stamps(block.text, languages):
                if not stamp.ambiguous:
                    whole = len(stamp.span) * 2 > len(block.text)
                    yield Place((index,), None if whole else stamp.span), stamp


@lru_cache(_REMEMBERED)
def _stamps(line: str, languages: tuple[str, ...]) -> tuple[Timestamp, ...]:
    """Read once for all signals that look at the line."""
    return read_timestamps(line, languages=languages)


def _json_ld(document: Document, context: Context, name: str) -> Iterator[Reading]:
    for index, entity in article_entities(document):
        for text in texts(entity.get(name)):
            if told := _told(text, context):
                yield Reading(told, at(index))
                return


def _meta(document: Document, context: Context, field: str) -> Iterator[Reading]:
    for text, index, _ in metas(document, field):
        if told := _told(text, context):
            yield Reading(told, at(index))
            return


def _told(text: str, context: Context) -> date | None:
    return _moment(text, tuple(language.code for language in context.languages))


@lru_cache(_REMEMBERED)
def _moment(text: str, languages: tuple[str, ...]) -> date | None:
    return moment(text, languages) if len(text) <= _LONGEST_LINE else None


def _near_marks(document: Document, context: Context, name: str) -> Iterator[tuple[str, str, str, int, int]]:
    """The marks of that name between headline and lead, or close to the end of the article."""
    assert document.page is not None
    low, high = context.lead - 25, max(context.lead + 3, _NEAR)
    near = [mark for mark in document.page.marks if mark.name.startswith(name) and low <= mark.first <= high]
    late = [
        m
        for m in document.page.marks
        if m.name.startswith(name) and context.last < m.first <= context.last + _NEAR
    ]
    yield from (*near, *late)


def _blocks(first: int, end: int) -> Place:
    return Place(tuple(range(first, end))) if end - first == 1 else Place(outside="markup")
