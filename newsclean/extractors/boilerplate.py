"""What is no part of the article, and why: each heuristic proposes a reason for blocks."""

from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import Document
from newsclean.extractors.heuristic import Context, Reading, at, heuristic

_LONGEST_CUE = 8  # words; a longer line is prose that happens to hold the words of a cue


@heuristic(Field.BOILERPLATE)
def cue(document: Document, context: Context) -> Iterator[Reading]:
    """A short line that says nothing but a known cue: `Share`, `Read more`, `Subscribe`."""
    reasons = {
        line: reason
        for each in context.languages
        for reason, lines in each.boilerplate.items()
        for line in lines
    }
    for index, _block in document.prose():
        if context.features[index].words <= _LONGEST_CUE:
            reason = reasons.get(context.features[index].key)
            if reason:
                yield Reading(reason, at(index))


@heuristic(Field.BOILERPLATE)
def repeated_line(document: Document, context: Context) -> Iterator[Reading]:
    """A line that stands at least three times: `Advertisement`, `Article content`."""
    for index, _ in document.prose():
        features = context.features[index]
        if features.copies >= 3 and features.words <= _LONGEST_CUE:
            yield Reading("repeated", at(index))


@heuristic(Field.BOILERPLATE)
def before_lead(document: Document, context: Context) -> Iterator[Reading]:
    """Short lines above the lead that no field claims: the menu."""
    menu = tuple(i for i in document.visible if i < context.lead and not context.features[i].prose)
    yield Reading("navigation", Place(menu))


@heuristic(Field.BOILERPLATE)
def after_last_paragraph(document: Document, context: Context) -> Iterator[Reading]:
    """Everything below the article's stretch: other stories, comments, the footer."""
    yield Reading("footer", Place(tuple(i for i in document.visible if i > context.last >= 0)))
