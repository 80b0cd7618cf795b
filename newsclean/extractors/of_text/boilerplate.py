"""What is no part of the article, and why: each heuristic proposes a reason for blocks."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from newsclean.core.candidate import Field, Place
from newsclean.core.document import TextDocument
from newsclean.evidence.context import TextContext
from newsclean.extractors.heuristic import Reading, heuristic
from newsclean.knowledge import load
from newsclean.learnt.text_body_figures import FIGURES

_CUE = FIGURES.index("cue")
_LONGEST_CUE = 8  # words; a longer line is prose that happens to hold the words of a cue


@heuristic(Field.BOILERPLATE)
def cue(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A short line that is a known cue or opens with one: `Share`, `Read more`, `Subscribe to …`."""
    cues, every = context.cues, load.cues_in_any_language()
    lines: dict[str, list[int]] = {}
    for index in [i for i in document.visible if context.figures[i][_CUE]]:
        features = context.features[index]
        if features.words > _LONGEST_CUE:
            continue
        if reason := cues.reason(features.key, features.words) or every.whole(features.key):
            lines.setdefault(reason, []).append(index)
    yield from (Reading(reason, Place(tuple(blocks))) for reason, blocks in lines.items())


@heuristic(Field.BOILERPLATE)
def repeated_line(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """A line that stands at least three times: `Advertisement`, `Article content`."""
    features = context.features
    copied = [i for i in document.visible if features[i].copies >= 3 and features[i].words <= _LONGEST_CUE]
    if copied:
        yield Reading("repeated", Place(tuple(copied)))


@heuristic(Field.BOILERPLATE)
def before_lead(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Short lines above the lead that no field claims: the menu."""
    above = document.visible[: bisect_left(document.visible, context.lead)]
    menu = tuple([i for i in above if not context.features[i].prose])
    yield Reading("navigation", Place(menu))


@heuristic(Field.BOILERPLATE)
def after_last_paragraph(document: TextDocument, context: TextContext) -> Iterator[Reading]:
    """Everything below the article's stretch: other stories, comments, the footer."""
    last = bisect_right(document.visible, context.last)
    yield Reading("footer", Place(document.visible[last:] if context.last >= 0 else ()))
