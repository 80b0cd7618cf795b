"""When the article was published and last changed: the timestamps above the lead."""

from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context, Reading, heuristic
from newsclean.extractors.layout import head
from newsclean.readers.timestamps import read_timestamps
from newsclean.text.timestamps import Timestamp

_LONGEST_LINE = 160  # characters; a longer line is prose, and a date in prose is the story's


@heuristic(Field.PUBLISHED)
def first_in_head(document: Document, context: Context) -> Iterator[Reading]:
    """The first timestamp above the lead; wrong where a clock of the day of the crawl stands on top."""
    for place, stamp in _stamps(document, context):
        if stamp.role != "updated":
            yield Reading(stamp.value, place)
            return


@heuristic(Field.PUBLISHED)
def near_lead(document: Document, context: Context) -> Iterator[Reading]:
    """The last timestamp above the lead that no label calls an update."""
    stamps = [(place, stamp) for place, stamp in _stamps(document, context) if stamp.role != "updated"]
    for place, stamp in stamps[-1:]:
        yield Reading(stamp.value, place)


@heuristic(Field.PUBLISHED)
def labelled(document: Document, context: Context) -> Iterator[Reading]:
    """A timestamp behind `Published:` or its like in the page's language."""
    for place, stamp in _stamps(document, context):
        if stamp.role == "published":
            yield Reading(stamp.value, place)


@heuristic(Field.MODIFIED)
def labelled_update(document: Document, context: Context) -> Iterator[Reading]:
    """A timestamp behind `Updated:` or its like in the page's language."""
    for place, stamp in _stamps(document, context):
        if stamp.role == "updated":
            yield Reading(stamp.value, place)


def _stamps(document: Document, context: Context) -> Iterator[tuple[Place, Timestamp]]:
    """Every timestamp of the head that both orders of day and month agree on."""
    languages = tuple(language.code for language in context.languages)
    for index in head(document, context):
        text = document.blocks[index].text
        if len(text) <= _LONGEST_LINE and any(map(str.isdigit, text)):
            for stamp in read_timestamps(text, languages=languages):
                if not stamp.ambiguous:
                    whole = len(stamp.span) * 2 > len(text)
                    yield Place((index,), None if whole else stamp.span), stamp
