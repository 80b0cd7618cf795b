"""What a page shows between its headline and its lead: the standfirst, and the line that signs."""

from collections.abc import Iterator

from newsclean.core.candidate import Field
from newsclean.core.document import HIDDEN, BlockKind, PageDocument, once_a_document
from newsclean.evidence.context import PageContext
from newsclean.evidence.page_names import reads_as_name
from newsclean.evidence.statements import article_entities, metas, texts
from newsclean.evidence.times_of_page import Nearness
from newsclean.extractors.heuristic import Reading, at, heuristic
from newsclean.knowledge import load
from newsclean.signing.markers import without_marker
from newsclean.signing.people import read_people
from newsclean.text.whitespace import key

_BELOW = 10  # blocks below the headline
_FEWEST, _MOST = 4, 80  # words of a standfirst
_LONGEST_LINE = 120  # characters of a byline
_LEAD, _BYLINE = "lead", "byline"  # categories of the words in classes and ids
_SHOWN = (BlockKind.TEXT, BlockKind.HEADING)


@heuristic(Field.STANDFIRST)
def deck(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """
    A line below the headline whose element calls itself deck, intro or summary.

    Or one that says what `description` says. Wrong where the first of a list of key points stands there.
    """
    lines, headline = document.page.lines, context.times.headline
    described = {key(text) for text, _, _ in metas(document, "standfirst")}
    for index in range(headline + 1, min(headline + _BELOW, context.lead)) if headline >= 0 else ():
        text = document.texts[index]
        told = _FEWEST <= len(text.split()) <= _MOST and lines.is_plain(index)
        named = _is_called(_LEAD, index, document) or key(text) in described
        if told and named and _is_free(index, document, context):
            yield Reading(text, at(index))
            return


@heuristic(Field.BYLINE)
def line_at_the_headline(document: PageDocument, context: PageContext) -> Iterator[Reading]:
    """
    The line that names who wrote the article, as it stands there: `By Jane Doe, Business editor`.

    It opens with a byline's marker, or its element calls itself byline or author; where machines are told
    of an author, it names that one. Who of its words is a person is not told here: `authors` tells.
    """
    codes = context.all_codes
    for index in context.times.around:
        text = document.texts[index]
        if not 2 < len(text) <= _LONGEST_LINE or not _is_free(index, document, context):
            continue
        rest = without_marker(text, codes)
        if rest == text and not _is_called(_BYLINE, index, document):
            continue
        near = context.times.near(index)
        if not near or near[0] is Nearness.BEHIND_BODY or not _is_by_the_stated(text, document):
            continue
        if any(reads_as_name(name, alone=rest != text) for name in read_people(rest, codes).told):
            yield Reading({"text": text}, at(index))
            return


def _is_by_the_stated(text: str, document: PageDocument) -> bool:
    """Whether a line names an author whom machines are told of, or they are told of none."""
    stated = _stated_authors(document)
    return not stated or any(each in key(text) for each in stated)


@once_a_document
def _stated_authors(document: PageDocument) -> tuple[str, ...]:
    """Whom machines are told of, folded."""
    stated = [key(each) for each, _, _ in metas(document, "authors")]
    stated += [key(each) for _, entity in article_entities(document) for each in texts(entity.get("author"))]
    return tuple(stated)


def _is_free(index: int, document: PageDocument, context: PageContext) -> bool:
    """Whether a line is none of the article's body, none of another's teaser, no caption, and seen."""
    shown = document.kind(index) in _SHOWN
    hidden = context.vetoed.get(index) == HIDDEN
    return shown and not hidden and context.chances[index] < 0.5 and not context.containers.reason(index)


def _is_called(category: str, index: int, document: PageDocument) -> bool:
    """Whether the class or id of the element around a line, or around that, is of a category."""
    frames = document.page.frames
    frame = frames.of[index]
    calls = load.markup().calls
    return calls(frames.marks[frame], category) or calls(frames.marks[frames.parents[frame]], category)
